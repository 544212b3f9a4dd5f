import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export type IdPrefix = 'act' | 'ctr' | 'chl' | 'fil' | 'job' | 'msg' | 'org' | 'prp' | 'sea' | 'sgn' | 'wrk';

/** An opaque identifier with 128 random bits. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomBytes(16).toString('base64url')}`;
}

/** A bearer token with 256 random bits. */
export function newToken(prefix: 'key' | 'portal' | 'sign'): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token. Looking up by the hash tells an attacker nothing by its timing. */
export function hashToken(token: string): string {
  return sha256(token);
}

/** Lower-case hex SHA-256. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Six decimal digits, uniformly distributed. */
export function newCode(): string {
  // Values from 4,294,000,000 up would favour small codes, so they are drawn again.
  let value: number;
  do value = randomBytes(4).readUInt32BE();
  while (value >= 4_294_000_000);
  return String(value % 1_000_000).padStart(6, '0');
}

/** Keyed and salted: six digits alone would be found in a second by whoever reads the table. */
export function hashCode(secret: Uint8Array, salt: string, binding: string, code: string): string {
  return createHmac('sha256', secret).update(`${salt}\n${binding}\n${code}`).digest('hex');
}

export function equalHashes(a: string, b: string): boolean {
  const left = Buffer.from(a, 'hex');
  const right = Buffer.from(b, 'hex');
  return left.length === right.length && timingSafeEqual(left, right);
}
