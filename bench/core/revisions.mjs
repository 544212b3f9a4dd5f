import { joinParts } from '@cinnabar/core/bytes';
import { IncrementalWriter, openPdf } from '@cinnabar/core/pdf';
import { fillFields, prepareDocument } from '@cinnabar/core/stamp';

import { signedWithTime } from './fixtures.mjs';

/** A document that is filled and signed in turn, each in a revision of its own, `count` times; one more prepares it. */
export async function signedOften(plain, { count, signer, fonts }) {
  const fields = [];
  for (let i = 0; i < count; i++) {
    const y = 30 + 30 * i;
    fields.push(
      { type: 'text', name: `line-${i}`, page: 0, rect: { x: 30, y, width: 200, height: 20 } },
      {
        type: 'signature',
        name: `sig-${i}`,
        widgets: [{ page: 1, rect: { x: 30 + 16 * i, y: 60, width: 130, height: 130 } }],
      },
    );
  }
  let bytes = joinParts(await prepareDocument(plain, fields, fonts));
  for (let i = 0; i < count; i++) {
    const document = openPdf(bytes);
    const writer = new IncrementalWriter(document);
    await fillFields(writer, document, [{ name: `line-${i}`, value: `第${i}次填写` }], fonts);
    bytes = await signedWithTime(joinParts(writer.write().parts), signer, `sig-${i}`);
  }
  return { bytes, revisions: openPdf(bytes).revisions.length };
}
