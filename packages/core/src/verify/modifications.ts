import type { PdfDocument } from '../pdf/index.ts';
import {
  exceeds,
  highestLevel,
  isLocked,
  pathOf,
  permissionsOf,
  type Finding,
  type FieldLock,
  type RevisionHistory,
} from './diff/index.ts';
import type { ChangeFacts, DemandFacts } from './facts.ts';
import type { ModificationFinding } from './report.ts';
import type { EarlierSignatures, FoundSignature } from './signatures.ts';
import { findingText } from './texts/findings.ts';

export interface ChangesAndDemands {
  readonly changes: ChangeFacts | null;
  readonly demands: DemandFacts | null;
}

/** Findings of one signature, and of all signatures of a file together; the worst are kept. */
const maxFindings = { each: 2_000, least: 50, all: 10_000 };
/** Names of fields of one lock that are repeated in the facts. */
const maxNames = 1_000;

/**
 * What came after `found`, which was made over revision `revision`, and what its signer, its field's lock and the
 * certification demand of it. Nothing can be said of what followed a signature that covers no revision.
 */
export function changesAfter(
  document: PdfDocument,
  found: FoundSignature,
  revision: number | undefined,
  history: RevisionHistory,
  earlier: EarlierSignatures,
  signatures: number,
): ChangesAndDemands {
  if (revision === undefined) return { changes: null, demands: null };
  const signed = document.at(revision);
  const fields = earlier.at(revision).find(({ ref }) => ref !== undefined && ref === found.ref)?.fields ?? [];
  const { p = null, locks } = permissionsOf(signed, found.dict, fields, 'ANNOTATIONS');
  const later = revision < document.revisions.length - 1;
  const findings = later ? history.after(revision).map((finding) => heldToLocks(finding, locks)) : [];
  return {
    changes: {
      later,
      level: highestLevel(findings.map(({ level }) => level)),
      rules: rulesOf(findings),
      findings: shortened(findings, signatures).map(reported),
    },
    demands: {
      p,
      locks: locks.map(({ action, fields: names }) => ({
        action,
        count: names.size,
        fields: [...names].slice(0, maxNames),
      })),
    },
  };
}

function heldToLocks(finding: Finding, locks: readonly FieldLock[]): Finding {
  const { field, level } = finding;
  const changesForm = exceeds(level, 'LTA_UPDATES') && level !== 'OTHER';
  if (field === undefined || !changesForm || !locks.some((lock) => isLocked(lock, field))) return finding;
  return { ...finding, rule: 'locked-field' };
}

function rulesOf(findings: readonly Finding[]): ChangeFacts['rules'] {
  const rules: Record<string, ChangeFacts['rules'][string]> = {};
  for (const { rule, level, field } of findings) {
    const known = rules[rule];
    if (known && !exceeds(level, known.level)) continue;
    rules[rule] = { level, ...(field === undefined ? {} : { field }) };
  }
  return rules;
}

function shortened(findings: readonly Finding[], signatures: number): readonly Finding[] {
  const share = Math.max(maxFindings.least, Math.floor(maxFindings.all / signatures));
  const limit = Math.min(maxFindings.each, share);
  if (findings.length <= limit) return findings;
  return findings
    .toSorted((a, b) => Number(exceeds(b.level, a.level)) - Number(exceeds(a.level, b.level)))
    .slice(0, limit);
}

function reported({ rule, level, object, place, revision, field }: Finding): ModificationFinding {
  const path = pathOf(place);
  const message = findingText({ rule, path, ...(field === undefined ? {} : { field }) }, 'en');
  return { rule, object, path, message, level, revision, ...(field === undefined ? {} : { field }) };
}
