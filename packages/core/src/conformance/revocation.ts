import { equalBytes } from '../bytes/index.ts';
import {
  buildOcspRequest,
  checkRevocation,
  gatherIssuers,
  readCertificate,
  readCrl,
  readOcspResponse,
  revocationSources,
  type RevocationEvidence,
} from '../cms/index.ts';
import type { RevocationProvider } from '../provider/index.ts';
import { expect, expectRefusal, type ConformanceCase, type Made } from './case.ts';

/** The provider to be tried. What is absent is not tried. */
export interface RevocationProviderSetup {
  make(): Made<RevocationProvider>;
  /** DER certificate that is in order and says where its status and its issuer's certificate are. */
  readonly certificate: Uint8Array;
  /** DER certificate of its issuer. */
  readonly issuer: Uint8Array;
  /** DER certificate of the same issuer that was revoked. */
  readonly revoked?: Uint8Array;
  /** An address it must not visit, besides those that are none of HTTP. */
  readonly refusedAddress?: string;
  /** A provider that reaches nobody. */
  unavailable?(): Made<RevocationProvider>;
}

const nothing: RevocationEvidence = { certificates: [], ocsps: [], crls: [] };

/** What every RevocationProvider must do. */
export function revocationProviderConformance(setup: RevocationProviderSetup): ConformanceCase[] {
  const trial = new RevocationTrial(setup);
  const { certificate, revoked } = setup;
  const cases: ConformanceCase[] = [
    { name: 'fetches the answer of a responder (OCSP)', run: () => trial.tells('OCSP', certificate, 'GOOD') },
    { name: 'fetches a list of revoked certificates (CRL)', run: () => trial.tells('CRL', certificate, 'GOOD') },
    { name: 'fetches the certificate of an issuer', run: () => trial.fetchesIssuer() },
    { name: 'visits addresses of HTTP only', run: () => trial.refuses('file:///etc/hosts') },
  ];
  if (revoked) {
    cases.push(
      { name: 'passes on that a certificate is revoked (OCSP)', run: () => trial.tells('OCSP', revoked, 'REVOKED') },
      { name: 'passes on that a certificate is revoked (CRL)', run: () => trial.tells('CRL', revoked, 'REVOKED') },
    );
  }
  const { refusedAddress } = setup;
  if (refusedAddress !== undefined) {
    cases.push({ name: 'refuses addresses it must not visit', run: () => trial.refuses(refusedAddress) });
  }
  if (setup.unavailable) cases.push({ name: 'ends an outage with a typed error', run: () => trial.endsOutage() });
  return cases;
}

class RevocationTrial {
  readonly #setup: RevocationProviderSetup;

  constructor(setup: RevocationProviderSetup) {
    this.#setup = setup;
  }

  async tells(source: 'OCSP' | 'CRL', der: Uint8Array, status: 'GOOD' | 'REVOKED'): Promise<void> {
    const [certificate, issuer] = [readCertificate(der), readCertificate(this.#setup.issuer)];
    const provider = await this.#setup.make();
    const { ocsp, crls } = revocationSources(certificate);
    const [url] = source === 'OCSP' ? ocsp : crls;
    expect(url !== undefined, `The certificate for this suite names an address for ${source}.`);
    const evidence =
      source === 'OCSP'
        ? { ocsps: [readOcspResponse(await provider.ocsp(url, await buildOcspRequest(certificate, issuer)))] }
        : { crls: [readCrl(await provider.crl(url))] };
    const certificates = 'ocsps' in evidence ? evidence.ocsps.flatMap((response) => response.certificates) : [];
    const now = new Date();
    const question = { certificate, issuer, at: now, now, anchors: [issuer] };
    const answer = await checkRevocation(question, { ...nothing, ...evidence, certificates });
    expect(answer?.status === status, `The status is ${status} and was ${answer?.status ?? 'not told'}.`);
  }

  async fetchesIssuer(): Promise<void> {
    const issuers = await gatherIssuers(readCertificate(this.#setup.certificate), await this.#setup.make());
    const found = issuers.some(({ der }) => equalBytes(der, this.#setup.issuer));
    expect(found, 'The certificate of the issuer is found where the certificate says.');
  }

  async refuses(address: string): Promise<void> {
    const provider = await this.#setup.make();
    for (const work of [
      () => provider.ocsp(address, new Uint8Array()),
      () => provider.crl(address),
      () => provider.certificate(address),
    ]) {
      await expectRefusal(work, `The address ${address}`, /^REVOCATION_/);
    }
  }

  async endsOutage(): Promise<void> {
    const { ocsp, crls, issuers } = revocationSources(readCertificate(this.#setup.certificate));
    const provider = await this.#setup.unavailable?.();
    const what = 'A request during an outage';
    await expectRefusal(() => provider?.ocsp(ocsp[0] ?? '', new Uint8Array()), what, /^REVOCATION_/);
    await expectRefusal(() => provider?.crl(crls[0] ?? ''), what, /^REVOCATION_/);
    await expectRefusal(() => provider?.certificate(issuers[0] ?? ''), what, /^REVOCATION_/);
  }
}
