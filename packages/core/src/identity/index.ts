/**
 * Identity numbers, names and addresses of people and organisations: read, checked, shown and masked.
 *
 * Every `parse…` takes what a person typed (spaces, full-width characters and small letters included) and gives a typed
 * value in one canonical spelling, or coded problems with a sentence in three languages. Nothing here knows today's date:
 * the caller gives the day in China (`dayOf` of `@cinnabar/core/contract` tells it of an instant). Divisions (GB/T 2260)
 * have a door of their own, `@cinnabar/core/identity/divisions`, because their data is large.
 */
export { formatAddress, maskAddress, type Address } from './address.ts';
export { parseBankCard, formatBankCard, type BankCard, type BankCardOptions } from './bank-card.ts';
export { ageOn, isCalendarDay, type CalendarDay } from './calendar.ts';
export { parseEmail } from './email.ts';
export {
  documentLabels,
  employmentProblems,
  isOldEnough,
  mainlandProblem,
  parseDocument,
  parseHkMacauPermit,
  parsePassport,
  parsePermanentResidence,
  parseResidencePermit,
  parseTaiwanPermit,
  workingAge,
  type DocumentLabels,
  type DocumentOptions,
  type DocumentType,
  type HkMacauPermit,
  type IdentityDocument,
  type Passport,
  type PermanentResidence,
  type TaiwanPermit,
} from './identity-document.ts';
export {
  mask,
  maskBankCard,
  maskDocument,
  maskEmail,
  maskMobile,
  maskName,
  maskResidentId,
  type MaskKind,
  type MaskPurpose,
} from './mask.ts';
export {
  carrierVerificationProblem,
  formatMobile,
  mobilePlan,
  parseMobile,
  type Carrier,
  type Mobile,
  type MobileOptions,
  type MobilePlan,
  type MobileRange,
  type MobileUse,
} from './mobile.ts';
export {
  hasHiddenCharacter,
  normaliseOrganisationName,
  normalisePersonName,
  parseOrganisationName,
  parsePersonName,
  sameOrganisationName,
  samePersonName,
  type PersonName,
  type PersonNameOptions,
} from './name.ts';
export type { ParseOptions } from './normalise.ts';
export {
  chooseOrganisationType,
  organisationCategory,
  organisationTypeLabels,
  parseCreditCode,
  parseOrganisationCode,
  parseOrganisationNumber,
  parseRegistrationNumber,
  suggestOrganisationType,
  type CreditCode,
  type OrganisationType,
  type RegistrationNumber,
} from './organisation-number.ts';
export { redact } from './redact.ts';
export {
  convertResidentId15,
  formatResidentId,
  parseResidentId,
  type ResidentId,
  type ResidentIdOptions,
  type Sex,
} from './resident-id.ts';
export { identityTexts, type IdentityCode } from './texts.ts';
