/** Does one thing to one file and prints by how many bytes the resident memory of this process rose at its peak. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

import { base64ToBytes, joinParts } from '@cinnabar/core/bytes';
import { importPkcs8 } from '@cinnabar/core/crypto';
import { signDocument } from '@cinnabar/core/sign';
import { verifyDocument } from '@cinnabar/core/verify';
import { KeySigningProvider, withFile, writeNew } from '@cinnabar/node';

import { signParts, square120 } from './fixtures.mjs';

const [, , mode, file, smallFile, keyFile] = process.argv;
const { pkcs8, certificates } = JSON.parse(readFileSync(keyFile, 'utf8'));
const signer = { key: await importPkcs8(base64ToBytes(pkcs8)), certificates: certificates.map(base64ToBytes) };

/** What has to be in memory beforehand, and what is done with it. */
const modes = {
  parts: { prepare: (path) => new Uint8Array(readFileSync(path)), run: (bytes) => signParts(bytes, signer) },
  contiguous: {
    prepare: (path) => new Uint8Array(readFileSync(path)),
    run: async (bytes) => joinParts(await signParts(bytes, signer)),
  },
  'disk to disk': {
    prepare: (path) => path,
    run: (path) => toDisk(path, (stored) => signParts(stored, signer)),
  },
  'disk to disk, checked': {
    prepare: (path) => path,
    run: (path) => toDisk(path, signedAndChecked),
  },
  'verified from disk': {
    prepare: (path) => path,
    run: (path) => withFile(path, (stored) => verifyDocument(stored, { trust: [signer.certificates.at(-1)] })),
  },
};

function toDisk(path, sign) {
  const output = `${path}.signed`;
  rmSync(output, { force: true });
  return withFile(path, async (stored) =>
    writeNew(output, await sign(stored), { finish: () => stored.requireUnchanged() }),
  );
}

function signedAndChecked(stored) {
  const provider = new KeySigningProvider(signer, { provider: { id: 'bench', assurance: 'simulated' } });
  const request = { fieldName: 'sig', signingTime: new Date(), appearances: [square120] };
  return signDocument(stored, request, { provider, subject: provider.subject });
}

const { prepare, run } = modes[mode];
// Code that is loaded and compiled is no cost of the document.
for (let i = 0; i < 20; i++) await run(prepare(smallFile));
const input = prepare(file);
globalThis.gc?.();
const before = forgetPeak();
const result = await run(input);
const rose = peak() - before;
if (result?.verdict && result.verdict !== 'PASSED') throw new Error(`The verdict is ${result.verdict}.`);
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
