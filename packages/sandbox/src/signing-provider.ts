import { oid } from '@cinnabar/core/cms';
import { generateKey, keyAlgorithmOf, type KeyAlgorithm, type KeyKind, type PrivateKey } from '@cinnabar/core/crypto';
import { CinnabarError } from '@cinnabar/core/error';
import type {
  SignerSubject,
  SigningProvider,
  SigningRequest,
  SigningResult,
  TimestampProvider,
} from '@cinnabar/core/provider';
import { SignOnce, signWithKey } from '@cinnabar/core/signer';

import { issueCertificate, type NameAttribute } from './issue-certificate.ts';
import { revocationExtensions } from './revocation-extensions.ts';
import { clockTolerance, sandboxMark, type Identities } from './state.ts';

/** What a signer's certificate is like. */
export interface IssueOptions {
  /** Kind of the signer's key; `P-256` when absent. */
  readonly keyKind?: KeyKind | undefined;
  /** How long the certificate is valid, in milliseconds; one year when absent (some verifiers judge by today). */
  readonly validity?: number | undefined;
}

export interface SandboxSigningOptions extends IssueOptions {
  /** Upper bound in bytes of a CMS with its time-stamp; 8192 when absent, which leaves room for a real TSA's chain. */
  readonly maxCmsSize?: number;
}

const defaultKeyKind = 'P-256';
const defaultValidity = 365 * 24 * 3600 * 1000;
/** RFC 5280 Appendix A.1, ub-common-name and ub-serial-number. */
const maxNameLength = 64;
const printable = /^[A-Za-z0-9 '()+,./:=?-]{1,64}$/;

/** Issues a certificate for each signature, signs with a key that is then forgotten, and has the result time-stamped. */
export class SandboxSigningProvider implements SigningProvider {
  readonly provider = { id: 'cinnabar-sandbox', assurance: 'simulated' } as const;
  readonly maxCmsSize: number;
  readonly timestamped = true;
  readonly keyAlgorithm: KeyAlgorithm;
  readonly #identities: Identities;
  readonly #timestamps: TimestampProvider;
  readonly #now: () => Date;
  readonly #keyKind: KeyKind;
  readonly #validity: number | undefined;
  readonly #once = new SignOnce();

  constructor(
    identities: Identities,
    timestamps: TimestampProvider,
    now: () => Date,
    options: SandboxSigningOptions = {},
  ) {
    this.#identities = identities;
    this.#timestamps = timestamps;
    this.#now = now;
    this.#keyKind = options.keyKind ?? defaultKeyKind;
    this.keyAlgorithm = keyAlgorithmOf(this.#keyKind);
    this.#validity = options.validity;
    this.maxCmsSize = options.maxCmsSize ?? 8192;
  }

  /**
   * @throws CinnabarError `SIGNING_SUBJECT_INVALID`, as `SignOnce` and `signWithKey`; nothing is handed out then
   */
  sign(request: SigningRequest): Promise<SigningResult> {
    return this.#once.run(request, async () => {
      const now = this.#now();
      const issued = { keyKind: this.#keyKind, validity: this.#validity };
      const signer = await issueSigner(this.#identities, request.subject, now, issued);
      return signWithKey(signer, request, { maxCmsSize: this.maxCmsSize, now, timestamps: this.#timestamps });
    });
  }
}

/** A signer's new key, and the certificates that say whose it is: the signer's first, the root's last. */
export interface IssuedSigner {
  readonly key: PrivateKey;
  readonly certificates: readonly Uint8Array[];
}

/**
 * Makes a key and certifies that it is `subject`'s.
 * @throws CinnabarError `SIGNING_SUBJECT_INVALID`
 */
export async function issueSigner(
  identities: Identities,
  subject: SignerSubject,
  now: Date,
  { keyKind = defaultKeyKind, validity }: IssueOptions,
): Promise<IssuedSigner> {
  const name = subjectName(subject);
  const key = await generateKey(keyKind);
  return { key, certificates: await certify(identities, name, key.spki, now, validity) };
}

/**
 * Certifies that a key somewhere else (on a token, at a service) is `subject`'s.
 * @param spki its public key, SubjectPublicKeyInfo in DER
 * @throws CinnabarError `SIGNING_SUBJECT_INVALID`
 */
export function certifySigner(
  identities: Identities,
  subject: SignerSubject,
  spki: Uint8Array,
  now: Date,
  { validity }: Pick<IssueOptions, 'validity'>,
): Promise<readonly Uint8Array[]> {
  return certify(identities, subjectName(subject), spki, now, validity);
}

async function certify(
  { issuing, root, baseUrl }: Identities,
  subject: readonly NameAttribute[],
  spki: Uint8Array,
  now: Date,
  validity = defaultValidity,
): Promise<readonly Uint8Array[]> {
  const certificate = await issueCertificate({
    subject,
    spki,
    issuer: { name: issuing.certificate.subject, key: issuing.key },
    notBefore: new Date(now.getTime() - clockTolerance),
    notAfter: new Date(Math.min(now.getTime() + validity, issuing.certificate.notAfter.getTime())),
    // Viewers built on NSS know no document signing: to them a signer is one who may sign mail.
    purposes: { oids: [oid.documentSigning, oid.emailProtection], critical: false },
    ...(baseUrl === undefined ? {} : { extensions: revocationExtensions(baseUrl, 'issuing') }),
  });
  return [certificate, issuing.certificate.der, root.certificate.der];
}

/** The legal name as common name, marked as the sandbox's so that nobody takes the certificate for an official one. */
function subjectName(subject: SignerSubject): NameAttribute[] {
  const organization = subject.kind === 'organization' ? subject.name : subject.organization;
  for (const text of [subject.name, organization ?? subject.name]) {
    if (text.trim() === '' || [...text].length > maxNameLength) {
      throw new CinnabarError(
        'SIGNING_SUBJECT_INVALID',
        `A name in a certificate has 1 to ${maxNameLength} characters.`,
      );
    }
  }
  if (!printable.test(subject.reference)) {
    throw new CinnabarError(
      'SIGNING_SUBJECT_INVALID',
      'The reference of a signer has 1 to 64 letters, digits or simple marks.',
    );
  }
  return [
    [oid.country, 'CN'],
    ...(organization === undefined ? [] : [[oid.organization, organization] as const]),
    [oid.organizationalUnit, sandboxMark],
    [oid.serialNumber, subject.reference],
    [oid.commonName, subject.name],
  ];
}
