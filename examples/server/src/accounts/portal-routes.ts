import '@fastify/cookie';
import { CinnabarError } from '@cinnabar/core/error';
import { maskMobile, maskResidentId } from '@cinnabar/core/identity';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { loadContractFor, signerOf } from '../contracts/access.ts';
import { contractRoutes } from '../contracts/contract-routes.ts';
import { createContract } from '../contracts/create.ts';
import { portalParties } from '../contracts/party.ts';
import { contractView } from '../contracts/views.ts';
import type { Context } from '../context.ts';
import { sampleFiles, sampleBytes } from '../files/samples.ts';
import { storeUpload } from '../files/uploads.ts';
import {
  AccountReply,
  Code,
  ContractParams,
  ContractReply,
  Id,
  LoginCodeReply,
  NewPortalContractBody,
  Phone,
  SamplesReply,
  TokenReply,
  UploadedFileReply,
  WorkersReply,
} from '../http/schemas.ts';
import { costly } from '../http/costly.ts';
import { authenticated } from '../http/authenticated.ts';
import type { Server } from '../http/server-type.ts';
import { callerOfCookie, openSigningSession, type Caller } from './callers.ts';
import { accountView, logIn, logOut, requestLoginCode } from './login.ts';

const cookieName = 'cinnabar_session';
const strict = { additionalProperties: false } as const;
const Portal = Type.Union([Type.Literal('employer'), Type.Literal('worker')]);
const Empty = Type.Object({}, strict);

/** The reference portals' own back end: the session is a cookie, so every change needs a header no other site can send. */
export function portalRoutes(server: Server, context: Context, secureCookie: boolean): void {
  const tags = ['portal'];
  server.addHook('onRequest', async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD' && request.headers['x-cinnabar'] !== '1') {
      throw new CinnabarError('CSRF_HEADER_MISSING', 'The request does not come from the portal.');
    }
  });
  const callerOf = authenticated(
    server,
    (request) => callerOfCookie(context, request.cookies[cookieName]),
    (request) => /\/log(in|in\/code|out)$/.test(request.routeOptions.url ?? ''),
  );
  const employerOf = async (request: FastifyRequest): Promise<Extract<Caller, { kind: 'employer' }>> => {
    const caller = await callerOf(request);
    if (caller.kind !== 'employer') throw new CinnabarError('SESSION_INVALID', 'Log in as an employer first.');
    return caller;
  };
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: secureCookie } as const;

  contractRoutes(server, context, 'portal', callerOf);

  server.post(
    '/login/code',
    {
      config: costly(context),
      schema: {
        tags,
        summary: 'Send a login code',
        body: Type.Object({ phone: Phone, portal: Portal }, strict),
        response: { 202: LoginCodeReply },
      },
    },
    async (request, reply) =>
      reply.code(202).send(await requestLoginCode(context, request.body.phone, request.body.portal)),
  );

  server.post(
    '/login',
    {
      config: costly(context),
      schema: {
        tags,
        summary: 'Log in',
        body: Type.Object({ phone: Phone, code: Code, portal: Portal }, strict),
        response: { 200: AccountReply },
      },
    },
    async (request, reply) => {
      const { phone, code, portal } = request.body;
      const { token, account } = await logIn(context, phone, code, portal);
      reply.setCookie(cookieName, token, { ...cookie, maxAge: context.limits.portalSession });
      return { account: await accountView(context, account) };
    },
  );

  server.post('/logout', { schema: { tags, summary: 'Log out' } }, async (request, reply) => {
    const token = request.cookies[cookieName];
    if (token !== undefined) await logOut(context, token);
    return reply.clearCookie(cookieName, cookie).code(204).send();
  });

  server.get(
    '/me',
    { schema: { tags, summary: 'Who is logged in', response: { 200: AccountReply } } },
    async (request) => {
      const caller = await callerOf(request);
      if (caller.kind === 'host') throw new CinnabarError('SESSION_INVALID', 'Log in first.');
      return { account: await accountView(context, caller.account) };
    },
  );

  server.get(
    '/workers',
    { schema: { tags, summary: 'The roster', response: { 200: WorkersReply } } },
    async (request) => {
      const caller = await employerOf(request);
      const rows = await context.db
        .selectFrom('workers')
        .selectAll()
        .where('organization_id', '=', caller.organizationId)
        .orderBy('phone')
        .execute();
      return {
        workers: rows.map((row) => ({
          id: row.id,
          name: row.name,
          maskedPhone: maskMobile(row.phone),
          idNumberMasked: maskResidentId(row.id_number),
        })),
      };
    },
  );

  server.get(
    '/sample-files',
    { schema: { tags, summary: 'Sample contracts', response: { 200: SamplesReply } } },
    async (request) => {
      await employerOf(request);
      return { files: await sampleFiles() };
    },
  );

  server.post(
    '/sample-files/:sampleId',
    {
      config: costly(context),
      schema: {
        tags,
        summary: 'Use a sample contract',
        params: Type.Object({ sampleId: Id }),
        body: Empty,
        response: { 201: UploadedFileReply },
      },
    },
    async (request, reply) => {
      const caller = await employerOf(request);
      const { name, bytes } = await sampleBytes(request.params.sampleId);
      return reply.code(201).send(await storeUpload(context, caller, name, bytes));
    },
  );

  server.post(
    '/contracts',
    {
      config: costly(context),
      schema: { tags, summary: 'Send a contract', body: NewPortalContractBody, response: { 201: ContractReply } },
    },
    async (request, reply) => {
      const caller = await employerOf(request);
      const parties = await portalParties(context, caller, request.body);
      const record = await createContract(context, caller, parties, request.body);
      return reply.code(201).send(contractView(record, caller));
    },
  );

  server.post(
    '/contracts/:contractId/session',
    {
      schema: {
        tags,
        summary: "Open the caller's own signing room",
        params: ContractParams,
        body: Empty,
        response: { 201: TokenReply },
      },
    },
    async (request, reply) => {
      const caller = await callerOf(request);
      const { contract, signers } = await loadContractFor(context, caller, request.params.contractId);
      const signer = signerOf(caller, signers);
      if (signer === undefined) throw new CinnabarError('SIGNER_NOT_FOUND', 'You are not a party of this contract.');
      return reply.code(201).send(await openSigningSession(context, { contractId: contract.id, signerId: signer.id }));
    },
  );
}
