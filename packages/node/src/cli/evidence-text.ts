import type { AxisVerdict, EvidenceAxis, PackageVerification, EvidenceVerdict, Finding } from '@cinnabar/core/evidence';
import { evidenceAxes } from '@cinnabar/core/evidence';
import { fillIn, localized, type LocalizedText } from '@cinnabar/core/language';

import { drawTree, labelled, paint, printable, type Branch } from './terminal.ts';

type Colour = 'green' | 'yellow' | 'red' | 'dim';

const verdicts: Readonly<Record<EvidenceVerdict, { style: Colour; sentence: LocalizedText }>> = {
  PASSED: {
    style: 'green',
    sentence: text(
      '证据包完整无误，签名人可信。',
      '證據包完整無誤，簽章人可信。',
      'Everything in the package fits, and its signer is trusted.',
    ),
  },
  INDETERMINATE: {
    style: 'yellow',
    sentence: text(
      '未发现改动，但尚有不能确认之处。',
      '未發現改動，但尚有不能確認之處。',
      'Nothing is known to be altered, but not everything is certain.',
    ),
  },
  FAILED: {
    style: 'red',
    sentence: text(
      '证据包不成立，请勿采信。',
      '證據包不成立，請勿採信。',
      'The package does not hold. Do not rely on it.',
    ),
  },
  UNREADABLE: {
    style: 'red',
    sentence: text(
      '文件无法作为证据包读取。',
      '檔案無法作為證據包讀取。',
      'The file could not be read as a package of evidence.',
    ),
  },
};

const axes: Readonly<Record<EvidenceAxis, LocalizedText>> = {
  structure: text('文件结构', '檔案結構', 'structure'),
  manifest: text('清单', '清單', 'manifest'),
  signature: text('清单签名', '清單簽章', 'signature'),
  trust: text('签名人可信', '簽章人可信', 'signer'),
  time: text('时间', '時間', 'time'),
  entries: text('条目摘要', '條目摘要', 'entries'),
  log: text('事件日志', '事件日誌', 'event log'),
  documents: text('文件签名', '文件簽章', 'documents'),
  intents: text('签署意愿', '簽署意願', 'intents'),
};

const axisWords: Readonly<Record<AxisVerdict, { style: Colour; word: LocalizedText }>> = {
  PASSED: { style: 'green', word: text('成立', '成立', 'holds') },
  INDETERMINATE: { style: 'yellow', word: text('未能确认', '未能確認', 'not certain') },
  FAILED: { style: 'red', word: text('不成立', '不成立', 'does not hold') },
  NOT_CHECKED: { style: 'dim', word: text('未检查', '未檢查', 'not checked') },
};

const severities: Readonly<Record<Finding['severity'], { style: Colour; word: LocalizedText }>> = {
  error: { style: 'red', word: text('错误', '錯誤', 'error') },
  warning: { style: 'yellow', word: text('警告', '警告', 'warning') },
  info: { style: 'dim', word: text('提示', '提示', 'info') },
};

/** Of the longest label in any language. */
const labelColumns = 10;

const words = {
  first: text('首个问题：', '首個問題：', 'First of all: '),
  counts: text('{size} 字节，{entries} 个条目', '{size} 位元組，{entries} 個條目', '{size} bytes, {entries} entries'),
  contract: text('合同', '合同', 'contract'),
  made: text('制作', '製作', 'made'),
  signer: text('签名人', '簽章人', 'signed by'),
  stamp: text('时间戳', '時戳', 'time-stamp'),
  log: text('{size} 个事件，{first} 至 {last}', '{size} 個事件，{first} 至 {last}', '{size} events, {first} to {last}'),
  intent: text('意愿：第 {index} 个事件', '意願：第 {index} 個事件', 'intent: event {index}'),
  noIntent: text('无意愿记录', '無意願紀錄', 'no intent'),
} as const;

/** The report for people: a headline, the first thing that does not fit, and a tree of everything. */
export function evidenceLines(path: string, report: PackageVerification, language: string): string[] {
  const say = (what: LocalizedText): string => localized(what, language);
  const { verdict, error, first } = report;
  const { style, sentence } = verdicts[verdict];
  const lines = [`${paint(['bold', style], verdict)}  ${paint('bold', printable(path))}`, `  ${say(sentence)}`];
  if (error) return [...lines, `  ${printable(error.message)} ${paint('dim', error.code)}`];
  if (first) lines.push(`  ${say(words.first)}${printable(say(first.message))}  ${paint('dim', first.code)}`);
  const { size, entries, contract, createdAt, generator } = report.package;
  lines.push(paint('dim', `  ${say(fillIn(words.counts, { size: size.toLocaleString('en'), entries }))}`), '');
  const facts: Branch[] = [];
  if (contract) facts.push(row(say(words.contract), `${contract.name} (${contract.id})`));
  if (createdAt !== null) facts.push(row(say(words.made), `${createdAt}, ${generator ?? ''}`));
  if (report.signer) facts.push(row(say(words.signer), `${report.signer.commonName ?? ''}, ${report.signer.issuer}`));
  if (report.timestamp)
    facts.push(row(say(words.stamp), `${report.timestamp.time}, ${report.timestamp.authority ?? ''}`));
  const root = { text: `${paint(style, '●')} ${paint('bold', printable(report.log?.id ?? path))}` };
  lines.push(
    ...drawTree({ ...root, children: [...facts, ...evidenceAxes.map((axis) => axisBranch(axis, report, say))] }),
  );
  return lines;
}

type Say = (text: LocalizedText) => string;

function axisBranch(axis: EvidenceAxis, report: PackageVerification, say: Say): Branch {
  const { style, word } = axisWords[report.axes[axis]];
  const children = [
    ...(axis === 'log' ? logBranches(report, say) : []),
    ...(axis === 'documents' ? documentBranches(report, say) : []),
    ...report.findings.filter((finding) => finding.axis === axis).map((finding) => findingBranch(finding, say)),
  ];
  return { text: `${labelled(say(axes[axis]), labelColumns)}  ${paint(style, say(word))}`, children };
}

function logBranches({ log }: PackageVerification, say: Say): Branch[] {
  if (!log) return [];
  const values = { size: log.size, first: log.first ?? '–', last: log.last ?? '–' };
  return [{ text: printable(say(fillIn(words.log, values))) }, { text: paint('dim', log.root) }];
}

function documentBranches({ documents }: PackageVerification, say: Say): Branch[] {
  return documents.map(({ role, path, name, verdict, signatures }) => ({
    text: `${printable(path)}  ${printable(name)}  ${verdict}`,
    children: signatures.map(({ field, signer, at, indication, intent, kind }) => {
      const meant = intent === null ? say(words.noIntent) : say(fillIn(words.intent, { index: intent }));
      const parts = [
        field,
        signer?.commonName ?? '',
        at ?? '',
        indication,
        ...(kind === 'signature' && role === 'document' ? [meant] : []),
      ];
      return { text: printable(parts.filter((part) => part !== '').join('  ')) };
    }),
  }));
}

function findingBranch({ severity, message, code }: Finding, say: Say): Branch {
  const { style, word } = severities[severity];
  return { text: `${paint(style, say(word))}  ${printable(say(message))}  ${paint('dim', code)}` };
}

function row(label: string, value: string): Branch {
  return { text: `${labelled(label, labelColumns)}  ${printable(value)}` };
}

function text(zhHans: string, zhHant: string, en: string): LocalizedText {
  return { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };
}
