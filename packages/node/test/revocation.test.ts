import dns from 'node:dns';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';

import type { VerificationReport } from '@cinnabar/core/verify';
import { SandboxAuthority } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { buildPdf, sign } from '../../core/test/support/signing.ts';
import { isPrivate, publicRevocation } from '../src/cli/revocation.ts';
import { cinnabarBeside, temporaryFolder, type Run } from './support/cli.ts';

describe('whether certificates were revoked, cinnabar verify asks', () => {
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
      if (request.url === '/tsa') return response.end(await authority.handleTimestampRequest(Buffer.concat(chunks)));
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

  function extend(level: string, input: string, output: string, ...options: string[]): Promise<Run> {
    const args = ['extend', files.path(input), '--level', level, '--trust', files.path('root.pem')];
    return cinnabarBeside([...args, '-o', files.path(output), ...options]);
  }

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

  it('of no host whose name leads to a private network, even if it led elsewhere a moment before', async () => {
    const url = `http://name.example:${host.split(':')[1]}/root.crl`;
    const honest = { callback: dns.lookup, promise: dns.promises.lookup };
    const [home, abroad] = [
      { address: '127.0.0.1', family: 4 },
      { address: '93.184.216.34', family: 4 },
    ];
    let lookups = 0;
    // A name server of the attacker's: who asks before gets another answer than who connects.
    Object.assign(dns, {
      lookup: (_name: string, { all }: { all?: boolean }, done: (...results: unknown[]) => void) => {
        lookups++;
        if (all) done(null, [home]);
        else done(null, home.address, home.family);
      },
    });
    Object.assign(dns.promises, { lookup: async () => [abroad] });
    syncBuiltinESMExports();
    visits = 0;
    try {
      await publicRevocation([])
        .crl(url)
        .catch(() => undefined);
    } finally {
      Object.assign(dns, { lookup: honest.callback });
      Object.assign(dns.promises, { lookup: honest.promise });
      syncBuiltinESMExports();
    }
    assert.equal(lookups, 1);
    assert.equal(visits, 0);
  });

  it('of public addresses, and tells them from private ones however written', () => {
    const open = ['93.184.216.34', '223.5.5.5', '::ffff:93.184.216.34', '2606:4700:4700::1111', '240e::1'];
    const closed = ['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'];
    const mapped = closed.map((address) => `::ffff:${address}`);
    const six = ['::1', '::', 'fd00::1', 'fe80::1', 'fec0::1', '64:ff9b::7f00:1', '2002:7f00:1::', '::127.0.0.1'];
    assert.deepEqual(open.filter(isPrivate), []);
    assert.deepEqual(
      [...closed, ...mapped, '::ffff:7f00:1', ...six].filter((address) => !isPrivate(address)),
      [],
    );
  });

  it('of nobody when offline', async () => {
    const { code } = await verify('--offline', '--allow-host', host);
    assert.equal(code, 1);
    assert.equal(visits, 0);
  });

  describe('and cinnabar extend', () => {
    it('puts the answers into the file, which is then proven without asking', async () => {
      const { code, stderr } = await extend('B-LT', 'signed.pdf', 'lt.pdf', '--allow-host', host);
      assert.equal(code, 0, stderr);
      const args = ['verify', files.path('lt.pdf'), '--trust', files.path('root.pem'), '--json', '--offline'];
      const verified = await cinnabarBeside(args);
      assert.equal(verified.code, 0, verified.stdout);
      assert.equal((JSON.parse(verified.stdout) as VerificationReport).signatures[0]?.level, 'B-LT');
    });

    it('time-stamps them for the archive', async () => {
      const tsa = ['--tsa', `http://${host}/tsa`];
      const { code, stderr } = await extend('B-LTA', 'signed.pdf', 'lta.pdf', '--allow-host', host, ...tsa);
      assert.equal(code, 0, stderr);
      const args = ['verify', files.path('lta.pdf'), '--trust', files.path('root.pem'), '--json', '--offline'];
      const verified = await cinnabarBeside(args);
      assert.equal(verified.code, 0, verified.stdout);
      const { signatures } = JSON.parse(verified.stdout) as VerificationReport;
      assert.deepEqual(
        signatures.map(({ kind, level }) => [kind, level]),
        [
          ['signature', 'B-LTA'],
          ['timestamp', 'NONE'],
        ],
      );
    });

    it('writes nothing without answers, without a time-stamp authority, or without signatures', async () => {
      files.write('unsigned.pdf', buildPdf());
      const refused: [Promise<Run>, RegExp][] = [
        [extend('B-LT', 'signed.pdf', 'never.pdf'), /EXTEND_REVOCATION_UNAVAILABLE/],
        [extend('B-LTA', 'signed.pdf', 'never.pdf', '--allow-host', host), /EXTEND_TIMESTAMPS_MISSING/],
        [extend('B-LT', 'unsigned.pdf', 'never.pdf'), /EXTEND_UNSIGNED/],
      ];
      for (const [attempt, words] of refused) {
        const { code, stderr } = await attempt;
        assert.equal(code, 1);
        assert.match(stderr, words);
      }
      assert.equal((await extend('B-X', 'signed.pdf', 'never.pdf')).code, 64);
      assert.isFalse(existsSync(files.path('never.pdf')));
    });
  });

  // Last, for it cannot be undone.
  describe('once the issuing authority was revoked', () => {
    it('does not pass what was signed after that', async () => {
      authority.revoke(authority.issuerCertificate('issuing'), { at: new Date(Date.now() - 3600_000) });
      const { code, report } = await verify('--allow-host', host);
      assert.notEqual(code, 0);
      assert.equal(report.signatures[0]?.trust.revocation, 'REVOKED');
    });
  });
});
