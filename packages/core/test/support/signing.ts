import type { Artwork } from '@cinnabar/core/artwork';
import { base64ToBytes, concatBytes, joinParts, latin1ToBytes, type Parts } from '@cinnabar/core/bytes';
import { buildSignedData } from '@cinnabar/core/cms';
import type { PrivateKey } from '@cinnabar/core/crypto';
import type { FontSet } from '@cinnabar/core/font';
import type { SigningProvider } from '@cinnabar/core/provider';
import { embedSignature, prepareSignature, type PreparedDigest, type SignatureRequest } from '@cinnabar/core/sign';
import { SandboxAuthority } from '@cinnabar/sandbox';

let shared: Promise<SandboxAuthority> | undefined;

/** One sandbox for the whole test run: making keys is the slow part. */
export function sandbox(): Promise<SandboxAuthority> {
  shared ??= SandboxAuthority.create();
  return shared;
}

/** A one-page PDF with objects given by number; `raw` replaces or adds bodies. */
export function buildPdf(raw: Record<number, string> = {}, version = '1.7'): Uint8Array {
  const content = 'BT /F1 24 Tf 72 770 Td (Labour contract) Tj ET';
  const field = (name: string, y: number): string =>
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /F 4 /Rect [72 ${y} 272 ${y + 150}] /P 3 0 R >>`;
  const bodies: Record<number, string> = {
    1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>',
    2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [7 0 R 8 0 R] >>',
    4: `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    6: '<< /Fields [7 0 R 8 0 R] >>',
    7: field('sig-worker', 500),
    8: field('sig-company', 300),
    ...raw,
  };
  let text = `%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`;
  const rows = ['0000000000 65535 f \n'];
  for (const [number, body] of Object.entries(bodies)) {
    rows[Number(number)] = `${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const trailer = `<< /Size ${rows.length} /Root 1 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] >>`;
  return latin1ToBytes(
    `${text}xref\n0 ${rows.length}\n${rows.join('')}trailer\n${trailer}\nstartxref\n${text.length}\n%%EOF\n`,
  );
}

/** A mark anybody can recognise: a filled triangle of 60 points. */
export const mark: Artwork = {
  width: 60,
  height: 60,
  paths: [{ segments: [['M', 0, 0], ['L', 60, 0], ['L', 30, 60], ['Z']], fill: [0.78, 0.14, 0.11] }],
};

/** For documents without text to fill. */
export const noFonts = {} as FontSet;

export function requestFor(fieldName: string, more: Partial<SignatureRequest> = {}): SignatureRequest {
  return { fieldName, signingTime: new Date(), reason: '签订劳动合同', appearances: [mark], reserve: 8192, ...more };
}

/** The CMS a provider makes for a prepared digest. */
export async function cmsFor(prepared: PreparedDigest, provider?: SigningProvider): Promise<Uint8Array> {
  const authority = await sandbox();
  const signer = provider ?? authority.signingProvider(authority.timestampProvider());
  const result = await signer.sign({
    subject: { kind: 'person', name: '王小明', reference: 'test-signer' },
    digestAlgorithm: prepared.digestAlgorithm,
    digest: base64ToBytes(prepared.digest),
    idempotencyKey: `${prepared.fieldName}-${prepared.digest}`,
  });
  return result.cms;
}

/** Prepares, signs by the sandbox and embeds. */
export async function sign(
  bytes: Uint8Array,
  fieldName: string,
  options: { request?: Partial<SignatureRequest>; provider?: SigningProvider; fonts?: FontSet } = {},
): Promise<{ parts: Parts; bytes: Uint8Array; prepared: PreparedDigest }> {
  const { parts, prepared } = await prepareSignature(
    bytes,
    requestFor(fieldName, {
      ...(options.provider?.keyAlgorithm ? { keyAlgorithm: options.provider.keyAlgorithm } : {}),
      ...options.request,
    }),
    options.fonts ?? noFonts,
  );
  const signed = await embedSignature(parts, prepared, await cmsFor(prepared, options.provider));
  return { parts: signed, bytes: joinParts(signed), prepared };
}

/** A provider that signs with one key and adds no time-stamp. */
export function keyProvider(key: PrivateKey, certificates: readonly Uint8Array[], maxCmsSize = 4000): SigningProvider {
  return {
    provider: { id: 'test', assurance: 'simulated' },
    maxCmsSize,
    keyAlgorithm: key.algorithm,
    certificates,
    async sign({ digestAlgorithm, digest: messageDigest }) {
      return {
        cms: await buildSignedData({ digestAlgorithm, messageDigest, certificates, signer: key }),
        certificates,
      };
    },
  };
}

/** A copy of `bytes` with the byte at `offset` changed. */
export function flipped(bytes: Uint8Array, offset: number): Uint8Array {
  const copy = concatBytes(bytes);
  copy[offset] = (copy[offset] as number) ^ 1;
  return copy;
}
