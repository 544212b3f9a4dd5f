import { isCinnabarError, type CinnabarError } from '@cinnabar/core/error';

/** The typed error a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<CinnabarError> {
  try {
    await promise;
  } catch (error) {
    if (isCinnabarError(error)) return error;
    throw error;
  }
  throw new Error('expected a rejection, but it was fulfilled');
}
