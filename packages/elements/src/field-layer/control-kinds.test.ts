import { fillKinds, markKinds, type Control, type FillControl, writeTable } from '@cinnabar/core/field';
import { assert } from 'chai';
import { assertAccessible } from '../../test/support/accessibility.ts';
import { samplePdf } from '../../test/support/sample-pdf.ts';
import { mountViewer, until, type ViewerFixture } from '../../test/support/viewer-fixture.ts';
import './field-layer.define.ts';
import type { CinnabarFieldLayer } from './index.ts';
import { shortText } from './written-value.ts';

const text = (words: string) => ({ 'zh-Hans': words, 'zh-Hant': words, en: words });
const columns = ['月份', '工资'].map((title) => ({ title: text(title), width: 1 }));
const options = ['甲', '乙'];

const controls: Control[] = [...fillKinds, ...markKinds].map((kind, i): Control => {
  const rect = { x: 60 + 250 * (i % 2), y: 780 - 50 * Math.floor(i / 2), width: 220, height: 40 };
  const base = { id: kind, role: 'worker', label: text(kind), required: true, page: 0, rect };
  const extra = { columns, ...(kind === 'sex' ? {} : { options }) };
  return { ...base, kind, ...(fillKinds.includes(kind as never) ? extra : {}) } as Control;
});
const pdf = samplePdf([{ lines: ['合同'] }]);

describe('field layer with every kind of control', () => {
  let fixture: ViewerFixture;
  let layer: CinnabarFieldLayer;

  beforeEach(async () => {
    fixture = mountViewer({ a: pdf });
    layer = document.createElement('cinnabar-field-layer');
    layer.files = [{ id: 'a', controls, values: {} }];
    layer.signerRole = 'worker';
    fixture.viewer.append(layer);
    await until('controls', () => layer.shadowRoot?.querySelector('[data-control]'));
    await layer.updateComplete;
  });
  afterEach(() => fixture.viewer.remove());

  const inputOf = (id: string): HTMLElement | null => layer.shadowRoot!.querySelector(`[data-control="${id}"] .value`);

  it('[TPL-08, SGN-02] has something to fill for each that the signer fills, named', () => {
    for (const kind of fillKinds) {
      const input = inputOf(kind);
      if (kind === 'sign-date' || kind === 'watermark') assert.isNull(input, kind);
      else assert.include(input?.getAttribute('aria-label') ?? '', kind);
    }
    for (const kind of markKinds) {
      assert.isNotNull(layer.shadowRoot!.querySelector(`[data-control="${kind}"] .area`), kind);
    }
    assert.include(inputOf('image')?.textContent ?? '', '上传');
  });

  it('[SGN-02] takes boxes, ticks and rows', async () => {
    const boxes = inputOf('check')!.querySelectorAll('input');
    assert.lengthOf(boxes, 2);
    boxes[1]!.click();
    await layer.updateComplete;
    boxes[0]!.click();
    assert.equal(layer.model.value('a', 'check'), '甲\n乙', 'in the order of the options');
    const tick = inputOf('tick') as HTMLSelectElement;
    tick.value = 'no';
    tick.dispatchEvent(new Event('change'));
    assert.equal(layer.model.value('a', 'tick'), 'no');
  });

  it('[SGN-02] takes the rows of a table cell by cell, and another row after each', async () => {
    const cells = (): HTMLInputElement[] => [...inputOf('table')!.querySelectorAll('input')];
    const type = async (index: number, words: string): Promise<void> => {
      cells()[index]!.value = words;
      cells()[index]!.dispatchEvent(new Event('input'));
      await layer.updateComplete;
    };
    assert.lengthOf(cells(), 2);
    await type(1, '8000');
    assert.lengthOf(cells(), 4, 'a row to go on with');
    await type(2, '二月');
    const value = (): string => layer.model.value('a', 'table');
    assert.equal(
      value(),
      writeTable([
        ['', '8000'],
        ['二月', ''],
      ]),
    );
    await type(2, '');
    assert.equal(value(), writeTable([['', '8000']]), 'what was emptied at the end goes');
    await type(1, '');
    assert.equal(value(), '');
  });

  it('[SGN-02] takes a district and the address in it', async () => {
    const [district, detail] = [...inputOf('district')!.querySelectorAll('input')] as [
      HTMLInputElement,
      HTMLInputElement,
    ];
    detail.value = '五山路100号';
    detail.dispatchEvent(new Event('input'));
    await layer.updateComplete;
    assert.equal(layer.model.value('a', 'district'), '\n五山路100号');
    district.value = '广州市天河区';
    district.dispatchEvent(new Event('input'));
    assert.equal(layer.model.value('a', 'district'), '广州市天河区\n五山路100号');
  });

  it('waits with a problem until the last part of a control is left', async () => {
    const problem = (): Element | null => layer.shadowRoot!.querySelector('[data-control=district] .problem');
    const [district, detail] = [...inputOf('district')!.querySelectorAll('input')];
    district!.focus();
    detail!.focus();
    await layer.updateComplete;
    assert.isNull(problem());
    inputOf('text')!.focus();
    await until('problem', problem);
  });

  it('says what the options of sex and education mean, and keeps what is printed', async () => {
    const sex = controls.find(({ id }) => id === 'sex') as FillControl;
    layer.files = [{ id: 'a', controls: [sex], values: {} }];
    layer.lang = 'en';
    await until('English', () => inputOf('sex')?.textContent?.includes('男 (Male)'));
    assert.equal(inputOf('sex')!.querySelectorAll('option')[1]!.value, '男');
  });

  it('[SGN-02] stands where its control is, on a PC and on a phone', async () => {
    const inPlace = (): void => {
      for (const box of layer.shadowRoot!.querySelectorAll<HTMLElement>('[data-control]')) {
        const own = box.querySelector('.value, .area');
        if (!own) continue;
        const [outer, inner] = [box.getBoundingClientRect(), own.getBoundingClientRect()];
        assert.closeTo(inner.left, outer.left, 1, box.dataset['control']);
        assert.closeTo(inner.top, outer.top, 1, box.dataset['control']);
      }
    };
    inPlace();
    fixture.viewer.style.width = '390px';
    await until('phone layout', () => layer.narrow);
    await layer.updateComplete;
    inPlace();
  });

  it('is accessible', async () => {
    await assertAccessible(layer);
  });
});

describe('controls with conditions', () => {
  it('[SGN-02] come and go, and are required, by the value of another', async () => {
    const fixture = mountViewer({ a: pdf });
    const layer = document.createElement('cinnabar-field-layer');
    const kind = { ...controls.find(({ id }) => id === 'select')!, id: 'kind' } as FillControl;
    const end: Control = {
      ...controls.find(({ id }) => id === 'date')!,
      id: 'end',
      showWhen: { control: 'kind', equals: '乙' },
    };
    layer.files = [{ id: 'a', controls: [kind, end], values: {} }];
    layer.signerRole = 'worker';
    fixture.viewer.append(layer);
    await until('controls', () => layer.shadowRoot?.querySelector('[data-control=kind]'));
    const shown = (): boolean => layer.shadowRoot!.querySelector('[data-control=end]') !== null;
    assert.isFalse(shown());
    assert.equal(layer.progress.required, 1);
    layer.setValue('a', 'kind', '乙');
    await layer.updateComplete;
    assert.isTrue(shown());
    assert.equal(layer.progress.required, 2);
    fixture.viewer.remove();
  });
});

describe('written values', () => {
  const table = controls.find(({ id }) => id === 'table') as FillControl;

  it('are short in one line', () => {
    const of = (kind: FillControl['kind'], value: string): string => shortText({ ...table, kind }, value);
    assert.equal(of('check', '甲\n乙'), '甲、乙');
    assert.equal(of('check', 'yes'), '✓');
    assert.equal(of('tick', 'no'), '✗');
    assert.equal(of('attachment', 'a.pdf\nff'), 'a.pdf');
    assert.equal(
      of(
        'table',
        writeTable([
          ['一月', '8000'],
          ['二月', ''],
        ]),
      ),
      '一月 8000；二月 ',
    );
    assert.equal(of('date', '2026-12-01'), '2026年12月1日', 'as it is printed');
  });
});
