import type { Localizer } from '../internal/localize.ts';
import type { messages } from './field-layer.messages.ts';
import type { ControlProblem } from './field-model.ts';

/** What to do about a problem, in one sentence. */
export function problemText(l10n: Localizer<typeof messages>, problem: ControlProblem): string {
  return problem.code === 'MARK_MISSING' ? l10n.t('MARK_MISSING') : l10n.pick(problem.message);
}
