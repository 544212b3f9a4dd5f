import type { ProblemTexts } from '../../language/index.ts';
import { sentences, sharedTexts } from '../refusal/index.ts';

/** Why contracts cannot be signed together, or one not with the others. */
export type BatchProblem =
  | 'BATCH_LIMIT'
  | 'BATCH_MIXED_PARTY'
  | 'BATCH_EMPTY'
  | 'BATCH_NOT_MINE'
  | 'BATCH_UNFILLED'
  | 'BATCH_FREE_PLACEMENT'
  | 'SEAL_RIGHT';

/** Catalogue: MSG-05, MSG-06. */
const texts: ProblemTexts<BatchProblem> = {
  BATCH_LIMIT: { 'zh-Hans': '一次最多可选{max}份', 'zh-Hant': '一次最多可選{max}份', en: 'At most {max} at a time.' },
  BATCH_MIXED_PARTY: {
    'zh-Hans': '仅支持同一企业签约方的合同批量签署',
    'zh-Hant': '僅支援同一企業簽約方的合約批量簽署',
    en: 'Only contracts of the same company can be signed together.',
  },
  BATCH_EMPTY: { 'zh-Hans': '请先选择合同', 'zh-Hant': '請先選擇合約', en: 'Choose contracts first.' },
  BATCH_NOT_MINE: {
    'zh-Hans': '该合同当前无需您签署',
    'zh-Hant': '該合約目前無需您簽署',
    en: 'This contract does not wait for your signature.',
  },
  BATCH_UNFILLED: {
    'zh-Hans': '该合同有未完成的必填项，请单独签署',
    'zh-Hant': '該合約有未完成的必填項目，請單獨簽署',
    en: 'Required fields of this contract are empty; sign it by itself.',
  },
  BATCH_FREE_PLACEMENT: {
    'zh-Hans': '该合同需自行选择签署位置，请单独签署',
    'zh-Hant': '該合約需自行選擇簽署位置，請單獨簽署',
    en: 'The place of the seal must be chosen; sign this contract by itself.',
  },
  SEAL_RIGHT: sharedTexts.SEAL_RIGHT,
};

/** Problems with their sentences. */
export const { because } = sentences(texts);
