import { readCertificate, requireSignerCertificate } from '../cms/index.ts';
import type { KeyAlgorithm } from '../crypto/index.ts';
import type {
  ProviderIdentity,
  SignerSubject,
  SigningProvider,
  SigningRequest,
  SigningResult,
  TimestampProvider,
} from '../provider/index.ts';
import { certificateSubject, requireSubject } from './certificate-subject.ts';
import { SignOnce } from './sign-once.ts';
import { cmsRoom, signWithKey, type CertifiedKey } from './sign-with-key.ts';

export interface KeySigningOptions {
  /** Name under which the key appears in records; `official` only for a certificate of a licensed authority. */
  readonly provider: ProviderIdentity;
  /** Adds a time-stamp to every signature when present. */
  readonly timestamps?: TimestampProvider;
  readonly now?: () => Date;
}

/**
 * Signs with one key, wherever it lives (in memory, on a token, at a remote service), as the one person or organisation
 * its certificate names and as nobody else.
 */
export class KeySigningProvider implements SigningProvider {
  readonly provider: ProviderIdentity;
  readonly maxCmsSize: number;
  readonly keyAlgorithm: KeyAlgorithm;
  readonly certificates: readonly Uint8Array[];
  readonly timestamped: boolean;
  /** Whom the certificate names: the subject that requests must state. */
  readonly subject: SignerSubject;
  readonly #holder: CertifiedKey;
  readonly #timestamps: TimestampProvider | undefined;
  readonly #now: () => Date;
  readonly #once = new SignOnce();

  /**
   * @throws CinnabarError as `requireSignerCertificate`, when nobody would accept what the key signs
   */
  constructor(holder: CertifiedKey, { provider, timestamps, now = () => new Date() }: KeySigningOptions) {
    const certificate = readCertificate(holder.certificates[0] ?? new Uint8Array());
    requireSignerCertificate(certificate, now(), { spki: holder.key.spki });
    this.provider = provider;
    this.keyAlgorithm = holder.key.algorithm;
    this.certificates = holder.certificates;
    this.timestamped = timestamps !== undefined;
    this.subject = certificateSubject(certificate);
    this.maxCmsSize = cmsRoom(holder.certificates, timestamps !== undefined);
    this.#holder = holder;
    this.#timestamps = timestamps;
    this.#now = now;
  }

  /**
   * @throws CinnabarError `SIGNING_SUBJECT_MISMATCH`, as `SignOnce` and `signWithKey`; nothing is handed out then
   */
  async sign(request: SigningRequest): Promise<SigningResult> {
    requireSubject(this.subject, request.subject);
    return this.#once.run(request, (unfinished) => {
      const { maxCmsSize } = this;
      const options = { maxCmsSize, now: this.#now(), timestamps: this.#timestamps, unfinished };
      return signWithKey(this.#holder, request, options);
    });
  }
}
