import { assert } from 'chai';
import { eventsOf, type Decision, type Machine } from '@cinnabar/core/machine';
import type { Actor, KeyedHash, SecretContext } from '@cinnabar/core/contract';
import { context, guangzhou, start, system } from './support.ts';

/** Bounded and repeatable; fast-check prints the seed with a counterexample. */
export const run = { numRuns: 200, seed: 20261122 };

/** Not a real HMAC (that is the server's): spreads texts over 128 bits, so that different texts differ. */
export const keyedHash: KeyedHash = (text) => {
  const lanes = [0x811c9dc5, 0x01234567, 0x9e3779b9, 0x7f4a7c15].map((seed, lane) => {
    let hash = seed;
    for (const character of `${String(lane)}|key|${text}`) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
      hash ^= hash >>> 15;
      hash = Math.imul(hash, 0x85ebca6b);
    }
    return (hash >>> 0).toString(16).padStart(8, '0');
  });
  return lanes.join('');
};

/** 128 bits that differ by `n`. */
export function secret(n: number): string {
  return n.toString(16).padStart(32, '0');
}

export function secretContext(actor: Actor, now = start, expectedVersion?: number): SecretContext {
  return { ...context(actor, guangzhou, now, expectedVersion), keyedHash };
}

export const asSystem = (now = start): SecretContext => secretContext(system, now);

/** What an accepted wish leads to; fails with the refusal otherwise. */
export function ok<T>(decision: Decision<T>): Extract<Decision<T>, { accepted: true }> {
  if (!decision.accepted) assert.fail(`refused: ${decision.refusal.code}`);
  return decision;
}

/** The code of a refusal; fails when it is accepted. */
export function no(decision: Decision<unknown>): string {
  if (decision.accepted) assert.fail('accepted');
  return decision.refusal.code;
}

/** The simplified Chinese sentence of a refusal. */
export function said(decision: Decision<unknown>): string {
  if (decision.accepted) assert.fail('accepted');
  return decision.refusal.message['zh-Hans'];
}

/** A machine's table: state → event → targets, in words. */
export function tableOf<S extends string, E extends string>(machine: Machine<S, E>): string[] {
  return (Object.keys(machine.states) as S[]).map((state) => {
    const cells = eventsOf(machine, state).map(
      (event) => `${event}→${(machine.transitions[state][event] ?? []).join('/')}`,
    );
    return [state, ...cells].join(' ');
  });
}

/** Labels of all states, simplified Chinese. */
export function labelsOf<S extends string, E extends string>(machine: Machine<S, E>): string[] {
  return (Object.keys(machine.states) as S[]).map((state) => machine.states[state].label['zh-Hans']);
}

/**
 * What must be true of every accepted event: the table lists it, the version is one more (or nothing changed at all), and
 * of two changes of one version the later is refused.
 */
export function assertStep<S extends string, E extends string, T extends { state: S; version: number }>(
  machine: Machine<S, E>,
  before: T,
  event: E,
  decision: Decision<T>,
  again: (expectedVersion: number) => Decision<T>,
): T {
  if (!decision.accepted) {
    assert.match(decision.refusal.code, /^[A-Z]+(_[A-Z0-9]+)+$/);
    for (const text of Object.values(decision.refusal.message)) assert.notMatch(text, /\{\w+\}|undefined/);
    return before;
  }
  const { next } = decision;
  const targets: readonly S[] = machine.transitions[before.state][event] ?? [];
  assert.include(targets, next.state, `${before.state} × ${event}`);
  if (next === before) return next;
  assert.equal(next.version, before.version + 1);
  const late = again(before.version - 1);
  assert.isFalse(late.accepted, 'who saw an older version is refused');
  return next;
}
