import { createServer } from 'node:net';
import { joinParts } from '@cinnabar/core/bytes';
import { httpRevocationProvider } from '@cinnabar/core/cms';
import { extendSignatures } from '@cinnabar/core/sign';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';
import { sendContract, sign } from './support/contract.ts';
import { onBothDatabases } from './support/databases.ts';
import { TestServer } from './support/server.ts';

/** A port that nobody listened on a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

onBothDatabases('status of certificates over HTTP', (open) => {
  let server: TestServer;
  let baseUrl: string;
  before(async function () {
    this.timeout(60_000);
    const port = await freePort();
    baseUrl = `http://127.0.0.1:${port}/sandbox`;
    server = await TestServer.start(await open(), { sandboxBaseUrl: baseUrl, port });
  });
  after(() => server.dispose());

  it('lets a file signed here rise to B-LT by asking what its certificates name', async () => {
    const contract = await sendContract(server.host);
    const fileId = contract.files[0]?.fileId as string;
    await sign(server, contract, 'worker');
    await sign(server, contract, 'employer');
    const file = await server.host.loadFile(contract.id, fileId);
    const pem = await (await fetch(`${baseUrl}/ca.pem`)).text();
    const trust = [new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64'))];

    const asked: string[] = [];
    const revocation = httpRevocationProvider({
      provider: { id: 'status', assurance: 'simulated' },
      allow: (url) => url.startsWith(`${baseUrl}/`),
      fetch(url, init) {
        asked.push(url.slice(baseUrl.length));
        return fetch(url, init);
      },
    });
    const extended = joinParts(await extendSignatures(file, { level: 'B-LT', trust, revocation }));
    assert.include(asked, '/ocsp');

    const offline = await verifyDocument(extended, { trust });
    assert.equal(offline.verdict, 'PASSED');
    assert.deepEqual(
      offline.signatures.map(({ level }) => level),
      ['B-LT', 'B-LT'],
    );
    assert.equal((await server.host.verifyFile(contract.id, fileId)).signatures.length, 2);
  });

  it('serves lists and certificates with their types', async () => {
    for (const [path, type] of [
      ['root.crl', 'application/pkix-crl'],
      ['issuing.crl', 'application/pkix-crl'],
      ['root.cer', 'application/pkix-cert'],
      ['issuing.cer', 'application/pkix-cert'],
    ] as const) {
      const response = await fetch(`${baseUrl}/${path}`);
      assert.equal(response.status, 200, path);
      assert.equal(response.headers.get('content-type'), type);
      assert.equal(new Uint8Array(await response.arrayBuffer())[0], 0x30);
    }
  });

  it('answers what is no request with a refusal of OCSP', async () => {
    const response = await fetch(`${baseUrl}/ocsp`, {
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request' },
      body: new Uint8Array([1, 2, 3]),
    });
    assert.equal(response.status, 200);
    // OCSPResponseStatus malformedRequest.
    assert.deepEqual([...new Uint8Array(await response.arrayBuffer())], [0x30, 3, 0x0a, 1, 1]);
  });
});
