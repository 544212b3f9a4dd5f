import { accept, refuse, refusalOf, targetsOf, type Decision } from '../../machine/index.ts';
import type { Problem } from '../../language/index.ts';
import { changed } from '../change/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { lineProblem } from '../refusal/index.ts';
import { withSigner } from './change.ts';
import type { Contract, GuangdongSteps, Proof, Residence, Signer } from './contract.ts';
import { electronicFormProblem, withElectronicForm } from './electronic-form.ts';
import type { WorkerEvent } from './events.ts';
import { guangdongMachine, type GuangdongState, type GuangdongTransition } from './guangdong-machine.ts';
import { settledStep } from './guangdong-way.ts';
import { workerOf } from './parties.ts';
import { intentProblem, proofProblem } from './proof.ts';
import { signed, signerAfter, signingProblem } from './signer-change.ts';
import { because, type ContractRefusal } from './texts.ts';

/** What happens on the worker's way after confirmation. */
type WayEvent = Exclude<WorkerEvent, { type: 'confirm' | 'negotiate' | 'terminate' }>;
type Decided = Decision<Contract, ContractRefusal>;

/** Code points of the part of an address below the division, and of the division's full name. */
const addressMax = 100;

/**
 * One step on the worker's way from confirmed to signed: addresses, first gate, signing page, the question once more, second
 * gate, signature. The signer moves with it: what is submitted at 确定签署 is what the second gate's proof must be about, and
 * only the last 确定签署 makes the signature.
 *
 * Catalogue: A20.2b, GD-05, GD-06, GD-07, GD-08, GD-11, WIL-06, B5.
 */
export function decideWay(contract: Contract, event: WayEvent, context: DecisionContext): Decided {
  const { steps } = contract;
  const worker = workerOf(contract);
  if (steps === undefined || worker === undefined) return refuse(because('NOT_IN_FLOW'));
  const thing = { state: steps.state, version: contract.version };
  const problem =
    signingProblem(contract, event.type, guangdongMachine.events) ??
    refusalOf(guangdongMachine, thing, event.type) ??
    ruleProblem(contract, steps, worker, event);
  if (problem !== undefined) return refuse(problem);
  const state = nextState(steps.state, event.type, contract);
  if (state === 'SIGNED') {
    // The table leads here from COMMIT_READY only, which the proof led to.
    const proof = steps.proof as Proof;
    return signed(contract, worker, proof, context, { steps: { state } });
  }
  return accept(...following(contract, worker, event, state, context));
}

/** The table's next state, past what the profile switches off. */
function nextState(from: GuangdongState, event: GuangdongTransition, contract: Contract): GuangdongState {
  const [to] = targetsOf(guangdongMachine, from, event);
  return settledStep(to ?? from, contract.profile);
}

function following(
  contract: Contract,
  worker: Signer,
  event: WayEvent,
  state: GuangdongState,
  context: DecisionContext,
): Parameters<typeof accept<Contract>> {
  const steps: GuangdongSteps = { state };
  const told = (type: string, data?: Record<string, string>) => ({
    events: [domainEvent(context, type, contract.id, data)],
  });
  switch (event.type) {
    case 'submit-addresses': {
      const { residence } = event;
      // Where somebody lives stays in the contract; the log only learns that it was said.
      return [changed(contract, { steps, residence }), told('worker.addresses-submitted')];
    }
    case 'gate1-passed': {
      const { id, method } = event.proof;
      return [
        changed(contract, { steps, proofs: [...contract.proofs, id] }),
        told('gate.passed', { gate: '1', method }),
      ];
    }
    case 'gate1-failed':
      return [changed(contract, { steps }), told('gate.failed', { gate: '1' })];
    case 'commit':
      return [
        withSigner(
          contract,
          { ...signerAfter(worker, 'submit'), digest: event.digest },
          { steps, ...withElectronicForm(contract, event.electronicForm) },
        ),
        told('signer.submitted', { signer: worker.id, digest: event.digest }),
      ];
    case 'gate2-passed': {
      const { proof } = event;
      const proofs = [...contract.proofs, proof.id];
      return [
        changed(contract, { steps: { state, proof }, proofs }),
        told('gate.passed', { gate: '2', method: proof.method, proof: proof.id }),
      ];
    }
    case 'gate2-failed':
      return [
        withSigner(contract, signerAfter(worker, 'intent-failed'), { steps }),
        told('gate.failed', { gate: '2' }),
      ];
    case 'cancel':
      // From the pop-up nothing was submitted yet; after the second gate its proof is thrown away.
      return worker.state === 'INTENT'
        ? [withSigner(contract, signerAfter(worker, 'intent-failed'), { steps }), {}]
        : [changed(contract, { steps }), {}];
    case 'enter':
    case 'confirm-signing':
      return [changed(contract, { steps }), {}];
  }
}

function ruleProblem(
  contract: Contract,
  steps: GuangdongSteps,
  worker: Signer,
  event: WayEvent,
): Problem<ContractRefusal> | undefined {
  const { profile } = contract;
  switch (event.type) {
    case 'submit-addresses':
      return residenceProblem(event.residence);
    case 'enter':
      return worker.state === 'WAITING_TURN' ? because('NOT_YET_TURN') : undefined;
    case 'gate1-passed':
      return proofProblem(contract, event.proof, profile.gateMethods);
    case 'confirm-signing':
      return worker.state === 'PLACED' ? undefined : because('SIGN_INCOMPLETE');
    case 'commit':
      if (steps.state === 'COMMIT_READY') {
        return event.digest === worker.digest ? undefined : because('PROOF_DIGEST');
      }
      if (!/^[0-9a-f]{64}$/.test(event.digest)) return because('PROOF_DIGEST', { path: 'digest' });
      return electronicFormProblem(contract, worker, event.electronicForm);
    case 'gate2-passed':
      return intentProblem(
        contract,
        event.proof,
        profile.faceGateOnCommit ? profile.gateMethods : profile.intentMethods,
        worker.digest,
      );
    default:
      return undefined;
  }
}

/** Both must be there. Whether the division exists was asked when they were read; its data is too large for every caller. */
function residenceProblem(residence: Residence): Problem<ContractRefusal> | undefined {
  for (const key of ['habitual', 'registered'] as const) {
    const { division, divisionName, detail } = residence[key];
    if (!/^[1-9]\d{5}$/.test(division) || lineProblem(divisionName, addressMax, '') !== undefined) {
      return because('ADDRESS_REQUIRED', { path: `${key}.division` });
    }
    if (detail.trim() === '') return because('ADDRESS_REQUIRED', { path: `${key}.detail` });
    const problem = lineProblem(detail, addressMax, `${key}.detail`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
