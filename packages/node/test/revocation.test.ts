import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { VerificationReport } from '@cinnabar/core/verify';
import { SandboxAuthority } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { buildPdf, sign } from '../../core/test/support/signing.ts';
import { cinnabarBeside, temporaryFolder } from './support/cli.ts';

describe('cinnabar verify asks whether certificates were revoked', () => {
  const files = temporaryFolder();
  let server: Server;
  let host: string;
  let visits: number;
  let authority: SandboxAuthority;

  before(async () => {
    server = createServer(async (request, response) => {
      visits++;
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      if (request.url === '/ocsp') return response.end(await authority.handleOcspRequest(Buffer.concat(chunks)));
      const [, issuer, kind] = /^\/(root|issuing)\.(crl|cer)$/.exec(request.url ?? '') ?? [];
      const of = issuer as 'root' | 'issuing';
      return response.end(kind === 'crl' ? await authority.crl(of) : authority.issuerCertificate(of));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    authority = await SandboxAuthority.create({ baseUrl: `http://${host}` });
    const provider = authority.signingProvider(authority.timestampProvider());
    files.write('signed.pdf', (await sign(buildPdf(), 'sig-worker', { provider })).bytes);
    files.write('root.pem', authority.rootPem);
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  async function verify(...options: string[]): Promise<{ code: number | null; report: VerificationReport }> {
    visits = 0;
    const args = ['verify', files.path('signed.pdf'), '--trust', files.path('root.pem'), '--json', ...options];
    const { code, stdout } = await cinnabarBeside(args);
    return { code, report: JSON.parse(stdout) as VerificationReport };
  }

  it('of a host that was allowed, and is then sure', async () => {
    const { code, report } = await verify('--allow-host', host);
    assert.equal(code, 0);
    assert.equal(report.signatures[0]?.trust.revocation, 'GOOD');
    assert.isAbove(visits, 0);
  });

  it('of no host in a private network that only the file names', async () => {
    const { code, report } = await verify();
    assert.equal(code, 1);
    assert.equal(report.signatures[0]?.trust.revocation, 'NOT_CHECKED');
    assert.equal(visits, 0);
  });

  it('of nobody when offline', async () => {
    const { code } = await verify('--offline', '--allow-host', host);
    assert.equal(code, 1);
    assert.equal(visits, 0);
  });

  it('and does not pass what an authority revoked before it was signed', async () => {
    authority.revoke(authority.issuerCertificate('issuing'), { at: new Date(Date.now() - 3600_000) });
    const { code, report } = await verify('--allow-host', host);
    assert.notEqual(code, 0);
    assert.equal(report.signatures[0]?.trust.revocation, 'REVOKED');
  });
});
