import { parseResidentId, type CalendarDay, type Sex } from '../identity/index.ts';
import { problemOf } from '../language/index.ts';

import { statesOf, type ControlValues } from './conditions.ts';
import type { Control } from './control.ts';
import { isFillControl } from './guards.ts';
import type { LabourMeaning } from './kinds.ts';
import { termRules, unreadableTerms } from './labour-rules.ts';
import type {
  LabourFinding,
  LabourProblem,
  LabourProblemCode,
  LabourTerms,
  Severity,
  TermKind,
} from './labour-terms.ts';
import { labourTexts, severities } from './labour-texts.ts';
import { workerRules } from './labour-worker.ts';

export interface LabourOptions {
  /** Another weight than {@link severities} gives: the only way past a rule. */
  readonly severities?: Readonly<Partial<Record<LabourProblemCode, Severity>>>;
}

/**
 * Everything that stands against a labour contract on these terms, by all rules; empty when nothing does. Paths are
 * {@link LabourMeaning}s. Terms that cannot be read are told alone. Catalogue: INI-11.
 */
export function checkLabourTerms(terms: LabourTerms, options: LabourOptions = {}): LabourProblem[] {
  const unreadable = unreadableTerms(terms);
  const findings =
    unreadable.length > 0
      ? unreadable
      : [...termRules, ...workerRules].flatMap((rule): LabourFinding[] => {
          const finding = rule(terms);
          return finding ? [finding] : [];
        });
  return findings.map(({ code, path, values }) => ({
    ...problemOf(labourTexts, code, { path, ...(values ? { values } : {}) }),
    severity: options.severities?.[code] ?? severities[code],
  }));
}

/** What is known beside the controls' values. */
export type LabourContext = Omit<LabourTerms, 'kind' | 'start' | 'end' | 'probationStart' | 'probationEnd'> & {
  /** Where no control says it. */
  readonly kind?: TermKind;
  /** The day it is in China. */
  readonly today: CalendarDay;
};

/**
 * {@link checkLabourTerms} for values by what they mean, such as the answers of a form; paths are meanings. Without a start
 * of the term there is nothing to check. Empty values say nothing.
 */
export function checkLabourValues(
  values: Readonly<Partial<Record<LabourMeaning, string>>>,
  context: LabourContext,
  options: LabourOptions = {},
): LabourProblem[] {
  const said = (meaning: LabourMeaning): string | undefined => values[meaning]?.trim() || undefined;
  const start = said('term-start');
  return start === undefined ? [] : checkLabourTerms(termsOf(said, start, context), options);
}

/** {@link checkLabourValues} for the controls that carry a `meaning`; paths are their ids. Hidden controls say nothing. */
export function checkLabourControls(
  controls: readonly Control[],
  values: ControlValues,
  context: LabourContext,
  options: LabourOptions = {},
): LabourProblem[] {
  const { isShown } = statesOf(controls, values);
  const said = new Map<LabourMeaning, { id: string; value: string }>();
  for (const control of controls.filter(isFillControl)) {
    const value = (Object.hasOwn(values, control.id) ? values[control.id] : control.value)?.trim() ?? '';
    const { meaning, id } = control;
    if (meaning && value !== '' && isShown(control) && !said.has(meaning)) said.set(meaning, { id, value });
  }
  const byMeaning = Object.fromEntries(Array.from(said, ([meaning, { value }]) => [meaning, value]));
  const idOf = (path: string): string => said.get(path as LabourMeaning)?.id ?? meaningId(controls, path) ?? path;
  return checkLabourValues(byMeaning, context, options).map((problem) =>
    problem.path === undefined ? problem : { ...problem, path: idOf(problem.path) },
  );
}

function meaningId(controls: readonly Control[], path: string): string | undefined {
  return controls.find((control) => isFillControl(control) && control.meaning === path)?.id;
}

function termsOf(
  value: (meaning: LabourMeaning) => string | undefined,
  start: string,
  context: LabourContext,
): LabourTerms {
  const { kind: known, today, ...rest } = context;
  const number = value('worker-id-number');
  const read = number === undefined ? undefined : parseResidentId(number, { today });
  const sex = sexOf(value('worker-sex'));
  const optional: Partial<Record<keyof LabourTerms, string | undefined>> = {
    end: value('term-end'),
    probationStart: value('probation-start'),
    probationEnd: value('probation-end'),
    wage: value('wage'),
    probationWage: value('probation-wage'),
    signedOn: value('signed-on'),
  };
  return {
    ...rest,
    kind: termKindOf(value('term-kind') ?? known ?? (value('term-end') ? 'fixed' : 'open')),
    start,
    ...Object.fromEntries(Object.entries(optional).filter(([, text]) => text !== undefined)),
    worker: {
      ...context.worker,
      ...(read?.ok ? { document: { type: 'resident-id', ...read.value } } : {}),
      ...(sex ? { sex } : {}),
      ...(value('worker-birth-date') ? { birthDate: value('worker-birth-date') as string } : {}),
    },
  };
}

/** The kind in a control's words: the code itself, its name, or its number on the model contract. */
function termKindOf(text: string): TermKind {
  if (text === '1' || /(?<!无)固定/.test(text)) return 'fixed';
  if (text === '2' || text.includes('无固定')) return 'open';
  if (text === '3' || text.includes('任务')) return 'task';
  return text as TermKind; // told as LABOUR_TERM_KIND
}

function sexOf(text: string | undefined): Sex | undefined {
  return text === '男' ? 'male' : text === '女' ? 'female' : undefined;
}
