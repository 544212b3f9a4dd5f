/** One-time codes: drawn, sent again, called, compared; and the keyed hashes that keep secrets and identities unreadable. */
export {
  checkSecret,
  codeEntered,
  codeText,
  rateProblem,
  resendProblem,
  resent,
  sendCode,
  type CodeCheck,
  type CodePurpose,
  type CodeRoute,
  type OneTimeCode,
} from './one-time-code.ts';
export {
  requireSecret,
  sameHash,
  secretFrom,
  type KeyedHash,
  type RandomBytes,
  type SecretContext,
} from './keyed-hash.ts';
export { capProblem, phoneProblem, sentRecently } from './phone-limit.ts';
export type { CodeRefusal } from './texts.ts';
