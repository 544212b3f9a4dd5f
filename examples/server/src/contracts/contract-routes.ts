import { verifyDocument } from '@cinnabar/core/verify';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Caller, OrganizationCaller } from '../accounts/callers.ts';
import { rules, type Context } from '../context.ts';
import { CinnabarError } from '@cinnabar/core/error';
import { storeUpload, loadUpload } from '../files/uploads.ts';
import { costly } from '../http/costly.ts';
import { sendPdf } from '../http/pdf.ts';
import {
  ContractFileParams,
  ContractPageReply,
  ContractParams,
  ContractQuerySchema,
  ContractReply,
  EvidenceReply,
  Id,
  PdfReply,
  PlacementReply,
  TemplatesReply,
  UploadedFileReply,
  VerificationReply,
  ZipReply,
} from '../http/schemas.ts';
import type { Server } from '../http/server-type.ts';
import { placeTemplate, templateById, templates } from '../templates/index.ts';
import { loadContractFor } from './access.ts';
import { evidencePackage } from './evidence-package.ts';
import { readEvidence } from './evidence.ts';
import { contractView, listContracts } from './views.ts';

/** What hosts and portals can both do, under the authority `callerOf` finds. */
export function contractRoutes(
  server: Server,
  context: Context,
  tag: string,
  callerOf: (request: FastifyRequest) => Promise<Caller>,
): void {
  const organizationOf = async (request: FastifyRequest): Promise<OrganizationCaller> =>
    organizationOnly(await callerOf(request));

  server.post(
    '/files',
    {
      config: costly(context),
      // Larger than allowed, so that a file that is too large is read to its end and answered, not cut off.
      bodyLimit: 40 * 1024 * 1024,
      schema: {
        tags: [tag],
        summary: 'Store a PDF of at most 10 MB',
        consumes: ['application/pdf'],
        headers: Type.Object({ 'x-file-name': Type.Optional(Type.String({ maxLength: 1000 })) }),
        response: { 201: UploadedFileReply },
      },
    },
    async (request, reply) => {
      const caller = await organizationOf(request);
      const bytes = request.body;
      if (!(bytes instanceof Uint8Array)) throw new CinnabarError('FILE_NOT_PDF', 'Send the file as application/pdf.');
      const name = decodeName(request.headers['x-file-name']);
      return reply.code(201).send(await storeUpload(context, caller, name, bytes));
    },
  );

  server.get(
    '/files/:fileId/content',
    {
      schema: {
        tags: [tag],
        summary: 'Read a stored PDF',
        params: Type.Object({ fileId: Id }),
        response: { 200: PdfReply },
      },
    },
    async (request, reply) => {
      const { upload, bytes } = await loadUpload(context, await organizationOf(request), request.params.fileId);
      return sendPdf(request, reply, { bytes, digest: upload.digest, name: upload.name });
    },
  );

  server.get(
    '/templates',
    { schema: { tags: [tag], summary: 'List templates', response: { 200: TemplatesReply } } },
    async (request) => {
      await organizationOf(request);
      return { templates: templates.map(({ id, name, fields }) => ({ id, name, fields })) };
    },
  );

  server.post(
    '/templates/:templateId/placement',
    {
      config: costly(context),
      schema: {
        tags: [tag],
        summary: "Find a template's controls in uploaded files",
        params: Type.Object({ templateId: Id }),
        body: Type.Object(
          { fileIds: Type.Array(Id, { minItems: 1, maxItems: rules.upload.maxFiles }) },
          { additionalProperties: false },
        ),
        response: { 200: PlacementReply },
      },
    },
    async (request) => {
      const caller = await organizationOf(request);
      const template = templateById(request.params.templateId);
      const files = [];
      for (const fileId of request.body.fileIds) {
        const { bytes } = await loadUpload(context, caller, fileId);
        files.push({ fileId, ...(await placeTemplate(template, bytes)) });
      }
      return { files };
    },
  );

  server.get(
    '/contracts',
    {
      schema: {
        tags: [tag],
        summary: 'List contracts',
        querystring: ContractQuerySchema,
        response: { 200: ContractPageReply },
      },
    },
    async (request) => {
      const { page, pageSize, ...query } = request.query;
      return listContracts(context, await callerOf(request), {
        ...query,
        ...(page === undefined ? {} : { page: Number(page) }),
        ...(pageSize === undefined ? {} : { pageSize: Number(pageSize) }),
      });
    },
  );

  server.get(
    '/contracts/:contractId',
    { schema: { tags: [tag], summary: 'Read a contract', params: ContractParams, response: { 200: ContractReply } } },
    async (request) => {
      const caller = await callerOf(request);
      return contractView(await loadContractFor(context, caller, request.params.contractId), caller);
    },
  );

  server.get(
    '/contracts/:contractId/files/:fileId/content',
    {
      schema: {
        tags: [tag],
        summary: 'Download the latest revision of a file',
        params: ContractFileParams,
        response: { 200: PdfReply },
      },
    },
    async (request, reply) =>
      sendPdf(request, reply, await latestFile(context, await callerOf(request), request.params)),
  );

  server.get(
    '/contracts/:contractId/files/:fileId/verification',
    {
      config: costly(context),
      schema: {
        tags: [tag],
        summary: 'Verify the latest revision of a file',
        params: ContractFileParams,
        response: { 200: VerificationReply },
      },
    },
    async (request) => {
      const { bytes } = await latestFile(context, await callerOf(request), request.params);
      return verifyDocument(bytes, { trust: [...context.trust], policy: 'strict' });
    },
  );

  server.get(
    '/contracts/:contractId/evidence',
    { schema: { tags: [tag], summary: 'Read the evidence', params: ContractParams, response: { 200: EvidenceReply } } },
    async (request) => {
      const { contract } = await loadContractFor(context, await callerOf(request), request.params.contractId);
      return readEvidence(context.db, contract.id);
    },
  );

  server.get(
    '/contracts/:contractId/evidence/package',
    {
      config: costly(context),
      schema: {
        tags: [tag],
        summary: 'Download what proves a completed contract, for `cinnabar evidence verify`',
        params: ContractParams,
        response: { 200: ZipReply },
      },
    },
    async (request, reply) => {
      const record = await loadContractFor(context, await callerOf(request), request.params.contractId);
      const bytes = await evidencePackage(context, record);
      return reply
        .header('Cache-Control', 'private, no-store')
        .header('Content-Type', 'application/zip')
        .header('Content-Disposition', `attachment; filename="evidence-${record.contract.id}.zip"`)
        .send(bytes);
    },
  );
}

/** @throws CinnabarError `SESSION_INVALID` for callers that are no organisation. */
export function organizationOnly(caller: Caller): OrganizationCaller {
  if (caller.kind === 'worker') throw new CinnabarError('SESSION_INVALID', 'Log in as an employer first.');
  return caller;
}

async function latestFile(
  context: Context,
  caller: Caller,
  { contractId, fileId }: { contractId: string; fileId: string },
): Promise<{ bytes: Uint8Array; digest: string; name: string }> {
  const { files } = await loadContractFor(context, caller, contractId);
  const file = files.find(({ id }) => id === fileId);
  if (file === undefined) throw new CinnabarError('FILE_NOT_FOUND', 'The contract has no such file.');
  return { bytes: await context.store.get(file.digest), digest: file.digest, name: file.name };
}

function decodeName(header: string | undefined): string {
  try {
    return decodeURIComponent(header ?? '');
  } catch {
    return '';
  }
}
