import { concatBytes, joinParts } from '@cinnabar/core/bytes';
import { resolveAnchors, writeTable, type Control } from '@cinnabar/core/field';
import type { FontSet } from '@cinnabar/core/font';
import type { PdfDict, PdfStream } from '@cinnabar/core/pdf';
import { IncrementalWriter, openPdf, PdfName, type PdfDocument } from '@cinnabar/core/pdf';
import {
  checkFit,
  compileControls,
  compileFills,
  compileMarks,
  fieldPlaces,
  fillFields,
  placesOf,
  prepareDocument,
  type PageBox,
} from '@cinnabar/core/stamp';
import { assert } from 'chai';
import fc from 'fast-check';

import { contractFonts } from '../support/fonts.ts';
import { mark as triangle } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';
import { allKinds, employerValues, images, smallJpeg, smallPng, threePages, workerValues } from './all-kinds.ts';
import { appearanceOf, fieldOf, onePage, shownText } from './prepared.ts';

const upright: PageBox = { cropBox: [0, 0, 595, 842], rotate: 0 };
const control = (kind: string): Control => allKinds.find((one) => one.kind === kind)!;

describe('controls of every kind', () => {
  let fonts: FontSet;
  before(async function () {
    this.timeout(60_000);
    fonts = await contractFonts();
  });

  const values = { ...employerValues, ...workerValues };

  async function preparedAll(): Promise<PdfDocument> {
    const bytes = threePages();
    const pages = openPdf(bytes).pages();
    return openPdf(joinParts(await prepareDocument(bytes, compileControls(allKinds, { pages }), fonts)));
  }

  async function filledAll(fills = compileFills(allKinds, values, { images })): Promise<PdfDocument> {
    const document = await preparedAll();
    const writer = new IncrementalWriter(document);
    await fillFields(writer, document, fills, fonts);
    return openPdf(joinParts(writer.write().parts));
  }

  it('[TPL-08, SGN-02] are filled with what a person reads', async () => {
    const document = await filledAll();
    const shown = (name: string): string => shownText(document, fieldOf(document, name));
    assert.equal(shown('text'), 'ABC 公司');
    assert.equal(shown('money'), '壹拾万柒仟元伍角叁分');
    assert.equal(shown('date'), '2026年11月21日');
    assert.equal(shown('number'), '1,234,567.50');
    assert.equal(shown('id-number'), '11010519491231002X');
    assert.equal(shown('credit-code'), '91350100M000100Y43');
    assert.equal(shown('sign-date'), '2026年11月22日');
    assert.include(shown('district'), '广东省广州市天河区');
    assert.include(shown('table'), '月份工资备注一月8000');
    assert.include(shown('attachment'), '学历证书.pdf');
  });

  it('[TPL-08] check one box of those that exclude each other, and any of the others', async () => {
    const document = await filledAll();
    const states = (id: string): string[] =>
      [1, 2, 3, 4].flatMap((i) => {
        const name = `${id}-option-${i}`;
        const exists =
          document.pages() && compileControls(allKinds, { pages: document.pages() }).some((f) => f.name === name);
        if (!exists) return [];
        const { dict } = fieldOf(document, name);
        assert.equal(dict.get('V'), dict.get('AS'), 'value and look agree');
        return [(dict.get('AS') as PdfName).value];
      });
    assert.deepEqual(states('radio'), ['Yes', 'Off']);
    assert.deepEqual(states('check'), ['Yes', 'Off', 'Off', 'Yes']);
    assert.deepEqual(states('sex'), ['Off', 'Yes']);
  });

  it('[TPL-08] draw both looks of a box when it is made, so that checking it changes no drawing', async () => {
    const before = await preparedAll();
    const after = await filledAll();
    const looks = (document: PdfDocument): PdfDict =>
      document.dictAt(document.dictAt(fieldOf(document, 'radio-option-1').dict.get('AP'), 'looks').get('N'), 'states');
    assert.sameMembers([...looks(before).map.keys()], ['Off', 'Yes']);
    assert.strictEqual(looks(before).get('Yes'), looks(after).get('Yes'));
    const drawn = (state: string): number => (before.resolve(looks(before).get(state)) as PdfStream).data.length;
    assert.isAbove(drawn('Yes'), drawn('Off'));
  });

  it('[TPL-08] draw a picture upright in its place, with its transparency', async () => {
    const document = await filledAll();
    const { form, operators } = appearanceOf(document, fieldOf(document, 'image'));
    const resources = document.dictAt(form.dict.get('Resources'), 'resources');
    const picture = document.resolve(document.dictAt(resources.get('XObject'), 'objects').get('Im')) as PdfStream;
    assert.deepEqual([picture.dict.get('Width'), picture.dict.get('Height')], [8, 4]);
    assert.deepEqual([...document.decode(picture).subarray(0, 6)], [200, 20, 20, 200, 20, 20]);
    const alpha = document.resolve(picture.dict.get('SMask')) as PdfStream;
    assert.deepEqual([...document.decode(alpha).subarray(0, 8)], [255, 223, 191, 159, 127, 95, 63, 31]);
    // 8 by 4 pixels in a place of 225 by 76: 152 wide, in the middle.
    assert.match(operators, /152 0 0 76 36\.5 0 cm/);
  });

  it('[TPL-08] keep JPEG as it is', async () => {
    const jpeg = await filledAll(compileFills([control('image')], { image: 'x' }, { images: { image: smallJpeg() } }));
    const { form } = appearanceOf(jpeg, fieldOf(jpeg, 'image'));
    const resources = jpeg.dictAt(form.dict.get('Resources'), 'resources');
    const picture = jpeg.resolve(jpeg.dictAt(resources.get('XObject'), 'objects').get('Im')) as PdfStream;
    assert.strictEqual(picture.dict.get('Filter'), PdfName.of('DCTDecode'));
    assert.deepEqual([picture.dict.get('Width'), picture.dict.get('ColorSpace')], [24, PdfName.of('DeviceRGB')]);
  });

  it('refuse a picture that is damaged or not there, naming the control', async () => {
    const damaged = concatBytes(smallPng());
    damaged.fill(0, 45, 60);
    const missing = await thrownBy(() => compileFills(allKinds, { image: 'x' }));
    assert.deepEqual([missing.code, missing.details['field']], ['FIELD_IMAGE', 'image']);
    const fills = compileFills(allKinds, { image: 'x' }, { images: { image: damaged } });
    assert.equal((await thrownBy(() => filledAll(fills))).code, 'FIELD_IMAGE');
  });

  it('print nothing for what is hidden', async () => {
    const hidden = { ...control('text'), showWhen: { control: 'select', equals: '不定时' } } as Control;
    const two = [hidden, control('select')];
    const names = (more: Record<string, string>): string[] =>
      compileFills(two, { text: '甲', ...more }).map(({ name }) => name);
    assert.deepEqual(names({ select: '标准工时' }), ['select']);
    assert.deepEqual(names({ select: '不定时' }), ['text', 'select']);
    assert.isEmpty(
      compileFills([{ ...control('text'), readOnly: true } as Control], { text: '甲' }),
      'what is fixed stays',
    );
    assert.lengthOf(compileFills([hidden, control('select')], { text: '甲' }, { inForce: { select: '不定时' } }), 1);
    const [field] = compileControls(two, { values: { text: '甲', select: '标准工时' } });
    assert.notProperty(field, 'value');
  });

  it('are compiled to the same fields and bytes every time', async () => {
    const pages = openPdf(threePages()).pages();
    const data = { pages, values, images };
    assert.deepEqual(compileControls(allKinds, data), compileControls(allKinds, data));
    const [one, two] = [await filledAll(), await filledAll()];
    assert.deepEqual(joinParts([one.source]), joinParts([two.source]));
    fc.assert(
      fc.property(fc.shuffledSubarray([...allKinds]), (controls) => {
        assert.deepEqual(compileControls(controls, data), compileControls([...controls], data));
        // Marks and places always match, whatever the order.
        for (const field of compileControls(controls, data)) {
          if (field.type !== 'signature') continue;
          const marks = compileMarks(controls, field.name.slice('sig-'.length), new Map(), pages);
          assert.lengthOf(marks, field.widgets.length);
        }
      }),
      { seed: 20261121, numRuns: 50 },
    );
  });

  it('[SGN-02] tell what does not fit, and what cannot be printed, before anything is drawn', () => {
    const problems = (more: Record<string, string>): (string | undefined)[][] =>
      checkFit(allKinds, { ...values, ...more }, fonts, { images, pages: [upright, upright, upright] }).map(
        ({ code, controlId }) => [code, controlId],
      );
    assert.isEmpty(problems({}));
    assert.deepEqual(problems({ text: '长'.repeat(60) }), [['FIELD_DOES_NOT_FIT', 'text']]);
    assert.deepEqual(problems({ email: 'a😀b' }), [['FIELD_GLYPH', 'email']]);
    assert.deepEqual(problems({ table: writeTable(Array.from({ length: 20 }, () => ['一', '二', '三'])) }), [
      ['FIELD_DOES_NOT_FIT', 'table'],
    ]);
    assert.deepEqual(problems({ 'id-number': '1'.repeat(19) }), [['FIELD_DOES_NOT_FIT', 'id-number']]);
    assert.deepEqual(
      checkFit([control('image')], { image: 'x' }, fonts).map(({ code }) => code),
      ['FIELD_IMAGE'],
    );
  });

  it('refuse the wrong kind of fill, by code', async () => {
    const wrong = async (name: string, on: boolean): Promise<string> =>
      (await thrownBy(() => filledAll(on ? [{ name, on }] : [{ name, value: 'x' }]))).code;
    assert.equal(await wrong('text', true), 'FIELD_NOT_CHECK');
    assert.equal(await wrong('watermark-page-1', true), 'FIELD_NOT_CHECK');
    assert.equal(await wrong('radio-option-1', false), 'FIELD_NOT_TEXT');
    assert.equal(await wrong('sig-worker', true), 'FIELD_NOT_CHECK');
  });
});

describe('fields of the document itself', () => {
  it('[TPL-07] lend their places to controls anchored to them', () => {
    const widget = (name: string, rect: string): string =>
      `<< /Subtype /Widget /FT /Tx /T (${name}) /Rect [${rect}] >>`;
    const parent = '<< /T (form) /Kids [5 0 R 6 0 R] >>';
    const kid = (rect: string): string => `<< /Subtype /Widget /Parent 4 0 R /Rect [${rect}] >>`;
    const bytes = onePage({
      page: '/Annots [5 0 R 6 0 R 7 0 R]',
      catalog: '/AcroForm << /Fields [4 0 R 7 0 R 8 0 R] >>',
      objects: [
        parent.replace('/T (form)', '/FT /Tx /T (form)'),
        kid('10 20 110 60'),
        kid('300 400 200 300'),
        widget('single', '0 0 50 10'),
        widget('nowhere', '0 0 50 10'),
      ],
    });
    const field = fieldPlaces(openPdf(bytes));
    assert.deepEqual(field('form'), [
      { page: 0, rect: { x: 10, y: 20, width: 100, height: 40 } },
      { page: 0, rect: { x: 200, y: 300, width: 100, height: 100 } },
    ]);
    const size = { x: 0, y: 0, width: 40, height: 20 };
    const anchored = { ...control('signature'), rect: size, anchor: { field: 'form', widget: 1 } } as Control;
    const { controls, problems } = resolveAnchors([anchored], { field });
    assert.isEmpty(problems);
    assert.deepEqual(controls[0]!.rect, { x: 230, y: 340, width: 40, height: 20 });
    assert.lengthOf(field('single'), 1);
    assert.isEmpty(field('nowhere'), 'on no page');
    assert.isEmpty(field('other'));
  });
});

describe('seals across pages', () => {
  const seal = { ...control('cross-page-seal'), rect: { x: 0, y: 500, width: 120, height: 120 } } as Control;

  it('[B17.3] stand in strips of equal width along the right edge', () => {
    const places = placesOf(seal, [upright, upright, upright]);
    assert.deepEqual(
      places.map(({ page, strip }) => [page, strip]),
      [0, 1, 2].map((page) => [page, { index: page, count: 3 }]),
    );
    for (const { rect } of places) assert.deepEqual(rect, { x: 555, y: 500, width: 40, height: 120 });
  });

  it('[B17.3] take the pages asked for, and no page alone', () => {
    const pages = Array.from({ length: 8 }, () => upright);
    const some = placesOf({ ...seal, pages: '1-5,8' }, pages);
    assert.deepEqual(
      some.map(({ page }) => page),
      [0, 1, 2, 3, 4, 7],
    );
    assert.isEmpty(placesOf(seal, [upright]));
    assert.isEmpty(placesOf({ ...seal, pages: '3' }, pages));
    assert.throws(() => placesOf({ ...seal, pages: '9' }, pages), /pages the document does not have/);
    assert.throws(() => placesOf(seal, undefined));
  });

  it('[B17.3] share out many pages evenly, with a strip of a millimetre and more on each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 400 }), (count) => {
        const places = placesOf(
          seal,
          Array.from({ length: count }, () => upright),
        );
        assert.lengthOf(places, count);
        const counts = places.map(({ strip }) => strip!.count);
        assert.isAtMost(Math.max(...counts) - Math.min(...counts), 1);
        assert.isAtLeast(Math.min(...counts), 2);
        for (const { rect } of places) assert.isAtLeast(rect.width, 72 / 25.4);
      }),
      { seed: 20261121, numRuns: 100 },
    );
  });

  it('[B17.3] stand at the edge that is seen as the right one, and inside lower pages', () => {
    const box: PageBox['cropBox'] = [10, 20, 605, 862];
    const at = (rotate: number): object => placesOf(seal, [{ cropBox: box, rotate }, upright])[0]!.rect;
    assert.deepEqual(at(0), { x: 545, y: 520, width: 60, height: 120 });
    assert.deepEqual(at(180), { x: 10, y: 242, width: 60, height: 120 });
    // A turned page is 595 points high: the seal goes down to its upper edge.
    assert.deepEqual(at(90), { x: 10, y: 802, width: 120, height: 60 });
    assert.deepEqual(at(270), { x: 485, y: 20, width: 120, height: 60 });
  });

  it('[B17.3] get the strips of one mark', () => {
    const pages = [upright, upright];
    const marks = compileMarks([seal], 'employer', new Map([[seal.id, triangle]]), pages);
    assert.deepEqual(
      marks,
      [0, 1].map((index) => ({ artwork: triangle, strip: { index, count: 2 } })),
    );
    assert.deepEqual(compileMarks([seal], 'employer', new Map(), pages), [undefined, undefined]);
    assert.isEmpty(compileMarks([seal], 'worker', new Map(), pages));
  });
});
