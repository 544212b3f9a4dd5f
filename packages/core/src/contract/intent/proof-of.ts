import type { Proof } from '../signing/index.ts';
import type { IntentChallenge } from './types.ts';

/**
 * The proof for one contract of a used challenge, as `decideContract` takes it with `intent-passed`; undefined unless the
 * challenge was consumed and is about this contract. Catalogue: WIL-05, WIL-07.
 */
export function proofOf(challenge: IntentChallenge, contract: string): Proof | undefined {
  const target = challenge.targets.find(({ id }) => id === contract);
  if (challenge.state !== 'CONSUMED' || target === undefined) return undefined;
  return { id: challenge.id, method: challenge.method, digest: target.digest };
}
