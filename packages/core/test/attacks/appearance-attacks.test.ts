import { joinParts } from '@cinnabar/core/bytes';
import { addDocumentTimestamp } from '@cinnabar/core/sign';
import { assert } from 'chai';

import { contractFonts } from '../support/fonts.ts';
import { sandbox, sign } from '../support/signing.ts';
import {
  annotsWith,
  append,
  bodies,
  contract,
  face,
  fieldBodies,
  fresh,
  objects,
  reportOn,
  signedContract,
  stream,
  verify,
  type Update,
} from './kit.ts';

const codesOf = async (bytes: Uint8Array): Promise<string[]> =>
  (await reportOn(bytes)).problems.map(({ code }) => code);

const shown = (content: string, fonts = `/F ${objects.faceFont} 0 R`): string =>
  stream(`/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << ${fonts} >> >>`, content);
const filled = (value: string, appearance: string, more: Record<number, string> = {}): Update => ({
  set: { 11: fieldBodies.remark(`/V ${value} /AP << /N ${fresh} 0 R >>`), [fresh]: appearance, ...more },
});

describe('A-26 a field whose appearance shows something else than its value', () => {
  const map = '1 beginbfrange <0001> <0003> <6C5F> endbfrange 1 beginbfchar <0009> <738B> endbfchar';
  const composite = {
    [fresh + 1]: `<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode ${fresh + 2} 0 R >>`,
    [fresh + 2]: stream('', map),
  };
  const rows: readonly (readonly [name: string, update: Update, differs: boolean])[] = [
    ['another number', filled('(100)', face('1000')), true],
    ['nothing at all', filled('(100)', face('')), true],
    ['more than the value, drawn apart', filled('(100)', shown('BT /F 9 Tf (1) Tj 30 0 Td <3030> Tj (0) Tj ET')), true],
    [
      'the same in pieces, over lines',
      filled('(a (b) 100)', shown("BT /F 9 Tf 9 TL 2 11 Td [(a \\(b) -20 (\\051)] TJ (\\1600) ' ET")),
      true,
    ],
    [
      'another character of a subset font',
      filled('<FEFF738B>', shown('BT /F 9 Tf <0001> Tj ET', `/F ${fresh + 1} 0 R`), composite),
      true,
    ],
    ['clean twin: the value', filled('(100)', face('100')), false],
    [
      'clean twin: in pieces, over lines',
      filled('(a (b) 100)', shown("BT /F 9 Tf 9 TL 2 11 Td [(a \\(b) -20 (\\051)] TJ (\\06100) ' ET")),
      false,
    ],
    [
      'clean twin: by the map of its font',
      filled('<FEFF738B6C5F6C61>', shown('BT /F 9 Tf <000900010003> Tj ET', `/F ${fresh + 1} 0 R`), composite),
      false,
    ],
    [
      'clean twin: what cannot be read is not judged',
      filled('(100)', shown('BT /F 9 Tf (1000) Tj ET', '/F << /Type /Font /Subtype /Type3 >>')),
      false,
    ],
  ];
  for (const [name, update, differs] of rows) {
    it(name, async () => {
      const report = await reportOn(append(await signedContract(), update));
      assert.deepEqual([report.modifications.level, report.modifications.permitted], ['FORM_FILLING', true]);
      const finding = report.modifications.findings.find(({ rule }) => rule === 'appearance-differs');
      assert.equal(finding !== undefined, differs);
      if (differs) assert.equal(finding?.field, 'remark');
      assert.equal(
        report.problems.some(({ code }) => code === 'LATER_APPEARANCE_DIFFERS'),
        differs,
      );
    });
  }

  it('the old face kept under a new value', async () => {
    const update = { set: { 10: fieldBodies.salary('/V (9000) /AP << /N 12 0 R >>') } };
    assert.include(await codesOf(append(await signedContract(), update)), 'LATER_APPEARANCE_DIFFERS');
  });

  it('a drop-down list shows the label of its value', async () => {
    const list = (value: string, text: string): Update => ({
      set: {
        17: fieldBodies
          .grade(`/V (${value}) /Ff 131072 /AP << /N ${fresh} 0 R >>`)
          .replace('/Opt [(A) (B) (C)]', '/Opt [[(A) (Alpha)] [(B) (Beta)]]'),
        [fresh]: face(text),
      },
    });
    const base = { 17: list('A', '').set?.[17]?.replace(`${fresh} 0 R`, '13 0 R') ?? '' };
    const signed = await signedContract(base);
    assert.include(await codesOf(append(signed, list('B', 'Alpha'))), 'LATER_APPEARANCE_DIFFERS');
    assert.notInclude(await codesOf(append(signed, list('B', 'Beta'))), 'LATER_APPEARANCE_DIFFERS');
  });

  it('clean twin: our own filling of a field', async () => {
    const signed = await signedContract();
    const fonts = await contractFonts();
    const fills = [{ name: 'remark', value: '王𬭎 见附件' }];
    const { bytes } = await sign(signed, 'sig-company', { request: { fills }, fonts });
    const report = await reportOn(bytes);
    assert.isTrue(
      report.modifications.findings.some(({ rule, field }) => rule === 'field-filled' && field === 'remark'),
    );
    assert.notInclude(await codesOf(bytes), 'LATER_APPEARANCE_DIFFERS');
  });
});

describe('A-23 A-24 what lies over the page', () => {
  const note = (rect: string, more = ''): Update => ({
    set: {
      3: annotsWith(`${fresh} 0 R`),
      [fresh]: `<< /Type /Annot /Subtype /Square /IC [1 1 1] /Rect [${rect}] /P 3 0 R ${more} >>`,
    },
  });
  const picture = {
    19: stream('/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8', '0'),
  };
  for (const [name, rect, more, over] of [
    ['a white square over the salary', '60 760 400 800', '', true],
    ['one that touches the end of the line', '150 765 400 800', '', true],
    ['one over a picture', '0 0 1 1', '', true],
    ['clean twin: one beside it', '300 500 400 600', '', false],
    ['clean twin: one that nobody sees', '60 760 400 800', '/F 2', false],
  ] as const) {
    it(`A-23 ${name}`, async () => {
      const codes = await codesOf(append(await signedContract(picture), note(rect, more)));
      assert.include(codes, 'LATER_ANNOTATION');
      assert.equal(codes.includes('LATER_OVERLAP'), over);
    });
  }

  it('A-23 a note that was there is moved over the salary', async () => {
    const moved = (rect: string): Update => ({
      set: { 20: `<< /Type /Annot /Subtype /Text /Rect [${rect}] /Contents (draft) /P 3 0 R >>` },
    });
    const signed = await signedContract();
    assert.include(await codesOf(append(signed, moved('72 770 92 790'))), 'LATER_OVERLAP');
    assert.notInclude(await codesOf(append(signed, moved('500 700 520 720'))), 'LATER_OVERLAP');
  });

  it('A-24 a new signature is laid over the salary, or beside it', async () => {
    for (const [y, over] of [
      [740, true],
      [500, false],
    ] as const) {
      const create = { widgets: [{ page: 0, rect: { x: 60, y, width: 200, height: 80 } }] };
      const { bytes } = await sign(await signedContract(), 'late', { request: { create } });
      const codes = await codesOf(bytes);
      assert.include(codes, 'LATER_SIGNATURE_FIELD_SHOWN');
      assert.equal(codes.includes('LATER_OVERLAP'), over, String(y));
    }
  });

  it('a page that cannot be read is not judged, and does no harm', async () => {
    const endless = { 4: stream('', `${'q '.repeat(50_000)} BT (${'('.repeat(1000)}`) };
    const report = await reportOn(append(await signedContract(endless), note('60 760 400 800')));
    assert.equal(report.modifications.level, 'ANNOTATIONS');
  });
});

describe('A-35 content that changes by itself', () => {
  for (const [code, catalog, form] of [
    ['DYNAMIC_SCRIPT', '/OpenAction << /S /JavaScript /JS (1) >>', ''],
    ['DYNAMIC_SCRIPT', '/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [<< /S /Launch /F (x) >>] >>', ''],
    ['DYNAMIC_SCRIPT', '/OpenAction << /S /URI /URI (x) /Next << /S /JavaScript /JS (1) >> >>', ''],
    ['DYNAMIC_SCRIPT', '/AA << /WP << /S /JavaScript /JS (1) >> >>', ''],
    ['DYNAMIC_SCRIPT', '/Names << /JavaScript << /Names [] >> >>', ''],
    ['DYNAMIC_LAYERS', '/OCProperties << /OCGs [] /D << >> >>', ''],
    [undefined, '/OpenAction << /S /GoTo /D [3 0 R /Fit] >>', ''],
    [undefined, '/OpenAction [3 0 R /Fit] /AA << /WP << /S /Named /N /NextPage >> >>', ''],
  ] as const) {
    it(`${code ?? 'clean twin'}: ${catalog}`, async () => {
      const signed = await signedContract({ 1: bodies.catalog(catalog), 6: bodies.form(form) });
      const { verdict, problems } = await verify(signed);
      assert.equal(verdict, 'PASSED', 'the signer signed it so');
      assert.deepEqual(
        problems.map((problem) => problem.code),
        code ? [code] : [],
      );
    });
  }
});

describe('a document time-stamp', () => {
  it('alone makes no signed file; a broken one still fails it', async () => {
    const bytes = joinParts(await addDocumentTimestamp(contract(), (await sandbox()).timestampProvider()));
    const whole = await verify(bytes);
    assert.deepEqual([whole.verdict, whole.problems.map(({ code }) => code)], ['UNSIGNED', ['TIMESTAMPED_ONLY']]);
    const broken = bytes.slice();
    broken[200] = (broken[200] ?? 0) ^ 1;
    assert.equal((await verify(broken)).verdict, 'FAILED');
  });
});
