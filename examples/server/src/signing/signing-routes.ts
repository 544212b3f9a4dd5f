import { Type } from 'typebox';
import { sessionOfToken } from '../accounts/callers.ts';
import type { Context } from '../context.ts';
import { authenticated } from '../http/authenticated.ts';
import { costly } from '../http/costly.ts';
import { sendPdf } from '../http/pdf.ts';
import { Code, Id, PdfReply } from '../http/schemas.ts';
import type { Server } from '../http/server-type.ts';
import {
  ChallengeReply,
  DraftBody,
  IntentBody,
  OutcomeReply,
  PreparedReply,
  RoomReply,
  StatusReply,
  SubmissionBody,
} from '../http/signing-schemas.ts';
import { confirmIntent, requestIntent, signingStatus } from './intent.ts';
import { loadPreparedFile, prepareSubmission } from './prepare.ts';
import { loadRoom, loadRoomFile, noteRead, saveDraft } from './room.ts';

/** The API behind a signing room, opened by a token for one signer on one contract. */
export function signingRoutes(server: Server, context: Context): void {
  const tags = ['signing'];
  const sessionOf = authenticated(server, (request) => sessionOfToken(context, request.headers.authorization));
  const Empty = Type.Object({}, { additionalProperties: false });
  const FileParams = Type.Object({ fileId: Id });
  const PreparationParams = Type.Object({ preparationId: Id });

  server.get(
    '/room',
    { schema: { tags, summary: 'Everything of the room', response: { 200: RoomReply } } },
    async (request) => loadRoom(context, await sessionOf(request)),
  );

  server.get(
    '/files/:fileId/content',
    { schema: { tags, summary: 'The latest revision of a file', params: FileParams, response: { 200: PdfReply } } },
    async (request, reply) =>
      sendPdf(request, reply, await loadRoomFile(context, await sessionOf(request), request.params.fileId)),
  );

  server.post(
    '/files/:fileId/read',
    { schema: { tags, summary: 'Note that a file was shown to its end', params: FileParams, body: Empty } },
    async (request, reply) => {
      await noteRead(context, await sessionOf(request), request.params.fileId);
      return reply.code(204).send();
    },
  );

  server.put(
    '/files/:fileId/draft',
    { schema: { tags, summary: 'Keep what was typed', params: FileParams, body: DraftBody } },
    async (request, reply) => {
      await saveDraft(context, await sessionOf(request), request.params.fileId, request.body.values);
      return reply.code(204).send();
    },
  );

  server.post(
    '/preparations',
    {
      config: costly(context),
      bodyLimit: 8 * 1024 * 1024,
      schema: { tags, summary: 'Submit values and marks', body: SubmissionBody, response: { 201: PreparedReply } },
    },
    async (request, reply) =>
      reply.code(201).send(await prepareSubmission(context, await sessionOf(request), request.body)),
  );

  server.get(
    '/preparations/:preparationId',
    {
      schema: { tags, summary: 'Where the signatures are', params: PreparationParams, response: { 200: StatusReply } },
    },
    async (request) => signingStatus(context, await sessionOf(request), request.params.preparationId),
  );

  server.get(
    '/preparations/:preparationId/files/:fileId/content',
    {
      schema: {
        tags,
        summary: 'What will be signed',
        params: Type.Object({ preparationId: Id, fileId: Id }),
        response: { 200: PdfReply },
      },
    },
    async (request, reply) => {
      const { preparationId, fileId } = request.params;
      return sendPdf(request, reply, await loadPreparedFile(context, await sessionOf(request), preparationId, fileId));
    },
  );

  server.post(
    '/challenges',
    { schema: { tags, summary: 'Ask for an intent code', body: IntentBody, response: { 201: ChallengeReply } } },
    async (request, reply) =>
      reply.code(201).send(await requestIntent(context, await sessionOf(request), request.body)),
  );

  server.post(
    '/challenges/:challengeId/confirm',
    {
      schema: {
        tags,
        summary: 'Answer with the code',
        params: Type.Object({ challengeId: Id }),
        body: Type.Object({ code: Code }, { additionalProperties: false }),
        response: { 200: OutcomeReply },
      },
    },
    async (request) => confirmIntent(context, await sessionOf(request), request.params.challengeId, request.body.code),
  );
}
