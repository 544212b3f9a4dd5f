import { assert } from 'chai';
import * as fc from 'fast-check';
import {
  contractMachine,
  decideContract,
  guangdongMachine,
  settledStep,
  signerMachine,
  type Actor,
  type Contract,
  type ContractEvent,
  type ContractState,
  type GuangdongState,
  type PlatformRules,
} from '@cinnabar/core/contract';
import {
  after,
  context,
  digest,
  draft,
  electronicForm,
  guangdong,
  guangzhou,
  initiate,
  manager,
  otherDigest,
  played,
  residence,
  rival,
  rulesOf,
  stranger,
  system,
  worker,
} from './support.ts';

/** Bounded and repeatable; fast-check prints the seed with a counterexample. */
const run = { numRuns: 200, seed: 20260302 };

const marks = [
  { asset: 'm1', kind: 'hand-drawn', owner: 'worker-1' },
  { asset: 'm2', kind: 'one-tap', owner: 'worker-1' },
  { asset: 's1', kind: 'company-seal', owner: 'co-1' },
  { asset: 'm3', kind: 'hand-drawn', owner: 'worker-2' },
] as const;

const signer = fc.constantFrom('worker', 'employer', 'nobody');
const someDigest = fc.oneof({ weight: 6, arbitrary: fc.constant(digest) }, fc.constant(otherDigest));
const someProof = fc.record({
  id: fc.integer({ min: 1, max: 40 }).map((n) => `proof-${String(n)}`),
  method: fc.constantFrom('sms', 'face'),
  digest: someDigest,
});

/** Any event there is, with values of which most are what a caller would send. */
const anyEvent: fc.Arbitrary<ContractEvent> = fc.oneof(
  fc.constant(initiate[1]),
  fc.record({ type: fc.constantFrom('open', 'intent-failed', 'reopen'), signer }),
  fc.record({ type: fc.constant('open' as const), signer }),
  fc.record({
    type: fc.constant('place' as const),
    signer,
    mark: fc.constantFrom(...marks),
    missing: fc.constantFrom({ f1: 0 }, { f1: 0 }, { f1: 0 }, { f1: 2 }),
  }),
  fc.record({
    type: fc.constant('submit' as const),
    signer,
    digest: someDigest,
    electronicForm: fc.constant(electronicForm),
  }),
  fc.record({ type: fc.constant('intent-passed' as const), signer, proof: someProof }),
  fc.record({ type: fc.constant('intent-passed' as const), signer, proof: someProof }),
  fc.record({ type: fc.constant('refuse' as const), signer, reason: fc.constantFrom('不同意', ' ') }),
  fc.record({ type: fc.constant('urge' as const), signer }),
  fc.constantFrom<ContractEvent>(
    { type: 'confirm', readToEnd: true },
    { type: 'confirm', readToEnd: true },
    { type: 'confirm', readToEnd: false },
    { type: 'submit-addresses', residence },
    { type: 'submit-addresses', residence },
    { type: 'enter' },
    { type: 'enter' },
    { type: 'confirm-signing' },
    { type: 'cancel' },
    { type: 'gate1-failed' },
    { type: 'gate2-failed' },
  ),
  fc.constantFrom<ContractEvent>(
    { type: 'negotiate', message: '工资有误' },
    { type: 'reply', message: '无误' },
    { type: 'terminate', reason: '另有安排' },
    { type: 'recall' },
    { type: 'deadline' },
    { type: 'remind' },
    { type: 'rescind', agreement: 'ct-9' },
    { type: 'initiate-failed', reason: 'FILE' },
    { type: 'urge-undelivered', urge: '1' },
  ),
  someProof.map((proof) => ({ type: 'gate1-passed' as const, proof })),
  someProof.map((proof) => ({ type: 'gate2-passed' as const, proof })),
  someDigest.map((of) => ({ type: 'commit' as const, digest: of, electronicForm })),
  someDigest.map((of) => ({ type: 'commit' as const, digest: of, electronicForm })),
);

const systemEvents = ['deadline', 'remind', 'rescind', 'initiate-failed', 'urge-undelivered'];
const managerEvents = ['initiate', 'reply', 'recall', 'urge'];

/** Whoever would usually do it; now and then somebody else. */
function actorFor(event: ContractEvent, other: Actor | undefined): Actor {
  if (other !== undefined) return other;
  if (systemEvents.includes(event.type)) return system;
  if (managerEvents.includes(event.type) || ('signer' in event && event.signer === 'employer')) return manager;
  return worker;
}

/** One thing somebody tries: what would bring the contract on (`guided` chooses among it), or anything. */
interface Step {
  readonly event: ContractEvent;
  readonly guided: number | undefined;
  readonly other: Actor | undefined;
  readonly minutes: number;
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  event: anyEvent,
  guided: fc.oneof({ weight: 3, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: fc.constant(undefined) }),
  other: fc.oneof(
    { weight: 25, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(rival, stranger, manager, worker) },
  ),
  minutes: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 0, max: 60 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 50_000 }) },
  ),
});

/** What would bring each signer and the worker's way on from here. */
function progress(contract: Contract): ContractEvent[] {
  const proof = { id: `p-${String(contract.version)}`, method: 'sms', digest } as const;
  if (contract.state === 'DRAFT') {
    const sent = initiate[1];
    return [sent, sent, sent, sent, { type: 'recall' }, { type: 'initiate-failed', reason: 'FILE' }];
  }
  if (contract.state === 'COMPLETED') return [{ type: 'rescind', agreement: 'ct-9' }];
  const way: Partial<Record<GuangdongState, ContractEvent>> = {
    TO_CONFIRM: { type: 'confirm', readToEnd: true },
    NEGOTIATING: { type: 'confirm', readToEnd: true },
    ADDR: { type: 'submit-addresses', residence },
    READY: { type: 'enter' },
    GATE1: { type: 'gate1-passed', proof },
    SIGN_PAGE: { type: 'confirm-signing' },
    POPUP: { type: 'commit', digest, electronicForm },
    GATE2: { type: 'gate2-passed', proof },
    COMMIT_READY: { type: 'commit', digest },
  };
  const next = contract.steps === undefined ? undefined : way[contract.steps.state];
  const signing = contract.signers.flatMap(({ id, state }): ContractEvent[] => {
    const mark = id === 'worker' ? marks[0] : marks[2];
    if (state === 'PENDING') return [{ type: 'open', signer: id }];
    if (state === 'FILLING') return [{ type: 'place', signer: id, mark, missing: { f1: 0 } }];
    if (state === 'PLACED') return [{ type: 'submit', signer: id, digest, electronicForm }];
    return state === 'INTENT' ? [{ type: 'intent-passed', signer: id, proof }] : [];
  });
  const talk: ContractEvent[] = next?.type === 'confirm' ? [{ type: 'negotiate', message: '工资有误' }] : [];
  return [...(next === undefined ? [] : [next]), ...talk, ...signing];
}

/** Half of the runs begin where signing begins, so that they reach far. */
const anyCourse = fc.record({
  rules: fc.constantFrom(
    guangzhou,
    guangdong,
    rulesOf('guangzhou', { profile: { order: 'sequential' } }),
    rulesOf('guangdong', { profile: { order: 'parallel', allowRefuse: true } }),
  ),
  sent: fc.boolean(),
  steps: fc.array(anyStep, { minLength: 25, maxLength: 60 }),
});

interface Moment {
  readonly before: Contract;
  readonly event: ContractEvent;
  readonly actor: Actor;
  readonly now: string;
  readonly rules: PlatformRules;
  readonly decided: ReturnType<typeof decideContract>;
}

/** Plays the steps and looks at every moment. */
function walk(
  { rules, sent, steps }: { rules: PlatformRules; sent: boolean; steps: readonly Step[] },
  look: (moment: Moment) => void,
): void {
  let contract = sent ? played(draft(rules), rules, initiate) : draft(rules);
  let minutes = 0;
  for (const { event: random, guided, other, minutes: passed } of steps) {
    minutes += passed;
    const now = after({ minutes });
    const helpful = guided === undefined ? [] : progress(contract);
    const event = helpful[(guided ?? 0) % Math.max(1, helpful.length)] ?? random;
    const actor = actorFor(event, other);
    const decided = decideContract(contract, event, context(actor, rules, now));
    look({ before: contract, event, actor, now, rules, decided });
    if (decided.accepted) contract = decided.next;
  }
}

function always(look: (moment: Moment) => void): void {
  fc.assert(
    fc.property(anyCourse, (each) => {
      walk(each, look);
    }),
    run,
  );
}

/** Every state an event of the table leads to from here, whatever it is called. */
function neighbours(state: ContractState): readonly string[] {
  return [state, ...Object.values(contractMachine.transitions[state]).flat()];
}

describe('any course of a contract', () => {
  it('reaches every state of signing in these runs, so that the properties mean something', () => {
    const reached = new Set<string>();
    const refused = new Set<string>();
    fc.assert(
      fc.property(anyCourse, (each) => {
        walk(each, ({ decided }) => {
          if (!decided.accepted) return void refused.add(decided.refusal.code);
          reached.add(decided.next.state);
          for (const { state } of decided.next.signers) reached.add(state);
          if (decided.next.steps !== undefined) reached.add(`step ${decided.next.steps.state}`);
        });
      }),
      run,
    );
    const wanted = [
      ...Object.keys(contractMachine.states).filter((state) => state !== 'DRAFT'),
      ...Object.keys(signerMachine.states),
      ...Object.keys(guangdongMachine.states)
        .filter((state) => state !== 'TERMINATED')
        .map((state) => `step ${state}`),
    ];
    assert.includeMembers([...reached], wanted);
    assert.includeMembers([...refused], ['TRANSITION_NOT_ALLOWED', 'NOT_PERMITTED', 'URGE_TOO_EARLY', 'CONTRACT_DONE']);
  });

  it('[A20.1, A20.2, A20.2b] ends every event in a listed state or a refusal with three sentences', () => {
    always(({ before, decided }) => {
      if (!decided.accepted) {
        for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
          assert.isNotEmpty(decided.refusal.message[language]);
          assert.notMatch(decided.refusal.message[language], /\{\w+\}/);
        }
        return;
      }
      const { next } = decided;
      assert.include(neighbours(before.state), next.state);
      for (const [index, each] of next.signers.entries()) {
        const was = before.signers[index];
        assert.isDefined(was);
        const anew = next.round > before.round;
        const listed = [was!.state, ...Object.values(signerMachine.transitions[was!.state]).flat()];
        if (!anew) assert.include(listed, each.state);
      }
      if (next.steps !== undefined && before.steps !== undefined) {
        const listed = Object.values(guangdongMachine.transitions[before.steps.state])
          .flat()
          .map((state) => settledStep(state, next.profile));
        assert.include([before.steps.state, ...listed], next.steps.state);
      }
    });
  });

  it('[A20.1] never changes a completed contract, but for its being rescinded', () => {
    always(({ before, decided, event }) => {
      if (before.state !== 'COMPLETED' || !decided.accepted) return;
      assert.equal(event.type, 'rescind');
      const { rescindedBy, ...rest } = decided.next;
      assert.equal(rescindedBy, 'ct-9');
      assert.deepEqual<unknown>(rest, { ...before, state: 'RESCINDED', version: before.version + 1 });
    });
  });

  it('[A20.1, RCL-01, D7] voids every signature and signer whenever signing ends unconcluded', () => {
    always(({ before, decided, now }) => {
      if (!decided.accepted || before.state !== 'SIGNING') return;
      const { next } = decided;
      if (['SIGNING', 'COMPLETED'].includes(next.state)) {
        assert.deepEqual(next.voided, before.voided);
        return;
      }
      assert.isTrue(next.signers.every(({ state, signature }) => ['VOID', 'REFUSED'].includes(state) && !signature));
      const lost = before.signers.flatMap(({ id, signature }) =>
        signature === undefined ? [] : [{ ...signature, signer: id, round: before.round, voidedAt: now }],
      );
      assert.deepEqual(next.voided, [...before.voided, ...lost], 'kept for the evidence');
      assert.lengthOf(
        decided.events.filter(({ type }) => type === 'signature.voided'),
        lost.length,
      );
    });
  });

  it('[RCL-05] leaves no signer able to act once the contract is over', () => {
    always(({ decided, event, before }) => {
      if (!decided.accepted) return;
      const wasOver = ['RECALLED', 'TERMINATED', 'REJECTED', 'EXPIRED', 'RESCINDED', 'DELETED'].includes(before.state);
      assert.isFalse(wasOver && event.type !== 'urge-undelivered', `${event.type} on ${before.state}`);
      const { state, signers } = decided.next;
      const ended = ['RECALLED', 'TERMINATED', 'REJECTED', 'EXPIRED'].includes(state);
      if (ended) assert.isTrue(signers.every((each) => ['VOID', 'REFUSED'].includes(each.state)));
      if (state === 'COMPLETED') assert.isTrue(signers.every((each) => each.state === 'SIGNED' && each.signature));
    });
  });

  it('[A20.1] lets exactly one of two events on one version happen', () => {
    fc.assert(
      fc.property(anyCourse, anyEvent, anyEvent, (each, first, second) => {
        let contract = played(draft(each.rules), each.rules, initiate);
        walk({ ...each, sent: true }, ({ decided }) => {
          if (decided.accepted) contract = decided.next;
        });
        const now = after({ days: 1 });
        const seen = contract.version;
        const race = (on: Contract, event: ContractEvent) =>
          decideContract(on, event, context(actorFor(event, undefined), each.rules, now, seen));
        const won = race(contract, first);
        if (!won.accepted || won.next.version === seen) return;
        const lost = race(won.next, second);
        assert.isFalse(lost.accepted);
      }),
      run,
    );
  });

  it('counts one version per change, and none where nothing changes', () => {
    always(({ before, decided }) => {
      if (!decided.accepted) return;
      if (decided.next.version === before.version) {
        assert.strictEqual(decided.next, before);
        assert.isEmpty(decided.events);
        assert.isEmpty(decided.notices);
      } else assert.equal(decided.next.version, before.version + 1);
    });
  });

  it('[URG-02, URG-03, LIM-01, LIM-02] keeps the gaps between urges', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 5, maxLength: 80 }),
        fc.boolean(),
        (waits, fails) => {
          let contract = played(draft(guangzhou), guangzhou, initiate);
          let minutes = 0;
          let tried = 0;
          for (const wait of waits) {
            minutes += wait;
            const now = after({ minutes });
            const decided = decideContract(
              contract,
              { type: 'urge', signer: 'worker' },
              context(manager, guangzhou, now),
            );
            const sent = contract.urges.filter(({ state }) => state === 'sent').map(({ at }) => Date.parse(at));
            const allowed = minutes >= 360 && sent.every((at) => Date.parse(now) - at >= 30 * 60_000);
            assert.equal(decided.accepted, allowed, `${String(minutes)} min`);
            if (!decided.accepted) continue;
            contract = decided.next;
            tried += 1;
            if (fails && tried % 2 === 0) {
              const event = { type: 'urge-undelivered', urge: String(tried) } as const;
              contract = played(contract, guangzhou, [system, event, now]);
            }
          }
        },
      ),
      run,
    );
  });

  it('never has more signatures than signers, nor one without its own proof', () => {
    always(({ decided }) => {
      if (!decided.accepted) return;
      const { signers, voided, proofs } = decided.next;
      const signatures = signers.flatMap(({ signature }) => (signature === undefined ? [] : [signature]));
      const signed = signers.filter(({ state }) => state === 'SIGNED');
      assert.isAtMost(signed.length, signers.length);
      assert.lengthOf(signatures, signed.length);
      const used = [...signatures, ...voided].map(({ proof }) => proof);
      assert.lengthOf([...new Set(used)], used.length, 'a proof counts once');
      assert.includeMembers([...proofs], used);
      assert.lengthOf([...new Set(proofs)], proofs.length);
    });
  });

  it('[A1.4] changes nothing for strangers and other companies', () => {
    always(({ actor, decided }) => {
      if (actor === rival || actor === stranger) assert.isFalse(decided.accepted);
    });
  });

  it('keeps the worker’s way and the contract in step', () => {
    always(({ decided }) => {
      if (!decided.accepted || decided.next.steps === undefined) return;
      const { state, steps } = decided.next;
      if (state === 'PENDING_CONFIRM') assert.equal(steps.state, 'TO_CONFIRM');
      if (state === 'NEGOTIATING') assert.equal(steps.state, 'NEGOTIATING');
      if (state === 'SIGNING') assert.notInclude(['TO_CONFIRM', 'NEGOTIATING', 'TERMINATED'], steps.state);
    });
  });

  it('is plain JSON throughout', () => {
    always(({ decided }) => {
      if (decided.accepted) assert.deepEqual(JSON.parse(JSON.stringify(decided)), decided);
    });
  });
});
