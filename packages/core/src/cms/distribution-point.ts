import { bytesToHex, derSequence, equalBytes, readTlv, tlvChildren, type Tlv } from '../bytes/index.ts';
import type { Certificate, CertificateExtension } from './certificate.ts';
import { nameKey } from './name.ts';
import { oid } from './oids.ts';

/** All bits of ReasonFlags (RFC 5280 §4.2.1.13) but the unused first one, bit n as 2^n. */
export const allReasons = 0x1fe;

/** Where the status of a certificate is published (RFC 5280 §4.2.1.13). */
export interface DistributionPoint {
  /** Full names in a comparable form; undefined when the point has none. */
  readonly names?: readonly string[];
  readonly reasons: number;
  /** Names, in that form, of other authorities that sign the list; empty when it is the issuer itself. */
  readonly crlIssuers: readonly string[];
}

/** What a CRL speaks about (RFC 5280 §5.2.5). */
export interface CrlScope {
  readonly names?: readonly string[];
  readonly reasons: number;
  readonly onlyUsers: boolean;
  readonly onlyAuthorities: boolean;
  readonly onlyAttributes: boolean;
  /** It may list certificates of other issuers. */
  readonly indirect: boolean;
}

const maxPoints = 32;

/**
 * The distribution points of a certificate; one without the extension is looked for where its issuer publishes
 * everything (RFC 5280 §6.3.3).
 * @throws CinnabarError `ASN1_MALFORMED`
 */
export function distributionPoints({ extensions, issuer }: Certificate): DistributionPoint[] {
  const extension = extensions.get(oid.crlDistributionPoints);
  const everything = { names: [directoryKey(issuer)], reasons: allReasons, crlIssuers: [] };
  if (!extension) return [everything];
  const points = tlvChildren(readTlv(extension.value)).slice(0, maxPoints);
  return points.length === 0 ? [everything] : points.map((point) => readPoint(point, issuer));
}

function readPoint(point: Tlv, issuer: Uint8Array): DistributionPoint {
  const fields = tlvChildren(point);
  const signers = fields.find(({ tag }) => tag === 0xa2);
  const others = signers ? tlvChildren(signers).filter(({ tag }) => tag === 0xa4) : [];
  const directories = others.map(({ content }) => readTlv(content).bytes);
  const names = pointNames(fields, directories[0] ?? issuer);
  return {
    ...(names ? { names } : {}),
    reasons: reasonsIn(fields.find(({ tag }) => tag === 0x81)),
    crlIssuers: directories.map(directoryKey),
  };
}

/** @throws CinnabarError `ASN1_MALFORMED` */
export function crlScope(extension: CertificateExtension | undefined, issuer: Uint8Array): CrlScope {
  const fields = extension ? tlvChildren(readTlv(extension.value)) : [];
  const is = (tag: number): boolean =>
    fields.some((field) => field.tag === tag && field.content.some((octet) => octet !== 0));
  const names = pointNames(fields, issuer);
  return {
    ...(names ? { names } : {}),
    onlyUsers: is(0x81),
    onlyAuthorities: is(0x82),
    reasons: reasonsIn(fields.find(({ tag }) => tag === 0x83)),
    indirect: is(0x84),
    onlyAttributes: is(0x85),
  };
}

export function isSameScope(a: CertificateExtension | undefined, b: CertificateExtension | undefined): boolean {
  return a && b ? equalBytes(a.value, b.value) : a === b;
}

/** Names under `[0]`, of a point or of a list; the short form is relative to the issuer of the list. */
function pointNames(fields: readonly Tlv[], issuer: Uint8Array): string[] | undefined {
  const wrapper = fields.find(({ tag }) => tag === 0xa0);
  const [name] = wrapper ? tlvChildren(wrapper) : [];
  if (!name) return undefined;
  if (name.tag !== 0xa1) return tlvChildren(name).map(generalNameKey);
  const relative = Uint8Array.of(0x31, ...name.bytes.subarray(1));
  return [directoryKey(derSequence(readTlv(issuer).content, relative))];
}

function generalNameKey(name: Tlv): string {
  return name.tag === 0xa4 ? directoryKey(readTlv(name.content).bytes) : bytesToHex(name.bytes);
}

/** Comparable with the names of points and lists. */
export function directoryKey(name: Uint8Array): string {
  return `directory ${nameKey(name)}`;
}

function reasonsIn(flags: Tlv | undefined): number {
  if (!flags) return allReasons;
  const [, first = 0, second = 0] = flags.content;
  let reasons = 0;
  for (let bit = 0; bit < 9; bit++) {
    const octet = bit < 8 ? first : second;
    if (octet & (0x80 >> (bit & 7))) reasons |= 1 << bit;
  }
  return reasons & allReasons;
}
