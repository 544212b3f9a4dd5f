import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bytesToLatin1, concatBytes, hexToBytes } from '@cinnabar/core/bytes';
import { readSignedData } from '@cinnabar/core/cms';
import type { KeyKind } from '@cinnabar/core/crypto';
import { assert } from 'chai';

import { absent, judge, judgeByPyHanko, judgeScript } from '../support/judges.ts';
import { buildPdf, flipped, sandbox, sign } from '../support/signing.ts';

const kinds = [
  'RSA-2048',
  'RSA-4096',
  'RSA-PSS-2048',
  'RSA-PSS-3072',
  'P-256',
  'P-384',
  'P-521',
  'Ed25519',
  'SM2',
] as const satisfies KeyKind[];
type Kind = (typeof kinds)[number];

const judges = ['OpenSSL', 'pdfsig', 'mutool', 'pyHanko', 'Bouncy Castle'] as const;
type Judge = (typeof judges)[number];

/** What a judge does not know, and why. Everything else it must find valid. */
const unknown: Readonly<Partial<Record<`${Judge} ${Kind}`, string>>> = {
  'OpenSSL Ed25519': 'CMS with EdDSA came with OpenSSL 3.2',
  'OpenSSL SM2': 'checks SM2 in CMS under an empty identity',
  'pdfsig Ed25519': 'its NSS has no EdDSA in CMS',
  'pdfsig SM2': 'its NSS has no SM3',
  'mutool RSA-PSS-2048': "OpenSSL's older PKCS #7 interface has no RSASSA-PSS",
  'mutool RSA-PSS-3072': "OpenSSL's older PKCS #7 interface has no RSASSA-PSS",
  'mutool Ed25519': "OpenSSL's older PKCS #7 interface has no EdDSA",
  'mutool SM2': "OpenSSL's older PKCS #7 interface has no SM2",
  'pyHanko SM2': 'no SM3',
};

const jars = ['bcpkix', 'bcprov', 'bcutil'].map((name) => `/usr/share/java/${name}.jar`);

/** A CMS taken from its file, and what it was made over. */
interface Judged {
  readonly kind: Kind;
  /** The content with one byte changed. */
  readonly tampered: boolean;
}

describe('every algorithm, judged by others', () => {
  let folder: string;
  const path = (file: string): string => join(folder, file);
  const contentOf = ({ kind, tampered }: Judged): string => path(`${kind}.${tampered ? 'tampered' : 'content'}`);
  const matrix = new Map<string, string>();
  let bouncyCastle: readonly string[] | undefined;

  before(async function () {
    this.timeout(60_000);
    const authority = await sandbox();
    folder = mkdtempSync(join(tmpdir(), 'cinnabar-algorithms-'));
    writeFileSync(path('root.pem'), authority.rootPem);
    for (const keyKind of kinds) {
      const provider = authority.signingProvider(authority.timestampProvider(), { keyKind });
      const version = keyKind === 'Ed25519' ? '2.0' : '1.7';
      const { bytes, prepared } = await sign(buildPdf({}, version), 'sig-worker', { provider });
      const [, gapStart, gapEnd] = prepared.byteRange;
      const content = concatBytes(bytes.subarray(0, gapStart), bytes.subarray(gapEnd));
      const contents = hexToBytes(bytesToLatin1(bytes.subarray(gapStart + 1, gapEnd - 1)));
      writeFileSync(path(`${keyKind}.pdf`), bytes);
      writeFileSync(path(`${keyKind}.cms`), contents.subarray(0, readSignedData(contents).length));
      writeFileSync(path(`${keyKind}.content`), content);
      writeFileSync(path(`${keyKind}.tampered`), flipped(content, 100));
    }
  });

  after(() => {
    const row = (name: string, cells: readonly string[]): string =>
      `      ${[name, ...cells].map((cell) => cell.padEnd(15)).join('')}`.trimEnd();
    const lines = kinds.map((kind) =>
      row(
        kind,
        judges.map((name) => matrix.get(`${name} ${kind}`) ?? 'absent'),
      ),
    );
    process.stdout.write(['', row('', judges), ...lines, '', ''].join('\n'));
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** `valid`, or what the judge said instead. */
  const verdicts: Readonly<Record<Judge, (test: Mocha.Context, judged: Judged) => string>> = {
    OpenSSL(test, judged) {
      const { output } = judge(test, 'openssl', [
        ...['cms', '-verify', '-binary', '-inform', 'DER', '-purpose', 'any', '-out', '/dev/null'],
        ...['-in', path(`${judged.kind}.cms`), '-content', contentOf(judged), '-CAfile', path('root.pem')],
      ]);
      return output.includes('CMS Verification successful') ? 'valid' : output;
    },
    pdfsig(test, { kind }) {
      const { output } = judge(test, 'pdfsig', ['-nocert', path(`${kind}.pdf`)]);
      return output.includes('Signature Validation: Signature is Valid.') ? 'valid' : output;
    },
    mutool(test, { kind }) {
      const { output } = judge(test, 'mutool', ['sign', '-v', path(`${kind}.pdf`)]);
      const unchanged = output.includes('The document is unchanged since signing');
      return unchanged && !/invalid|digest|broken/i.test(output) ? 'valid' : output;
    },
    pyHanko(test, { kind }) {
      const { output } = judgeByPyHanko(test, 'pyhanko_report.py', [path('root.pem'), path(`${kind}.pdf`)]);
      const line = output.split('\n').findLast((text) => text.startsWith('['));
      const [report] = (line === undefined ? [] : JSON.parse(line)) as Record<string, unknown>[];
      const good = report && ['intact', 'valid', 'trusted', 'bottomLine'].every((key) => report[key] === true);
      return good ? 'valid' : output;
    },
    'Bouncy Castle'(test, { kind, tampered }) {
      if (!jars.every((jar) => existsSync(jar))) return absent(test, 'Bouncy Castle');
      // One start of Java for all: it takes longer than everything it does then.
      bouncyCastle ??= judge(test, 'java', [
        ...['-cp', jars.join(':'), judgeScript('VerifyCms.java')],
        ...kinds.flatMap((each) =>
          [false, true].flatMap((changed) => [path(`${each}.cms`), contentOf({ kind: each, tampered: changed })]),
        ),
      ]).output.split('\n');
      const [plain = '', changed = ''] = bouncyCastle.filter((line) => line.startsWith(`${kind}.cms `));
      return (tampered ? changed : plain).replace(`${kind}.cms `, '');
    },
  };

  for (const name of judges) {
    for (const kind of kinds) {
      const reason = unknown[`${name} ${kind}`];
      it(`${name}: ${kind}${reason === undefined ? '' : ` – not known to it: ${reason}`}`, function () {
        this.timeout(60_000);
        const verdict = verdicts[name](this, { kind, tampered: false });
        matrix.set(`${name} ${kind}`, verdict === 'valid' ? 'valid' : reason === undefined ? 'REFUSED' : 'not known');
        if (verdict !== 'valid' && reason !== undefined) return this.skip();
        assert.equal(verdict, 'valid');
        if (name === 'OpenSSL' || name === 'Bouncy Castle') {
          assert.notEqual(verdicts[name](this, { kind, tampered: true }), 'valid', 'a changed byte');
        }
      });
    }
  }
});

/** Skips by name, and fails in CI, which must have every judge. */
