/** The part of the Web Cryptography API that `port.browser.ts` uses; core compiles without the DOM library. */
interface CryptoKey {
  readonly type: string;
}
interface JsonWebKey {
  kty?: string;
  alg?: string;
  crv?: string;
  n?: string;
  e?: string;
  x?: string;
  y?: string;
}
interface CoreSubtleCrypto {
  digest(algorithm: string, data: Uint8Array): Promise<ArrayBuffer>;
  importKey(
    format: 'jwk',
    key: JsonWebKey,
    algorithm: object,
    extractable: boolean,
    usages: string[],
  ): Promise<CryptoKey>;
  importKey(
    format: 'spki' | 'pkcs8',
    key: Uint8Array,
    algorithm: object,
    extractable: boolean,
    usages: string[],
  ): Promise<CryptoKey>;
  exportKey(format: 'jwk', key: CryptoKey): Promise<JsonWebKey>;
  exportKey(format: 'spki' | 'pkcs8', key: CryptoKey): Promise<ArrayBuffer>;
  generateKey(
    algorithm: object,
    extractable: boolean,
    usages: string[],
  ): Promise<{ publicKey: CryptoKey; privateKey: CryptoKey }>;
  sign(algorithm: object, key: CryptoKey, data: Uint8Array): Promise<ArrayBuffer>;
  verify(algorithm: object, key: CryptoKey, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
}
declare const crypto: {
  readonly subtle: CoreSubtleCrypto;
  getRandomValues<T extends Uint8Array>(array: T): T;
};
