import { readFile } from 'node:fs/promises';
import type { SandboxAuthority } from '@cinnabar/sandbox';
import { Type } from 'typebox';
import type { Db } from '../database/open.ts';
import type { Server } from '../http/server-type.ts';
import { readInbox, type InboxEntry } from './inbox.ts';

const Messages = Type.Unsafe<{ messages: readonly InboxEntry[] }>(
  Type.Object({
    messages: Type.Array(
      Type.Object({
        id: Type.String(),
        sentAt: Type.String({ format: 'date-time' }),
        to: Type.String(),
        purpose: Type.String(),
        text: Type.String(),
      }),
    ),
  }),
);

/** What stands in for a carrier, a certificate authority and a time-stamp authority while trying things out. */
export function sandboxRoutes(server: Server, db: Db, authority: SandboxAuthority, inbox: boolean): void {
  const tags = ['sandbox'];
  if (inbox) inboxRoutes(server, db, tags);

  server.get('/ca.pem', { schema: { tags, summary: 'Root certificate' } }, async (_request, reply) =>
    reply.type('application/x-pem-file').send(authority.rootPem),
  );

  server.addContentTypeParser(
    ['application/timestamp-query', 'application/ocsp-request'],
    { parseAs: 'buffer', bodyLimit: 4096 },
    (_request, body, done) => done(null, body),
  );
  statusRoutes(server, authority, tags);
  server.post(
    '/tsa',
    {
      config: { rateLimit: false },
      schema: { tags, summary: 'Time-stamp (RFC 3161)', consumes: ['application/timestamp-query'] },
    },
    async (request, reply) => {
      const query = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      return reply.type('application/timestamp-reply').send(Buffer.from(await authority.handleTimestampRequest(query)));
    },
  );
}

/** Where certificates say that their status is (RFC 6960 Appendix A, RFC 5280 §4.2.1.13 and §4.2.2.1). */
function statusRoutes(server: Server, authority: SandboxAuthority, tags: string[]): void {
  server.post(
    '/ocsp',
    {
      config: { rateLimit: false },
      schema: { tags, summary: 'Status of a certificate (OCSP)', consumes: ['application/ocsp-request'] },
    },
    async (request, reply) => {
      const query = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      return reply.type('application/ocsp-response').send(Buffer.from(await authority.handleOcspRequest(query)));
    },
  );
  for (const issuer of ['root', 'issuing'] as const) {
    server.get(
      `/${issuer}.crl`,
      { schema: { tags, summary: `CRL of the ${issuer} authority` } },
      async (_request, reply) =>
        reply
          .type('application/pkix-crl')
          .header('Cache-Control', 'max-age=300')
          .send(Buffer.from(await authority.crl(issuer))),
    );
    server.get(
      `/${issuer}.cer`,
      { schema: { tags, summary: `Certificate of the ${issuer} authority` } },
      async (_request, reply) =>
        reply.type('application/pkix-cert').send(Buffer.from(authority.issuerCertificate(issuer))),
    );
  }
}

/** Every message, with its code, for everybody who asks. */
function inboxRoutes(server: Server, db: Db, tags: string[]): void {
  for (const [path, file, type] of [
    ['/inbox', 'inbox.html', 'text/html; charset=utf-8'],
    ['/inbox.css', 'inbox.css', 'text/css; charset=utf-8'],
    ['/inbox.js', 'inbox.js', 'text/javascript; charset=utf-8'],
  ] as const) {
    server.get(path, { schema: { hide: true } }, async (_request, reply) =>
      reply
        .type(type)
        .header('Cache-Control', 'no-cache')
        .send(await readFile(new URL(`./pages/${file}`, import.meta.url))),
    );
  }

  server.get(
    '/inbox.json',
    { config: { rateLimit: false }, schema: { tags, summary: 'Messages, newest first', response: { 200: Messages } } },
    async (_request, reply) => reply.header('Cache-Control', 'no-store').send({ messages: await readInbox(db) }),
  );
}
