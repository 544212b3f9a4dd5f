/** Cinnabar in Node: signing with keys in PKCS #12 files and on tokens (PKCS #11), and files read and written where they lie on disk. The command line is the package's `cinnabar`. */
export { KeySigningProvider, type KeySigningOptions } from '@cinnabar/core/signer';
export { readInput, withFile, type StoredFile } from './files/input.ts';
export { writeNew, type NewFileOptions } from './files/output.ts';
export { openPkcs11, pkcs11Certificates, type Pkcs11Key, type Pkcs11Options } from './pkcs11/open-pkcs11.ts';
export { readPkcs12, type KeyWithCertificates } from './pkcs12/read-pkcs12.ts';
export { writePkcs12 } from './pkcs12/write-pkcs12.ts';
