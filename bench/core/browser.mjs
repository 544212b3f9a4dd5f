import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { chromium } from 'playwright';

import { chromiumArguments, findChromium } from '../../tools/lib/chromium.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Isolated pages get a clock that is fine enough to measure by. */
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Signing in a page, over what no page can do without: one copy, WebCrypto's digest of it, one private-key operation. */
export async function inChromium({ documents, signer, smoke, report }) {
  const executablePath = findChromium();
  if (!executablePath) return console.log('\nNo Chromium found: signing in a browser is not measured.');
  const bundle = await build({
    entryPoints: [`${root}bench/core/browser-page.mjs`],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['source'],
    target: 'es2023',
    write: false,
    external: ['node:*'],
    logLevel: 'silent',
  });
  const wanted = documents.filter(({ kind, pages }) => kind !== 'text' && pages > 1);
  const files = new Map([
    ['/', { type: 'text/html', body: '<!doctype html><title>bench</title>' }],
    ['/page.js', { type: 'text/javascript', body: bundle.outputFiles[0].contents }],
    ...wanted.map(({ prepared }, i) => [`/${i}.pdf`, { type: 'application/pdf', body: prepared }]),
  ]);
  const server = createServer(({ url }, response) => {
    const file = files.get(url);
    response.writeHead(file ? 200 : 404, { ...headers, 'Content-Type': file?.type ?? 'text/plain' });
    response.end(file?.body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const browser = await chromium.launch({ executablePath, args: [...chromiumArguments, '--js-flags=--expose-gc'] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${server.address().port}/`);
    const rows = [];
    for (const [i, { name, bytes }] of wanted.entries()) {
      const task = {
        url: `/${i}.pdf`,
        pkcs8: signer.pkcs8.toString('base64'),
        certificates: signer.certificates.map((der) => Buffer.from(der).toString('base64')),
        rounds: smoke ? 1 : bytes > 20e6 ? 9 : 21,
        warm: smoke ? 0 : 1000,
      };
      const { reference, ratio } = await page.evaluate(async (options) => {
        const { measure } = await import('/page.js');
        return measure(options);
      }, task);
      rows.push([name, reference.toFixed(2), ratio.toFixed(2)]);
    }
    console.log(`\n### Signing in Chromium ${browser.version()}\n`);
    report(['document', 'copy, digest, sign: ms', 'cinnabar, parts'], rows);
  } finally {
    await browser.close();
    server.close();
  }
}
