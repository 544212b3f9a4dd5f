/** 个人实名认证: what is asked, by which method, under which limits, and what is kept of it. */
export { checkFactors, documentHashOf, mobileHashOf, nameHashOf, personRecord } from './factors.ts';
export { decidePerson, unverifiedPerson } from './decide-person.ts';
export { fallbackMethods, lockedUntil, personMethodLabels, personMethods, type OfferedMethod } from './methods.ts';
export { personMachine, type PersonState, type PersonTransition } from './person-machine.ts';
export { sourceProblem, type PersonRefusal } from './texts.ts';
export type {
  FaceQr,
  GivenConsent,
  PersonEvent,
  PersonFactors,
  PersonInput,
  PersonRecord,
  PersonSource,
  PersonVerification,
  SensitiveData,
  SourceResult,
} from './types.ts';
export { verificationGate, type Entry } from './gate.ts';
export { bankLimit, numberUsableFrom, reservedPhoneUsableFrom, type BankLimit } from './waits.ts';
