import { joinParts } from '@cinnabar/core/bytes';
import type { FontSet } from '@cinnabar/core/font';
import {
  IncrementalWriter,
  openPdf,
  PdfDict,
  PdfName,
  PdfRef,
  type PdfDocument,
  type PdfString,
} from '@cinnabar/core/pdf';
import { fillFields, prepareDocument, type Fill, type PreparedTextField } from '@cinnabar/core/stamp';
import { assert } from 'chai';

import { contractFonts } from '../support/fonts.ts';
import { thrownBy } from '../support/throws.ts';
import { appearanceOf, fieldOf, onePage, shownText } from './prepared.ts';

const line = { x: 100, y: 700, width: 120, height: 18 };

function textField(name: string, options: Partial<PreparedTextField> = {}): PreparedTextField {
  return { type: 'text', name, page: 0, rect: line, ...options };
}

describe('fillFields', () => {
  let fonts: FontSet;
  before(async function () {
    this.timeout(60_000);
    fonts = await contractFonts();
  });

  async function open(...fields: readonly PreparedTextField[]): Promise<PdfDocument> {
    return openPdf(joinParts(await prepareDocument(onePage(), fields, fonts)));
  }

  async function fill(document: PdfDocument, ...fills: readonly Fill[]): Promise<PdfDocument> {
    const writer = new IncrementalWriter(document);
    await fillFields(writer, document, fills, fonts);
    return openPdf(joinParts(writer.write().parts));
  }

  /** Font size, and the pen position of each line. */
  function setting(document: PdfDocument, name = 'f'): { size: number; lines: [x: number, y: number][] } {
    const { operators } = appearanceOf(document, fieldOf(document, name));
    return {
      size: Number(/\/F\d+ (\S+) Tf/.exec(operators)![1]),
      lines: Array.from(operators.matchAll(/1 0 0 1 (\S+) (\S+) Tm/g), ([, x, y]) => [Number(x), Number(y)]),
    };
  }

  async function linesOf(value: string, width: number): Promise<string[]> {
    const document = await open(
      textField('f', { multiline: true, fontSize: 10, rect: { ...line, y: 500, width, height: 200 } }),
    );
    const filled = await fill(document, { name: 'f', value });
    const { operators } = appearanceOf(filled, fieldOf(filled, 'f'));
    const text = shownText(filled, fieldOf(filled, 'f'));
    let at = 0;
    return operators
      .split(' Tm\n')
      .slice(1)
      .map((block) => {
        const codes = Array.from(block.matchAll(/<([0-9A-F]*)> Tj/g), ([, hex]) => hex!.length / 4).reduce(
          (a, b) => a + b,
          0,
        );
        at += codes;
        return Array.from(text)
          .slice(at - codes, at)
          .join('');
      });
  }

  it('writes of a font only what says something: widths that are not those of Chinese, glyphs that are not their codes', async () => {
    const written = async (value: string): Promise<{ widths: boolean; map: boolean; shown: string }> => {
      const filled = await fill(await open(textField('f')), { name: 'f', value });
      const [font] = [...filled.revisions.at(-1)!.entries]
        .map((num) => filled.get(PdfRef.of(num)))
        .filter((object) => object instanceof PdfDict && object.get('Subtype') === PdfName.of('CIDFontType2'));
      const map = (font as PdfDict).get('CIDToGIDMap');
      if (!(map instanceof PdfRef)) assert.strictEqual(map, PdfName.of('Identity'));
      const shown = shownText(filled, fieldOf(filled, 'f'));
      return { widths: (font as PdfDict).has('W'), map: map instanceof PdfRef, shown };
    };
    assert.deepEqual(await written('时间和方式'), { widths: false, map: false, shown: '时间和方式' });
    assert.deepEqual(await written('方⽅'), { widths: false, map: true, shown: '方⽅' });
    assert.deepEqual(await written('第 12 条'), { widths: true, map: false, shown: '第 12 条' });
  });

  it('sets value and appearance and changes no other object', async () => {
    const document = await open(
      textField('f', { value: '旧' }),
      textField('g', { rect: { ...line, y: 600 }, value: '不变' }),
    );
    const filled = await fill(document, { name: 'f', value: '王𬭎㛃䶮' });
    assert.equal((fieldOf(filled, 'f').dict.get('V') as PdfString).toText(), '王𬭎㛃䶮');
    assert.equal(shownText(filled, fieldOf(filled, 'f')), '王𬭎㛃䶮');
    const changed = [...filled.revisions.at(-1)!.entries].filter((num) => num !== 0 && num < document.size);
    assert.deepEqual(changed, [fieldOf(document, 'f').ref.num]);
    assert.notStrictEqual(
      filled.dictAt(fieldOf(filled, 'f').dict.get('AP'), 'AP').get('N'),
      document.dictAt(fieldOf(document, 'f').dict.get('AP'), 'AP').get('N'),
    );
    assert.equal(shownText(filled, fieldOf(filled, 'g')), '不变');
  });

  it('keeps characters apart that look alike', async () => {
    const filled = await fill(await open(textField('f')), { name: 'f', value: '方⽅葛\u{e0100}' });
    assert.equal(shownText(filled, fieldOf(filled, 'f')), '方⽅葛\u{e0100}');
  });

  it('mixes faces in one line', async () => {
    const filled = await fill(await open(textField('f')), { name: 'f', value: '搭𨋢' });
    const { operators } = appearanceOf(filled, fieldOf(filled, 'f'));
    assert.match(operators, /\/F0 \d+ Tf[^]*\/F1 \d+ Tf/);
    assert.equal(shownText(filled, fieldOf(filled, 'f')), '搭𨋢');
  });

  it('empties a field', async () => {
    const filled = await fill(await open(textField('f', { value: '旧' })), { name: 'f', value: '' });
    assert.equal(shownText(filled, fieldOf(filled, 'f')), '');
    assert.equal((fieldOf(filled, 'f').dict.get('V') as PdfString).toText(), '');
  });

  it('sets 12 points where there is room, shrinks to 6, then refuses', async () => {
    const document = await open(textField('f'));
    // 116 points of room: 9 ems at 12 points, 19 at 6.
    assert.equal(setting(await fill(document, { name: 'f', value: '长'.repeat(9) })).size, 12);
    assert.equal(setting(await fill(document, { name: 'f', value: '长'.repeat(12) })).size, 9.5);
    assert.equal(setting(await fill(document, { name: 'f', value: '长'.repeat(19) })).size, 6);
    const error = await thrownBy(() => fill(document, { name: 'f', value: '长'.repeat(20) }));
    assert.equal(error.code, 'FIELD_DOES_NOT_FIT');
    assert.equal(error.details['field'], 'f');
    const low = await open(textField('f', { rect: { ...line, height: 5 } }));
    assert.equal((await thrownBy(() => fill(low, { name: 'f', value: '长' }))).code, 'FIELD_DOES_NOT_FIT');
  });

  it('keeps to the font size that was asked for', async () => {
    const document = await open(textField('f', { fontSize: 10.5 }));
    assert.equal(setting(await fill(document, { name: 'f', value: '长' })).size, 10.5);
  });

  it('aligns left, centre and right, and centres a line in its height', async () => {
    for (const [align, x] of [
      ['left', 2],
      ['center', 54],
      ['right', 106],
    ] as const) {
      const filled = await fill(await open(textField('f', { align })), { name: 'f', value: '国' });
      // The em square of 12 points reaches from 0.12 em below the baseline: 3 points of air above and below.
      assert.deepEqual(setting(filled).lines, [[x, 4.44]], align);
    }
  });

  it('sets text along the way it is read on turned pages, the turn inherited from the page tree or not', async () => {
    const tall = textField('f', { rect: { x: 300, y: 100, width: 20, height: 150 } });
    for (const bytes of [onePage({ page: '/Rotate 90' }), onePage({ pages: '/Rotate 90' })]) {
      const document = openPdf(joinParts(await prepareDocument(bytes, [tall], fonts)));
      const filled = await fill(document, { name: 'f', value: '横写' });
      const { form } = appearanceOf(filled, fieldOf(filled, 'f'));
      assert.deepEqual(form.dict.get('BBox'), [0, 0, 150, 20]);
      assert.deepEqual(form.dict.get('Matrix'), [0, 1, -1, 0, 0, 0]);
      assert.equal(setting(filled).size, 12);
    }
  });

  it('wraps several lines from the top at even distance', async () => {
    const document = await open(textField('f', { multiline: true, rect: { ...line, y: 600, height: 60 } }));
    const { size, lines } = setting(
      await fill(document, { name: 'f', value: '一二三四五六七八九十一二三四五六七八九十' }),
    );
    assert.equal(size, 12);
    assert.lengthOf(lines, 3);
    assert.closeTo(lines[0]![1] - lines[1]![1], 15.6, 0.02);
    assert.closeTo(lines[0]![1], 60 - 7.8 - 0.38 * 12, 0.02);
  });

  it('begins no line with closing punctuation and ends none with opening', async () => {
    // Room for six ideographs of 10 points.
    assert.deepEqual(await linesOf('一二三四五六，七八', 64), ['一二三四五', '六，七八']);
    assert.deepEqual(await linesOf('一二三四五（六）七', 64), ['一二三四五', '（六）七']);
    assert.deepEqual(await linesOf('一二三四五六。”七', 64), ['一二三四五', '六。”七']);
  });

  it('keeps words and numbers together and breaks where there is no other way', async () => {
    assert.deepEqual(await linesOf('月薪8000元', 40), ['月薪', '8000元']);
    assert.deepEqual(await linesOf('Room 801 Flat', 52), ['Room 801', 'Flat']);
    assert.deepEqual(await linesOf('i'.repeat(24), 34).then((lines) => lines.length), 3);
    assert.deepEqual(await linesOf('一\n二\r\n三', 64), ['一', '二', '三']);
  });

  it('refuses unknown, read-only, repeated and other fields, by code', async () => {
    const fields = [textField('f'), textField('fixed', { readOnly: true, rect: { ...line, y: 600 } })];
    const signature = { type: 'signature', name: 'sig', widgets: [{ page: 0, rect: { ...line, y: 500 } }] } as const;
    const document = openPdf(joinParts(await prepareDocument(onePage(), [...fields, signature], fonts)));
    const codeOf = async (...fills: Fill[]): Promise<string> => (await thrownBy(() => fill(document, ...fills))).code;
    assert.equal(await codeOf({ name: 'none', value: '' }), 'FIELD_UNKNOWN');
    assert.equal(await codeOf({ name: 'fixed', value: '改' }), 'FIELD_READ_ONLY');
    assert.equal(await codeOf({ name: 'sig', value: '改' }), 'FIELD_NOT_TEXT');
    assert.equal(await codeOf({ name: 'f', value: '一' }, { name: 'f', value: '二' }), 'FIELD_REPEATED');
    assert.equal(await codeOf({ name: 'f', value: '😀' }), 'FONT_MISSING_GLYPH');
  });

  it('writes nothing when one value is wrong', async () => {
    const document = await open(textField('f'), textField('g', { rect: { ...line, y: 600 } }));
    const writer = new IncrementalWriter(document);
    await thrownBy(() =>
      fillFields(
        writer,
        document,
        [
          { name: 'f', value: '好' },
          { name: 'g', value: '😀' },
        ],
        fonts,
      ),
    );
    assert.lengthOf(writer.write().parts, 1);
  });
});
