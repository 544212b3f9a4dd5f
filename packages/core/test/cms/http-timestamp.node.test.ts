import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { checkTimestampToken, httpTimestampProvider } from '@cinnabar/core/cms';
import { digest } from '@cinnabar/core/crypto';
import type { TimestampProvider } from '@cinnabar/core/provider';
import { assert } from 'chai';

import { sandbox } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

describe('time-stamps over real HTTP', () => {
  let server: Server;
  let seen: { method: string | undefined; type: string | undefined };

  before(async () => {
    const authority = await sandbox();
    server = createServer(async (request, response): Promise<void> => {
      if (request.url === '/moved') return void response.writeHead(302, { location: '/tsa' }).end();
      if (request.url === '/silent') return;
      seen = { method: request.method, type: request.headers['content-type'] };
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const answer = await authority.handleTimestampRequest(new Uint8Array(Buffer.concat(chunks)));
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  async function provider(path: string): Promise<TimestampProvider> {
    const { port } = server.address() as AddressInfo;
    return httpTimestampProvider({
      url: `http://127.0.0.1:${port}${path}`,
      fetch,
      provider: { id: 'local-tsa', assurance: 'simulated' },
      trust: (await sandbox()).trustAnchors,
      timeoutMs: 500,
    });
  }

  it("works with the platform's fetch and the media types of RFC 3161 §3.4", async () => {
    const stamped = new TextEncoder().encode('signature value');
    const token = await (await provider('/tsa')).timestamp(await digest('SHA-512', [stamped]), 'SHA-512');
    assert.equal((await checkTimestampToken(token, [stamped])).integrity, 'INTACT');
    assert.deepEqual(seen, { method: 'POST', type: 'application/timestamp-query' });
  });

  it('follows no redirect and waits no longer than it was told', async () => {
    const imprint = new Uint8Array(32);
    assert.equal(
      (await thrownBy(async () => (await provider('/moved')).timestamp(imprint, 'SHA-256'))).code,
      'TIMESTAMP_UNREACHABLE',
    );
    const started = Date.now();
    assert.equal(
      (await thrownBy(async () => (await provider('/silent')).timestamp(imprint, 'SHA-256'))).code,
      'TIMESTAMP_TIMEOUT',
    );
    assert.isBelow(Date.now() - started, 3000);
  });
});
