/**
 * One small contract (two signature fields, a text field, metadata) as qpdf 11.3 encrypted it in every way it knows:
 * `qpdf --allow-weak-crypto plain.pdf --encrypt user owner LENGTH OPTIONS -- NAME.pdf`.
 */
export interface EncryptedFile {
  readonly name: string;
  readonly version: number;
  readonly revision: number;
  readonly algorithm: string;
  /** Metadata is readable by everybody. */
  readonly clearMetadata?: true;
}

/** Opened by `user` and `owner`. */
export const encryptedFiles: readonly EncryptedFile[] = [
  { name: 'rc4-40', version: 1, revision: 2, algorithm: 'RC4-40' },
  { name: 'rc4-128', version: 2, revision: 3, algorithm: 'RC4-128' },
  { name: 'rc4-128-packed', version: 2, revision: 3, algorithm: 'RC4-128' },
  { name: 'rc4-128-filters', version: 4, revision: 4, algorithm: 'RC4-128' },
  { name: 'aes-128', version: 4, revision: 4, algorithm: 'AES-128' },
  { name: 'aes-128-metadata', version: 4, revision: 4, algorithm: 'AES-128', clearMetadata: true },
  { name: 'aes-256-r5', version: 5, revision: 5, algorithm: 'AES-256' },
  { name: 'aes-256', version: 5, revision: 6, algorithm: 'AES-256' },
  { name: 'aes-256-packed', version: 5, revision: 6, algorithm: 'AES-256' },
  { name: 'aes-256-metadata', version: 5, revision: 6, algorithm: 'AES-256', clearMetadata: true },
];

/** Opened by anybody, or as owner by `owner`. */
export type OpenFile = 'aes-256-open' | 'aes-256-view-only' | 'aes-256-fill-only' | 'rc4-40-view-only';

export async function encryptedFile(name: string): Promise<Uint8Array> {
  const url = new URL(`./encrypted/${name}.pdf`, import.meta.url);
  if (url.protocol !== 'file:') return new Uint8Array(await (await fetch(url)).arrayBuffer());
  const { readFile } = await import('node:fs/promises');
  return new Uint8Array(await readFile(url));
}
