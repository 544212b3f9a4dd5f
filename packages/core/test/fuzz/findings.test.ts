import { assert } from 'chai';
import { zlibSync } from 'fflate';

import { joinParts, utf8ToBytes } from '@cinnabar/core/bytes';
import { IncrementalWriter, openPdf, PdfDict, PdfName, PdfRef, PdfStream, PdfString } from '@cinnabar/core/pdf';
import { prepareDocument } from '@cinnabar/core/stamp';
import { verifyDocument, type VerificationReport } from '@cinnabar/core/verify';

import { PdfBuilder } from '../pdf/pdf-builder.ts';
import { contractFonts } from '../support/fonts.ts';
import { thrownBy } from '../support/throws.ts';
import { loadBases, type Base } from './bases.ts';
import { manySignatures } from './many-signatures.ts';

const at = new Date('2026-11-22T08:00:00Z');

/** The report on `bytes`, which must come in time. */
async function inTime(bytes: Uint8Array, trust: readonly Uint8Array[] = []): Promise<VerificationReport> {
  const started = performance.now();
  const report = await verifyDocument(bytes, { trust, at });
  assert.isBelow(performance.now() - started, 3000, 'milliseconds');
  return report;
}

function problemCodes({ signatures }: VerificationReport): string[] {
  return signatures.flatMap(({ problems }) => problems.map(({ code }) => code));
}

/** Small files that once cost too much, or broke something. */
describe('hostile input: findings', () => {
  let signed: Base;
  before(async () => {
    signed = (await loadBases()).find(({ name }) => name === 'once') as Base;
  });

  /** The signed file with a document security store. */
  function withStore(make: (writer: IncrementalWriter) => PdfDict): Uint8Array {
    const document = openPdf(signed.bytes);
    const writer = new IncrementalWriter(document);
    writer.set(document.catalogRef, document.catalog.clone().set('DSS', writer.add(make(writer))));
    return joinParts(writer.write().parts);
  }

  it('hundreds of tiny streams in the security store, each of which inflates to the limit', async () => {
    const data = zlibSync(zlibSync(new Uint8Array(65 << 20), { level: 9 }), { level: 9 });
    const filters = [PdfName.of('FlateDecode'), PdfName.of('FlateDecode')];
    const bytes = withStore((writer) => {
      const bombs = Array.from({ length: 300 }, () =>
        writer.add(new PdfStream(new PdfDict({ Filter: filters }), data)),
      );
      return new PdfDict({ Certs: bombs });
    });
    assert.isBelow(bytes.length, 200_000);
    const report = await inTime(bytes, signed.trust);
    assert.equal(report.verdict, 'PASSED');
    assert.include(problemCodes(report), 'DSS_ITEM_UNREADABLE');
  });

  it('thousands of entries in the security store that share one long list', async () => {
    const bytes = withStore((writer) => {
      const list = writer.add(Array.from({ length: 400 }, (_, i) => PdfRef.of(3000 + i)));
      const entry = writer.add(new PdfDict({ Cert: list, OCSP: list, CRL: list }));
      const entries = new PdfDict();
      for (let i = 0; i < 2000; i++) entries.set(`E${i}`, entry);
      return new PdfDict({ VRI: entries });
    });
    assert.include(problemCodes(await inTime(bytes, signed.trust)), 'DSS_LIMIT');
  });

  it('as many signatures as are allowed, over a form with thousands of fields', async () => {
    const { verdict, error } = await inTime(manySignatures(200, 5000));
    assert.deepEqual([verdict, error?.code], ['UNREADABLE', 'PDF_LIMIT']);
    const { signatures } = await inTime(manySignatures(50, 1000));
    assert.isTrue(signatures.every(({ coverage }) => coverage.startsWith('WHOLE')));
  });

  it('a field with a name of megabytes above thousands of fields', async () => {
    const count = 2000;
    const kids = Array.from({ length: count }, (_, i) => i + 6);
    const form = (name: string): Uint8Array => {
      const builder = new PdfBuilder()
        .object(1, '<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>')
        .object(2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>')
        .object(3, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>')
        .object(4, '<< /Fields [5 0 R] >>')
        .object(5, `<< /T (${name}) /Kids [${kids.map((num) => `${num} 0 R`).join(' ')}] >>`);
      for (const num of kids) builder.object(num, `<< /FT /Tx /T (${num}) /Parent 5 0 R >>`);
      return builder.table(`/Root 1 0 R /Size ${count + 6}`).build();
    };
    const field = {
      type: 'signature',
      name: 's',
      widgets: [{ page: 0, rect: { x: 9, y: 9, width: 200, height: 150 } }],
    } as const;
    assert.equal((await inTime(form('x'.repeat(100)))).verdict, 'UNSIGNED');
    const fonts = await contractFonts();
    await prepareDocument(form('x'.repeat(100)), [field], fonts);
    const hostile = form('x'.repeat(500_000));
    assert.equal((await inTime(hostile)).error?.code, 'PDF_LIMIT');
    const { code } = await thrownBy(() => prepareDocument(hostile, [field], fonts));
    assert.equal(code, 'STAMP_FORM');
  });

  it('hundreds of fields whose faces inflate to the limit, or draw each other', async () => {
    const bomb = zlibSync(zlibSync(new Uint8Array(60 << 20).fill(0x20), { level: 9 }), { level: 9 });
    const calls = 'q /X Do Q '.repeat(20_000);
    for (const nested of [false, true]) {
      const document = openPdf(manySignatures(1, 600));
      const writer = new IncrementalWriter(document);
      const own = new PdfDict({ Subtype: PdfName.of('Form'), BBox: [0, 0, 9, 9] });
      const inner = writer.add(new PdfStream(own.clone(), utf8ToBytes('BT (x) Tj ET '.repeat(1000))));
      const filters = nested ? undefined : [PdfName.of('FlateDecode'), PdfName.of('FlateDecode')];
      let face = inner;
      for (let depth = 0; depth < 4; depth++) {
        const dict = own.clone().set('Resources', new PdfDict({ XObject: new PdfDict({ X: face }) }));
        if (filters) dict.set('Filter', filters);
        face = writer.add(new PdfStream(dict, nested ? utf8ToBytes(calls) : bomb));
      }
      for (let num = 12; num < 612; num++) {
        const field = document.get(PdfRef.of(num)) as PdfDict;
        const filled = field
          .clone()
          .set('V', PdfString.text('filled'))
          .set('AP', new PdfDict({ N: face }));
        writer.set(PdfRef.of(num), filled);
      }
      const { signatures } = await inTime(joinParts(writer.write().parts));
      assert.lengthOf(signatures, 1);
    }
  });

  it('a lock that lists tens of thousands of fields, and thousands of others filled', async () => {
    const locked = Array.from({ length: 60_000 }, (_, i) => `n${i}`);
    const document = openPdf(manySignatures(1, 15_000, [...locked, 'text-7']));
    const writer = new IncrementalWriter(document);
    for (let num = 12; num < 15_012; num++) {
      const field = document.get(PdfRef.of(num)) as PdfDict;
      writer.set(PdfRef.of(num), field.clone().set('V', PdfString.text('filled')));
    }
    const { signatures } = await inTime(joinParts(writer.write().parts));
    const findings = signatures[0]?.modifications.findings ?? [];
    assert.isTrue(findings.some(({ rule, field }) => rule === 'locked-field' && field === 'text-7'));
  });
});
