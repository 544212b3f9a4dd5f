import type { FastifyInstance } from 'fastify';

/**
 * For pages. WebAssembly is pdf.js's image decoders; the two Trusted Types policies are ours, for the worker's address,
 * and Lit's, for its static templates.
 */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types cinnabar lit-html',
].join('; ');

const dataPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Headers of every answer; pages get theirs from the routes that serve them. */
export function installSecurityHeaders(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply) => {
    reply.header('X-Content-Type-Options', 'nosniff');
    reply.header('Referrer-Policy', 'no-referrer');
    reply.header('Cross-Origin-Opener-Policy', 'same-origin');
    reply.header('Cross-Origin-Resource-Policy', 'same-origin');
    reply.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()');
    const html = String(reply.getHeader('Content-Type') ?? '').startsWith('text/html');
    if (!reply.hasHeader('Content-Security-Policy')) {
      reply.header('Content-Security-Policy', html ? pagePolicy : dataPolicy);
    }
    if (request.url.startsWith('/api/') && !reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-store');
  });
}
