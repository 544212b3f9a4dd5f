import { derTag, equalBytes, expectTlv, readTime, readTlv, tlvChildren, type Tlv } from '../bytes/index.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import { readExtensions, type CertificateExtension } from './certificate.ts';
import { sameName } from './name.ts';
import { oid } from './oids.ts';

/** A certificate revocation list (RFC 5280 §5.1) as slices of the received bytes. */
export interface Crl {
  readonly der: Uint8Array;
  /** The bytes its issuer signed. */
  readonly tbs: Uint8Array;
  /** DER of the issuer's Name. */
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** Concatenated entries, read only when one is looked for. */
  readonly entries: Uint8Array;
  readonly extensions: ReadonlyMap<string, CertificateExtension>;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

export interface CrlEntry {
  readonly revokedAt: Date;
  /** CRLReason (RFC 5280 §5.3.1), when stated. */
  readonly reason?: number;
  /** Since when the key is known or feared not to be its owner's alone (RFC 5280 §5.3.2), when stated. */
  readonly invalidSince?: Date;
}

const maxBytes = 32 << 20;
const maxEntries = 500_000;
const timeTags: readonly number[] = [derTag.utcTime, derTag.generalizedTime];

/** @throws CinnabarError `ASN1_MALFORMED`, `CERTIFICATE_MALFORMED`, `CRL_MALFORMED`, `CRL_TOO_LARGE` beyond 32 MB */
export function readCrl(bytes: Uint8Array): Crl {
  if (bytes.length > maxBytes) throw tooLarge();
  const whole = expectTlv(readTlv(bytes), derTag.sequence, 'a revocation list');
  const [tbs, outerAlgorithm, signature] = tlvChildren(whole);
  const fields = tlvChildren(expectTlv(tbs, derTag.sequence, 'the signed part of a revocation list'));
  if (fields[0]?.tag === derTag.integer) fields.shift();
  const [innerAlgorithm, issuer, thisUpdate, ...rest] = fields;
  const outer = expectTlv(outerAlgorithm, derTag.sequence, "a revocation list's signature algorithm");
  if (!innerAlgorithm || !equalBytes(outer.bytes, innerAlgorithm.bytes)) {
    throw new CinnabarError('CRL_MALFORMED', 'The revocation list names two different signature algorithms.');
  }
  const nextUpdate = rest[0] && timeTags.includes(rest[0].tag) ? rest.shift() : undefined;
  const entries = rest[0]?.tag === derTag.sequence ? rest.shift() : undefined;
  return {
    der: whole.bytes,
    tbs: (tbs as Tlv).bytes,
    issuer: expectTlv(issuer, derTag.sequence, "a revocation list's issuer").bytes,
    thisUpdate: readTime(thisUpdate),
    ...(nextUpdate ? { nextUpdate: readTime(nextUpdate) } : {}),
    entries: entries?.content ?? new Uint8Array(),
    extensions: readExtensions(rest.find(({ tag }) => tag === 0xa0)),
    signatureAlgorithm: readAlgorithmIdentifier(outer),
    signature: expectTlv(signature, derTag.bitString, "a revocation list's signature").content.subarray(1),
  };
}

/**
 * The entry of a serial number (content octets), undefined when it is not on the list.
 * @param issuer DER Name of the certificate's issuer, for indirect lists, whose entries may be of any issuer
 * @throws CinnabarError `ASN1_MALFORMED`, `CRL_MALFORMED`, `CRL_UNSUPPORTED` for entries with critical extensions that are
 *   not understood, `CRL_TOO_LARGE` beyond 500 000 entries
 */
export function findCrlEntry(crl: Crl, serialNumber: Uint8Array, issuer?: Uint8Array): CrlEntry | undefined {
  const { entries } = crl;
  // An entry without an issuer is of the same one as that before it (RFC 5280 §5.3.3).
  let isOfIssuer = !issuer || sameName(crl.issuer, issuer);
  let count = 0;
  for (let at = 0; at < entries.length;) {
    if (++count > maxEntries) throw tooLarge();
    const start = contentStart(entries, at, derTag.sequence);
    const serialStart = contentStart(entries, start, derTag.integer);
    const isIt =
      contentLength(entries, start) === serialNumber.length &&
      serialNumber.every((octet, index) => entries[serialStart + index] === octet);
    const next = start + contentLength(entries, at);
    if (!(next <= entries.length)) throw malformedEntry();
    if (issuer) {
      const named = certificateIssuer(readTlv(entries, at));
      if (named) isOfIssuer = named.some((name) => sameName(name, issuer));
    }
    if (!isIt || !isOfIssuer) {
      at = next;
      continue;
    }
    const [, revokedAt, ...rest] = tlvChildren(readTlv(entries, at));
    return { revokedAt: readTime(revokedAt), ...entryDetails(rest[0], issuer !== undefined) };
  }
  return undefined;
}

/** Directory names of the issuer that an entry of an indirect list begins with. */
function certificateIssuer(entry: Tlv): Uint8Array[] | undefined {
  const [, , wrapper] = tlvChildren(entry);
  const extension = entryExtensions(wrapper).get(oid.certificateIssuer);
  if (!extension) return undefined;
  const names = tlvChildren(readTlv(extension.value)).filter(({ tag }) => tag === 0xa4);
  return names.map(({ content }) => readTlv(content).bytes);
}

/** Offset of the content of the element at `at`. Numbers only: a list has many entries, and only one is of interest. */
function contentStart(bytes: Uint8Array, at: number, tag: number): number {
  if (bytes[at] !== tag) throw malformedEntry();
  const first = bytes[at + 1] ?? 0x80;
  return first <= 0x80 ? at + 2 : at + 2 + (first & 0x7f);
}

function contentLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at + 1] ?? 0x80;
  if (first === 0x80 || first > 0x84) throw malformedEntry();
  if (first < 0x80) return first;
  let length = 0;
  for (let i = 0; i < (first & 0x7f); i++) length = length * 256 + (bytes[at + 2 + i] ?? NaN);
  return length;
}

function malformedEntry(): CinnabarError {
  return new CinnabarError('CRL_MALFORMED', 'An entry of the revocation list cannot be read.');
}

function entryExtensions(wrapper: Tlv | undefined): ReadonlyMap<string, CertificateExtension> {
  // Entry extensions stand in a plain SEQUENCE; readExtensions looks inside an explicit tag.
  return readExtensions(wrapper && { tag: 0xa0, bytes: wrapper.bytes, content: wrapper.bytes });
}

function entryDetails(wrapper: Tlv | undefined, indirect: boolean): Omit<CrlEntry, 'revokedAt'> {
  const extensions = entryExtensions(wrapper);
  for (const [id, { critical }] of extensions) {
    const known = id === oid.crlReason || id === oid.invalidityDate || (indirect && id === oid.certificateIssuer);
    if (critical && !known) {
      throw new CinnabarError('CRL_UNSUPPORTED', `An entry of the revocation list has the critical extension ${id}.`);
    }
  }
  const reason = extensions.get(oid.crlReason);
  const value = reason && readTlv(reason.value).content[0];
  const since = extensions.get(oid.invalidityDate);
  return {
    ...(value === undefined ? {} : { reason: value }),
    ...(since ? { invalidSince: readTime(readTlv(since.value)) } : {}),
  };
}

function tooLarge(): CinnabarError {
  return new CinnabarError('CRL_TOO_LARGE', 'The revocation list is larger than is read.');
}
