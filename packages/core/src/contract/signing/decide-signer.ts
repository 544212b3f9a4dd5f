import { accept, refuse, refusalOf, type Decision } from '../../machine/index.ts';
import type { Problem } from '../../language/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { notice } from '../notices/index.ts';
import { wordsProblem } from '../refusal/index.ts';
import { may } from '../rights/index.ts';
import type { SignatureMode } from '../rules/index.ts';
import { fresh, moved, withSigner } from './change.ts';
import type { Contract, Mark, MarkKind, PlacedMark, Signer } from './contract.ts';
import { electronicFormProblem, withElectronicForm } from './electronic-form.ts';
import type { SignerEvent } from './events.ts';
import { signerOf } from './parties.ts';
import { intentProblem } from './proof.ts';
import { signed, signerAfter, signingProblem } from './signer-change.ts';
import { signerMachine } from './signer-machine.ts';
import { because, type ContractRefusal } from './texts.ts';

type Decided = Decision<Contract, ContractRefusal>;

/** Catalogue: GD-09, GD-10, LIM-16, WH5-04. */
const workerMarks: Readonly<Record<SignatureMode, readonly MarkKind[]>> = {
  hand_drawn_only: ['hand-drawn'],
  handwritten_required: ['hand-drawn'],
  free_choice: ['hand-drawn', 'one-tap', 'name-stamp'],
};

/**
 * What a party does with its own part: open, fill in and mark, submit, prove the intent, change its mind, refuse. Signed is
 * who has proven the intent, not who has submitted (Z-05).
 *
 * Catalogue: A20.2, SGN-01, SGN-02, SGN-04, SGN-05, SGN-06, WH5-02, WH5-03, WH5-04, WH5-05, WH5-07, WH5-08, WIL-05,
 * D3, D13.
 */
export function decideSigner(contract: Contract, event: SignerEvent, context: DecisionContext): Decided {
  const signer = signerOf(contract, event.signer);
  if (signer === undefined) return refuse(because('SIGNER_UNKNOWN'));
  const problem =
    signingProblem(contract, event.type, signerMachine.events) ??
    wayProblem(contract, signer, event) ??
    tableProblem(signer, event, contract.version) ??
    ruleProblem(contract, signer, event, context);
  if (problem !== undefined) return refuse(problem);
  const after = signerAfter(signer, event.type);
  const told = (type: string, data: Record<string, string> = {}) => ({
    events: [domainEvent(context, type, contract.id, { signer: signer.id, ...data })],
  });
  switch (event.type) {
    case 'open':
      // Looking again changes nothing.
      return after.state === signer.state
        ? accept(contract)
        : accept(withSigner(contract, after), told('signer.opened'));
    case 'place':
      return accept(
        withSigner(contract, event.mark === undefined ? after : withMark(after, event.mark, event.areas, context)),
        told('signer.placed', event.mark === undefined ? {} : { asset: event.mark.asset, kind: event.mark.kind }),
      );
    case 'submit':
      // Asking for another proof of the same submission changes nothing.
      return signer.state === 'INTENT'
        ? accept(contract)
        : accept(
            withSigner(
              contract,
              { ...after, digest: event.digest },
              signer.party === 'worker' ? withElectronicForm(contract, event.electronicForm) : {},
            ),
            told('signer.submitted', { digest: event.digest }),
          );
    case 'intent-passed':
      return signed(contract, signer, event.proof, context, event.batch === undefined ? {} : { batch: event.batch });
    case 'intent-failed':
      return accept(withSigner(contract, after), told('signer.intent-failed'));
    case 'reopen':
      // What is changed now was not there when the marks were placed.
      return accept(withSigner(contract, fresh(after, after.state)), told('signer.reopened'));
    case 'refuse':
      return refused(contract, after, event.reason, context);
  }
}

/** The signer with a mark: instead of any other of a worker's, of an employer's instead of the one of its kind. */
function withMark(
  signer: Signer,
  mark: Mark,
  areas: readonly MarkKind[] | undefined,
  { actor }: DecisionContext,
): Signer {
  const kept = signer.party === 'worker' ? [] : (signer.marks ?? []).filter(({ kind }) => kind !== mark.kind);
  return { ...signer, marks: [...kept, { ...mark, by: actor.ref }], ...(areas === undefined ? {} : { areas }) };
}

/** The worker refuses: the whole contract ends. Catalogue: D3, A20.1. */
function refused(contract: Contract, after: Signer, reason: string, context: DecisionContext): Decided {
  const signers = contract.signers.map((each) => (each.id === after.id ? after : each));
  const { next, events } = moved(contract, 'REJECTED', context, {
    signers,
    reason: reason.trim(),
    endedAt: context.now,
  });
  return accept(next, {
    events: [domainEvent(context, 'contract.rejected', next.id, { signer: after.id }), ...events],
    notices: [notice('contract-refused', next.company, { contract: next.name })],
  });
}

/** Where the worker has a way to go, the page belongs to its step, and submitting and proving are steps of their own. */
function wayProblem(contract: Contract, signer: Signer, event: SignerEvent): Problem<ContractRefusal> | undefined {
  if (contract.steps === undefined || signer.party !== 'worker' || event.type === 'refuse') return undefined;
  const onPage = event.type === 'open' || event.type === 'place' || event.type === 'reopen';
  const looksOnly = event.type === 'open' && (signer.state === 'SIGNED' || signer.state === 'WAITING_TURN');
  return looksOnly || (onPage && contract.steps.state === 'SIGN_PAGE') ? undefined : because('STEP_FIRST');
}

function tableProblem(signer: Signer, event: SignerEvent, version: number): Problem<ContractRefusal> | undefined {
  if (event.type === 'submit' && signer.state === 'FILLING') return because('SIGN_INCOMPLETE');
  return refusalOf(signerMachine, { state: signer.state, version }, event.type);
}

function ruleProblem(
  contract: Contract,
  signer: Signer,
  event: SignerEvent,
  context: DecisionContext,
): Problem<ContractRefusal> | undefined {
  switch (event.type) {
    case 'place': {
      const { mark } = event;
      if (mark === undefined) return because(signer.party === 'employer' ? 'SEAL_REQUIRED' : 'SIGN_INCOMPLETE');
      return markProblem(contract, signer, mark, context) ?? incompleteFile(contract, event.missing);
    }
    case 'submit': {
      const same = signer.state !== 'INTENT' || signer.digest === event.digest;
      if (!same || !/^[0-9a-f]{64}$/.test(event.digest)) return because('PROOF_DIGEST', { path: 'digest' });
      return (
        (signer.party === 'worker' ? electronicFormProblem(contract, signer, event.electronicForm) : undefined) ??
        placedMarksProblem(contract, signer, context)
      );
    }
    case 'intent-passed':
      return (
        placedMarksProblem(contract, signer, context) ??
        intentProblem(contract, event.proof, contract.profile.intentMethods, signer.digest)
      );
    case 'refuse':
      if (signer.party === 'employer' || !contract.profile.allowRefuse) return because('REFUSE_OFF');
      return wordsProblem(event.reason, context.rules.contract.messageMax, 'reason');
    default:
      return undefined;
  }
}

/** Every file of the contract must be complete, one that was not mentioned is not. Catalogue: SGN-03. */
function incompleteFile(
  contract: Contract,
  missing: Readonly<Record<string, number>>,
): Problem<ContractRefusal> | undefined {
  const file = contract.files.find(({ id }) => !Object.hasOwn(missing, id) || missing[id] !== 0);
  return file === undefined ? undefined : because('SIGN_INCOMPLETE', { path: `missing.${file.id}` });
}

/**
 * Every kind must be placed that is asked for. Each was placed by whom may use it; who signs may use one of them, too: a
 * colleague's placing alone gives nobody a seal.
 */
function placedMarksProblem(
  contract: Contract,
  signer: Signer,
  context: DecisionContext,
): Problem<ContractRefusal> | undefined {
  const marks: readonly PlacedMark[] = signer.marks ?? [];
  const lacking = (signer.areas ?? []).some((area) => !marks.some(({ kind }) => kind === area));
  if (lacking) return because('SIGN_INCOMPLETE', { path: 'areas' });
  const problems = marks.map((mark) => markProblem(contract, signer, mark, context));
  return problems.includes(undefined) ? undefined : problems[0];
}

function markProblem(
  contract: Contract,
  signer: Signer,
  mark: Mark,
  { actor }: DecisionContext,
): Problem<ContractRefusal> | undefined {
  if (mark.owner !== signer.subject) return because('SIGN_MARK_FOREIGN');
  if (signer.party === 'worker') {
    return workerMarks[contract.profile.signatureMode].includes(mark.kind) ? undefined : because('SIGN_MARK_KIND');
  }
  const target = { company: contract.company };
  if (mark.kind === 'company-seal')
    return may(actor, 'contract.sign-company', target) ? undefined : because('SEAL_RIGHT');
  if (mark.kind !== 'legal-rep-seal') return because('SIGN_MARK_KIND');
  return may(actor, 'contract.sign-legal-rep', target) ? undefined : because('SEAL_RIGHT');
}
