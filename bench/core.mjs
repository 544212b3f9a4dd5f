/** Speed and memory of core, by ratio, beside other libraries and against references of our own. */
import { measuredPdf } from './lib/documents.mjs';
import { inChromium } from './core/browser.mjs';
import { createSigner, loadFonts, withField } from './core/fixtures.mjs';
import { memory } from './core/memory.mjs';
import { signing } from './core/signing.mjs';
import { stamping } from './core/stamping.mjs';
import { throughput } from './core/throughput.mjs';
import { manySignatures, verifying } from './core/verifying.mjs';

const shapes = {
  '0.28 MB, 4 pages': { bytes: 280_000, pages: 4 },
  '10 MB, 10 pages': { bytes: 10_000_000, pages: 10 },
  '50 MB, 49 pages': { bytes: 50_000_000, pages: 49 },
  '0.83 MB, 500 pages': { bytes: 830_000, pages: 500, kind: 'text' },
  '3.1 MB, 2,000 pages': { bytes: 3_060_000, pages: 2_000, kind: 'text' },
  '3.1 MB, 1 page': { bytes: 3_060_000, pages: 1 },
};
/** What `--smoke` runs, to see that everything still does: the figures mean nothing then. */
const smokeShapes = {
  '0.03 MB, 4 pages': { bytes: 30_000, pages: 4 },
  '0.1 MB, 40 pages': { bytes: 100_000, pages: 40, kind: 'text' },
  '0.1 MB, 1 page': { bytes: 100_000, pages: 1 },
};

export async function benchCore(report, { smoke = false } = {}) {
  const fonts = await loadFonts();
  const signer = await createSigner('RSA-2048');
  const documents = [];
  for (const [name, shape] of Object.entries(smoke ? smokeShapes : shapes)) {
    const plain = measuredPdf(shape);
    documents.push({ name, ...shape, plain, prepared: await withField(plain, fonts) });
  }
  const context = { documents, fonts, signer, smoke, report };
  for (const section of [signing, verifying, manySignatures, throughput, stamping, memory, inChromium]) {
    await section(context);
  }
}
