import { joinParts } from '@cinnabar/core/bytes';

import { compare } from '../lib/measure.mjs';
import { writePlots } from '../lib/plot.mjs';
import { limit, signParts } from './fixtures.mjs';
import { signingPeers } from './peers.mjs';

/** A visible B-B signature, RSA-2048, over *limit*. */
export async function signing({ documents, signer, smoke, report }) {
  const peers = await signingPeers(signer);
  const measured = [];
  for (const { name, bytes, pages, kind, plain, prepared } of documents) {
    const candidates = {
      limit: () => limit(prepared, signer),
      'cinnabar, parts': () => signParts(prepared, signer),
      'cinnabar, contiguous': async () => joinParts(await signParts(prepared, signer)),
    };
    for (const [peer, sign] of Object.entries(peers)) {
      const input = peer.startsWith('@signpdf') ? plain : prepared;
      candidates[peer] = () => sign(input);
    }
    const rounds = smoke ? 1 : bytes > 20e6 ? 9 : 21;
    const result = await compare(candidates, {
      rounds,
      ...(smoke ? { warm: 0 } : {}),
      reference: 'limit',
      slow: Object.keys(peers),
      slowRounds: Math.ceil(rounds / 4),
    });
    measured.push({ name, bytes, pages, kind, result });
  }
  const [first] = measured;
  const columns = Object.keys(first.result).slice(1);
  console.log('\n### Signing: time over *limit*\n');
  report(
    ['document', 'limit, ms', ...columns],
    measured.map(({ name, result }) => [
      name,
      result.limit.ms.toFixed(2),
      ...columns.map((column) => result[column].ratio.toFixed(result[column].ratio < 10 ? 2 : 0)),
    ]),
  );
  await pagesAlone(documents.slice(-2), signer, smoke);
  if (!smoke) await writePlots(measured);
}

/** Many pages against one in a file of the same size. */
async function pagesAlone([many, one], signer, smoke) {
  const { [many.name]: result } = await compare(
    { [many.name]: () => signParts(many.prepared, signer), [one.name]: () => signParts(one.prepared, signer) },
    { rounds: smoke ? 1 : 21, reference: one.name, ...(smoke ? { warm: 0 } : {}) },
  );
  console.log(`\n${many.name} over ${one.name}: ${result.ratio.toFixed(2)}`);
}
