import {
  describeReport,
  type ReportLocale,
  type ReportNode,
  type Tone,
  type VerificationReport,
} from '@cinnabar/core/verify';

import { drawTree, labelled, paint, printable, type Branch } from './terminal.ts';

const styles = { good: 'green', uncertain: 'yellow', bad: 'red', plain: 'dim' } as const satisfies Record<Tone, string>;

/** The report for people: a headline, and a tree for each signature. */
export function reportLines(path: string, report: VerificationReport, locale: ReportLocale): string[] {
  const { headline, file, problems, signatures, advice } = describeReport(report, locale);
  const lines = [
    `${paint(['bold', styles[headline.tone]], report.verdict)}  ${paint('bold', printable(path))}`,
    `  ${headline.text}`,
    report.error ? `  ${printable(file.text)} ${paint('dim', file.code ?? '')}` : paint('dim', `  ${file.text}`),
    ...problems.map((problem) => `  ${problemBranch(problem).text}`),
  ];
  for (const signature of signatures) lines.push('', ...drawTree(signatureBranch(signature)));
  if (advice !== null) lines.push('', `${advice} (--trust FILE)`);
  return lines;
}

function signatureBranch({ text, label = '', code = '', tone, children }: ReportNode): Branch {
  const style = styles[tone];
  return {
    text: `${paint(style, '●')} ${paint('bold', printable(text))}  ${label}  ${paint(style, code)}`,
    children: children.map(rowBranch),
  };
}

function rowBranch({ text, label = '', children }: ReportNode): Branch {
  return {
    text: `${labelled(label, 9)}  ${printable(text)}`.trimEnd(),
    children: children.map(leafBranch),
  };
}

function leafBranch(node: ReportNode): Branch {
  return node.label === undefined
    ? { text: printable(`${node.code ?? ''}  ${node.text}`.trim()) }
    : problemBranch(node);
}

function problemBranch({ text, label = '', code = '', tone }: ReportNode): Branch {
  return { text: `${paint(styles[tone], label)}  ${printable(text)}  ${paint('dim', code)}` };
}
