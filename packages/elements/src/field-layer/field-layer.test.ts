import type { Control } from '@cinnabar/core/field';
import { sendKeys } from '@web/test-runner-commands';
import { assert } from 'chai';
import { assertAccessible } from '../../test/support/accessibility.ts';
import { samplePdf } from '../../test/support/sample-pdf.ts';
import { mountViewer, until, type ViewerFixture } from '../../test/support/viewer-fixture.ts';
import './field-layer.define.ts';
import type { CinnabarFieldLayer, FieldChangeEvent, MarkRemoveEvent, MarkRequestEvent, PlacedMark } from './index.ts';

const text = (hans: string, en = hans) => ({ 'zh-Hans': hans, 'zh-Hant': hans, en });
const controls: Control[] = [
  {
    id: 'address',
    kind: 'text',
    role: 'worker',
    label: text('现居住地址', 'Address'),
    required: true,
    maxLength: 10,
    page: 0,
    rect: { x: 150, y: 600, width: 250, height: 18 },
  },
  {
    id: 'day',
    kind: 'date',
    role: 'worker',
    label: text('到岗日期'),
    required: false,
    page: 0,
    rect: { x: 150, y: 570, width: 120, height: 18 },
  },
  {
    id: 'hours',
    kind: 'select',
    options: ['标准', '综合'],
    role: 'worker',
    label: text('工时制度'),
    required: false,
    page: 0,
    rect: { x: 300, y: 570, width: 100, height: 18 },
  },
  {
    id: 'pay',
    kind: 'text',
    role: 'employer',
    label: text('月工资'),
    required: true,
    page: 0,
    rect: { x: 150, y: 540, width: 100, height: 18 },
  },
  {
    id: 'sign',
    kind: 'signature',
    role: 'worker',
    label: text('乙方签名'),
    required: true,
    page: -1,
    rect: { x: 350, y: 300, width: 150, height: 60 },
  },
  {
    id: 'seal',
    kind: 'company-seal',
    role: 'employer',
    label: text('企业签署区域'),
    required: true,
    page: -1,
    rect: { x: 80, y: 260, width: 130, height: 130 },
  },
];
const side = (42 / 25.4) * 72;
const seal: PlacedMark = {
  fileId: 'a',
  mark: { kind: 'seal', controlId: 'seal', sealId: 's' },
  artwork: {
    width: side,
    height: side,
    paths: [{ segments: [['M', 0, 0], ['L', side, 0], ['L', side, side], ['Z']], fill: [1, 0, 0] }],
  },
};
const pdf = samplePdf(Array.from({ length: 8 }, (_, i) => ({ lines: [`第${i + 1}页`] })));

describe('cinnabar-field-layer', () => {
  let fixture: ViewerFixture;
  let layer: CinnabarFieldLayer;
  const shadow = (): ShadowRoot => layer.shadowRoot as ShadowRoot;
  const control = (id: string): HTMLElement => shadow().querySelector<HTMLElement>(`[data-control="${id}"]`)!;
  const input = (id: string): HTMLInputElement => shadow().querySelector<HTMLInputElement>(`#input-${id}`)!;

  async function mount(set: Partial<CinnabarFieldLayer> = {}, width = '900px'): Promise<void> {
    fixture = mountViewer({ a: pdf });
    fixture.viewer.style.width = width;
    layer = document.createElement('cinnabar-field-layer');
    layer.files = [{ id: 'a', controls, values: {} }];
    layer.signerRole = 'worker';
    layer.parties = [
      { role: 'employer', name: '广州云杉科技有限公司', state: 'PENDING' },
      { role: 'worker', name: '李𬭎', state: 'PENDING' },
    ];
    Object.assign(layer, set);
    fixture.viewer.append(layer);
    await fixture.painted(0);
    await until('controls', () => shadow().querySelector('[data-control]'));
  }
  afterEach(() => fixture.viewer.remove());

  const change = (): Promise<FieldChangeEvent> =>
    new Promise((resolve) => layer.addEventListener('cinnabar-field-change', resolve, { once: true }));

  it('keeps the name of a field too narrow for it off the print, but not from assistive technology', async () => {
    const narrow: Control = {
      id: 'year',
      kind: 'sign-date',
      role: 'employer',
      label: text('签订日期'),
      required: false,
      page: 0,
      rect: { x: 150, y: 500, width: 24, height: 18 },
    };
    await mount({ files: [{ id: 'a', controls: [...controls, narrow], values: {} }] });
    const words = (id: string): HTMLElement => control(id).querySelector('span') as HTMLElement;
    assert.isAtMost(words('year').clientHeight, 1);
    assert.include(words('year').textContent, '签署');
    assert.isAbove(words('pay').clientHeight, 5);
  });

  it('lays each control exactly over its rectangle, at every zoom and after scrolling', async () => {
    await mount();
    for (const zoom of [1, 2] as const) {
      fixture.viewer.zoom = zoom;
      await fixture.viewer.updateComplete;
      fixture.root.querySelector('.scroller')!.scrollTop += 40;
      await layer.updateComplete;
      const box = control('address').getBoundingClientRect();
      const { left, top } = fixture.viewer.geometry(0)!.toClient({ x: 150, y: 618 });
      assert.closeTo(box.left, left, 0.5);
      assert.closeTo(box.top, top, 0.5);
      assert.closeTo(box.width, (250 * zoom * 96) / 72, 0.5);
    }
  });

  it('takes what is typed, says so, and ticks the field off', async () => {
    await mount();
    input('address').focus();
    const changed = change();
    await sendKeys({ type: '1' });
    assert.deepInclude({ ...(await changed) }, { fileId: 'a', controlId: 'address', value: '1' });
    await until(
      'done',
      () => control('address').classList.contains('done') && control('address').querySelector('.tick'),
    );
    assert.isNull(control('address').querySelector('.star'), 'no longer asked for');
    assert.deepEqual(layer.progress, { done: 1, required: 2 });
  });

  it('says what is wrong at the field once it is left, and no longer when it is right', async () => {
    await mount();
    input('address').focus();
    await sendKeys({ type: '12345678901' });
    assert.isNull(control('address').querySelector('.problem'), 'not while typing');
    await sendKeys({ press: 'Tab' });
    const problem = await until('problem', () => control('address').querySelector('.problem'));
    assert.equal(problem.textContent, '最多 10 个字');
    assert.equal(input('address').getAttribute('aria-invalid'), 'true');
    assert.equal(input('address').getAttribute('aria-describedby'), problem.id);
    assert.equal(input('address').value, '12345678901', 'nothing typed is lost');
    input('address').focus();
    await sendKeys({ press: 'Backspace' });
    await until('no problem', () => !control('address').querySelector('.problem'));
  });

  it('is walked through by Tab in reading order; other parties’ controls are named and skipped', async () => {
    await mount();
    input('address').focus();
    const stops: string[] = [];
    for (let i = 0; i < 2; i++) {
      await sendKeys({ press: 'Tab' });
      // A date input has several stops inside; go on until it is left.
      for (let inside = 0; inside < 5 && shadow().activeElement?.id === 'input-day'; inside++) {
        if (stops.at(-1) !== 'input-day') stops.push('input-day');
        await sendKeys({ press: 'Tab' });
      }
      const active = shadow().activeElement;
      stops.push(active?.id || (active?.closest('[data-control]')?.getAttribute('data-control') ?? '?'));
    }
    assert.deepEqual(stops, ['input-day', 'input-hours', 'sign']);
    assert.equal(control('pay').textContent?.trim().replace(/\s+/g, ' '), '广州云杉科技有限公司 · 月工资');
    assert.isNull(control('pay').querySelector('input, button, [tabindex]'));
  });

  it('goes to the next required control, on a far page too', async () => {
    await mount();
    assert.isTrue(layer.focusNextRequired());
    await until('first field focused', () => shadow().activeElement === input('address'));
    layer.setValue('a', 'address', '广州');
    assert.isTrue(layer.focusNextRequired());
    const area = await until('area focused', () => shadow().activeElement?.closest('[data-control="sign"]'));
    await until('last page shown', () => {
      const box = area.getBoundingClientRect();
      const frame = fixture.viewer.getBoundingClientRect();
      return box.top > frame.top && box.bottom < frame.bottom && fixture.viewer.currentPage === 7;
    });
    layer.marks = [
      { fileId: 'a', mark: { kind: 'ink', controlId: 'sign', ink: { aspect: 2, strokes: [] } }, artwork: seal.artwork },
    ];
    await layer.updateComplete;
    assert.isFalse(layer.focusNextRequired(), 'everything is done');
  });

  it('shows all that is missing when asked', async () => {
    await mount();
    assert.isFalse(layer.showProblems());
    await until('both said', () => shadow().querySelectorAll('.problem').length === 2);
    assert.equal(control('sign').querySelector('.problem')!.textContent, '请在此处签署');
  });

  it('asks for a mark on a tap, shows it at true size where it will be stamped, and asks to remove it', async () => {
    await mount({ signerRole: 'employer' });
    fixture.viewer.goToPage(-1);
    await fixture.painted(7);
    const asked = new Promise<MarkRequestEvent>((resolve) =>
      layer.addEventListener('cinnabar-mark-request', resolve, { once: true }),
    );
    control('seal').querySelector<HTMLElement>('.area')!.click();
    assert.deepInclude({ ...(await asked) }, { fileId: 'a', controlId: 'seal', kind: 'company-seal' });
    layer.marks = [seal];
    const drawn = await until('seal drawn', () => control('seal').querySelector('svg.mark'));
    await Promise.all(drawn.getAnimations().map((animation) => animation.finished));
    const box = drawn.getBoundingClientRect();
    const scale = fixture.viewer.geometry(-1)!.scale;
    assert.closeTo(box.width, side * scale, 0.5);
    const middle = fixture.viewer.geometry(-1)!.toPage(box.left + box.width / 2, box.top + box.height / 2);
    assert.closeTo(middle.x, 145, 0.5);
    assert.closeTo(middle.y, 325, 0.5);
    const removed = new Promise<MarkRemoveEvent>((resolve) =>
      layer.addEventListener('cinnabar-mark-remove', resolve, { once: true }),
    );
    control('seal').querySelector<HTMLElement>('.remove')!.click();
    assert.equal((await removed).controlId, 'seal');
  });

  it('knows which area is under a point, whose it is, and lifts those that accept a seal', async () => {
    await mount({ signerRole: 'employer' });
    fixture.viewer.goToPage(-1);
    await fixture.painted(7);
    const { left, top } = fixture.viewer.geometry(-1)!.toClient({ x: 100, y: 300 });
    const target = layer.areaAt(left, top)!;
    assert.equal(target.control.id, 'seal');
    assert.isTrue(target.mine);
    assert.closeTo(target.point.x, 100, 0.1);
    assert.closeTo(target.point.y, 300, 0.1);
    const other = fixture.viewer.geometry(-1)!.toClient({ x: 360, y: 310 });
    assert.isFalse(layer.areaAt(other.left, other.top)!.mine);
    assert.isUndefined(layer.areaAt(left, top - 400));
    layer.highlightAreas('company-seal');
    await layer.updateComplete;
    assert.isTrue(control('seal').classList.contains('lift'));
    layer.highlightAreas(null);
    await layer.updateComplete;
    assert.isFalse(control('seal').classList.contains('lift'));
  });

  it('leaves the paper alone when the controls are hidden, and where a party has signed', async () => {
    await mount({ parties: [{ role: 'employer', name: '广州云杉科技有限公司', state: 'SIGNED' }] });
    assert.isNull(control('pay'));
    layer.controlsHidden = true;
    await layer.updateComplete;
    assert.isNull(shadow().querySelector('[data-control]'));
  });

  it('opens a sheet for a field on a phone and leads from one to the next', async () => {
    await mount({}, '380px');
    await until('phone layout', () => layer.narrow);
    const field = await until('button', () => shadow().querySelector<HTMLElement>('button#input-address'));
    assert.isAtLeast(field.querySelector('.reach')!.getBoundingClientRect().height, 44, 'a thumb can hit it');
    field.click();
    const sheet = shadow().querySelector('cinnabar-field-sheet')!.shadowRoot!;
    const first = await until('sheet', () => sheet.querySelector<HTMLInputElement>('dialog[open] #input-address'));
    await until('ready for typing', () => sheet.activeElement === first);
    await sendKeys({ press: 'Enter' });
    await until('the second field', () => sheet.querySelector('#input-day'));
    sheet.querySelector<HTMLElement>('.foot .button')!.click();
    const again = await until('back at the first', () => sheet.querySelector<HTMLInputElement>('#input-address'));
    assert.equal(sheet.querySelector('.message')!.textContent, '请填写此项');
    again.focus();
    await sendKeys({ type: 'abc' });
    await Promise.all(
      sheet
        .querySelector('dialog')!
        .getAnimations()
        .map((animation) => animation.finished),
    );
    await assertAccessible(fixture.viewer);
    sheet.querySelector<HTMLElement>('[aria-label="关闭"]')!.click();
    await until('printed on the paper', () => shadow().querySelector('#input-address')?.textContent?.includes('abc'));
    assert.equal(layer.model.value('a', 'address'), 'abc');
  });

  it('can be used by everyone', async () => {
    await mount();
    layer.showProblems();
    await until('problems', () => shadow().querySelector('.problem'));
    await assertAccessible(fixture.viewer);
    layer.lang = 'en';
    layer.requestUpdate();
    await layer.updateComplete;
    assert.equal(input('address').getAttribute('aria-label'), 'Address (required)');
    assert.equal(control('address').querySelector('.problem')!.textContent, 'Please fill this in');
  });
});
