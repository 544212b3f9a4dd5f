import { joinParts } from '@cinnabar/core/bytes';
import { generateKey } from '@cinnabar/core/crypto';
import { oid } from '@cinnabar/core/cms';
import { openPdf, PdfDict } from '@cinnabar/core/pdf';
import {
  checkSigned,
  embedSignature,
  extendSignatures,
  prepareSignature,
  signDocument,
  type SignatureLock,
  type SignatureRequest,
} from '@cinnabar/core/sign';
import { prepareDocument } from '@cinnabar/core/stamp';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { craftCms, identity, plainAttributes } from '../support/craft-cms.ts';
import { contractFonts } from '../support/fonts.ts';
import { buildPdf, keyProvider, mark, noFonts, requestFor, sandbox, sign } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

const place = (
  x: number,
  page = 0,
): { page: number; rect: { x: number; y: number; width: number; height: number } } => ({
  page,
  rect: { x, y: 100, width: 100, height: 100 },
});

/** A file with two parties' fields and signatures. */
async function contract(): Promise<Uint8Array> {
  const text = (name: string, x: number) =>
    ({ type: 'text', name, page: 0, rect: { x, y: 20, width: 150, height: 16 } }) as const;
  const signature = (name: string, x: number) =>
    ({ type: 'signature', name, widgets: [place(x), place(x + 110)] }) as const;
  const fields = [text('address', 60), text('salary', 260), signature('sig-worker', 60), signature('sig-company', 300)];
  const parts = await prepareDocument(
    buildPdf({ 1: '<< /Type /Catalog /Pages 2 0 R >>' }),
    fields,
    await contractFonts(),
  );
  return joinParts(parts);
}

/** Why nothing may be signed so. */
async function refused(
  bytes: Uint8Array,
  request: Partial<SignatureRequest> & { fieldName?: string },
): Promise<string> {
  const fonts = await contractFonts();
  const whole = requestFor(request.fieldName ?? 'sig-company', { appearances: [], ...request });
  return (await thrownBy(() => prepareSignature(bytes, whole, fonts))).code;
}

/** The dictionary of the signature in field `name`. */
function signatureIn(
  bytes: Uint8Array,
  name: string,
): { document: ReturnType<typeof openPdf>; field: PdfDict; value: PdfDict } {
  const document = openPdf(bytes);
  const form = document.dictAt(document.catalog.get('AcroForm'), 'form');
  for (const item of document.arrayAt(form.get('Fields'), 'fields')) {
    const field = document.dictAt(item, 'field');
    const partial = field.get('T');
    const isIt = partial !== null && typeof partial === 'object' && 'toText' in partial && partial.toText() === name;
    if (isIt) return { document, field, value: document.dictAt(field.get('V'), 'signature') };
  }
  throw new Error(`No field ${name}`);
}

describe('certification', () => {
  for (const level of [1, 2, 3] as const) {
    it(`at P ${level} is written as ISO 32000-2 §12.8.2.2 says, and holds`, async () => {
      const { bytes } = await sign(buildPdf(), 'sig-worker', { request: { certify: level } });
      const { document, value } = signatureIn(bytes, 'sig-worker');
      const reference = document.dictAt(document.arrayAt(value.get('Reference'), 'references')[0], 'reference');
      const parameters = document.dictAt(reference.get('TransformParams'), 'parameters');
      assert.equal(String((reference.get('TransformMethod') as { value: string }).value), 'DocMDP');
      assert.deepEqual([parameters.get('P'), (parameters.get('V') as { value: string }).value], [level, '1.2']);
      const permissions = document.dictAt(document.catalog.get('Perms'), 'permissions');
      assert.strictEqual(document.resolve(permissions.get('DocMDP')), value, 'the catalog names the certification');
      assert.equal((await verifyDocument(bytes, { trust: (await sandbox()).trustAnchors })).verdict, 'PASSED');
    });
  }

  it('is for the first signature only', async () => {
    const once = await sign(buildPdf(), 'sig-worker');
    assert.equal(await refused(once.bytes, { certify: 2 }), 'SIGN_CERTIFY_NOT_FIRST');
  });

  it('at P 1 allows no fill and no signature, at P 2 both', async () => {
    const bytes = await contract();
    const closed = await sign(bytes, 'sig-worker', { request: { certify: 1, appearances: [] } });
    assert.equal(await refused(closed.bytes, { fills: [{ name: 'salary', value: '8000' }] }), 'SIGN_CERTIFIED');
    assert.equal(await refused(closed.bytes, {}), 'SIGN_CERTIFIED');
    const open = await sign(bytes, 'sig-worker', { request: { certify: 2, appearances: [] } });
    const fonts = await contractFonts();
    const request = { fills: [{ name: 'salary', value: '8000' }], appearances: [mark, mark] };
    const second = await sign(open.bytes, 'sig-company', { request, fonts });
    const report = await checkSigned(second.parts, { fieldName: 'sig-company', original: open.bytes, level: 'B-T' });
    assert.deepEqual(
      report.signatures.map(({ modifications }) => [modifications.level, modifications.permitted]),
      [
        ['FORM_FILLING', true],
        ['NONE', true],
      ],
    );
  });

  it('takes a new signature only where it is not seen', async () => {
    const { bytes } = await sign(buildPdf(), 'sig-worker', { request: { certify: 2 } });
    assert.equal(await refused(bytes, { fieldName: 'new', create: { widgets: [place(60)] } }), 'SIGN_CERTIFIED_FIELD');
    const { parts } = await sign(bytes, 'new', { request: { create: {}, appearances: [] } });
    await checkSigned(parts, { fieldName: 'new', original: bytes, level: 'B-T' });
  });
});

describe('locks', () => {
  const address = { name: 'address', value: 'Canton' };
  const salary = { name: 'salary', value: '8000' };

  it('of what a signer filled leave the second signer his own', async () => {
    const fonts = await contractFonts();
    const parties = { appearances: [mark, mark], lock: 'filled' } as const;
    const one = await sign(await contract(), 'sig-worker', { request: { ...parties, fills: [address] }, fonts });
    const { document, field, value } = signatureIn(one.bytes, 'sig-worker');
    for (const holder of [
      field.get('Lock'),
      document.dictAt(document.arrayAt(value.get('Reference'), 'references')[0], 'reference').get('TransformParams'),
    ]) {
      const names = document.arrayAt(document.dictAt(holder, 'lock').get('Fields'), 'names');
      assert.deepEqual(
        names.map((name) => (name as { toText(): string }).toText()),
        ['address', 'sig-worker-mark-2'],
      );
    }
    assert.equal(await refused(one.bytes, { fills: [address] }), 'SIGN_FIELD_LOCKED');
    const two = await sign(one.bytes, 'sig-company', { request: { ...parties, fills: [salary] }, fonts });
    assert.isFalse(signatureIn(two.bytes, 'sig-company').field.has('Lock'), 'a /Lock that comes later is tampering');
    const report = await checkSigned(two.parts, { fieldName: 'sig-company', original: one.bytes, level: 'B-T' });
    assert.equal(report.signatures[0]?.modifications.level, 'FORM_FILLING');
  });

  const cases: readonly [string, SignatureLock, Record<string, string | undefined>][] = [
    ['All', { action: 'All' }, { salary: 'SIGN_FIELD_LOCKED', nothing: 'SIGN_FIELD_LOCKED' }],
    ['Include', { action: 'Include', fields: ['salary'] }, { salary: 'SIGN_FIELD_LOCKED', address: undefined }],
    [
      'Exclude',
      { action: 'Exclude', fields: ['salary', 'sig-company'] },
      { salary: undefined, address: 'SIGN_FIELD_LOCKED' },
    ],
    ['P 1', { action: 'Include', fields: ['address'], level: 1 }, { salary: 'SIGN_CLOSED', nothing: 'SIGN_CLOSED' }],
  ];
  for (const [name, lock, expected] of cases) {
    it(`${name} refuses exactly what it locks`, async () => {
      const { bytes } = await sign(await contract(), 'sig-worker', { request: { lock, appearances: [] } });
      const fonts = await contractFonts();
      for (const [filled, code] of Object.entries(expected)) {
        const fills = filled === 'nothing' ? [] : [{ name: filled, value: '1' }];
        if (code) assert.equal(await refused(bytes, { fills }), code, filled);
        else {
          const second = await sign(bytes, 'sig-company', { request: { fills, appearances: [] }, fonts });
          await checkSigned(second.parts, { fieldName: 'sig-company', original: bytes, level: 'B-T' });
        }
      }
    });
  }

  it('that the form brings are copied into the signature; another one is refused', async () => {
    const locked = (lock: string): Uint8Array =>
      buildPdf({
        7: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-worker) /F 4 /Rect [72 500 272 650] /P 3 0 R /Lock << /Type /SigFieldLock ${lock} >> >>`,
      });
    const bytes = locked('/Action /Include /Fields [(sig-company)]');
    const { bytes: signed } = await sign(bytes, 'sig-worker');
    assert.equal(await refused(signed, {}), 'SIGN_FIELD_LOCKED');
    const other = { lock: { action: 'All' }, fieldName: 'sig-worker' } as const;
    assert.equal(await refused(bytes, other), 'SIGN_LOCK_CONFLICT');
    const { document, value } = signatureIn(signed, 'sig-worker');
    const reference = document.dictAt(document.arrayAt(value.get('Reference'), 'references')[0], 'reference');
    assert.equal((reference.get('TransformMethod') as { value: string }).value, 'FieldMDP');
    const atTwo = locked('/Action /Include /Fields [(nothing)] /P 2');
    const same = (level: 2 | 3): SignatureLock => ({ action: 'Include', fields: ['nothing'], level });
    assert.equal(await refused(atTwo, { fieldName: 'sig-worker', lock: same(3) }), 'SIGN_LOCK_CONFLICT');
    await sign(atTwo, 'sig-worker', { request: { lock: same(2) } });
    const closing = await sign(locked('/Action /Include /Fields [(nothing)] /P 1'), 'sig-worker');
    assert.equal(await refused(closing.bytes, {}), 'SIGN_CLOSED');
  });

  it('with a level come first, or in a field that is new', async () => {
    const lock = { action: 'Include', fields: ['sig-company'], level: 1 } as const;
    const { bytes } = await sign(buildPdf(), 'sig-worker');
    assert.equal(await refused(bytes, { lock }), 'SIGN_LOCK_LATE');
    const { bytes: closed, parts } = await sign(bytes, 'new', { request: { create: {}, appearances: [], lock } });
    await checkSigned(parts, { fieldName: 'new', original: bytes, level: 'B-T' });
    assert.equal(await refused(closed, {}), 'SIGN_CLOSED');
  });

  it('of a field that the document does not have are refused', async () => {
    for (const action of ['Include', 'Exclude'] as const) {
      const lock = { action, fields: ['sig-company', 'sig-compani'] };
      assert.equal(await refused(buildPdf(), { fieldName: 'sig-worker', lock }), 'SIGN_FIELD_MISSING');
    }
  });

  it('of the very field that is signed keep it as it is, and stop nobody else', async () => {
    const authority = await sandbox();
    for (const request of [
      { fieldName: 'sig-worker', appearances: [mark] },
      { fieldName: 'new', create: {}, appearances: [] },
      { fieldName: 'new', create: { widgets: [place(60), place(200)] }, appearances: [mark, mark] },
    ] satisfies Partial<SignatureRequest>[]) {
      const { fieldName } = request;
      const fields = [fieldName, ...(request.appearances.length > 1 ? [`${fieldName}-mark-2`] : [])];
      const lock = { action: 'Include', fields } as const;
      const one = await sign(buildPdf(), fieldName, { request: { ...request, lock } });
      const trust = authority.trustAnchors;
      await checkSigned(one.parts, { fieldName, original: buildPdf(), level: 'B-T', trust });
      const two = await sign(one.bytes, 'sig-company');
      const expected = { fieldName: 'sig-company', original: one.bytes, level: 'B-T', trust } as const;
      assert.equal((await checkSigned(two.parts, expected)).verdict, 'PASSED');
      const raised = joinParts(
        await extendSignatures(two.bytes, {
          level: 'B-LTA',
          trust,
          revocation: authority.revocationProvider(),
          timestamps: authority.timestampProvider(),
        }),
      );
      assert.equal((await verifyDocument(raised, { trust })).verdict, 'PASSED');
    }
    const slip = { fieldName: 'new', create: {}, lock: { action: 'Include', fields: ['new', 'mew'] } } as const;
    assert.equal(await refused(buildPdf(), slip), 'SIGN_FIELD_MISSING');
  });

  it('without a field, or of a level that does not exist, are refused', async () => {
    for (const lock of [
      { action: 'Include', fields: [] },
      { action: 'All', level: 4 as 3 },
    ] satisfies SignatureLock[]) {
      assert.equal(await refused(buildPdf(), { lock }), 'SIGN_LOCK');
    }
  });
});

describe('a signature field made where it is signed', () => {
  const bare = buildPdf({ 1: '<< /Type /Catalog /Pages 2 0 R >>' });

  it('needs no form, and shows in several places of an unsigned file', async () => {
    const widgets = [place(60), place(200)];
    const { bytes, parts } = await sign(bare, '甲方', { request: { create: { widgets }, appearances: [mark, mark] } });
    await checkSigned(parts, { fieldName: '甲方', original: bare, level: 'B-T' });
    const document = openPdf(bytes);
    const form = document.dictAt(document.catalog.get('AcroForm'), 'form');
    assert.equal(form.get('SigFlags'), 3);
    const fields = document.arrayAt(form.get('Fields'), 'fields').map((item) => document.dictAt(item, 'field'));
    const annotations = document.arrayAt(document.pages()[0]?.dict.get('Annots'), 'annotations');
    assert.lengthOf(fields, 2);
    for (const [i, field] of fields.entries()) {
      assert.include(annotations, document.arrayAt(form.get('Fields'), 'fields')[i], 'stands on its page');
      assert.instanceOf(document.resolve(field.get('AP')), PdfDict);
      const { x = NaN } = widgets[i]?.rect ?? {};
      assert.deepEqual(field.get('Rect'), [x, 100, x + 100, 200]);
    }
  });

  it('is legitimate after another signature: seen in one place, or not at all', async () => {
    const one = await sign(bare, 'a', { request: { create: { widgets: [place(60)] } } });
    const two = await sign(one.bytes, 'b', { request: { create: { widgets: [place(200)] } } });
    const three = await sign(two.bytes, 'c', { request: { create: {}, appearances: [] } });
    const report = await checkSigned(three.parts, { fieldName: 'c', original: two.bytes, level: 'B-T' });
    assert.deepEqual(
      report.signatures.map(({ fieldNames, modifications }) => [fieldNames[0], modifications.level]),
      [
        ['a', 'FORM_FILLING'],
        ['b', 'FORM_FILLING'],
        ['c', 'NONE'],
      ],
    );
    const several = { fieldName: 'd', create: { widgets: [place(60), place(200)] } };
    assert.equal(await refused(one.bytes, several), 'SIGN_FIELD_PLACES');
  });

  it('keeps lists of annotations and fields that are objects of their own', async () => {
    const file = buildPdf({
      3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots 9 0 R >>',
      6: '<< /Fields 10 0 R >>',
      9: '[7 0 R 8 0 R]',
      10: '[7 0 R 8 0 R]',
    });
    const { bytes, parts } = await sign(file, 'new', { request: { create: { widgets: [place(60)] } } });
    await checkSigned(parts, { fieldName: 'new', original: file, level: 'B-T' });
    const document = openPdf(bytes);
    assert.lengthOf(document.arrayAt(document.pages()[0]?.dict.get('Annots'), 'annotations'), 3);
    assert.isUndefined(document.revisions[1]?.entry(3), 'the page itself is untouched');
  });

  for (const [code, request] of [
    ['SIGN_FIELD_EXISTS', { fieldName: 'sig-worker', create: {} }],
    ['SIGN_FIELD_NAME', { fieldName: 'a.b', create: {} }],
    ['SIGN_FIELD_NAME', { fieldName: '', create: {} }],
    ['PREPARE_PAGE', { fieldName: 'new', create: { widgets: [place(60, 1)] } }],
    ['PREPARE_RECT', { fieldName: 'new', create: { widgets: [place(560)] } }],
    ['FIELD_UNKNOWN', { fieldName: 'new', create: {}, appearances: [mark] }],
    ['SIGN_FIELD_MISSING', { fieldName: 'new' }],
  ] as const satisfies readonly (readonly [string, Partial<SignatureRequest>])[]) {
    it(`is refused by ${code} for ${JSON.stringify(request.fieldName)}`, async () => {
      assert.equal(await refused(buildPdf(), request), code);
    });
  }
});

describe('an existing field with several widgets below it', () => {
  it('is signed with a mark in each', async () => {
    const widget = (page: number, y: number): string =>
      `<< /Type /Annot /Subtype /Widget /Parent 7 0 R /F 4 /Rect [72 ${y} 272 ${y + 100}] /P ${page} 0 R >>`;
    const file = buildPdf({
      2: '<< /Type /Pages /Kids [3 0 R 11 0 R] /Count 2 >>',
      3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [9 0 R 8 0 R] >>',
      7: '<< /FT /Sig /T (sig-worker) /Kids [9 0 R 10 0 R] >>',
      9: widget(3, 500),
      10: widget(11, 100),
      11: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [10 0 R] >>',
    });
    const { bytes, parts } = await sign(file, 'sig-worker', { request: { appearances: [mark, mark], lock: 'filled' } });
    await checkSigned(parts, { fieldName: 'sig-worker', original: file, level: 'B-T' });
    const { document, field, value } = signatureIn(bytes, 'sig-worker');
    assert.isFalse(value.has('Reference'), 'no field but the signature is touched');
    for (const kid of document.arrayAt(field.get('Kids'), 'kids')) {
      const widget = document.dictAt(kid, 'widget');
      assert.isTrue(widget.has('AP'));
      assert.strictEqual(document.resolve(widget.get('V')), value, 'where some programs look for it');
    }
  });

  it('leaves its places as they are once somebody has signed', async () => {
    const widget = '<< /Type /Annot /Subtype /Widget /Parent 8 0 R /F 4 /Rect [72 300 272 450] /P 3 0 R >>';
    const file = buildPdf({
      3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [7 0 R 9 0 R] >>',
      8: '<< /FT /Sig /T (sig-company) /Kids [9 0 R] >>',
      9: widget,
    });
    const once = await sign(file, 'sig-worker');
    const { bytes, parts } = await sign(once.bytes, 'sig-company', { request: { appearances: [] } });
    await checkSigned(parts, { fieldName: 'sig-company', original: once.bytes, level: 'B-T' });
    const { document, field } = signatureIn(bytes, 'sig-company');
    const [kid] = document.arrayAt(field.get('Kids'), 'kids');
    assert.isFalse(document.dictAt(kid, 'widget').has('V'));
  });
});

describe('what is refused before a byte is written', () => {
  const duplicate = buildPdf({
    8: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-worker) /F 4 /Rect [72 300 272 450] /P 3 0 R >>',
    9: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (other) /F 4 /Rect [72 300 272 450] /P 3 0 R >>',
    6: '<< /Fields [7 0 R 8 0 R 9 0 R] >>',
  });

  it('a document with two fields of one name, even when another is signed', async () => {
    assert.equal(await refused(duplicate, { fieldName: 'other' }), 'SIGN_FIELD_DUPLICATE');
  });

  it('an XFA form', async () => {
    assert.equal(await refused(buildPdf({ 6: '<< /Fields [7 0 R 8 0 R] /XFA (x) >>' }), {}), 'SIGN_XFA');
  });

  it('a field that is signed', async () => {
    const { bytes } = await sign(buildPdf(), 'sig-company');
    assert.equal(await refused(bytes, {}), 'SIGN_FIELD_SIGNED');
  });

  describe('a field that contradicts itself', () => {
    const place = '/Type /Annot /Subtype /Widget /F 4 /Rect [72 300 272 450] /P 3 0 R';
    const form = '<< /Fields [7 0 R 8 0 R] >>';
    const field = '<< /FT /Sig /T (sig-company) /Kids [9 0 R] >>';
    const torn: readonly [string, Parameters<typeof buildPdf>[0]][] = [
      ['whose place says it is that of another field', { 6: form, 8: field, 9: `<< ${place} /Parent 7 0 R >>` }],
      ['whose place does not say whose it is', { 6: form, 8: field, 9: `<< ${place} >>` }],
      ['that says it stands elsewhere', { 6: form, 8: `<< /FT /Sig /T (sig-company) ${place} /Parent 7 0 R >>` }],
      [
        'below one that it does not name',
        { 6: '<< /Fields [7 0 R 9 0 R] >>', 9: '<< /T (p) /Kids [8 0 R] >>', 8: `<< /FT /Sig /T (c) ${place} >>` },
      ],
    ];
    for (const [what, objects] of torn) {
      it(what, async () => {
        const fieldName = what.startsWith('below') ? 'p.c' : 'sig-company';
        assert.equal(await refused(buildPdf(objects), { fieldName }), 'SIGN_FIELD_TORN');
      });
    }

    it('but not where all of it fits', async () => {
      const sound = buildPdf({ 6: form, 8: field, 9: `<< ${place} /Parent 8 0 R >>` });
      await prepareSignature(sound, requestFor('sig-company', { appearances: [] }), noFonts);
    });
  });

  it('a mark in a field that is not seen', async () => {
    const fields = { hidden: '/F 6 /P 3 0 R', 'not viewed': '/F 36 /P 3 0 R', 'on no page': '/F 4 /P 3 0 R' };
    for (const [what, entries] of Object.entries(fields)) {
      const number = what === 'on no page' ? 9 : 8;
      const bytes = buildPdf({
        6: `<< /Fields [7 0 R ${number} 0 R] >>`,
        [number]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (seal) /Rect [72 300 272 450] ${entries} >>`,
      });
      assert.equal(await refused(bytes, { fieldName: 'seal', appearances: [mark] }), 'SIGN_FIELD_UNSEEN', what);
      await prepareSignature(bytes, requestFor('seal', { appearances: [] }), noFonts);
    }
  });

  it('a mark on a page that the document does not have', async () => {
    const field = '/Type /Annot /Subtype /Widget /FT /Sig /T (seal) /F 4 /Rect [72 300 272 450] /P 10 0 R';
    const page = '/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [9 0 R]';
    const torn = { 6: '<< /Fields [7 0 R 9 0 R] >>', 9: `<< ${field} >>`, 10: `<< ${page} >>` };
    assert.equal(await refused(buildPdf(torn), { fieldName: 'seal', appearances: [mark] }), 'SIGN_FIELD_UNSEEN');
    const kept = buildPdf({ ...torn, 2: '<< /Type /Pages /Kids [3 0 R 10 0 R] /Count 2 >>' });
    await prepareSignature(kept, requestFor('seal', { appearances: [mark] }), noFonts);
  });

  it('fills without fonts to write them in', async () => {
    const request = requestFor('sig-worker', { fills: [{ name: 'address', value: 'x' }], appearances: [] });
    const bytes = await contract();
    assert.equal((await thrownBy(() => prepareSignature(bytes, request))).code, 'SIGN_FONTS_MISSING');
  });

  const hour = 3_600_000;
  const wrong: readonly [string, Parameters<typeof identity>[1]][] = [
    ['SIGNING_CERTIFICATE_EXPIRED', { notAfter: new Date(Date.now() - 60_000) }],
    ['SIGNING_CERTIFICATE_NOT_YET_VALID', { notBefore: new Date(Date.now() + hour / 2) }],
    ['SIGNING_KEY_USAGE', { authority: { pathLength: 0 } }],
    ['SIGNING_EXTENDED_KEY_USAGE', { purposes: { oids: [oid.serverAuthentication], critical: false } }],
  ];
  for (const [code, template] of wrong) {
    it(`a certificate by ${code}: known beforehand, and found in the CMS`, async () => {
      const signer = await identity('王小明', template);
      assert.equal(await refused(buildPdf(), { certificates: [signer.der] }), code);
      const { parts, prepared } = await prepareSignature(buildPdf(), requestFor('sig-worker'), noFonts);
      const cms = await craftCms(prepared, { signer, attributes: plainAttributes(prepared) });
      assert.equal((await thrownBy(() => embedSignature(parts, prepared, cms))).code, code);
    });
  }

  it('but not a certificate that was issued after the document was prepared', async () => {
    const signer = await identity('王小明', { notBefore: new Date(Date.now() - 60_000) });
    const signingTime = new Date(Date.now() - 2 * 24 * hour);
    const provider = keyProvider(signer.key, [signer.der]);
    const { parts } = await sign(buildPdf(), 'sig-worker', { provider, request: { signingTime } });
    await checkSigned(parts, { fieldName: 'sig-worker', original: buildPdf(), level: 'B-B', trust: [signer.der] });
  });

  it('a signing time that the certificate does not reach', async () => {
    const signer = await identity('王小明');
    const at = (time: number): Promise<string> =>
      refused(buildPdf(), { certificates: [signer.der], signingTime: new Date(time) });
    assert.equal(await at(Date.now() + 2 * hour), 'SIGNING_CERTIFICATE_EXPIRED');
    assert.equal(await at(NaN), 'SIGN_TIME');
  });

  it('room that the certificates alone would fill, before the provider is asked', async () => {
    const signer = await identity('王小明');
    const certificates = new Array<Uint8Array>(4).fill(signer.der);
    assert.equal(await refused(buildPdf(), { certificates, reserve: 1024 }), 'SIGN_RESERVE');
    let asked = false;
    const provider = {
      ...keyProvider(signer.key, certificates, 1024),
      sign: async () => ((asked = true), Promise.reject()),
    };
    const subject = { kind: 'person', name: '王小明', reference: 'x' } as const;
    const request = { fieldName: 'sig-worker', signingTime: new Date() };
    assert.equal((await thrownBy(() => signDocument(buildPdf(), request, { provider, subject }))).code, 'SIGN_RESERVE');
    assert.isFalse(asked);
  });

  it('a key that is not the one of the certificate, at the latest by the final check', async () => {
    const [signer, key] = [await identity('王小明'), await generateKey('P-256')];
    const provider = keyProvider(key, [signer.der]);
    const subject = { kind: 'person', name: '王小明', reference: 'x' } as const;
    const request = { fieldName: 'sig-worker', signingTime: new Date() };
    const error = await thrownBy(() => signDocument(buildPdf(), request, { provider, subject }));
    assert.equal(error.code, 'SIGN_SELF_CHECK');
    assert.include(error.details['codes'] as string[], 'SIGNATURE_INVALID');
  });

  it('a CMS without the certificate of its signer', async () => {
    const signer = await identity('王小明');
    const { parts, prepared } = await prepareSignature(buildPdf(), requestFor('sig-worker'), noFonts);
    const cms = await craftCms(prepared, { signer, attributes: plainAttributes(prepared), certificates: [] });
    assert.equal((await thrownBy(() => embedSignature(parts, prepared, cms))).code, 'SIGN_CERTIFICATE_MISSING');
  });
});

describe('signing in one call', () => {
  it('takes room, key and certificates from the provider and checks the result', async () => {
    const authority = await sandbox();
    const provider = authority.signingProvider(authority.timestampProvider());
    const subject = { kind: 'person', name: '王小明', reference: 'one-call' } as const;
    const request = { fieldName: '乙方', create: {}, signingTime: new Date() };
    const parts = await signDocument(buildPdf(), request, { provider, subject, trust: authority.trustAnchors });
    const report = await verifyDocument(joinParts(parts), { trust: authority.trustAnchors });
    assert.deepEqual([report.verdict, report.signatures[0]?.level], ['PASSED', 'B-T']);
    const expected = { provider, subject, level: 'B-B' } as const;
    const error = await thrownBy(() => signDocument(buildPdf(), request, expected));
    assert.include(error.details['codes'] as string[], 'LEVEL');
  });
});
