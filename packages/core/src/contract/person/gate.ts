import type { Problem } from '../../language/index.ts';
import { commonTexts, sentences } from '../refusal/index.ts';
import type { Actor } from '../rights/index.ts';

/** A part of the platform somebody enters; all but `business` is open before anybody is verified. */
export type Entry = 'help' | 'agreements' | 'verification' | 'account' | 'logout' | 'business';

const { because } = sentences(commonTexts);

/**
 * Why somebody is led into verification first: a worker who is not verified, an employer's member whose company or person is
 * not. Deep links are kept by the caller and resumed. Catalogue: KYC-01, ORG-01, ONB-08, MSG-10.
 */
export function verificationGate(actor: Actor, entry: Entry): Problem<'KYC_REQUIRED'> | undefined {
  if (entry !== 'business' || actor.role === 'supervision' || actor.role === 'system') return undefined;
  const employer = actor.role !== 'worker';
  const verified = actor.verified === true && (!employer || actor.companyVerified === true);
  return verified ? undefined : (because('KYC_REQUIRED') as Problem<'KYC_REQUIRED'>);
}
