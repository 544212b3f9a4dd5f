/** Verification of signed PDFs: facts, trust and time, an indication per signature, one verdict that is the worst of them. */
export type {
  CertificateStatusReport,
  Coverage,
  Indication,
  ModificationFinding,
  ModificationLevel,
  Modifications,
  ReportedProblem,
  RevocationStatus,
  SignatureReport,
  SignedRevision,
  SignerReport,
  SigningTimeReport,
  SubIndication,
  TrustReport,
  Verdict,
  VerificationReport,
} from './report.ts';
export { ambiguitiesOf } from './ambiguities.ts';
export { defaultLimits, type CryptoLimits } from './crypto-limits.ts';
export { describeReport, type ReportDescription, type ReportNode, type Tone } from './describe-report.ts';
export { describedRules, findingText } from './texts/findings.ts';
export { problemText } from './texts/problems.ts';
export { reportLocales, type ReportLocale } from './texts/locale.ts';
export { collectFacts, signatureFacts, type FactsOptions } from './collect-facts.ts';
export type {
  CertificateFacts,
  ChangeFacts,
  ClaimFacts,
  CmsFacts,
  DemandFacts,
  DocumentFacts,
  Observation,
  RevisionFacts,
  SecurityStoreFacts,
  SignatureRecord,
} from './facts.ts';
export { constraints, type Constraint } from './policy/constraints.ts';
export { judgeFacts } from './policy/judge.ts';
export {
  constraintLevels,
  policies,
  readPolicy,
  type ConstraintLevel,
  type PolicyParameters,
  type VerificationPolicy,
} from './policy/policy.ts';
export { isLocked, permissionsOf, type FieldLock } from './diff/index.ts';
export { findSignatures } from './signatures.ts';
export { SecurityStore } from './security-store.ts';
export type { SignatureFacts } from './check-signature.ts';
export { verifyDocument, type VerifyOptions } from './verify-document.ts';
