import { equalBytes } from '../bytes/index.ts';
import { verifySignature } from '../crypto/index.ts';
import { isCinnabarError } from '../error/index.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  permitsKeyUsage,
  readCertificate,
  subjectKeyIdentifier,
  type Certificate,
} from './certificate.ts';
import { oid } from './oids.ts';
import { error, type Problem } from './problem.ts';

/** TRUSTED: a path to an anchor holds. UNTRUSTED: a path exists but breaks a rule. NO_PATH: none of the anchors is reached. */
export type TrustStatus = 'TRUSTED' | 'UNTRUSTED' | 'NO_PATH';

export interface ChainCheck {
  readonly status: TrustStatus;
  /** Certificates from the end entity to the anchor; only the first when there is no path. */
  readonly path: readonly Certificate[];
  readonly problems: readonly Problem[];
}

const maxPathLength = 8;
const maxAttempts = 100;

/** Extensions this check acts on or may pass over; any other critical one makes a path unusable (RFC 5280 §4.2). */
const understood = new Set<string>([oid.keyUsage, oid.basicConstraints, oid.extendedKeyUsage, oid.subjectAltName]);

/**
 * Looks for a path from `certificate` to one of `anchors` at the time `at`: issuer names and key identifiers,
 * signatures, validity, CA bit, path length, keyCertSign, critical extensions. Names, policies and revocation are not
 * examined; a path that needs them is refused, not passed over.
 */
export async function checkChain(
  certificate: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  at: Date,
): Promise<ChainCheck> {
  const search = new PathSearch(pool, anchors, at);
  const path = await search.from([certificate]);
  if (path) return { status: 'TRUSTED', path, problems: [] };
  const [problem] = search.problems;
  if (problem) return { status: 'UNTRUSTED', path: [certificate], problems: [problem] };
  const none = error('CHAIN_NOT_FOUND', 'The certificate does not lead to any authority that is trusted here.');
  return { status: 'NO_PATH', path: [certificate], problems: [none] };
}

class PathSearch {
  /** Why paths that reached an anchor were refused. */
  readonly problems: Problem[] = [];
  readonly #pool: readonly Certificate[];
  readonly #anchors: readonly Certificate[];
  readonly #at: Date;
  #attempts = 0;

  constructor(pool: readonly Certificate[], anchors: readonly Certificate[], at: Date) {
    this.#pool = pool;
    this.#anchors = anchors;
    this.#at = at;
  }

  async from(path: readonly Certificate[]): Promise<readonly Certificate[] | undefined> {
    const last = path.at(-1) as Certificate;
    const anchored = this.#anchors.some((anchor) => equalBytes(anchor.der, last.der));
    if (anchored) return this.#accept(path);
    if (path.length >= maxPathLength) return undefined;
    for (const issuer of [...this.#anchors, ...this.#pool]) {
      if (path.some((earlier) => equalBytes(earlier.der, issuer.der)) || !mayHaveIssued(issuer, last)) continue;
      if (++this.#attempts > maxAttempts) return undefined;
      const verdict = await verifySignature({
        algorithm: last.signatureAlgorithm,
        spki: issuer.spki,
        signature: last.signature,
        data: [last.tbs],
      });
      const found = verdict === 'valid' ? await this.from([...path, issuer]) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  #accept(path: readonly Certificate[]): readonly Certificate[] | undefined {
    const problem = pathProblem(path, this.#at);
    if (!problem) return path;
    this.problems.push(problem);
    return undefined;
  }
}

function mayHaveIssued(issuer: Certificate, certificate: Certificate): boolean {
  if (!equalBytes(issuer.subject, certificate.issuer)) return false;
  try {
    const wanted = authorityKeyIdentifier(certificate);
    const has = subjectKeyIdentifier(issuer);
    return !wanted || !has || equalBytes(wanted, has);
  } catch {
    return false;
  }
}

function pathProblem(path: readonly Certificate[], at: Date): Problem | undefined {
  for (const [index, certificate] of path.entries()) {
    if (at < certificate.notBefore)
      return error('CERTIFICATE_NOT_YET_VALID', 'A certificate of the path was not yet valid at that time.');
    if (at > certificate.notAfter)
      return error('CERTIFICATE_EXPIRED', 'A certificate of the path had expired at that time.');
    for (const [id, extension] of certificate.extensions) {
      if (extension.critical && !understood.has(id)) {
        return error(
          'CHAIN_EXTENSION_UNSUPPORTED',
          `A certificate of the path has the critical extension ${id}, which is not understood.`,
        );
      }
    }
    if (index > 0 && !mayIssue(certificate, index - 1)) {
      return error(
        'CHAIN_ISSUER_NOT_CA',
        'A certificate of the path was issued by one that may not issue certificates.',
      );
    }
  }
  return undefined;
}

/** `below`: number of intermediate certificates between this one and the end entity. */
function mayIssue(certificate: Certificate, below: number): boolean {
  try {
    const { ca, pathLength } = basicConstraints(certificate);
    return ca && below <= (pathLength ?? Infinity) && permitsKeyUsage(certificate, 'keyCertSign');
  } catch (cause) {
    if (isCinnabarError(cause)) return false;
    throw cause;
  }
}

/** Certificates of a trust store. @throws CinnabarError `CERTIFICATE_MALFORMED` or `ASN1_MALFORMED` */
export function readTrustAnchors(ders: readonly Uint8Array[]): Certificate[] {
  return ders.map((der) => readCertificate(der));
}
