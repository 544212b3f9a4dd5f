/**
 * What a page has to load: each door of core, and the two paths a host cares about, bundled and minified by esbuild for
 * the browser, compressed with brotli. Parts that load when they are first used are counted apart.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));

export const paths = {
  'sign path': `export { prepareSignature, embedSignature } from '@cinnabar/core/sign';`,
  'sign path with a key and a time-stamp of its own': `
    export { prepareSignature, embedSignature } from '@cinnabar/core/sign';
    export { buildSignedData, httpTimestampProvider } from '@cinnabar/core/cms';
    export { importPkcs8 } from '@cinnabar/core/crypto';`,
  'verify path': `export { verifyDocument } from '@cinnabar/core/verify';`,
  'verify path with sentences': `export * from '@cinnabar/core/verify';`,
  '@libpdf/core (signs only)': `export { PDF, P12Signer } from '@libpdf/core';`,
};

export async function benchSize(report) {
  const rows = [];
  for (const [name, source] of Object.entries(paths)) rows.push(row(name, await bundled(source)));
  report(['bundle', 'brotli, KB', 'minified, KB', 'loaded when used, brotli KB'], rows);
  const doors = readdirSync(`${root}packages/core/src`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const all = [];
  for (const { name } of doors) {
    all.push(row(`@cinnabar/core/${name}`, await bundled(`export * from '@cinnabar/core/${name}';`)));
  }
  console.log();
  report(['whole door', 'brotli, KB', 'minified, KB', 'loaded when used, brotli KB'], all);
}

function row(name, { initial, minified, later }) {
  return [name, kilobytes(initial), kilobytes(minified), later === 0 ? '–' : kilobytes(later)];
}

/** Bytes of what a page with this module fetches at once, compressed and not, and of what it may fetch later. */
export async function bundled(source) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: root },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['source'],
    target: 'es2023',
    outdir: 'out',
    write: false,
    metafile: true,
    external: ['node:*'],
    loader: { '.wasm': 'binary' },
    logLevel: 'silent',
  });
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [path, output]));
  const first = atOnce(outputs);
  let initial = 0;
  let minified = 0;
  let later = 0;
  for (const file of outputFiles) {
    const path = [...outputs.keys()].find((each) => file.path.endsWith(`/${each}`));
    const size = brotli(file.contents);
    if (!first.has(path)) later += size;
    else {
      initial += size;
      minified += file.contents.length;
    }
  }
  return { initial, minified, later };
}

/** The chunks a page fetches before the first line runs: the entry and what it imports statically. */
function atOnce(outputs) {
  const found = new Set();
  const wanted = [...outputs].filter(([, { entryPoint }]) => entryPoint === '<stdin>').map(([path]) => path);
  for (let path = wanted.pop(); path; path = wanted.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const { path: next, kind } of outputs.get(path)?.imports ?? []) {
      if (kind === 'import-statement' && outputs.has(next)) wanted.push(next);
    }
  }
  return found;
}

function brotli(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}
