import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from 'chai';
import { createSigningClient } from '@cinnabar/client';
import Schema from 'typebox/schema';
import { configFromEnvironment } from '../src/config.ts';
import * as schemas from '../src/http/schemas.ts';
import * as signingSchemas from '../src/http/signing-schemas.ts';
import { openRoom, sendContract, submit } from './support/contract.ts';
import { freePort } from './support/databases.ts';
import { rejection } from './support/rejection.ts';
import { TestServer } from './support/server.ts';

describe('the HTTP server', () => {
  let server: TestServer;
  let portalDir: string;
  before(async function () {
    this.timeout(60_000);
    portalDir = await mkdtemp(join(tmpdir(), 'cinnabar-portal-'));
    await mkdir(join(portalDir, 'employer'));
    await writeFile(join(portalDir, 'index.html'), '<!doctype html><title>landing</title>');
    await writeFile(join(portalDir, 'employer/index.html'), '<!doctype html><title>employer</title>');
    await writeFile(join(portalDir, 'employer-1a2b3c4d.js'), 'export {};');
    server = await TestServer.start({ url: undefined, drop: async () => undefined }, { portalDir });
  });
  after(async () => {
    await server.dispose();
    await rm(portalDir, { recursive: true });
  });

  const get = (path: string, init?: RequestInit): Promise<Response> => fetch(server.baseUrl + path, init);

  it('serves pages under a strict policy with Trusted Types', async () => {
    for (const path of ['/', '/employer/', '/sandbox/inbox']) {
      const response = await get(path);
      assert.equal(response.status, 200, path);
      const policy = response.headers.get('Content-Security-Policy') ?? '';
      assert.include(policy, "default-src 'none'");
      assert.include(policy, "require-trusted-types-for 'script'");
      assert.notInclude(policy, 'unsafe-inline');
      assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
      assert.notMatch(await response.text(), /<script>|<style|style=|onclick=/, path);
    }
  });

  it('lets only hashed assets be cached for good', async () => {
    assert.equal((await get('/employer/')).headers.get('Cache-Control'), 'no-cache');
    assert.include((await get('/employer-1a2b3c4d.js')).headers.get('Cache-Control'), 'immutable');
    assert.equal((await get('/api/v1/contracts')).headers.get('Cache-Control'), 'no-store');
  });

  it('does not serve files outside the bundle', async () => {
    for (const path of ['/../package.json', '/%2e%2e/%2e%2e/etc/passwd', '/employer/..%2f..%2fpackage.json']) {
      assert.oneOf((await get(path)).status, [400, 403, 404], path);
    }
  });

  it('asks who is there before it reads a body', async () => {
    const { hostname, port } = new URL(server.baseUrl);
    for (const [path, headers, status] of [
      ['/api/v1/files', '', 401],
      ['/api/v1/portal/files', 'X-Cinnabar: 1\r\n', 401],
      ['/api/v1/portal/files', '', 403],
      ['/api/v1/signing/preparations', '', 401],
    ] as const) {
      const socket = connect(Number(port), hostname);
      const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
      // Announces a large body and never sends it.
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}Content-Type: application/pdf\r\nContent-Length: 9000000\r\n\r\n%PDF`,
      );
      assert.match(await answer, new RegExp(`^HTTP/1.1 ${status} `), path);
      socket.destroy();
    }
  });

  it('gives every request an end', () => {
    assert.isAbove(server.requestTimeout, 0);
  });

  it('answers unknown addresses and malformed requests in one form', async () => {
    for (const [path, init, status, code] of [
      ['/api/v1/none', {}, 404, 'ROUTE_NOT_FOUND'],
      [
        '/api/v1/portal/login',
        { method: 'POST', body: '{', headers: { 'X-Cinnabar': '1', 'Content-Type': 'application/json' } },
        400,
        'REQUEST_INVALID',
      ],
      [
        '/api/v1/portal/login',
        { method: 'POST', body: '{"phone":1}', headers: { 'X-Cinnabar': '1', 'Content-Type': 'application/json' } },
        400,
        'REQUEST_INVALID',
      ],
      [
        '/api/v1/portal/login',
        {
          method: 'POST',
          body: JSON.stringify('a'.repeat(2_000_000)),
          headers: { 'X-Cinnabar': '1', 'Content-Type': 'application/json' },
        },
        413,
        'REQUEST_TOO_LARGE',
      ],
      ['/api/v1/contracts/%E0%A4%A', {}, 400, 'REQUEST_INVALID'],
    ] as const) {
      const response = await get(path, init);
      assert.equal(response.status, status);
      const body = (await response.json()) as { error: Record<string, unknown> };
      assert.equal(body.error['code'], code);
      assert.isString(body.error['requestId']);
    }
  });

  it('answers an unchanged file without sending it again', async () => {
    const contract = await sendContract(server.host);
    const path = `/api/v1/contracts/${contract.id}/files/${contract.files[0]?.fileId}/content`;
    const headers = { Authorization: `Bearer ${server.apiKey}` };
    const etag = (await get(path, { headers })).headers.get('ETag') ?? '';
    assert.equal(etag, `"${contract.files[0]?.digest}"`);
    assert.equal((await get(path, { headers: { ...headers, 'If-None-Match': etag } })).status, 304);
  });

  it('describes every route of its APIs', async () => {
    const description = (await (await get('/api/v1/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { responses: object; summary?: string }>>;
    };
    assert.match(description.openapi, /^3\.1/);
    for (const path of [
      '/api/v1/files',
      '/api/v1/contracts/{contractId}/evidence',
      '/api/v1/signing/preparations/{preparationId}/files/{fileId}/content',
      '/api/v1/signing/challenges/{challengeId}/confirm',
      '/api/v1/portal/workers',
      '/sandbox/tsa',
    ]) {
      assert.property(description.paths, path);
    }
    for (const [path, methods] of Object.entries(description.paths)) {
      for (const [method, route] of Object.entries(methods)) assert.isString(route.summary, `${method} ${path}`);
    }
  });

  it('is well', async () => {
    assert.deepEqual(await (await get('/healthz')).json(), { status: 'ok' });
  });
});

describe('a server with small limits', () => {
  it('slows down who asks too much', async function () {
    this.timeout(60_000);
    const server = await TestServer.start(
      { url: undefined, drop: async () => undefined },
      { limits: { requestsPerMinute: 20 } },
    );
    const statuses = [];
    for (let count = 0; count < 25; count++) statuses.push((await fetch(`${server.baseUrl}/api/v1/portal/me`)).status);
    assert.deepEqual([statuses[0], statuses.at(-1)], [401, 429]);
    await server.dispose();
  });

  it('slows down who sends documents sooner', async () => {
    const server = await TestServer.start(
      { url: undefined, drop: async () => undefined },
      { limits: { requestsPerMinute: 20 } },
    );
    const codes = await Promise.all(
      Array.from({ length: 4 }, () => rejection(server.host.uploadFile('a.pdf', new Uint8Array(9)))),
    );
    assert.deepEqual(codes.map(({ code }) => code).sort(), [
      'FILE_NOT_PDF',
      'FILE_NOT_PDF',
      'RATE_LIMITED',
      'RATE_LIMITED',
    ]);
    await server.dispose();
  });

  it('sends a phone no more codes in an hour than allowed', async function () {
    this.timeout(60_000);
    const server = await TestServer.start(
      { url: undefined, drop: async () => undefined },
      { limits: { otpPerHour: 2 } },
    );
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'worker');
    await submit(room);
    await submit(room);
    assert.equal((await rejection(submit(room))).code, 'OTP_RATE');
    server.pass(3601);
    await submit(await openRoom(server, contract, 'worker'));
    await server.dispose();
  });
});

describe('the sandbox’s inbox', () => {
  it('is open on this machine and closed where others reach the server, unless told otherwise', () => {
    for (const [env, open] of [
      [{}, true],
      [{ HOST: '127.0.0.1' }, true],
      [{ HOST: '0.0.0.0' }, false],
      [{ HOST: '192.168.1.5', SANDBOX_INBOX: '1' }, true],
      [{ SANDBOX_INBOX: '0' }, false],
    ] as const) {
      assert.equal(configFromEnvironment(env).sandboxInbox, open, JSON.stringify(env));
    }
    assert.throws(() => configFromEnvironment({ CINNABAR_SECRET: 'abc' }), RangeError);
  });

  it('tells nothing when closed', async () => {
    const server = await TestServer.start({ url: undefined, drop: async () => undefined }, { sandboxInbox: false });
    try {
      await server.portal().requestLoginCode('13900000002', 'worker');
      for (const path of ['/sandbox/inbox', '/sandbox/inbox.json']) {
        assert.equal((await fetch(server.baseUrl + path)).status, 404, path);
      }
      assert.equal((await fetch(`${server.baseUrl}/sandbox/ca.pem`)).status, 200);
    } finally {
      await server.dispose();
    }
  });
});

describe('the signing client', () => {
  it('says that a server cannot be reached, and passes an abort on', async () => {
    const client = createSigningClient({ baseUrl: `http://127.0.0.1:${await freePort()}`, token: 'x' });
    assert.equal((await rejection(client.loadRoom())).code, 'NETWORK_UNREACHABLE');
    const aborted = await client.loadRoom(AbortSignal.abort()).catch((error: Error) => error);
    assert.equal((aborted as Error).name, 'AbortError');
  });

  it('gives up on a server that does not answer, or not in full', async () => {
    const silent = (headersFirst: boolean) => (_input: string, init?: RequestInit) =>
      new Promise<Response>((resolve, reject) => {
        const signal = init?.signal;
        if (headersFirst) {
          const body = new ReadableStream({
            start: (control) => signal?.addEventListener('abort', () => control.error(signal.reason)),
          });
          resolve(new Response(body));
        } else signal?.addEventListener('abort', () => reject(signal.reason));
      });
    for (const headersFirst of [false, true]) {
      const client = createSigningClient({ baseUrl: '', token: 'x', timeout: 30, fetch: silent(headersFirst) });
      // Keeps Node alive: a timeout signal alone does not.
      const alive = setTimeout(() => undefined, 5000);
      assert.equal((await rejection(client.loadFile('a'))).code, 'NETWORK_TIMEOUT');
      clearTimeout(alive);
    }
  });
});

describe('answers', () => {
  let server: TestServer;
  before(async function () {
    this.timeout(60_000);
    server = await TestServer.start({ url: undefined, drop: async () => undefined });
  });
  after(() => server.dispose());

  it('are as the API describes them', async () => {
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'employer');
    const { prepared } = await submit(room);
    for (const [schema, value] of [
      [schemas.ContractReply, contract],
      [schemas.ContractPageReply, await server.host.listContracts()],
      [schemas.TemplatesReply, { templates: await server.host.listTemplates() }],
      [schemas.EvidenceReply, await server.host.getEvidence(contract.id)],
      [signingSchemas.RoomReply, await room.loadRoom()],
      [signingSchemas.PreparedReply, prepared],
      [signingSchemas.StatusReply, await room.signingStatus(prepared.preparationId)],
    ] as const) {
      const [valid, errors] = Schema.Errors(schema as Schema.XSchema, value);
      assert.isTrue(valid, JSON.stringify(errors));
    }
  });

  it('to a PDF posted where a submission belongs are errors: nothing a browser made is signed', async () => {
    const contract = await sendContract(server.host);
    const signerId = contract.parties[0]?.signerId as string;
    const { token } = await server.host.createSession(contract.id, signerId);
    for (const [path, method] of [
      ['preparations', 'POST'],
      [`files/${contract.files[0]?.fileId}/content`, 'PUT'],
      [`files/${contract.files[0]?.fileId}/draft`, 'PUT'],
    ] as const) {
      const response = await fetch(`${server.baseUrl}/api/v1/signing/${path}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/pdf' },
        body: '%PDF-1.7',
      });
      assert.oneOf(response.status, [400, 404, 415], path);
    }
    assert.equal((await server.host.getContract(contract.id)).files[0]?.digest, contract.files[0]?.digest);
  });
});
