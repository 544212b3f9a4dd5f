import type { LocalizedText, Problem } from '../../language/index.ts';
import type { DecisionContext } from '../context/index.ts';
import { may, type Actor } from '../rights/index.ts';
import {
  contractMachine,
  decideContract,
  decideReinitiation,
  pendingSigners,
  urgeProblem,
  type Contract,
  type ContractEvent,
  type ContractRefusal,
} from '../signing/index.ts';
import { isVisible, waitsForSignature, type Viewer } from './groups.ts';

/** What a person can press beside a contract (操作). */
export type ContractAction =
  'view' | 'sign' | 'confirm' | 'negotiate' | 'terminate' | 'refuse' | 'reply' | 'urge' | 'recall' | 'reinitiate';

const own: Readonly<Record<'view' | 'sign' | 'urge' | 'delete', LocalizedText>> = {
  view: { 'zh-Hans': '查看', 'zh-Hant': '查看', en: 'View' },
  sign: { 'zh-Hans': '签署', 'zh-Hant': '簽署', en: 'Sign' },
  urge: { 'zh-Hans': '催签', 'zh-Hant': '催簽', en: 'Urge' },
  delete: { 'zh-Hans': '删除', 'zh-Hant': '刪除', en: 'Delete' },
};

/** An action to offer; with a `problem` it is shown but not possible yet, and the problem says until when. */
export interface OfferedAction {
  readonly action: ContractAction;
  readonly label: LocalizedText;
  readonly problem?: Problem<ContractRefusal>;
  /** Of `urge`: whom. */
  readonly signer?: string;
}

/** For whom a list is shown, by who is logged in and what they may sign with; undefined for those who have no contracts of their own. */
export function viewerOf(actor: Actor): Viewer | undefined {
  if (actor.role === 'worker') return { kind: 'worker', person: actor.ref };
  const { company } = actor;
  if (company === undefined) return undefined;
  const seals = may(actor, 'contract.sign-company', { company }) || may(actor, 'contract.sign-legal-rep', { company });
  return { kind: 'company', company, seals };
}

/**
 * What the actor can do with a contract now, in the order of buttons: exactly what {@link decideContract} would accept with
 * the words filled in; urging with the time to wait; what only waits for the actor to be verified, with that problem.
 *
 * Catalogue: LST-03, LST-05, SGN-01, URG-02, RCL-01, RCL-03, GD-03, GD-04, GD-12.
 */
export function actionsFor(contract: Contract, context: DecisionContext): readonly OfferedAction[] {
  const viewer = viewerOf(context.actor);
  if (viewer === undefined || !isVisible(contract, viewer)) return [];
  const party = viewer.kind === 'worker' ? 'worker' : 'employer';
  const signer = contract.signers.find((each) => each.party === party)?.id ?? '';
  const words = '…';
  const wishes: readonly (ContractEvent & { readonly type: ContractAction })[] = [
    { type: 'confirm', readToEnd: true },
    { type: 'negotiate', message: words },
    { type: 'reply', message: words },
    { type: 'terminate', reason: words },
    { type: 'refuse', signer, reason: words },
    { type: 'recall' },
  ];
  const deletes = contract.state === 'DRAFT' || contract.state === 'INIT_FAILED';
  const signs = waitsForSignature(contract, viewer, context.now);
  return [
    { action: 'view', label: own.view },
    ...(signs
      ? [{ action: 'sign', label: own.sign, ...unverified(contract, { type: 'open', signer }, context) } as const]
      : []),
    ...wishes
      .filter((event) => decideContract(contract, event, onceVerified(context)).accepted)
      .map((event): OfferedAction => {
        const label =
          event.type === 'recall' && deletes ? own.delete : contractMachine.events[event.type as 'recall'].label;
        return { action: event.type, label, ...unverified(contract, event, context) };
      }),
    ...urges(contract, context),
    ...(decideReinitiation(contract, '', {}, context).accepted
      ? [{ action: 'reinitiate', label: contractMachine.events.reinitiate.label } as const]
      : []),
  ];
}

function onceVerified(context: DecisionContext): DecisionContext {
  return { ...context, actor: { ...context.actor, verified: true, companyVerified: true } };
}

/** Who is not verified yet sees what to do, and what stands before it. */
function unverified(
  contract: Contract,
  event: ContractEvent,
  context: DecisionContext,
): { readonly problem?: Problem<ContractRefusal> } {
  const decided = decideContract(contract, event, context);
  return !decided.accepted && decided.refusal.code === 'KYC_REQUIRED' ? { problem: decided.refusal } : {};
}

/** Urging is shown from the start, with what is left to wait. */
function urges(contract: Contract, context: DecisionContext): readonly OfferedAction[] {
  return pendingSigners(contract).flatMap(({ id }): OfferedAction[] => {
    const offer = { action: 'urge', label: own.urge, signer: id } as const;
    if (decideContract(contract, { type: 'urge', signer: id }, context).accepted) return [offer];
    const problem = urgeProblem(contract, id, context);
    const waits = problem?.values?.waitSeconds !== undefined;
    return waits && may(context.actor, 'contract.manage', { company: contract.company }) ? [{ ...offer, problem }] : [];
  });
}
