import { derTag, readOid, readTime, readTlv, tlvChildren, type Tlv } from '../bytes/index.ts';
import { readCertificate } from '../cms/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { bitStringOctets, Fields, ia5String, malformed } from './fields.ts';
import { readExtensionDatas, sealFrom, type Seal, type SesExtension, type SesSigner, type SesVersion } from './seal.ts';

/** Signed value of an electronic seal, SES_Signature of GB/T 38540-2020 and GM/T 0031-2014, as slices of what was received. */
export interface SealSignature {
  /** Of the structure of the signed value; its seal has one of its own. */
  readonly version: SesVersion;
  /** Length of the structure in bytes; what follows it is padding of its container. */
  readonly length: number;
  /** Number that the signed part states. */
  readonly statedVersion: number;
  readonly seal: Seal;
  /** When the signer says that the seal was set. Undefined for V1 values that carry a time-stamp token in its place. */
  readonly signingTime: Date | undefined;
  /** Time-stamp token in the place of the time (V1 only). */
  readonly timeToken?: Uint8Array;
  readonly dataHash: Uint8Array;
  /** What the signer says was signed, e.g. a path inside an OFD file. */
  readonly propertyInfo: string;
  readonly extensions: readonly SesExtension[];
  readonly signer: SesSigner;
  /** DER of TBS_Sign, which the signer signed. */
  readonly signed: Uint8Array;
  /** Time-stamp token (RFC 3161, GB/T 20520) over the signature value. */
  readonly timestamp?: Uint8Array;
}

/**
 * Whether `bytes` begin like a signed value of a seal and not like CMS: a file's own label for its signature is no guide,
 * for there is no register of such labels. Never throws.
 */
export function isSealSignature(bytes: Uint8Array): boolean {
  try {
    const whole = readTlv(bytes);
    const toSign = readTlv(whole.content);
    const version = readTlv(toSign.content);
    const seal = readTlv(toSign.content, version.bytes.length);
    const tags = [whole.tag, toSign.tag, version.tag, seal.tag];
    return tags.every((tag, index) => tag === (index === 2 ? derTag.integer : derTag.sequence));
  } catch (cause) {
    if (isCinnabarError(cause)) return false;
    throw cause;
  }
}

/**
 * Reads the signed value of a seal; V1, V4 and V5 are told apart by their structure. What follows it is left alone.
 * @throws CinnabarError `SES_MALFORMED`, `SES_VERSION_UNSUPPORTED`, `ASN1_MALFORMED`, `CERTIFICATE_MALFORMED`
 */
export function readSealSignature(bytes: Uint8Array): SealSignature {
  const whole = readTlv(bytes);
  const fields = new Fields(whole, "a seal's signed value");
  const read = fields.count === 2 ? readNested(fields) : readFlat(fields);
  fields.end();
  return { ...read, length: whole.bytes.length };
}

type Content = Omit<SealSignature, 'length'>;

/** GM/T 0031: TBS_Sign holds certificate and algorithm, and the time is DER inside a BIT STRING. */
function readNested(fields: Fields): Content {
  const toSign = fields.take(derTag.sequence);
  const signature = fields.bits();
  const part = new Fields(toSign, 'what was signed');
  const statedVersion = part.integer();
  const seal = sealFrom(part.take(derTag.sequence));
  const time = readWrappedTime(octetsOf(part));
  const dataHash = octetsOf(part);
  const propertyInfo = part.text(ia5String);
  const certificate = readCertificate(part.take(derTag.octetString).content);
  const algorithm = readOid(part.take(derTag.oid));
  part.end();
  const signer = { certificate, algorithm, signature };
  return {
    version: 1,
    statedVersion,
    seal,
    ...time,
    dataHash,
    propertyInfo,
    extensions: [],
    signer,
    signed: toSign.bytes,
  };
}

function readFlat(fields: Fields): Content {
  const toSign = fields.take(derTag.sequence);
  const certificate = readCertificate(fields.take(derTag.octetString).content);
  const algorithm = readOid(fields.take(derTag.oid));
  const signature = fields.bits();
  const stamp = fields.takeIf(0xa0);
  const part = new Fields(toSign, 'what was signed');
  const statedVersion = part.integer();
  const seal = sealFrom(part.take(derTag.sequence));
  const signingTime = readTime(part.take(derTag.generalizedTime));
  const dataHash = part.bits();
  const propertyInfo = part.text(ia5String);
  const extensions = readExtensionDatas(part);
  part.end();
  return {
    version: seal.version === 5 ? 5 : 4,
    statedVersion,
    seal,
    signingTime,
    dataHash,
    propertyInfo,
    extensions,
    signer: { certificate, algorithm, signature },
    signed: toSign.bytes,
    ...(stamp ? { timestamp: readStamp(stamp) } : {}),
  };
}

/** Producers before GM/T 0031 was settled write OCTET STRING where it says BIT STRING. */
function octetsOf(fields: Fields): Uint8Array {
  return fields.takeIf(derTag.octetString)?.content ?? fields.bits();
}

function readWrappedTime(bytes: Uint8Array): Pick<SealSignature, 'signingTime' | 'timeToken'> {
  const time = readTlv(bytes);
  if (time.bytes.length !== bytes.length) throw malformed('something follows the time of signing');
  return time.tag === derTag.sequence
    ? { signingTime: undefined, timeToken: time.bytes }
    : { signingTime: readTime(time) };
}

function readStamp(wrapper: Tlv): Uint8Array {
  const [bits, ...more] = tlvChildren(wrapper);
  if (bits?.tag !== derTag.bitString || more.length > 0) throw malformed('its time-stamp is of another type');
  return bitStringOctets(bits, 'a time-stamp');
}
