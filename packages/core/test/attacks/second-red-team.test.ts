import { collectFacts, verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { sandbox } from '../support/signing.ts';
import {
  annotsWith,
  append,
  bodies,
  contract,
  face,
  fieldBodies,
  fieldsWith,
  fresh,
  reportOn,
  signedContract,
  stream,
  summary,
  verify,
  type Update,
} from './kit.ts';

const attachment = `<< /Type /Filespec /F (new terms.pdf) /EF << /F ${fresh + 5} 0 R >> >>`;
const file = { [fresh + 5]: stream('/Type /EmbeddedFile', 'new terms') };

describe('attacks from outside the list: files that come along', () => {
  const rows: readonly (readonly [name: string, update: Update])[] = [
    [
      'with a note',
      {
        set: {
          3: annotsWith(`${fresh} 0 R`),
          [fresh]: `<< /Type /Annot /Subtype /Text /Rect [500 700 520 720] /P 3 0 R /AF [${attachment}] >>`,
          ...file,
        },
      },
    ],
    [
      'with a note, one object further',
      {
        set: {
          3: annotsWith(`${fresh} 0 R`),
          [fresh]: `<< /Type /Annot /Subtype /Text /Rect [500 700 520 720] /P 3 0 R /AF [${fresh + 1} 0 R] >>`,
          [fresh + 1]: attachment,
          ...file,
        },
      },
    ],
    [
      'with an element of the structure',
      {
        set: {
          23: `<< /Type /StructTreeRoot /K [${fresh} 0 R] >>`,
          [fresh]: `<< /Type /StructElem /S /P /P 23 0 R /AF [${attachment}] >>`,
          ...file,
        },
      },
    ],
    ['with the structure itself', { set: { 23: `<< /Type /StructTreeRoot /K [] /AF [${attachment}] >>`, ...file } }],
    ['with the document information', { set: { 21: `<< /Title (Contract) /Enclosed ${attachment} >>`, ...file } }],
  ];
  for (const [name, update] of rows) {
    it(name, async () => {
      const base = { 21: '<< /Title (Contract) >>' };
      const signed = append(await signedContract(base), { set: {}, trailer: { Info: '21 0 R' } });
      const report = await reportOn(
        append(await signedContract(base), {
          ...update,
          ...(name.includes('information') ? { trailer: { Info: '21 0 R' } } : {}),
        }),
      );
      assert.isFalse(report.modifications.permitted, summary(report));
      assert.isAbove(signed.length, 0);
    });
  }

  it('clean twin: a note and an element without', async () => {
    const update = {
      set: {
        3: annotsWith(`${fresh} 0 R`),
        [fresh]: '<< /Type /Annot /Subtype /Text /Rect [500 700 520 720] /P 3 0 R /F 4 >>',
        23: `<< /Type /StructTreeRoot /K [${fresh + 1} 0 R] >>`,
        [fresh + 1]: '<< /Type /StructElem /S /P /P 23 0 R >>',
      },
    };
    assert.isTrue((await reportOn(append(await signedContract(), update))).modifications.permitted);
  });
});

describe('attacks from outside the list: faces that show what is not in them', () => {
  const faced = (
    dict: string,
    content = 'BT /F 10 Tf 2 5 Td (100) Tj ET',
    more: Record<number, string> = {},
    entries = '',
  ): Update => ({
    set: {
      11: fieldBodies.remark(`/V (100) /AP << /N ${fresh} 0 R ${entries} >>`),
      [fresh]: stream(
        `/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F 14 0 R >> /XObject << /I ${fresh + 1} 0 R >> >> ${dict}`,
        content,
      ),
      [fresh + 1]: stream(
        '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
        '0',
      ),
      ...more,
    },
  });
  for (const [name, update] of [
    ['a stream kept elsewhere', faced('/F (http://example.org/face)')],
    ['a page of another document', faced('/Ref << /F (other.pdf) /Page 0 >>')],
    [
      'an image kept elsewhere, one object further',
      faced('', '/I Do', { [fresh + 1]: stream('/Subtype /Image /F (elsewhere)', '') }),
    ],
  ] as const) {
    it(`${name} is refused`, async () => {
      assert.isFalse((await reportOn(append(await signedContract(), update))).modifications.permitted);
    });
  }

  const codesAfter = async (update: Update): Promise<string[]> =>
    (await reportOn(append(await signedContract(), update))).problems.map(({ code }) => code);
  for (const [name, update] of [
    ['text that is not painted', faced('', 'BT 3 Tr /F 10 Tf 2 5 Td (100) Tj ET')],
    ['text beside the field', faced('', 'BT /F 10 Tf 2 500 Td (100) Tj ET')],
    [
      'another face while the mouse is over it',
      faced('', undefined, { [fresh + 2]: face('1000') }, `/R ${fresh + 2} 0 R`),
    ],
    [
      'another text with formats',
      {
        set: {
          ...faced('').set,
          11: fieldBodies.remark(`/V (100) /RV (<body><p>1000</p></body>) /AP << /N ${fresh} 0 R >>`),
        },
      },
    ],
  ] as const) {
    it(`${name} is not the value`, async () => {
      assert.include(await codesAfter(update), 'LATER_APPEARANCE_DIFFERS');
    });
  }

  it('a picture in place of the value cannot be compared, and it is said so', async () => {
    assert.include(await codesAfter(faced('', 'q 200 0 0 20 0 0 cm /I Do Q')), 'LATER_APPEARANCE_UNREAD');
    const plain = await codesAfter(faced(''));
    assert.notInclude(plain, 'LATER_APPEARANCE_UNREAD');
    assert.notInclude(plain, 'LATER_APPEARANCE_DIFFERS');
    const formatted = {
      set: {
        ...faced('').set,
        11: fieldBodies.remark(
          `/V (100) /RV (<?xml version="1.0"?><body><p>1<b>0</b>0</p></body>) /AP << /N ${fresh} 0 R >>`,
        ),
      },
    };
    assert.notInclude(await codesAfter(formatted), 'LATER_APPEARANCE_DIFFERS');
  });
});

describe('attacks from outside the list: annotations of no plain kind', () => {
  const added = (entries: string, more: Record<number, string> = {}): Update => ({
    set: {
      3: annotsWith(`${fresh} 0 R`),
      [fresh]: `<< /Type /Annot /Rect [300 300 400 400] /P 3 0 R ${entries} >>`,
      ...more,
    },
  });
  for (const [name, update] of [
    [
      'a watermark, which is drawn elsewhere',
      added('/Subtype /Watermark /FixedPrint << /Type /FixedPrint /Matrix [1 0 0 1 -240 460] >>'),
    ],
    ['a redaction', added('/Subtype /Redact /OverlayText (x)')],
    ['a kind that is not stated', added('')],
    ['a kind that nobody knows', added('/Subtype /Projection')],
    [
      'a widget whose kind stands elsewhere',
      added(`/Subtype ${fresh + 1} 0 R /FT /Tx /T (x) /V (hello)`, { [fresh + 1]: '/Widget' }),
    ],
  ] as const) {
    it(`${name} is refused`, async () => {
      const report = await reportOn(append(await signedContract(), update));
      assert.deepEqual([report.modifications.level, report.modifications.permitted], ['OTHER', false], summary(report));
    });
  }

  it('clean twins: what people use to mark and comment', async () => {
    for (const kind of ['Text', 'FreeText', 'Line', 'Square', 'Highlight', 'Ink', 'Stamp', 'Popup', 'Link', 'Caret']) {
      const report = await reportOn(append(await signedContract(), added(`/Subtype /${kind}`)));
      assert.deepEqual([report.modifications.level, report.modifications.permitted], ['ANNOTATIONS', true], kind);
    }
  });
});

describe('attacks from outside the list: reports that grow', () => {
  it('paths of a hundred names of a thousand letters to tens of thousands of objects', async function () {
    this.timeout(20_000);
    const name = (i: number): string => `N${i}`.padEnd(1000, 'x');
    const depth = 90;
    const count = 20_000;
    const first = 100;
    const set: Record<number, string> = {};
    for (let i = 0; i < depth; i++) set[first + i] = `<< /${name(i)} ${first + i + 1} 0 R >>`;
    const leaf = first + depth + 1;
    set[first + depth] = `[${Array.from({ length: count }, (_, i) => `${leaf + i} 0 R`).join(' ')}]`;
    for (let i = 0; i < count; i++) set[leaf + i] = '<< >>';
    set[23] = `<< /Type /StructTreeRoot /K [] /X ${first} 0 R >>`;
    const bytes = append(await signedContract(), { set });
    const facts = await collectFacts(bytes, { trust: (await sandbox()).trustAnchors });
    assert.isBelow(JSON.stringify(facts).length, 8 << 20);
    const [path] =
      facts.signatures[0]?.changes?.findings.map((finding) => finding.path).sort((a, b) => b.length - a.length) ?? [];
    assert.isAtMost(path?.length ?? 0, 2100);
    assert.match(path ?? '', /^\/Root\/StructTreeRoot\//);
  });
});

describe('attacks from outside the list: signatures taken out', () => {
  const withoutWorker: Update = {
    set: {
      6: bodies.form('', '8 0 R 10 0 R 11 0 R 15 0 R 16 0 R 17 0 R 18 0 R'),
      3: bodies.page('', '8 0 R 10 0 R 11 0 R 15 0 R 16 0 R 17 0 R 18 0 R 20 0 R'),
    },
  };
  for (const [name, update] of [
    ['the field of the only signature removed', withoutWorker],
    ['the form removed', { set: { 1: '<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 23 0 R >>' } }],
    [
      'the value of the field removed',
      {
        set: { 7: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-worker) /F 4 /Rect [72 500 272 650] /P 3 0 R >>' },
      },
    ],
  ] as const) {
    it(`${name}: unsigned, and said to have been signed`, async () => {
      const bytes = append(await signedContract(), update);
      const { verdict, problems } = await verify(bytes);
      assert.deepEqual([verdict, problems.map(({ code }) => code)], ['UNSIGNED', ['SIGNATURE_REMOVED']]);
      const strict = await verifyDocument(bytes, { trust: (await sandbox()).trustAnchors, policy: 'strict' });
      assert.equal(strict.verdict, 'FAILED');
    });
  }

  it('clean twins: never signed, and signed still', async () => {
    const signed = await signedContract();
    assert.deepEqual((await verify(signed)).problems, []);
    assert.deepEqual((await verify(append(signed, { set: { 6: fieldsWith('') } }))).problems, []);
    const saved = append(contract(), { set: { 21: '<< /Title (again) >>' } });
    assert.deepEqual([(await verify(saved)).verdict, (await verify(saved)).problems], ['UNSIGNED', []]);
  });
});
