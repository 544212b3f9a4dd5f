/** 企业实名认证: the agent first, then the organisation by one of its methods. */
export { decideOrganisation, drawCents, unverifiedOrganisation } from './decide-organisation.ts';
export {
  legalRepLabels,
  organisationMethodLabels,
  organisationMethods,
  organisationSteps,
  overseasHint,
  type OfferedOrganisationMethod,
  type VerificationStep,
} from './methods.ts';
export { organisationMachine, type OrganisationState, type OrganisationTransition } from './organisation-machine.ts';
export type { OrganisationRefusal } from './texts.ts';
export type {
  CorporateTransfer,
  LegalRepHashes,
  OrganisationEvent,
  OrganisationInfo,
  OrganisationVerification,
  RegistryEntry,
} from './types.ts';
