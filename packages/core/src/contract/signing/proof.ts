import type { Problem } from '../../language/index.ts';
import type { ProofMethod } from '../rules/index.ts';
import type { Contract, Proof } from './contract.ts';
import { because, type ContractRefusal } from './texts.ts';

/**
 * Why a proof does not count here: by a method the flow does not offer, used before, or about something else than what was
 * submitted. Catalogue: WIL-01, WIL-07.
 */
export function proofProblem(
  contract: Contract,
  proof: Omit<Proof, 'digest'> & { readonly digest?: string },
  methods: readonly ProofMethod[],
  submitted?: string,
): Problem<ContractRefusal> | undefined {
  if (!methods.includes(proof.method)) return because('PROOF_METHOD');
  if (contract.proofs.includes(proof.id)) return because('PROOF_USED');
  return proof.digest === submitted ? undefined : because('PROOF_DIGEST');
}
