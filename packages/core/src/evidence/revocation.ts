import {
  checkChain,
  checkTimestampToken,
  gatherRevocation,
  readCrl,
  readOcspResponse,
  serialText,
  statesRevocation,
  type Certificate,
  type Crl,
  type OcspResponse,
  type RevocationEvidence,
} from '../cms/index.ts';
import { CinnabarError, isCinnabarError } from '../error/index.ts';
import type { RevocationProvider } from '../provider/index.ts';
import { checkDetached } from './detached.ts';
import { packagePaths } from './manifest.ts';
import { trustAnchors } from './trust.ts';
import { readZip, writeZip } from './zip.ts';

/** Where statements of authorities on certificates stand. They are signed themselves, so the manifest does not list them. */
const place = /^revocation\/\d\d\.(ocsp|crl)$/;
const maxStatements = 99;

/** What authorities say in a package of its certificates. */
export interface PackageRevocation {
  readonly evidence: RevocationEvidence;
  /** Entries that can be read as such. */
  readonly paths: readonly string[];
}

/** The statements of a package. Nothing in here is trusted before it is asked; entries that are no statements are left out. */
export function revocationIn(contents: ReadonlyMap<string, Uint8Array>): PackageRevocation {
  const ocsps: OcspResponse[] = [];
  const crls: Crl[] = [];
  const paths: string[] = [];
  for (const [path, der] of contents) {
    const [, kind] = place.exec(path) ?? [];
    if (kind === undefined) continue;
    try {
      if (kind === 'ocsp') ocsps.push(readOcspResponse(der));
      else crls.push(readCrl(der));
      paths.push(path);
    } catch (cause) {
      if (!isCinnabarError(cause)) throw cause;
    }
  }
  return { evidence: { certificates: ocsps.flatMap(({ certificates }) => certificates), ocsps, crls }, paths };
}

export interface RevocationSources {
  /** DER certificates to trust. */
  readonly trust: readonly Uint8Array[];
  readonly revocation: RevocationProvider;
  readonly now: Date;
}

/**
 * Adds what the authorities say of the certificates that sealed and time-stamped a package, so that whether they were
 * revoked can be told without asking anybody. Seal and time-stamp stay as they are; best done as soon as the authorities
 * answer for the moment of the time-stamp, but possible later.
 * @throws CinnabarError `EVIDENCE_REVOCATION` when the package has no seal that holds and leads to one of `trust`, or an
 *   authority gives no answer (details: serial, codes)
 */
export async function addRevocation(bytes: Uint8Array, sources: RevocationSources): Promise<Uint8Array> {
  const zip = readZip(bytes);
  if (!zip.ok) throw unavailable([zip.problems[0].code]);
  const [manifest, signature, token] = [packagePaths.manifest, packagePaths.signature, packagePaths.timestamp].map(
    (path) => zip.value.get(path) ?? new Uint8Array(),
  ) as [Uint8Array, Uint8Array, Uint8Array];
  const seal = await checkDetached(signature, manifest);
  const stamp = await checkTimestampToken(token, [signature]);
  const time = stamp.integrity === 'INTACT' ? stamp.info?.time : undefined;
  if (!seal.certificate || seal.fault !== undefined || !time || !stamp.certificate) throw unavailable(['SEAL']);
  const statements = new Set<Uint8Array>();
  const contents = new Map(zip.value);
  const pool = [...seal.certificates, ...stamp.certificates];
  for (const certificate of [seal.certificate, stamp.certificate]) {
    for (const [kind, der] of await statementsOn(certificate, pool, time, sources)) {
      if (statements.has(der)) continue;
      statements.add(der);
      contents.set(freePath(contents, kind), der);
    }
  }
  return writeZip(contents);
}

async function statementsOn(
  certificate: Certificate,
  pool: readonly Certificate[],
  at: Date,
  { trust, revocation, now }: RevocationSources,
): Promise<(readonly ['ocsp' | 'crl', Uint8Array])[]> {
  const { status, path, problems } = await checkChain(certificate, pool, trustAnchors(trust), at);
  if (status !== 'TRUSTED') throw unavailable(problems.map(({ code }) => code));
  const statements: (readonly ['ocsp' | 'crl', Uint8Array])[] = [];
  for (const [index, subject] of path.slice(0, -1).entries()) {
    if (!statesRevocation(subject)) continue;
    const issuer = path[index + 1] as Certificate;
    const question = { certificate: subject, issuer, at, now, anchors: path.slice(-1) };
    const { answer, evidence, failures } = await gatherRevocation(question, revocation, pool);
    if (!answer || answer.status === 'UNKNOWN') throw unavailable(failures, serialText(subject));
    statements.push(...evidence.ocsps.map(({ der }) => ['ocsp', der] as const));
    statements.push(...evidence.crls.map(({ der }) => ['crl', der] as const));
  }
  return statements;
}

function freePath(contents: ReadonlyMap<string, Uint8Array>, kind: 'ocsp' | 'crl'): string {
  for (let number = 1; number <= maxStatements; number++) {
    const path = `revocation/${String(number).padStart(2, '0')}.${kind}`;
    if (!contents.has(path)) return path;
  }
  throw unavailable(['FULL']);
}

function unavailable(codes: readonly string[], serial?: string): CinnabarError {
  return new CinnabarError(
    'EVIDENCE_REVOCATION',
    'Whether the certificates of the package were revoked cannot be found out now.',
    { details: { codes, ...(serial === undefined ? {} : { serial }) } },
  );
}
