import type { FastifyRequest } from 'fastify';
import type { Server } from './server-type.ts';

/**
 * Finds out who sends each request of the scope before its body is read: a stranger cannot make the server take in
 * megabytes, and no route can forget to ask. Returns what gives a request's sender to its handler.
 */
export function authenticated<T extends object>(
  server: Server,
  find: (request: FastifyRequest) => Promise<T>,
  isOpen: (request: FastifyRequest) => boolean = () => false,
): (request: FastifyRequest) => Promise<T> {
  const senders = new WeakMap<FastifyRequest, T>();
  // After onRequest, where requests are counted: guesses at tokens count too.
  server.addHook('preParsing', async (request) => {
    if (!isOpen(request)) senders.set(request, await find(request));
  });
  return async (request) => senders.get(request) ?? find(request);
}
