import { assert } from 'chai';

import { isCinnabarError } from '@cinnabar/core/error';

/** Runs `action`, which must throw a CinnabarError with `code`. */
export function assertCode(code: string, action: () => unknown, message = code): void {
  try {
    action();
  } catch (error) {
    if (!isCinnabarError(error)) throw error;
    assert.equal(error.code, code, message);
    return;
  }
  assert.fail(`${message}: nothing was thrown`);
}
