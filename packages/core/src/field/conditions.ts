import type { Condition, Control } from './control.ts';
import { isMarkControl } from './guards.ts';

/** Values by control id. */
export type ControlValues = Readonly<Record<string, string>>;

/** What of the controls of a file is shown and required, with these values. Catalogue: SGN-02. */
export interface ControlStates {
  isShown(control: Control): boolean;
  /** False for what is hidden. */
  isRequired(control: Control): boolean;
}

/** A control that is hidden counts as empty to those that depend on it. Values win over defaults. */
export function statesOf(controls: readonly Control[], values: ControlValues): ControlStates {
  const byId = new Map(controls.map((control) => [control.id, control]));
  const shown = new Map<string, boolean>();
  const holds = ({ control: id, equals }: Condition): boolean => {
    const control = byId.get(id);
    if (!control || isMarkControl(control) || !isShown(control)) return false;
    const value = (Object.hasOwn(values, id) ? values[id] : control.value) ?? '';
    const wanted = typeof equals === 'string' ? [equals] : equals;
    return (control.kind === 'check' ? value.split('\n') : [value]).some((one) => wanted.includes(one.trim()));
  };
  const isShown = (control: Control): boolean => {
    // A control hangs on one other at most: the line of those not known yet, answered from its far end. One that leads
    // back to itself is never shown; `checkControls` refuses it.
    const line: Control[] = [];
    let at: Control | undefined = control;
    while (at && !shown.has(at.id)) {
      shown.set(at.id, false);
      line.push(at);
      at = at.showWhen && byId.get(at.showWhen.control);
    }
    for (const { id, showWhen } of line.reverse()) shown.set(id, showWhen === undefined || holds(showWhen));
    return shown.get(control.id) === true;
  };
  return {
    isShown,
    isRequired: (control) =>
      isShown(control) && (control.required || (control.requireWhen !== undefined && holds(control.requireWhen))),
  };
}

/**
 * Ids of controls that are shown only when they themselves are. Being required hangs on values, not on what else is
 * required, so it runs in no circle.
 */
export function conditionCycles(controls: readonly Control[]): string[] {
  const next = new Map(controls.map(({ id, showWhen }) => [id, showWhen?.control]));
  const walks = new Map<string, string>(); // id → where the walk that came by first had started
  const found: string[] = [];
  for (const start of next.keys()) {
    let at: string | undefined = start;
    for (; at !== undefined && !walks.has(at); at = next.get(at)) walks.set(at, start);
    if (at === undefined || walks.get(at) !== start) continue;
    const first = at;
    do found.push(at);
    while ((at = next.get(at) as string) !== first);
  }
  return found;
}
