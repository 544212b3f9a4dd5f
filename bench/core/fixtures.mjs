/** What every measurement signs with, and what it is measured against. */
import { createHash, createPrivateKey, sign, X509Certificate, createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { base64ToBytes, joinParts, readTlv } from '@cinnabar/core/bytes';
import { buildSignedData, readSignedData } from '@cinnabar/core/cms';
import { loadFontFaces } from '@cinnabar/core/font';
import { openPdf } from '@cinnabar/core/pdf';
import { roundSeal } from '@cinnabar/core/seal';
import { embedSignature, prepareSignature } from '@cinnabar/core/sign';
import { signWithKey } from '@cinnabar/core/signer';
import { prepareDocument } from '@cinnabar/core/stamp';
import { findSignatures } from '@cinnabar/core/verify';
import { SandboxAuthority } from '@cinnabar/sandbox';

const serif = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
);

export const reserve = 8192;
const subject = { kind: 'person', name: 'Bench', reference: 'bench' };
const square = [['M', 0, 0], ['L', 120, 0], ['L', 120, 120], ['L', 0, 120], ['Z']];
export const square120 = { width: 120, height: 120, paths: [{ segments: square, fill: [0.8, 0, 0] }] };

export async function loadFonts() {
  return loadFontFaces([{ name: 'NotoSerifSC', data: new Uint8Array(await readFile(serif)) }]);
}

/** A file with one empty signature field, and a text field above it. */
export async function withField(bytes, fonts) {
  const fields = [
    { type: 'text', name: 'line', page: 0, rect: { x: 72, y: 300, width: 450, height: 24 } },
    { type: 'signature', name: 'sig', widgets: [{ page: 0, rect: { x: 72, y: 72, width: 130, height: 130 } }] },
  ];
  return joinParts(await prepareDocument(bytes, fields, fonts));
}

export async function createSigner(keyKind) {
  const authority = await SandboxAuthority.create();
  const { key, certificates } = await authority.issueSigner(subject, { keyKind });
  const pkcs8 = Buffer.from(await key.exportPkcs8());
  const native = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return { authority, key, certificates, pkcs8, native, keyKind };
}

/** CMS over a digest, the private-key operation straight by node:crypto: nothing of ours but the DER. */
export function nativeCms({ key, certificates, native }, messageDigest) {
  const signer = {
    signatureAlgorithm: (algorithm) => key.signatureAlgorithm(algorithm),
    sign: async (_digest, data) => sign('sha256', data, native),
  };
  return buildSignedData({ digestAlgorithm: 'SHA-256', messageDigest, certificates, signer });
}

/** *limit*: hash, one private-key operation, CMS; nothing is copied and no PDF is read. */
export function limit(bytes, signer) {
  return nativeCms(signer, createHash('sha256').update(bytes).digest());
}

export async function signParts(bytes, { key, certificates }, artwork = square120) {
  const request = {
    fieldName: 'sig',
    signingTime: new Date(),
    appearances: [artwork],
    reserve,
    keyAlgorithm: key.algorithm,
  };
  const { parts, prepared } = await prepareSignature(bytes, request);
  const messageDigest = base64ToBytes(prepared.digest);
  const cms = await buildSignedData({ digestAlgorithm: 'SHA-256', messageDigest, certificates, signer: key });
  return embedSignature(parts, prepared, cms);
}

/** A B-T signature, for verifiers. */
export async function signedWithTime(bytes, signer, fieldName = 'sig') {
  const { authority, key } = signer;
  const request = {
    fieldName,
    signingTime: new Date(),
    appearances: [square120],
    reserve,
    keyAlgorithm: key.algorithm,
  };
  const { parts, prepared } = await prepareSignature(bytes, request);
  const asked = { digestAlgorithm: 'SHA-256', digest: base64ToBytes(prepared.digest) };
  const options = { maxCmsSize: reserve, now: new Date(), timestamps: authority.timestampProvider() };
  const { cms } = await signWithKey(signer, asked, options);
  return joinParts(await embedSignature(parts, prepared, cms));
}

/**
 * *floor* of verification: hash of what the ByteRange covers, the signer's certificate read, one signature verified and one
 * link of the chain. Where the values stand is found out beforehand.
 */
export function verifyFloor(signed, { certificates }) {
  const { dict } = findSignatures(openPdf(signed)).at(-1);
  const [, first, second, rest] = dict.get('ByteRange');
  const contents = dict.get('Contents').bytes;
  const cms = contents.slice(0, readTlv(contents).bytes.length);
  const [signer] = readSignedData(cms).signers;
  const attributes = Buffer.from(signer.signedAttributesRaw);
  attributes[0] = 0x31;
  const issuer = createPublicKey(
    new X509Certificate(certificates[1]).publicKey.export({ type: 'spki', format: 'pem' }),
  );
  return async () => {
    const hash = createHash('sha256')
      .update(signed.subarray(0, first))
      .update(signed.subarray(second, second + rest));
    const digest = hash.digest();
    const certificate = new X509Certificate(certificates[0]);
    const intact = verify('sha256', attributes, certificate.publicKey, signer.signature);
    if (!attributes.includes(digest) || !intact || !certificate.verify(issuer))
      throw new Error('The floor does not verify.');
  };
}

export function companySeal(fonts) {
  return roundSeal({ organization: '朱砂测试有限公司' }, fonts);
}
