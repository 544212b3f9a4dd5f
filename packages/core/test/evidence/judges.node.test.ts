import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import {
  composeEvidenceReport,
  signEvidenceReport,
  type EvidenceManifest,
  type ReportLanguages,
} from '@cinnabar/core/evidence';
import { assert } from 'chai';

import { judge } from '../support/judges.ts';
import { sandbox } from '../support/signing.ts';
import { platformSeal, reportFonts, reportRequest } from './report-sample.ts';
import { authorities, entriesOf, playContract, samplePackage } from './sample.ts';

async function signedReport(languages?: ReportLanguages, repeats = 1): Promise<Uint8Array> {
  const composed = await composeEvidenceReport(await reportRequest(languages, repeats), await reportFonts());
  const { signing, subject } = await authorities();
  const trust = (await sandbox()).trustAnchors;
  return signEvidenceReport(composed, { signing, subject, seal: await platformSeal(), signingTime: new Date(), trust });
}

describe('an evidence package, by hand', () => {
  let folder: string;
  let path: (name: string) => string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cinnabar-evidence-'));
    path = (name) => join(folder, name);
    const { bytes } = await samplePackage();
    writeFileSync(path('evidence.zip'), bytes);
    writeFileSync(path('root.pem'), (await sandbox()).rootPem);
    for (const [name, content] of entriesOf(bytes)) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is a sound ZIP file to another program', function () {
    const script =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print("\\n".join(z.namelist()))';
    const { exitCode, output } = judge(this, 'python3', ['-c', script, path('evidence.zip')]);
    assert.equal(exitCode, 0, output);
    assert.include(output, 'files/main/final.pdf');
  });

  it('has a manifest whose signature and time-stamp OpenSSL accepts, until a byte changes', function () {
    const cms = [
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-in',
      path('manifest.p7s'),
      '-CAfile',
      path('root.pem'),
      '-purpose',
      'any',
      '-out',
      path('checked'),
    ];
    const good = judge(this, 'openssl', [...cms, '-content', path('manifest.json')]);
    assert.equal(good.exitCode, 0, good.output);
    const stamp = ['ts', '-verify', '-token_in', '-in', path('manifest.tst'), '-CAfile', path('root.pem'), '-data'];
    const stamped = judge(this, 'openssl', [...stamp, path('manifest.p7s')]);
    assert.include(stamped.output, 'Verification: OK');

    writeFileSync(path('other.json'), readFileSync(path('manifest.json'), 'utf8').replace('0001', '0002'));
    assert.notEqual(judge(this, 'openssl', [...cms, '-content', path('other.json')]).exitCode, 0);
    assert.notInclude(judge(this, 'openssl', [...stamp, path('manifest.json')]).output, 'Verification: OK');
  });

  it('lists the digests that sha256sum computes, and chains events by them', function () {
    const { entries, log } = JSON.parse(readFileSync(path('manifest.json'), 'utf8')) as EvidenceManifest;
    for (const entry of entries) {
      assert.include(judge(this, 'sha256sum', [path(entry.path)]).output, entry.sha256, entry.path);
    }
    const lines = readFileSync(path('events.jsonl'), 'utf8').trimEnd().split('\n');
    const digests = lines.map((_, i) =>
      judge(this, 'sh', [
        '-c',
        `sed -n ${i + 1}p "$1" | tr -d '\\n' | sha256sum | cut -d' ' -f1`,
        'sh',
        path('events.jsonl'),
      ]).output.trim(),
    );
    const previous = lines.map((line) => (JSON.parse(line) as { previous: string }).previous);
    assert.deepEqual(previous.slice(1), digests.slice(0, -1));
    assert.equal(log.head, digests.at(-1));
  });
});

describe('an evidence report, by other programs', function () {
  this.timeout(60_000);

  it('is sound to qpdf and MuPDF, and its signature valid to poppler', async function () {
    const signed = await signedReport();
    const check = judge(this, 'qpdf', ['--check', '{file}'], signed);
    assert.equal(check.exitCode, 0, check.output);
    const drawn = judge(this, 'mutool', ['draw', '-q', '-F', 'trace', '-o', '/dev/null', '{file}'], signed);
    assert.equal(drawn.exitCode, 0);
    assert.notMatch(drawn.output.replace(/.*ICC support.*/, ''), /error|warning/i);
    const signature = judge(this, 'pdfsig', ['-nocert', '{file}'], signed);
    assert.include(signature.output, 'Signature is Valid');
    assert.include(signature.output, 'Total document signed');
  });

  for (const [languages, words] of [
    [
      undefined,
      ['电子劳动合同证据报告', 'Evidence report', '核验结论', '模拟', 'simulated', '意愿认证记录', 'Page 1 of', '𬭎*'],
    ],
    [['zh-Hant'], ['電子勞動合約證據報告', '核驗結論', '模擬', '意願認證紀錄']],
    [['en'], ['Evidence report', 'Findings', 'simulated providers', 'Record of intent', 'Page 2 of']],
  ] as const) {
    it(`[GOV-01, GOV-10] says in ${languages?.join() ?? 'two languages'} what can be found and copied as text`, async function () {
      const { output } = judge(this, 'pdftotext', ['-layout', '{file}', '-'], await signedReport(languages));
      for (const word of words) assert.include(output, word);
      assert.include(output, '4401************10');
      assert.include(output, '203.0.113.*');
      assert.notInclude(output, '203.0.113.7', 'addresses are masked');
    });
  }

  it('shows every event on some page, under the head of its table', async function () {
    const { output } = judge(this, 'pdftotext', ['-layout', '{file}', '-'], await signedReport(['en'], 120));
    const pages = output.split('\f').filter((page) => page.includes('document.viewed'));
    assert.isAbove(pages.length, 4);
    for (const page of pages) assert.match(page, /Time\s+Event\s+By\s+Details/);
    assert.equal(output.split('document.viewed').length - 1, 119);
  });

  it('wraps a long name within its cell instead of over the next', async function () {
    const { output } = judge(this, 'pdftotext', ['-bbox', '{file}', '-'], await signedReport());
    const words = [...output.matchAll(/xMax="([\d.]+)"[^>]*>[^<]*/g)].map((match) => Number(match[1]));
    assert.isAbove(words.length, 300);
    assert.isAtMost(Math.max(...words), 595.28 - 62 + 1, 'nothing reaches into the margin');
  });

  it('keeps the longest event on its page', async function () {
    const request = await reportRequest(['en']);
    const { content } = await playContract({
      change: (facts) =>
        facts.map((fact) =>
          fact.type === 'contract.initiated' ? { ...fact, data: { note: '长'.repeat(9000) } } : fact,
        ),
    });
    const { bytes } = await composeEvidenceReport(
      { ...request, content: { ...content, heads: [] } },
      await reportFonts(),
    );
    const { output } = judge(this, 'pdftotext', ['-bbox', '{file}', '-'], bytes);
    const bottoms = [...output.matchAll(/yMax="([\d.]+)"/g)].map((match) => Number(match[1]));
    assert.isAtMost(Math.max(...bottoms), 841.89 - 30, 'nothing runs over the foot');
  });

  it('leaves no heading alone at the foot of a page', async function () {
    for (const languages of [['zh-Hant'], ['en'], ['zh-Hans', 'en']] as const) {
      const { bytes } = await composeEvidenceReport(await reportRequest(languages), await reportFonts());
      const { output } = judge(this, 'pdftotext', ['-layout', '{file}', '-'], bytes);
      for (const page of output.split('\f').slice(0, -1)) {
        const [last = ''] = page
          .trim()
          .split('\n')
          .slice(0, -1)
          .filter((line) => line.trim() !== '')
          .slice(-1);
        assert.notMatch(last, /^\s*(?:[一二三四五六七八九]、|\d\. [A-Z])/);
      }
    }
  });

  it('says on its cover that what is simulated is not official', async function () {
    const { bytes } = await composeEvidenceReport(await reportRequest(['zh-Hans']), await reportFonts());
    const { output } = judge(this, 'pdftotext', ['-l', '1', '{file}', '-'], bytes);
    assert.match(output, /模拟[^]*不是官方的认证/);
  });

  it('says plainly what does not hold', async function () {
    const request = await reportRequest(['zh-Hans']);
    const { content } = await playContract({ change: (facts) => facts.filter(({ type }) => type !== 'record.intent') });
    const rest = { ...content, heads: [] };
    const { bytes } = await composeEvidenceReport({ ...request, content: rest }, await reportFonts());
    const { output } = judge(this, 'pdftotext', ['-layout', '{file}', '-'], bytes);
    assert.match(output, /意愿认证\s+不成立/);
    assert.include(output, '没有对应的意愿认证记录');
  });
});
