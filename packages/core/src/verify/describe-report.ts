import type { ReportedProblem, SignatureReport, VerificationReport } from './report.ts';
import { fileErrorText } from './texts/file-errors.ts';
import { findingText } from './texts/findings.ts';
import { inLocale, type ReportLocale } from './texts/locale.ts';
import { phrase, type Phrase } from './texts/phrases.ts';
import { problemText } from './texts/problems.ts';
import {
  coverageTexts,
  indicationTexts,
  integrityTexts,
  kindTexts,
  modificationTexts,
  permissionTexts,
  revocationTexts,
  severityTexts,
  subIndicationTexts,
  trustTexts,
  verdictTexts,
} from './texts/states.ts';

/** How something is to be shown. */
export type Tone = 'good' | 'uncertain' | 'bad' | 'plain';

/** A line with what hangs below it. Texts may come from the file: show them as text. */
export interface ReportNode {
  /** Stable name for programs, where the line has one. */
  readonly code?: string;
  readonly label?: string;
  readonly text: string;
  readonly tone: Tone;
  readonly children: readonly ReportNode[];
}

export interface ReportDescription {
  /** The verdict, with what it means. */
  readonly headline: ReportNode;
  /** Size, revisions, signatures; or why the file could not be read. */
  readonly file: ReportNode;
  readonly problems: readonly ReportNode[];
  readonly signatures: readonly ReportNode[];
  /** What the reader may do to learn more. */
  readonly advice: string | null;
}

const verdictTones = {
  PASSED: 'good',
  INDETERMINATE: 'uncertain',
  FAILED: 'bad',
  UNSIGNED: 'uncertain',
  UNREADABLE: 'bad',
} as const;
const indicationTones = { TOTAL_PASSED: 'good', INDETERMINATE: 'uncertain', TOTAL_FAILED: 'bad' } as const;
const severityTones = { error: 'bad', warning: 'uncertain', info: 'plain' } as const;

/** The report in words, as a tree for a page, a component or a terminal to draw. */
export function describeReport(report: VerificationReport, locale: ReportLocale): ReportDescription {
  const { verdict, error, file, signatures, problems } = report;
  const untrusted = signatures.some(({ trust }) => trust.status === 'NOT_CHECKED');
  return {
    headline: node(headlineText(report, locale), { code: verdict, tone: verdictTones[verdict] }),
    file: error
      ? node(fileErrorText(error, locale), { code: error.code, tone: 'bad' })
      : node(
          phrase('size', locale, {
            size: file.size.toLocaleString('en'),
            revisions: counted('revisions', 'oneRevision', file.revisions, locale),
            signatures: countedSignatures(signatures, locale),
          }),
        ),
    problems: problems.map((problem) => problemNode(problem, locale)),
    signatures: signatures.map((signature) => signatureNode(signature, locale)),
    advice: untrusted ? phrase('nameTrust', locale) : null,
  };
}

/** Who reads no further must not miss that there is more to read. */
function headlineText({ verdict, signatures, problems }: VerificationReport, locale: ReportLocale): string {
  const text = inLocale(verdictTexts[verdict], locale);
  const warned = [...problems, ...signatures.flatMap((signature) => signature.problems)].some(
    ({ severity }) => severity === 'warning',
  );
  if (verdict !== 'PASSED' || !warned) return text;
  return `${text}${locale === 'en' ? ' ' : ''}${phrase('heedWarnings', locale)}`;
}

/** Nobody signs by a time-stamp. */
function countedSignatures(all: readonly SignatureReport[], locale: ReportLocale): string {
  const stamps = all.filter(({ kind }) => kind === 'timestamp').length;
  const signatures = counted('signatures', 'oneSignature', all.length - stamps, locale);
  if (stamps === 0) return signatures;
  return phrase('andTimestamps', locale, {
    signatures,
    timestamps: counted('timestamps', 'oneTimestamp', stamps, locale),
  });
}

function signatureNode(signature: SignatureReport, locale: ReportLocale): ReportNode {
  const { fieldNames, kind, indication, coverage, integrity, problems } = signature;
  const row = (label: Phrase, text: string, children: readonly ReportNode[] = []): ReportNode =>
    node(text, { label: phrase(label, locale), children });
  const changes = changesNode(signature, locale);
  const changed = coverage === 'WHOLE_REVISION';
  return node(fieldNames.join(', '), {
    code: resultCode(signature),
    label: inLocale(kindTexts[kind], locale),
    tone: indicationTones[indication],
    children: [
      // That more came later is the first thing to know of what was signed.
      ...(changed ? [changes] : []),
      row('signer', signerText(signature, locale)),
      row('result', resultText(signature, locale)),
      row('coverage', inLocale(coverageTexts[coverage], locale)),
      row('integrity', inLocale(integrityTexts[integrity], locale)),
      ...(changed ? [] : [changes]),
      row('time', timeText(signature, locale)),
      row('trust', trustText(signature, locale), pathNodes(signature)),
      row('form', formText(signature, locale)),
      ...(problems.length > 0
        ? [
            node('', {
              label: phrase('problems', locale),
              children: problems.map((problem) => problemNode(problem, locale)),
            }),
          ]
        : []),
    ],
  });
}

function resultCode({ indication, subIndication }: SignatureReport): string {
  return subIndication ? `${indication} (${subIndication})` : indication;
}

function resultText({ indication, subIndication }: SignatureReport, locale: ReportLocale): string {
  const text = inLocale(indicationTexts[indication], locale);
  if (subIndication === null) return text;
  const colon = locale === 'en' ? ': ' : '：';
  return `${text}${colon}${inLocale(subIndicationTexts[subIndication], locale)}`;
}

function changesNode({ coverage, modifications, signedRevision }: SignatureReport, locale: ReportLocale): ReportNode {
  const { level, permitted, findings } = modifications;
  const text = inLocale(modificationTexts[level], locale);
  const changes =
    level === 'NONE'
      ? text
      : phrase('changesAndPermission', locale, {
          level: text,
          permitted: inLocale(permissionTexts[`${permitted}`], locale),
        });
  const children = findings.map((finding) =>
    node(findingText(finding, locale), { code: `${finding.rule}  ${finding.object}` }),
  );
  const part =
    coverage === 'WHOLE_REVISION' && signedRevision
      ? [
          node(
            phrase('signedPart', locale, {
              length: signedRevision.length.toLocaleString('en'),
              revision: String(signedRevision.index + 1),
            }),
          ),
        ]
      : [];
  return node(coverage === 'WHOLE_REVISION' ? phrase('changedSince', locale, { changes }) : changes, {
    label: phrase('changes', locale),
    children: [...part, ...children],
  });
}

function problemNode(problem: ReportedProblem, locale: ReportLocale): ReportNode {
  const { code, severity } = problem;
  return node(problemText(problem, locale), {
    code,
    label: inLocale(severityTexts[severity], locale),
    tone: severityTones[severity],
  });
}

function signerText({ signer }: SignatureReport, locale: ReportLocale): string {
  if (!signer) return phrase('unknownSigner', locale);
  return phrase('certifiedBy', locale, { name: signer.commonName ?? signer.subject, issuer: signer.issuer });
}

function timeText({ signingTime }: SignatureReport, locale: ReportLocale): string {
  const { claimed, timestamp, timestampAuthority, timestampTrusted } = signingTime;
  if (timestamp !== null) {
    const authority = timestampAuthority ?? phrase('unknownAuthority', locale);
    const trusted = phrase(timestampTrusted ? 'stampTrusted' : 'stampUntrusted', locale);
    return phrase('stampedBy', locale, { time: timestamp, authority, trusted });
  }
  return claimed === null ? phrase('notStated', locale) : phrase('claimed', locale, { time: claimed });
}

function trustText({ trust }: SignatureReport, locale: ReportLocale): string {
  const { status, revocation, at } = trust;
  const words = inLocale(trustTexts[status], locale);
  if (status === 'NOT_CHECKED') return words;
  const dated = at === null ? words : phrase('asOf', locale, { status: words, time: at });
  if (status === 'NO_PATH' || revocation === 'NONE_STATED') return dated;
  return phrase('andRevocation', locale, { trust: dated, revocation: inLocale(revocationTexts[revocation], locale) });
}

/** A link alone says no more than the signer's own row. */
function pathNodes({ trust: { path } }: SignatureReport): ReportNode[] {
  return path.length > 1 ? path.map((subject) => node(subject)) : [];
}

function formText({ level, subFilter }: SignatureReport, locale: ReportLocale): string {
  const values = { level, subFilter: subFilter ?? phrase('notStated', locale) };
  return phrase(level === 'NONE' ? 'noBaseline' : 'baseline', locale, values);
}

function counted(many: Phrase, one: Phrase, n: number, locale: ReportLocale): string {
  return n === 1 ? phrase(one, locale) : phrase(many, locale, { n: String(n) });
}

function node(
  text: string,
  { code, label, tone = 'plain', children = [] }: Partial<Omit<ReportNode, 'text'>> = {},
): ReportNode {
  return { ...(code === undefined ? {} : { code }), ...(label === undefined ? {} : { label }), text, tone, children };
}
