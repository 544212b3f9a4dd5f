import { bytesToBase64, der, derContext, derInteger, derOid, derSequence, latin1ToBytes } from '@cinnabar/core/bytes';
import {
  buildSignedData,
  checkRevocation,
  gatherIssuers,
  gatherRevocation,
  oid,
  readCertificate,
  readCrl,
  readOcspResponse,
  type Crl,
  type GatheredRevocation,
} from '@cinnabar/core/cms';
import { CinnabarError } from '@cinnabar/core/error';
import { assert } from 'chai';

import { identity, type TestIdentity } from '../support/craft-cms.ts';
import { authorityAndSubject, crlFor, fromNow, ocspFor } from '../support/craft-revocation.ts';

type Pki = { authority: TestIdentity; subject: TestIdentity };
type Extension = { readonly oid: string; readonly critical: boolean; readonly value: Uint8Array };

const uri = (url: string): Uint8Array => derContext(0, derContext(0, der(0x86, latin1ToBytes(url))));
const points = (id: string, ...content: Uint8Array[]): Extension => ({
  oid: id,
  critical: false,
  value: derSequence(...content.map((point) => derSequence(point))),
});
const scope = (...fields: Uint8Array[]): Extension => ({
  oid: oid.issuingDistributionPoint,
  critical: true,
  value: derSequence(...fields),
});
const delta = (base: number): Extension => ({
  oid: oid.deltaCrlIndicator,
  critical: true,
  value: derInteger(base),
});

/** Number that the sandbox gives to lists of that moment. */
function numberOf(thisUpdate: Date): number {
  return Math.floor(thisUpdate.getTime() / 1000);
}

describe('revocation lists that are fetched', () => {
  const first = 'http://crl.example/first';
  const second = 'http://crl.example/second';

  async function gather(pki: Pki, served: Readonly<Record<string, Uint8Array>>): Promise<GatheredRevocation> {
    const [certificate, issuer] = [readCertificate(pki.subject.der), readCertificate(pki.authority.der)];
    return gatherRevocation(
      { certificate, issuer, at: fromNow(0), now: fromNow(0) },
      {
        provider: { id: 'test', assurance: 'simulated' },
        ocsp: () => Promise.reject(new Error('none')),
        certificate: () => Promise.reject(new Error('none')),
        crl: async (url) => served[url] ?? Promise.reject(new CinnabarError('REVOCATION_UNREACHABLE', 'No.')),
      },
    );
  }

  it('answer together when each covers only some reasons', async () => {
    const pki = await authorityAndSubject({
      extensions: [points(oid.crlDistributionPoints, uri(first), uri(second))],
    });
    const forReasons = (bits: number, more: object = {}): Promise<Uint8Array> =>
      crlFor(pki, { extensions: [scope(der(0x83, Uint8Array.of(7, bits, 0x80 & (bits << 7))))], ...more });
    // keyCompromise to superseded; cessationOfOperation to aACompromise.
    const served = { [first]: await forReasons(0x78), [second]: await forReasons(0x07) };
    assert.equal(
      (await gather(pki, { [first]: served[first] as Uint8Array })).answer?.problem?.code,
      'CRL_UNSUPPORTED',
    );
    const both = await gather(pki, served);
    assert.deepEqual([both.answer?.status, both.evidence.crls.length], ['GOOD', 2]);
    const revoked = { ...served, [second]: await forReasons(0x07, { revokedAt: fromNow(-1), reason: 5 }) };
    assert.equal((await gather(pki, revoked)).answer?.status, 'REVOKED');
  });

  it('bring the changes to them along', async () => {
    const pki = await authorityAndSubject({
      extensions: [points(oid.crlDistributionPoints, uri(first)), points(oid.freshestCrl, uri(second))],
    });
    const since = fromNow(-0.9);
    const base = await crlFor(pki, { thisUpdate: since, nextUpdate: fromNow(24) });
    const changes = (more: object = {}): Promise<Uint8Array> =>
      crlFor(pki, { thisUpdate: fromNow(-0.1), extensions: [delta(numberOf(since))], ...more });
    const good = await gather(pki, { [first]: base, [second]: await changes() });
    assert.deepEqual([good.answer?.status, good.evidence.crls.length], ['GOOD', 2]);
    const listed = await changes({ revokedAt: fromNow(-0.2) });
    assert.equal((await gather(pki, { [first]: base, [second]: listed })).answer?.status, 'REVOKED');
    const alone = await gather(pki, { [first]: base });
    assert.deepEqual([alone.answer?.status, alone.failures], ['GOOD', ['REVOCATION_UNREACHABLE']]);
    // Changes to a newer list say nothing about this one.
    const newer = await crlFor(pki, {
      thisUpdate: fromNow(-0.1),
      revokedAt: fromNow(-0.2),
      extensions: [delta(numberOf(fromNow(-0.5)))],
    });
    assert.equal((await gather(pki, { [first]: base, [second]: newer })).answer?.status, 'GOOD');
  });

  it('leave changes aside that are to a list of another scope, or demand what is not understood', async () => {
    const pki = await authorityAndSubject({ extensions: [points(oid.crlDistributionPoints, uri(first))] });
    const [certificate, issuer] = [readCertificate(pki.subject.der), readCertificate(pki.authority.der)];
    const since = fromNow(-0.9);
    const base = readCrl(await crlFor(pki, { thisUpdate: since, nextUpdate: fromNow(24) }));
    const users = scope(der(0x81, Uint8Array.of(0xff)));
    const strange = { oid: '1.2.3.4', critical: true, value: derSequence() };
    for (const [more, expected] of [
      [[], 'REVOKED'],
      [[users], 'GOOD'],
      [[strange], 'GOOD'],
    ] as const) {
      const extensions = [delta(numberOf(since)), ...more];
      const changes = readCrl(await crlFor(pki, { thisUpdate: fromNow(-0.1), revokedAt: fromNow(-0.2), extensions }));
      const question = { certificate, issuer, at: fromNow(0), now: fromNow(0) };
      const answer = await checkRevocation(question, { crls: [base, changes], ocsps: [], certificates: [] });
      assert.equal(answer?.status, expected);
    }
  });

  it('take the newest of several changes, in whatever order they come', async () => {
    const pki = await authorityAndSubject({ extensions: [points(oid.crlDistributionPoints, uri(first))] });
    const [certificate, issuer] = [readCertificate(pki.subject.der), readCertificate(pki.authority.der)];
    const since = fromNow(-0.9);
    const list = async (thisUpdate: Date, more: object = {}): Promise<Crl> =>
      readCrl(await crlFor(pki, { thisUpdate, nextUpdate: fromNow(24), ...more }));
    const changes = { extensions: [delta(numberOf(since))] };
    const base = await list(since);
    const clean = await list(fromNow(-0.5), changes);
    const listed = await list(fromNow(-0.1), { ...changes, revokedAt: fromNow(-0.2) });
    for (const crls of [
      [base, clean, listed],
      [listed, clean, base],
    ]) {
      const question = { certificate, issuer, at: fromNow(0), now: fromNow(0) };
      const answer = await checkRevocation(question, { crls, ocsps: [], certificates: [] });
      assert.equal(answer?.status, 'REVOKED');
    }
  });
});

describe('certificates of issuers that are fetched', () => {
  it('are read in DER, from CMS bags, and in PEM, which some publish; nothing else does harm', async () => {
    const url = 'http://ca.example/issuer';
    const access = derSequence(derSequence(derOid(oid.caIssuers), der(0x86, latin1ToBytes(url))));
    const pki = await authorityAndSubject({
      extensions: [{ oid: oid.authorityInfoAccess, critical: false, value: access }],
    });
    const pem = `-----BEGIN CERTIFICATE-----\n${bytesToBase64(pki.authority.der)}\n-----END CERTIFICATE-----\n`;
    const bag = await buildSignedData({
      digestAlgorithm: 'SHA-256',
      messageDigest: new Uint8Array(32),
      certificates: [pki.authority.der],
      signer: pki.authority.key,
    });
    for (const [bytes, count] of [
      [pki.authority.der, 1],
      [bag, 1],
      [latin1ToBytes(pem), 1],
      [latin1ToBytes('-----BEGIN CERTIFICATE-----'), 0],
      [new Uint8Array(), 0],
    ] as const) {
      const found = await gatherIssuers(readCertificate(pki.subject.der), {
        provider: { id: 'test', assurance: 'simulated' },
        ocsp: () => Promise.reject(new Error('none')),
        crl: () => Promise.reject(new Error('none')),
        certificate: (asked) => (asked === url ? Promise.resolve(bytes) : Promise.reject(new Error('none'))),
      });
      assert.deepEqual(
        found.map(({ der: read }) => read),
        count === 1 ? [pki.authority.der] : [],
      );
    }
  });
});

describe('revocation status after a certificate expired', () => {
  it('by OCSP counts as far back as the responder keeps it (RFC 6960 §4.4.4)', async () => {
    const pki = await authorityAndSubject({ notBefore: fromNow(-48), notAfter: fromNow(-24) });
    const [certificate, issuer] = [readCertificate(pki.subject.der), readCertificate(pki.authority.der)];
    for (const [archiveCutoff, expected] of [
      [undefined, 'REVOCATION_AFTER_EXPIRY'],
      [fromNow(-12), 'REVOCATION_AFTER_EXPIRY'],
      [fromNow(-36), 'GOOD'],
    ] as const) {
      const response = await ocspFor(pki, archiveCutoff ? { archiveCutoff } : {});
      const answer = await checkRevocation(
        { certificate, issuer, at: fromNow(-30), now: fromNow(0) },
        { certificates: [], ocsps: [readOcspResponse(response)], crls: [] },
      );
      assert.equal(answer?.problem?.code ?? answer?.status, expected);
    }
  });
});

describe('lists signed by another key than the issuer’s', () => {
  it('count when their signer leads to the same anchor and may sign lists, not otherwise', async () => {
    const root = await identity('Root', { authority: { pathLength: 1 } });
    const authority = await identity('Authority', { by: root, authority: { pathLength: 0 } });
    const subject = await identity('Subject', { by: authority });
    const rolled = await identity('Authority', { by: root, authority: { pathLength: 0 } });
    const stranger = await identity('Authority', { authority: { pathLength: 0 } });
    const person = await identity('Authority', { by: root });
    const revocable = await identity('Authority', {
      by: root,
      authority: { pathLength: 0 },
      extensions: [points(oid.crlDistributionPoints, uri('http://crl.example/root'))],
    });
    for (const [signer, sent, expected] of [
      [rolled, rolled, 'GOOD'],
      [stranger, stranger, 'CRL_ISSUER_NOT_ALLOWED'],
      [person, person, 'CRL_ISSUER_NOT_ALLOWED'],
      // Nobody knows whether it was revoked.
      [revocable, revocable, 'CRL_ISSUER_NOT_ALLOWED'],
      [stranger, rolled, 'CRL_SIGNATURE_INVALID'],
    ] as const) {
      const crl = readCrl(await crlFor({ authority: signer, subject }));
      const question = {
        certificate: readCertificate(subject.der),
        issuer: readCertificate(authority.der),
        at: fromNow(0),
        now: fromNow(0),
      };
      const evidence = { certificates: [readCertificate(sent.der)], ocsps: [], crls: [crl] };
      const anchors = [readCertificate(root.der)];
      const answer = await checkRevocation({ ...question, anchors }, evidence);
      assert.equal(answer?.problem?.code ?? answer?.status, expected);
      const without = await checkRevocation(question, evidence);
      assert.equal(without?.problem?.code, 'CRL_SIGNATURE_INVALID', 'nobody to lead to');
    }
  });
});
