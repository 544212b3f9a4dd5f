import type { Problem } from '../../language/index.ts';
import type { DecisionContext } from '../context/index.ts';
import { may, type Actor } from '../rights/index.ts';
import type { Contract, Signer } from './contract.ts';
import type { ContractEvent } from './events.ts';
import { signerOf, workerOf } from './parties.ts';
import { because, type ContractRefusal } from './texts.ts';

type Authority = 'manager' | 'worker' | 'signer' | 'system';

/** Whose business each event is. Catalogue: A1.4. */
const authorities: Readonly<Record<ContractEvent['type'], Authority>> = {
  initiate: 'manager',
  reply: 'manager',
  recall: 'manager',
  urge: 'manager',
  confirm: 'worker',
  negotiate: 'worker',
  terminate: 'worker',
  'submit-addresses': 'worker',
  enter: 'worker',
  'gate1-passed': 'worker',
  'gate1-failed': 'worker',
  'confirm-signing': 'worker',
  cancel: 'worker',
  commit: 'worker',
  'gate2-passed': 'worker',
  'gate2-failed': 'worker',
  open: 'signer',
  place: 'signer',
  submit: 'signer',
  'intent-passed': 'signer',
  'intent-failed': 'signer',
  reopen: 'signer',
  refuse: 'signer',
  'initiate-failed': 'system',
  deadline: 'system',
  remind: 'system',
  'urge-undelivered': 'system',
  rescind: 'system',
};

/** Why the actor may not do this to this contract, whatever its state. */
export function authorityProblem(
  contract: Contract,
  event: ContractEvent,
  { actor }: DecisionContext,
): Problem<ContractRefusal> | undefined {
  // An event nobody knows, from a request that was not validated, is nobody's business.
  if (!Object.hasOwn(authorities, event.type)) return because('NOT_PERMITTED');
  switch (authorities[event.type]) {
    case 'system':
      return may(actor, 'system') ? undefined : because('NOT_PERMITTED');
    case 'manager':
      if (!may(actor, 'contract.manage', { company: contract.company })) return because('NOT_PERMITTED');
      return event.type === 'initiate' ? unverifiedCompany(actor) : undefined;
    case 'worker':
      return workerProblem(actor, workerOf(contract));
    case 'signer': {
      // Strangers learn nothing, not even which signers there are.
      const signer = 'signer' in event ? signerOf(contract, event.signer) : undefined;
      if (signer?.party === 'worker') return workerProblem(actor, signer);
      const target = { company: contract.company };
      if (actor.role === 'worker' || actor.company !== contract.company) return because('NOT_PERMITTED');
      if (signer === undefined) return because('SIGNER_UNKNOWN');
      const maySign = may(actor, 'contract.sign-company', target) || may(actor, 'contract.sign-legal-rep', target);
      return maySign ? unverifiedCompany(actor) : because('SEAL_RIGHT');
    }
  }
}

function unverifiedCompany(actor: Actor): Problem<ContractRefusal> | undefined {
  return actor.verified === true && actor.companyVerified === true ? undefined : because('KYC_REQUIRED');
}

/** One phone may be an agent's and a worker's: only the session as a worker acts for the worker (GEN-02). */
function workerProblem(actor: Actor, worker: Signer | undefined): Problem<ContractRefusal> | undefined {
  if (actor.role !== 'worker' || worker === undefined || !may(actor, 'personal', { owner: worker.subject })) {
    return because('NOT_PERMITTED');
  }
  return actor.verified === true ? undefined : because('KYC_REQUIRED');
}
