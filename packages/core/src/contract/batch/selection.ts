import { fillIn, type LocalizedText, type Problem } from '../../language/index.ts';
import type { PlatformRules } from '../rules/index.ts';
import { because, type BatchProblem } from './texts.ts';

/** What is ticked after a click, and why it is not more. */
export interface BatchSelection {
  readonly selected: readonly string[];
  readonly problem?: Problem<BatchProblem>;
}

const selectedText: LocalizedText = {
  'zh-Hans': '已选中 {n} 个合同 (最多可选{max}份)',
  'zh-Hant': '已選中 {n} 個合約 (最多可選{max}份)',
  en: '{n} contracts selected (at most {max})',
};

/** What the bar says. Catalogue: BAT-02, LBL-66. */
export function selectionText(selected: readonly string[], rules: PlatformRules): LocalizedText {
  return fillIn(selectedText, { n: selected.length, max: rules.batchSign.max });
}

/** Ticks or clears one contract; one too many stays clear. Catalogue: BAT-02, LIM-04, MSG-05. */
export function toggleSelection(selected: readonly string[], contract: string, rules: PlatformRules): BatchSelection {
  if (selected.includes(contract)) return { selected: selected.filter((each) => each !== contract) };
  return selectPage(selected, [contract], rules);
}

/** Ticks a whole page as far as the limit lets it, from the top. Catalogue: BAT-02. */
export function selectPage(selected: readonly string[], page: readonly string[], rules: PlatformRules): BatchSelection {
  const { max } = rules.batchSign;
  const wanted = [...new Set([...selected, ...page])];
  if (wanted.length <= max) return { selected: wanted };
  return {
    selected: wanted.slice(0, Math.max(max, selected.length)),
    problem: because('BATCH_LIMIT', { values: { max } }),
  };
}
