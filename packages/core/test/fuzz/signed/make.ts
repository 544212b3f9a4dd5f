/**
 * Makes the signed files beside it, once: `node --conditions=source packages/core/test/fuzz/signed/make.ts`. They are
 * kept, for keys are made at random, and a case must be the same in every run.
 */
import { writeFile } from 'node:fs/promises';

import { SandboxAuthority } from '@cinnabar/sandbox';

import { LongTermSandbox } from '../../support/long-term.ts';
import { buildPdf, sign } from '../../support/signing.ts';

const now = new Date('2026-11-21T08:00:00Z');
const request = { reserve: 6000, signingTime: now };
const formWithText = buildPdf({
  3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [7 0 R 8 0 R 9 0 R] >>',
  6: '<< /Fields [7 0 R 8 0 R 9 0 R] /DA (/F1 12 Tf 0 g) /DR << /Font << /F1 5 0 R >> >> >>',
  9: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (wage) /F 4 /Rect [72 200 272 220] /P 3 0 R >>',
});

const plain = await SandboxAuthority.create({ now: () => now });
const provider = plain.signingProvider(plain.timestampProvider());
const once = (await sign(formWithText, 'sig-worker', { provider, request })).bytes;
const twice = (await sign(once, 'sig-company', { provider, request })).bytes;

const published = new LongTermSandbox({ now });
const authority = await published.authority;
const publishing = authority.signingProvider(authority.timestampProvider());
const stamped = (await sign(buildPdf(), 'sig-worker', { provider: publishing, request })).bytes;
const archived = await published.extend(stamped, 'B-LTA');

const files = {
  'once.pdf': once,
  'twice.pdf': twice,
  'archived.pdf': archived,
  'root.der': plain.trustAnchors[0],
  'root-published.der': authority.trustAnchors[0],
};
for (const [name, bytes] of Object.entries(files)) await writeFile(new URL(name, import.meta.url), bytes as Uint8Array);
