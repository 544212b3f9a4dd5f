/** Electronic seals: seal data and signed values of GB/T 38540-2020 (V4) and GM/T 0031-2014 (V1), read, checked and, in V4, written. */
export {
  readSeal,
  type Seal,
  type SealHolders,
  type SealPicture,
  type SesExtension,
  type SesSigner,
  type SesVersion,
} from './seal.ts';
export { isSealSignature, readSealSignature, type SealSignature } from './seal-signature.ts';
export {
  checkSeal,
  checkSealSignature,
  type Outcome,
  type SealCheck,
  type SealOptions,
  type SealOutcomes,
  type SealSignatureCheck,
  type SealSignatureOutcomes,
} from './check.ts';
export { makeSeal, signWithSeal, type SealRequest, type SealSigningRequest, type SesIdentity } from './write.ts';
