import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { concatBytes } from '@cinnabar/core/bytes';
import { readSignedData } from '@cinnabar/core/cms';
import type { KeyKind } from '@cinnabar/core/crypto';
import { openPdf, PdfName, type PdfString } from '@cinnabar/core/pdf';
import { findSignatures } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { absent, judge, judgeByPyHanko, judgeScript } from '../support/judges.ts';
import { LongTermSandbox } from '../support/long-term.ts';
import { buildPdf, flipped, keyProvider, sign } from '../support/signing.ts';

const kinds = ['RSA-2048', 'P-256'] as const satisfies KeyKind[];
const levels = ['B-B', 'B-T', 'B-LT', 'B-LTA', 'renewed'] as const;
type Level = (typeof levels)[number];

const judges = ['qpdf', 'pdfsig', 'mutool', 'OpenSSL', 'pyHanko', 'Bouncy Castle'] as const;
type Judge = (typeof judges)[number];

const jars = ['bcpkix', 'bcprov', 'bcutil'].map((name) => `/usr/share/java/${name}.jar`);

describe('every level, judged by others', () => {
  const matrix = new Map<string, string>();
  let bouncyCastle: readonly string[] | undefined;
  let folder: string;
  const path = (file: string): string => join(folder, file);

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cinnabar-levels-'));
    const house = new LongTermSandbox();
    const authority = await house.authority;
    writeFileSync(path('root.pem'), authority.rootPem);
    for (const keyKind of kinds) {
      const subject = { kind: 'person', name: '王小明', reference: 'levels' } as const;
      const { key, certificates } = await authority.issueSigner(subject, { keyKind });
      const provider = authority.signingProvider(authority.timestampProvider(), { keyKind });
      const stamped = (await sign(buildPdf(), 'sig-worker', { provider })).bytes;
      const archived = await house.extend(stamped, 'B-LTA');
      const files: Readonly<Record<Level, Uint8Array>> = {
        'B-B': (await sign(buildPdf(), 'sig-worker', { provider: keyProvider(key, certificates) })).bytes,
        'B-T': stamped,
        'B-LT': await house.extend(stamped, 'B-LT'),
        'B-LTA': archived,
        renewed: await house.extend(archived, 'B-LTA'),
      };
      for (const level of levels) {
        writeFileSync(path(`${keyKind} ${level}.pdf`), files[level]);
        for (const { name, cms, content } of signedParts(files[level])) {
          writeFileSync(path(`${keyKind} ${level} ${name}.cms`), cms);
          writeFileSync(path(`${keyKind} ${level} ${name}.content`), content);
          writeFileSync(path(`${keyKind} ${level} ${name}.tampered`), flipped(content, 100));
        }
      }
    }
  });

  after(() => {
    const row = (name: string, cells: readonly string[]): string =>
      `      ${[name, ...cells].map((cell) => cell.padEnd(18)).join('')}`.trimEnd();
    const cells = (kind: string, level: string): string[] =>
      judges.map((name) => matrix.get(`${name} ${kind} ${level}`) ?? 'absent');
    const lines = kinds.flatMap((kind) => levels.map((level) => row(`${kind} ${level}`, cells(kind, level))));
    process.stdout.write(['', row('', judges), ...lines, '', ''].join('\n'));
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** Names of the document time-stamps that a level has. */
  const stampsOf = (level: Level): readonly string[] =>
    ({ 'B-B': [], 'B-T': [], 'B-LT': [], 'B-LTA': ['timestamp-1'], renewed: ['timestamp-1', 'timestamp-2'] })[level];

  /** `valid`, or what the judge said instead; `content` is the extension of what the signature is checked over. */
  const verdicts: Readonly<
    Record<Judge, (test: Mocha.Context, file: string, level: Level, content: string) => string>
  > = {
    qpdf(test, file) {
      const { exitCode, output } = judge(test, 'qpdf', ['--check', path(`${file}.pdf`)]);
      return exitCode === 0 ? 'valid' : output;
    },
    pdfsig(test, file) {
      const { output } = judge(test, 'pdfsig', ['-nocert', path(`${file}.pdf`)]);
      return output.includes('Signature Validation: Signature is Valid.') ? 'valid' : output;
    },
    mutool(test, file, level) {
      const { output } = judge(test, 'mutool', ['sign', '-v', path(`${file}.pdf`)]);
      const later =
        level === 'B-B' || level === 'B-T' ? 'The document is unchanged since' : 'valid but there have been edits';
      return output.includes(later) ? 'valid' : output;
    },
    OpenSSL(test, file, level, content) {
      const over = (name: string): string[] => ['-in', path(`${file} ${name}.cms`), '-CAfile', path('root.pem')];
      const signature = judge(test, 'openssl', [
        ...['cms', '-verify', '-binary', '-inform', 'DER', '-purpose', 'any', '-out', '/dev/null'],
        ...['-content', path(`${file} sig-worker.${content}`), ...over('sig-worker')],
      ]).output;
      if (!signature.includes('CMS Verification successful')) return signature;
      for (const name of stampsOf(level)) {
        const data = ['-data', path(`${file} ${name}.${content}`)];
        const { output } = judge(test, 'openssl', ['ts', '-verify', '-token_in', ...data, ...over(name)]);
        if (!output.includes('Verification: OK')) return output;
      }
      return 'valid';
    },
    pyHanko(test, file, level) {
      const long = level !== 'B-B' && level !== 'B-T';
      const script = long ? 'pyhanko_long_term.py' : 'pyhanko_report.py';
      const { output } = judgeByPyHanko(test, script, [path('root.pem'), path(`${file}.pdf`)]);
      const line = output.split('\n').findLast((text) => text.startsWith('[')) ?? '[]';
      const reports = JSON.parse(line) as Record<string, unknown>[];
      const passed = reports.filter(({ passed: all, bottomLine }) => all === true || bottomLine === true).length;
      return passed === reports.length && passed === 1 + stampsOf(level).length ? 'valid' : output;
    },
    'Bouncy Castle'(test, file, _level, content) {
      if (!jars.every((jar) => existsSync(jar))) return absent(test, 'Bouncy Castle');
      // One start of Java for all: it takes longer than everything it does then.
      bouncyCastle ??= judge(test, 'java', [
        ...['-cp', jars.join(':'), judgeScript('VerifyCms.java')],
        ...kinds
          .flatMap((kind) => levels.map((level) => path(`${kind} ${level} sig-worker`)))
          .flatMap((each) => ['content', 'tampered'].flatMap((over) => [`${each}.cms`, `${each}.${over}`])),
      ]).output.split('\n');
      const start = `${file} sig-worker.cms `;
      const [plain = '', changed = ''] = bouncyCastle.filter((line) => line.startsWith(start));
      return (content === 'content' ? plain : changed).replace(start, '');
    },
  };

  for (const name of judges) {
    for (const kind of kinds) {
      for (const level of levels) {
        it(`${name}: ${kind} ${level}`, function () {
          this.timeout(60_000);
          const verdict = verdicts[name](this, `${kind} ${level}`, level, 'content');
          matrix.set(`${name} ${kind} ${level}`, verdict === 'valid' ? 'valid' : 'REFUSED');
          assert.equal(verdict, 'valid');
          if (name === 'OpenSSL' || name === 'Bouncy Castle') {
            const tampered = verdicts[name](this, `${kind} ${level}`, level, 'tampered');
            assert.notEqual(tampered, 'valid', 'a changed byte');
          }
        });
      }
    }
  }
});

interface SignedPart {
  readonly name: string;
  readonly cms: Uint8Array;
  readonly content: Uint8Array;
}

/** Each signature and document time-stamp of a file, and what it was made over. */
function signedParts(bytes: Uint8Array): SignedPart[] {
  return findSignatures(openPdf(bytes)).map(({ dict, fieldNames: [name = ''] }) => {
    const [, gapStart, gapEnd, rest] = dict.get('ByteRange') as [number, number, number, number];
    const contents = (dict.get('Contents') as PdfString).bytes;
    assert.equal(dict.get('Type') === PdfName.of('DocTimeStamp'), name.startsWith('timestamp-'));
    return {
      name,
      cms: contents.subarray(0, readSignedData(contents).length),
      content: concatBytes(bytes.subarray(0, gapStart), bytes.subarray(gapEnd, gapEnd + rest)),
    };
  });
}

/** Skips by name, and fails in CI, which must have every judge. */
