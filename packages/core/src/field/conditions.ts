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
    const known = shown.get(control.id);
    if (known !== undefined) return known;
    shown.set(control.id, false); // what depends on itself is never shown; `checkControls` refuses it
    const result = control.showWhen === undefined || holds(control.showWhen);
    shown.set(control.id, result);
    return result;
  };
  return {
    isShown,
    isRequired: (control) =>
      isShown(control) && (control.required || (control.requireWhen !== undefined && holds(control.requireWhen))),
  };
}

/** Ids of controls whose conditions lead back to themselves. */
export function conditionCycles(controls: readonly Control[]): string[] {
  const next = new Map(
    controls.map(({ id, showWhen, requireWhen }) => [
      id,
      [showWhen, requireWhen].flatMap((condition) => (condition ? [condition.control] : [])),
    ]),
  );
  const leadsTo = (start: string): boolean => {
    const waiting = [...(next.get(start) ?? [])];
    const seen = new Set<string>();
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (id === start) return true;
      if (seen.has(id)) continue;
      seen.add(id);
      waiting.push(...(next.get(id) ?? []));
    }
    return false;
  };
  return [...next.keys()].filter(leadsTo);
}
