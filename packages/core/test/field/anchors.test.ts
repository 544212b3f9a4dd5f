import { assert } from 'chai';

import { resolveAnchors, type Control, type ControlAnchor, type TextRun } from '@cinnabar/core/field';

const label = { 'zh-Hans': '签名', 'zh-Hant': '簽名', en: 'Signature' };
const rect = { x: 0, y: 0, width: 100, height: 40 };

/** Chinese text of 10 points: a character is 10 points wide. */
function run(text: string, x: number, y: number, page = 0): TextRun {
  return { page, text, x, y, width: 10 * text.length, size: 10 };
}

const text: readonly TextRun[] = [
  run('甲方（盖章）：', 100, 500),
  run('乙方（签', 300, 500),
  run('字）：', 340, 500),
  run('法定代', 500, 300),
  run('表人', 50, 286),
  run('⽅ 案', 50, 200, 1),
  run('甲 方', 50, 100, 1),
];

function placed(anchor: ControlAnchor, size = rect): Control | undefined {
  const control: Control = {
    id: 'a',
    kind: 'signature',
    role: 'worker',
    label,
    required: true,
    page: 0,
    rect: size,
    anchor,
  };
  const field = (name: string): { page: number; rect: typeof rect }[] =>
    name === 'form.Sig' ? [0, 1].map((page) => ({ page, rect: { x: 50, y: 60, width: 200, height: 80 } })) : [];
  const { controls, problems } = resolveAnchors([control], { text, field });
  assert.deepEqual(
    problems.map(({ path }) => path),
    controls[0] === control ? ['a'] : [],
  );
  return controls[0] === control ? undefined : controls[0];
}

describe('anchors', () => {
  it('[TPL-07, INI-14] put a control behind, below or on a phrase', () => {
    // The phrase fills x 100 to 170, y 498.8 to 508.8.
    assert.deepEqual(placed({ keyword: '甲方（盖章）：' })?.rect, { x: 170, y: 483.8, width: 100, height: 40 });
    assert.deepEqual(placed({ keyword: '甲方（盖章）：', side: 'center' })?.rect, { ...rect, x: 85, y: 483.8 });
    assert.deepEqual(placed({ keyword: '甲方（盖章）：', side: 'below' })?.rect, { ...rect, x: 100, y: 458.8 });
    const moved = placed({ keyword: '甲方（盖章）：', side: 'below', offset: { x: 5, y: -10 } });
    assert.deepEqual(moved?.rect, { ...rect, x: 105, y: 448.8 });
  });

  it('[INI-14] find it across runs and line ends, standing by its first line', () => {
    assert.equal(placed({ keyword: '乙方（签字）' })?.rect.x, 360);
    const wrapped = placed({ keyword: '法定代表人' })?.rect;
    assert.deepEqual([wrapped?.x, wrapped?.y], [530, 283.8]);
    assert.equal(placed({ keyword: '法定代表人', side: 'center' })?.rect.x, 465, 'not between its two lines');
    assert.equal(placed({ keyword: '盖 章' })?.rect.x, 150, 'white space does not matter');
    assert.equal(placed({ keyword: '(盖章):' })?.rect.x, 170, 'nor does width');
    assert.equal(placed({ keyword: '方案' })?.page, 1, 'nor a radical in place of its character');
  });

  it('[INI-14] count occurrences from either end', () => {
    assert.equal(placed({ keyword: '甲方' })?.page, 0);
    assert.equal(placed({ keyword: '甲方', occurrence: 2 })?.page, 1);
    assert.equal(placed({ keyword: '甲方', occurrence: -1 })?.page, 1);
    for (const occurrence of [0, 3, -3]) assert.isUndefined(placed({ keyword: '甲方', occurrence }));
    assert.isUndefined(placed({ keyword: '丙方' }));
    assert.isUndefined(placed({ keyword: ' ' }));
  });

  it("[TPL-07] take the place of a field of the document's own form", () => {
    const own = placed({ field: 'form.Sig', widget: 1 });
    assert.equal(own?.page, 1);
    assert.deepEqual(own?.rect, { ...rect, x: 100, y: 80 }, 'its own size, in the middle');
    assert.deepEqual(placed({ field: 'form.Sig' }, { ...rect, width: 0, height: 0 })?.rect, {
      x: 50,
      y: 60,
      width: 200,
      height: 80,
    });
    assert.isUndefined(placed({ field: 'form.Sig', widget: 2 }));
    assert.isUndefined(placed({ field: 'Other' }));
  });
});
