import type { Problem } from '../../language/index.ts';
import type { ProofMethod } from '../rules/index.ts';
import type { Contract, Proof } from './contract.ts';
import { because, type ContractRefusal } from './texts.ts';

/** Why a proof does not count here: by a method the flow does not offer, or used before. Catalogue: WIL-01, WIL-07, B5. */
export function proofProblem(
  contract: Contract,
  proof: Omit<Proof, 'digest'>,
  methods: readonly ProofMethod[],
): Problem<ContractRefusal> | undefined {
  if (!methods.includes(proof.method)) return because('PROOF_METHOD');
  return contract.proofs.includes(proof.id) ? because('PROOF_USED') : undefined;
}

/** {@link proofProblem} of an intent, which must be about exactly what was submitted. Catalogue: WIL-01. */
export function intentProblem(
  contract: Contract,
  proof: Proof,
  methods: readonly ProofMethod[],
  submitted: string | undefined,
): Problem<ContractRefusal> | undefined {
  const problem = proofProblem(contract, proof, methods);
  return problem ?? (proof.digest === submitted ? undefined : because('PROOF_DIGEST'));
}
