import { assert } from 'chai';

import { append, fieldBodies, fresh, reportOn, signedContract, stream } from './kit.ts';

type Outcome = 'same' | 'other' | 'unread';

interface Drawing {
  readonly name: string;
  readonly content: string;
  /** In a string of PDF; "100" when absent. */
  readonly value?: string;
  readonly expected: Outcome;
  /** Body of the font /F. */
  readonly font?: string;
  /** What /ToUnicode of the font leads to. */
  readonly map?: string;
  /** More entries of the field. */
  readonly field?: string;
}

const shown = (content: string): string => `BT /F 10 Tf ${content} ET`;
const composite = `<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode ${fresh + 2} 0 R >>`;

/** The face is 200 by 20; what is drawn elsewhere is not seen (ISO 32000-2 §8.10, §9.4). */
const drawings: readonly Drawing[] = [
  { name: 'plain', content: shown('2 5 Td (100) Tj'), expected: 'same' },
  { name: 'plain, another number', content: shown('2 5 Td (900) Tj'), expected: 'other' },
  { name: 'moved twice by TD and T*', content: shown('2 605 Td 0 -300 TD T* (100) Tj'), expected: 'same' },
  { name: 'moved away by T*', content: shown('2 5 Td 300 TL T* (100) Tj'), expected: 'other' },
  { name: 'on the next line', content: shown("300 TL 2 305 Td (100) '"), expected: 'same' },
  { name: 'on the next line, with spacing', content: shown('300 TL 2 305 Td 7 8 (100) "'), expected: 'same' },
  { name: 'placed by a matrix', content: shown('2 500 Td 1 0 0 1 2 5 Tm (100) Tj'), expected: 'same' },
  {
    name: 'after text that ends before the face',
    content: shown(`-501 5 Td (${'9'.repeat(100)}) Tj (100) Tj`),
    expected: 'same',
  },
  { name: 'after a gap', content: shown('-1000 5 Td [(9) -99500 (100)] TJ'), expected: 'same' },
  { name: 'beside a gap that leads away', content: shown('2 5 Td [-99500 (100)] TJ'), expected: 'other' },
  { name: 'as a clip', content: shown('7 Tr 2 5 Td (100) Tj'), expected: 'other' },
  {
    name: 'within a state that was left',
    content: `q 1 0 0 1 0 500 cm 3 Tr Q ${shown('2 5 Td (100) Tj')}`,
    expected: 'same',
  },
  {
    name: 'in a place that was not left',
    content: `q 1 0 0 1 0 500 cm ${shown('2 5 Td (100) Tj')} Q`,
    expected: 'other',
  },
  { name: 'beside a comment', content: shown('2 5 Td % (9) Tj\n(1) Tj %(9) Tj\r(00) Tj'), expected: 'same' },
  { name: 'in digits', content: shown('2 5 Td <31 303> Tj'), expected: 'same' },
  { name: 'in digits, another number', content: shown('2 5 Td <393030> Tj'), expected: 'other' },
  { name: 'over several lines', content: shown('2 5 Td (1\\\n0\\\r\n0) Tj'), expected: 'same' },
  { name: 'in octal', content: shown('2 5 Td (\\61\\060\\0600) Tj'), value: '1000', expected: 'same' },
  { name: 'in parentheses', content: shown('2 5 Td ((1)\\(00) Tj'), value: '\\(1\\)\\(00', expected: 'same' },
  { name: 'with a font named in digits', content: '/G 3 Tf BT /#46 10 Tf 2 5 Td (100) Tj ET', expected: 'same' },
  { name: 'without a font', content: '/G 3 Tf BT 2 5 Td (100) Tj ET', expected: 'unread' },
  { name: 'beyond ASCII', content: shown('2 5 Td (\\351) Tj'), value: '\\351', expected: 'unread' },
  {
    name: 'beyond ASCII, in an encoding everybody knows',
    content: shown('2 5 Td (\\351\\200) Tj'),
    value: '\\351\\240',
    expected: 'same',
    font: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
  },
  {
    name: 'through an encoding of its own',
    content: shown('2 5 Td (100) Tj'),
    expected: 'unread',
    font: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding << /Differences [49 /nine] >> >>',
  },
  {
    name: 'in signs',
    content: shown('2 5 Td (100) Tj'),
    expected: 'unread',
    font: '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>',
  },
  {
    name: 'through a map of ranges',
    content: shown('2 5 Td <000200010001> Tj'),
    expected: 'same',
    font: composite,
    map: '1 beginbfrange <0001> <0002> <0030> endbfrange',
  },
  {
    name: 'through a map of lists',
    content: shown('2 5 Td <000100020012> Tj'),
    expected: 'same',
    font: composite,
    map: '2 beginbfrange <0001> <0002> [<0031> <0030>] <0010> <0012> [<0039> <0039> <0030>] endbfrange',
  },
  {
    name: 'through a list that is too short',
    content: shown('2 5 Td <000100020003> Tj'),
    expected: 'unread',
    font: composite,
    map: '1 beginbfrange <0001> <0003> [<0031> <0030>] endbfrange',
  },
  {
    name: 'through a map of single bytes',
    content: shown('2 5 Td (abb) Tj'),
    expected: 'same',
    font: `<< /Type /Font /Subtype /Type1 /BaseFont /X /ToUnicode ${fresh + 2} 0 R >>`,
    map: '2 beginbfchar <61> <0031> <62> <0030> endbfchar',
  },
  { name: 'without a map', content: shown('2 5 Td <0031> Tj'), expected: 'unread', font: composite, value: '1' },
  {
    name: 'under a picture in the content',
    content: `${shown('2 5 Td (100) Tj')} q 200 0 0 20 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q`,
    expected: 'unread',
  },
  {
    name: 'beside a picture in the content that is not seen, whose data look like text',
    content: `q 1 0 0 1 0 900 cm BI /W 9 /H 1 /CS /G /BPC 8 ID BT 2 5 Td (9) Tj EIN \nEI Q ${shown('2 5 Td (100) Tj')}`,
    expected: 'same',
  },
];

const words: readonly (readonly [string, string, Outcome])[] = [
  ['in numbers', '<p>&#49;&#x30;&#048;</p>', 'same'],
  ['in numbers, another text', '<p>&#57;00</p>', 'other'],
  ['in numbers that are no characters', '<p>&#x110000;100&#1114112;</p>', 'same'],
];

describe('attacks by drawing: what is read of a face', () => {
  async function outcome({
    content,
    value = '100',
    font,
    map,
    field = '',
  }: Omit<Drawing, 'name' | 'expected'>): Promise<Outcome> {
    const { modifications, problems } = await reportOn(
      append(await signedContract(), {
        set: {
          11: fieldBodies.remark(`/V (${value}) ${field} /AP << /N ${fresh} 0 R >>`),
          [fresh]: stream(
            `/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F ${fresh + 1} 0 R >> >>`,
            content,
          ),
          [fresh + 1]: font ?? '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
          ...(map ? { [fresh + 2]: stream('', map) } : {}),
        },
      }),
    );
    assert.equal(modifications.level, 'FORM_FILLING');
    const codes = problems.map(({ code }) => code);
    if (codes.includes('LATER_APPEARANCE_DIFFERS')) return 'other';
    return codes.includes('LATER_APPEARANCE_UNREAD') ? 'unread' : 'same';
  }

  for (const drawing of drawings) {
    it(`${drawing.name}: ${drawing.expected}`, async () => {
      assert.equal(await outcome(drawing), drawing.expected);
    });
  }

  for (const [name, text, expected] of words) {
    it(`formatted text ${name}: ${expected}`, async () => {
      const content = shown('2 5 Td (100) Tj');
      assert.equal(await outcome({ content, field: `/RV (<body>${text}</body>)` }), expected);
    });
  }
});
