import { CinnabarError } from '@cinnabar/core/error';
import { after, type Context } from '../context.ts';
import type { Db, Tx } from '../database/open.ts';
import type { ChallengeRow } from '../database/schema.ts';
import { equalHashes, hashCode, newCode, newId, sha256 } from '../secrets.ts';

/**
 * What a code is good for and nothing else.
 * Catalogue: ACC-11, WIL-02.
 */
export interface CodeBinding {
  readonly purpose: ChallengeRow['purpose'];
  readonly phone: string;
  readonly contractId?: string;
  readonly signerId?: string;
  readonly preparationId?: string;
  readonly fingerprint?: string;
}

/**
 * Lets one transaction at a time ask for codes for a phone, so that clicks at once send one message. Stripes of a hash
 * instead of numbers: no personal data, and no table that grows.
 */
export async function lockPhone(tx: Tx, phone: string): Promise<void> {
  const stripe = { name: `code-lock-${sha256(phone).slice(0, 2)}`, value: '' };
  await tx
    .insertInto('settings')
    .values(stripe)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: '' }))
    .execute();
}

/**
 * A new challenge that voids the person's earlier ones for the same purpose. The code is returned once, to be sent.
 * The caller holds {@link lockPhone}.
 */
export async function issueCode(
  context: Context,
  tx: Tx,
  binding: CodeBinding,
): Promise<{ challenge: ChallengeRow; code: string }> {
  const { limits } = context;
  await requireWithinLimits(context, tx, binding);
  await samePerson(tx, binding).set({ state: 'VOID' }).where('state', '=', 'ISSUED').execute();
  const code = newCode();
  const salt = newId('chl');
  const challenge: ChallengeRow = {
    id: newId('chl'),
    purpose: binding.purpose,
    phone: binding.phone,
    contract_id: binding.contractId ?? null,
    signer_id: binding.signerId ?? null,
    preparation_id: binding.preparationId ?? null,
    fingerprint: binding.fingerprint ?? '',
    salt,
    code_hash: hashCode(context.secret, salt, bindingText(binding), code),
    tries_left: limits.otpTries,
    state: 'ISSUED',
    created_at: context.now().toISOString(),
    resend_at: after(context, limits.otpResendGap),
    expires_at: after(context, limits.otpLifetime),
  };
  await tx.insertInto('challenges').values(challenge).execute();
  return { challenge, code };
}

/**
 * Each purpose has limits of its own, so that a stranger at the login page cannot keep anybody from signing. The daily
 * one is for who guesses at one code after the other.
 */
async function requireWithinLimits(context: Context, tx: Tx, { phone, purpose }: CodeBinding): Promise<void> {
  const { otpPerHour, otpTries, otpTriesPerDay } = context.limits;
  const today = await tx
    .selectFrom('challenges')
    .select(['tries_left', 'state', 'created_at'])
    .where('phone', '=', phone)
    .where('purpose', '=', purpose)
    .where('created_at', '>', after(context, -86_400))
    .execute();
  const hourAgo = after(context, -3600);
  if (today.filter((challenge) => challenge.created_at > hourAgo).length >= otpPerHour) throw tooMany(3600);
  let wrong = 0;
  for (const challenge of today) wrong += challenge.state === 'PASSED' ? 0 : otpTries - challenge.tries_left;
  if (wrong >= otpTriesPerDay) throw tooMany(86_400);
}

/**
 * Spends one try on `code`. A try is taken before the code is looked at, in one statement, so that guesses sent at
 * once cannot exceed the limit.
 * @throws CinnabarError `OTP_EXPIRED`, `OTP_EXHAUSTED`.
 */
export async function tryCode(
  context: Context,
  challenge: ChallengeRow,
  code: string,
): Promise<{ right: boolean; triesLeft: number }> {
  if (challenge.state === 'VOID' || challenge.expires_at <= context.now().toISOString()) throw expired();
  const spent = await context.db
    .updateTable('challenges')
    .set((column) => ({ tries_left: column('tries_left', '-', 1) }))
    .where('id', '=', challenge.id)
    .where('tries_left', '>', 0)
    .returning('tries_left')
    .executeTakeFirst();
  if (spent === undefined) {
    throw new CinnabarError('OTP_EXHAUSTED', 'The code was entered wrong too often; ask for a new one.');
  }
  return { right: codeMatches(context, challenge, code), triesLeft: spent.tries_left };
}

/** Whether `code` is the challenge's, in constant time. */
export function codeMatches(context: Context, challenge: ChallengeRow, code: string): boolean {
  const binding: CodeBinding = {
    purpose: challenge.purpose,
    phone: challenge.phone,
    ...(challenge.contract_id === null ? {} : { contractId: challenge.contract_id }),
    ...(challenge.signer_id === null ? {} : { signerId: challenge.signer_id }),
    ...(challenge.preparation_id === null ? {} : { preparationId: challenge.preparation_id }),
    fingerprint: challenge.fingerprint,
  };
  return equalHashes(challenge.code_hash, hashCode(context.secret, challenge.salt, bindingText(binding), code));
}

/** Marks the challenge as used. False when it was used or voided meanwhile: of two at once, one wins. */
export async function consumeChallenge(tx: Tx | Db, challengeId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('challenges')
    .set({ state: 'PASSED' })
    .where('id', '=', challengeId)
    .where('state', '=', 'ISSUED')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export function expired(): CinnabarError {
  return new CinnabarError('OTP_EXPIRED', 'The code is no longer valid; ask for a new one.');
}

/** @param wait Seconds until another code may be asked for. */
export function tooMany(wait: number): CinnabarError {
  return new CinnabarError('OTP_RATE', 'Codes are asked for too often; wait a moment.', {
    details: { retryAfter: wait },
  });
}

function bindingText(binding: CodeBinding): string {
  return JSON.stringify([
    binding.purpose,
    binding.phone,
    binding.contractId ?? '',
    binding.signerId ?? '',
    binding.preparationId ?? '',
    binding.fingerprint ?? '',
  ]);
}

function samePerson(tx: Tx, binding: CodeBinding) {
  const update = tx.updateTable('challenges').where('purpose', '=', binding.purpose);
  return binding.signerId === undefined
    ? update.where('phone', '=', binding.phone)
    : update.where('signer_id', '=', binding.signerId);
}
