import { httpTimestampProvider } from '@cinnabar/core/cms';
import type { SignerSubject, SigningProvider, TimestampProvider } from '@cinnabar/core/provider';

import { toPem } from './pem.ts';
import {
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
}

/**
 * A certificate and time-stamp authority for development and tests: real keys, real certificates, real RFC 3161
 * time-stamps, and no authority whatsoever. Everything it issues says so in its names and its assurance `simulated`.
 */
export class SandboxAuthority {
  readonly #identities: Identities;
  readonly #now: () => Date;

  private constructor(identities: Identities, options: SandboxOptions) {
    this.#identities = identities;
    this.#now = options.now ?? (() => new Date());
  }

  /** A new authority that lives as long as this object. */
  static async create(options: SandboxOptions = {}): Promise<SandboxAuthority> {
    return new SandboxAuthority(await createIdentities(options.now?.() ?? new Date()), options);
  }

  /**
   * The authority kept in `store`; made and saved there on first start.
   * @throws CinnabarError `SANDBOX_STATE_DAMAGED` when what is stored is not its keys
   */
  static async open(store: SandboxStateStore, options: SandboxOptions = {}): Promise<SandboxAuthority> {
    let state = await store.load();
    if (state === undefined) {
      const fresh = await serializeIdentities(await createIdentities(options.now?.() ?? new Date()));
      await store.save(fresh);
      // Two processes may start at once; both go on with what the store kept.
      state = (await store.load()) ?? fresh;
    }
    return new SandboxAuthority(await parseIdentities(state), options);
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

  /** DER TimeStampResp to a DER TimeStampReq (RFC 3161): the whole of a TSA but its HTTP. Never throws on bad requests. */
  handleTimestampRequest(request: Uint8Array): Promise<Uint8Array> {
    return answerTimestampRequest(request, this.#identities, this.#now());
  }

  /** This TSA without a network between, for pages and tests; answers go through the same checks as one over HTTP. */
  timestampProvider(): TimestampProvider {
    return httpTimestampProvider({
      url: 'sandbox:tsa',
      provider: { id: 'cinnabar-sandbox', assurance: 'simulated' },
      trust: this.trustAnchors,
      fetch: async (_url, { body }) => {
        const answers = [await this.handleTimestampRequest(body)];
        const read = async (): Promise<{ done: boolean; value?: Uint8Array }> => {
          const value = answers.shift();
          return value ? { done: false, value } : { done: true };
        };
        return { ok: true, status: 200, body: { getReader: () => ({ read, cancel: async () => undefined }) } };
      },
    });
  }
}
