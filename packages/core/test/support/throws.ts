import { isCinnabarError, type CinnabarError } from '@cinnabar/core/error';
import { assert } from 'chai';

/** Runs `act` and returns the typed error it must end with. */
export async function thrownBy(act: () => unknown): Promise<CinnabarError> {
  try {
    await act();
  } catch (error) {
    if (isCinnabarError(error)) return error;
    throw error;
  }
  return assert.fail('Nothing was thrown');
}
