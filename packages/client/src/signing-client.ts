import type {
  IntentChallenge,
  IntentOutcome,
  PreparedRevision,
  SigningBackend,
  SigningRoomState,
  SigningStatus,
} from '@cinnabar/elements/backend';
import { HttpApi, segment, type HttpOptions } from './http.ts';

export interface SigningClientOptions extends HttpOptions {
  /** The signing-session token, or a function that fetches one; called before every request. */
  readonly token: string | (() => string | Promise<string>);
}

/** A `SigningBackend` that talks to the reference server with a short-lived signing-session token. */
export function createSigningClient(options: SigningClientOptions): SigningBackend {
  const { token } = options;
  const api = new HttpApi('/api/v1/signing', options, async () => ({
    Authorization: `Bearer ${typeof token === 'string' ? token : await token()}`,
  }));
  return {
    loadRoom: (signal) => api.json<SigningRoomState>('/room', { signal }),
    loadFile: (fileId, signal) => api.bytes(`/files/${segment(fileId)}/content`, { signal }),
    saveDraft: (fileId, values, signal) =>
      api.json<void>(`/files/${segment(fileId)}/draft`, { method: 'PUT', json: { values }, signal }),
    reportRead: (fileId, signal) =>
      api.json<void>(`/files/${segment(fileId)}/read`, { method: 'POST', json: {}, signal }),
    prepare: (submission, signal) =>
      api.json<PreparedRevision>('/preparations', { method: 'POST', json: submission, signal }),
    loadPrepared: (preparationId, fileId, signal) =>
      api.bytes(`/preparations/${segment(preparationId)}/files/${segment(fileId)}/content`, { signal }),
    requestIntent: (request, signal) =>
      api.json<IntentChallenge>('/challenges', { method: 'POST', json: request, signal }),
    confirmIntent: (challengeId, code, signal) =>
      api.json<IntentOutcome>(`/challenges/${segment(challengeId)}/confirm`, {
        method: 'POST',
        json: { code },
        signal,
      }),
    signingStatus: (preparationId, signal) =>
      api.json<SigningStatus>(`/preparations/${segment(preparationId)}`, { signal }),
  };
}
