import { bytesToLatin1, concatBytes, latin1ToBytes, utf8ToBytes } from '@cinnabar/core/bytes';
import { openPdf } from '@cinnabar/core/pdf';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { PdfBuilder } from '../pdf/pdf-builder.ts';
import { sandbox, sign } from '../support/signing.ts';
import { append, bodies, bodyOf, contract, reportOn, signatureNumber, signedContract, summary, verify } from './kit.ts';
import { appendSigned } from './own-signature.ts';

const range = /\/ByteRange \[[^\]]*\]/;
const contents = /\/Contents <[0-9a-f]*>/i;

describe('attacks on a signed contract: structure', () => {
  describe('the signature dictionary rewritten in a later revision', () => {
    const rewritten: Record<string, (body: string) => string> = {
      'A-01 ByteRange null': (body) => body.replace(range, '/ByteRange null'),
      'A-01 ByteRange missing': (body) => body.replace(range, ''),
      'A-01 ByteRange no array': (body) => body.replace(range, '/ByteRange (0 1 2 3)'),
      'A-01 ByteRange too short': (body) => body.replace(range, '/ByteRange [0 1 2]'),
      'A-02 ByteRange negative': (body) => body.replace(range, '/ByteRange [0 -1 2 3]'),
      'A-02 ByteRange overflowing': (body) => body.replace(range, '/ByteRange [0 18446744073709551616 2 3]'),
      'A-03 Contents null': (body) => body.replace(contents, '/Contents null'),
      'A-03 Contents empty': (body) => body.replace(contents, '/Contents <>'),
      'A-03 Contents of zeros': (body) => body.replace(contents, '/Contents <0000>'),
      'A-03 Contents of odd length': (body) => body.replace(contents, '/Contents <308>'),
      'A-03 Contents garbage': (body) => body.replace(contents, '/Contents <deadbeef>'),
      'A-03 Contents elsewhere': (body) => body.replace(contents, '/Contents 99 0 R'),
      'A-04 SubFilter missing': (body) => body.replace('/SubFilter /ETSI.CAdES.detached', ''),
      'A-04 SubFilter unknown': (body) => body.replace('/ETSI.CAdES.detached', '/ETSI.Trust.me'),
      'A-04 Filter and Type missing': (body) => body.replace('/Filter /Adobe.PPKLite', '').replace('/Type /Sig', ''),
      'A-10 other reason': (body) => body.replace(/\/Reason (\([^)]*\)|<[^>]*>)/, '/Reason (Salary raised)'),
      'A-10 other time': (body) => body.replace(/\/M \([^)]*\)/, '/M (D:20200101000000Z)'),
      'A-10 certificate added': (body) => body.replace('/Type /Sig', '/Type /Sig /Cert <30820000>'),
    };
    for (const [name, rewrite] of Object.entries(rewritten)) {
      it(name, async () => {
        const signed = await signedContract();
        const number = signatureNumber(signed);
        const body = bodyOf(signed, number);
        assert.notEqual(rewrite(body), body);
        const report = await verify(append(signed, { set: { [number]: rewrite(body) } }));
        assert.notInclude(['PASSED', 'UNSIGNED'], report.verdict);
        const [signature] = report.signatures;
        if (report.verdict === 'UNREADABLE') assert.match(report.error?.code ?? '', /^PDF_/);
        else {
          assert.equal(signature?.indication, 'TOTAL_FAILED');
          assert.isFalse(signature?.modifications.permitted);
        }
      });
    }
  });

  it('A-09 a copy of the signature under a new number', async () => {
    const signed = await signedContract();
    const copy = bodyOf(signed, signatureNumber(signed));
    const field = bodyOf(signed, 7).replace(/\/V \d+ 0 R/, '/V 60 0 R');
    const report = await verify(append(signed, { set: { 60: copy, 7: field } }));
    assert.equal(report.verdict, 'FAILED');
  });

  for (const [name, literal] of [
    ['A-05 the value closed early, forged objects in the gap', false],
    ['A-06 a literal string for a value, forged objects in the gap', true],
  ] as const) {
    it(name, async () => {
      const { bytes, prepared } = await sign(contract(), 'sig-worker', { request: { reserve: 16_384 } });
      const text = bytesToLatin1(bytes);
      const [, gapStart, gapEnd, rest] = prepared.byteRange;
      const value = /^<((?:[0-9a-f]{2})*?)(?:00)*>$/i.exec(text.slice(gapStart, gapEnd))?.[1] ?? '';
      const tail = text.slice(gapEnd);
      const oldTable = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
      // The tail moves to the end, so that its startxref now points into what was the gap.
      const movedTo = oldTable + 2_000;
      const key = `/ByteRange [0 ${gapStart} ${movedTo} ${rest}]`;
      const head = literal ? `(${'x'.repeat(20)}) ${key} /Contents <${value}>` : `<${value}> ${key}`;
      const forged = '4 0 obj\n<< /Length 2 >>\nstream\nBT\nendstream\nendobj\n';
      const before = `${text.slice(0, gapStart)}${head} >>\nendobj\n`;
      assert.isBelow(before.length + forged.length, oldTable, 'room for the forged objects');
      const [, rows = '', trailer = ''] = /xref\n([\s\S]*?)trailer\n(<<[\s\S]*?>>)\nstartxref/.exec(tail) ?? [];
      const moved = rows.replaceAll(/^(\d{10})(?= \d{5} n)/gm, (digits) =>
        String(Number(digits) < gapEnd ? Number(digits) : Number(digits) + movedTo - gapEnd).padStart(10, '0'),
      );
      const table = `xref\n${moved}4 1\n${String(before.length).padStart(10, '0')} 00000 n \ntrailer\n${trailer}\n`;
      const padded = (before + forged).padEnd(oldTable) + table;
      const file = latin1ToBytes(padded.padEnd(movedTo) + tail);
      const report = await verify(file);
      assert.equal(report.verdict, 'FAILED', report.error?.message);
      const codes = report.signatures[0]?.problems.map(({ code }) => code) ?? [];
      assert.isTrue(
        codes.some((code) => /DUPLICATE_KEY|BYTE_RANGE|CONTENTS/.test(code)),
        codes.join(),
      );
    });
  }

  it('A-07 objects behind the end, without an index', async () => {
    const signed = await signedContract();
    const report = await reportOn(
      concatBytes(signed, utf8ToBytes('4 0 obj\n<< /Length 0 >>\nstream\nendstream\nendobj\n')),
    );
    assert.equal(report.indication, 'TOTAL_FAILED');
    assert.include(summary(report).split('\n'), 'TRAILING_DATA');
  });

  it('A-11 a hybrid file: the stream hides what the table shows', async () => {
    const signed = await signedContract();
    const document = openPdf(signed);
    const prev = document.revisions.at(-1)?.startxref ?? 0;
    const start = signed.length;
    const object = '4 0 obj\n<< /Length 2 >>\nstream\nBT\nendstream\nendobj\n';
    const row = [1, (start >> 16) & 255, (start >> 8) & 255, start & 255, 0];
    const streamAt = start + object.length;
    const hidden = `70 0 obj\n<< /Type /XRef /W [1 3 1] /Index [4 1] /Size 71 /Root 1 0 R /Length 5 >>\nstream\n${String.fromCharCode(...row)}\nendstream\nendobj\n`;
    const tableAt = streamAt + hidden.length;
    const table = `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 71 /Root 1 0 R /Prev ${prev} /XRefStm ${streamAt} >>\nstartxref\n${tableAt}\n%%EOF\n`;
    const report = await reportOn(concatBytes(signed, latin1ToBytes(object + hidden + table)));
    assert.equal(report.indication, 'INDETERMINATE');
    assert.equal(report.modifications.findings[0]?.rule, 'hybrid-reference');
    assert.include(summary(report).split('\n'), 'LATER_CHANGES_UNDECIDED');
  });

  it('A-11 a file that was hybrid when it was signed is warned of, and refused when strict', async () => {
    const base = contract();
    const prev = openPdf(base).revisions.at(-1)?.startxref ?? 0;
    const hidden = `70 0 obj\n<< /Type /XRef /W [1 3 1] /Index [70 0] /Size 71 /Root 1 0 R /Length 0 >>\nstream\n\nendstream\nendobj\n`;
    const table = `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 71 /Root 1 0 R /ID [<00> <00>] /Prev ${prev} /XRefStm ${base.length} >>\nstartxref\n${base.length + hidden.length}\n%%EOF\n`;
    const hybrid = concatBytes(base, latin1ToBytes(hidden + table));
    const worker = bodyOf(base, 7).replace(/>>$/, '/V 80 0 R >>');
    const signed = await appendSigned(hybrid, 80, 'signer', { set: { 7: worker } });
    const trust = (await sandbox()).trustAnchors;
    const { verdict, problems } = await verifyDocument(signed, { trust });
    assert.deepEqual(
      [verdict, problems.map(({ code, level }) => [code, level])],
      ['PASSED', [['HYBRID_REFERENCE', 'WARN']]],
    );
    assert.equal((await verifyDocument(signed, { trust, policy: 'strict' })).verdict, 'INDETERMINATE');
  });

  it('A-12 a container of signed objects replaced, its objects not mentioned', async () => {
    const builder = new PdfBuilder();
    const catalog = '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] /SigFlags 3 >> /Metadata 30 0 R >>';
    builder
      .objectStream(30, { 1: catalog, 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', 3: page('0 0 595 842') })
      .object(7, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-worker) /Rect [0 0 200 100] /P 3 0 R >>')
      .xrefStream(31, '/Root 1 0 R /Size 32 /ID [<00> <00>]');
    const signed = (await sign(builder.build(), 'sig-worker')).bytes;
    assert.equal((await reportOn(signed)).indication, 'TOTAL_PASSED', 'the clean twin');
    const forged = new PdfBuilder('').objectStream(30, {
      1: bodyInStream(signed, catalog),
      2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      3: page('0 400 595 842'),
    });
    const body = bytesToLatin1(forged.build());
    const object = body.slice(body.indexOf('30 0 obj\n') + 9, body.indexOf('\nendobj'));
    const report = await verify(appendStream(signed, 30, object));
    assert.equal(report.verdict, 'FAILED');
    const rules = report.signatures[0]?.modifications.findings.map(({ rule }) => rule) ?? [];
    assert.include(rules, 'object-stream-replaced');
  });

  it('A-12 an object taken from a container that the signed file kept ready', async () => {
    const builder = new PdfBuilder();
    builder
      .objectStream(32, { 3: page('0 400 595 842') })
      .objectStream(30, {
        1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] /SigFlags 3 >> >>',
        2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        3: page('0 0 595 842'),
      })
      .object(7, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-worker) /Rect [0 0 200 100] /P 3 0 R >>')
      .xrefStream(33, '/Root 1 0 R /Size 34 /ID [<00> <00>]');
    const signed = (await sign(builder.build(), 'sig-worker')).bytes;
    assert.equal((await reportOn(signed)).indication, 'TOTAL_PASSED', 'the clean twin');
    const report = await reportOn(appendStream(signed, 3, { stream: 32, index: 0 }));
    assert.equal(report.indication, 'TOTAL_FAILED');
    assert.isTrue(report.modifications.findings.some(({ rule }) => rule === 'object-in-signed-part'));
  });

  it('A-14 A-16 another file behind or before it', async () => {
    const signed = await signedContract();
    for (const polyglot of [
      concatBytes(signed, utf8ToBytes('PK\u0003\u0004 a zip')),
      concatBytes(signed, utf8ToBytes('<html>other</html>\n%%EOF\n')),
      concatBytes(utf8ToBytes('<html>other</html>\n'), signed),
    ]) {
      assert.notInclude(['PASSED', 'UNSIGNED'], (await verify(polyglot)).verdict);
    }
  });

  it('A-17 a file signed after linearization passes, and is held to the same rules', async () => {
    const signed = await signedContract({ 24: '<< /Linearized 1 /L 1 >>' });
    assert.equal((await verify(signed)).verdict, 'PASSED');
    assert.equal((await verify(append(signed, { set: { 3: bodies.page('/Rotate 90') } }))).verdict, 'FAILED');
  });

  it('A-34 a file saved anew without its signatures is unsigned, not valid', async () => {
    const signed = await signedContract();
    assert.equal((await verify(append(signed, { set: { 6: bodies.form('', '10 0 R') } }))).verdict, 'UNSIGNED');
    assert.equal((await verify(contract())).verdict, 'UNSIGNED');
  });
});

function page(mediaBox: string): string {
  return `<< /Type /Page /Parent 2 0 R /MediaBox [${mediaBox}] /Resources << >> /Annots [7 0 R] >>`;
}

/** The catalog as the signer left it in a plain object, or as it stood in the container. */
function bodyInStream(signed: Uint8Array, original: string): string {
  const text = bytesToLatin1(signed);
  return text.includes('\n1 0 obj\n') ? bodyOf(signed, 1) : original;
}

/** One object replaced, in a revision with a cross-reference stream; or found elsewhere. */
function appendStream(bytes: Uint8Array, num: number, body: string | { stream: number; index: number }): Uint8Array {
  const document = openPdf(bytes);
  const start = bytes.length;
  const object = typeof body === 'string' ? `${num} 0 obj\n${body}\nendobj\n` : '';
  const own = document.size;
  const at = start + object.length;
  const row = (n: number, offset: number): number[] => [n, (offset >> 16) & 255, (offset >> 8) & 255, offset & 255, 0];
  const target = typeof body === 'string' ? row(1, start) : [2, 0, 0, body.stream, body.index];
  const data = String.fromCharCode(...target, ...row(1, at));
  const prev = document.revisions.at(-1)?.startxref ?? 0;
  const xref = `${own} 0 obj\n<< /Type /XRef /W [1 3 1] /Index [${num} 1 ${own} 1] /Size ${own + 1} /Root 1 0 R /ID [<00> <01>] /Prev ${prev} /Length ${data.length} >>\nstream\n${data}\nendstream\nendobj\n`;
  return concatBytes(bytes, latin1ToBytes(`${object}${xref}startxref\n${at}\n%%EOF\n`));
}
