import { port } from '#crypto-port';

import type { Parts } from '../bytes/index.ts';
import type { ReadableDigestAlgorithm } from './port.ts';

/** Digest of consecutive ranges. In Node they are hashed where they lie; a browser joins them first, but for SM3. */
export async function digestOf(algorithm: ReadableDigestAlgorithm, parts: Parts): Promise<Uint8Array> {
  if (algorithm !== 'SM3') return port.digest(algorithm, parts);
  const { sm3 } = await import('./sm3.ts');
  return sm3(parts);
}
