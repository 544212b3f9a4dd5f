import { readFileSync } from 'node:fs';

import type { PackageVerification } from '@cinnabar/core/evidence';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { assert } from 'chai';

import { entriesOf, samplePackage } from '../../core/test/evidence/sample.ts';
import { flipped, sandbox } from '../../core/test/support/signing.ts';
import { cinnabar, temporaryFolder } from './support/cli.ts';

const schemaOf = (path: string): object => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as object;
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, validateFormats: false });
const conforms = ajv.compile<PackageVerification>(schemaOf('../schemas/evidence-verification.schema.json'));

describe('cinnabar evidence', () => {
  const files = temporaryFolder();
  let bytes: Uint8Array;
  let root: string;
  before(async () => {
    ({ bytes } = await samplePackage());
    files.write('evidence.zip', bytes);
    root = files.write('root.pem', (await sandbox()).rootPem);
  });

  function verify(name: string, ...options: string[]): { report: PackageVerification; code: number | null } {
    const { code, stdout, stderr } = cinnabar(['evidence', 'verify', files.path(name), '--json', ...options]);
    assert.equal(stderr, '');
    const value: unknown = JSON.parse(stdout);
    assert.isTrue(conforms(value), JSON.stringify(conforms.errors));
    return { report: value as PackageVerification, code };
  }

  it('[GOV-01] passes an honest package, with exit code 0', () => {
    const { report, code } = verify('evidence.zip', '--trust', root);
    assert.equal(code, 0);
    assert.equal(report.verdict, 'PASSED');
  });

  it('wants the signer that is asked for', () => {
    assert.equal(verify('evidence.zip', '--trust', root, '--signer', '朱砂签测试平台').code, 0);
    const { report, code } = verify('evidence.zip', '--trust', root, '--signer', '王小明');
    assert.equal(code, 2);
    assert.equal(report.first?.code, 'SIGNER_OTHER');
  });

  it('is not sure when nobody is trusted, nor as of a moment before its own time-stamp: exit code 1', () => {
    assert.deepInclude(verify('evidence.zip'), { code: 1 });
    const early = verify('evidence.zip', '--trust', root, '--at', '2001-01-01');
    assert.equal(early.code, 1);
    assert.equal(early.report.axes.time, 'INDETERMINATE');
    assert.isNull(early.report.timestamp, 'a time-stamp from the future proves nothing');
  });

  it('fails a changed package and names the first thing that does not fit: exit code 2', async () => {
    const { writeZip } = await import('@cinnabar/core/evidence');
    const entries = entriesOf(bytes);
    const path = 'files/main/final.pdf';
    files.write('changed.zip', writeZip(entries.set(path, flipped(entries.get(path)!, 700))));
    const { report, code } = verify('changed.zip', '--trust', root);
    assert.equal(code, 2);
    assert.equal(report.first?.code, 'ENTRY_DIGEST');
    assert.equal(report.first?.path, path);
    const { stdout } = cinnabar([
      'evidence',
      'verify',
      files.path('changed.zip'),
      '--trust',
      root,
      '--lang',
      'zh-Hans',
    ]);
    assert.match(stdout, /^FAILED/);
    assert.include(stdout, '首个问题：“files/main/final.pdf”的 SHA-256 摘要与清单不符');
  });

  it('says of what is no package that it cannot be read: exit code 4, never a stack', () => {
    files.write('letter.txt', 'Dear Sir');
    files.write('cut.zip', bytes.subarray(0, 5000));
    files.write('empty', '');
    for (const name of ['letter.txt', 'cut.zip', 'empty', 'missing.zip', '']) {
      const { report, code } = verify(name, '--trust', root);
      assert.equal(code, 4, name);
      assert.equal(report.verdict, 'UNREADABLE');
      const { stdout, stderr } = cinnabar(['evidence', 'verify', files.path(name)]);
      assert.notMatch(stdout + stderr, /\n\s+at /);
    }
    assert.equal(verify('missing.zip').report.error?.code, 'FILE_MISSING');
  });

  for (const [language, words] of [
    ['zh-Hans', ['证据包完整无误', '签署意愿 成立', '模拟的服务方']],
    ['zh-Hant', ['證據包完整無誤', '簽署意願 成立', '模擬的服務方']],
    ['en', ['Everything in the package fits', 'intents holds', 'simulated providers']],
  ] as const) {
    it(`tells people in ${language}`, () => {
      const { stdout, code } = cinnabar([
        'evidence',
        'verify',
        files.path('evidence.zip'),
        '--trust',
        root,
        '--lang',
        language,
      ]);
      assert.equal(code, 0);
      for (const word of words) assert.include(stdout.replace(/ +/g, ' '), word);
      assert.include(stdout, 'sig-worker');
    });
  }

  it('says what is wrong with a command line, with exit code 64 and nothing on standard output', () => {
    for (const args of [
      [],
      ['verify'],
      ['sing', 'x.zip'],
      ['verify', 'a', 'b'],
      ['verify', 'x', '--at', 'now'],
      ['verify', 'x', '--lang', 'fr'],
    ]) {
      const { code, stdout } = cinnabar(['evidence', ...args]);
      assert.equal(code, 64, args.join(' '));
      assert.equal(stdout, '');
    }
    assert.include(cinnabar(['evidence', '--help']).stdout, 'Exit code');
    assert.include(cinnabar(['--help']).stdout, 'evidence');
  });

  it('reads manifests and events as their published schemas describe them', () => {
    const manifest = ajv.compile(schemaOf('../../core/schemas/evidence-manifest-1.json'));
    const event = ajv.compile(schemaOf('../../core/schemas/evidence-event-1.json'));
    const entries = entriesOf(bytes);
    const text = (path: string): string => new TextDecoder().decode(entries.get(path));
    const value = JSON.parse(text('manifest.json')) as { entries: { path: string }[] };
    assert.isTrue(manifest(value), JSON.stringify(manifest.errors));
    assert.isFalse(manifest({ ...value, entries: [{ ...value.entries[0], path: '../etc/passwd' }] }));
    for (const line of text('events.jsonl').trimEnd().split('\n')) {
      assert.isTrue(event(JSON.parse(line)), JSON.stringify(event.errors));
      assert.isFalse(event({ ...(JSON.parse(line) as object), at: 'yesterday' }));
    }
  });
});
