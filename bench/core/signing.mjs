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
    const rounds = smoke ? 1 : bytes > 20e6 ? 9 : bytes > 5e6 ? 21 : 41;
    const result = await compare(candidates, {
      rounds,
      warm: smoke ? 1 : bytes > 20e6 ? 2 : 30,
      references: Object.fromEntries(Object.keys(candidates).map((each) => [each, 'limit'])),
      slow: Object.keys(peers),
      slowRounds: Math.ceil(rounds / (bytes > 20e6 ? 3 : 5)),
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
  const [many, one] = measured.slice(-2);
  const ratio = many.result['cinnabar, parts'].ms / one.result['cinnabar, parts'].ms;
  console.log(`\n${many.name} over ${one.name}: ${ratio.toFixed(2)}`);
  if (!smoke) await writePlots(measured);
}
