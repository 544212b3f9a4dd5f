import {
  base64ToBytes,
  bytesToBase64,
  bytesToLatin1,
  concatBytes,
  derContext,
  derSequence,
  derSetOf,
  equalBytes,
  joinParts,
  latin1ToBytes,
  readTlv,
  sliceParts,
  tlvChildren,
  utf8ToBytes,
  type Tlv,
} from '@cinnabar/core/bytes';
import { buildSignedData, readSignedData } from '@cinnabar/core/cms';
import { generateKey } from '@cinnabar/core/crypto';
import type { PdfDict, PdfStream } from '@cinnabar/core/pdf';
import { openPdf } from '@cinnabar/core/pdf';
import {
  checkSigned,
  embedSignature,
  parsePreparedDigest,
  prepareSignature,
  type PreparedDigest,
} from '@cinnabar/core/sign';
import { verifyDocument } from '@cinnabar/core/verify';
import { SandboxAuthority } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { withCorpus } from '../support/corpus.ts';
import { buildPdf, cmsFor, flipped, mark, noFonts, requestFor, sandbox, sign } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

describe('sign', () => {
  for (const keyKind of ['P-256', 'RSA-2048'] as const) {
    it(`makes a PAdES B-T signature with ${keyKind} that passes, the original an exact prefix`, async () => {
      const authority = await sandbox();
      const original = buildPdf();
      const provider = authority.signingProvider(authority.timestampProvider(), { keyKind });
      const { parts } = await sign(original, 'sig-worker', { provider });
      assert.strictEqual(parts[0]?.buffer, original.buffer, 'the original is not copied');
      const report = await checkSigned(parts, {
        fieldName: 'sig-worker',
        original,
        level: 'B-T',
        trust: authority.trustAnchors,
      });
      assert.equal(report.verdict, 'PASSED');
      const [signature] = report.signatures;
      assert.equal(signature?.level, 'B-T');
      assert.equal(signature?.coverage, 'WHOLE_FILE');
      assert.equal(signature?.signer?.commonName, '王小明');
      assert.isTrue(signature?.signingTime.timestampTrusted);
      assert.deepEqual(signature?.problems, []);
    });
  }

  it('keeps the first signature intact when the second is made', async () => {
    const authority = await sandbox();
    const first = await sign(buildPdf(), 'sig-worker');
    const second = await sign(first.bytes, 'sig-company');
    const expectations = {
      fieldName: 'sig-company',
      original: first.bytes,
      level: 'B-T',
      trust: authority.trustAnchors,
    } as const;
    const { signatures } = await checkSigned(second.parts, expectations);
    assert.deepEqual(
      signatures.map(({ fieldNames, coverage, integrity }) => [fieldNames[0], coverage, integrity]),
      [
        ['sig-worker', 'WHOLE_REVISION', 'INTACT'],
        ['sig-company', 'WHOLE_FILE', 'INTACT'],
      ],
    );
  });

  it('makes a B-B signature when the CMS has no time-stamp', async () => {
    const authority = await sandbox();
    const original = buildPdf();
    const { parts, prepared } = await prepareSignature(original, requestFor('sig-worker'), noFonts);
    const embedded = await embedSignature(parts, prepared, await withoutTimestamp(prepared));
    const expectations = { fieldName: 'sig-worker', original, level: 'B-B', trust: authority.trustAnchors } as const;
    const { signatures } = await checkSigned(embedded, expectations);
    assert.equal(signatures[0]?.level, 'B-B');
    assert.isNull(signatures[0]?.signingTime.timestamp);
  });

  it('withholds what was signed with another key than its certificate has', async () => {
    const original = buildPdf();
    const { parts, prepared } = await prepareSignature(original, requestFor('sig-worker'), noFonts);
    const certificates = readSignedData(await cmsFor(prepared)).certificates.map(({ der }) => der);
    const messageDigest = base64ToBytes(prepared.digest);
    const signer = await generateKey('P-256');
    const forged = await buildSignedData({ digestAlgorithm: 'SHA-256', messageDigest, certificates, signer });
    const embedded = await embedSignature(parts, prepared, forged);
    const error = await thrownBy(() => checkSigned(embedded, { fieldName: 'sig-worker', original, level: 'B-B' }));
    assert.equal(error.code, 'SIGN_SELF_CHECK');
    assert.include(error.details['codes'] as string[], 'SIGNATURE_INVALID');
  });

  it('survives the way through another process as JSON', async () => {
    const { parts, prepared } = await prepareSignature(buildPdf(), requestFor('sig-worker'), noFonts);
    const stored = joinParts(parts);
    const arrived = parsePreparedDigest(JSON.parse(JSON.stringify(prepared)));
    const signed = joinParts(await embedSignature([stored], arrived, await cmsFor(arrived)));
    assert.equal((await verifyDocument(signed, { trust: (await sandbox()).trustAnchors })).verdict, 'PASSED');
  });

  it('writes the dictionary PAdES wants: ETSI.CAdES.detached, the time in /M, no /Cert, ByteRange to the end', async () => {
    const { bytes } = await sign(buildPdf(), 'sig-worker', { request: { location: '广州', name: '王小明' } });
    const document = openPdf(bytes);
    const form = document.dictAt(document.catalog.get('AcroForm'), 'form');
    assert.equal(form.get('SigFlags'), 3);
    const field = document.dictAt(document.arrayAt(form.get('Fields'), 'fields')[0], 'field');
    const signature = document.dictAt(field.get('V'), 'signature');
    assert.deepEqual([...signature.map.keys()].sort(), [
      'ByteRange',
      'Contents',
      'Filter',
      'Location',
      'M',
      'Name',
      'Reason',
      'SubFilter',
      'Type',
    ]);
    const [start, , gapEnd, rest] = signature.get('ByteRange') as number[];
    assert.equal(start, 0);
    assert.equal((gapEnd as number) + (rest as number), bytes.length);
    assert.equal((signature.get('Reason') as { toText(): string }).toText(), '签订劳动合同');
    assert.isTrue(document.dictAt(document.catalog.get('Extensions'), 'extensions').has('ESIC'));
  });

  it('puts the mark at its true size into the middle of its place and touches no page content', async () => {
    const original = buildPdf();
    const { bytes } = await sign(original, 'sig-worker');
    const document = openPdf(bytes);
    const [page] = document.pages();
    assert.notInclude([...(document.revisions.at(-1)?.entries ?? [])], 4, 'the content stream');
    assert.notInclude([...(document.revisions.at(-1)?.entries ?? [])], page?.ref.num, 'the page');
    const widget = document.dictAt(document.arrayAt(page?.dict.get('Annots'), 'annotations')[0], 'widget');
    const form = document.resolve((widget.get('AP') as PdfDict).get('N')) as PdfStream;
    assert.deepEqual(form.dict.get('BBox'), [0, 0, 200, 150]);
    assert.match(new TextDecoder().decode(document.decode(form)), /1 0 0 1 70 45 cm/);
  });

  it('refuses before anything is written', async () => {
    const signed = (await sign(buildPdf(), 'sig-worker')).bytes;
    const field = (name: string, more = ''): string =>
      `<< /Type /Annot /Subtype /Widget /T (${name}) /Rect [0 0 200 200] /P 3 0 R ${more} >>`;
    const certified = {
      1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /Perms << /DocMDP 9 0 R >> >>',
      9: '<< /Type /Sig /Reference [<< /TransformMethod /DocMDP /TransformParams << /P 1 >> >>] >>',
    };
    const cases: [string, Uint8Array, Parameters<typeof requestFor>[1]?][] = [
      ['SIGN_FIELD_MISSING', buildPdf({ 7: field('other', '/FT /Sig') })],
      ['SIGN_FIELD_NOT_SIGNATURE', buildPdf({ 7: field('sig-worker', '/FT /Tx') })],
      ['SIGN_FIELD_DUPLICATE', buildPdf({ 8: field('sig-worker', '/FT /Sig') })],
      ['SIGN_FIELD_SIGNED', signed],
      ['SIGN_XFA', buildPdf({ 6: '<< /Fields [7 0 R 8 0 R] /XFA (x) >>' })],
      ['SIGN_CERTIFIED', buildPdf(certified)],
      ['SIGN_RESERVE', buildPdf(), { reserve: 10 }],
      ['SEAL_DOES_NOT_FIT', buildPdf(), { appearances: [{ ...mark, width: 300 }] }],
      ['FIELD_UNKNOWN', buildPdf(), { appearances: [mark, mark] }],
      ['PDF_NOT_A_PDF', utf8ToBytes('hello')],
    ];
    for (const [code, bytes, request] of cases) {
      assert.equal(
        (await thrownBy(() => prepareSignature(bytes, requestFor('sig-worker', request), noFonts))).code,
        code,
      );
    }
  });

  for (const [file, code] of [
    ['minimal-two-fields-aes256.pdf', 'PDF_ENCRYPTED'],
    ['minimal-hybrid-xref.pdf', 'SIGN_HYBRID'],
    ['minimal-startxref-obo1.pdf', 'SIGN_AMBIGUOUS'],
  ] as const) {
    it(
      `refuses ${file} by ${code}`,
      withCorpus(`pyhanko/${file}`, async (bytes) => {
        assert.equal((await thrownBy(() => prepareSignature(bytes, requestFor('Sig1'), noFonts))).code, code);
      }),
    );
  }

  it('announces signatures in the form, and PAdES only where the version needs it', async () => {
    const form = { 6: '<< /Fields [7 0 R 8 0 R] /NeedAppearances true >>' };
    for (const version of ['1.4', '1.7', '2.0']) {
      const { bytes } = await sign(buildPdf(form, version), 'sig-worker');
      const { catalog } = openPdf(bytes);
      assert.equal(catalog.has('Extensions'), version !== '2.0', version);
      const written = openPdf(bytes).dictAt(catalog.get('AcroForm'), 'form');
      assert.isFalse(written.has('NeedAppearances'), 'a viewer must not redraw what was signed');
    }
  });

  it('refuses to embed into another document, a foreign CMS, or one too large', async () => {
    const original = buildPdf();
    const { parts, prepared } = await prepareSignature(original, requestFor('sig-worker', { reserve: 5000 }), noFonts);
    const other = await prepareSignature(original, requestFor('sig-company'), noFonts);
    const cms = await cmsFor(prepared);
    const code = async (...call: Parameters<typeof embedSignature>): Promise<string> =>
      (await thrownBy(() => embedSignature(...call))).code;
    const document = joinParts(parts);
    assert.equal(await code([flipped(document, 100)], prepared, cms), 'SIGN_DOCUMENT_CHANGED');
    assert.equal(await code([document.subarray(0, -1)], prepared, cms), 'SIGN_DOCUMENT_CHANGED');
    assert.equal(await code([concatBytes(document, utf8ToBytes('\n'))], prepared, cms), 'SIGN_DOCUMENT_CHANGED');
    assert.equal(await code(other.parts, prepared, cms), 'SIGN_DOCUMENT_CHANGED');
    assert.equal(await code(parts, prepared, await cmsFor(other.prepared)), 'SIGN_CMS_MISMATCH');
    assert.equal(await code(parts, prepared, utf8ToBytes('no CMS')), 'SIGN_CMS_MALFORMED');
    assert.equal(await code(parts, prepared, concatBytes(cms, Uint8Array.of(0))), 'SIGN_CMS_MALFORMED');
    assert.equal(await code(parts, { ...prepared, digest: 'AAAA' }, cms), 'SIGN_PREPARED_MALFORMED');
    assert.equal(await code(parts, { ...prepared, reserved: 4999 }, cms), 'SIGN_PREPARED_MALFORMED');
    const signed = await embedSignature(parts, prepared, cms);
    assert.equal(await code(signed, prepared, cms), 'SIGN_DOCUMENT_CHANGED', 'signed already');
    const tight = await prepareSignature(original, requestFor('sig-worker', { reserve: 1024 }), noFonts);
    assert.equal(await code(tight.parts, tight.prepared, await cmsFor(tight.prepared)), 'SIGN_CMS_TOO_LARGE');
  });

  it('knows the arrays it prepared itself, and takes nothing else for them', async () => {
    const original = buildPdf();
    const { parts, prepared } = await prepareSignature(original, requestFor('sig-worker'), noFonts);
    const [before, increment] = parts as [Uint8Array, Uint8Array];
    const cms = await cmsFor(prepared);
    const code = async (...call: Parameters<typeof embedSignature>): Promise<string> =>
      (await thrownBy(() => embedSignature(...call))).code;
    assert.equal(await code([flipped(before, 100), increment], prepared, cms), 'SIGN_DOCUMENT_CHANGED');
    assert.equal(await code([before, flipped(increment, 20)], prepared, cms), 'SIGN_DOCUMENT_CHANGED');
    const digest = bytesToBase64(flipped(base64ToBytes(prepared.digest), 3));
    assert.equal(await code(parts, { ...prepared, digest }, cms), 'SIGN_DOCUMENT_CHANGED');
    const halves = [before.subarray(0, 50), before.subarray(50), increment];
    assert.isAbove((await embedSignature(halves, prepared, cms)).length, 2, 'cut otherwise, but the same bytes');
    // Whoever writes into the memory of this process is found by the check of what is handed out.
    const signed = await embedSignature(parts, prepared, cms);
    original[100] = (original[100] as number) ^ 1;
    const expectations = { fieldName: 'sig-worker', original, level: 'B-T' } as const;
    const { details } = await thrownBy(() => checkSigned(signed, expectations));
    assert.include(details['codes'] as string[], 'INTEGRITY');
  });

  it('withholds a file whose original, level or signer is not as expected', async () => {
    const authority = await sandbox();
    const original = buildPdf();
    const { parts, bytes } = await sign(original, 'sig-worker');
    const expectations = { fieldName: 'sig-worker', original, level: 'B-T', trust: authority.trustAnchors } as const;
    const codes = async (...call: Parameters<typeof checkSigned>): Promise<unknown> => {
      const error = await thrownBy(() => checkSigned(...call));
      assert.equal(error.code, 'SIGN_SELF_CHECK');
      return error.details['codes'];
    };
    assert.deepEqual(await codes(parts, { ...expectations, original: flipped(original, 20) }), ['ORIGINAL_CHANGED']);
    assert.include((await codes(parts, { ...expectations, level: 'B-B' })) as string[], 'LEVEL');
    assert.include(
      (await codes(parts, { ...expectations, fieldName: 'sig-company' })) as string[],
      'SIGNATURE_NOT_FOUND',
    );
    const stranger = await SandboxAuthority.create();
    assert.include((await codes(parts, { ...expectations, trust: stranger.trustAnchors })) as string[], 'TRUST');
    assert.include(
      (await codes([flipped(bytes, 40)], { ...expectations, original: flipped(original, 40) })) as string[],
      'INTEGRITY',
    );
    const second = await sign(flipped(bytes, 40), 'sig-company');
    const after = { ...expectations, fieldName: 'sig-company', original: flipped(bytes, 40) };
    assert.deepEqual(await codes(second.parts, after), ['EARLIER_SIGNATURE_BROKEN']);
  });

  it('withholds a file with an earlier signature of a kind nobody here knows, and says that it may be sound', async () => {
    const { bytes } = await sign(buildPdf(), 'sig-worker');
    const text = bytesToLatin1(bytes).replace('/SubFilter /ETSI.CAdES.detached', '/SubFilter /ETSI.Later.detached');
    const original = latin1ToBytes(text);
    const { parts } = await sign(original, 'sig-company');
    const expectations = { fieldName: 'sig-company', original, level: 'B-T' } as const;
    const { code, details } = await thrownBy(() => checkSigned(parts, expectations));
    assert.deepEqual([code, details['codes']], ['SIGN_SELF_CHECK', ['EARLIER_SIGNATURE_UNKNOWN']]);
  });

  it('takes no time that a signature could not state', async () => {
    for (const time of [NaN, Date.UTC(10_000, 0), Date.UTC(-1, 0)]) {
      const request = requestFor('sig-worker', { signingTime: new Date(time) });
      assert.equal((await thrownBy(() => prepareSignature(buildPdf(), request, noFonts))).code, 'SIGN_TIME');
    }
    const last = requestFor('sig-worker', { signingTime: new Date('9999-12-31T23:59:59Z') });
    const { prepared } = await prepareSignature(buildPdf(), last, noFonts);
    assert.equal(parsePreparedDigest(prepared).signingTime, '9999-12-31T23:59:59.000Z');
  });

  it('prepares the same bytes for the same request', async () => {
    const request = requestFor('sig-worker', { signingTime: new Date('2026-05-01T00:00:00Z') });
    const [one, two] = [
      await prepareSignature(buildPdf(), request, noFonts),
      await prepareSignature(buildPdf(), request, noFonts),
    ];
    assert.isTrue(equalBytes(joinParts(one.parts), joinParts(two.parts)));
    assert.deepEqual(one.prepared, two.prepared);
    const empty = sliceParts(one.parts, one.prepared.byteRange[1] + 1, one.prepared.byteRange[2] - 1);
    assert.equal(
      empty.reduce((sum, part) => sum + part.length, 0),
      2 * one.prepared.reserved,
    );
  });
});

/** The sandbox's CMS with the unsigned attributes taken off its SignerInfo. */
async function withoutTimestamp(prepared: PreparedDigest): Promise<Uint8Array> {
  const [type, wrapper] = tlvChildren(readTlv(await cmsFor(prepared)));
  const fields = tlvChildren(readTlv((wrapper as Tlv).content));
  const signerInfo = tlvChildren(readTlv((fields.pop() as Tlv).content)).filter(({ tag }) => tag !== 0xa1);
  const signedData = derSequence(
    ...fields.map(({ bytes }) => bytes),
    derSetOf([derSequence(...signerInfo.map(({ bytes }) => bytes))]),
  );
  return derSequence((type as Tlv).bytes, derContext(0, signedData));
}
