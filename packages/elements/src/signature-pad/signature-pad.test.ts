import { emulateMedia, resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { artworkToPathData } from '@cinnabar/core/artwork';
import { inkArtwork, type InkStrokes } from '@cinnabar/core/ink';
import { assert } from 'chai';

import { assertAccessible } from '../../test/support/accessibility.ts';
import './signature-pad.define.ts';
import type { CinnabarSignaturePad } from './signature-pad.ts';

type Point = readonly [x: number, y: number];

let stage: HTMLElement;

async function pad(change: Partial<CinnabarSignaturePad> = {}): Promise<CinnabarSignaturePad> {
  const element = Object.assign(document.createElement('cinnabar-signature-pad'), change);
  stage.append(element);
  await settled(element);
  return element;
}

/** Until rendered and laid out: resize observers report after a frame. */
async function settled(element: CinnabarSignaturePad): Promise<void> {
  await element.updateComplete;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  await element.updateComplete;
}

const canvasOf = (element: CinnabarSignaturePad): HTMLCanvasElement =>
  element.renderRoot.querySelector('canvas') as HTMLCanvasElement;
const button = (element: CinnabarSignaturePad, label: string): HTMLButtonElement =>
  [...element.renderRoot.querySelectorAll('button')].find(
    (candidate) => candidate.textContent.trim() === label || candidate.getAttribute('aria-label') === label,
  ) as HTMLButtonElement;
const problem = (element: CinnabarSignaturePad): string =>
  element.renderRoot.querySelector('.problem')?.textContent.trim() ?? '';
const isAt = (element: CinnabarSignaturePad): [string, number] => {
  const strokes = element.ink?.strokes ?? [];
  return [strokes.map(({ points }) => points.length > 0).join(), strokes.length];
};

/** A stroke by the real mouse, through fractions of the canvas as it is on the screen. */
async function mouseStroke(element: CinnabarSignaturePad, points: readonly Point[]): Promise<void> {
  const box = canvasOf(element).getBoundingClientRect();
  const at = ([x, y]: Point): [number, number] => [
    Math.round(box.left + x * box.width),
    Math.round(box.top + y * box.height),
  ];
  await sendMouse({ type: 'move', position: at(points[0] as Point) });
  await sendMouse({ type: 'down' });
  for (const point of points.slice(1)) await sendMouse({ type: 'move', position: at(point) });
  await sendMouse({ type: 'up' });
}

interface Contact {
  id?: number;
  type?: 'touch' | 'pen' | 'mouse';
  pressure?: number;
  size?: number;
}

/** One pointer event at a fraction of the canvas. */
function contact(element: CinnabarSignaturePad, name: string, [x, y]: Point, options: Contact = {}): PointerEvent {
  const canvas = canvasOf(element);
  const box = canvas.getBoundingClientRect();
  const event = new PointerEvent(`pointer${name}`, {
    bubbles: true,
    composed: true,
    cancelable: true,
    pointerId: options.id ?? 5,
    pointerType: options.type ?? 'touch',
    pressure: options.pressure ?? 0,
    width: options.size ?? 20,
    height: options.size ?? 20,
    clientX: box.left + x * box.width,
    clientY: box.top + y * box.height,
  });
  canvas.dispatchEvent(event);
  return event;
}

function draw(element: CinnabarSignaturePad, points: readonly Point[], options: Contact = {}): void {
  contact(element, 'down', points[0] as Point, options);
  for (const point of points.slice(1)) contact(element, 'move', point, options);
  contact(element, 'up', points.at(-1) as Point, options);
}

/** Whether there is ink near a fraction of the paper. */
function inkedAt(element: CinnabarSignaturePad, x: number, y: number): boolean {
  const canvas = canvasOf(element);
  const [cx, cy] = [Math.round(x * canvas.width), Math.round(y * canvas.height)];
  const data = canvas.getContext('2d')?.getImageData(cx - 2, cy - 2, 5, 5).data ?? [];
  return data.some((value, i) => i % 4 === 3 && value > 100);
}

const slash: readonly Point[] = [
  [0.2, 0.25],
  [0.4, 0.4],
  [0.6, 0.6],
  [0.8, 0.75],
];

describe('cinnabar-signature-pad', () => {
  beforeEach(async () => {
    await setViewport({ width: 900, height: 700 });
    stage = document.createElement('div');
    stage.lang = 'zh-Hans';
    Object.assign(stage.style, { width: '600px' });
    document.body.append(stage);
  });

  afterEach(async () => {
    await resetMouse();
    stage.remove();
  });

  after(() => setViewport({ width: 800, height: 600 }));

  it('takes strokes of the mouse in unit space and confirms them', async () => {
    const element = await pad();
    const confirmed: InkStrokes[] = [];
    element.addEventListener('cinnabar-signature-confirm', ({ ink }) => confirmed.push(ink));
    await mouseStroke(element, slash);
    const [stroke] = element.ink?.strokes ?? [];
    assert.equal(stroke?.pointerType, 'mouse');
    const [first, last] = [stroke?.points[0], stroke?.points.at(-1)];
    assert.closeTo(first?.x ?? 0, 0.2, 0.003);
    assert.closeTo(first?.y ?? 0, 0.25 / 2.4, 0.003, 'y is measured in pad widths');
    assert.closeTo(last?.x ?? 0, 0.8, 0.003);
    assert.equal(first?.time, 0);
    assert.isAbove(last?.time ?? 0, 0);
    assert.notProperty(first, 'pressure', 'a mouse measures none');
    assert.closeTo(element.ink?.aspect ?? 0, 2.4, 0.01);
    await element.updateComplete;
    await sendMouse({ type: 'click', position: centreOf(button(element, '确定')) });
    assert.deepEqual(confirmed, [element.ink]);
  });

  it('draws with the very outline that is stamped', async () => {
    const element = await pad();
    draw(element, slash);
    const canvas = canvasOf(element);
    const reference = document.createElement('canvas');
    Object.assign(reference, { width: canvas.width, height: canvas.height });
    const context = reference.getContext('2d') as CanvasRenderingContext2D;
    const ink = element.ink as InkStrokes;
    const paper = { width: 400, height: 400 / ink.aspect };
    const artwork = inkArtwork(ink, paper, { fit: 'pad', penWidth: paper.height * 0.024 });
    context.scale(canvas.width / 400, canvas.width / 400);
    for (const path of artwork.paths) context.fill(new Path2D(artworkToPathData(artwork, path)));
    const pixels = (source: HTMLCanvasElement): Uint8ClampedArray =>
      (source.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, canvas.width, canvas.height).data;
    const [ours, theirs] = [pixels(canvas), pixels(reference)];
    assert.isAbove(
      theirs.reduce((sum, value) => sum + value, 0),
      0,
    );
    let different = 0;
    for (let i = 3; i < ours.length; i += 4) if (Math.abs((ours[i] ?? 0) - (theirs[i] ?? 0)) > 40) different++;
    assert.equal(different, 0);
  });

  it('keeps strokes through resizing and repaints them at the new size', async () => {
    const element = await pad();
    draw(element, slash);
    const before = element.ink;
    stage.style.width = '300px';
    await settled(element);
    assert.deepEqual(element.ink, before);
    assert.closeTo(canvasOf(element).getBoundingClientRect().width, 300, 1);
    assert.equal(canvasOf(element).width, Math.round(300 * devicePixelRatio));
    assert.isTrue(inkedAt(element, 0.5, 0.5), 'the stroke goes through the middle of the smaller paper');
    element.style.setProperty('--cinnabar-pad-aspect', '1');
    await settled(element);
    const box = canvasOf(element).getBoundingClientRect();
    assert.closeTo(box.width / box.height, 2.4, 0.02, 'the paper keeps the shape it was signed on');
    assert.isTrue(inkedAt(element, 0.5, 0.5));
  });

  it('undoes, redoes and clears by button and by key', async () => {
    const element = await pad();
    const strokes = (): number => element.ink?.strokes.length ?? 0;
    await mouseStroke(element, slash);
    await mouseStroke(element, [
      [0.2, 0.7],
      [0.7, 0.3],
    ]);
    await sendKeys({ press: 'Control+z' });
    assert.equal(strokes(), 1);
    await sendKeys({ press: 'Control+Shift+z' });
    assert.equal(strokes(), 2);
    await element.updateComplete;
    button(element, '撤销').click();
    await element.updateComplete;
    button(element, '恢复').click();
    await element.updateComplete;
    assert.equal(strokes(), 2);
    button(element, '重写').click();
    await element.updateComplete;
    assert.equal(strokes(), 0);
    assert.isFalse(inkedAt(element, 0.5, 0.5), 'the paper is white again');
    assert.isTrue(button(element, '重写').disabled);
    button(element, '撤销').click();
    assert.equal(strokes(), 2, 'clearing can be taken back');
  });

  it('refuses an empty pad, a dot and a speck, and says what to do', async () => {
    const element = await pad();
    let confirmed = 0;
    element.addEventListener('cinnabar-signature-confirm', () => confirmed++);
    const refusal = async (): Promise<string> => {
      element.confirm();
      await element.updateComplete;
      return problem(element);
    };
    assert.equal(await refusal(), '请先签名。');
    draw(element, [[0.5, 0.5]]);
    assert.equal(await refusal(), '只有一个点，请写出完整姓名。');
    element.clear();
    const speck = Array.from({ length: 24 }, (_, i): Point => [0.5 + 0.02 * Math.cos(i), 0.5 + 0.04 * Math.sin(i)]);
    draw(element, speck);
    assert.equal(await refusal(), '签名太小，请写大一些。');
    assert.equal(confirmed, 0);
    draw(element, slash);
    await element.updateComplete;
    assert.equal(problem(element), '', 'drawing on takes the reproach away');
    assert.equal(await refusal(), '');
    assert.equal(confirmed, 1);
  });

  it('takes pressure from pens and no ink from the hand that holds the pen', async () => {
    const element = await pad();
    contact(element, 'down', [0.1, 0.9], { id: 1, type: 'touch' });
    contact(element, 'move', [0.15, 0.9], { id: 1, type: 'touch' });
    contact(element, 'down', [0.3, 0.3], { id: 2, type: 'pen', pressure: 0.4 });
    contact(element, 'move', [0.6, 0.5], { id: 2, type: 'pen', pressure: 0.8 });
    contact(element, 'up', [0.6, 0.5], { id: 2, type: 'pen' });
    draw(element, slash, { id: 3, type: 'touch' });
    assert.deepEqual(
      element.ink?.strokes.map(({ pointerType, points }) => [pointerType, points[0]?.pressure, points[1]?.pressure]),
      [['pen', 0.4, 0.8]],
    );
  });

  it('ignores palms, second fingers, and buttons other than the first', async () => {
    const element = await pad();
    draw(element, slash, { size: 120 });
    assert.equal(element.value, '');
    contact(element, 'down', [0.2, 0.2], { id: 1 });
    contact(element, 'down', [0.8, 0.2], { id: 2 });
    contact(element, 'move', [0.9, 0.9], { id: 2 });
    contact(element, 'move', [0.4, 0.4], { id: 1 });
    contact(element, 'up', [0.4, 0.4], { id: 1 });
    assert.equal(element.ink?.strokes.length, 1);
    assert.isTrue(element.ink?.strokes[0]?.points.every(({ x }) => x < 0.5));
  });

  it('lives on after the system takes the pointer away', async () => {
    const element = await pad();
    contact(element, 'down', [0.2, 0.2]);
    contact(element, 'move', [0.5, 0.5]);
    contact(element, 'cancel', [0.5, 0.5]);
    assert.equal(element.value, '');
    draw(element, slash, { id: 9 });
    assert.equal(element.ink?.strokes.length, 1);
  });

  it('uses every coalesced sample, and keeps predicted ones out of the data', async () => {
    const element = await pad();
    contact(element, 'down', [0.2, 0.5]);
    const canvas = canvasOf(element);
    const box = canvas.getBoundingClientRect();
    const sample = (x: number): PointerEventInit => ({
      pointerId: 5,
      pointerType: 'touch',
      clientX: box.left + x * box.width,
      clientY: box.top + 0.5 * box.height,
    });
    canvas.dispatchEvent(
      new PointerEvent('pointermove', {
        ...sample(0.5),
        coalescedEvents: [0.3, 0.4, 0.5].map((x) => new PointerEvent('pointermove', sample(x))),
        predictedEvents: [new PointerEvent('pointermove', sample(0.9))],
      }),
    );
    contact(element, 'up', [0.5, 0.5]);
    const xs = element.ink?.strokes[0]?.points.map(({ x }) => Math.round(x * 10) / 10);
    assert.deepEqual(xs, [0.2, 0.3, 0.4, 0.5]);
  });

  it('draws on when the pointer, or the guess where it goes next, is far from the pad', async () => {
    const element = await pad();
    const faults: unknown[] = [];
    const note = (event: ErrorEvent | PromiseRejectionEvent): void => {
      event.preventDefault();
      faults.push('message' in event ? event.message : event.reason);
    };
    addEventListener('error', note, true);
    try {
      element.style.display = 'none';
      contact(element, 'down', [0.2, 0.5], { type: 'mouse' });
      await settled(element);
      contact(element, 'up', [0.2, 0.5], { type: 'mouse' });
      element.style.display = '';
      await settled(element);
      assert.isUndefined(element.ink, 'nothing was drawn');
      contact(element, 'down', [0.2, 0.5], { type: 'mouse' });
      const move = new PointerEvent('pointermove', { pointerId: 5, pointerType: 'mouse', clientX: 90, clientY: 90 });
      const guess = new PointerEvent('pointermove', {
        pointerId: 5,
        pointerType: 'mouse',
        clientX: 1e6,
        clientY: -1e6,
      });
      Object.assign(move, { getCoalescedEvents: () => [], getPredictedEvents: () => [guess] });
      canvasOf(element).dispatchEvent(move);
      await settled(element);
      for (const far of [40, -40, NaN]) {
        const { left, top, width } = canvasOf(element).getBoundingClientRect();
        const away = new PointerEvent('pointermove', { pointerId: 5, pointerType: 'mouse' });
        const place = { clientX: left + far * width, clientY: top + far * width };
        for (const [key, value] of Object.entries(place)) Object.defineProperty(away, key, { value });
        canvasOf(element).dispatchEvent(away);
        await settled(element);
      }
      contact(element, 'move', [0.8, 0.5], { type: 'mouse' });
      contact(element, 'up', [0.8, 0.2], { type: 'mouse' });
      await settled(element);
    } finally {
      removeEventListener('error', note, true);
    }
    assert.deepEqual(faults, []);
    assert.deepEqual(isAt(element), ['true', 1]);
    assert.isTrue(element.confirm(), 'ink that can be confirmed');
  });

  it('can be signed in rooms of any shape', async () => {
    for (const [width, height] of [
      ['1200px', '20px'],
      ['40px', '900px'],
    ] as const) {
      const element = await pad({ fullscreen: false });
      const { style } = element.renderRoot.querySelector('.stage') as HTMLElement;
      Object.assign(style, { width, height, aspectRatio: 'auto', minHeight: '0' });
      await settled(element);
      for (const [name, at] of [
        ['down', [0.1, 0.1]],
        ['move', [0.5, 0.9]],
        ['up', [0.9, 0.2]],
      ] as const) {
        contact(element, name, at, { type: 'mouse' });
      }
      await settled(element);
      assert.isTrue(element.confirm(), `${width} × ${height}`);
      element.remove();
    }
  });

  it('does not let the page scroll while drawing', async () => {
    const element = await pad();
    assert.equal(getComputedStyle(canvasOf(element)).touchAction, 'none');
    const move = new Event('touchmove', { bubbles: true, composed: true, cancelable: true });
    canvasOf(element).dispatchEvent(move);
    assert.isTrue(move.defaultPrevented);
  });

  it('takes part in a form: value, required, reset, restored text', async () => {
    const form = document.createElement('form');
    stage.append(form);
    const element = Object.assign(document.createElement('cinnabar-signature-pad'), { name: 'ink', required: true });
    form.append(element);
    await settled(element);
    assert.isFalse(form.checkValidity());
    assert.equal(element.validationMessage, '请先签名。');
    draw(element, slash);
    await element.updateComplete;
    assert.isTrue(form.checkValidity());
    const value = new FormData(form).get('ink') as string;
    assert.deepEqual(JSON.parse(value), element.ink);
    form.reset();
    await element.updateComplete;
    assert.isNull(new FormData(form).get('ink'));
    element.value = value;
    assert.equal(element.value, value);
    element.value = '{"aspect":2,"strokes":[{"pointerType":"touch","points":[{"x":"<b>"}]}]}';
    assert.isUndefined(element.ink, 'what is not ink is not taken');
  });

  it('lies sideways on an upright phone, so that the signature is upright when the phone is turned', async () => {
    await setViewport({ width: 390, height: 844 });
    const element = await pad({ signer: '李𬭎' });
    element.open();
    await settled(element);
    const box = canvasOf(element).getBoundingClientRect();
    assert.isAbove(box.height, 2 * box.width, 'the long side runs down the screen');
    // Down the screen is rightward on the paper; leftward on the screen is down the paper.
    draw(element, [
      [0.7, 0.2],
      [0.7, 0.8],
    ]);
    draw(element, [
      [0.9, 0.5],
      [0.1, 0.5],
    ]);
    const ends = element.ink?.strokes.map(({ points }) => [points[0], points.at(-1)]) ?? [];
    const aspect = element.ink?.aspect ?? 0;
    const round = (point: { x: number; y: number } | undefined): number[] =>
      point ? [Math.round(point.x * 100) / 100, Math.round(point.y * aspect * 100) / 100] : [];
    assert.deepEqual(ends[0]?.map(round), [
      [0.2, 0.3],
      [0.8, 0.3],
    ]);
    assert.deepEqual(ends[1]?.map(round), [
      [0.5, 0.1],
      [0.5, 0.9],
    ]);
    assert.isTrue(inkedAt(element, 0.5, 0.3), 'painted where it was drawn');

    const before = element.ink;
    await setViewport({ width: 844, height: 390 });
    await settled(element);
    const turned = canvasOf(element).getBoundingClientRect();
    assert.isAbove(turned.width, turned.height, 'the phone was turned: nothing is rotated any more');
    assert.deepEqual(element.ink, before);
    assert.closeTo(turned.width / turned.height, aspect, 0.02);
    assert.isTrue(inkedAt(element, 0.5, 0.3));
    for (const name of ['重写', '撤销', '取消', '确定']) assert.isTrue(isVisible(button(element, name)), name);
  });

  it('gives the strokes back as they were when the full-screen pad is cancelled', async () => {
    const element = await pad();
    draw(element, slash);
    const before = element.ink;
    const outer = document.createElement('button');
    stage.append(outer);
    outer.focus();
    let cancelled = 0;
    element.addEventListener('cinnabar-signature-cancel', () => cancelled++);
    element.open();
    await settled(element);
    assert.isTrue(element.renderRoot.querySelector('dialog')?.matches(':modal'));
    draw(element, [
      [0.1, 0.1],
      [0.9, 0.2],
    ]);
    assert.deepEqual(isAt(element), ['true,true', 2]);
    await sendKeys({ press: 'Escape' });
    await settled(element);
    assert.equal(cancelled, 1);
    assert.isFalse(element.fullscreen);
    assert.deepEqual(element.ink, before);
    assert.isTrue(inkedAt(element, 0.5, 0.5), 'and shown in the page again');
    assert.isTrue(document.activeElement === outer, 'focus is back where it was');
  });

  it('is accessible in the page and over it, in three languages', async () => {
    const words: string[] = [];
    for (const language of ['zh-Hans', 'zh-Hant', 'en']) {
      stage.lang = language;
      const element = await pad({ signer: '李𬭎' });
      await assertAccessible(element);
      element.open();
      await settled(element);
      await assertAccessible(element);
      words.push(element.renderRoot.querySelector('.hint span')?.textContent ?? '');
      element.remove();
    }
    assert.deepEqual(words, ['请在此处签名', '請在此處簽名', 'Sign here']);
    await emulateMedia({ colorScheme: 'dark' });
    const element = await pad();
    await assertAccessible(element);
    await emulateMedia({ colorScheme: 'light' });
  });
});

function centreOf(element: Element): [number, number] {
  const box = element.getBoundingClientRect();
  return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
}

function isVisible(element: Element): boolean {
  const { left, top, right, bottom, width } = element.getBoundingClientRect();
  return width > 0 && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
}
