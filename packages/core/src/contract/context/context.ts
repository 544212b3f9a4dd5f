import type { DomainEvent } from '../../machine/index.ts';
import type { Actor } from '../rights/index.ts';
import type { PlatformRules } from '../rules/index.ts';

/** What every decision is told: the only place where time, person and configuration come in. */
export interface DecisionContext {
  /** The server's clock: UTC, ISO 8601 with milliseconds. */
  readonly now: string;
  readonly actor: Actor;
  readonly rules: PlatformRules;
  /** The version the actor saw; a decision about another one is refused. Absent: whatever it is now. */
  readonly expectedVersion?: number;
}

/** A {@link DomainEvent} caused in `context`. */
export function domainEvent(
  context: DecisionContext,
  type: string,
  subject: string,
  data?: DomainEvent['data'],
): DomainEvent {
  return { type, at: context.now, actor: context.actor.ref, subject, ...(data === undefined ? {} : { data }) };
}
