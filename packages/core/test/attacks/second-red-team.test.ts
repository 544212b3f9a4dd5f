import { collectFacts, verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { sandbox } from '../support/signing.ts';
import {
  annotsWith,
  append,
  bodies,
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
    const { contract } = await import('./kit.ts');
    const saved = append(contract(), { set: { 21: '<< /Title (again) >>' } });
    assert.deepEqual([(await verify(saved)).verdict, (await verify(saved)).problems], ['UNSIGNED', []]);
  });
});
