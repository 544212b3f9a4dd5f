import { assert } from 'chai';
import type { Decision } from '@cinnabar/core/machine';
import {
  decideContract,
  planInitiation,
  platformRules,
  type Actor,
  type Contract,
  type ContractEvent,
  type ContractRefusal,
  type DecisionContext,
  type GivenAgreement,
  type PlatformRules,
  type Preset,
  type RulesOverrides,
} from '@cinnabar/core/contract';

export const digest = 'a'.repeat(64);
export const otherDigest = 'b'.repeat(64);
export const start = '2026-03-02T01:00:00.000Z';

export const manager: Actor = {
  ref: 'agent-1',
  role: 'agent',
  company: 'co-1',
  permissions: ['seal'],
  verified: true,
  companyVerified: true,
};
export const worker: Actor = { ref: 'worker-1', role: 'worker', verified: true };
export const stranger: Actor = { ref: 'worker-2', role: 'worker', verified: true };
export const rival: Actor = { ...manager, ref: 'agent-2', company: 'co-2' };
export const system: Actor = { ref: 'system', role: 'system' };

export function rulesOf(preset: Preset, overrides: RulesOverrides = {}): PlatformRules {
  const result = platformRules(preset, overrides);
  if (!result.ok) assert.fail(result.problems.map(({ code }) => code).join());
  return result.value;
}

export const guangzhou = rulesOf('guangzhou');
export const guangdong = rulesOf('guangdong');

/** `start` and so much later. */
export function after({ days = 0, hours = 0, minutes = 0, millis = 0 } = {}): string {
  return new Date(Date.parse(start) + ((days * 24 + hours) * 60 + minutes) * 60_000 + millis).toISOString();
}

export function context(actor: Actor, rules: PlatformRules, now = start, expectedVersion?: number): DecisionContext {
  return { actor, rules, now, ...(expectedVersion === undefined ? {} : { expectedVersion }) };
}

export function draft(rules: PlatformRules, changes: Partial<Contract> = {}): Contract {
  const plan = planInitiation(
    {
      id: 'job-1',
      via: 'portal',
      name: '劳动合同',
      company: 'co-1',
      source: { templates: [{ id: 'tpl-1', version: 1 }], uploads: [] },
      workers: [{ ref: 'worker-1', onRoster: true, verified: true }],
      contractIds: ['ct-1'],
    },
    context(manager, rules),
  );
  if (!plan.ok) assert.fail(plan.problems.map(({ code }) => code).join());
  return { ...(plan.value.contracts[0] as Contract), ...changes };
}

export type Decided = Decision<Contract, ContractRefusal>;
export type Accepted = Extract<Decided, { accepted: true }>;

/** What an accepted event leads to; fails with the refusal otherwise. */
export function accepted(decided: Decided): Accepted {
  if (!decided.accepted) assert.fail(`refused: ${decided.refusal.code}`);
  return decided;
}

/** Why an event is refused; fails when it is not. */
export function refusal(decided: Decided): ContractRefusal {
  if (decided.accepted) assert.fail('accepted');
  return decided.refusal.code;
}

export type Act = readonly [actor: Actor, event: ContractEvent, now?: string];

/** A contract after all of these, each of which must be accepted. */
export function played(contract: Contract, rules: PlatformRules, ...acts: readonly Act[]): Contract {
  return acts.reduce(
    (current, [actor, event, now]) => accepted(decideContract(current, event, context(actor, rules, now))).next,
    contract,
  );
}

export const initiate: Act = [manager, { type: 'initiate', files: [{ id: 'f1', digest }] }];

export function proof(id: string, of = digest) {
  return { id, method: 'sms', digest: of } as const;
}

/** The worker's agreement to the electronic form. */
export const electronicForm: GivenAgreement = {
  ...{ name: '《电子劳动合同订立告知书》', version: '1', hash: 'e'.repeat(64) },
  ...{ person: 'worker-1', at: start, how: 'tick' },
};

/** Everything from opening to signed, for one side in the plain flow. */
export function signs(party: 'worker' | 'employer', now?: string): readonly Act[] {
  const actor = party === 'worker' ? worker : manager;
  const mark =
    party === 'worker'
      ? ({ asset: 'm1', kind: 'hand-drawn', owner: 'worker-1' } as const)
      : ({ asset: 's1', kind: 'company-seal', owner: 'co-1' } as const);
  const events: ContractEvent[] = [
    { type: 'open', signer: party },
    { type: 'place', signer: party, mark, missing: { f1: 0 } },
    { type: 'submit', signer: party, digest, ...(party === 'worker' ? { electronicForm } : {}) },
    { type: 'intent-passed', signer: party, proof: proof(`proof-${party}`) },
  ];
  return events.map((event): Act => (now === undefined ? [actor, event] : [actor, event, now]));
}

export const residence = {
  habitual: { division: '440106', divisionName: '广东省广州市天河区', detail: '天河路1号' },
  registered: { division: '430102', divisionName: '湖南省长沙市芙蓉区', detail: '芙蓉路2号' },
} as const;

/** The worker's way in Guangdong up to the signing page. */
export const toSigningPage: readonly Act[] = [
  [worker, { type: 'confirm', readToEnd: true }],
  [worker, { type: 'submit-addresses', residence }],
  [worker, { type: 'enter' }],
  [worker, { type: 'gate1-passed', proof: { id: 'gate-1', method: 'face' } }],
];

/** From the signing page to the second gate. */
export const toSecondGate: readonly Act[] = [
  [worker, { type: 'open', signer: 'worker' }],
  [
    worker,
    { type: 'place', signer: 'worker', mark: { asset: 'm1', kind: 'one-tap', owner: 'worker-1' }, missing: { f1: 0 } },
  ],
  [worker, { type: 'confirm-signing' }],
  [worker, { type: 'commit', digest, electronicForm }],
];

/** From the second gate to the signature. */
export const throughSecondGate: readonly Act[] = [
  [worker, { type: 'gate2-passed', proof: { id: 'gate-2', method: 'face', digest } }],
  [worker, { type: 'commit', digest }],
];

export function stateOf(contract: Contract, signer: string): string {
  return contract.signers.find(({ id }) => id === signer)?.state ?? assert.fail('no such signer');
}
