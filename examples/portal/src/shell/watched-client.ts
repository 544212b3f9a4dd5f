import type { PortalClient } from '@cinnabar/client';
import { isSessionError } from './error-text.ts';

/** The same client; calls `ended` whenever the server says that nobody is logged in any more. */
export function watchSession(client: PortalClient, ended: () => void): PortalClient {
  return new Proxy(client, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return async (...parameters: unknown[]) => {
        try {
          return (await Reflect.apply(method, target, parameters)) as unknown;
        } catch (error) {
          if (isSessionError(error)) ended();
          throw error;
        }
      };
    },
  });
}
