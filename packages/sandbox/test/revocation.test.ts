import {
  buildOcspRequest,
  checkRevocation,
  gatherIssuers,
  gatherRevocation,
  oid,
  readCertificate,
  readCrl,
  readOcspResponse,
  revocationSources,
  type Certificate,
} from '@cinnabar/core/cms';
import { generateKey } from '@cinnabar/core/crypto';
import { isCinnabarError } from '@cinnabar/core/error';
import { encodeName, issueCertificate, SandboxAuthority } from '@cinnabar/sandbox';
import { assert } from 'chai';

const baseUrl = 'http://localhost:4600/sandbox';
const subject = { kind: 'person', name: '王小明', reference: 'person-1' } as const;

/** A certificate that no sandbox issued. */
async function identityOfAnother(): Promise<Uint8Array> {
  const key = await generateKey('P-256');
  const name = [[oid.commonName, 'Somebody']] as const;
  const issuer = { name: encodeName(name), key };
  return issueCertificate({ subject: name, spki: key.spki, issuer, notBefore: new Date(0), notAfter: new Date() });
}

describe('sandbox revocation', () => {
  let authority: SandboxAuthority;
  let signer: Certificate;
  let issuing: Certificate;
  let root: Certificate;
  before(async () => {
    authority = await SandboxAuthority.create({ baseUrl });
    [signer, issuing, root] = (await authority.issueSigner(subject)).certificates.map((der) =>
      readCertificate(der),
    ) as [Certificate, Certificate, Certificate];
  });

  const question = (certificate: Certificate, issuer: Certificate, at = new Date()) => ({
    certificate,
    issuer,
    at,
    now: new Date(),
  });

  it('says in every certificate but the root where its status is, only when given an address', async () => {
    assert.deepEqual(revocationSources(signer), {
      ocsp: [`${baseUrl}/ocsp`],
      crls: [`${baseUrl}/issuing.crl`],
      issuers: [`${baseUrl}/issuing.cer`],
    });
    assert.deepEqual(revocationSources(issuing).crls, [`${baseUrl}/root.crl`]);
    assert.isFalse(root.extensions.has(oid.crlDistributionPoints));
    const silent = await SandboxAuthority.create();
    for (const der of (await silent.issueSigner(subject)).certificates) {
      assert.isFalse(readCertificate(der).extensions.has(oid.crlDistributionPoints));
      assert.isFalse(readCertificate(der).extensions.has(oid.authorityInfoAccess));
    }
  });

  it('answers by OCSP and CRL for both of its issuers, and core finds and accepts the answers', async () => {
    const provider = authority.revocationProvider();
    for (const [certificate, issuer] of [
      [signer, issuing],
      [issuing, root],
    ] as const) {
      const { answer, evidence, failures } = await gatherRevocation(question(certificate, issuer), provider);
      assert.deepEqual([answer?.status, answer?.source, failures], ['GOOD', 'OCSP', []]);
      assert.isTrue(answer?.responder?.extensions.has(oid.ocspNoCheck));
      assert.lengthOf(evidence.ocsps, 1);
    }
    assert.deepEqual(
      (await gatherIssuers(signer, provider)).map(({ der }) => der),
      [issuing.der],
    );
  });

  it('tells revoked certificates by both ways, the first moment standing', async () => {
    const fresh = await SandboxAuthority.create({ baseUrl });
    const certificates = (await fresh.issueSigner(subject)).certificates.map((der) => readCertificate(der));
    const [revoked, issuer] = certificates as [Certificate, Certificate];
    const at = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000);
    fresh.revoke(revoked.der, { at, reason: 1 });
    fresh.revoke(revoked.der);
    const ask = await fresh.handleOcspRequest(await buildOcspRequest(revoked, issuer));
    const none = { certificates: [], ocsps: [], crls: [] };
    for (const evidence of [
      { ...none, ocsps: [readOcspResponse(ask)] },
      { ...none, crls: [readCrl(await fresh.crl('issuing'))] },
    ]) {
      const answer = await checkRevocation(question(revoked, issuer), evidence);
      assert.deepEqual([answer?.status, answer?.revokedAt, answer?.reason], ['REVOKED', at, 1]);
    }
    const foreign = await identityOfAnother();
    assert.throws(() => authority.revoke(foreign), 'not issued by this sandbox');
  });

  it('refuses what is no request, and requests about the certificates of others', async () => {
    const code = async (request: Uint8Array): Promise<unknown> => {
      try {
        return readOcspResponse(await authority.handleOcspRequest(request)).responses;
      } catch (error) {
        return isCinnabarError(error) && error.details['status'];
      }
    };
    assert.equal(await code(new Uint8Array([1, 2, 3])), 1);
    assert.equal(await code(new Uint8Array(5000)), 1);
    const other = await SandboxAuthority.create({ baseUrl });
    const [, foreign] = (await other.issueSigner(subject)).certificates.map((der) => readCertificate(der));
    assert.equal(await code(await buildOcspRequest(signer, foreign as Certificate)), 6);
  });
});
