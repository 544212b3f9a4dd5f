import {
  base64ToBytes,
  bytesToHex,
  concatBytes,
  der,
  derContext,
  derOid,
  derSequence,
  joinParts,
  latin1ToBytes,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import { buildSignedData, oid, readSignedData } from '@cinnabar/core/cms';
import { IncrementalWriter, openPdf, PdfDict, PdfStream, type PdfRef, type PdfString } from '@cinnabar/core/pdf';
import {
  addDocumentTimestamp,
  addValidationData,
  embedSignature,
  prepareDocumentTimestamp,
  prepareSignature,
  type PreparedDigest,
  type ValidationData,
} from '@cinnabar/core/sign';
import { signatureFacts, verifyDocument, type SignatureReport, type VerificationReport } from '@cinnabar/core/verify';
import type { SandboxAuthority } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { craftCms, identity, plainAttributes, type CraftedCms, type TestIdentity } from '../support/craft-cms.ts';
import { authorityAndSubject, crlFor, fromNow, ocspFor } from '../support/craft-revocation.ts';
import { codes, day, inField, LongTermSandbox, minute } from '../support/long-term.ts';
import { buildPdf, noFonts, requestFor } from '../support/signing.ts';

const none: ValidationData = { certificates: [], ocsps: [], crls: [] };

/** A file signed by a certificate that asks for its status, in a world where we make all evidence ourselves. */
class RevocableWorld {
  readonly pki: { authority: TestIdentity; subject: TestIdentity };
  readonly signed: Uint8Array;

  private constructor(pki: RevocableWorld['pki'], signed: Uint8Array) {
    this.pki = pki;
    this.signed = signed;
  }

  static async create(): Promise<RevocableWorld> {
    const crl = { oid: oid.crlDistributionPoints, critical: false, value: derSequence() };
    const pki = await authorityAndSubject({ extensions: [crl] });
    const { parts, prepared } = await prepareSignature(buildPdf(), requestFor('sig-worker'), noFonts);
    const cms = await buildSignedData({
      digestAlgorithm: 'SHA-256',
      messageDigest: base64ToBytes(prepared.digest),
      certificates: [pki.subject.der, pki.authority.der],
      signer: pki.subject.key,
    });
    return new RevocableWorld(pki, joinParts(await embedSignature(parts, prepared, cms)));
  }

  /** The verdict when the CMS is crafted so. */
  async signedWith(craft: (prepared: PreparedDigest) => Partial<CraftedCms>): Promise<SignatureReport> {
    const { authority, subject } = this.pki;
    const { parts, prepared } = await prepareSignature(buildPdf(), requestFor('sig-worker'), noFonts);
    const certificates = [subject.der, authority.der];
    const cms = await craftCms(prepared, { signer: subject, certificates, ...craft(prepared) });
    const bytes = joinParts(await embedSignature(parts, prepared, cms));
    return inField(await verifyDocument(bytes, { trust: [authority.der] }), 'sig-worker');
  }

  /** The verdict with `data` in the document security store. */
  async with(data: Partial<ValidationData>): Promise<SignatureReport> {
    const bytes = joinParts(await addValidationData(this.signed, { ...none, ...data }));
    const report = await verifyDocument(bytes, { trust: [this.pki.authority.der] });
    return inField(report, 'sig-worker');
  }
}

describe('verify: poisoned validation data (anchor A-52)', () => {
  let world: RevocableWorld;
  before(async () => {
    world = await RevocableWorld.create();
  });

  const verdict = ({ indication, subIndication, trust }: SignatureReport): unknown[] => [
    indication,
    subIndication,
    trust.revocation,
  ];
  const unsure = (revocation: string): unknown[] => ['INDETERMINATE', 'TRY_LATER', revocation];

  it('passes the clean twins', async () => {
    const byOcsp = await world.with({ ocsps: [await ocspFor(world.pki)] });
    assert.deepEqual(verdict(byOcsp), ['TOTAL_PASSED', null, 'GOOD']);
    const byCrl = await world.with({ crls: [await crlFor(world.pki)] });
    assert.deepEqual(verdict(byCrl), ['TOTAL_PASSED', null, 'GOOD']);
  });

  it("takes what the signature itself carries, as Adobe's programs write it", async () => {
    const carry = (carried: Uint8Array, type: string = oid.adobeRevocationInfo): Promise<SignatureReport> =>
      world.signedWith((prepared) => ({
        attributes: [...plainAttributes(prepared), [type, derSequence(carried)]],
      }));
    for (const [carried, expected] of [
      [derContext(0, derSequence(await crlFor(world.pki))), 'GOOD'],
      [derContext(0, derSequence(await crlFor(world.pki, { revokedAt: fromNow(-0.1) }))), 'REVOKED'],
      [derContext(1, derSequence(await ocspFor(world.pki))), 'GOOD'],
      [derContext(1, derSequence(latin1ToBytes('rubbish'))), 'NOT_CHECKED'],
    ] as const) {
      const report = await carry(carried);
      assert.deepEqual([report.integrity, report.trust.revocation], ['INTACT', expected]);
    }
    const elsewhere = await carry(derContext(0, derSequence(await crlFor(world.pki))), '1.2.3.4');
    assert.equal(elsewhere.trust.revocation, 'NOT_CHECKED');
  });

  it('takes what stands beside the certificates in the CMS (RFC 5652 §10.2.1, RFC 5940)', async () => {
    const of = (format: string, response: Uint8Array): Uint8Array => der(0xa1, concatBytes(derOid(format), response));
    const good = await ocspFor(world.pki);
    const revoked = await ocspFor(world.pki, { status: { at: fromNow(-0.1) } });
    for (const [revocation, expected] of [
      [await crlFor(world.pki), 'GOOD'],
      [await crlFor(world.pki, { revokedAt: fromNow(-0.1) }), 'REVOKED'],
      [of(oid.ocspRevocationInfo, good), 'GOOD'],
      [of(oid.ocspRevocationInfo, revoked), 'REVOKED'],
      [of('1.2.3.4', good), 'NOT_CHECKED'],
      [of(oid.ocspRevocationInfo, derSequence()), 'NOT_CHECKED'],
      [derSequence(), 'NOT_CHECKED'],
    ] as const) {
      const report = await world.signedWith(() => ({ revocation: [revocation] }));
      assert.deepEqual([report.integrity, report.trust.revocation], ['INTACT', expected]);
    }
  });

  it('sees a revocation', async () => {
    const revoked = await world.with({ crls: [await crlFor(world.pki, { revokedAt: fromNow(-0.1), reason: 1 })] });
    assert.deepEqual(verdict(revoked), ['INDETERMINATE', 'REVOKED_NO_POE', 'REVOKED']);
    assert.include(codes(revoked), 'CERTIFICATE_REVOKED');
    assert.equal(revoked.trust.certificates[0]?.reason, 1);
  });

  it('cannot be talked out of a revocation by a good answer beside it', async () => {
    const both = { ocsps: [await ocspFor(world.pki)], crls: [await crlFor(world.pki, { revokedAt: fromNow(-0.1) })] };
    assert.equal((await world.with(both)).trust.revocation, 'REVOKED');
  });

  it('does not rely on answers about another certificate, by another authority, by a stranger, or expired', async () => {
    const other = await identity('Subject', { by: world.pki.authority });
    const otherSerial = await ocspFor({ ...world.pki, subject: other });
    assert.deepEqual(verdict(await world.with({ ocsps: [otherSerial] })), unsure('NOT_CHECKED'));

    const namesake = await authorityAndSubject();
    const foreign = await ocspFor({ ...namesake, subject: world.pki.subject });
    assert.deepEqual(verdict(await world.with({ ocsps: [foreign] })), unsure('NOT_CHECKED'));
    const foreignList = await crlFor({ ...namesake, subject: world.pki.subject });
    const byForeignList = await world.with({ crls: [foreignList] });
    assert.deepEqual(verdict(byForeignList), unsure('UNKNOWN'));
    assert.include(codes(byForeignList), 'CRL_SIGNATURE_INVALID');

    const self = await ocspFor(world.pki, { responder: world.pki.subject });
    const bySelf = await world.with({ ocsps: [self] });
    assert.deepEqual(verdict(bySelf), unsure('UNKNOWN'));
    assert.include(codes(bySelf), 'OCSP_RESPONDER_NOT_ALLOWED');

    const expired = await crlFor(world.pki, { thisUpdate: fromNow(-48), nextUpdate: fromNow(-24) });
    const byExpired = await world.with({ crls: [expired] });
    assert.deepEqual(verdict(byExpired), unsure('UNKNOWN'));
    assert.include(codes(byExpired), 'REVOCATION_STALE');
  });

  it('is not harmed by a forged revocation', async () => {
    const namesake = await authorityAndSubject();
    const forged = await crlFor({ ...namesake, subject: world.pki.subject }, { revokedAt: fromNow(-0.1) });
    const report = await world.with({ crls: [forged], ocsps: [await ocspFor(world.pki)] });
    assert.deepEqual(verdict(report), ['TOTAL_PASSED', null, 'GOOD']);
  });

  it('survives a store full of rubbish and says so', async () => {
    const document = openPdf(
      joinParts(await addValidationData(world.signed, { ...none, ocsps: [await ocspFor(world.pki)] })),
    );
    const writer = new IncrementalWriter(document);
    const ref = document.catalog.get('DSS') as PdfRef;
    const store = (document.get(ref) as PdfDict).clone();
    const rubbish = [new PdfStream(new PdfDict(), latin1ToBytes('rubbish')), new PdfDict(), 7].map((o) =>
      writer.add(o),
    );
    const list = store.get('OCSPs') as PdfRef[];
    writer.set(
      ref,
      store
        .set('OCSPs', [...rubbish, ...list])
        .set('CRLs', 7)
        .set('VRI', [null])
        .set('Certs', rubbish),
    );
    const report = await verifyDocument(joinParts(writer.write().parts), { trust: [world.pki.authority.der] });
    const signature = inField(report, 'sig-worker');
    assert.equal(signature.trust.revocation, 'GOOD');
    assert.include(
      signature.problems.map(({ code }) => code),
      'DSS_ITEM_UNREADABLE',
    );
  });

  it('stays within bounds when the store is stuffed with answers that would all have to be checked', async () => {
    const strangers = await Promise.all([1, 2, 3].map(() => authorityAndSubject()));
    const stuffing: Uint8Array[] = [];
    for (let i = 0; i < 1500; i++) {
      const { authority } = strangers[i % 3] as (typeof strangers)[number];
      stuffing.push(await crlFor({ authority, subject: world.pki.subject }, { thisUpdate: fromNow(-i / 100) }));
    }
    const started = Date.now();
    const report = await world.with({ crls: stuffing, ocsps: [await ocspFor(world.pki)] });
    assert.isBelow(Date.now() - started, 3000);
    assert.equal(report.trust.revocation, 'GOOD');
  });

  it('asks when it may, and only then', async () => {
    const crlUrl = 'http://crl.example/list';
    const asked: string[] = [];
    const revocation = {
      provider: { id: 'test', assurance: 'simulated' as const },
      ocsp: async (): Promise<Uint8Array> => Promise.reject(new Error('none')),
      crl: async (url: string): Promise<Uint8Array> => {
        asked.push(url);
        return crlFor(online);
      },
      certificate: async (): Promise<Uint8Array> => Promise.reject(new Error('none')),
    };
    const point = derSequence(derSequence(derContext(0, derContext(0, uri(crlUrl)))));
    const online = await authorityAndSubject({
      extensions: [{ oid: oid.crlDistributionPoints, critical: false, value: point }],
    });
    const { parts, prepared } = await prepareSignature(buildPdf(), requestFor('sig-worker'), noFonts);
    const cms = await buildSignedData({
      digestAlgorithm: 'SHA-256',
      messageDigest: base64ToBytes(prepared.digest),
      certificates: [online.subject.der],
      signer: online.subject.key,
    });
    const bytes = joinParts(await embedSignature(parts, prepared, cms));
    const trust = [online.authority.der];
    assert.equal((await verifyDocument(bytes, { trust })).verdict, 'INDETERMINATE');
    assert.deepEqual(asked, []);
    assert.equal((await verifyDocument(bytes, { trust, revocation })).verdict, 'PASSED');
    assert.deepEqual(asked, [crlUrl]);
  });
});

describe('verify: time-stamps that lie', () => {
  let house: LongTermSandbox;
  let authority: SandboxAuthority;
  let signed: Uint8Array;
  before(async () => {
    house = new LongTermSandbox();
    authority = await house.authority;
    signed = await house.signed();
  });

  /** `bytes` with a document time-stamp field that holds `token`, whatever it was made for. */
  async function withToken(bytes: Uint8Array, token: Uint8Array): Promise<VerificationReport> {
    const { parts, prepared } = await prepareDocumentTimestamp(bytes);
    const stamped = concatBytes(joinParts(parts));
    stamped.set(utf8ToBytes(bytesToHex(token)), prepared.byteRange[1] + 1);
    return house.verify(stamped);
  }

  it('refuses a document time-stamp from another file (anchors A-50, A-55)', async () => {
    const elsewhere = await authority.timestampProvider().timestamp(new Uint8Array(32), 'SHA-256');
    const report = await withToken(signed, elsewhere);
    const stamp = inField(report, 'timestamp-1');
    assert.deepEqual(
      [stamp.integrity, stamp.indication, stamp.subIndication],
      ['BROKEN', 'TOTAL_FAILED', 'HASH_FAILURE'],
    );
    assert.include(codes(stamp), 'TIMESTAMP_IMPRINT_MISMATCH');
    const signature = inField(report, 'sig-worker');
    assert.deepEqual([signature.level, signature.signingTime.proven], ['B-T', null]);
  });

  it("refuses the signature's own time-stamp in place of one over the document", async () => {
    const [facts] = await signatureFacts(openPdf(signed));
    const own = openPdf(signed);
    const form = own.dictAt(own.catalog.get('AcroForm'), 'form');
    const field = own.dictAt(own.arrayAt(form.get('Fields'), 'fields')[0], 'field');
    const contents = (own.dictAt(field.get('V'), 'signature').get('Contents') as PdfString).bytes;
    const token = readSignedData(contents).signers[0]?.unsignedAttributes[0]?.values[0]?.bytes;
    assert.equal(facts?.timestamp?.integrity, 'INTACT');
    assert.equal(inField(await withToken(signed, token ?? new Uint8Array()), 'timestamp-1').integrity, 'BROKEN');
  });

  it('takes no time from an authority that nobody trusts', async () => {
    const stranger = new LongTermSandbox();
    const stamps = (await stranger.authority).timestampProvider();
    const bytes = joinParts(await addDocumentTimestamp(await house.extend(signed, 'B-LT'), stamps));
    const report = await house.verify(bytes);
    const stamp = inField(report, 'timestamp-1');
    assert.deepEqual([stamp.integrity, stamp.indication], ['INTACT', 'INDETERMINATE']);
    // The signature has its own time-stamp and data; a stranger's adds nothing and takes nothing.
    const signature = inField(report, 'sig-worker');
    assert.deepEqual([signature.indication, signature.trust.status], ['TOTAL_PASSED', 'TRUSTED']);
  });

  it('takes no time from an authority that was revoked', async () => {
    const own = new LongTermSandbox();
    const bytes = await own.signed();
    const [facts] = await signatureFacts(openPdf(bytes));
    (await own.authority).revoke(facts?.timestamp?.certificate?.der ?? new Uint8Array(), { reason: 1 });
    own.pass(minute);
    const crls = await Promise.all((['root', 'issuing'] as const).map(async (name) => (await own.authority).crl(name)));
    const [report] = (await own.verify(joinParts(await addValidationData(bytes, { ...none, crls })))).signatures;
    assert.include(codes(report as SignatureReport), 'TIMESTAMP_REVOKED');
    assert.isNull(report?.signingTime.proven);
  });

  it('accepts a signature whose certificate was revoked after a time-stamp proves it existed, and not one revoked before', async () => {
    for (const [moment, expected] of [
      [minute, ['TOTAL_PASSED', null, 'GOOD']],
      [-minute, ['INDETERMINATE', 'REVOKED_NO_POE', 'REVOKED']],
    ] as const) {
      const own = new LongTermSandbox();
      const bytes = await own.signed();
      const [facts] = await signatureFacts(openPdf(bytes));
      (await own.authority).revoke(facts?.certificate?.der ?? new Uint8Array(), {
        at: new Date(own.now.getTime() + moment),
      });
      own.pass(2 * minute);
      const crls = await Promise.all(
        (['root', 'issuing'] as const).map(async (name) => (await own.authority).crl(name)),
      );
      const [report] = (await own.verify(joinParts(await addValidationData(bytes, { ...none, crls })))).signatures;
      assert.deepEqual([report?.indication, report?.subIndication, report?.trust.revocation], [...expected]);
    }
  });

  it('does not believe a time-stamp dated after the one over it (anchor A-55)', async () => {
    const own = new LongTermSandbox();
    own.pass(2 * day);
    const late = await own.signed();
    own.pass(-2 * day);
    const stamped = joinParts(await addDocumentTimestamp(late, (await own.authority).timestampProvider()));
    const lists = await Promise.all(
      (['root', 'issuing'] as const).map(async (name) => (await own.authority).crl(name)),
    );
    const bytes = joinParts(await addValidationData(stamped, { ...none, crls: lists }));
    own.pass(3 * day);
    const report = await own.verify(bytes);
    const signature = inField(report, 'sig-worker');
    assert.include(codes(signature), 'TIMESTAMP_ORDER');
    // By the outer time-stamp it is older than its own certificate, which is worse than the order of time-stamps.
    assert.deepEqual([signature.indication, signature.subIndication], ['TOTAL_FAILED', 'NOT_YET_VALID']);
    assert.equal(signature.signingTime.proven, inField(report, 'timestamp-1').signingTime.timestamp);
  });

  it('takes a document time-stamp for what was there before it only', async () => {
    const own = new LongTermSandbox();
    const stamped = joinParts(await addDocumentTimestamp(buildPdf(), (await own.authority).timestampProvider()));
    own.pass(10 * minute);
    const bytes = await own.extend(await own.signed('sig-worker', stamped), 'B-LT');
    const report = await own.verify(bytes);
    const signature = inField(report, 'sig-worker');
    assert.deepEqual([report.verdict, codes(signature)], ['PASSED', []]);
    assert.equal(signature.signingTime.proven, own.now.toISOString());
    assert.isBelow(Date.parse(inField(report, 'timestamp-1').signingTime.proven ?? ''), own.now.getTime());
  });

  it('does not let the end of a certificate be outrun by a claimed time (anchor A-54)', async () => {
    const own = new LongTermSandbox();
    const bytes = await own.signed();
    own.pass(400 * day);
    // Expired by now, and without data on the time-stamp authority nothing proves that it was earlier.
    const [report] = (await own.verify(bytes)).signatures;
    assert.deepEqual([report?.indication, report?.subIndication], ['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE']);
    assert.include(codes(report as SignatureReport), 'TIMESTAMP_REVOCATION_NOT_CHECKED');
  });
});

describe('verify: levels are by what is there, not by what is claimed', () => {
  it('does not call a time-stamp under the data B-LTA, nor half the data B-LT', async () => {
    const house = new LongTermSandbox();
    const authority = await house.authority;
    const signed = await house.signed();
    const stamped = joinParts(await addDocumentTimestamp(signed, authority.timestampProvider()));
    const under = await house.extend(stamped, 'B-LT');
    assert.equal(inField(await house.verify(under), 'sig-worker').level, 'B-LT');
    const half = joinParts(await addValidationData(signed, { ...none, crls: [await authority.crl('issuing')] }));
    assert.equal(inField(await house.verify(half), 'sig-worker').level, 'B-T');
  });
});

function uri(url: string): Uint8Array {
  return new Uint8Array([0x86, url.length, ...latin1ToBytes(url)]);
}
