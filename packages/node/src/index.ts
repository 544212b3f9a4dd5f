/** Cinnabar in Node: keys in PKCS #12 files. The command line is the package's `cinnabar`. */
export {};
