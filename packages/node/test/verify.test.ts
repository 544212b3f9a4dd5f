import { existsSync, readFileSync, truncateSync } from 'node:fs';

import { joinParts, latin1ToBytes } from '@cinnabar/core/bytes';
import { addDocumentTimestamp } from '@cinnabar/core/sign';
import { constraints, readPolicy, type VerificationReport } from '@cinnabar/core/verify';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { assert } from 'chai';

import { judge } from '../../core/test/support/judges.ts';
import { buildPdf, flipped, sandbox, sign } from '../../core/test/support/signing.ts';
import { localeOf } from '../src/cli/language.ts';
import { cinnabar, temporaryFolder } from './support/cli.ts';

const schema = JSON.parse(
  readFileSync(new URL('../schemas/verification-report.schema.json', import.meta.url), 'utf8'),
) as object;
const conforms = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile<VerificationReport>(
  schema,
);

/** The only thing on standard output must be one object that the published schema describes. */
function report(stdout: string): VerificationReport {
  const value: unknown = JSON.parse(stdout);
  assert.isTrue(conforms(value), JSON.stringify(conforms.errors));
  return value as VerificationReport;
}

describe('cinnabar verify', () => {
  const files = temporaryFolder();
  let signed: Uint8Array;
  let root: string;

  before(async () => {
    signed = (await sign(buildPdf(), 'sig-worker')).bytes;
    files.write('signed.pdf', signed);
    root = files.write('root.pem', (await sandbox()).rootPem);
  });

  /** Runs on a file with `--json`; the verdict and the exit code must agree with the contract. */
  function verdictOf(name: string, ...options: string[]): { report: VerificationReport; code: number | null } {
    const { code, stdout, stderr } = cinnabar(['verify', files.path(name), '--json', ...options]);
    assert.equal(stderr, '');
    return { report: report(stdout), code };
  }

  it('passes a signature whose signer is trusted, with exit code 0', () => {
    const { report, code } = verdictOf('signed.pdf', '--trust', root);
    assert.equal(code, 0);
    assert.equal(report.verdict, 'PASSED');
    assert.equal(report.file.size, signed.length);
    const [signature] = report.signatures;
    assert.deepEqual(signature?.fieldNames, ['sig-worker']);
    assert.equal(signature?.signer?.commonName, '王小明');
    assert.equal(signature?.level, 'B-T');
  });

  it('is not sure when nobody is trusted, nor when the authority named is another one: exit code 1', async () => {
    assert.deepInclude(verdictOf('signed.pdf'), { code: 1 });
    const other = await (await import('@cinnabar/sandbox')).SandboxAuthority.create();
    const { report, code } = verdictOf('signed.pdf', '--trust', files.write('other.pem', other.rootPem));
    assert.equal(code, 1);
    assert.equal(report.verdict, 'INDETERMINATE');
    assert.equal(report.signatures[0]?.trust.status, 'NO_PATH');
  });

  it('judges as of the moment asked for', () => {
    const { report, code } = verdictOf('signed.pdf', '--trust', root, '--at', '2001-01-01');
    assert.equal(code, 1);
    assert.isFalse(report.signatures[0]?.signingTime.timestampTrusted);
    assert.equal(report.signatures[0]?.trust.at, '2001-01-01T00:00:00.000Z');
  });

  it('takes several authorities, in one file or in several', async () => {
    const other = (await (await import('@cinnabar/sandbox')).SandboxAuthority.create()).rootPem;
    const both = files.write('both.pem', `some words\n${other}\r\n${(await sandbox()).rootPem}`);
    assert.equal(verdictOf('signed.pdf', '--trust', both).code, 0);
    assert.equal(verdictOf('signed.pdf', '--trust', files.write('b.pem', other), '--trust', root).code, 0);
  });

  it('takes an authority in DER', async () => {
    const der = files.write('root.der', (await sandbox()).trustAnchors[0]!);
    assert.equal(verdictOf('signed.pdf', '--trust', der).code, 0);
  });

  it('fails a file changed within the signed bytes, with exit code 2', () => {
    const at = Buffer.from(signed).indexOf('Labour contract');
    files.write('tampered.pdf', flipped(signed, at));
    const { report, code } = verdictOf('tampered.pdf', '--trust', root);
    assert.equal(code, 2);
    assert.equal(report.verdict, 'FAILED');
    assert.equal(report.signatures[0]?.integrity, 'BROKEN');
  });

  it('counts the signatures of a file with two, the first made first', async () => {
    files.write('two.pdf', (await sign(signed, 'sig-company')).bytes);
    const { report } = verdictOf('two.pdf', '--trust', root);
    assert.deepEqual(
      report.signatures.map(({ fieldNames, coverage }) => [fieldNames[0], coverage]),
      [
        ['sig-worker', 'WHOLE_REVISION'],
        ['sig-company', 'WHOLE_FILE'],
      ],
    );
    assert.equal(report.verdict, 'PASSED');
    assert.deepInclude(report.signatures[0]?.modifications, { level: 'FORM_FILLING', permitted: true });
    assert.isNotEmpty(report.signatures[0]?.modifications.findings);
  });

  it('says of a file without signatures that it is unsigned, with exit code 3', () => {
    files.write('unsigned.pdf', buildPdf());
    const { report, code } = verdictOf('unsigned.pdf');
    assert.equal(code, 3);
    assert.equal(report.verdict, 'UNSIGNED');
  });

  describe('of what it cannot read, with exit code 4', () => {
    const unreadable: [string, string, () => void][] = [
      ['a missing file', 'FILE_MISSING', () => undefined],
      ['an empty file', 'PDF_NOT_A_PDF', () => files.write('case', '')],
      ['a text', 'PDF_NOT_A_PDF', () => files.write('case', 'Dear Sir or Madam')],
      ['a cut-off file', 'PDF_DAMAGED', () => files.write('case', signed.subarray(0, 700))],
    ];
    for (const [what, errorCode, make] of unreadable) {
      it(`tells one object about ${what}`, () => {
        make();
        const { report, code } = verdictOf('case');
        assert.equal(code, 4);
        assert.equal(report.verdict, 'UNREADABLE');
        assert.equal(report.error?.code, errorCode);
      });
    }

    it('tells one object about a directory', () => {
      const { report, code } = verdictOf('');
      assert.equal(code, 4);
      assert.equal(report.error?.code, 'FILE_NOT_REGULAR');
    });

    it('does not even open a file with more bytes than a cross-reference table can count', () => {
      truncateSync(files.write('huge.pdf', '%PDF-1.7\n'), 10_000_000_000);
      const { report, code } = verdictOf('huge.pdf');
      assert.equal(code, 4);
      assert.equal(report.error?.code, 'FILE_TOO_LARGE');
    });

    it('tells one object about an encrypted file, password or not', function () {
      files.write('plain.pdf', signed);
      const target = files.path('encrypted.pdf');
      judge(this, 'qpdf', ['--encrypt', 'secret', 'secret', '256', '--', files.path('plain.pdf'), target]);
      const closed = verdictOf('encrypted.pdf');
      assert.equal(closed.code, 4);
      assert.equal(closed.report.error?.code, 'PDF_ENCRYPTED');
      // Written anew by qpdf, so its signature is broken.
      const opened = verdictOf('encrypted.pdf', '--password', 'secret');
      assert.equal(opened.code, 2);
      assert.equal(opened.report.signatures.length, 1);
    });
  });

  describe('by a policy', () => {
    const policySchema = JSON.parse(
      readFileSync(new URL('../schemas/verification-policy.schema.json', import.meta.url), 'utf8'),
    ) as { properties: { constraints: { properties: Record<string, { $ref: string; default?: string }> } } };
    const describes = new Ajv2020({ strict: true, strictTypes: false }).compile(policySchema);

    it('of its own or in a file', () => {
      assert.equal(verdictOf('signed.pdf', '--trust', root, '--policy', 'strict').report.policy, 'strict');
      const file = files.write(
        'policy.json',
        '{ "name": "ours", "extends": "strict", "constraints": { "SIGNING_TIME_MISSING": "IGNORE" } }',
      );
      const { report, code } = verdictOf('signed.pdf', '--trust', root, '--policy', file);
      assert.deepEqual([report.policy, code], ['ours', 0]);
    });

    it('its schema knows every constraint, its level and what cannot be forgiven', () => {
      const stated = policySchema.properties.constraints.properties;
      assert.sameMembers(Object.keys(stated), Object.keys(constraints));
      for (const [name, { essential, level = 'FAIL' }] of Object.entries(constraints)) {
        const expected = essential ? { $ref: '#/$defs/essential' } : { $ref: '#/$defs/level', default: level };
        assert.deepEqual(stated[name], expected, name);
      }
    });

    it('its schema refuses what reading it refuses', () => {
      const cases: [unknown, boolean][] = [
        [{}, true],
        [{ extends: 'strict', constraints: { TRAILING_DATA: 'WARN' }, parameters: { minimumRsaBits: 3072 } }, true],
        [{ constraints: { DIGEST_MISMATCH: 'WARN' } }, false],
        [{ constraints: { NO_SUCH: 'FAIL' } }, false],
        [{ parameters: { uncertifiedChanges: 'OTHER' } }, false],
        [{ parameters: { weakDigests: { 'SHA-1': 'soon' } } }, false],
        [{ parameters: { weakDigests: { SHA1: null } } }, false],
        [{ levels: {} }, false],
      ];
      for (const [policy, right] of cases) {
        assert.equal(describes(policy), right, JSON.stringify(policy));
        if (right) readPolicy(policy);
        else assert.throws(() => readPolicy(policy));
      }
    });
  });

  it('speaks Chinese when asked to, or when the environment does', () => {
    const simplified = cinnabar(['verify', files.path('signed.pdf'), '--trust', root, '--lang', 'zh-Hans']).stdout;
    assert.match(simplified, /所有签名均有效，签署者可信。/);
    assert.match(simplified, /├─ 签署者 {5}王小明（证书由 /);
    assert.notMatch(simplified, /certified by|Every signature/);
    const traditional = cinnabar(['verify', files.path('signed.pdf'), '--lang', 'zh-Hant']).stdout;
    assert.match(traditional, /警告 {2}未指定可信機構，因此簽署者身分未經確認。 {2}TRUST_NOT_CHECKED/);
    assert.deepEqual(
      ['zh_CN.UTF-8', 'zh_TW.UTF-8', 'zh-Hant-HK', 'zh', 'en_GB.UTF-8', 'C', 'zhx'].map((LANG) =>
        localeOf(undefined, { LANG }),
      ),
      ['zh-Hans', 'zh-Hant', 'zh-Hant', 'zh-Hans', 'en', 'en', 'en'],
    );
    assert.equal(localeOf(undefined, { LC_ALL: 'zh_HK', LANG: 'en_US' }), 'zh-Hant');
  });

  it('calls a file that carries time-stamps only unsigned, and says so', async () => {
    const stamped = await addDocumentTimestamp(buildPdf(), (await sandbox()).timestampProvider());
    files.write('stamped.pdf', joinParts(stamped));
    const { report, code } = verdictOf('stamped.pdf', '--trust', root);
    assert.deepEqual([report.verdict, code, report.signatures[0]?.kind], ['UNSIGNED', 3, 'timestamp']);
    assert.deepEqual(
      report.problems.map(({ code }) => code),
      ['TIMESTAMPED_ONLY'],
    );
  });

  describe('for people', () => {
    it('draws a tree for each signature, without colour into a pipe', () => {
      const { code, stdout } = cinnabar(['verify', files.path('signed.pdf'), '--trust', root]);
      assert.equal(code, 0);
      assert.match(stdout, /^PASSED {2}/);
      assert.match(stdout, /● sig-worker {2}signature {2}TOTAL_PASSED\n├─ signer {5}王小明, certified by /);
      assert.notInclude(stdout, '\u001b');
    });

    it('colours on a terminal, unless NO_COLOR is set', function () {
      if (!existsSync('/dev/pts/ptmx')) this.skip(); // a bare container may have no pseudo-terminals
      const command = `${process.execPath} packages/node/bin/cinnabar.mjs verify ${files.path('signed.pdf')}`;
      // Node takes a terminal of a CI machine for one without colours.
      const coloured = (env: string): string =>
        judge(this, 'script', ['-qec', `env -u CI ${env} TERM=xterm ${command}`, '/dev/null']).output;
      const shown = coloured('-u NO_COLOR');
      assert.include(shown, '\u001b[1m\u001b[33mINDETERMINATE');
      assert.include(shown, 'Verifying', 'it says on standard error what it does');
      const plain = coloured('NO_COLOR=1');
      assert.include(plain, 'INDETERMINATE');
      assert.notInclude(plain, '\u001b[1m');
      assert.notInclude(plain, '\u001b[33m');
    });

    it('does not let a document speak to the terminal', () => {
      // U+009B starts a control sequence, U+202E turns the reading direction.
      const hostile = buildPdf({
        7: `<< /Type /Annot /Subtype /Widget /FT /Sig /T <FEFF009B0032004A202E0078> /V 9 0 R /F 4 /Rect [0 0 0 0] /P 3 0 R >>`,
        9: '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> >>',
      });
      files.write('hostile.pdf', hostile);
      for (const options of [[], ['--json']]) {
        const { code, stdout } = cinnabar(['verify', files.path('hostile.pdf'), ...options]);
        assert.equal(code, 2);
        assert.include(stdout, '\\u009b2J\\u202ex');
        assert.notMatch(stdout, /[\u009b\u202e]/);
      }
      assert.equal(verdictOf('hostile.pdf').report.signatures[0]?.fieldNames[0], '\u009b2J\u202ex');
    });
  });

  describe('used wrongly, with exit code 64', () => {
    const wrong: [string, () => string[], RegExp][] = [
      ['no file', () => ['verify'], /FILE is missing/],
      ['two files', () => ['verify', 'a.pdf', 'b.pdf'], /one word too many: b\.pdf/],
      ['an unknown option', () => ['verify', 'a.pdf', '--jsno'], /Unknown option '--jsno'/],
      ['no value', () => ['verify', 'a.pdf', '--trust'], /--trust/],
      ['a time without zone', () => ['verify', 'a.pdf', '--at', '2026-11-21T09:30'], /--at is a date/],
      ['a language it does not know', () => ['verify', 'a.pdf', '--lang', 'fr'], /--lang is/],
      ['a policy it does not know', () => ['verify', 'a.pdf', '--policy', files.path('absent')], /There is no file/],
      [
        'a policy that forgives too much',
        () => ['verify', 'a.pdf', '--policy', files.write('p', '{"constraints":{"DIGEST_MISMATCH":"WARN"}}')],
        /--policy: .* constraints\.DIGEST_MISMATCH cannot be forgiven/,
      ],
      ['a policy that is no JSON', () => ['verify', 'a.pdf', '--policy', files.write('p', 'lax')], /holds no JSON/],
      ['a day that does not exist', () => ['verify', 'a.pdf', '--at', '2026-11-41'], /--at is a date/],
      ['a day that the month does not have', () => ['verify', 'a.pdf', '--at', '2026-02-30'], /--at is a date/],
      ['an option given twice', () => ['verify', 'a.pdf', '--at=2026-11-21', '--at=2026-11-22'], /--at is given twice/],
      ['trust that is missing', () => ['verify', 'a.pdf', '--trust', files.path('absent.pem')], /There is no file/],
      [
        'trust that is no certificate',
        () => ['verify', 'a.pdf', '--trust', files.write('no.pem', latin1ToBytes('hello'))],
        /holds no certificate/,
      ],
      ['an unknown command', () => ['verfiy', 'a.pdf'], /no command verfiy/],
      ['no command', () => [], /command is missing/],
    ];
    for (const [what, args, sentence] of wrong) {
      it(`says so of ${what}`, () => {
        const { code, stdout, stderr } = cinnabar(args());
        assert.equal(code, 64);
        assert.equal(stdout, '');
        assert.match(stderr, sentence);
        assert.match(stderr, /--help/);
        assert.notMatch(stderr, /\n\s+at /);
      });
    }
  });

  it('has help with examples', () => {
    for (const args of [
      ['verify', '--help'],
      ['help', 'verify'],
      ['verify', 'x.pdf', '-h'],
    ]) {
      const { code, stdout } = cinnabar(args);
      assert.equal(code, 0);
      assert.match(stdout, /^Usage: cinnabar verify FILE[^]*Examples:/);
    }
  });
});
