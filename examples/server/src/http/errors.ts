import { isCinnabarError, type CinnabarError, type ErrorDetails } from '@cinnabar/core/error';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** HTTP status of every code a caller can meet; families end in `_`. Anything else is the server's fault. */
const statuses: Readonly<Record<string, number>> = {
  SESSION_EXPIRED: 401,
  SESSION_INVALID: 401,
  CSRF_HEADER_MISSING: 403,
  CONTRACT_NOT_FOUND: 404,
  FILE_NOT_FOUND: 404,
  SIGNER_NOT_FOUND: 404,
  PREPARATION_NOT_FOUND: 404,
  CHALLENGE_NOT_FOUND: 404,
  TEMPLATE_NOT_FOUND: 404,
  WORKER_NOT_FOUND: 404,
  ROUTE_NOT_FOUND: 404,
  CONTRACT_RECALLED: 409,
  CONTRACT_EXPIRED: 409,
  CONTRACT_DONE: 409,
  CONTRACT_STATE: 409,
  SIGNER_WAITING_TURN: 409,
  SIGNER_DONE: 409,
  REVISION_SUPERSEDED: 409,
  DIGEST_MISMATCH: 409,
  IDEMPOTENCY_CONFLICT: 409,
  SIGNING_IN_PROGRESS: 409,
  PREPARATION_EXPIRED: 410,
  OTP_EXPIRED: 410,
  FILE_TOO_LARGE: 413,
  FILE_NOT_PDF: 415,
  OTP_WRONG: 422,
  OTP_EXHAUSTED: 429,
  OTP_RATE: 429,
  RATE_LIMITED: 429,
  REQUEST_INVALID: 400,
  EVIDENCE_LOG: 409,
  SIGNING_UNAVAILABLE: 503,
  TIMESTAMP_: 503,
  NOTIFICATION_FAILED: 503,
  FILE_: 422,
  FIELD_: 422,
  MARK_: 422,
  INK_: 422,
  SEAL_: 422,
  SIGN_: 422,
  PDF_: 422,
  PREPARE_: 422,
  CONTRACT_: 422,
  PARTY_: 422,
  RANGE_: 422,
  TEMPLATE_: 422,
  FONT_MISSING_GLYPH: 422,
};

/** Routes that take a PDF answer in terms of files. */
function isUpload(request: FastifyRequest): boolean {
  return request.routeOptions.url?.endsWith('/files') ?? false;
}

function statusOf(code: string): number | undefined {
  return statuses[code] ?? statuses[code.replace(/_.*/, '_')];
}

/** An address that cannot be decoded never reaches a route or an error handler. */
export function answerBadUrl(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const error = { code: 'REQUEST_INVALID', message: 'The address is malformed.', requestId: request.id };
  void reply.code(400).send({ error });
}

interface ErrorBody {
  readonly error: { code: string; message: string; details?: ErrorDetails; requestId: string };
}

/** Turns everything thrown into `{ error: { code, message, details?, requestId } }`; the inside of a fault stays inside. */
export function installErrorHandlers(server: FastifyInstance): void {
  const bodyOf = (code: string, message: string, requestId: string, details: ErrorDetails = {}): ErrorBody => ({
    error: { code, message, ...(Object.keys(details).length > 0 ? { details } : {}), requestId },
  });

  server.setErrorHandler((error: FastifyError | CinnabarError, request, reply) => {
    if (isCinnabarError(error)) {
      const status = statusOf(error.code);
      if (status !== undefined)
        return reply.code(status).send(bodyOf(error.code, error.message, request.id, error.details));
    } else if (error.validation !== undefined) {
      return reply.code(400).send(bodyOf('REQUEST_INVALID', `The request is malformed: ${error.message}.`, request.id));
    } else if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' && !isUpload(request)) {
      return reply.code(413).send(bodyOf('REQUEST_TOO_LARGE', 'The request is too large.', request.id));
    } else if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
      return reply.code(413).send(bodyOf('FILE_TOO_LARGE', 'The file is larger than 10 MB.', request.id));
    } else if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' && isUpload(request)) {
      return reply.code(415).send(bodyOf('FILE_NOT_PDF', 'Send the file as application/pdf.', request.id));
    } else if (error.statusCode === 429) {
      return reply.code(429).send(bodyOf('RATE_LIMITED', 'Too many requests; wait a moment.', request.id));
    } else if (error.statusCode !== undefined && error.statusCode < 500) {
      return reply.code(error.statusCode).send(bodyOf('REQUEST_INVALID', 'The request is malformed.', request.id));
    }
    request.log.error({ err: error }, 'request failed');
    return reply.code(500).send(bodyOf('SERVER_ERROR', 'The server failed; nothing was lost. Try again.', request.id));
  });

  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send(bodyOf('ROUTE_NOT_FOUND', 'There is nothing at this address.', request.id)),
  );
}
