import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { KeyKind } from '@cinnabar/core/crypto';
import type { SignerSubject } from '@cinnabar/core/provider';
import type { SandboxAuthority } from '@cinnabar/sandbox';
import { assert } from 'chai';

export const pin = '246810';
export const tokenLabel = 'cinnabar-test';

const modules = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
];

/** SoftHSM's module, which is needed together with OpenSC's tool that fills it; undefined where they are absent. */
function installedModule(): string | undefined {
  const tools = ['softhsm2-util', 'pkcs11-tool'].every((name) => spawnSync('which', [name]).status === 0);
  return tools ? modules.find((path) => existsSync(path)) : undefined;
}

/** A token of SoftHSM in a folder of its own, filled by other people's programs. */
export class SoftToken {
  readonly module: string;
  readonly #folder: string;

  /** Skips the suite by name where SoftHSM is absent, which in CI is an error. */
  constructor(test: Mocha.Context) {
    const module = installedModule();
    if (!module) {
      if (process.env['CI'] === 'true') throw new Error('SoftHSM and OpenSC are not installed, and CI must have them.');
      test.skip();
    }
    this.module = module;
    this.#folder = mkdtempSync(join(tmpdir(), 'cinnabar-softhsm-'));
    mkdirSync(join(this.#folder, 'tokens'));
    writeFileSync(this.configuration, `directories.tokendir = ${join(this.#folder, 'tokens')}\nlog.level = ERROR\n`);
    // Read by the module when it is initialised in this process.
    process.env['SOFTHSM2_CONF'] = this.configuration;
    this.#run('softhsm2-util', ['--init-token', '--free', '--label', tokenLabel, '--pin', pin, '--so-pin', '13579135']);
  }

  get configuration(): string {
    return join(this.#folder, 'softhsm2.conf');
  }

  /** A key made on the token, certified by `authority`; its certificate, and the others of the path, are put beside it. */
  async addKey(
    authority: SandboxAuthority,
    subject: SignerSubject,
    {
      label,
      id,
      type,
      more = [],
      validity,
    }: { label: string; id: string; type: string; more?: string[]; validity?: number },
  ): Promise<readonly Uint8Array[]> {
    const object = ['--label', label, '--id', id];
    this.tool(['--keypairgen', '--key-type', type, ...object, '--usage-sign', ...more]);
    const spki = join(this.#folder, 'public.der');
    this.tool(['--read-object', '--type', 'pubkey', '--id', id, '--output-file', spki]);
    const options = validity === undefined ? {} : { validity };
    const certificates = await authority.certifySigner(subject, new Uint8Array(readFileSync(spki)), options);
    this.addCertificate(certificates[0] as Uint8Array, object);
    return certificates;
  }

  /** A key made elsewhere and imported by SoftHSM's tool, with its certificate. */
  async importKey(
    authority: SandboxAuthority,
    subject: SignerSubject,
    { label, id, kind }: { label: string; id: string; kind: KeyKind },
  ): Promise<void> {
    const { key, certificates } = await authority.issueSigner(subject, { keyKind: kind });
    const body = Buffer.from(await key.exportPkcs8()).toString('base64');
    const file = join(this.#folder, 'key.pem');
    writeFileSync(
      file,
      `-----BEGIN PRIVATE KEY-----\n${body.replace(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`,
    );
    const place = ['--token', tokenLabel, '--pin', pin, '--label', label, '--id', id];
    this.#run('softhsm2-util', ['--import', file, ...place]);
    this.addCertificate(certificates[0] as Uint8Array, ['--label', label, '--id', id]);
  }

  addCertificate(der: Uint8Array, object: readonly string[]): void {
    const file = join(this.#folder, 'certificate.der');
    writeFileSync(file, der);
    this.tool(['--write-object', file, '--type', 'cert', ...object]);
  }

  /** OpenSC's pkcs11-tool, logged in. */
  tool(args: readonly string[]): string {
    const base = ['--module', this.module, '--token-label', tokenLabel, '--login', '--pin', pin];
    return this.#run('pkcs11-tool', [...base, ...args]);
  }

  remove(): void {
    delete process.env['SOFTHSM2_CONF'];
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(program: string, args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 60_000 });
    assert.equal(status, 0, `${program} ${args.join(' ')}\n${stdout}${stderr}`);
    return stdout;
  }
}
