import { fillKinds, markKinds, type Control, type FillControl, writeTable } from '@cinnabar/core/field';
import { assert } from 'chai';
import { assertAccessible } from '../../test/support/accessibility.ts';
import { samplePdf } from '../../test/support/sample-pdf.ts';
import { mountViewer, until, type ViewerFixture } from '../../test/support/viewer-fixture.ts';
import './field-layer.define.ts';
import type { CinnabarFieldLayer } from './index.ts';
import { fromTypedText, shortText, typedText } from './written-value.ts';

const text = (words: string) => ({ 'zh-Hans': words, 'zh-Hant': words, en: words });
const columns = ['月份', '工资'].map((title) => ({ title: text(title), width: 1 }));
const options = ['甲', '乙'];

const controls: Control[] = [...fillKinds, ...markKinds].map((kind, i): Control => {
  const rect = { x: 60 + 250 * (i % 2), y: 780 - 50 * Math.floor(i / 2), width: 220, height: 40 };
  const base = { id: kind, role: 'worker', label: text(kind), required: true, page: 0, rect };
  const extra = { options, columns };
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
    const table = inputOf('table') as HTMLTextAreaElement;
    table.focus();
    table.value = '一月 | 8000\n二月 |';
    table.dispatchEvent(new Event('input'));
    await layer.updateComplete;
    assert.equal(
      layer.model.value('a', 'table'),
      writeTable([
        ['一月', '8000'],
        ['二月', ''],
      ]),
    );
    assert.equal(table.value, '一月 | 8000\n二月 |', 'as typed');
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

  it('turn tables to lines and back', () => {
    const value = writeTable([['一月', '8000']]);
    assert.equal(typedText(table, value), '一月 | 8000');
    assert.equal(fromTypedText(table, '一月|8000\n\n'), value);
    assert.equal(fromTypedText(table, '一月'), writeTable([['一月', '']]));
    assert.equal(fromTypedText(table, ' \n'), '');
  });

  it('are short in one line', () => {
    const of = (kind: FillControl['kind'], value: string): string => shortText({ ...table, kind }, value);
    assert.equal(of('check', '甲\n乙'), '甲、乙');
    assert.equal(of('check', 'yes'), '✓');
    assert.equal(of('tick', 'no'), '✗');
    assert.equal(of('attachment', 'a.pdf\nff'), 'a.pdf');
  });
});
