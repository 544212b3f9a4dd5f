import type { LocalizedText, Problem } from '../language/index.ts';

/** Something that happened, for the evidence log: what, to which thing, and the facts of it. Never personal data in clear. */
export interface DomainEvent<Type extends string = string> {
  readonly type: Type;
  /** UTC, ISO 8601 with milliseconds: the server's clock, given by the caller. */
  readonly at: string;
  /** Who caused it: a person's or system's opaque reference. */
  readonly actor: string;
  /** The thing it happened to. */
  readonly subject: string;
  readonly data?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** Ways to reach a person. `in-app` is the platform's own message list. */
export type Channel = 'sms' | 'voice' | 'email' | 'in-app';

/** A message to be sent because of a decision; a row of the catalogue's A22. */
export interface Notice<Id extends string = string> {
  /** `N-01` … `N-16`. */
  readonly id: Id;
  /** Opaque reference of the person or organisation. */
  readonly to: string;
  readonly channels: readonly Channel[];
  readonly text: LocalizedText;
}

/** What came of a wish: the new state with everything it causes, or a refusal and nothing changed. */
export type Decision<Thing, Code extends string = string> =
  | {
      readonly accepted: true;
      readonly next: Thing;
      readonly events: readonly DomainEvent[];
      readonly notices: readonly Notice[];
    }
  | { readonly accepted: false; readonly refusal: Problem<Code> };

/** {@link Decision} for yes. */
export function accept<Thing>(
  next: Thing,
  effects: { events?: readonly DomainEvent[]; notices?: readonly Notice[] } = {},
): Decision<Thing, never> {
  return { accepted: true, next, events: effects.events ?? [], notices: effects.notices ?? [] };
}

/** {@link Decision} for no. */
export function refuse<Code extends string>(refusal: Problem<Code>): Decision<never, Code> {
  return { accepted: false, refusal };
}
