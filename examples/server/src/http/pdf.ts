import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Sends exact bytes under their digest, so that a back end that has them already need not load them again. Browsers keep
 * no copy: a contract is full of personal data, and computers are shared.
 */
export function sendPdf(
  request: FastifyRequest,
  reply: FastifyReply,
  file: { readonly bytes: Uint8Array; readonly digest: string; readonly name?: string },
): FastifyReply {
  const tag = `"${file.digest}"`;
  reply.header('ETag', tag).header('Cache-Control', 'private, no-store');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  const name = encodeURIComponent(file.name ?? 'contract.pdf').replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return reply
    .header('Content-Type', 'application/pdf')
    .header('Content-Disposition', `attachment; filename="contract.pdf"; filename*=UTF-8''${name}`)
    .send(file.bytes);
}
