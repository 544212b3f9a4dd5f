import type { Problem } from '../../language/index.ts';
import type { GivenAgreement } from '../consent/index.ts';
import type { Contract, Signer } from './contract.ts';
import { because, type ContractRefusal } from './texts.ts';

/**
 * Why the worker cannot submit yet: nothing of theirs says that the contract may be concluded in electronic form. Given once
 * for a contract, it is kept with it; the employer agrees by initiating.
 *
 * Catalogue: GOV-10 (《电子劳动合同订立指引》 art. 6).
 */
export function electronicFormProblem(
  contract: Contract,
  worker: Signer,
  given: GivenAgreement | undefined,
): Problem<ContractRefusal> | undefined {
  if (!contract.profile.requireElectronicConsent || contract.electronicForm !== undefined) return undefined;
  const own = given?.person === worker.subject && given.withdrawnAt === undefined;
  return own ? undefined : because('FORM_CONSENT', { path: 'electronicForm' });
}

/** What is kept of the worker's agreement to the electronic form: the first one counts. */
export function withElectronicForm(
  { electronicForm }: Contract,
  given: GivenAgreement | undefined,
): Pick<Contract, 'electronicForm'> {
  if (electronicForm !== undefined) return { electronicForm };
  if (given === undefined) return {};
  const { name, version, hash, at } = given;
  return { electronicForm: { name, version, hash, at } };
}
