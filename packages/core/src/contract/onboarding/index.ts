/** Invitations of workers, their forms, and the review. */
export { applyByLink, decideCompanyLink, type CompanyLink } from './company-link.ts';
export { decideOnboarding, onboardingPage } from './decide-onboarding.ts';
export { extraFieldProblems, fixedFields, readForm } from './form.ts';
export { inviteBatch, inviteWorker, type Acquainted, type Inviter, type InviteRow, type RowProblem } from './invite.ts';
export { decideUnmask } from './unmask.ts';
export { onboardingMachine, type OnboardingState, type OnboardingTransition } from './onboarding-machine.ts';
export type { OnboardingRefusal } from './texts.ts';
export {
  relations,
  type CompanyNow,
  type ExtraField,
  type FormEdit,
  type Onboarding,
  type OnboardingEvent,
  type OnboardingForm,
  type OnboardingIdentity,
  type OnboardingInput,
  type Relation,
} from './types.ts';
