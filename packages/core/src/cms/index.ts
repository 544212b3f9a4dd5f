/** Cryptographic Message Syntax, certificates and time-stamps: read as slices of what was received, written in DER. */
export { oid } from './oids.ts';
export { error as errorProblem, info as infoProblem, warning as warningProblem, type Problem } from './problem.ts';
export {
  basicConstraints,
  extendedKeyUsage,
  permitsKeyUsage,
  readCertificate,
  serialText,
  type Certificate,
  type CertificateExtension,
  type KeyUsage,
} from './certificate.ts';
export { commonName, nameText, nameValues, sameName } from './name.ts';
export { addSignatureTimestamp, buildSignedData, type CmsSigner, type SignedDataRequest } from './build-signed-data.ts';
export { requireSignerCertificate, signerUsageFault, signingPurposes } from './signer-fitness.ts';
export { readSignedData, type CmsAttribute, type SignedData, type SignerInfo } from './signed-data.ts';
export { certificatePolicies, type PathDemands } from './path/index.ts';
export { checkSigner, findCertificate, type Integrity, type SignerCheck } from './check-signer.ts';
export {
  anchorOfKey,
  checkChain,
  readTrustAnchors,
  type ChainCheck,
  type ChainOptions,
  type TrustStatus,
} from './chain.ts';
export { buildTimestampRequest, readTimestampRequest, type TimestampRequest } from './timestamp-request.ts';
export { buildTimestampGranted, buildTimestampRejection, readTimestampResponse } from './timestamp-response.ts';
export {
  checkTimestampToken,
  readTimestampInfo,
  type Stamped,
  type TimestampCheck,
  type TimestampInfo,
} from './timestamp-token.ts';
export {
  firstTimestampProvider,
  httpTimestampProvider,
  type HttpTimestampOptions,
  type TimestampFetch,
  type TimestampFetchResponse,
} from './http-timestamp-provider.ts';
export { revocationSources, statesRevocation, type RevocationSources } from './revocation-sources.ts';
export { findCrlEntry, readCrl, type Crl, type CrlEntry } from './crl.ts';
export {
  buildOcspRequest,
  isIssuerOf,
  publicKeyBits,
  readOcspRequest,
  readOcspResponse,
  type OcspCertificateId,
  type OcspResponse,
  type OcspSingleResponse,
} from './ocsp.ts';
export { checkRevocation } from './check-revocation.ts';
export {
  onHold,
  type RevocationAnswer,
  type RevocationEvidence,
  type RevocationQuestion,
} from './revocation-answer.ts';
export { httpExchange, type AuthorityFetch, type AuthorityFetchResponse, type HttpExchange } from './http-exchange.ts';
export { signerDigest } from './signer-digest.ts';
export { httpRevocationProvider, type HttpRevocationOptions } from './http-revocation-provider.ts';
export { gatherIssuers, gatherRevocation, type GatheredRevocation } from './gather-revocation.ts';
