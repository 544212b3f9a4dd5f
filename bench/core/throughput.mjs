import { median, shuffled } from '../lib/measure.mjs';
import { measuredPdf } from '../lib/documents.mjs';
import { createSigner, limit, signParts, withField } from './fixtures.mjs';

/** Milliseconds of one turn, and of running before anything is counted: compilers work for seconds on the side. */
const burst = 600;
const warmUp = 2500;

/** Signatures for each second of processor time, all threads of the process counted, as a share of *limit*. */
export async function throughput({ fonts, smoke, report }) {
  const rows = [];
  for (const [name, shape, keyKind] of [
    ['1 MB, RSA-2048', { bytes: 1_000_000, pages: 1 }, 'RSA-2048'],
    ['0.28 MB, P-256', { bytes: 280_000, pages: 4 }, 'P-256'],
  ]) {
    const signer = await createSigner(keyKind);
    const prepared = await withField(measuredPdf(smoke ? { bytes: 30_000, pages: 1 } : shape), fonts);
    const candidates = { limit: () => limit(prepared, signer), sign: () => signParts(prepared, signer) };
    const rates = { limit: [], sign: [] };
    for (const candidate of Object.values(candidates)) await rate(candidate, smoke ? 20 : warmUp);
    for (let round = 0; round < (smoke ? 1 : 7); round++) {
      for (const candidate of shuffled(Object.keys(candidates))) {
        rates[candidate].push(await rate(candidates[candidate], smoke ? 20 : burst));
      }
    }
    const shares = rates.sign.map((each, i) => each / rates.limit[i]);
    rows.push([
      name,
      median(rates.limit).toFixed(0),
      median(rates.sign).toFixed(0),
      `${(100 * median(shares)).toFixed(0)} %`,
    ]);
  }
  console.log('\n### Signatures for each second of one core\n');
  report(['document, key', 'limit', 'cinnabar, parts', 'share'], rows);
}

async function rate(sign, milliseconds) {
  const began = process.cpuUsage();
  const until = performance.now() + milliseconds;
  let count = 0;
  for (; performance.now() < until; count++) await sign();
  const { user, system } = process.cpuUsage(began);
  return count / ((user + system) / 1e6);
}
