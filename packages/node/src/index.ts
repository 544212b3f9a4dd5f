/** Cinnabar in Node: signing with keys in PKCS #12 files. The command line is the package's `cinnabar`. */
export { KeySigningProvider, type KeySigningOptions } from '@cinnabar/core/signer';
export { readPkcs12, type KeyWithCertificates } from './pkcs12/read-pkcs12.ts';
export { writePkcs12 } from './pkcs12/write-pkcs12.ts';
