import { joinParts } from '@cinnabar/core/bytes';
import { notice, presets } from '@cinnabar/core/contract';
import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import { maskMobile } from '@cinnabar/core/identity';
import type {
  IntentChallenge,
  IntentOutcome,
  IntentRequest,
  PreparedRevision,
  SigningBackend,
  SigningRoomState,
  SigningStatus,
  Submission,
} from '@cinnabar/elements/backend';
import type { LocalContract, LocalPreparation } from './local-contract.ts';

interface Code {
  readonly challengeId: string;
  readonly preparationId: string;
  readonly value: string;
  readonly expires: number;
  readonly resend: number;
  triesLeft: number;
}

const { ttlMinutes, resendSeconds, tries } = presets.guangzhou.code;

/** One signer's {@link SigningBackend} on a {@link LocalContract}; the code goes to the sandbox inbox. */
export class LocalBackend implements SigningBackend {
  readonly #contract: LocalContract;
  readonly #role: string;
  readonly #answers = new Map<string, { readonly content: string; readonly preparation: LocalPreparation }>();
  #preparation: LocalPreparation | undefined;
  #code: Code | undefined;
  #status: SigningStatus | undefined;

  constructor(contract: LocalContract, role: string) {
    this.#contract = contract;
    this.#role = role;
  }

  async loadRoom(): Promise<SigningRoomState> {
    const signing = this.#status?.state === 'PROCESSING' ? { preparationId: this.#status.preparationId } : undefined;
    return this.#contract.room(this.#role, signing);
  }

  async loadFile(fileId: string): Promise<Uint8Array> {
    return this.#contract.bytes(fileId);
  }

  async saveDraft(fileId: string, values: Readonly<Record<string, string>>): Promise<void> {
    this.#contract.requireTurn(this.#role);
    this.#contract.keepDraft(this.#role, fileId, values);
  }

  async prepare(submission: Submission): Promise<PreparedRevision> {
    const content = JSON.stringify(submission.files);
    const earlier = this.#answers.get(submission.idempotencyKey);
    if (earlier && earlier.content !== content) {
      throw new CinnabarError('IDEMPOTENCY_CONFLICT', 'The idempotency key was used for a different submission.');
    }
    const preparation = earlier?.preparation ?? (await this.#contract.prepare(this.#role, submission));
    this.#answers.set(submission.idempotencyKey, { content, preparation });
    this.#preparation = preparation;
    return preparation.revision;
  }

  async loadPrepared(preparationId: string, fileId: string): Promise<Uint8Array> {
    const found = this.#prepared(preparationId).files.find(({ file }) => file.id === fileId);
    if (!found) throw new CinnabarError('FILE_NOT_FOUND', 'The submission has no such file.');
    return joinParts(found.parts);
  }

  async requestIntent(request: IntentRequest): Promise<IntentChallenge> {
    const { revision, fingerprint } = this.#prepared(request.preparationId);
    const same = revision.files.every(({ fileId, digest }) =>
      request.digests.some((seen) => seen.fileId === fileId && seen.digest === digest),
    );
    if (!same || request.digests.length !== revision.files.length) {
      throw new CinnabarError('DIGEST_MISMATCH', 'What was on the screen is not what would be signed.');
    }
    const now = this.#contract.now().getTime();
    if (Date.parse(revision.expiresAt) <= now) throw new CinnabarError('PREPARATION_EXPIRED', 'Please submit again.');
    if (this.#code && now < this.#code.resend)
      throw new CinnabarError('OTP_RATE', 'Please wait before asking for another code.');
    const value = String((crypto.getRandomValues(new Uint32Array(1))[0] as number) % 1_000_000).padStart(6, '0');
    const { phone } = this.#contract.party(this.#role);
    const { inbox, name } = this.#contract.options;
    const print = fingerprint.slice(0, 8).toUpperCase().replace(/^.{4}/, '$& ');
    await inbox.send({
      channel: 'sms',
      to: phone,
      purpose: 'intent',
      text: `${notice('intent-code', '', { code: value, minutes: ttlMinutes }).text['zh-Hans']}《${name}》的文件指纹 ${print}。`,
    });
    this.#code = {
      challengeId: crypto.randomUUID(),
      preparationId: revision.preparationId,
      value,
      expires: now + ttlMinutes * 60_000,
      resend: now + resendSeconds * 1000,
      triesLeft: tries,
    };
    return {
      challengeId: this.#code.challengeId,
      method: request.method,
      maskedPhone: maskMobile(phone),
      expiresAt: new Date(this.#code.expires).toISOString(),
      resendAt: new Date(this.#code.resend).toISOString(),
      triesLeft: this.#code.triesLeft,
      fingerprint,
    };
  }

  async confirmIntent(challengeId: string, answer: string): Promise<IntentOutcome> {
    const code = this.#code;
    if (!code || code.challengeId !== challengeId || this.#contract.now().getTime() >= code.expires) {
      throw new CinnabarError('OTP_EXPIRED', 'The code has expired; ask for a new one.');
    }
    if (code.triesLeft === 0) throw new CinnabarError('OTP_EXHAUSTED', 'Too many wrong codes; ask for a new one.');
    const preparation = this.#prepared(code.preparationId);
    if (answer !== code.value) return { state: 'WRONG', triesLeft: --code.triesLeft };
    this.#code = undefined;
    const { preparationId } = preparation.revision;
    this.#status = { preparationId, state: 'PROCESSING', contractState: this.#contract.state };
    void this.#finish(preparation);
    return { state: 'PASSED', signing: this.#status };
  }

  async signingStatus(preparationId: string): Promise<SigningStatus> {
    if (this.#status?.preparationId !== preparationId)
      throw new CinnabarError('PREPARATION_NOT_FOUND', 'There is no such submission.');
    return this.#status;
  }

  async #finish(preparation: LocalPreparation): Promise<void> {
    const { preparationId } = preparation.revision;
    try {
      await this.#contract.sign(preparation);
      this.#status = { preparationId, state: 'SIGNED', contractState: this.#contract.state };
    } catch (error) {
      const reason = isCinnabarError(error) ? error.code : 'SIGNING_FAILED';
      this.#status = { preparationId, state: 'FAILED', reason, contractState: this.#contract.state };
    }
  }

  #prepared(preparationId: string): LocalPreparation {
    if (this.#preparation?.revision.preparationId !== preparationId) {
      throw new CinnabarError('PREPARATION_NOT_FOUND', 'There is no such submission; submit again.');
    }
    return this.#preparation;
  }
}
