import type { LocalizedText } from '../../language/index.ts';
import type { SignatureMode } from '../rules/index.ts';
import type { MarkKind } from './contract.ts';

/** Catalogue: LBL-68, LBL-73, LBL-76. */
export const markLabels: Readonly<Record<MarkKind, LocalizedText>> = {
  'hand-drawn': { 'zh-Hans': '手绘印章', 'zh-Hant': '手繪印章', en: 'Drawn by hand' },
  'one-tap': { 'zh-Hans': '一键制作', 'zh-Hant': '一鍵製作', en: 'Made by one tap' },
  'name-stamp': { 'zh-Hans': '个人印章', 'zh-Hant': '個人印章', en: 'Stamp of the name' },
  'company-seal': { 'zh-Hans': '企业印章', 'zh-Hant': '企業印章', en: 'Company seal' },
  'legal-rep-seal': { 'zh-Hans': '法定代表人章', 'zh-Hant': '法定代表人章', en: 'Seal of the legal representative' },
};

/** Catalogue: LBL-73, LBL-76, LIM-16. */
export const signatureModeLabels: Readonly<Record<SignatureMode, LocalizedText>> = {
  hand_drawn_only: { 'zh-Hans': '手绘印章', 'zh-Hant': '手繪印章', en: 'Drawn by hand' },
  handwritten_required: { 'zh-Hans': '手写印章', 'zh-Hant': '手寫印章', en: 'Own handwriting' },
  free_choice: { 'zh-Hans': '自由选择签名', 'zh-Hant': '自由選擇簽名', en: 'Free choice of signature' },
};
