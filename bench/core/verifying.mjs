import { verifyDocument } from '@cinnabar/core/verify';

import { measuredPdf } from '../lib/documents.mjs';
import { compare, median } from '../lib/measure.mjs';
import { createSigner, signedWithTime, verifyFloor } from './fixtures.mjs';
import { pkijsVerifier } from './peers.mjs';
import { signedOften } from './revisions.mjs';

/** Everything `verifyDocument` does on a B-T signature, trust anchor given, over *floor*. */
export async function verifying({ documents, signer, smoke, report }) {
  const trust = signer.authority.trustAnchors;
  const rows = [];
  for (const { name, bytes, prepared } of documents) {
    const signed = await signedWithTime(prepared, signer);
    const { verdict } = await verifyDocument(signed, { trust });
    if (verdict !== 'PASSED') throw new Error(`The signature to be verified is ${verdict}.`);
    const result = await compare(
      {
        floor: verifyFloor(signed, signer),
        cinnabar: () => verifyDocument(signed, { trust }),
        pkijs: pkijsVerifier(signed, signer.certificates.at(-1)),
      },
      {
        rounds: smoke ? 1 : bytes > 20e6 ? 11 : 21,
        ...(smoke ? { warm: 0 } : {}),
        reference: 'floor',
      },
    );
    rows.push([name, result.floor.ms.toFixed(2), result.cinnabar.ratio.toFixed(2), result.pkijs.ratio.toFixed(2)]);
  }
  console.log('\n### Verifying: time over *floor*\n');
  report(['document', 'floor, ms', 'cinnabar', 'pkijs (no PDF, no changes, no time-stamp)'], rows);
}

/** 25 signatures over 50 revisions: between two signatures a field is filled. */
export async function manySignatures({ fonts, smoke, report }) {
  const count = smoke ? 2 : 25;
  const signer = await createSigner('P-256');
  const shape = smoke ? { bytes: 30_000, pages: 2 } : { bytes: 280_000, pages: 4 };
  const { bytes, revisions } = await signedOften(measuredPdf(shape), { count, signer, fonts });
  const trust = signer.authority.trustAnchors;
  const times = [];
  let verdict;
  for (let i = 0; i < (smoke ? 1 : 7); i++) {
    globalThis.gc?.();
    const began = performance.now();
    ({ verdict } = await verifyDocument(bytes, { trust }));
    times.push(performance.now() - began);
  }
  console.log('\n### Many signatures\n');
  report(
    ['signatures', 'revisions', 'size, KB', 'verdict', 'verified in, ms', 'first time, ms'],
    [[count, revisions, Math.round(bytes.length / 1000), verdict, median(times).toFixed(0), times[0].toFixed(0)]],
  );
}
