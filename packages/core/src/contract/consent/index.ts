/** What people agree to: by version and digest, by their own hand, the sensitive things one by one. */
export {
  agreementNames,
  consentProblem,
  giveConsent,
  outstandingAgreements,
  withdrawConsent,
} from './decide-consent.ts';
export type { ConsentRefusal } from './texts.ts';
export type { Agreement, GivenAgreement, Tick } from './types.ts';
