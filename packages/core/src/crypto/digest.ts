import { port } from '#crypto-port';

import type { Part, Parts } from '../bytes/index.ts';
import type { ReadableDigestAlgorithm } from './port.ts';

/** Digest of consecutive parts. In Node they are hashed where they lie, a piece at a time; a browser joins them first, but for SM3. */
export async function digestOf(algorithm: ReadableDigestAlgorithm, parts: Parts<Part>): Promise<Uint8Array> {
  if (algorithm !== 'SM3') return port.digest(algorithm, parts);
  const { sm3 } = await import('./sm3.ts');
  return sm3(parts);
}
