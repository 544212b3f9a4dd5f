import { bytesToLatin1, equalBytes, joinParts, latin1ToBytes } from '@cinnabar/core/bytes';
import { openPdf, PdfDict } from '@cinnabar/core/pdf';
import {
  addDocumentTimestamp,
  addValidationData,
  checkSigned,
  embedDocumentTimestamp,
  prepareDocumentTimestamp,
} from '@cinnabar/core/sign';
import { signatureFacts, verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { codes, day, inField, LongTermSandbox, minute } from '../support/long-term.ts';
import { buildPdf, keyProvider, sandbox, sign } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

/** Number of items in each list of the document security store. */
function storeSizes(bytes: Uint8Array): Record<string, number> {
  const document = openPdf(bytes);
  const store = document.dictAt(document.catalog.get('DSS'), 'DSS');
  const size = (key: string): number => document.arrayAt(store.get(key) ?? [], key).length;
  return { certificates: size('Certs'), ocsps: size('OCSPs'), crls: size('CRLs') };
}

describe('sign: long-term levels', () => {
  let house: LongTermSandbox;
  let signed: Uint8Array;
  before(async () => {
    house = new LongTermSandbox();
    signed = await house.signed();
    house.pass(minute);
  });

  it('cannot be sure of a fresh B-T signature whose certificates want to be asked about', async () => {
    const [report] = (await house.verify(signed)).signatures;
    assert.deepEqual(
      [report?.level, report?.trust.revocation, report?.subIndication],
      ['B-T', 'NOT_CHECKED', 'TRY_LATER'],
    );
  });

  it('lets a B-T signature leave although its status is only known later', async () => {
    const trust = (await house.authority).trustAnchors;
    const expected = {
      fieldName: 'sig-worker',
      original: signed.subarray(0, buildPdf().length),
      level: 'B-T',
      trust,
    } as const;
    const report = await checkSigned([signed], { ...expected, at: house.now });
    assert.equal(report.verdict, 'INDETERMINATE');
  });

  it('makes B-LT: everything to validate is in the file, which then passes with nobody asked', async () => {
    const bytes = await house.extend(signed, 'B-LT');
    assert.isTrue(equalBytes(bytes.subarray(0, signed.length), signed));
    // Signer, issuing authority, root, TSA, two responders; an answer for signer, issuing authority and TSA.
    assert.deepEqual(storeSizes(bytes), { certificates: 6, ocsps: 3, crls: 0 });
    const { verdict, signatures } = await house.verify(bytes);
    const [report] = signatures;
    assert.deepEqual([verdict, report?.level, report?.trust.revocation], ['PASSED', 'B-LT', 'GOOD']);
    assert.deepEqual(
      report?.trust.certificates.map(({ status, source }) => [status, source]),
      [
        ['GOOD', 'OCSP'],
        ['GOOD', 'OCSP'],
      ],
    );
    assert.equal(report?.modifications.level, 'LTA_UPDATES');
    assert.equal(report?.signingTime.proven, report?.signingTime.timestamp);
  });

  it('makes B-LTA: a document time-stamp over it all, in an invisible field of its own', async () => {
    const bytes = await house.extend(signed, 'B-LTA');
    const { verdict, signatures } = await house.verify(bytes);
    assert.equal(verdict, 'PASSED');
    assert.deepEqual(
      signatures.map(({ kind, level, coverage, modifications, indication }) => [
        kind,
        level,
        coverage,
        modifications.level,
        indication,
      ]),
      [
        ['signature', 'B-LTA', 'WHOLE_REVISION', 'LTA_UPDATES', 'TOTAL_PASSED'],
        ['timestamp', 'NONE', 'WHOLE_FILE', 'NONE', 'TOTAL_PASSED'],
      ],
    );
    const document = openPdf(bytes);
    const form = document.dictAt(document.catalog.get('AcroForm'), 'form');
    const field = document.dictAt(document.arrayAt(form.get('Fields'), 'fields').at(-1), 'field');
    assert.deepEqual(field.get('Rect'), [0, 0, 0, 0]);
    assert.equal(document.revisions.length, 4);
  });

  it('falls back to CRLs where OCSP does not answer', async () => {
    const authority = await house.authority;
    const working = authority.revocationProvider();
    const revocation = { ...working, ocsp: async () => latin1ToBytes('busy') };
    const bytes = await house.extend(signed, 'B-LT', { revocation });
    assert.deepEqual(storeSizes(bytes), { certificates: 4, ocsps: 0, crls: 2 });
    const { verdict, signatures } = await house.verify(bytes);
    assert.deepEqual([verdict, signatures[0]?.level], ['PASSED', 'B-LT']);
  });

  it('adds a document time-stamp where a signature has none and no room for one', async () => {
    const authority = await house.authority;
    const { key, certificates } = await authority.issueSigner({ kind: 'person', name: '王小明', reference: 'bare' });
    const request = { reserve: 3000 };
    const bare = (await sign(buildPdf(), 'sig-worker', { provider: keyProvider(key, certificates), request })).bytes;
    assert.equal(inField(await house.verify(bare), 'sig-worker').level, 'B-B');
    const report = await house.verify(await house.extend(bare, 'B-LT'));
    assert.equal(report.verdict, 'PASSED');
    const signature = inField(report, 'sig-worker');
    assert.deepEqual([signature.level, signature.signingTime.timestamp], ['B-LT', null]);
    assert.equal(signature.signingTime.proven, inField(report, 'timestamp-1').signingTime.timestamp);
  });

  it('passes long after everything expired, when the archive was renewed in time', async () => {
    const long = new LongTermSandbox();
    let bytes = await long.extend(await long.signed(), 'B-LTA');
    const first = bytes;
    assert.equal((await long.verify(bytes)).verdict, 'PASSED');
    // The data on the time-stamp authority grows stale, and nobody is asked.
    long.pass(30 * day);
    assert.equal(inField(await long.verify(bytes), 'timestamp-1').subIndication, 'TRY_LATER');
    for (let year = 1; year <= 2; year++) {
      long.pass(365 * day);
      bytes = await long.extend(bytes, 'B-LTA');
    }
    assert.isTrue(equalBytes(bytes.subarray(0, first.length), first));
    const report = await long.verify(bytes);
    assert.equal(report.verdict, 'PASSED', JSON.stringify(report.signatures.map(codes)));
    assert.lengthOf(report.signatures, 4);
    const signer = inField(report, 'sig-worker');
    assert.isBelow(Date.parse(signer.signer?.notAfter ?? ''), long.now.getTime());
    assert.equal(signer.level, 'B-LTA');
    assert.isAtLeast(storeSizes(bytes).certificates as number, storeSizes(first).certificates as number);
  }).timeout(20_000);

  it('archives a B-LT file after the signer has expired', async () => {
    const long = new LongTermSandbox();
    const kept = await long.extend(await long.signed(), 'B-LT');
    long.pass(400 * day);
    const report = await long.verify(await long.extend(kept, 'B-LTA'));
    assert.deepEqual([report.verdict, inField(report, 'sig-worker').level], ['PASSED', 'B-LTA']);
  });

  it('hands the archive on to another authority before the first one expires', async () => {
    const old = new LongTermSandbox();
    const first = await old.extend(await old.signed(), 'B-LTA');
    old.pass(14 * 365 * day);
    const heir = new LongTermSandbox({ baseUrl: 'http://heir.example', now: old.now });
    const [former, present] = [await old.authority, await heir.authority];
    const [before, after] = [former.revocationProvider(), present.revocationProvider()];
    const of = (url: string): typeof before => (url.startsWith('http://heir.') ? after : before);
    const trust = [...former.trustAnchors, ...present.trustAnchors];
    const request = {
      trust,
      timestamps: present.timestampProvider(),
      revocation: {
        provider: before.provider,
        ocsp: (url: string, asked: Uint8Array) => of(url).ocsp(url, asked),
        crl: (url: string) => of(url).crl(url),
        certificate: (url: string) => of(url).certificate(url),
      },
    };
    const second = await old.extend(first, 'B-LTA', request);
    old.pass(2 * 365 * day);
    heir.pass(2 * 365 * day);
    const third = await old.extend(second, 'B-LTA', request);
    const report = await verifyDocument(third, { trust, at: old.now });
    assert.equal(report.verdict, 'PASSED', JSON.stringify(report.signatures.map(codes)));
    assert.isBelow(Date.parse(inField(report, 'timestamp-1').signer?.notAfter ?? ''), old.now.getTime());
  });

  it('extends all signatures of a file at once', async () => {
    const twice = await house.signed('sig-company', signed);
    const report = await house.verify(await house.extend(twice, 'B-LTA'));
    assert.equal(report.verdict, 'PASSED');
    assert.deepEqual(
      report.signatures.map(({ level }) => level),
      ['B-LTA', 'B-LTA', 'NONE'],
    );
  });

  it('refuses what cannot be extended, and says why', async () => {
    const authority = await house.authority;
    const refused = async (act: () => Promise<unknown>): Promise<string> => (await thrownBy(act)).code;
    assert.equal(await refused(() => house.extend(buildPdf(), 'B-LT')), 'EXTEND_UNSIGNED');
    const broken = latin1ToBytes(bytesToLatin1(signed).replace('Labour contract', 'Labour Contract'));
    assert.equal(await refused(() => house.extend(broken, 'B-LT')), 'EXTEND_SIGNATURE_INVALID');
    const strangers = (await sandbox()).trustAnchors;
    assert.equal(await refused(() => house.extend(signed, 'B-LT', { trust: strangers })), 'EXTEND_UNTRUSTED');
    const silent = { ...authority.revocationProvider(), ocsp: offline, crl: offline };
    const error = await thrownBy(() => house.extend(signed, 'B-LT', { revocation: silent }));
    assert.equal(error.code, 'EXTEND_REVOCATION_UNAVAILABLE');
  });

  it('withholds a file whose signer was revoked before the signature was time-stamped', async () => {
    const sandbox2 = new LongTermSandbox();
    const bytes = await sandbox2.signed();
    const authority = await sandbox2.authority;
    const [facts] = await signatureFacts(openPdf(bytes));
    authority.revoke(facts?.certificate?.der ?? new Uint8Array(), { at: new Date(sandbox2.now.getTime() - minute) });
    sandbox2.pass(minute);
    const error = await thrownBy(() => sandbox2.extend(bytes, 'B-LT'));
    assert.equal(error.code, 'EXTEND_SELF_CHECK');
    assert.include(error.details['codes'] as string[], 'CERTIFICATE_REVOKED');
  });

  describe('validation data', () => {
    it('is merged: nothing twice, nothing lost, no revision without news', async () => {
      const { certificates } = await (await house.authority).issueSigner({ kind: 'person', name: 'A', reference: 'a' });
      const [one, two, three] = certificates as [Uint8Array, Uint8Array, Uint8Array];
      const none = { ocsps: [], crls: [] };
      const first = joinParts(await addValidationData(signed, { ...none, certificates: [one, two, one] }));
      assert.equal(storeSizes(first)['certificates'], 2);
      assert.lengthOf(await addValidationData(first, { ...none, certificates: [two] }), 1);
      const second = joinParts(await addValidationData(first, { ...none, certificates: [two, three] }));
      assert.equal(storeSizes(second)['certificates'], 3);
    });

    it('takes nothing that a verifier could not read', async () => {
      const certificates = [latin1ToBytes('no certificate')];
      assert.equal(
        (await thrownBy(() => addValidationData(signed, { certificates, ocsps: [], crls: [] }))).code,
        'ASN1_MALFORMED',
      );
    });
  });

  describe('document time-stamp', () => {
    it('stands on a file without any form', async () => {
      const plain = buildPdf({ 1: '<< /Type /Catalog /Pages 2 0 R >>' });
      const stamped = joinParts(await addDocumentTimestamp(plain, (await house.authority).timestampProvider()));
      const { verdict, signatures } = await house.verify(stamped);
      assert.deepEqual(
        [signatures[0]?.kind, signatures[0]?.integrity, signatures[0]?.coverage],
        ['timestamp', 'INTACT', 'WHOLE_FILE'],
      );
      // Nobody says whether its authority was revoked.
      assert.deepEqual([verdict, signatures[0]?.subIndication], ['UNSIGNED', 'TRY_LATER']);
    });

    it('keeps lists of fields where they are', async () => {
      const list = buildPdf({ 6: '<< /Fields 9 0 R >>', 9: '[7 0 R 8 0 R]' });
      const stamped = joinParts(await addDocumentTimestamp(list, (await house.authority).timestampProvider()));
      const document = openPdf(stamped);
      const form = document.dictAt(document.catalog.get('AcroForm'), 'form');
      assert.instanceOf(form, PdfDict);
      assert.lengthOf(document.arrayAt(form.get('Fields'), 'fields'), 3);
      assert.equal(String(form.get('Fields')), '9 0 R');
    });

    it('is not embedded when it was made for something else', async () => {
      const { parts, prepared } = await prepareDocumentTimestamp(signed);
      const token = await (await house.authority).timestampProvider().timestamp(new Uint8Array(32), 'SHA-256');
      const error = await thrownBy(() => embedDocumentTimestamp(parts, prepared, token));
      assert.equal(error.code, 'SIGN_TIMESTAMP_MISMATCH');
    });
  });
});

function offline(): Promise<Uint8Array> {
  return Promise.reject(new Error('offline'));
}
