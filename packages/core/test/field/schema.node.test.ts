import { readFileSync } from 'node:fs';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { assert } from 'chai';

import { controlSchema, fillKinds, markKinds } from '@cinnabar/core/field';

import { allKinds } from '../stamp/all-kinds.ts';

const published = JSON.parse(
  readFileSync(new URL(import.meta.resolve('@cinnabar/core/schemas/control-1.json')), 'utf8'),
) as object;

describe('published schema of controls', () => {
  const validate = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false }).compile(published);

  it('is the schema of the sources', () => {
    assert.deepEqual(published, JSON.parse(JSON.stringify(controlSchema)) as object);
  });

  it('[TPL-07, TPL-08, Z-10] takes a control of every kind, several with the same label', () => {
    assert.sameMembers(
      allKinds.map(({ kind }) => kind),
      [...fillKinds, ...markKinds],
    );
    for (const control of allKinds)
      assert.isTrue(validate(control), `${control.kind}: ${JSON.stringify(validate.errors)}`);
    assert.isTrue(validate({ ...allKinds[0], anchor: { keyword: '甲方', occurrence: -1, side: 'below' } }));
    assert.isTrue(validate({ ...allKinds[0], anchor: { field: 'Text1' }, showWhen: { control: 'a', equals: ['b'] } }));
  });

  it('refuses what is no control', () => {
    const base = allKinds.find(({ kind }) => kind === 'text')!;
    const placeless = { ...base, rect: undefined };
    const wrong: readonly [string, unknown][] = [
      ['another kind', { ...base, kind: 'handwriting' }],
      ['a property nobody knows', { ...base, colour: 'red' }],
      ['no place', placeless],
      ['an id with a space', { ...base, id: 'a b' }],
      ['a label in one language', { ...base, label: { 'zh-Hans': '甲' } }],
      ['a choice without options', { ...base, kind: 'select', format: undefined }],
      ['a table without columns', { ...base, kind: 'table', format: undefined }],
      ['cells without their number', { ...base, comb: true }],
      ['a date format on text', { ...base, format: 'yyyy-MM-dd' }],
      ['a text on several pages', { ...base, pages: 'ALL' }],
      ['a seal across no pages', { ...base, kind: 'cross-page-seal', format: undefined }],
      ['a page and a half', { ...base, page: 1.5 }],
      ['both anchors', { ...base, anchor: { keyword: 'a', field: 'b' } }],
    ];
    for (const [what, control] of wrong) assert.isFalse(validate(JSON.parse(JSON.stringify(control))), what);
  });
});
