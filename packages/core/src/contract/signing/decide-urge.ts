import { accept, refuse, type Decision } from '../../machine/index.ts';
import type { Problem } from '../../language/index.ts';
import { durationText, millisOf, minuteOfDay } from '../calendar/index.ts';
import { changed } from '../change/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { notice } from '../notices/index.ts';
import type { QuietHours } from '../rules/index.ts';
import type { Contract, Urge } from './contract.ts';
import type { EmployerEvent, SystemEvent } from './events.ts';
import { activeSignerStates, isPastDeadline, signerOf } from './parties.ts';
import { because, becauseOf, type ContractRefusal } from './texts.ts';

const minute = 60_000;
const day = 24 * 60;

/**
 * 催签: a message to the worker whose turn it is. Not before the first delay after initiation, not sooner than the gap after
 * the last urge of the same signer of the same contract; both boundaries are allowed, and the refusal tells the wait
 * (`values.waitSeconds`). The link of the message opens the signing page.
 *
 * Catalogue: URG-01, URG-02, URG-03, URG-04, URG-05, LIM-01, LIM-02, MSG-01, MSG-02, MSG-03, N-06.
 */
export function urge(
  contract: Contract,
  event: Extract<EmployerEvent, { type: 'urge' }>,
  context: DecisionContext,
): Decision<Contract, ContractRefusal> {
  const problem = urgeProblem(contract, event.signer, context);
  if (problem !== undefined) return refuse(problem);
  const id = String(contract.urges.length + 1);
  const made: Urge = { id, signer: event.signer, at: context.now, state: 'sent' };
  const to = signerOf(contract, event.signer)?.subject ?? '';
  return accept(changed(contract, { urges: [...contract.urges, made] }), {
    events: [domainEvent(context, 'contract.urged', contract.id, { signer: event.signer, urge: id })],
    notices: [notice('contract-urged', to, { contract: contract.name })],
  });
}

/** The provider could not deliver: the urge does not count. Catalogue: URG-04. */
export function urgeUndelivered(
  contract: Contract,
  event: Extract<SystemEvent, { type: 'urge-undelivered' }>,
  context: DecisionContext,
): Decision<Contract, ContractRefusal> {
  if (!contract.urges.some(({ id, state }) => id === event.urge && state === 'sent'))
    return refuse(because('URGE_UNKNOWN'));
  const urges = contract.urges.map((each) =>
    each.id === event.urge ? { ...each, state: 'undelivered' as const } : each,
  );
  return accept(changed(contract, { urges }), {
    events: [domainEvent(context, 'contract.urge-undelivered', contract.id, { urge: event.urge })],
  });
}

/** Why the signer cannot be urged now; undefined when it is possible. For buttons that tell the wait before they are pressed. */
export function urgeProblem(
  contract: Contract,
  signerId: string,
  { now, rules }: Pick<DecisionContext, 'now' | 'rules'>,
): Problem<ContractRefusal> | undefined {
  const signer = signerOf(contract, signerId);
  const waits = signer?.party === 'worker' && activeSignerStates.includes(signer.state);
  if (isPastDeadline(contract, now)) return because('CONTRACT_EXPIRED');
  if (contract.state !== 'SIGNING' || !waits || contract.initiatedAt === undefined) return because('URGE_STATE');
  const { firstAfterMinutes, minIntervalMinutes, quietHours } = rules.urge;
  const early = millisOf(contract.initiatedAt) + firstAfterMinutes * minute - millisOf(now);
  if (early > 0) {
    const words = { first: durationText(firstAfterMinutes * minute), t: durationText(early) };
    return becauseOf('URGE_TOO_EARLY', words, { waitSeconds: Math.ceil(early / 1000) });
  }
  const counted = contract.urges.filter(({ signer: urged, state }) => urged === signerId && state === 'sent');
  const last = Math.max(...counted.map(({ at }) => millisOf(at)));
  const often = last + minIntervalMinutes * minute - millisOf(now);
  if (often > 0) {
    const words = { gap: durationText(minIntervalMinutes * minute), t: durationText(often) };
    return becauseOf('URGE_TOO_OFTEN', words, { waitSeconds: Math.ceil(often / 1000) });
  }
  const quiet = quietHours === null ? 0 : quietMinutes(quietHours, minuteOfDay(now));
  if (quiet === 0) return undefined;
  return becauseOf('URGE_QUIET', { t: durationText(quiet * minute) }, { waitSeconds: quiet * 60 });
}

/** Minutes until the quiet hours end; 0 outside of them. */
function quietMinutes({ from, until }: QuietHours, now: number): number {
  const sinceFrom = (now - from + day) % day;
  const length = (until - from + day) % day;
  return sinceFrom < length ? length - sinceFrom : 0;
}
