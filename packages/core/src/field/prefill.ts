import type { Control } from './control.ts';
import { isFillControl } from './guards.ts';
import { prefillOfKind, type PrefillSource } from './kinds.ts';

/** What is known when a contract is initiated. */
export type PrefillData = Readonly<Partial<Record<PrefillSource, string>>>;

/**
 * The values controls start with: what their source knows, else their default. Without either a control is left out.
 * Keyed by id, for labels may repeat. Catalogue: Z-10, INI-10, TPL-07.
 */
export function initialValues(controls: readonly Control[], data: PrefillData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const control of controls.filter(isFillControl)) {
    const source = control.prefill ?? prefillOfKind[control.kind];
    const value = (source && data[source]) || control.value;
    if (value !== undefined) values[control.id] = value;
  }
  return values;
}
