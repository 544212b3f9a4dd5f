import { bytesToHex, derBoolean, derSequence, equalBytes } from '../bytes/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { authorityKeyIdentifier, readCertificate, subjectKeyIdentifier, type Certificate } from './certificate.ts';
import { sameName } from './name.ts';
import { validatePath, type PathDemands } from './path/index.ts';
import { oid } from './oids.ts';
import { error, type Problem } from './problem.ts';
import { verifiedBy } from './verified-by.ts';

/** TRUSTED: a path to an anchor holds. UNTRUSTED: a path exists but breaks a rule. NO_PATH: none of the anchors is reached. */
export type TrustStatus = 'TRUSTED' | 'UNTRUSTED' | 'NO_PATH';

export interface ChainCheck {
  readonly status: TrustStatus;
  /** Certificates from the end entity to the anchor; only the first when there is no path. */
  readonly path: readonly Certificate[];
  readonly problems: readonly Problem[];
  /** Certificate policies that hold for the whole path, in the words of the first authority below the anchor. */
  readonly policies: readonly string[];
}

export interface ChainOptions extends PathDemands {
  /** Asked for certificates of an issuer that is not at hand; never throws. */
  readonly findIssuers?: (certificate: Certificate) => Promise<readonly Certificate[]>;
  /** Why a path that holds is not wanted, so that another is looked for; never throws. */
  readonly object?: (path: readonly Certificate[]) => Promise<Problem | undefined>;
}

const maxPathLength = 12;
/** Signatures looked at, paths validated and issuers asked for in one search: bags of certificates may be hostile. */
const maxAttempts = 100;
const maxPaths = 32;
const maxFetches = 8;

/**
 * Looks for a path from `certificate` to one of `anchors` that is valid at the time `at` (RFC 5280 §6.1, RFC 9618),
 * depth first among all certificates of `pool`, cross-certificates and loops included; key identifiers only decide which
 * is tried first (RFC 4158 §3.5). Revocation is not examined. Never throws on hostile input.
 */
export async function checkChain(
  certificate: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  at: Date,
  options: ChainOptions = {},
): Promise<ChainCheck> {
  const search = new PathSearch(pool, anchors, at, options);
  const found = await search.from([certificate]);
  if (found) return found;
  const alone = { path: [certificate], policies: [] };
  const { refused } = search;
  if (refused) return { ...alone, status: 'UNTRUSTED', problems: [refused] };
  const none = search.unsupported
    ? error('CHAIN_ALGORITHM_UNSUPPORTED', 'A certificate is signed in a way that is not supported.')
    : error('CHAIN_NOT_FOUND', 'The certificate does not lead to any authority that is trusted here.');
  return { ...alone, status: 'NO_PATH', problems: [none] };
}

class PathSearch {
  /** Why the first path that reached an anchor was refused. */
  refused: Problem | undefined;
  /** A signature on the way could not be checked. */
  unsupported = false;
  readonly #anchors: readonly Certificate[];
  readonly #at: Date;
  readonly #options: ChainOptions;
  /** By their bytes, anchors first: the same certificate often stands in several places. */
  readonly #candidates = new Map<string, Candidate>();
  /** From these no anchor is reached, whatever path leads to them. */
  readonly #deadEnds = new Set<Certificate>();
  #attempts = 0;
  #paths = 0;
  #fetches = 0;

  constructor(pool: readonly Certificate[], anchors: readonly Certificate[], at: Date, options: ChainOptions) {
    this.#anchors = anchors;
    this.#at = at;
    this.#options = options;
    this.#add([...anchors, ...pool]);
  }

  #add(certificates: readonly Certificate[]): void {
    for (const certificate of certificates) {
      const { der, subject, spki } = certificate;
      // Of an anchor that is a name and a key there is nothing else.
      const key = der.length > 0 ? bytesToHex(der) : `${bytesToHex(subject)} ${bytesToHex(spki)}`;
      if (!this.#candidates.has(key)) this.#candidates.set(key, new Candidate(certificate, this.#anchors));
    }
  }

  async from(path: readonly Certificate[]): Promise<ChainCheck | undefined> {
    const last = path.at(-1) as Certificate;
    if (this.#anchors.some((anchor) => anchor === last || isSame(anchor, last))) return this.#accept(path);
    if (path.length >= maxPathLength) return undefined;
    const reached = this.#paths;
    const { findIssuers } = this.#options;
    // Names are nearly always written alike; to compare them as RFC 5280 §7.1 asks takes longer.
    let found = await this.#through(path, this.#issuersOf(last, equalBytes));
    found ??= await this.#through(path, this.#issuersOf(last, isSameThoughNotAlike));
    if (!found && findIssuers && this.#fetches < maxFetches && !this.#isSpent) {
      this.#fetches++;
      const fetched = await findIssuers(last);
      this.#add(fetched);
      found = await this.#through(path, fetched);
    }
    if (this.#paths === reached) this.#deadEnds.add(last);
    return found;
  }

  async #through(path: readonly Certificate[], issuers: readonly Certificate[]): Promise<ChainCheck | undefined> {
    const last = path.at(-1) as Certificate;
    for (const issuer of issuers) {
      if (this.#deadEnds.has(issuer) || !mayFollow(issuer, path)) continue;
      if (this.#isSpent) return undefined;
      this.#attempts++;
      const verdict = await verifiedBy(last, issuer);
      if (verdict === 'unsupported') this.unsupported = true;
      const found = verdict === 'valid' ? await this.from([...path, issuer]) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  get #isSpent(): boolean {
    return this.#attempts >= maxAttempts || this.#paths >= maxPaths;
  }

  async #accept(path: readonly Certificate[]): Promise<ChainCheck | undefined> {
    this.#paths++;
    const result = validatePath(path, this.#at, this.#options);
    const problem = 'code' in result ? result : await this.#options.object?.(path);
    if (!problem && !('code' in result)) return { status: 'TRUSTED', path, problems: [], policies: result.policies };
    this.refused ??= problem;
    return undefined;
  }

  /** Certificates whose subject `isName` of the issuer, the likeliest first. */
  #issuersOf(certificate: Certificate, isName: typeof equalBytes): readonly Certificate[] {
    const named = [...this.#candidates.values()].filter(({ certificate: { subject } }) =>
      isName(subject, certificate.issuer),
    );
    if (named.length < 2) return named.map((candidate) => candidate.certificate);
    const wanted = ifReadable(() => authorityKeyIdentifier(certificate));
    const ranked = named.map((candidate) => ({ candidate, rank: candidate.rankFor(wanted) }));
    return ranked.sort((x, y) => y.rank - x.rank).map(({ candidate }) => candidate.certificate);
  }
}

interface IssuerTraits {
  readonly identifier: Uint8Array | undefined;
  readonly isNearAnchor: boolean;
}

/** A certificate that may be an issuer, and what tells how likely it is: read once, for a bag may hold thousands. */
class Candidate {
  readonly certificate: Certificate;
  readonly #anchors: readonly Certificate[];
  #known: IssuerTraits | undefined;

  constructor(certificate: Certificate, anchors: readonly Certificate[]) {
    this.certificate = certificate;
    this.#anchors = anchors;
  }

  /**
   * Key identifiers that agree come first, those that contradict each other last. Bags may be deep, paths are short: what
   * an anchor may have issued is tried before what others may have.
   */
  rankFor(wanted: Uint8Array | undefined): number {
    const { identifier, isNearAnchor } = (this.#known ??= this.#read());
    const likeliness = !wanted || !identifier ? 0 : equalBytes(wanted, identifier) ? 1 : -1;
    return likeliness + (isNearAnchor ? 2 : 0);
  }

  #read(): IssuerTraits {
    const { certificate } = this;
    return {
      identifier: ifReadable(() => subjectKeyIdentifier(certificate)),
      isNearAnchor: this.#anchors.some(({ subject }) => ifReadable(() => sameName(subject, certificate.issuer))),
    };
  }
}

function isSameThoughNotAlike(a: Uint8Array, b: Uint8Array): boolean {
  return !equalBytes(a, b) && (ifReadable(() => sameName(a, b)) ?? false);
}

function isSame(a: Certificate, b: Certificate): boolean {
  return a.der.length > 0 && equalBytes(a.der, b.der);
}

/** A name and key occur once in a path: certificates that certify each other in a ring lead nowhere. */
function mayFollow(issuer: Certificate, path: readonly Certificate[]): boolean {
  return !path.some(
    ({ spki, subject }) =>
      equalBytes(spki, issuer.spki) && (ifReadable(() => sameName(subject, issuer.subject)) ?? true),
  );
}

function ifReadable<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (cause) {
    if (isCinnabarError(cause)) return undefined;
    throw cause;
  }
}

/** Certificates of a trust store. @throws CinnabarError `CERTIFICATE_MALFORMED` or `ASN1_MALFORMED` */
export function readTrustAnchors(ders: readonly Uint8Array[]): Certificate[] {
  return ders.map((der) => readCertificate(der));
}

/**
 * An anchor that is a name and a key and nothing else (RFC 5280 §6.1.1 (d)), trusted at all times, for any path.
 * @param subject DER Name
 * @param spki DER SubjectPublicKeyInfo
 */
export function anchorOfKey(subject: Uint8Array, spki: Uint8Array): Certificate {
  const nothing = new Uint8Array();
  return {
    der: nothing,
    tbs: nothing,
    serialNumber: nothing,
    issuer: subject,
    subject,
    notBefore: new Date(-8.64e15),
    notAfter: new Date(8.64e15),
    spki,
    signatureAlgorithm: { oid: '' },
    signature: nothing,
    extensions: new Map([[oid.basicConstraints, { critical: true, value: derSequence(derBoolean(true)) }]]),
  };
}
