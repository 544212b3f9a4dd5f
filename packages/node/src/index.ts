/** Cinnabar in Node: signing with keys in PKCS #12 files and on tokens (PKCS #11). The command line is the package's `cinnabar`. */
export { KeySigningProvider, type KeySigningOptions } from '@cinnabar/core/signer';
export { openPkcs11, pkcs11Certificates, type Pkcs11Key, type Pkcs11Options } from './pkcs11/open-pkcs11.ts';
export { readPkcs12, type KeyWithCertificates } from './pkcs12/read-pkcs12.ts';
export { writePkcs12 } from './pkcs12/write-pkcs12.ts';
