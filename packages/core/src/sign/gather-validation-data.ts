import { bytesToHex } from '../bytes/index.ts';
import {
  checkChain,
  checkRevocation,
  gatherIssuers,
  gatherRevocation,
  serialText,
  statesRevocation,
  type Certificate,
  type ChainCheck,
  type RevocationEvidence,
} from '../cms/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { RevocationProvider } from '../provider/index.ts';
import type { ValidationData } from './validation-data.ts';

export interface ValidationSources {
  readonly anchors: readonly Certificate[];
  readonly revocation: RevocationProvider;
  /** What the file has already: used where it serves, asked for anew where it does not. */
  readonly known: RevocationEvidence;
  readonly now: Date;
}

/** Collects what proves certificates, asking for the status of each only once. */
export class ValidationDataGatherer {
  readonly #sources: ValidationSources;
  readonly #certificates = new Map<string, Certificate>();
  readonly #evidence: {
    certificates: Certificate[];
    ocsps: RevocationEvidence['ocsps'][number][];
    crls: RevocationEvidence['crls'][number][];
  };
  readonly #gathered: { ocsps: Set<Uint8Array>; crls: Set<Uint8Array> } = { ocsps: new Set(), crls: new Set() };

  constructor(sources: ValidationSources) {
    this.#sources = sources;
    const { certificates, ocsps, crls } = sources.known;
    this.#evidence = { certificates: [...certificates], ocsps: [...ocsps], crls: [...crls] };
  }

  /** All that was gathered, certificates of responders included. */
  get data(): ValidationData {
    return {
      certificates: [...this.#certificates.values()].map(({ der }) => der),
      ocsps: [...this.#gathered.ocsps],
      crls: [...this.#gathered.crls],
    };
  }

  /**
   * Gathers the path of `certificate` to an anchor and the status of all below it, for something that existed at `at`.
   * @throws CinnabarError `EXTEND_UNTRUSTED`, `EXTEND_REVOCATION_UNAVAILABLE` (details: serial, codes)
   */
  async prove(certificate: Certificate, pool: readonly Certificate[], at: Date): Promise<void> {
    const { path } = await this.#pathOf(certificate, pool, at);
    for (const member of path) this.#keep(member);
    for (const [index, subject] of path.slice(0, -1).entries()) {
      if (statesRevocation(subject)) await this.#proveStatus(subject, path.slice(index + 1), at);
    }
  }

  async #pathOf(certificate: Certificate, pool: readonly Certificate[], at: Date): Promise<ChainCheck> {
    const { anchors, revocation } = this.#sources;
    const candidates = [...pool, ...this.#evidence.certificates];
    const findIssuers = (of: Certificate): Promise<Certificate[]> => gatherIssuers(of, revocation);
    const chain = await checkChain(certificate, candidates, anchors, at, { findIssuers });
    if (chain.status === 'TRUSTED') return chain;
    throw new CinnabarError('EXTEND_UNTRUSTED', 'A certificate of the document does not lead to a trusted authority.', {
      details: { serial: serialText(certificate), codes: chain.problems.map(({ code }) => code) },
    });
  }

  /** @param issuers from the one of `certificate` to the anchor */
  async #proveStatus(certificate: Certificate, issuers: readonly Certificate[], at: Date): Promise<void> {
    const [issuer] = issuers as [Certificate];
    const question = { certificate, issuer, at, now: this.#sources.now, anchors: issuers.slice(-1) };
    const known = await checkRevocation(question, this.#evidence);
    if (known && known.status !== 'UNKNOWN') return;
    const { revocation } = this.#sources;
    const pool = this.#evidence.certificates;
    const { answer, evidence, failures } = await gatherRevocation(question, revocation, pool);
    if (!answer || answer.status === 'UNKNOWN') {
      throw new CinnabarError(
        'EXTEND_REVOCATION_UNAVAILABLE',
        'Whether a certificate was revoked cannot be found out now. Try again later.',
        { details: { serial: serialText(certificate), codes: failures } },
      );
    }
    const signer = answer.responder ? [answer.responder] : [];
    for (const responder of [...evidence.certificates, ...signer]) this.#keep(responder);
    for (const ocsp of evidence.ocsps) this.#gathered.ocsps.add(ocsp.der);
    for (const crl of evidence.crls) this.#gathered.crls.add(crl.der);
    this.#evidence.certificates.push(...evidence.certificates);
    this.#evidence.ocsps.push(...evidence.ocsps);
    this.#evidence.crls.push(...evidence.crls);
  }

  #keep(certificate: Certificate): void {
    this.#certificates.set(bytesToHex(certificate.der), certificate);
  }
}
