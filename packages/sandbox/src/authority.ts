import { httpRevocationProvider, httpTimestampProvider, type AuthorityFetchResponse } from '@cinnabar/core/cms';
import type { RevocationProvider, SignerSubject, SigningProvider, TimestampProvider } from '@cinnabar/core/provider';

import { toPem } from './pem.ts';
import { RevocationAuthority } from './revocation-authority.ts';
import type { SandboxIssuer } from './revocation-extensions.ts';
import {
  certifySigner,
  issueSigner,
  SandboxSigningProvider,
  type IssuedSigner,
  type IssueOptions,
  type SandboxSigningOptions,
} from './signing-provider.ts';
import {
  createIdentities,
  parseIdentities,
  serializeIdentities,
  type Identities,
  type SandboxStateStore,
} from './state.ts';
import { answerTimestampRequest } from './timestamp-authority.ts';

export interface SandboxOptions {
  /** The clock certificates and time-stamps are made by; the platform's when absent. */
  readonly now?: () => Date;
  /**
   * Address, without a slash at its end, below which the host serves `ocsp`, `root.crl`, `issuing.crl`, `root.cer` and
   * `issuing.cer`. Certificates then point there, and verifiers will want to know their status. Absent: they do not.
   */
  readonly baseUrl?: string;
  /**
   * Leaves nothing to chance in a time-stamp, for files that are compared byte by byte: with the same state and the same
   * `now` the same request gets the same token. The keys then sign in JavaScript, and whoever can measure how long that
   * takes may learn them.
   */
  readonly deterministic?: boolean;
}

/**
 * A certificate and time-stamp authority for development and tests: real keys, real certificates, real RFC 3161
 * time-stamps, and no authority whatsoever. Everything it issues says so in its names and its assurance `simulated`.
 * Catalogue: D9, D10.
 */
export class SandboxAuthority {
  readonly #identities: Identities;
  readonly #now: () => Date;
  readonly #deterministic: boolean;
  readonly #revocation: RevocationAuthority;

  private constructor(identities: Identities, options: SandboxOptions) {
    const { baseUrl } = options;
    this.#identities = baseUrl === undefined ? identities : { ...identities, baseUrl };
    this.#now = options.now ?? (() => new Date());
    this.#deterministic = options.deterministic ?? false;
    this.#revocation = new RevocationAuthority(identities, this.#now);
  }

  /** A new authority that lives as long as this object; its keys are new, so nothing it makes was there before. */
  static async create(options: Omit<SandboxOptions, 'deterministic'> = {}): Promise<SandboxAuthority> {
    return new SandboxAuthority(await createIdentities(options.now?.() ?? new Date(), options.baseUrl), options);
  }

  /**
   * The authority kept in `store`; made and saved there on first start.
   * @throws CinnabarError `SANDBOX_STATE_DAMAGED` when what is stored is not its keys
   */
  static async open(store: SandboxStateStore, options: SandboxOptions = {}): Promise<SandboxAuthority> {
    let state = await store.load();
    if (state === undefined) {
      const fresh = await serializeIdentities(await createIdentities(options.now?.() ?? new Date(), options.baseUrl));
      await store.save(fresh);
      // Two processes may start at once; both go on with what the store kept.
      state = (await store.load()) ?? fresh;
    }
    const { deterministic = false } = options;
    return new SandboxAuthority(await parseIdentities(state, { deterministic }), options);
  }

  /** DER certificates a verifier must trust to accept what this authority issues: the root. */
  get trustAnchors(): readonly Uint8Array[] {
    return [this.#identities.root.certificate.der];
  }

  /** The root certificate as PEM, for other programs' trust stores. */
  get rootPem(): string {
    return toPem('CERTIFICATE', this.#identities.root.certificate.der);
  }

  /** Signs for anybody it is told about, each time with a new key and certificate; time-stamps come from `timestamps`. */
  signingProvider(timestamps: TimestampProvider, options: SandboxSigningOptions = {}): SigningProvider {
    return new SandboxSigningProvider(this.#identities, timestamps, this.#now, options);
  }

  /**
   * A key of `subject`'s own with its certificates, for programs that sign with key files.
   * @throws CinnabarError `SIGNING_SUBJECT_INVALID`
   */
  issueSigner(subject: SignerSubject, options: IssueOptions = {}): Promise<IssuedSigner> {
    return issueSigner(this.#identities, subject, this.#now(), options);
  }

  /**
   * DER certificates for a key that is somewhere else, on a token or at a service: the signer's first, the root's last.
   * @param spki its public key, SubjectPublicKeyInfo in DER
   * @throws CinnabarError `SIGNING_SUBJECT_INVALID`
   */
  certifySigner(
    subject: SignerSubject,
    spki: Uint8Array,
    options: Pick<IssueOptions, 'validity'> = {},
  ): Promise<readonly Uint8Array[]> {
    return certifySigner(this.#identities, subject, spki, this.#now(), options);
  }

  /** DER TimeStampResp to a DER TimeStampReq (RFC 3161): the whole of a TSA but its HTTP. Never throws on bad requests. */
  handleTimestampRequest(request: Uint8Array): Promise<Uint8Array> {
    return answerTimestampRequest(request, this.#identities, this.#now(), this.#deterministic);
  }

  /**
   * Revokes a certificate issued here, from `at` (now when absent). What is revoked is known as long as this object
   * lives; a second revocation of the same certificate changes nothing.
   * @throws CinnabarError `SANDBOX_NOT_ISSUED_HERE`
   */
  revoke(certificate: Uint8Array, options: { readonly at?: Date; readonly reason?: number } = {}): void {
    this.#revocation.revoke(certificate, options.at ?? this.#now(), options.reason);
  }

  /** DER OCSPResponse to a DER OCSPRequest (RFC 6960). Never throws on bad requests. */
  handleOcspRequest(request: Uint8Array): Promise<Uint8Array> {
    return this.#revocation.answer(request);
  }

  /** DER CRL of the root or of the authority that issues to signers, fresh and good for seven days. */
  crl(issuer: SandboxIssuer): Promise<Uint8Array> {
    return this.#revocation.crl(issuer);
  }

  /** DER certificate of the root or of the authority that issues to signers. */
  issuerCertificate(issuer: SandboxIssuer): Uint8Array {
    return this.#identities[issuer].certificate.der;
  }

  /** What is published below the base address without a network between; answers are taken like those over HTTP. */
  revocationProvider(): RevocationProvider {
    const publish = async (path: string, body: Uint8Array | undefined): Promise<Uint8Array | undefined> => {
      if (path === 'ocsp' && body) return this.handleOcspRequest(body);
      const [, issuer, kind] = /^(root|issuing)\.(crl|cer)$/.exec(path) ?? [];
      if (issuer !== 'root' && issuer !== 'issuing') return undefined;
      return kind === 'crl' ? this.crl(issuer) : this.issuerCertificate(issuer);
    };
    const base = `${this.#identities.baseUrl}/`;
    return httpRevocationProvider({
      provider: { id: 'cinnabar-sandbox', assurance: 'simulated' },
      allow: (url) => url.startsWith(base),
      cacheMs: 0,
      fetch: async (url, { body }) => responseOf(await publish(url.slice(base.length), body)),
    });
  }

  /** This TSA without a network between, for pages and tests; answers go through the same checks as one over HTTP. */
  timestampProvider(): TimestampProvider {
    return httpTimestampProvider({
      url: 'sandbox:tsa',
      provider: { id: 'cinnabar-sandbox', assurance: 'simulated' },
      trust: this.trustAnchors,
      ...(this.#deterministic ? { nonce: () => new Uint8Array(8) } : {}),
      fetch: async (_url, { body }) => responseOf(await this.handleTimestampRequest(body)),
    });
  }
}

/** An HTTP answer with this body, or 404. */
function responseOf(bytes: Uint8Array | undefined): AuthorityFetchResponse {
  const chunks = bytes ? [bytes] : [];
  const read = async (): Promise<{ done: boolean; value?: Uint8Array }> => {
    const value = chunks.shift();
    return value ? { done: false, value } : { done: true };
  };
  const body = { getReader: () => ({ read, cancel: async () => undefined }) };
  return { ok: bytes !== undefined, status: bytes ? 200 : 404, body };
}
