import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { VerificationReport } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { judge } from '../../core/test/support/judges.ts';
import { cinnabar, temporaryFolder, type Run } from './support/cli.ts';

const encrypted = (name: string): string =>
  fileURLToPath(new URL(`../../core/test/pdf/encrypted/${name}.pdf`, import.meta.url));

describe('cinnabar and encrypted files', () => {
  const files = temporaryFolder();
  const authority = files.path('authority');
  const root = files.path('root.pem');
  const signed = files.path('signed.pdf');
  const user = ['--password', 'user'];

  before(() => {
    assert.equal(cinnabar(['ca', 'init', authority]).code, 0);
    assert.equal(cinnabar(['ca', 'root', authority, '-o', root]).code, 0);
    const signer = ['--sandbox', authority, '--name', '王小明'];
    const field = ['--field', 'sig-witness', '--page', '1', '--rect', '72,60,200,100'];
    assertDone(cinnabar(['sign', encrypted('aes-256'), ...field, ...signer, ...user, '-o', signed]));
  });

  function assertDone({ code, stderr }: Run): void {
    assert.equal(code, 0, stderr);
  }

  function assertRefused({ code, stderr }: Run, expected: number, words: RegExp): void {
    assert.equal(code, expected, stderr);
    assert.match(stderr, words);
  }

  function verify(file: string, options: readonly string[], environment = {}): VerificationReport {
    const { stdout } = cinnabar(['verify', file, '--trust', root, '--json', '--offline', ...options], environment);
    return JSON.parse(stdout) as VerificationReport;
  }

  it('verifies with the password from the command line or the environment', () => {
    assert.equal(verify(signed, user).signatures[0]?.integrity, 'INTACT');
    assert.equal(verify(signed, ['--password-env', 'WORD'], { WORD: 'owner' }).signatures.length, 1);
    assert.equal(verify(signed, []).error?.code, 'PDF_ENCRYPTED');
    assert.equal(verify(signed, ['--password', 'guess']).error?.code, 'PDF_PASSWORD');
    const both = cinnabar(['verify', signed, ...user, '--password-env', 'WORD'], { WORD: 'owner' });
    assert.deepEqual([both.code, both.stdout], [64, '']);
    assert.equal(cinnabar(['verify', signed, '--password-env', 'UNSET_WORD']).code, 64);
  });

  it('signs, and leaves what it signed encrypted', function () {
    const { output } = judge(this, 'qpdf', ['--show-encryption', '--password=owner', signed]);
    assert.match(output, /R = 6/);
    const { exitCode, output: checked } = judge(this, 'qpdf', ['--check', '--password=user', signed]);
    assert.equal(exitCode, 0, checked);
  });

  it('stamps and time-stamps', () => {
    const [filled, stamped] = [files.path('filled.pdf'), files.path('stamped.pdf')];
    const values = files.write('values.json', '{"remark":"paid monthly"}');
    assertDone(cinnabar(['stamp', encrypted('aes-128'), '--values', values, ...user, '-o', filled]));
    assertDone(cinnabar(['timestamp', filled, '--sandbox', authority, ...user, '-o', stamped]));
    assert.equal(verify(stamped, user).signatures[0]?.kind, 'timestamp');
    assert.notInclude(readFileSync(stamped, 'latin1'), 'paid monthly');
  });

  it('refuses what needs a password, the right one, or the owner', () => {
    const target = files.path('never.pdf');
    const stamp = (...options: string[]) => cinnabar(['timestamp', ...options, '--sandbox', authority, '-o', target]);
    assertRefused(stamp(encrypted('aes-256')), 4, /PDF_ENCRYPTED/);
    assertRefused(stamp(encrypted('aes-256'), '--password', 'guess'), 4, /PDF_PASSWORD/);
    assertRefused(stamp(encrypted('aes-256-view-only')), 1, /SIGN_NOT_PERMITTED/);
    assertDone(stamp(encrypted('aes-256-view-only'), '--password', 'owner'));
  });

  it('inspects structure without, and content with the password', () => {
    const closed = cinnabar(['inspect', encrypted('aes-256-packed'), '--json']);
    assertDone(closed);
    const { file } = JSON.parse(closed.stdout) as { file: object };
    assert.notProperty(file, 'security');
    assert.match(
      cinnabar(['inspect', encrypted('aes-256-view-only')]).stdout,
      /AES-256.*as user.*permitted: print, copy/,
    );
    const field = ['inspect', encrypted('aes-256'), '--object', fieldOf(encrypted('aes-256'))];
    const value = `<${Buffer.from('between us').toString('hex')}>`;
    assert.notInclude(cinnabar(field).stdout, value);
    assert.include(cinnabar([...field, ...user]).stdout, value);
  });

  it('asks at a terminal, and does not show what is typed', function () {
    // A bare container may have no pseudo-terminals.
    if (!existsSync('/dev/pts/ptmx') || spawnSync('script', ['--version']).error) this.skip();
    const program = fileURLToPath(new URL('../bin/cinnabar.mjs', import.meta.url));
    const command = `${process.execPath} ${program} verify ${signed} --offline`;
    const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
      input: 'owner\n',
      encoding: 'utf8',
      timeout: 30_000,
    });
    assert.include(stdout, 'Password: ');
    assert.include(stdout, 'sig-witness');
    // The pseudo-terminal itself may echo what came before the program took over.
    assert.notMatch(stdout.slice(stdout.indexOf('Password: ')), /owner/);
  });
});

/** Number of the object with the text field. */
function fieldOf(path: string): string {
  const [, number = ''] = /(\d+) 0 obj\n<< [^>]*\/FT \/Tx/.exec(readFileSync(path, 'latin1')) ?? [];
  return number;
}
