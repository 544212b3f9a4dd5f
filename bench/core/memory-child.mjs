/** Signs one file and prints by how many bytes the resident memory of this process rose at its peak. */
import { readFileSync, writeFileSync } from 'node:fs';

import { base64ToBytes, joinParts } from '@cinnabar/core/bytes';
import { importPkcs8 } from '@cinnabar/core/crypto';

import { measuredPdf } from '../lib/documents.mjs';
import { loadFonts, signParts, withField } from './fixtures.mjs';

const [, , mode, file, keyFile] = process.argv;
const { pkcs8, certificates } = JSON.parse(readFileSync(keyFile, 'utf8'));
const signer = { key: await importPkcs8(base64ToBytes(pkcs8)), certificates: certificates.map(base64ToBytes) };
// Code that is loaded and compiled is no cost of the document.
const small = await withField(measuredPdf({ bytes: 30_000, pages: 1 }), await loadFonts());
for (let i = 0; i < 20; i++) joinParts(await signParts(small, signer));
const bytes = new Uint8Array(readFileSync(file));
globalThis.gc?.();
const before = forgetPeak();
const signed = await signParts(bytes, signer);
const result = mode === 'contiguous' ? joinParts(signed) : signed;
const rose = peak() - before;
if (result.length === 0) throw new Error('Nothing was signed.');
console.log(rose);

/** Linux counts the peak anew when it is asked to; elsewhere the peak of the whole life of the process must do. */
function forgetPeak() {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    return peak();
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

function peak() {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
