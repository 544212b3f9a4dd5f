import type { LocalizedText } from '../../language/index.ts';
import type { Versioned } from '../../machine/index.ts';
import type { MarkKind } from '../signing/index.ts';
import type { AssetState } from './asset-machine.ts';

/** 印章类型. */
export type SealType = 'official' | 'contract' | 'personnel' | 'finance' | 'legal-rep' | 'other';

/** Labels of {@link SealType}. Catalogue: A23.1. */
export const sealTypes: Readonly<Record<SealType, LocalizedText>> = {
  official: { 'zh-Hans': '公章', 'zh-Hant': '公章', en: 'Official seal' },
  contract: { 'zh-Hans': '合同专用章', 'zh-Hant': '合約專用章', en: 'Contract seal' },
  personnel: { 'zh-Hans': '人事专用章', 'zh-Hant': '人事專用章', en: 'Personnel seal' },
  finance: { 'zh-Hans': '财务专用章', 'zh-Hant': '財務專用章', en: 'Finance seal' },
  'legal-rep': { 'zh-Hans': '法定代表人章', 'zh-Hant': '法定代表人章', en: 'Legal representative’s seal' },
  other: { 'zh-Hans': '其他', 'zh-Hant': '其他', en: 'Other' },
};

/** A kept signature of a person, or seal of a company; the picture is elsewhere. */
export interface SignatureAsset extends Versioned<AssetState> {
  readonly id: string;
  readonly kind: MarkKind;
  /** The person's reference of signatures, the company's of seals. */
  readonly owner: string;
  /** Of seals. */
  readonly sealType?: SealType;
  /** Members who may use a seal; absent: everybody with the right to seal. */
  readonly users?: readonly string[];
  /** Hexadecimal digest of the picture; what is used in a document must have it. */
  readonly digest: string;
  /** The session it was made in. */
  readonly session: string;
  readonly createdAt: string;
  readonly deletedAt?: string;
}

export type AssetEvent =
  | { readonly type: 'activate' | 'make-default' | 'cede-default' | 'disable' }
  /** `used`: it stands in some document. */
  | { readonly type: 'delete'; readonly used: boolean };
