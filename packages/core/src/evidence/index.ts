/**
 * What proves how a contract came about: an append-only log with a hash chain and Merkle proofs, records of consents,
 * intents and deliveries, packages that verify offline, and a report for people.
 */
export {
  chainEvent,
  chainEvents,
  lineDigest,
  readLog,
  startLog,
  type ChainedEvent,
  type LogPosition,
  type LogReading,
} from './event-log.ts';
export { isInstant, parseEventLine, type EventDigest, type EventFacts, type EvidenceEvent } from './event.ts';
export { eventTypes, eventTypeText, voidingTypes } from './event-types.ts';
export {
  leafHash,
  MerkleTree,
  verifyConsistency,
  verifyInclusion,
  type ConsistencyClaim,
  type InclusionClaim,
  type LogDigest,
} from './merkle-tree.ts';
export {
  consentGiven,
  consentWithdrawn,
  intentPassed,
  intentRefusal,
  noticeDelivery,
  readConsent,
  readDelivery,
  readIntent,
  readSigned,
  signerSigned,
  type ConsentRecord,
  type DeliveryRecord,
  type IntentRecord,
  type IntentUse,
  type RecordContext,
  type SignedRecord,
} from './records.ts';
export { strokesCaptured, strokesPurpose, type StrokeEvidence } from './strokes.ts';
export { parseTreeHead, stampTreeHead, treeHead, type StampedTreeHead, type TreeHead } from './tree-head.ts';
export { checkDetached, signDetached, type DetachedCheck } from './detached.ts';
export { defaultZipLimits, readZip, writeZip, type ZipLimits } from './zip.ts';
export {
  packagePaths,
  parseManifest,
  type EntryRole,
  type EvidenceManifest,
  type ManifestEntry,
  type ManifestFile,
} from './manifest.ts';
export {
  createEvidencePackage,
  sealPackage,
  type EvidencePackageContent,
  type PackageAuthorities,
  type PackageFile,
} from './create-package.ts';
export { addRevocation, type RevocationSources } from './revocation.ts';
export { verifyEvidencePackage, type EvidenceVerifyOptions } from './verify-package.ts';
export type {
  AuthorityReport,
  AxisVerdict,
  DocumentReport,
  DocumentSignature,
  PackageVerification,
  EvidenceVerdict,
} from './package-verification.ts';
export { evidenceAxes, type EvidenceAxis, type Finding, type FindingSeverity } from './finding.ts';
export { evidenceTexts, type EvidenceCode } from './texts.ts';
export {
  composeEvidenceReport,
  type ComposedReport,
  type EvidenceReportRequest,
  type ReportParty,
} from './report/evidence-report.ts';
export { signEvidenceReport, type ReportSigning } from './report/sign-report.ts';
export type { ReportFonts } from './report/layout.ts';
export type { ReportLanguage, ReportLanguages } from './report/labels.ts';
