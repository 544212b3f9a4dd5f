import type { FastifyReply, FastifyRequest } from 'fastify';

/** Sends exact bytes under their digest, so that a client that has them already need not load them again. */
export function sendPdf(
  request: FastifyRequest,
  reply: FastifyReply,
  file: { readonly bytes: Uint8Array; readonly digest: string; readonly name?: string },
): FastifyReply {
  const tag = `"${file.digest}"`;
  reply.header('ETag', tag).header('Cache-Control', 'private, no-cache');
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
