import { concatBytes, latin1ToBytes } from '@cinnabar/core/bytes';
import { openPdf } from '@cinnabar/core/pdf';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { append, bodies, fieldBodies, signedContract } from '../attacks/kit.ts';
import { buildPdf, sandbox, sign } from '../support/signing.ts';

describe('the revision diff stays within bounds (anchor A-57)', () => {
  it('25 signatures over 50 revisions in less than a second', async function () {
    this.timeout(60_000);
    const count = 25;
    const fields = Array.from({ length: count }, (_, i) => 40 + i);
    const list = fields.map((num) => `${num} 0 R`).join(' ');
    const raw: Record<number, string> = {
      6: `<< /Fields [${list} 70 0 R] /SigFlags 3 >>`,
      3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Annots [${list} 70 0 R] >>`,
      70: fieldBodies.remark(''),
    };
    for (let num = 9; num < 70; num++) raw[num] ??= 'null';
    for (const num of fields) {
      raw[num] = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-${num}) /Rect [0 0 99 99] /P 3 0 R >>`;
    }
    let bytes = buildPdf(raw);
    for (const num of fields) {
      bytes = append(bytes, { set: { 70: fieldBodies.remark(`/V (revision ${num})`) } });
      bytes = (await sign(bytes, `sig-${num}`)).bytes;
    }
    const trust = (await sandbox()).trustAnchors;
    const started = performance.now();
    const report = await verifyDocument(bytes, { trust });
    const elapsed = performance.now() - started;
    assert.equal(report.verdict, 'PASSED');
    assert.deepEqual([report.signatures.length, report.file.revisions], [count, 1 + 2 * count]);
    assert.isBelow(elapsed, 1000);
  });

  it('2,000 pages with a later signature: walked once', async function () {
    this.timeout(30_000);
    const pages = Array.from({ length: 2000 }, (_, i) => 100 + i);
    const raw: Record<number, string> = {
      2: `<< /Type /Pages /Kids [3 0 R ${pages.map((num) => `${num} 0 R`).join(' ')}] /Count 2001 >>`,
    };
    for (let num = 9; num < 100; num++) raw[num] = 'null';
    for (const num of pages) {
      raw[num] =
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${num + 2000} 0 R /Resources << /Font << /F1 5 0 R >> >> >>`;
      raw[num + 2000] = '<< /Length 2 >>\nstream\nBT\nendstream';
    }
    const once = (await sign(buildPdf(raw), 'sig-worker')).bytes;
    const twice = (await sign(once, 'sig-company')).bytes;
    const trust = (await sandbox()).trustAnchors;
    const started = performance.now();
    assert.equal((await verifyDocument(twice, { trust })).verdict, 'PASSED');
    assert.isBelow(performance.now() - started, 1000);
  });

  it('fields nested and shared beyond reason end in a verdict', async () => {
    const raw: Record<number, string> = { 6: '<< /Fields [7 0 R 8 0 R] /SigFlags 3 /DR 6 0 R >>' };
    // Each object refers twice to the next: 2^60 paths.
    for (let num = 9; num < 69; num++) raw[num] = `<< /A ${num + 1} 0 R /B [${num + 1} 0 R 1 0 R] >>`;
    raw[69] = '<< /Back 9 0 R >>';
    raw[1] = bodies.catalog('/Maze 9 0 R').replace('/StructTreeRoot 23 0 R', '');
    const signed = (await sign(buildPdf(raw), 'sig-worker')).bytes;
    const started = performance.now();
    const report = await verifyDocument(append(signed, { set: { 69: '<< /Back 10 0 R >>' } }));
    assert.isBelow(performance.now() - started, 1000);
    assert.equal(report.verdict, 'FAILED');
  });

  it('a thousand revisions that change what may not change end in a verdict', async function () {
    this.timeout(30_000);
    let bytes = await signedContract();
    let prev = openPdf(bytes).revisions.at(-1)?.startxref ?? 0;
    const chunks = [bytes];
    let length = bytes.length;
    for (let i = 0; i < 990; i++) {
      const object = `4 0 obj\n<< /Length 2 /I ${i} >>\nstream\nBT\nendstream\nendobj\n`;
      const at = length + object.length;
      const text = `${object}xref\n4 1\n${String(length).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 26 /Root 1 0 R /ID [<00112233445566778899aabbccddeeff> <00>] /Prev ${prev} >>\nstartxref\n${at}\n%%EOF\n`;
      chunks.push(latin1ToBytes(text));
      length += text.length;
      prev = at;
    }
    bytes = concatBytes(...chunks);
    const started = performance.now();
    const report = await verifyDocument(bytes);
    assert.isBelow(performance.now() - started, 3000);
    assert.equal(report.verdict, 'FAILED');
    assert.isAtMost(report.signatures[0]?.modifications.findings.length ?? 0, 2000);
  });
});
