import type { Control } from '../../field/index.ts';
import type { LocalizedText } from '../../language/index.ts';
import type { Versioned } from '../../machine/index.ts';
import type { TemplateState } from './template-machine.ts';

/** 模板类型. */
export type TemplateKind =
  'labour' | 'service' | 'internship' | 'renewal' | 'change' | 'ending' | 'confidentiality' | 'other';

/** Labels of {@link TemplateKind}. Catalogue: TPL-03, A23.1. */
export const templateKinds: Readonly<Record<TemplateKind, LocalizedText>> = {
  labour: { 'zh-Hans': '劳动合同', 'zh-Hant': '勞動合約', en: 'Labour contract' },
  service: { 'zh-Hans': '劳务合同', 'zh-Hant': '勞務合約', en: 'Service contract' },
  internship: { 'zh-Hans': '实习协议', 'zh-Hant': '實習協議', en: 'Internship agreement' },
  renewal: { 'zh-Hans': '续订', 'zh-Hant': '續訂', en: 'Renewal' },
  change: { 'zh-Hans': '变更', 'zh-Hant': '變更', en: 'Change' },
  ending: { 'zh-Hans': '解除/终止证明', 'zh-Hant': '解除/終止證明', en: 'Certificate of termination' },
  confidentiality: {
    'zh-Hans': '保密/竞业协议',
    'zh-Hant': '保密/競業協議',
    en: 'Confidentiality or non-competition agreement',
  },
  other: { 'zh-Hans': '其他', 'zh-Hant': '其他', en: 'Other' },
};

/** Who signs what a template makes: a name, and the roles its controls belong to. */
export interface PartyScheme {
  readonly id: string;
  readonly label: LocalizedText;
  readonly roles: readonly string[];
}

/** 企业-员工双方签署; further schemes are data of the same shape. Catalogue: TPL-06. */
export const employerAndWorker: PartyScheme = {
  id: 'employer-worker',
  label: { 'zh-Hans': '企业-员工双方签署', 'zh-Hant': '企業-員工雙方簽署', en: 'Employer and worker sign' },
  roles: ['employer', 'worker'],
};

/** One PDF of a template with its controls. */
export interface TemplateFile {
  readonly id: string;
  /** File name, unique within the template. */
  readonly name: string;
  readonly bytes: number;
  readonly pages: number;
  /** Hexadecimal digest of its bytes. */
  readonly digest: string;
  readonly controls: readonly Control[];
}

/** What is edited; the order of files is theirs in the contract. */
export interface TemplateContent {
  readonly name: string;
  readonly kind: TemplateKind;
  readonly parties: PartyScheme;
  readonly files: readonly TemplateFile[];
}

/** A template of a company, or a public one of the supervision. */
export interface Template extends TemplateContent, Versioned<TemplateState> {
  readonly id: string;
  readonly scope: 'own' | 'public';
  /** Of `own`. */
  readonly company?: string;
  /** Counts edits of the content since it was finished; contracts pin it (`version` of a contract's source). */
  readonly revision: number;
  /** The public template or the own one it was copied from. */
  readonly copiedFrom?: { readonly id: string; readonly revision: number };
  readonly createdAt: string;
}

/** A template's content as one contract has it, whatever happens to the template later. */
export interface TemplateSnapshot extends TemplateContent {
  readonly id: string;
  readonly version: number;
}

export type TemplateEvent =
  | { readonly type: 'finish' | 'open' | 'close' | 'delete' }
  | { readonly type: 'edit'; readonly content: Partial<TemplateContent> };
