import { derSequence, derTag, readOid, readTime, readTlv, tlvChildren, type Tlv } from '../bytes/index.ts';
import { readCertificate, type Certificate } from '../cms/index.ts';
import { CinnabarError } from '../error/index.ts';
import { Fields, ia5String, malformed } from './fields.ts';

/** 1: GM/T 0031-2014. 4: GB/T 38540-2020. 5: the later form of the same shape, told by the header only. */
export type SesVersion = 1 | 4 | 5;

/** ExtData of either standard. */
export interface SesExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** Who may use a seal: certificates themselves (certListType 1, and always in V1) or their digests (certListType 2). */
export type SealHolders =
  | { readonly kind: 'certificates'; readonly certificates: readonly Uint8Array[] }
  | {
      readonly kind: 'digests';
      /** `type` is what the maker wrote, usually the name or the OID of the digest. */
      readonly digests: readonly { readonly type: string; readonly value: Uint8Array }[];
    };

export interface SealPicture {
  /** As stated: `PNG`, `SVG`, `OFD` … The data is not looked at. */
  readonly format: string;
  readonly data: Uint8Array;
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
}

/** Electronic seal data, SESeal of GB/T 38540-2020 and GM/T 0031-2014, as slices of the received bytes. */
export interface Seal {
  readonly version: SesVersion;
  readonly der: Uint8Array;
  /** Number that the header states; V1 structures occur with 1 to 3. */
  readonly headerVersion: number;
  readonly vendor: string;
  readonly id: string;
  /** Kind of seal as numbered by its maker; implementations use 1 for units and 2 for persons. */
  readonly type: number;
  readonly name: string;
  readonly holders: SealHolders;
  readonly created: Date;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly picture: SealPicture;
  readonly extensions: readonly SesExtension[];
  readonly maker: SesSigner;
  /** What the maker signed: DER of the seal information; in V1 of {seal information, certificate, algorithm}. */
  readonly signed: Uint8Array;
}

/** A signature of either structure and what it was made with. */
export interface SesSigner {
  readonly certificate: Certificate;
  /** Object identifier of the signature algorithm. */
  readonly algorithm: string;
  readonly signature: Uint8Array;
}

/**
 * Reads the seal data of a file; V1, V4 and V5 are told apart by their structure.
 * @throws CinnabarError `SES_MALFORMED`, `SES_VERSION_UNSUPPORTED`, `ASN1_MALFORMED`, `CERTIFICATE_MALFORMED`
 */
export function readSeal(bytes: Uint8Array): Seal {
  const whole = readTlv(bytes);
  if (whole.bytes.length !== bytes.length) throw malformed('something follows it');
  return sealFrom(whole);
}

/** @throws what {@link readSeal} throws */
export function sealFrom(whole: Tlv): Seal {
  const fields = new Fields(whole, 'a seal');
  const nested = fields.count === 2;
  const info = fields.take(derTag.sequence);
  const signer = nested ? new Fields(fields.take(derTag.sequence), "the maker's signature") : fields;
  const certificate = signer.take(derTag.octetString);
  const algorithm = signer.take(derTag.oid);
  const signature = signer.bits();
  signer.end();
  fields.end();
  return {
    ...readInfo(info, nested),
    der: whole.bytes,
    maker: { certificate: readCertificate(certificate.content), algorithm: readOid(algorithm), signature },
    signed: nested ? derSequence(info.bytes, certificate.bytes, algorithm.bytes) : info.bytes,
  };
}

type SealInfo = Omit<Seal, 'der' | 'maker' | 'signed'>;

function readInfo(tlv: Tlv, nested: boolean): SealInfo {
  const info = new Fields(tlv, 'the seal information');
  const header = new Fields(info.take(derTag.sequence), 'the header of a seal');
  if (header.text(ia5String) !== 'ES') throw malformed('its header does not name it a seal');
  const headerVersion = header.integer();
  const vendor = header.text(ia5String);
  header.end();
  const version = versionOf(headerVersion, nested);
  const id = info.text(ia5String);
  const property = readProperty(info.take(derTag.sequence), version);
  const picture = readPicture(info.take(derTag.sequence));
  const extensions = readExtensionDatas(info);
  info.end();
  return { version, headerVersion, vendor, id, ...property, picture, extensions };
}

/** The structure decides; a header that contradicts it would let two readers see two seals. */
function versionOf(headerVersion: number, nested: boolean): SesVersion {
  if (nested && headerVersion >= 1 && headerVersion <= 3) return 1;
  if (!nested && (headerVersion === 4 || headerVersion === 5)) return headerVersion;
  throw new CinnabarError(
    'SES_VERSION_UNSUPPORTED',
    `The seal says that it is of version ${headerVersion}, which its structure is not.`,
    { details: { version: headerVersion } },
  );
}

function readProperty(
  tlv: Tlv,
  version: SesVersion,
): Pick<SealInfo, 'type' | 'name' | 'holders' | 'created' | 'validFrom' | 'validUntil'> {
  const property = new Fields(tlv, 'the properties of a seal');
  const type = property.integer();
  const name = property.text(derTag.utf8String);
  const listType = version === 1 ? 1 : property.integer();
  const holders = readHolders(listType, property.take(derTag.sequence));
  const time = (): Date => readTime(property.takeIf(derTag.utcTime, derTag.generalizedTime));
  const times = { created: time(), validFrom: time(), validUntil: time() };
  property.end();
  return { type, name, holders, ...times };
}

function readHolders(listType: number, list: Tlv): SealHolders {
  const items = tlvChildren(list);
  if (listType === 1) {
    const octets = items.map((item) => {
      if (item.tag !== derTag.octetString) throw malformed('its list of holders has something else than certificates');
      return item.content;
    });
    return { kind: 'certificates', certificates: octets };
  }
  if (listType !== 2) throw malformed('its list of holders is of an unknown type');
  const digests = items.map((item) => {
    const fields = new Fields(item, 'the digest of a certificate');
    const digest = { type: fields.text(derTag.printableString), value: fields.take(derTag.octetString).content };
    fields.end();
    return digest;
  });
  return { kind: 'digests', digests };
}

function readPicture(tlv: Tlv): SealPicture {
  const fields = new Fields(tlv, 'the picture of a seal');
  const picture = {
    format: fields.text(ia5String),
    data: fields.take(derTag.octetString).content,
    width: fields.integer(),
    height: fields.integer(),
  };
  fields.end();
  return picture;
}

/** Implementations differ on the tag of the extensions: `[0]` EXPLICIT and none are both read. */
export function readExtensionDatas(fields: Fields): SesExtension[] {
  const found = fields.takeIf(0xa0, derTag.sequence);
  if (!found) return [];
  const list = found.tag === 0xa0 ? tlvChildren(found) : [found];
  const [sequence, ...more] = list;
  if (sequence?.tag !== derTag.sequence || more.length > 0) throw malformed('its extensions are no list');
  const extensions = tlvChildren(sequence).map((item) => {
    const extension = new Fields(item, 'an extension');
    const oid = readOid(extension.take(derTag.oid));
    const critical = extension.takeIf(derTag.boolean)?.content[0];
    const value = extension.take(derTag.octetString).content;
    extension.end();
    return { oid, critical: critical !== undefined && critical !== 0, value };
  });
  if (new Set(extensions.map(({ oid }) => oid)).size !== extensions.length)
    throw malformed('an extension occurs twice');
  return extensions;
}
