import { CinnabarError } from '@cinnabar/core/error';
import { maskMobile } from '@cinnabar/core/identity';
import type { IntentChallenge, IntentOutcome, IntentRequest, SigningStatus } from '@cinnabar/elements/backend';
import type { SigningSession } from '../accounts/callers.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../contracts/evidence.ts';
import type { Tx } from '../database/open.ts';
import type { ChallengeRow, PreparationFileRow, PreparationRow } from '../database/schema.ts';
import { codeMatches, consumeChallenge, expired, issueCode, lockPhone, tryCode } from '../intent/one-time-codes.ts';
import { enqueue } from '../jobs/runner.ts';
import { smsText } from '../notices.ts';
import { shortFingerprint } from './fingerprint.ts';
import { loadSigner, requireTurn, type SignerRecord } from './party-session.ts';
import { digestHex, loadPreparation, superseded } from './prepare.ts';

/**
 * Asks the signer by SMS whether they mean these very documents. Asking again within the resend gap returns the
 * challenge that is already on its way.
 * Catalogue: WIL-01, WIL-07.
 * @throws CinnabarError `DIGEST_MISMATCH`, `REVISION_SUPERSEDED`, `PREPARATION_EXPIRED`, `OTP_RATE`.
 */
export async function requestIntent(
  context: Context,
  session: SigningSession,
  request: IntentRequest,
): Promise<IntentChallenge> {
  const record = await loadSigner(context, session);
  const { preparation, files } = await loadPreparation(context, session, request.preparationId);
  requireTurn(record);
  requireOpen(context, preparation);
  requireCurrent(record, files);
  requireDigests(files, request);

  const { signer, contract } = record;
  const { challenge, code } = await context.db.transaction().execute(async (tx) => {
    await lockPhone(tx, signer.phone);
    const waiting = await latestChallenge(tx, preparation.id);
    const onItsWay = waiting !== undefined && waiting.resend_at > context.now().toISOString();
    if (onItsWay) return { challenge: waiting, code: undefined };
    const issued = await issueCode(context, tx, {
      purpose: 'intent',
      phone: signer.phone,
      contractId: contract.id,
      signerId: signer.id,
      preparationId: preparation.id,
      fingerprint: preparation.fingerprint,
    });
    await appendEvent(tx, contract.id, 'CHALLENGE_ISSUED', context.now(), {
      signerId: signer.id,
      challengeId: issued.challenge.id,
      method: 'sms',
      maskedPhone: maskMobile(signer.phone),
      fingerprint: preparation.fingerprint,
      provider: context.notifications.provider,
    });
    return issued;
  });
  if (code === undefined) return challengeView(challenge);
  context.checkpoint('challenge-committed');
  const minutes = Math.round(context.limits.otpLifetime / 60);
  await context.notifications.send({
    channel: 'sms',
    to: signer.phone,
    purpose: 'intent',
    text:
      smsText('intent-code', { code, minutes }) +
      `《${contract.name}》的文件指纹 ${shortFingerprint(preparation.fingerprint)}，请与页面核对。`,
  });
  return challengeView(challenge);
}

/**
 * Checks the code. Passing consumes the challenge, takes the contract's one signing slot and enqueues the job in one
 * transaction: from there on the signature is made, whatever happens to this process. A repeat gives the same answer.
 * @throws CinnabarError `OTP_EXPIRED`, `OTP_EXHAUSTED`, `REVISION_SUPERSEDED`, `SIGNING_UNAVAILABLE`.
 */
export async function confirmIntent(
  context: Context,
  session: SigningSession,
  challengeId: string,
  code: string,
): Promise<IntentOutcome> {
  const challenge = await context.db
    .selectFrom('challenges')
    .selectAll()
    .where('id', '=', challengeId)
    .where('signer_id', '=', session.signerId)
    .where('purpose', '=', 'intent')
    .executeTakeFirst();
  if (challenge === undefined || challenge.preparation_id === null) {
    throw new CinnabarError('CHALLENGE_NOT_FOUND', 'There is no such verification; ask for a new code.');
  }
  const preparationId = challenge.preparation_id;
  if (challenge.state === 'PASSED' && codeMatches(context, challenge, code)) {
    return { state: 'PASSED', signing: await signingStatus(context, session, preparationId) };
  }
  const { right, triesLeft } = await tryCode(context, challenge, code);
  if (!right) return { state: 'WRONG', triesLeft };

  const record = await loadSigner(context, session);
  const { preparation, files } = await loadPreparation(context, session, preparationId);
  if (preparation.state !== 'CONSUMED' && preparation.state !== 'SIGNED') {
    requireTurn(record);
    requireOpen(context, preparation);
    requireCurrent(record, files);
    await commitIntent(context, record, preparation, files, challenge);
    context.checkpoint('intent-committed');
    context.jobs.wake();
  }
  return { state: 'PASSED', signing: await signingStatus(context, session, preparationId) };
}

export async function signingStatus(
  context: Context,
  session: SigningSession,
  preparationId: string,
): Promise<SigningStatus> {
  const { preparation } = await loadPreparation(context, session, preparationId);
  const { contract } = await loadSigner(context, session);
  const { state, reason } = preparation;
  const known = state === 'SIGNED' || state === 'FAILED' ? state : 'PROCESSING';
  // Only a passed intent is on its way to a signature; the others wait for the signer.
  const why = state === 'OPEN' ? 'INTENT_PENDING' : state === 'REPLACED' ? 'REVISION_SUPERSEDED' : reason;
  return {
    preparationId,
    state: state === 'REPLACED' ? 'FAILED' : known,
    contractState: contract.state,
    ...(why === null ? {} : { reason: why }),
  };
}

async function commitIntent(
  context: Context,
  { contract, signer }: SignerRecord,
  preparation: PreparationRow,
  files: readonly PreparationFileRow[],
  challenge: ChallengeRow,
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const slot = await tx
      .updateTable('contracts')
      .set({ signing_preparation_id: preparation.id })
      .where('id', '=', contract.id)
      .where('state', '=', 'SIGNING')
      .where('signing_preparation_id', 'is', null)
      .executeTakeFirst();
    if (slot.numUpdatedRows === 0n) {
      throw new CinnabarError('SIGNING_UNAVAILABLE', 'Another party is signing at this moment; try again shortly.');
    }
    // The slot is ours, so no revision can move from here to the end of the transaction.
    for (const file of files) {
      const { revision } = await tx
        .selectFrom('contract_files')
        .select('revision')
        .where('id', '=', file.file_id)
        .executeTakeFirstOrThrow();
      if (revision !== file.base_revision) throw superseded();
    }
    const taken = await tx
      .updateTable('preparations')
      .set({ state: 'CONSUMED' })
      .where('id', '=', preparation.id)
      .where('state', '=', 'OPEN')
      .executeTakeFirst();
    if (taken.numUpdatedRows === 0n) throw superseded();
    if (!(await consumeChallenge(tx, challenge.id))) throw expired();
    await enqueue(tx, 'sign', { preparationId: preparation.id }, context.now());
    await appendEvent(tx, contract.id, 'INTENT_PASSED', context.now(), {
      signerId: signer.id,
      challengeId: challenge.id,
      method: 'sms',
      fingerprint: preparation.fingerprint,
      provider: context.notifications.provider,
    });
  });
}

function requireOpen(context: Context, preparation: PreparationRow): void {
  switch (preparation.state) {
    case 'OPEN':
      if (preparation.expires_at > context.now().toISOString()) return;
      throw new CinnabarError('PREPARATION_EXPIRED', 'The submission has waited too long; submit again.');
    case 'CONSUMED':
      throw new CinnabarError('SIGNING_IN_PROGRESS', 'Your signature is being made; wait for it to finish.');
    case 'SIGNED':
      throw new CinnabarError('SIGNER_DONE', 'You have already signed this contract.');
    default:
      throw superseded();
  }
}

function requireCurrent(record: SignerRecord, files: readonly PreparationFileRow[]): void {
  const current = new Map(record.files.map((file) => [file.id, file.revision]));
  if (files.some((file) => current.get(file.file_id) !== file.base_revision)) throw superseded();
}

function requireDigests(files: readonly PreparationFileRow[], { digests }: IntentRequest): void {
  const shown = new Map(digests.map(({ fileId, digest }) => [fileId, digest]));
  const same = shown.size === files.length && files.every((file) => shown.get(file.file_id) === digestHex(file));
  if (!same || digests.length !== files.length) {
    throw new CinnabarError('DIGEST_MISMATCH', 'What is on the screen is not what would be signed; load it again.');
  }
}

async function latestChallenge(tx: Tx, preparationId: string): Promise<ChallengeRow | undefined> {
  return tx
    .selectFrom('challenges')
    .selectAll()
    .where('preparation_id', '=', preparationId)
    .where('state', '=', 'ISSUED')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

function challengeView(challenge: ChallengeRow): IntentChallenge {
  return {
    challengeId: challenge.id,
    method: 'sms',
    maskedPhone: maskMobile(challenge.phone),
    expiresAt: challenge.expires_at,
    resendAt: challenge.resend_at,
    triesLeft: challenge.tries_left,
    fingerprint: challenge.fingerprint,
  };
}
