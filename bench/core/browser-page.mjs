/** Runs in the page: signs as an application would, and does the least that WebCrypto allows, in turn. */
import { base64ToBytes } from '@cinnabar/core/bytes';
import { buildSignedData } from '@cinnabar/core/cms';
import { importPkcs8 } from '@cinnabar/core/crypto';
import { embedSignature, prepareSignature } from '@cinnabar/core/sign';

import { compare } from '../lib/measure.mjs';

const square = [['M', 0, 0], ['L', 120, 0], ['L', 120, 120], ['L', 0, 120], ['Z']];
const artwork = { width: 120, height: 120, paths: [{ segments: square, fill: [0.8, 0, 0] }] };

export async function measure({ url, pkcs8, certificates, rounds, warm }) {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const der = base64ToBytes(pkcs8);
  const key = await importPkcs8(der);
  const chain = certificates.map(base64ToBytes);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const platformKey = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  const message = new Uint8Array(512);
  const candidates = {
    async reference() {
      const copy = new Uint8Array(bytes.length);
      copy.set(bytes);
      await crypto.subtle.digest('SHA-256', copy);
      await crypto.subtle.sign(algorithm.name, platformKey, message);
    },
    async sign() {
      const request = { fieldName: 'sig', signingTime: new Date(), appearances: [artwork], reserve: 8192 };
      const { parts, prepared } = await prepareSignature(bytes, { ...request, keyAlgorithm: 'RSA' });
      const messageDigest = base64ToBytes(prepared.digest);
      const cms = await buildSignedData({
        digestAlgorithm: 'SHA-256',
        messageDigest,
        certificates: chain,
        signer: key,
      });
      return embedSignature(parts, prepared, cms);
    },
  };
  const result = await compare(candidates, { rounds, warm, reference: 'reference' });
  return { reference: result.reference.ms, ratio: result.sign.ratio };
}
