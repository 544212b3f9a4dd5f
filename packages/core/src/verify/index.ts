/** Verification of signed PDFs: facts, trust and time, an indication per signature, one verdict that is the worst of them. */
export type {
  CertificateStatusReport,
  Coverage,
  Indication,
  ModificationFinding,
  ModificationLevel,
  Modifications,
  RevocationStatus,
  SignatureReport,
  SignerReport,
  SigningTimeReport,
  SubIndication,
  TrustReport,
  Verdict,
  VerificationReport,
} from './report.ts';
export { ambiguitiesOf } from './ambiguities.ts';
export { findingText, type ReportLocale } from './messages.ts';
export { isLocked, permissionsOf, type FieldLock } from './diff/index.ts';
export { findSignatures } from './signatures.ts';
export { SecurityStore } from './security-store.ts';
export type { SignatureFacts } from './check-signature.ts';
export { signatureFacts, verifyDocument, type VerifyOptions } from './verify-document.ts';
