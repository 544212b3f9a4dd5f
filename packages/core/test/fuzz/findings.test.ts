import { assert } from 'chai';
import { zlibSync } from 'fflate';

import { joinParts } from '@cinnabar/core/bytes';
import { IncrementalWriter, openPdf, PdfDict, PdfName, PdfRef, PdfStream } from '@cinnabar/core/pdf';
import { verifyDocument, type VerificationReport } from '@cinnabar/core/verify';

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
});
