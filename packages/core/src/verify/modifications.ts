import { errorProblem, infoProblem, warningProblem, type Problem } from '../cms/index.ts';
import { readFormFields, type PdfDocument } from '../pdf/index.ts';
import {
  exceeds,
  highestLevel,
  isLocked,
  permissionsOf,
  type Finding,
  type Permissions,
  type RevisionHistory,
} from './diff/index.ts';
import { findingText } from './messages.ts';
import type { ModificationFinding, Modifications } from './report.ts';
import type { FoundSignature } from './signatures.ts';

export interface ModificationsAndProblems {
  readonly modifications: Modifications;
  readonly problems: readonly Problem[];
}

/** What to make of annotations after a signature that says nothing about them. */
export type AnnotationPolicy = 'warn' | 'forbid';

/** Nothing can be said of what followed a signature that covers no revision. */
const uncovered: ModificationsAndProblems = {
  modifications: { level: 'OTHER', permitted: false, findings: [] },
  problems: [],
};

/** Longest list of findings in a report; the worst are kept. */
const maxFindings = 2_000;

/**
 * What came after `found`, which was made over revision `revision`, and whether its signer, its field's lock and the
 * certification let it.
 */
export function modificationsAfter(
  document: PdfDocument,
  found: FoundSignature,
  revision: number | undefined,
  history: RevisionHistory,
  annotations: AnnotationPolicy,
): ModificationsAndProblems {
  if (revision === undefined) return uncovered;
  if (revision === document.revisions.length - 1) {
    return { modifications: { level: 'NONE', permitted: true, findings: [] }, problems: [] };
  }
  const signed = document.at(revision);
  const fields = readFormFields(signed).fields.filter(({ name }) => found.fieldNames.includes(name));
  const permissions = permissionsOf(
    signed,
    found.dict,
    fields.map(({ dict }) => dict),
    annotations === 'forbid' ? 'FORM_FILLING' : 'ANNOTATIONS',
  );
  const findings = history.after(revision).map((finding) => heldToLocks(finding, permissions));
  const level = highestLevel(findings.map((finding) => finding.level));
  const permitted = !exceeds(level, permissions.level) && findings.every(({ rule }) => rule !== 'locked-field');
  return {
    modifications: { level, permitted, findings: shortened(findings).map(reported) },
    problems: problemsOf(findings, permitted),
  };
}

function heldToLocks(finding: Finding, { locks }: Permissions): Finding {
  const { field, level } = finding;
  const changesForm = exceeds(level, 'LTA_UPDATES') && level !== 'OTHER';
  if (field === undefined || !changesForm || !locks.some((lock) => isLocked(lock, field))) return finding;
  return { ...finding, rule: 'locked-field' };
}

function problemsOf(findings: readonly Finding[], permitted: boolean): Problem[] {
  const rules = new Set(findings.map(({ rule }) => rule));
  if (rules.has('hybrid-reference') || rules.has('unreadable')) {
    return [
      warningProblem('LATER_CHANGES_UNDECIDED', 'The file was changed after this signature, and how cannot be told.'),
    ];
  }
  if (!permitted) {
    return [
      errorProblem(
        'LATER_CHANGES_FORBIDDEN',
        'The file was changed after this signature in a way that is not permitted.',
      ),
    ];
  }
  const warnings = new Map(findings.filter(({ warn }) => warn).map((finding) => [finding.rule, finding]));
  return [
    infoProblem('LATER_CHANGES_PERMITTED', 'The file was added to after this signature, as is permitted.'),
    ...[...warnings].map(([rule, finding]) =>
      warningProblem(`LATER_${rule.toUpperCase().replaceAll('-', '_')}`, findingText(finding, 'en')),
    ),
  ];
}

function shortened(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= maxFindings) return findings;
  return findings
    .toSorted((a, b) => Number(exceeds(b.level, a.level)) - Number(exceeds(a.level, b.level)))
    .slice(0, maxFindings);
}

function reported({ rule, level, object, path, revision, field }: Finding): ModificationFinding {
  const message = findingText({ rule, ...(field === undefined ? {} : { field }) }, 'en');
  return { rule, object, path, message, level, revision, ...(field === undefined ? {} : { field }) };
}
