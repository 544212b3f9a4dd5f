import {
  der,
  derBitString,
  derBoolean,
  derContext,
  derGeneralizedTime,
  derInteger,
  derOctetString,
  derOid,
  derPrintableString,
  derSequence,
  derUtf8String,
  equalBytes,
  utf8ToBytes,
} from '../bytes/index.ts';
import { readCertificate } from '../cms/index.ts';
import { digest, type PrivateKey } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import { checkSealSignature, type SealSignatureOutcomes } from './check.ts';
import { ia5String } from './fields.ts';
import { readSealSignature } from './seal-signature.ts';
import { readSeal, type SealPicture, type SesExtension } from './seal.ts';

/** SM3withSM2, GM/T 0006. */
const sm3WithSm2 = derOid('1.2.156.10197.1.501');
const digestLength = 32;

/** An SM2 key and the certificate of its public half. */
export interface SesIdentity {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly key: PrivateKey;
}

export interface SealRequest {
  /** Unique number of the seal; ASCII. */
  readonly id: string;
  /** Who makes such seals (Vid); ASCII. */
  readonly vendor: string;
  /** See `Seal.type`. */
  readonly type: number;
  readonly name: string;
  /** DER certificates of those who may use it, at least one. */
  readonly holders: readonly Uint8Array[];
  /** How they are listed: as they are (the default), or by their SM3 digests. */
  readonly listedBy?: 'certificate' | 'digest';
  /** Times are written to the second. */
  readonly created: Date;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly picture: SealPicture;
  readonly extensions?: readonly SesExtension[];
}

/**
 * Makes V4 seal data (SESeal, GB/T 38540-2020), signed by its maker, in DER.
 * @throws CinnabarError `SES_KEY_UNFIT` for a maker whose key is not SM2 or not its certificate's,
 *   `SES_REQUEST` for a request that no seal can be made of
 */
export async function makeSeal(request: SealRequest, maker: SesIdentity): Promise<Uint8Array> {
  requireSm2(maker);
  const { picture, extensions = [] } = request;
  if (request.validUntil < request.validFrom) throw unfit('validUntil', 'The seal would end before it begins');
  if (request.holders.length === 0) throw unfit('holders', 'Nobody could use the seal');
  for (const holder of request.holders) readCertificate(holder);
  const info = derSequence(
    derSequence(ia5('ES', 'header'), derInteger(4), ia5(request.vendor, 'vendor')),
    ia5(request.id, 'id'),
    derSequence(
      whole(request.type, 'type'),
      derUtf8String(request.name),
      ...(await holderFields(request)),
      derGeneralizedTime(request.created),
      derGeneralizedTime(request.validFrom),
      derGeneralizedTime(request.validUntil),
    ),
    derSequence(
      ia5(picture.format, 'picture.format'),
      derOctetString(picture.data),
      whole(picture.width, 'picture.width'),
      whole(picture.height, 'picture.height'),
    ),
    ...extensionFields(extensions),
  );
  return derSequence(info, ...(await signatureFields(info, maker)));
}

export interface SealSigningRequest {
  /** V4 seal data. */
  readonly seal: Uint8Array;
  /** Written to the second. */
  readonly signingTime: Date;
  /** SM3 digest of what the seal is set on; for a PDF of the bytes its ByteRange names. */
  readonly dataHash: Uint8Array;
  /** What was signed, in words of the container; ASCII. */
  readonly propertyInfo: string;
  readonly extensions?: readonly SesExtension[];
  /** Asked for a time-stamp token (RFC 3161) over the signature value. */
  readonly timestamp?: (signature: Uint8Array) => Promise<Uint8Array>;
}

/** What the signed value must pass before it is handed out; trust and revocation are for whoever verifies. */
const required = [
  'makerSignature',
  'validity',
  'holder',
  'signature',
  'document',
  'extensions',
] as const satisfies readonly (keyof SealSignatureOutcomes)[];

/**
 * Sets a V4 seal: its signed value (SES_Signature, GB/T 38540-2020) in DER.
 * @throws CinnabarError `SES_KEY_UNFIT`, `SES_REQUEST`; `SES_SEAL_UNFIT` when the seal may not be set so: damaged maker's
 *   signature, not valid then, made for somebody else, of another version (`details.problems` has the codes); what
 *   {@link readSeal} throws
 */
export async function signWithSeal(request: SealSigningRequest, signer: SesIdentity): Promise<Uint8Array> {
  requireSm2(signer);
  if (request.dataHash.length !== digestLength) throw unfit('dataHash', 'It is no SM3 digest');
  const { version } = readSeal(request.seal);
  if (version !== 4) throw sealUnfit(['SES_VERSION_MISMATCH']);
  const toSign = derSequence(
    derInteger(4),
    request.seal,
    derGeneralizedTime(request.signingTime),
    derBitString(request.dataHash),
    ia5(request.propertyInfo, 'propertyInfo'),
    ...extensionFields(request.extensions ?? []),
  );
  const fields = await signatureFields(toSign, signer);
  const value = readSealSignature(derSequence(toSign, ...fields));
  const { outcomes, problems } = await checkSealSignature(value, request.dataHash);
  if (outcomes.signerCertificate === 'FAILED' || required.some((name) => outcomes[name] !== 'PASSED')) {
    throw sealUnfit(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code));
  }
  const stamp = await request.timestamp?.(value.signer.signature);
  return derSequence(toSign, ...fields, ...(stamp ? [derContext(0, derBitString(stamp))] : []));
}

/** Certificate, algorithm and signature value, as both structures end. */
async function signatureFields(signed: Uint8Array, { certificate, key }: SesIdentity): Promise<Uint8Array[]> {
  return [derOctetString(certificate), sm3WithSm2, derBitString(await key.sign('SM3', signed))];
}

async function holderFields({ holders, listedBy }: SealRequest): Promise<Uint8Array[]> {
  if (listedBy !== 'digest') return [derInteger(1), derSequence(...holders.map(derOctetString))];
  const digests = await Promise.all(holders.map((holder) => digest('SM3', [holder])));
  const items = digests.map((value) => derSequence(derPrintableString('SM3'), derOctetString(value)));
  return [derInteger(2), derSequence(...items)];
}

function extensionFields(extensions: readonly SesExtension[]): Uint8Array[] {
  if (extensions.length === 0) return [];
  const items = extensions.map(({ oid, critical, value }) =>
    derSequence(derOid(oid), ...(critical ? [derBoolean(true)] : []), derOctetString(value)),
  );
  return [derContext(0, derSequence(...items))];
}

function requireSm2({ certificate, key }: SesIdentity): void {
  if (key.algorithm === 'SM2' && equalBytes(readCertificate(certificate).spki, key.spki)) return;
  throw new CinnabarError('SES_KEY_UNFIT', 'A seal is signed with an SM2 key and the certificate of that key.');
}

function ia5(text: string, field: string): Uint8Array {
  if (!/^[\x20-\x7e]*$/.test(text)) throw unfit(field, 'It may have letters, digits and signs of ASCII only');
  return der(ia5String, utf8ToBytes(text));
}

function whole(value: number, field: string): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0x7fffffff) throw unfit(field, 'It must be a whole number');
  return derInteger(value);
}

function unfit(field: string, reason: string): CinnabarError {
  return new CinnabarError('SES_REQUEST', `The seal cannot be made or set as asked: ${reason} (${field}).`, {
    details: { field },
  });
}

function sealUnfit(problems: readonly string[]): CinnabarError {
  return new CinnabarError('SES_SEAL_UNFIT', 'The seal may not be set by this signer at this time, or is damaged.', {
    details: { problems },
  });
}
