import type { SigningProfile } from '../rules/index.ts';
import type { GuangdongState } from './guangdong-machine.ts';

/**
 * Passes at once what the profile switches off, each by the table's own next state: addresses that are not collected, a gate
 * that is not wanted on entering. The second check always happens; the profile says only whether face belongs to it.
 */
export function settledStep(state: GuangdongState, profile: SigningProfile): GuangdongState {
  if (state === 'ADDR' && !profile.collectResidence) return 'READY';
  if (state === 'GATE1' && !profile.faceGateOnEnter) return 'SIGN_PAGE';
  return state;
}

/** Where the worker's way begins; undefined where the profile has none and the worker signs like everybody. */
export function firstStep(profile: SigningProfile): GuangdongState | undefined {
  if (profile.requireWorkerConfirm) return 'TO_CONFIRM';
  const hasWay = profile.collectResidence || profile.faceGateOnEnter || profile.faceGateOnCommit;
  return hasWay ? settledStep('ADDR', profile) : undefined;
}
