import { bytesToBase64 } from '@cinnabar/core/bytes';
import {
  addSignatureTimestamp,
  buildSignedData,
  commonName,
  nameText,
  readCertificate,
  readSignedData,
  requireSignerCertificate,
  serialText,
} from '@cinnabar/core/cms';
import { digest, type KeyAlgorithm } from '@cinnabar/core/crypto';
import { CinnabarError } from '@cinnabar/core/error';
import type {
  ProviderIdentity,
  SignerSubject,
  SigningProvider,
  SigningRequest,
  SigningResult,
  TimestampProvider,
} from '@cinnabar/core/provider';

import type { KeyWithCertificates } from './pkcs12/read-pkcs12.ts';

export interface KeySigningOptions {
  /** Name under which the key appears in records; `official` only for a certificate of a licensed authority. */
  readonly provider: ProviderIdentity;
  /** Adds a time-stamp to every signature when present. */
  readonly timestamps?: TimestampProvider;
  readonly now?: () => Date;
}

interface Remembered {
  readonly fingerprint: string;
  readonly result: Promise<SigningResult>;
}

const rememberedResults = 1000;
/** Room for a time-stamp with the chain of its authority. */
const timestampSize = 12_288;

/** Signs with one key in memory, as the one person or organisation its certificate names and as nobody else. */
export class KeySigningProvider implements SigningProvider {
  readonly provider: ProviderIdentity;
  readonly maxCmsSize: number;
  readonly keyAlgorithm: KeyAlgorithm;
  readonly certificates: readonly Uint8Array[];
  /** Whom the certificate names: the subject that requests must state. */
  readonly subject: SignerSubject;
  readonly #holder: KeyWithCertificates;
  readonly #timestamps: TimestampProvider | undefined;
  readonly #remembered = new Map<string, Remembered>();

  /**
   * @throws CinnabarError as `requireSignerCertificate`, when nobody would accept what the key signs
   */
  constructor(holder: KeyWithCertificates, { provider, timestamps, now = () => new Date() }: KeySigningOptions) {
    const certificate = readCertificate(holder.certificates[0] ?? new Uint8Array());
    requireSignerCertificate(certificate, now(), { spki: holder.key.spki });
    this.provider = provider;
    this.keyAlgorithm = holder.key.algorithm;
    this.certificates = holder.certificates;
    this.subject = {
      kind: 'person',
      name: commonName(certificate.subject) ?? nameText(certificate.subject),
      reference: serialText(certificate),
    };
    this.maxCmsSize =
      2048 + holder.certificates.reduce((sum, der) => sum + der.length, 0) + (timestamps ? timestampSize : 0);
    this.#holder = holder;
    this.#timestamps = timestamps;
  }

  /**
   * A repeated key gets the first result again, within the life of this object; a failure may be tried again.
   * @throws CinnabarError `SIGNING_SUBJECT_MISMATCH`, `SIGNING_IDEMPOTENCY_CONFLICT`, `SIGNING_CMS_TOO_LARGE`, and
   *   `TIMESTAMP_*` from the time-stamp provider
   */
  async sign(request: SigningRequest): Promise<SigningResult> {
    const { idempotencyKey, subject, digestAlgorithm } = request;
    if (subject.name !== this.subject.name) {
      throw new CinnabarError('SIGNING_SUBJECT_MISMATCH', 'The key belongs to somebody else than is to sign.');
    }
    const fingerprint = `${digestAlgorithm} ${bytesToBase64(request.digest)}`;
    const earlier = this.#remembered.get(idempotencyKey);
    if (earlier?.fingerprint === fingerprint) return earlier.result;
    if (earlier) {
      throw new CinnabarError('SIGNING_IDEMPOTENCY_CONFLICT', 'This signing key was used before for another request.');
    }
    const result = this.#signOnce(request);
    this.#remembered.set(idempotencyKey, { fingerprint, result });
    result.catch(() => this.#remembered.delete(idempotencyKey));
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > rememberedResults && oldest !== undefined) this.#remembered.delete(oldest);
    return result;
  }

  async #signOnce({ digestAlgorithm, digest: messageDigest }: SigningRequest): Promise<SigningResult> {
    const { key, certificates } = this.#holder;
    let cms = await buildSignedData({ digestAlgorithm, messageDigest, certificates, signer: key });
    if (this.#timestamps) {
      const [signer] = readSignedData(cms).signers;
      const imprint = await digest('SHA-256', [(signer as NonNullable<typeof signer>).signature]);
      cms = addSignatureTimestamp(cms, await this.#timestamps.timestamp(imprint, 'SHA-256'));
    }
    if (cms.length > this.maxCmsSize) {
      throw new CinnabarError(
        'SIGNING_CMS_TOO_LARGE',
        'The signature with its time-stamp is larger than the room for it.',
        {
          details: { size: cms.length, maxCmsSize: this.maxCmsSize },
        },
      );
    }
    return { cms, certificates };
  }
}
