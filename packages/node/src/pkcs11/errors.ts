import { CinnabarError } from '@cinnabar/core/error';

import { returned } from './codes.ts';

const sentences: readonly (readonly [codes: readonly number[], code: string, sentence: string])[] = [
  [
    [returned.pinIncorrect, returned.pinInvalid, returned.pinLengthRange],
    'PKCS11_PIN',
    'The token does not accept the PIN; a few wrong ones lock it.',
  ],
  [[returned.pinLocked, returned.pinExpired], 'PKCS11_PIN_LOCKED', 'The PIN of the token is locked or has expired.'],
  [
    [returned.deviceRemoved, returned.tokenNotPresent, returned.tokenNotRecognized],
    'PKCS11_TOKEN_REMOVED',
    'The token is not there any more; insert it again.',
  ],
];

/** The error for what a function of the module returned. */
export function pkcs11Error(value: number, name: string): CinnabarError {
  const details = { function: name, returned: `0x${value.toString(16)}` };
  for (const [codes, code, sentence] of sentences) {
    if (codes.includes(value)) return new CinnabarError(code, sentence, { details });
  }
  return new CinnabarError('PKCS11_FAILED', 'The token failed; see its own log for the reason.', { details });
}
