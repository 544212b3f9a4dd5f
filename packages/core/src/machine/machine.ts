import { CinnabarError } from '../error/index.ts';
import { fillInTexts, problemOf, type LocalizedText, type Problem } from '../language/index.ts';

/** One state: its name on screen. */
export interface StateOf {
  readonly label: LocalizedText;
}

/**
 * A state machine as data. `transitions[state][event]` names every state the event may lead to; where there is more than
 * one, the rules of that event choose. What is not listed is refused.
 */
export interface Machine<State extends string, Event extends string> {
  /** Kebab-case; names the diagram. */
  readonly id: string;
  readonly title: LocalizedText;
  /** Where a new one starts. */
  readonly initial: State;
  readonly states: Readonly<Record<State, StateOf>>;
  readonly events: Readonly<Record<Event, { readonly label: LocalizedText }>>;
  readonly transitions: Readonly<Record<State, Partial<Readonly<Record<Event, readonly State[]>>>>>;
}

/** A thing that moves through a machine. `version` counts its changes: of two changes of one version, one is refused. */
export interface Versioned<State extends string> {
  readonly state: State;
  readonly version: number;
}

/** Refusals every machine knows. */
export type TransitionRefusal = 'TRANSITION_NOT_ALLOWED' | 'VERSION_CONFLICT';

const texts: Readonly<Record<TransitionRefusal, LocalizedText>> = {
  TRANSITION_NOT_ALLOWED: {
    'zh-Hans': '当前状态为“{state}”，不能{event}',
    'zh-Hant': '目前狀態為「{state}」，不能{event}',
    en: 'This is not possible in the state “{state}”: {event}.',
  },
  VERSION_CONFLICT: {
    'zh-Hans': '内容已被他人更新，请刷新后重试',
    'zh-Hant': '內容已被他人更新，請重新整理後再試',
    en: 'Somebody else changed this in the meantime. Load it again and retry.',
  },
};

/**
 * The states `event` may lead to from `state`; none when it is refused, or no event of the machine at all.
 * @throws CinnabarError `MACHINE_STATE` when the machine has no such state: what was stored is damaged.
 */
export function targetsOf<S extends string, E extends string>(
  machine: Machine<S, E>,
  state: S,
  event: E,
): readonly S[] {
  const row = rowOf(machine, state);
  return Object.hasOwn(row, event) ? (row[event] ?? []) : [];
}

/**
 * The events that are not refused outright in `state`.
 * @throws CinnabarError `MACHINE_STATE` as {@link targetsOf}
 */
export function eventsOf<S extends string, E extends string>(machine: Machine<S, E>, state: S): readonly E[] {
  return (Object.keys(rowOf(machine, state)) as E[]).filter((event) => targetsOf(machine, state, event).length > 0);
}

function rowOf<S extends string, E extends string>(machine: Machine<S, E>, state: S): Machine<S, E>['transitions'][S] {
  if (!Object.hasOwn(machine.transitions, state)) {
    throw new CinnabarError('MACHINE_STATE', 'The stored state is none of this machine; restore what was stored.', {
      details: { machine: machine.id, state },
    });
  }
  return machine.transitions[state];
}

/** The refusal of whoever saw another version than there is now; undefined when it is the same, or none was named. */
export function conflictOf(
  thing: { readonly version: number },
  expectedVersion: number | undefined,
): Problem<'VERSION_CONFLICT'> | undefined {
  if (expectedVersion === undefined || expectedVersion === thing.version) return undefined;
  return problemOf<'VERSION_CONFLICT'>(texts, 'VERSION_CONFLICT');
}

/**
 * Why `event` cannot happen to `thing` whatever its rules say: it changed since the caller looked (`expectedVersion`), or
 * the table does not list the event in this state. Events nobody knows, from requests that were not validated, are refused
 * by their name.
 * @throws CinnabarError `MACHINE_STATE` as {@link targetsOf}
 */
export function refusalOf<S extends string, E extends string>(
  machine: Machine<S, E>,
  thing: Versioned<S>,
  event: E,
  expectedVersion?: number,
): Problem<TransitionRefusal> | undefined {
  const conflict = conflictOf(thing, expectedVersion);
  if (conflict !== undefined) return conflict;
  if (targetsOf(machine, thing.state, event).length > 0) return undefined;
  return notAllowed(machine, thing.state, event, machine.events);
}

/**
 * The refusal of an event in a state. `events` says what the event is called: those of the machine, or of another one whose
 * things live within this one's.
 */
export function notAllowed<S extends string, E extends string>(
  machine: Pick<Machine<S, string>, 'states'>,
  state: S,
  event: E,
  events: Machine<string, E>['events'],
): Problem<'TRANSITION_NOT_ALLOWED'> {
  const unknown: LocalizedText = { 'zh-Hans': event, 'zh-Hant': event, en: event };
  const label = Object.hasOwn(events, event) ? events[event].label : unknown;
  return {
    code: 'TRANSITION_NOT_ALLOWED',
    message: fillInTexts(texts.TRANSITION_NOT_ALLOWED, { state: machine.states[state].label, event: label }),
    values: { state, event },
  };
}
