import { bytesToHex, derNull } from '@cinnabar/core/bytes';
import { isIssuerOf, oid, readCertificate, readOcspRequest, serialText } from '@cinnabar/core/cms';
import { generateKey } from '@cinnabar/core/crypto';
import { CinnabarError } from '@cinnabar/core/error';

import { issueCertificate } from './issue-certificate.ts';
import { issueCrl, type Revocation } from './issue-crl.ts';
import { issueOcspResponse, ocspRefusal, type OcspAnswer } from './issue-ocsp-response.ts';
import type { SandboxIssuer } from './revocation-extensions.ts';
import { clockTolerance, sandboxMark, type Identities, type Identity } from './state.ts';

const issuers: readonly SandboxIssuer[] = ['issuing', 'root'];
const maxRequestBytes = 4096;
const maxQuestions = 20;
const day = 24 * 3600 * 1000;
const crlValidity = 7 * day;
const answerValidity = day;
const responderValidity = 30 * day;

/** Publishes who was revoked: an OCSP responder with a delegated certificate, and a CRL, per issuing authority. */
export class RevocationAuthority {
  readonly #identities: Identities;
  readonly #now: () => Date;
  readonly #revocations: Readonly<Record<SandboxIssuer, Map<string, Revocation>>> = {
    root: new Map(),
    issuing: new Map(),
  };
  readonly #responders = new Map<SandboxIssuer, { readonly until: number; readonly identity: Promise<Identity> }>();

  constructor(identities: Identities, now: () => Date) {
    this.#identities = identities;
    this.#now = now;
  }

  /** A second revocation of the same certificate changes nothing: the first moment stands. */
  revoke(certificate: Uint8Array, at: Date, reason?: number): void {
    const revoked = readCertificate(certificate);
    const issuer = issuers.find((name) => bytesToHex(this.#name(name)) === bytesToHex(revoked.issuer));
    if (!issuer) {
      throw new CinnabarError('SANDBOX_NOT_ISSUED_HERE', 'The certificate was not issued by this sandbox authority.');
    }
    const serial = serialText(revoked);
    const list = this.#revocations[issuer];
    if (!list.has(serial)) list.set(serial, { serial, at, ...(reason === undefined ? {} : { reason }) });
  }

  crl(issuer: SandboxIssuer): Promise<Uint8Array> {
    const thisUpdate = this.#now();
    return issueCrl({
      issuer: this.#identities[issuer],
      thisUpdate,
      nextUpdate: new Date(thisUpdate.getTime() + crlValidity),
      revocations: [...this.#revocations[issuer].values()],
    });
  }

  async answer(request: Uint8Array): Promise<Uint8Array> {
    if (request.length > maxRequestBytes) return ocspRefusal('malformedRequest');
    let asked: ReturnType<typeof readOcspRequest>;
    try {
      asked = readOcspRequest(request);
    } catch {
      return ocspRefusal('malformedRequest');
    }
    const { ids, nonce } = asked;
    const [first] = ids;
    if (!first || ids.length > maxQuestions) return ocspRefusal('malformedRequest');
    const issuer = await this.#issuerOf(first);
    if (!issuer) return ocspRefusal('unauthorized');
    const now = this.#now();
    const answers = await Promise.all(
      ids.map(async (id): Promise<OcspAnswer> => {
        const own = (await this.#issuerOf(id)) === issuer;
        const revoked = this.#revocations[issuer].get(bytesToHex(id.serialNumber));
        const nextUpdate = new Date(now.getTime() + answerValidity);
        return { id: id.der, status: own ? (revoked ?? 'good') : 'unknown', thisUpdate: now, nextUpdate };
      }),
    );
    const responder = await this.#responder(issuer);
    const certificates = [responder.certificate.der];
    return issueOcspResponse({ responder, producedAt: now, answers, certificates, ...(nonce ? { nonce } : {}) });
  }

  #name(issuer: SandboxIssuer): Uint8Array {
    return this.#identities[issuer].certificate.subject;
  }

  async #issuerOf(id: Parameters<typeof isIssuerOf>[0]): Promise<SandboxIssuer | undefined> {
    for (const name of issuers) if (await isIssuerOf(id, this.#identities[name].certificate)) return name;
    return undefined;
  }

  /** The delegate of `issuer`; a new one with a new key well before the old one expires. */
  #responder(issuer: SandboxIssuer): Promise<Identity> {
    const now = this.#now().getTime();
    const known = this.#responders.get(issuer);
    if (known && known.until > now) return known.identity;
    const identity = this.#makeResponder(this.#identities[issuer], now);
    this.#responders.set(issuer, { until: now + responderValidity / 2, identity });
    return identity;
  }

  async #makeResponder({ certificate, key: issuerKey }: Identity, now: number): Promise<Identity> {
    const key = await generateKey('P-256');
    const der = await issueCertificate({
      subject: [
        [oid.organizationalUnit, sandboxMark],
        [oid.commonName, 'Cinnabar Sandbox OCSP Responder'],
      ],
      spki: key.spki,
      issuer: { name: certificate.subject, key: issuerKey },
      notBefore: new Date(now - clockTolerance),
      notAfter: new Date(now + responderValidity),
      purposes: { oids: [oid.ocspSigning], critical: false },
      extensions: [{ oid: oid.ocspNoCheck, critical: false, value: derNull() }],
    });
    return { certificate: readCertificate(der), key };
  }
}
