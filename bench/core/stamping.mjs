import { joinParts } from '@cinnabar/core/bytes';
import { IncrementalWriter, openPdf } from '@cinnabar/core/pdf';
import { fillFields, stampMarks } from '@cinnabar/core/stamp';

import { compare } from '../lib/measure.mjs';
import { companySeal } from './fixtures.mjs';

const line = '甲方应当按照本合同约定的时间和方式向乙方支付劳动报酬。';

/** A company seal that was drawn before, and one line of Chinese in a field, into a contiguous file. */
export async function stamping({ documents, fonts, smoke, report }) {
  const seal = companySeal(fonts);
  const rows = [];
  for (const { name, prepared } of documents) {
    let growth = 0;
    const stamp = async () => {
      const document = openPdf(prepared);
      const writer = new IncrementalWriter(document);
      stampMarks(writer, document, 'sig', [seal]);
      await fillFields(writer, document, [{ name: 'line', value: line }], fonts);
      const stamped = joinParts(writer.write().parts);
      growth = stamped.length - prepared.length;
    };
    const { copy, stamped } = await compare(
      { copy: async () => joinParts([prepared, new Uint8Array(12_000)]), stamped: stamp },
      { rounds: smoke ? 1 : 15, ...(smoke ? { warm: 0 } : {}), reference: 'copy' },
    );
    rows.push([name, copy.ms.toFixed(2), (stamped.ms - copy.ms).toFixed(2), (growth / 1000).toFixed(1)]);
  }
  console.log('\n### Stamping a seal and one line of Chinese\n');
  report(['document', 'copy, ms', 'above the copy, ms', 'growth, KB'], rows);
}
