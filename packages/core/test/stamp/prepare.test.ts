import { bytesToLatin1, joinParts, latin1ToBytes } from '@cinnabar/core/bytes';
import type { FontSet } from '@cinnabar/core/font';
import { openPdf, PdfRef } from '@cinnabar/core/pdf';
import { prepareDocument, readForm, type PreparedField } from '@cinnabar/core/stamp';
import { assert } from 'chai';

import { PdfBuilder } from '../pdf/pdf-builder.ts';
import { withCorpus } from '../support/corpus.ts';
import { contractFonts } from '../support/fonts.ts';
import { thrownBy } from '../support/throws.ts';
import { appearanceOf, onePage, prepared, shownText } from './prepared.ts';

const rect = { x: 100, y: 100, width: 150, height: 20 };
const text: PreparedField = { type: 'text', name: 'name', page: 0, rect };
const signature: PreparedField = { type: 'signature', name: 'sig-worker', widgets: [{ page: 0, rect }] };

describe('prepareDocument', () => {
  let fonts: FontSet;
  before(async function () {
    this.timeout(60_000);
    fonts = await contractFonts();
  });

  for (const producer of ['libreoffice', 'chromium']) {
    it(
      `adds one update to a contract made by ${producer} and leaves its pages alone`,
      withCorpus(`inputs/labour-contract.${producer}.pdf`, async (bytes) => {
        const fields: PreparedField[] = [
          { ...text, value: '王𬭎㛃䶮', tooltip: '乙方' },
          { type: 'signature', name: 'sig-worker', widgets: [{ page: -1, rect }] },
        ];
        const parts = await prepareDocument(bytes, fields, fonts);
        assert.strictEqual(parts[0], bytes);
        assert.isBelow(parts[1]!.length, 12_000);
        const before = openPdf(bytes);
        const after = openPdf(joinParts(parts));
        assert.equal(after.revisions.length, before.revisions.length + 1);
        assert.equal(after.revisions.at(-1)!.xrefForm, before.revisions.at(-1)!.xrefForm);
        for (const [i, page] of after.pages().entries()) {
          const own = page.dict.clone();
          const original = before.pages()[i]!.dict.clone();
          own.delete('Annots');
          original.delete('Annots');
          assert.deepEqual([...own.map], [...original.map]);
        }
        const [name, sig] = readForm(after);
        assert.equal(shownText(after, name!), '王𬭎㛃䶮');
        assert.strictEqual(sig!.dict.get('P'), after.pages().at(-1)!.ref);
      }),
    );
  }

  it('makes text fields that print, with value, tooltip and an appearance of their own', async () => {
    const field: PreparedField = {
      ...text,
      value: '张三',
      tooltip: '姓名',
      align: 'center',
      readOnly: true,
      multiline: true,
    };
    const { document, field: named } = await prepared(onePage(), [field], fonts);
    const { dict, flags } = named('name');
    assert.equal(dict.get('F'), 4);
    assert.equal(flags & 0x1001, 0x1001);
    assert.equal(dict.get('Q'), 1);
    assert.deepEqual(dict.get('Rect'), [100, 100, 250, 120]);
    assert.isFalse(dict.has('MK'));
    const { form } = appearanceOf(document, named('name'));
    const resources = document.dictAt(form.dict.get('Resources'), 'resources');
    assert.isTrue(resources.has('Font'), 'the font is in the appearance itself, not in /DR');
    assert.deepEqual(form.dict.get('BBox'), [0, 0, 150, 20]);
  });

  it('gives a field without a value an empty appearance and no /V', async () => {
    const { document, field } = await prepared(onePage(), [text], fonts);
    assert.isFalse(field('name').dict.has('V'));
    assert.equal(shownText(document, field('name')), '');
  });

  it('sets SigFlags now and NeedAppearances never', async () => {
    const bytes = onePage({ catalog: '/AcroForm << /Fields [] /NeedAppearances true >>' });
    const { document } = await prepared(bytes, [signature], fonts);
    const form = document.dictAt(document.catalog.get('AcroForm'), 'form');
    assert.equal(form.get('SigFlags'), 3);
    assert.isFalse(form.has('NeedAppearances'));
    const dr = document.dictAt(form.get('DR'), 'resources');
    assert.isTrue(document.dictAt(dr.get('Font'), 'fonts').has('Helv'));
  });

  it('makes one field per place of a signature, the first the signature itself', async () => {
    const second = { ...rect, y: 300 };
    const field: PreparedField = {
      ...signature,
      widgets: [
        { page: 0, rect },
        { page: 0, rect: second },
      ],
    };
    const { document, field: named } = await prepared(onePage(), [field], fonts);
    assert.equal(named('sig-worker').type, 'Sig');
    assert.isFalse(named('sig-worker').dict.has('V'));
    assert.equal(named('sig-worker').dict.get('F'), 4 | 128);
    // A read-only push-button.
    assert.equal(named('sig-worker-mark-2').type, 'Btn');
    assert.equal(named('sig-worker-mark-2').flags, 0x10001);
    assert.lengthOf(document.pages()[0]!.dict.get('Annots') as unknown[], 2);
  });

  it('extends annotations and fields that are direct, indirect or absent', async () => {
    const annotation = '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>';
    const old = '<< /FT /Tx /T (old) /Subtype /Widget /Rect [0 0 9 9] >>';
    const files = [
      onePage(),
      onePage({ page: '/Annots [4 0 R]', catalog: '/AcroForm << /Fields [5 0 R] >>', objects: [annotation, old] }),
      onePage({
        page: '/Annots 6 0 R',
        catalog: '/AcroForm 7 0 R',
        objects: [annotation, old, '[4 0 R]', '<< /Fields 8 0 R >>', '[5 0 R]'],
      }),
    ];
    for (const [i, bytes] of files.entries()) {
      const { document } = await prepared(bytes, [text, signature], fonts);
      const names = readForm(document).map(({ name }) => name);
      assert.deepEqual(names, [...(i === 0 ? [] : ['old']), 'name', 'sig-worker']);
      const annotations = document.arrayAt(document.pages()[0]!.dict.get('Annots'), 'annotations');
      assert.lengthOf(annotations, i === 0 ? 2 : 3);
      if (i === 2) assert.strictEqual(document.pages()[0]!.dict.get('Annots'), PdfRef.of(6));
    }
  });

  it('works on files whose objects and cross-references are in streams', async () => {
    const bytes = new PdfBuilder()
      .objectStream(4, {
        1: '<< /Type /Catalog /Pages 2 0 R >>',
        2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
      })
      .xrefStream(5, '/Root 1 0 R /Size 6')
      .build();
    const { document, field } = await prepared(bytes, [{ ...text, value: '李四' }], fonts);
    assert.equal(shownText(document, field('name')), '李四');
    assert.equal(document.revisions.at(-1)!.xrefForm, 'stream');
  });

  it('turns appearances upright on turned pages', async () => {
    const matrices = { 90: [0, 1, -1, 0, 0, 0], 180: [-1, 0, 0, -1, 0, 0], 270: [0, -1, 1, 0, 0, 0] };
    for (const [angle, matrix] of Object.entries(matrices)) {
      const field: PreparedField = { ...text, rect: { x: 100, y: 100, width: 90, height: 90 }, value: '王' };
      const tall: PreparedField = {
        ...field,
        rect: { x: 300, y: 100, width: 20, height: 150 },
        name: 'tall',
        value: '横',
      };
      const { document, field: named } = await prepared(onePage({ page: `/Rotate ${angle}` }), [field, tall], fonts);
      const { form } = appearanceOf(document, named('tall'));
      assert.deepEqual(form.dict.get('Matrix'), matrix);
      assert.deepEqual(form.dict.get('BBox'), angle === '180' ? [0, 0, 20, 150] : [0, 0, 150, 20]);
    }
  });

  it('refuses files that other readers may read otherwise', async () => {
    const plain = bytesToLatin1(onePage());
    const startxref = /startxref\n(\d+)/;
    const files: readonly [string, string][] = [
      ['bytes after the end', `${plain}<html>another document</html>`],
      ['an index beside where it is said to be', plain.replace(startxref, (_, at) => `startxref\n${Number(at) + 1}`)],
    ];
    for (const [what, file] of files) {
      const refused = await thrownBy(() => prepareDocument(latin1ToBytes(file), [text], fonts));
      assert.equal(refused.code, 'PREPARE_AMBIGUOUS', what);
    }
  });

  it('refuses documents that must not be signed, by code', async () => {
    const js = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
    const widget = '/Type /Annot /Subtype /Widget /Rect [0 0 9 9] /T (old) /FT';
    const files: readonly [string, Uint8Array][] = [
      ['PREPARE_XFA', onePage({ catalog: '/AcroForm << /Fields [] /XFA (x) >>' })],
      [
        'PREPARE_SIGNED',
        onePage({
          catalog: '/AcroForm << /Fields [4 0 R] >>',
          objects: [`<< ${widget} /Sig /V 5 0 R >>`, '<< /Type /Sig >>'],
        }),
      ],
      ['PREPARE_SIGNED', onePage({ catalog: '/Perms << /DocMDP 4 0 R >>', objects: ['<< /Type /Sig >>'] })],
      ['PREPARE_SCRIPT', onePage({ catalog: `/OpenAction ${js}` })],
      [
        'PREPARE_SCRIPT',
        onePage({ catalog: '/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [4 0 R] >>', objects: [js] }),
      ],
      ['PREPARE_SCRIPT', onePage({ catalog: `/AA << /WC ${js} >>` })],
      ['PREPARE_SCRIPT', onePage({ catalog: `/Names << /JavaScript << /Names [(a) ${js}] >> >>` })],
      ['PREPARE_SCRIPT', onePage({ page: `/AA << /O ${js} >>` })],
      // Anchor A-35.
      [
        'PREPARE_EXTERNAL',
        onePage({ page: '/Contents [4 0 R]', objects: ['<< /Length 0 /F (elsewhere) >>\nstream\n\nendstream'] }),
      ],
      [
        'PREPARE_EXTERNAL',
        onePage({
          page: '/Resources << /XObject << /X 4 0 R >> >>',
          objects: [
            '<< /Subtype /Form /BBox [0 0 1 1] /Length 0 /Resources << /XObject << /Y 5 0 R >> >> >>\nstream\n\nendstream',
            '<< /Subtype /Form /BBox [0 0 1 1] /Length 0 /Ref << /F (other.pdf) /Page 0 >> >>\nstream\n\nendstream',
          ],
        }),
      ],
      [
        'PREPARE_SCRIPT',
        onePage({ page: '/Annots [4 0 R]', objects: [`<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A ${js} >>`] }),
      ],
      [
        'PREPARE_SCRIPT',
        onePage({
          page: '/Annots [4 0 R]',
          objects: ['<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (x) >> >>'],
        }),
      ],
      [
        'PREPARE_SCRIPT',
        onePage({ catalog: '/AcroForm << /Fields [4 0 R] >>', objects: [`<< ${widget} /Tx /AA << /K ${js} >> >>`] }),
      ],
      [
        'PREPARE_SCRIPT',
        onePage({ catalog: '/Outlines 4 0 R', objects: ['<< /First 5 0 R >>', `<< /Title (x) /A ${js} >>`] }),
      ],
      ['PREPARE_SCRIPT', onePage({ catalog: '/OpenAction 4 0 R', objects: ['<< /S /GoTo /Next 4 0 R >>'] })],
      ['STAMP_FORM', onePage({ catalog: '/AcroForm << /Fields [4 0 R] >>', objects: ['<< /T (a) /Kids [4 0 R] >>'] })],
    ];
    for (const [code, bytes] of files) {
      const error = await thrownBy(() => prepareDocument(bytes, [text], fonts));
      assert.equal(error.code, code, bytesToLatin1(bytes));
    }
  });

  it('takes documents with links and plain open actions', async () => {
    const link = '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.org) >> >>';
    const bytes = onePage({ catalog: '/OpenAction [3 0 R /Fit]', page: '/Annots [4 0 R]', objects: [link] });
    assert.lengthOf(await prepareDocument(bytes, [text], fonts), 2);
  });

  it('refuses wrong fields, by code, naming the field', async () => {
    const cases: readonly [string, readonly PreparedField[]][] = [
      ['PREPARE_FIELD_NAME', [{ ...text, name: 'a.b' }]],
      ['PREPARE_FIELD_NAME', [{ ...text, name: '' }]],
      ['PREPARE_FIELD_NAME', [{ ...text, name: 'x'.repeat(65) }]],
      ['PREPARE_DUPLICATE_FIELD', [text, text]],
      ['PREPARE_DUPLICATE_FIELD', [{ ...text, name: 'old' }]],
      [
        'PREPARE_DUPLICATE_FIELD',
        [
          {
            ...signature,
            widgets: [
              { page: 0, rect },
              { page: 0, rect },
            ],
          },
          { ...text, name: 'sig-worker-mark-2' },
        ],
      ],
      ['PREPARE_FIELD_COUNT', [{ ...signature, widgets: [] }]],
      ['PREPARE_FIELD_COUNT', new Array<PreparedField>(2001).fill(text)],
      ['PREPARE_PAGE', [{ ...text, page: 1 }]],
      ['PREPARE_PAGE', [{ ...text, page: -2 }]],
      ['PREPARE_PAGE', [{ ...text, page: 0.5 }]],
      ['PREPARE_FIELD_STYLE', [{ ...text, fontSize: NaN }]],
      ['PREPARE_FIELD_STYLE', [{ ...text, fontSize: 5 }]],
      ['PREPARE_FIELD_STYLE', [{ ...text, maxLength: 0.5 }]],
      ['PREPARE_RECT', [{ ...text, rect: { ...rect, width: 0 } }]],
      ['PREPARE_RECT', [{ ...text, rect: { ...rect, x: 500 } }]],
      ['PREPARE_RECT', [{ ...text, rect: { ...rect, x: -5 } }]],
      ['PREPARE_RECT', [{ ...text, rect: { ...rect, y: -5 } }]],
      ['PREPARE_RECT', [{ ...text, rect: { ...rect, y: 830 } }]],
      ['PREPARE_RECT', [{ ...text, rect: { ...rect, x: NaN } }]],
      ['FIELD_DOES_NOT_FIT', [{ ...text, value: '长'.repeat(40) }]],
      ['FONT_MISSING_GLYPH', [{ ...text, value: '王😀' }]],
    ];
    const bytes = onePage({ catalog: '/AcroForm << /Fields [4 0 R] >>', objects: ['<< /FT /Tx /T (old) >>'] });
    for (const [code, fields] of cases) {
      const error = await thrownBy(() => prepareDocument(bytes, fields, fonts));
      assert.equal(error.code, code, JSON.stringify(fields).slice(0, 90));
    }
    const scaled = onePage({ page: '/UserUnit 2' });
    assert.equal((await thrownBy(() => prepareDocument(scaled, [text], fonts))).code, 'PREPARE_PAGE_UNIT');
  });

  for (const [code, file] of [
    ['PREPARE_ENCRYPTED', 'pyhanko/minimal-aes256.pdf'],
    ['PREPARE_SIGNED', 'pyhanko/certified-with-indirect-refs-in-dir.pdf'],
  ] as const) {
    it(
      `refuses ${file}`,
      withCorpus(file, async (bytes) => {
        assert.equal((await thrownBy(() => prepareDocument(bytes, [text], fonts))).code, code);
      }),
    );
  }

  it('gives the same bytes for the same input', async () => {
    const fields = [{ ...text, value: '广东省广州市' }, signature];
    const [one, two] = await Promise.all([
      prepareDocument(onePage(), fields, fonts),
      prepareDocument(onePage(), fields, fonts),
    ]);
    assert.deepEqual(one, two);
  });

  it('embeds one font subset for all fields of a face', async () => {
    const fields = ['甲', '乙', '丙'].map((value, i): PreparedField => ({ ...text, name: `f${i}`, value }));
    const parts = await prepareDocument(onePage(), fields, fonts);
    assert.lengthOf(bytesToLatin1(parts[1]!).match(/\/CIDFontType2/g)!, 1);
    assert.lengthOf(bytesToLatin1(parts[1]!).match(/\/FontFile2/g)!, 1);
  });
});
