import type { SignatureReport, VerificationReport, Verdict } from '@cinnabar/core/verify';

import { counted, drawTree, paint, printable, type Branch } from './terminal.ts';

const verdicts: Readonly<Record<Verdict, { style: 'green' | 'yellow' | 'red'; sentence: string }>> = {
  PASSED: { style: 'green', sentence: 'Every signature holds, and its signer is trusted.' },
  INDETERMINATE: { style: 'yellow', sentence: 'No signature is known to be broken, but not everything is certain.' },
  FAILED: { style: 'red', sentence: 'At least one signature does not hold. Do not rely on this file.' },
  UNSIGNED: { style: 'yellow', sentence: 'The file has no signature.' },
  UNREADABLE: { style: 'red', sentence: 'The file could not be read, so nothing is known about it.' },
};

const indicationStyles = { TOTAL_PASSED: 'green', INDETERMINATE: 'yellow', TOTAL_FAILED: 'red' } as const;
const severityStyles = { error: 'red', warning: 'yellow', info: 'dim' } as const;

const coverages: Readonly<Record<SignatureReport['coverage'], string>> = {
  WHOLE_FILE: 'the whole file',
  WHOLE_REVISION: 'the whole file as it was then; more was added later',
  PARTIAL: 'only a part',
  INVALID: 'nothing that can be relied on',
};

/** The report for people: a headline, and a tree for each signature. */
export function reportLines(path: string, report: VerificationReport): string[] {
  const { verdict, error, file, signatures } = report;
  const { style, sentence } = verdicts[verdict];
  const lines = [`${paint(['bold', style], verdict)}  ${paint('bold', printable(path))}`, `  ${sentence}`];
  if (error) return [...lines, `  ${printable(error.message)} ${paint('dim', error.code)}`];
  const counts = `${counted(file.revisions, 'revision')}, ${counted(signatures.length, 'signature')}`;
  lines.push(paint('dim', `  ${file.size.toLocaleString('en')} bytes, ${counts}`));
  for (const signature of signatures) lines.push('', ...drawTree(signatureBranch(signature)));
  if (signatures.some(({ trust }) => trust.status === 'NOT_CHECKED')) {
    lines.push('', 'Say whom you trust with --trust FILE to have the signers confirmed.');
  }
  return lines;
}

function signatureBranch(signature: SignatureReport): Branch {
  const { fieldNames, kind, indication, subIndication, problems, modifications, level, subFilter } = signature;
  const style = indicationStyles[indication];
  const name = printable(fieldNames.join(', '));
  const result = subIndication ? `${indication} (${subIndication})` : indication;
  const findings = modifications.findings.map(({ rule, object, message }) => ({
    text: printable(`${rule}  ${object}  ${message}`),
  }));
  const children: Branch[] = [
    row('signer', signerText(signature)),
    row('coverage', coverages[signature.coverage]),
    row('integrity', signature.integrity.toLowerCase()),
    { ...row('changes', changesText(modifications)), children: findings },
    row('time', timeText(signature)),
    { ...row('trust', trustText(signature.trust)), children: pathBranches(signature.trust.path) },
    row('form', `${level === 'NONE' ? 'no PAdES baseline level' : `PAdES ${level}`} (${subFilter ?? 'not stated'})`),
  ];
  if (problems.length > 0) children.push({ text: 'problems', children: problems.map(problemBranch) });
  return { text: `${paint(style, '●')} ${paint('bold', name)}  ${kind}  ${paint(style, result)}`, children };
}

function problemBranch({ code, severity, message }: SignatureReport['problems'][number]): Branch {
  return { text: `${paint(severityStyles[severity], severity)}  ${printable(message)}  ${paint('dim', code)}` };
}

function signerText({ signer }: SignatureReport): string {
  return signer ? `${signer.commonName ?? signer.subject}, certified by ${signer.issuer}` : 'unknown';
}

function changesText({ level, permitted }: SignatureReport['modifications']): string {
  if (level === 'NONE') return 'none since';
  return `${level.toLowerCase().replaceAll('_', ' ')}, ${permitted ? 'permitted' : 'not permitted'}`;
}

function timeText({ signingTime }: SignatureReport): string {
  const { claimed, timestamp, timestampAuthority, timestampTrusted } = signingTime;
  if (timestamp !== null) {
    const trusted = timestampTrusted ? 'trusted' : 'not trusted here';
    return `${timestamp}, by ${timestampAuthority ?? 'an unknown authority'} (${trusted})`;
  }
  return claimed === null ? 'not stated' : `${claimed}, as the signer claims`;
}

/** A link alone says no more than the signer's own row. */
function pathBranches(path: readonly string[]): Branch[] {
  return path.length > 1 ? path.map((subject) => ({ text: printable(subject) })) : [];
}

const revocations: Readonly<Record<SignatureReport['trust']['revocation'], string>> = {
  GOOD: '; not revoked',
  REVOKED: '; revoked',
  UNKNOWN: '; revocation unknown',
  NOT_CHECKED: '; revocation not checked',
  NONE_STATED: '',
};

function trustText({ status, revocation, at }: SignatureReport['trust']): string {
  const words = { TRUSTED: 'trusted', UNTRUSTED: 'not trusted', NO_PATH: 'leads to nobody you trust' };
  if (status === 'NOT_CHECKED') return 'not checked';
  return `${words[status]}${at === null ? '' : ` as of ${at}`}${status === 'NO_PATH' ? '' : revocations[revocation]}`;
}

function row(label: string, text: string): Branch {
  return { text: `${paint('dim', label.padEnd(9))}  ${printable(text)}` };
}
