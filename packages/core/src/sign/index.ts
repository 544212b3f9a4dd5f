/** Signing: prepare the revision, have its digest signed by anybody, embed the CMS, check the result. */
export { prepareSignature, type SignatureRequest } from './prepare-signature.ts';
export type { NewSignatureField } from './new-field.ts';
export type { ChangeLevel, SignatureLock } from './signature-references.ts';
export type { SignatureClaims, SignatureSubFilter } from './signature-dictionary.ts';
export { parsePreparedDigest, type PreparedDigest } from './prepared-digest.ts';
export { embedSignature } from './embed-signature.ts';
export { baseline, baselineFaults, type BaselineLevel, type BaselineRow } from './baseline.ts';
export { signDocument, type DocumentSigner } from './sign-document.ts';
export { checkSigned, type SignedExpectations } from './check-signed.ts';
export { addValidationData, type ValidationData } from './validation-data.ts';
export { addDocumentTimestamp, embedDocumentTimestamp, prepareDocumentTimestamp } from './document-timestamp.ts';
export { extendSignatures, type AddedTimestamp, type ExtendRequest } from './extend-signatures.ts';
