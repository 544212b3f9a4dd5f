/**
 * Signing and verifying against two references of ours: *limit* (hash, one private-key operation, CMS; nothing copied)
 * and *floor* (hash and one public-key operation).
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { base64ToBytes, joinParts, readTlv } from '@cinnabar/core/bytes';
import { buildSignedData } from '@cinnabar/core/cms';
import { digest, generateKey, readAlgorithmIdentifier, verifySignature } from '@cinnabar/core/crypto';
import { loadFontFaces } from '@cinnabar/core/font';
import { embedSignature, prepareSignature } from '@cinnabar/core/sign';
import { prepareDocument } from '@cinnabar/core/stamp';
import { verifyDocument } from '@cinnabar/core/verify';
import { SandboxAuthority } from '@cinnabar/sandbox';

import { measuredPdf } from './lib/documents.mjs';
import { compare } from './lib/measure.mjs';

const serif = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
);

const documents = {
  '0.28 MB, 4 pages': { bytes: 280_000, pages: 4 },
  '10 MB, 10 pages': { bytes: 10_000_000, pages: 10 },
  '50 MB, 49 pages': { bytes: 50_000_000, pages: 49 },
  '0.9 MB, 1 page': { bytes: 900_000, pages: 1 },
  '0.9 MB, 2,000 pages': { bytes: 900_000, pages: 2000 },
};

export async function benchCore(report) {
  const authority = await SandboxAuthority.create();
  const provider = authority.signingProvider(authority.timestampProvider(), { keyKind: 'RSA-2048' });
  const issued = await provider.sign(request(await digest('SHA-256', [new Uint8Array(1)])));
  const key = await generateKey('RSA-2048');
  const fonts = await loadFontFaces([{ name: 'NotoSerifSC', data: new Uint8Array(await readFile(serif)) }]);
  const area = {
    type: 'signature',
    name: 'sig',
    widgets: [{ page: 0, rect: { x: 72, y: 72, width: 130, height: 130 } }],
  };
  const square = [['M', 0, 0], ['L', 120, 0], ['L', 120, 120], ['L', 0, 120], ['Z']];
  const artwork = { width: 120, height: 120, paths: [{ segments: square, fill: [0.8, 0, 0] }] };
  const message = new Uint8Array(256);
  const signature = await key.sign('SHA-256', message);
  const algorithm = readAlgorithmIdentifier(readTlv(key.signatureAlgorithm('SHA-256')));
  const rows = [];
  for (const [name, shape] of Object.entries(documents)) {
    const original = joinParts(await prepareDocument(measuredPdf(shape), [area], fonts));
    const cmsOver = (messageDigest) =>
      buildSignedData({ digestAlgorithm: 'SHA-256', messageDigest, certificates: issued.certificates, signer: key });
    const prepare = () =>
      prepareSignature(
        original,
        { fieldName: 'sig', signingTime: new Date(), appearances: [artwork], reserve: 8192 },
        fonts,
      );
    const signParts = async () => {
      const { parts, prepared } = await prepare();
      return embedSignature(parts, prepared, await cmsOver(base64ToBytes(prepared.digest)));
    };
    const ready = await prepare();
    const { cms } = await provider.sign(request(base64ToBytes(ready.prepared.digest)));
    const signed = joinParts(await embedSignature(ready.parts, ready.prepared, cms));
    const result = await compare(
      {
        limit: async () => cmsOver(await digest('SHA-256', [original])),
        'sign, parts': signParts,
        'sign, contiguous': async () => joinParts(await signParts()),
        floor: async () => {
          await digest('SHA-256', [signed]);
          await verifySignature({ algorithm, spki: key.spki, signature, data: [message] });
        },
        verify: () => verifyDocument(signed, { trust: authority.trustAnchors }),
      },
      { reference: 'limit', rounds: shape.bytes > 20e6 ? 7 : 15 },
    );
    rows.push([
      name,
      result.limit.ms.toFixed(2),
      result['sign, parts'].ratio.toFixed(2),
      result['sign, contiguous'].ratio.toFixed(2),
      (result.verify.ms / result.floor.ms).toFixed(2),
    ]);
  }
  report(['document', 'limit, ms', 'sign (parts) ÷ limit', 'sign (contiguous) ÷ limit', 'verify ÷ floor'], rows);
}

function request(messageDigest) {
  return {
    subject: { kind: 'person', name: 'Bench', reference: 'bench' },
    digestAlgorithm: 'SHA-256',
    digest: messageDigest,
    idempotencyKey: Buffer.from(messageDigest).toString('hex'),
  };
}
