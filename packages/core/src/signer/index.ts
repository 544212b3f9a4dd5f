/** Signing providers over keys: one at hand, or one that a remote service holds. */
export { certificateSubject, requireSubject } from './certificate-subject.ts';
export { KeySigningProvider, type KeySigningOptions } from './key-signing-provider.ts';
export { SignOnce, type Unfinished } from './sign-once.ts';
export { signWithKey, type CertifiedKey, type SignWithKeyOptions } from './sign-with-key.ts';
export { CscClient, type CscAnswer, type CscCall, type CscClientOptions } from './csc/client.ts';
export { cscCredential, cscCredentials, type CscCredential } from './csc/credential.ts';
export {
  cscSigningProvider,
  type CscAuthorization,
  type CscAuthorizationAsk,
  type CscSigningOptions,
} from './csc/provider.ts';
