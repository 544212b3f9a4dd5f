import { bytesToHex } from '../bytes/index.ts';
import {
  checkTimestampToken,
  commonName,
  nameText,
  serialText,
  signerUsageFault,
  type Certificate,
  type RevocationEvidence,
} from '../cms/index.ts';
import { digest } from '../crypto/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { checkDetached } from './detached.ts';
import { findingOf, type Finding } from './finding.ts';
import type { EvidenceManifest } from './manifest.ts';
import type { AuthorityReport } from './package-verification.ts';
import { trustIn } from './trust.ts';

/** Whom to trust, and as of when. */
export interface TrustQuestion {
  readonly anchors: readonly Certificate[] | undefined;
  readonly now: Date;
  /** Certificates of the package, to build paths with. */
  readonly pool: readonly Certificate[];
  /** What the package holds on revocations; certificates that ask for more leave a doubt. */
  readonly evidence: RevocationEvidence;
  /** Common name the signer of the package must have. */
  readonly signer?: string;
}

/** A time-stamp that holds, and whether its authority is trusted. */
export interface StampFacts {
  readonly findings: readonly Finding[];
  /** Undefined when it proves nothing. */
  readonly time?: Date;
  /** Half width of the interval around `time`, in milliseconds. */
  readonly accuracyMs: number;
  readonly authority: string | null;
}

/**
 * Checks an RFC 3161 token over `stamped`; `code` says how a fault is called. `question.now` is the moment by which the
 * token is proven to exist: by then its authority's certificate must not have ended (ETSI EN 319 102-1 §5.6.3), nor may
 * it have begun after the time the token states.
 */
export async function checkStamp(
  token: Uint8Array,
  stamped: Uint8Array,
  path: string,
  question: TrustQuestion,
  code: 'TIMESTAMP_INVALID' | 'HEAD_STAMP' = 'TIMESTAMP_INVALID',
): Promise<StampFacts> {
  const { integrity, info, certificate, certificates, problems } = await checkTimestampToken(token, [stamped]);
  if (integrity !== 'INTACT' || !info || !certificate) {
    const detail = problems[0]?.code ?? integrity;
    return {
      findings: [findingOf('time', 'error', code, { path, values: { detail } })],
      accuracyMs: 0,
      authority: null,
    };
  }
  if (info.time.getTime() > question.now.getTime() + tolerance(info)) {
    const values = { detail: 'TIMESTAMP_LATER' };
    return {
      findings: [findingOf('time', 'warning', 'TIMESTAMP_UNTRUSTED', { path, values })],
      accuracyMs: 0,
      authority: null,
    };
  }
  const { anchors, now, evidence } = question;
  const pool = [...certificates, ...question.pool];
  const moment = { at: info.time, provenBy: now, now };
  const { status, revocation, fault } = await trustIn(certificate, pool, anchors, moment, evidence);
  const findings =
    status === 'TRUSTED' && revocation === 'GOOD'
      ? []
      : [
          findingOf('time', 'warning', 'TIMESTAMP_UNTRUSTED', {
            path,
            values: { detail: fault ?? (status === 'TRUSTED' ? 'REVOCATION_NOT_CHECKED' : status) },
          }),
        ];
  const known = { findings, accuracyMs: info.accuracyMs, authority: nameText(certificate.subject) };
  // A time nobody vouches for proves nothing; without anchors it is taken at its word, and the doubt is told.
  return status === 'TRUSTED' || status === 'NOT_CHECKED' ? { ...known, time: info.time } : known;
}

/** What a signed manifest proves. */
export interface SealFacts {
  readonly findings: readonly Finding[];
  /** Whose certificate the signature names; null when it names none. */
  readonly signer: AuthorityReport | null;
  /** Whether trust in the signer was looked into: not for a signature that does not hold. */
  readonly judged: boolean;
  readonly stamp?: StampFacts;
}

/** Signature, signer and time of a manifest. */
export async function checkSeal(
  entries: { readonly manifest: Uint8Array; readonly signature?: Uint8Array; readonly token?: Uint8Array },
  { createdAt }: EvidenceManifest,
  paths: { readonly signature: string; readonly timestamp: string },
  question: TrustQuestion,
): Promise<SealFacts> {
  const { manifest, signature, token } = entries;
  if (!signature) {
    return { findings: [findingOf('signature', 'error', 'SIGNATURE_MISSING')], signer: null, judged: false };
  }
  const check = await checkDetached(signature, manifest);
  const findings: Finding[] = [];
  if (check.fault !== undefined) {
    findings.push(
      findingOf('signature', 'error', 'SIGNATURE_INVALID', { path: paths.signature, values: { detail: check.fault } }),
    );
  }
  const stamp = token ? await checkStamp(token, signature, paths.timestamp, question) : undefined;
  const stampFindings = stamp?.findings ?? [findingOf('time', 'error', 'TIMESTAMP_MISSING')];
  const judged = check.certificate !== undefined && check.fault === undefined;
  if (check.certificate && judged) {
    findings.push(...(await signerFindings(check.certificate, check.certificates, stamp, question)));
  }
  findings.push(...stampFindings);
  if (stamp?.time && Date.parse(createdAt) > stamp.time.getTime() + tolerance(stamp)) {
    const values = { at: createdAt, stamp: stamp.time.toISOString() };
    findings.push(findingOf('time', 'error', 'TIMESTAMP_BEFORE_CREATION', { values }));
  }
  return {
    findings,
    signer: check.certificate ? authorityOf(check.certificate) : null,
    judged,
    ...(stamp ? { stamp } : {}),
  };
}

async function signerFindings(
  certificate: Certificate,
  certificates: readonly Certificate[],
  stamp: StampFacts | undefined,
  question: TrustQuestion,
): Promise<Finding[]> {
  const { anchors, now, pool, evidence, signer } = question;
  const name = commonName(certificate.subject) ?? '';
  const other = signer === undefined || signer === name ? [] : [findingOf('trust', 'error', 'SIGNER_OTHER')];
  const moment = { at: stamp?.time ?? now, now };
  const trust = await trustIn(certificate, [...certificates, ...pool], anchors, moment, evidence);
  if (trust.status === 'NOT_CHECKED') return [...other, findingOf('trust', 'warning', 'SIGNER_NOT_CHECKED')];
  const usage = usageFault(certificate);
  if (trust.status !== 'TRUSTED' || usage !== undefined) {
    const detail = trust.fault ?? usage ?? trust.status;
    return [...other, findingOf('trust', 'warning', 'SIGNER_UNTRUSTED', { values: { detail } })];
  }
  return trust.revocation === 'GOOD' ? other : [...other, findingOf('trust', 'warning', 'SIGNER_REVOCATION_UNKNOWN')];
}

/** Certificates of servers and the like sign no evidence. */
function usageFault(certificate: Certificate): string | undefined {
  try {
    return signerUsageFault(certificate);
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    return cause.code;
  }
}

/** How far a platform's clock and a time-stamp may differ: five minutes, and what the authority says of itself. */
export function tolerance({ accuracyMs }: Pick<StampFacts, 'accuracyMs'>): number {
  return 5 * 60_000 + accuracyMs;
}

function authorityOf(certificate: Certificate): AuthorityReport {
  return {
    subject: nameText(certificate.subject),
    commonName: commonName(certificate.subject) ?? null,
    issuer: nameText(certificate.issuer),
    serial: serialText(certificate),
  };
}

/** Entries against the digests of the manifest: missing, altered, not listed. */
export async function checkEntries(
  { entries }: EvidenceManifest,
  contents: ReadonlyMap<string, Uint8Array>,
  own: readonly string[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { path, size, sha256, sm3 } of entries) {
    const content = contents.get(path);
    if (!content) {
      findings.push(findingOf('entries', 'error', 'ENTRY_MISSING', { path }));
    } else if (content.length !== size || bytesToHex(await digest('SHA-256', [content])) !== sha256) {
      findings.push(findingOf('entries', 'error', 'ENTRY_DIGEST', { path, values: { algorithm: 'SHA-256' } }));
    } else if (sm3 !== undefined && bytesToHex(await digest('SM3', [content])) !== sm3) {
      findings.push(findingOf('entries', 'error', 'ENTRY_DIGEST', { path, values: { algorithm: 'SM3' } }));
    }
  }
  const listed = new Set([...own, ...entries.map(({ path }) => path)]);
  for (const path of contents.keys()) {
    if (!listed.has(path)) findings.push(findingOf('entries', 'error', 'ENTRY_UNLISTED', { path }));
  }
  return findings;
}
