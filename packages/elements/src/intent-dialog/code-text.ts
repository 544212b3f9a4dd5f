export const codeLength = 6;

/** The code in what was typed or pasted: full-width digits and spaces are fine, so is the whole message. */
export function readCode(text: string): string {
  const plain = text.normalize('NFKC');
  // In a pasted message the code is the only number of exactly six digits.
  const alone = /(?<![0-9A-Za-z])\d{6}(?![0-9A-Za-z])/.exec(plain)?.[0];
  return alone ?? plain.replace(/\D/g, '').slice(0, codeLength);
}

/**
 * Whole seconds until `instant`, between 0 and `most`. The reader's clock may be wrong by hours; a wait longer than any
 * the server sets is one of those, and the server has the last word anyway.
 */
export function secondsUntil(instant: string, now: number, most = 60): number {
  const seconds = Math.ceil((Date.parse(instant) - now) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), most) : 0;
}

/** The first eight hex digits in two groups, as the message to the phone shows them. */
export function shortFingerprint(fingerprint: string): string {
  const short = fingerprint.slice(0, 8).toUpperCase();
  return `${short.slice(0, 4)} ${short.slice(4)}`.trim();
}
