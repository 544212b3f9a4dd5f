import {
  concatBytes,
  der,
  derBitString,
  derBoolean,
  derContext,
  derGeneralizedTime,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  hexToBytes,
  latin1ToBytes,
  readTlv,
  tlvChildren,
  type Tlv,
} from '@cinnabar/core/bytes';
import {
  checkRevocation,
  findCrlEntry,
  gatherRevocation,
  oid,
  readCertificate,
  readCrl,
  readOcspResponse,
  type RevocationAnswer,
} from '@cinnabar/core/cms';
import { assert } from 'chai';

import { identity, type TestIdentity } from '../support/craft-cms.ts';
import { authorityAndSubject, crlFor, delegate, fromNow, issuing, ocspFor } from '../support/craft-revocation.ts';
import { flipped } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

interface Given {
  readonly ocsps?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  readonly at?: Date;
}

describe('revocation status', () => {
  let pki: { authority: TestIdentity; subject: TestIdentity };
  before(async () => {
    pki = await authorityAndSubject();
  });

  function status({ ocsps = [], crls = [], at = fromNow(0) }: Given): Promise<RevocationAnswer | undefined> {
    const [certificate, issuer] = [readCertificate(pki.subject.der), readCertificate(pki.authority.der)];
    return checkRevocation(
      { certificate, issuer, at, now: fromNow(0) },
      { certificates: [], ocsps: ocsps.map(readOcspResponse), crls: crls.map(readCrl) },
    );
  }

  async function verdict(given: Given): Promise<string | undefined> {
    const answer = await status(given);
    return answer && (answer.problem?.code ?? answer.status);
  }

  describe('by OCSP (RFC 6960)', () => {
    it('is good when the issuer or its delegate says so', async () => {
      assert.equal(await verdict({ ocsps: [await ocspFor(pki)] }), 'GOOD');
      const responder = await delegate(pki.authority);
      const answer = await status({ ocsps: [await ocspFor(pki, { responder })] });
      assert.equal(answer?.status, 'GOOD');
      assert.deepEqual(answer?.responder?.der, responder.der);
    });

    it('is not taken from a delegate whose key is for certificates, not for signatures', async () => {
      const purposes = { oids: [oid.ocspSigning], critical: false };
      const extensions = [{ oid: oid.ocspNoCheck, critical: false, value: new Uint8Array([5, 0]) }];
      for (const [more, isGood] of [
        [{}, true],
        [{ authority: { pathLength: 0 } }, false],
      ] as const) {
        const responder = await identity('Responder', { by: pki.authority, purposes, extensions, ...more });
        assert.equal((await verdict({ ocsps: [await ocspFor(pki, { responder })] })) === 'GOOD', isGood);
      }
    });

    it('is read from basic responses, whether they name their version or not, with a thousand answers at most', async () => {
      const whole = await ocspFor(pki);
      const { tbs } = readOcspResponse(whole);
      const [responder, producedAt, list] = tlvChildren(readTlv(tbs)) as [Tlv, Tlv, Tlv];
      const response = (type: string, ...fields: readonly Uint8Array[]): Uint8Array => {
        const { key } = pki.authority;
        const basic = derSequence(derSequence(...fields), key.signatureAlgorithm('SHA-256'), derBitString(tbs));
        const typed = derSequence(derOid(type), derOctetString(basic));
        return derSequence(der(0x0a, Uint8Array.of(0)), derContext(0, typed));
      };
      const version = derContext(0, derInteger(0));
      const named = readOcspResponse(response(oid.ocspBasic, version, responder.bytes, producedAt.bytes, list.bytes));
      assert.lengthOf(named.responses, 1);
      const other = await thrownBy(() =>
        readOcspResponse(response('1.2.3', responder.bytes, producedAt.bytes, list.bytes)),
      );
      assert.equal(other.code, 'OCSP_UNSUPPORTED');
      const many = (count: number): Uint8Array =>
        response(
          oid.ocspBasic,
          responder.bytes,
          producedAt.bytes,
          derSequence(...new Array<Uint8Array>(count).fill(list.content)),
        );
      assert.lengthOf(readOcspResponse(many(1000)).responses, 1000);
      assert.equal((await thrownBy(() => readOcspResponse(many(1001)))).code, 'OCSP_UNSUPPORTED');
    });

    it('is not known where an answer demands what is not understood (RFC 6960 §4.4)', async () => {
      const extension = (id: string, critical: boolean): Uint8Array =>
        derContext(
          1,
          derSequence(
            derSequence(derOid(id), ...(critical ? [derBoolean(true)] : []), derOctetString(new Uint8Array())),
          ),
        );
      const { key } = pki.authority;
      for (const [id, critical, expected] of [
        ['1.2.3.4', false, 'GOOD'],
        ['1.2.3.4', true, 'OCSP_UNUSABLE'],
        [oid.ocspNonce, true, 'GOOD'],
      ] as const) {
        const { tbs } = readOcspResponse(await ocspFor(pki));
        const [responder, producedAt, list] = tlvChildren(readTlv(tbs)) as [Tlv, Tlv, Tlv];
        const [single] = tlvChildren(list) as [Tlv];
        const more = extension(id, critical);
        for (const [answers, ...rest] of [
          [derSequence(derSequence(single.content, more))],
          [list.bytes, more],
        ] as const) {
          const body = derSequence(responder.bytes, producedAt.bytes, answers, ...rest);
          const signature = derBitString(await key.sign('SHA-256', body));
          const basic = derSequence(body, key.signatureAlgorithm('SHA-256'), signature);
          const typed = derSequence(derOid(oid.ocspBasic), derOctetString(basic));
          const response = derSequence(der(0x0a, Uint8Array.of(0)), derContext(0, typed));
          assert.equal(await verdict({ ocsps: [response] }), expected);
        }
      }
    });

    it('is revoked, with moment and reason', async () => {
      const at = new Date('2026-01-02T03:04:05Z');
      const answer = await status({ ocsps: [await ocspFor(pki, { status: { at, reason: 1 } })] });
      assert.deepEqual([answer?.status, answer?.revokedAt, answer?.reason], ['REVOKED', at, 1]);
    });

    it('is not known when the responder does not know', async () => {
      assert.equal(await verdict({ ocsps: [await ocspFor(pki, { status: 'unknown' })] }), 'OCSP_UNKNOWN');
    });

    it('does not take an answer about another serial number or by another authority (anchor A-52)', async () => {
      const other = await identity('Subject', { by: pki.authority });
      assert.isUndefined(await status({ ocsps: [await ocspFor({ ...pki, subject: other })] }));
      const namesake = await authorityAndSubject();
      assert.isUndefined(await status({ ocsps: [await ocspFor({ ...namesake, subject: pki.subject })] }));
    });

    it('does not take an answer by a stranger, or by a certificate that is none for OCSP', async () => {
      const stranger = await identity('Authority');
      assert.equal(await verdict({ ocsps: [await ocspFor(pki, { responder: stranger })] }), 'OCSP_SIGNATURE_INVALID');
      const elsewhere = await delegate((await authorityAndSubject()).authority);
      assert.equal(
        await verdict({ ocsps: [await ocspFor(pki, { responder: elsewhere })] }),
        'OCSP_RESPONDER_NOT_ALLOWED',
      );
      const colleague = await identity('Colleague', { by: pki.authority });
      assert.equal(
        await verdict({ ocsps: [await ocspFor(pki, { responder: colleague })] }),
        'OCSP_RESPONDER_NOT_ALLOWED',
      );
    });

    it('does not take an answer of a delegate before or after the time of its certificate', async () => {
      for (const [from, until, expected] of [
        [-3, 3, 'GOOD'],
        [-3, -1, 'OCSP_RESPONDER_NOT_ALLOWED'],
        [1, 3, 'OCSP_RESPONDER_NOT_ALLOWED'],
      ] as const) {
        const responder = await identity('Responder', {
          by: pki.authority,
          notBefore: fromNow(from),
          notAfter: fromNow(until),
          purposes: { oids: [oid.ocspSigning], critical: false },
          extensions: [{ oid: oid.ocspNoCheck, critical: false, value: new Uint8Array([5, 0]) }],
        });
        assert.equal(await verdict({ ocsps: [await ocspFor(pki, { responder })] }), expected);
      }
    });

    it('does not take a changed answer', async () => {
      const response = await ocspFor(pki);
      assert.equal(await verdict({ ocsps: [flipped(response, response.length - 3)] }), 'OCSP_SIGNATURE_INVALID');
    });

    it('wants to know whether a delegate without nocheck was revoked itself', async () => {
      const responder = await delegate(pki.authority, false);
      const ocsps = [await ocspFor(pki, { responder, thisUpdate: fromNow(-0.5) })];
      assert.equal(await verdict({ ocsps }), 'OCSP_RESPONDER_NOT_CHECKED');
      // Current when the responder spoke, too old to answer for the subject itself.
      const list = { thisUpdate: fromNow(-0.9), nextUpdate: fromNow(-0.4) };
      const about = { authority: pki.authority, subject: responder };
      assert.equal((await status({ ocsps, crls: [await crlFor(about, list)] }))?.source, 'OCSP');
      assert.equal(await verdict({ ocsps, crls: [await crlFor(about, list)] }), 'GOOD');
      const revoked = await crlFor(about, { ...list, revokedAt: fromNow(-0.95) });
      assert.notEqual(await verdict({ ocsps, crls: [revoked] }), 'GOOD');
    });

    it('takes an answer only for the moments it speaks about', async () => {
      const early = await ocspFor(pki, { thisUpdate: fromNow(-0.9), nextUpdate: fromNow(-0.5) });
      assert.equal(await verdict({ ocsps: [early] }), 'REVOCATION_STALE');
      assert.equal(await verdict({ ocsps: [early], at: fromNow(-0.6) }), 'GOOD');
      assert.equal(await verdict({ ocsps: [early], at: fromNow(-1) }), 'GOOD');
      const open = await ocspFor(pki, { thisUpdate: fromNow(-0.9) });
      assert.equal(await verdict({ ocsps: [open], at: fromNow(-1) }), 'GOOD');
      const late = await ocspFor(pki, { thisUpdate: fromNow(0.5) });
      assert.equal(await verdict({ ocsps: [late] }), 'REVOCATION_FROM_FUTURE');
    });

    it('is asked for elsewhere when the responder does not know', async () => {
      const names = (tag: string): Uint8Array => der(0x86, latin1ToBytes(`http://${tag}.example/`));
      const sources = [
        {
          oid: oid.authorityInfoAccess,
          critical: false,
          value: derSequence(derSequence(derOid(oid.ocsp), names('ocsp'))),
        },
        {
          oid: oid.crlDistributionPoints,
          critical: false,
          value: derSequence(derSequence(derContext(0, derContext(0, names('crl'))))),
        },
      ];
      const own = await authorityAndSubject({ extensions: sources });
      const asked: string[] = [];
      const { answer, failures } = await gatherRevocation(
        {
          certificate: readCertificate(own.subject.der),
          issuer: readCertificate(own.authority.der),
          at: fromNow(0),
          now: fromNow(0),
        },
        {
          provider: { id: 'test', assurance: 'simulated' },
          ocsp: (url) => (asked.push(url), ocspFor(own, { status: 'unknown' })),
          crl: (url) => (asked.push(url), crlFor(own)),
          certificate: () => Promise.reject(new Error('none')),
        },
      );
      assert.deepEqual([answer?.status, answer?.source, failures], ['GOOD', 'CRL', ['OCSP_UNKNOWN']]);
      assert.deepEqual(asked, ['http://ocsp.example/', 'http://crl.example/']);
    });

    it('says why a responder gave no answer', async () => {
      const error = await thrownBy(() => readOcspResponse(derSequence(der(0x0a, Uint8Array.of(6)))));
      assert.deepEqual([error.code, error.details['status']], ['OCSP_REFUSED', 6]);
    });
  });

  describe('by CRL (RFC 5280)', () => {
    it('is good when not listed, revoked when listed', async () => {
      assert.equal(await verdict({ crls: [await crlFor(pki)] }), 'GOOD');
      const revokedAt = new Date('2026-01-02T03:04:05Z');
      const answer = await status({ crls: [await crlFor(pki, { revokedAt, reason: 4 })] });
      assert.deepEqual([answer?.status, answer?.revokedAt, answer?.reason], ['REVOKED', revokedAt, 4]);
    });

    it('takes an expired list for what it proves: a revocation, never that there is none', async () => {
      const old = { thisUpdate: fromNow(-48), nextUpdate: fromNow(-24) };
      assert.equal(await verdict({ crls: [await crlFor(pki, old)] }), 'REVOCATION_STALE');
      assert.equal(await verdict({ crls: [await crlFor(pki, { ...old, revokedAt: fromNow(-50) })] }), 'REVOKED');
    });

    it('does not take a list by another authority of the same name', async () => {
      const namesake = await authorityAndSubject();
      const foreign = await crlFor({ ...namesake, subject: pki.subject });
      assert.equal(await verdict({ crls: [foreign] }), 'CRL_SIGNATURE_INVALID');
      const other = await crlFor(pki, { issuer: issuing(pki.subject) });
      assert.isUndefined(await status({ crls: [other] }));
    });

    it('does not take a list by an issuer that may not sign lists', async () => {
      const issuer = await identity('Not for lists', { notBefore: fromNow(-24), notAfter: fromNow(24) });
      const subject = await identity('Subject', { by: issuer });
      const answer = await checkRevocation(
        {
          certificate: readCertificate(subject.der),
          issuer: readCertificate(issuer.der),
          at: fromNow(0),
          now: fromNow(0),
        },
        { certificates: [], ocsps: [], crls: [readCrl(await crlFor({ authority: issuer, subject }))] },
      );
      assert.equal(answer?.problem?.code, 'CRL_ISSUER_NOT_ALLOWED');
    });

    it('does not take a list from after the certificate expired, unless it keeps expired ones', async () => {
      const expired = await authorityAndSubject({ notBefore: fromNow(-48), notAfter: fromNow(-24) });
      const question = {
        certificate: readCertificate(expired.subject.der),
        issuer: readCertificate(expired.authority.der),
        at: fromNow(-30),
        now: fromNow(0),
      };
      const ask = async (crl: Uint8Array): Promise<string | undefined> => {
        const answer = await checkRevocation(question, { certificates: [], ocsps: [], crls: [readCrl(crl)] });
        return answer?.problem?.code ?? answer?.status;
      };
      assert.equal(await ask(await crlFor(expired)), 'REVOCATION_AFTER_EXPIRY');
      const since = der(0x18, latin1ToBytes('20000101000000Z'));
      const keeps = { oid: oid.expiredCertsOnCrl, critical: false, value: since };
      assert.equal(await ask(await crlFor(expired, { extensions: [keeps] })), 'GOOD');
    });

    const scopes: readonly (readonly [string, string, Uint8Array])[] = [
      ['only changes (delta)', oid.deltaCrlIndicator, derInteger(1)],
      ['only some reasons', oid.issuingDistributionPoint, derSequence(der(0x83, Uint8Array.of(1, 0x40)))],
      ['only authorities', oid.issuingDistributionPoint, derSequence(der(0x82, Uint8Array.of(0xff)))],
      [
        'another partition',
        oid.issuingDistributionPoint,
        derSequence(derContext(0, derContext(0, der(0x86, latin1ToBytes('http://elsewhere/'))))),
      ],
      ['what nobody understands', '1.2.3.4', derBoolean(true)],
    ];
    for (const [what, id, value] of scopes) {
      it(`does not take a list of ${what}`, async () => {
        const crl = await crlFor(pki, { extensions: [{ oid: id, critical: true, value }] });
        assert.equal(await verdict({ crls: [crl] }), 'CRL_UNSUPPORTED');
      });
    }

    it('finds one entry among many, quickly', async () => {
      const many = Array.from({ length: 20_000 }, (_, index) => ({
        serial: (0x0100_0000 + index)
          .toString(16)
          .padStart(index % 2 ? 32 : 10, '0')
          .replace(/^0/, '4'),
        at: new Date(Date.UTC(2026, 0, 1) + 1000 * index),
      }));
      const crl = readCrl(await crlFor(pki, { revocations: many }));
      const started = performance.now();
      for (const index of [0, 19_998, 19_999]) {
        const wanted = findCrlEntry(crl, hexToBytes(many[index]?.serial ?? ''));
        assert.deepEqual(wanted?.revokedAt, many[index]?.at);
      }
      // Neither the beginning of a listed number nor one of the same length is that number.
      const listed = hexToBytes(many[0]?.serial ?? '');
      for (const other of [listed.subarray(0, 2), listed.map((octet) => octet ^ 1)]) {
        assert.isUndefined(findCrlEntry(crl, other));
      }
      assert.isBelow(performance.now() - started, 200);
      const endings = [crl.entries.slice(-35, -3), Uint8Array.of(0x30, 0x82), Uint8Array.of(0x30, 0x80, 2, 1, 1, 0, 0)];
      for (const entries of endings) {
        const error = await thrownBy(() => findCrlEntry({ ...crl, entries }, Uint8Array.of(9)));
        assert.equal(error.code, 'CRL_MALFORMED');
      }
    }).timeout(10_000);

    it('reads entries of any length, and of no more octets than lengths have', async () => {
      const crl = readCrl(await crlFor(pki));
      const entry = (serial: number, ...more: Uint8Array[]): Uint8Array =>
        derSequence(derInteger(serial), derGeneralizedTime(new Date(Date.UTC(2026, 0, serial))), ...more);
      const filled = (octets: number): Uint8Array =>
        derSequence(derSequence(derOid('1.2.3.4'), derOctetString(new Uint8Array(octets))));
      const entries = concatBytes(entry(1, filled(0x7f)), entry(2, filled(300)), entry(3, filled(70_000)), entry(4));
      for (const serial of [1, 2, 3, 4]) {
        const found = findCrlEntry({ ...crl, entries }, Uint8Array.of(serial));
        assert.deepEqual(found?.revokedAt, new Date(Date.UTC(2026, 0, serial)));
      }
      for (const damaged of ['04030201010000', '3080020101', '3003040101']) {
        const { code } = await thrownBy(() => findCrlEntry({ ...crl, entries: hexToBytes(damaged) }, Uint8Array.of(9)));
        assert.equal(code, 'CRL_MALFORMED', damaged);
      }
      const five = { ...crl, entries: concatBytes(hexToBytes('30850000000005'), hexToBytes('0201010000')) };
      assert.equal((await thrownBy(() => findCrlEntry(five, Uint8Array.of(1)))).code, 'CRL_MALFORMED');
    });

    it('reads half a million entries, and no more', async () => {
      const crl = readCrl(await crlFor(pki));
      const one = hexToBytes('3003020101');
      const entries = new Uint8Array(one.length * 500_001);
      for (let at = 0; at < entries.length; at += one.length) entries.set(one, at);
      const most = { ...crl, entries: entries.subarray(one.length) };
      assert.isUndefined(findCrlEntry(most, Uint8Array.of(9)));
      assert.equal((await thrownBy(() => findCrlEntry({ ...crl, entries }, Uint8Array.of(9)))).code, 'CRL_TOO_LARGE');
    });

    it('reads nothing but lists', async () => {
      assert.equal((await thrownBy(() => readCrl(pki.subject.der))).code, 'CRL_MALFORMED');
      assert.equal((await thrownBy(() => readCrl(new Uint8Array((32 << 20) + 1)))).code, 'CRL_TOO_LARGE');
    });
  });

  it('lets a revocation win over a good answer, and a current answer over an old one', async () => {
    const good = await ocspFor(pki);
    assert.equal(await verdict({ ocsps: [good], crls: [await crlFor(pki, { revokedAt: fromNow(-0.5) })] }), 'REVOKED');
    const old = await crlFor(pki, { thisUpdate: fromNow(-48), nextUpdate: fromNow(-24) });
    assert.equal(await verdict({ ocsps: [good], crls: [old] }), 'GOOD');
  });
});
