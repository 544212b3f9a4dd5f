import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { VerificationReport } from '@cinnabar/core/verify';
import { writePkcs12 } from '@cinnabar/node';
import { SandboxAuthority } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { judge } from '../../core/test/support/judges.ts';
import { buildPdf } from '../../core/test/support/signing.ts';
import { cinnabarBeside, temporaryFolder, type Run } from './support/cli.ts';

describe('the authorities that cinnabar asks', () => {
  const files = temporaryFolder();
  let server: Server;
  let host: string;
  /** Paths that were asked, in order. */
  let visits: string[];
  let authority: SandboxAuthority;

  before(async () => {
    const stranger = await SandboxAuthority.create();
    server = createServer(async (request, response) => {
      const { url = '' } = request;
      visits.push(url);
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      if (url === '/ocsp') return response.end(await authority.handleOcspRequest(body));
      if (url === '/tsa') return response.end(await authority.handleTimestampRequest(body));
      if (url === '/stranger') return response.end(await stranger.handleTimestampRequest(body));
      const [, issuer, kind] = /^\/(root|issuing)\.(crl|cer)$/.exec(url) ?? [];
      if (!issuer) return response.writeHead(404).end();
      const of = issuer as 'root' | 'issuing';
      return response.end(kind === 'crl' ? await authority.crl(of) : authority.issuerCertificate(of));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    authority = await SandboxAuthority.create({ baseUrl: `http://${host}` });
    const { key, certificates } = await authority.issueSigner({ kind: 'person', name: '王小明', reference: 'worker' });
    files.write('contract.pdf', buildPdf());
    files.write('root.pem', authority.rootPem);
    files.write('whole.p12', await writePkcs12({ key, certificates }, 'x'));
    files.write('alone.p12', await writePkcs12({ key, certificates: certificates.slice(0, 1) }, 'x'));
  });
  beforeEach(() => (visits = []));
  after(() => new Promise((resolve) => server.close(resolve)));

  const tsa = (...paths: string[]): string[] => paths.flatMap((path) => ['--tsa', `http://${host}${path}`]);
  const trusting = (): string[] => ['--trust', files.path('root.pem')];
  const allowing = (): string[] => ['--allow-host', host];

  function sign(p12: string, output: string, ...options: string[]): Promise<Run> {
    const who = ['--p12', files.path(p12), '--passphrase-env', 'SECRET', '--field', 'sig-worker'];
    const args = ['sign', files.path('contract.pdf'), ...who, ...options, '-o', files.path(output)];
    return cinnabarBeside(args, { SECRET: 'x' });
  }

  async function offline(name: string): Promise<VerificationReport> {
    const args = ['verify', files.path(name), ...trusting(), '--json', '--offline'];
    return JSON.parse((await cinnabarBeside(args)).stdout) as VerificationReport;
  }

  describe('for the time, one after the other', () => {
    it('do not include one that is not trusted, when signing', async () => {
      const { code, stderr } = await sign('whole.p12', 'bt.pdf', ...trusting(), ...tsa('/stranger', '/tsa'));
      assert.equal(code, 0, stderr);
      assert.deepEqual(visits, ['/stranger', '/tsa']);
      const [signature] = (await offline('bt.pdf')).signatures;
      assert.deepEqual([signature?.level, signature?.signingTime.timestampTrusted], ['B-T', true]);
    });

    it('nor when extending, up to the archive', async () => {
      const without = await sign('whole.p12', 'bb.pdf');
      assert.equal(without.code, 0, without.stderr);
      const args = ['extend', files.path('bb.pdf'), '--level', 'B-LTA', ...trusting(), ...allowing()];
      const to = ['-o', files.path('bb-lta.pdf'), ...tsa('/absent', '/stranger', '/tsa')];
      const { code, stderr } = await cinnabarBeside([...args, ...to]);
      assert.equal(code, 0, stderr);
      const { verdict, signatures } = await offline('bb-lta.pdf');
      assert.deepEqual([verdict, signatures[0]?.level], ['PASSED', 'B-LTA']);
    });

    it('are all named when none is trusted', async () => {
      const { code, stderr } = await sign('whole.p12', 'no.pdf', ...trusting(), ...tsa('/stranger', '/absent'));
      assert.equal(code, 1);
      assert.match(stderr, /TIMESTAMP_UNAVAILABLE.*TIMESTAMP_UNTRUSTED,TIMESTAMP_HTTP_STATUS/);
      assert.isFalse(existsSync(files.path('no.pdf')));
    });

    it('are taken as they are when nobody said whom to trust', async () => {
      const { code, stderr } = await sign('whole.p12', 'any.pdf', ...tsa('/stranger', '/tsa'));
      assert.equal(code, 0, stderr);
      assert.deepEqual(visits, ['/stranger']);
    });

    it('are left to the final check when there is only one', async () => {
      const bt = await sign('whole.p12', 'no.pdf', ...trusting(), ...tsa('/stranger'));
      assert.match(bt.stderr, /SIGN_SELF_CHECK.*TIMESTAMP_UNTRUSTED/);
      const lt = await sign(
        'whole.p12',
        'no.pdf',
        '--level',
        'B-LT',
        ...trusting(),
        ...allowing(),
        ...tsa('/stranger'),
      );
      assert.match(lt.stderr, /EXTEND_UNTRUSTED/);
      assert.deepEqual([bt.code, lt.code, existsSync(files.path('no.pdf'))], [1, 1, false]);
    });
  });

  describe('for certificates that a key file lacks', () => {
    for (const level of ['B-LT', 'B-LTA']) {
      it(`let it sign at ${level}, as extending a B-T signature does`, async function () {
        const options = ['--level', level, ...trusting(), ...allowing(), ...tsa('/tsa')];
        const { code, stderr } = await sign('alone.p12', `${level}.pdf`, ...options);
        assert.equal(code, 0, stderr);
        assert.include(visits, '/issuing.cer');
        const { verdict, signatures } = await offline(`${level}.pdf`);
        assert.deepEqual([verdict, signatures[0]?.level], ['PASSED', level]);
        const { output } = judge(this, 'pdfsig', ['-nocert', '{file}'], readFileSync(files.path(`${level}.pdf`)));
        assert.match(output, /Signature is Valid/);
      });
    }

    it('are not asked at B-T, where the path must be whole', async () => {
      const { code, stderr } = await sign('alone.p12', 'no.pdf', ...trusting(), ...tsa('/tsa'));
      assert.equal(code, 1);
      assert.match(stderr, /SIGN_SELF_CHECK.*TRUST/);
      assert.isFalse(existsSync(files.path('no.pdf')));
    });

    it('change nothing about whom to trust', async () => {
      files.write('other.pem', (await SandboxAuthority.create()).rootPem);
      for (const p12 of ['alone.p12', 'whole.p12']) {
        const trust = ['--trust', files.path('other.pem')];
        const { code, stderr } = await sign(p12, 'no.pdf', '--level', 'B-LT', ...trust, ...allowing(), ...tsa('/tsa'));
        assert.equal(code, 1);
        assert.match(stderr, /EXTEND_UNTRUSTED/);
      }
      assert.isFalse(existsSync(files.path('no.pdf')));
    });
  });
});
