import { emulateMedia, resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { assert } from 'chai';

import { assertAccessible } from '../../test/support/accessibility.ts';
import { markControl, PaperSurface } from '../../test/support/paper-surface.ts';
import type { SealAsset } from '../backend/index.ts';
import './seal-tray.define.ts';
import type { CinnabarSealTray } from './seal-tray.ts';

const diameter = (42 / 25.4) * 72;
const disc: SealAsset['artwork'] = {
  width: diameter,
  height: diameter,
  paths: [
    {
      fill: [0.9, 0, 0.07],
      segments: [['M', 0, diameter / 2], ['L', diameter / 2, diameter], ['L', diameter, diameter / 2], ['Z']],
    },
  ],
};
const seals: SealAsset[] = [
  { id: 'official', name: '广州云杉科技有限公司公章', kind: 'company-seal', artwork: disc },
  {
    id: 'square',
    name: '合同章',
    kind: 'company-seal',
    artwork: {
      width: 56.7,
      height: 56.7,
      paths: [
        {
          segments: [
            ['M', 0, 0],
            ['L', 56.7, 56.7],
          ],
          stroke: [1, 0, 0],
        },
      ],
    },
  },
];

interface Scene {
  tray: CinnabarSealTray;
  surface: PaperSurface;
  events: (Event & Record<string, unknown>)[];
}

let stage: HTMLElement;

async function scene(language = 'zh-Hans'): Promise<Scene> {
  stage.lang = language;
  const surface = new PaperSurface([
    markControl('ours', { rect: { x: 40, y: 1000, width: 200, height: 160 } }),
    markControl('theirs', { role: 'worker', rect: { x: 260, y: 1000, width: 120, height: 160 } }),
    markControl('hand', { kind: 'signature', rect: { x: 260, y: 820, width: 120, height: 160 } }),
    markControl('below', { rect: { x: 40, y: 100, width: 200, height: 160 }, page: 1 }),
  ]);
  const tray = document.createElement('cinnabar-seal-tray');
  Object.assign(tray, { seals, surface });
  tray.style.width = '300px';
  stage.append(tray, surface.scrollContainer);
  const events: Scene['events'] = [];
  for (const type of ['cinnabar-seal-pick', 'cinnabar-seal-place', 'cinnabar-seal-refused']) {
    stage.addEventListener(type, (event) => events.push(event as Scene['events'][number]));
  }
  await tray.updateComplete;
  return { tray, surface, events };
}

const types = (events: Scene['events']): string[] => events.map(({ type }) => type.replace('cinnabar-seal-', ''));
const sealButton = (tray: CinnabarSealTray, id = 'official'): HTMLElement =>
  tray.renderRoot.querySelector<HTMLElement>(`[data-seal=${id}]`) as HTMLElement;
const ghost = (): HTMLElement | null => document.querySelector('[data-cinnabar=seal]');
const note = (): HTMLElement | null => document.querySelector('[data-cinnabar=note]');
const announced = (): Promise<string> =>
  new Promise((resolve) =>
    setTimeout(() => resolve(document.querySelector('[data-cinnabar-announcer]')?.textContent ?? ''), 120),
  );

function middleOf(element: Element): [number, number] {
  const box = element.getBoundingClientRect();
  return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
}

async function dragTo(tray: CinnabarSealTray, x: number, y: number): Promise<void> {
  const [fromX, fromY] = middleOf(sealButton(tray));
  await sendMouse({ type: 'move', position: [fromX, fromY] });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: [fromX + 20, fromY + 10] });
  await sendMouse({ type: 'move', position: [Math.round(x), Math.round(y)] });
}

describe('cinnabar-seal-tray', () => {
  beforeEach(() => {
    stage = document.createElement('div');
    Object.assign(stage.style, { display: 'flex', gap: '20px', padding: '8px' });
    document.body.append(stage);
  });

  afterEach(async () => {
    await resetMouse();
    await emulateMedia({ reducedMotion: 'no-preference' });
    stage.remove();
  });

  it('puts a dragged seal down where it was dropped, whole inside the area', async () => {
    const { tray, surface, events } = await scene();
    const box = surface.elementOf('ours').getBoundingClientRect();
    await dragTo(tray, box.left + 5, box.top + 5);
    assert.deepEqual(surface.highlights, ['company-seal']);
    const shown = ghost()?.getBoundingClientRect() ?? new DOMRect();
    assert.closeTo(shown.width, diameter, 0.5, 'the ghost has the true size at this zoom');
    assert.closeTo(shown.x + shown.width / 2, box.left + 5, 1, 'and is under the pointer');
    assert.equal(ghost() && getComputedStyle(ghost() as HTMLElement).opacity, '0.85');
    await sendMouse({ type: 'up' });
    assert.deepEqual(types(events), ['pick', 'place']);
    const { sealId, fileId, controlId, center } = events[1] as unknown as Record<string, unknown> & {
      center: { x: number; y: number };
    };
    assert.deepEqual({ sealId, fileId, controlId }, { sealId: 'official', fileId: 'contract', controlId: 'ours' });
    assert.closeTo(center.x, 40 + diameter / 2, 0.01);
    assert.closeTo(center.y, 1160 - diameter / 2, 0.01);
    assert.deepEqual(surface.highlights, ['company-seal', null]);
    assert.include(await announced(), '企业签署区域');
    assert.isUndefined(tray.pickedSeal, 'the click after the drop does not pick the seal up again');
  });

  it('puts a tapped seal straight into the area it was asked for', async () => {
    const { tray, surface, events } = await scene();
    tray.goesTo = { fileId: 'contract', controlId: 'ours' };
    await tray.updateComplete;
    sealButton(tray, 'square').click();
    assert.deepEqual(types(events), ['place']);
    const { sealId, controlId, center } = events[0] as unknown as Record<string, unknown>;
    assert.deepEqual(
      { sealId, controlId, center },
      { sealId: 'square', controlId: 'ours', center: { x: 140, y: 1080 } },
    );
    assert.isUndefined(tray.pickedSeal);
    assert.notInclude(surface.highlights, 'company-seal');
    assert.include(await announced(), '企业签署区域');
  });

  it('says why an area refuses the seal and puts it back', async () => {
    const { tray, surface, events } = await scene('en');
    for (const [area, code, words] of [
      ['theirs', 'PLACE_OTHER_PARTY', 'another party'],
      ['hand', 'PLACE_NEEDS_HANDWRITING', 'handwritten'],
    ] as const) {
      events.length = 0;
      await dragTo(tray, ...middleOf(surface.elementOf(area)));
      await sendMouse({ type: 'up' });
      assert.deepEqual(types(events), ['pick', 'refused']);
      assert.equal(events[1]?.['reason'], code);
      assert.include(note()?.textContent, words);
      assert.isTrue(note()?.matches(':popover-open'));
      assert.include(await announced(), words);
    }
  });

  it('explains a drop on the page beside every area, and is silent about one outside', async () => {
    const { tray, surface, events } = await scene();
    const view = surface.scrollContainer.getBoundingClientRect();
    await dragTo(tray, view.left + 20, view.top + 300);
    await sendMouse({ type: 'up' });
    assert.equal(events[1]?.['reason'], 'PLACE_NO_AREA');
    events.length = 0;
    await dragTo(tray, 200, 500);
    await sendMouse({ type: 'up' });
    assert.deepEqual(types(events), ['pick']);
    assert.include(await announced(), '已放回');
  });

  it('gives a drag up on Escape without closing what is around it', async () => {
    const { tray, surface, events } = await scene();
    let escaped = 0;
    const count = (): void => void escaped++;
    document.addEventListener('keydown', count);
    await dragTo(tray, ...middleOf(surface.elementOf('ours')));
    await sendKeys({ press: 'Escape' });
    await sendMouse({ type: 'up' });
    document.removeEventListener('keydown', count);
    assert.deepEqual(types(events), ['pick']);
    assert.equal(escaped, 0);
    assert.equal(surface.highlights.at(-1), null);
  });

  it('scrolls the pages while the seal rests near their edge', async () => {
    const { tray, surface, events } = await scene();
    const view = surface.scrollContainer.getBoundingClientRect();
    await dragTo(tray, view.left + 140, view.bottom - 6);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.isAbove(surface.scrollContainer.scrollTop, 700);
    await sendMouse({ type: 'move', position: middleOf(surface.elementOf('below')) });
    await sendMouse({ type: 'up' });
    assert.equal(events[1]?.['controlId'], 'below');
  });

  it('places by tap and tap, and keeps the area from acting on the second tap', async () => {
    const { tray, surface, events } = await scene();
    let areaActed = false;
    surface.elementOf('ours').addEventListener('click', () => (areaActed = true));
    await sendMouse({ type: 'click', position: middleOf(sealButton(tray)) });
    assert.equal(sealButton(tray).getAttribute('aria-pressed'), 'true');
    await sendMouse({ type: 'click', position: middleOf(surface.elementOf('theirs')) });
    assert.deepEqual(types(events), ['pick', 'refused']);
    assert.equal(tray.pickedSeal?.id, 'official', 'still in hand after a refusal');
    await sendMouse({ type: 'click', position: middleOf(surface.elementOf('ours')) });
    assert.deepEqual(types(events), ['pick', 'refused', 'place']);
    assert.isFalse(areaActed);
    await tray.updateComplete;
    assert.equal(sealButton(tray).getAttribute('aria-pressed'), 'false');
  });

  it('places by keyboard alone, announcing every step', async () => {
    const { tray, surface, events } = await scene();
    sealButton(tray).focus();
    await sendKeys({ press: 'Enter' });
    assert.include(await announced(), '已拿起');
    await sendKeys({ press: 'ArrowDown' });
    assert.include(await announced(), '区域 1/2：企业签署区域，第 1 页');
    await sendKeys({ press: 'ArrowDown' });
    assert.include(await announced(), '区域 2/2：企业签署区域，第 2 页');
    assert.isAbove(surface.scrollContainer.scrollTop, 500, 'the area is brought into view');
    assert.deepEqual(middleOf(ghost() as HTMLElement), middleOf(surface.elementOf('below')), 'the seal is shown there');
    await sendKeys({ press: 'Enter' });
    assert.deepEqual(types(events), ['pick', 'place']);
    assert.equal(events[1]?.['controlId'], 'below');
    assert.deepEqual(events[1]?.['center'], { x: 140, y: 180 });
  });

  it('never holds the focus: Tab past the last area puts the seal back and goes on', async () => {
    const { tray, events } = await scene();
    sealButton(tray, 'square').focus();
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    assert.equal(tray.pickedSeal?.id, 'square');
    await sendKeys({ press: 'Tab' });
    assert.isUndefined(tray.pickedSeal);
    assert.notEqual(tray.shadowRoot?.activeElement, sealButton(tray, 'square'));
    assert.deepEqual(types(events), ['pick']);
  });

  it('lets a finger scroll the tray, and drags after a short rest', async () => {
    const { tray, surface, events } = await scene();
    const [x, y] = middleOf(sealButton(tray));
    const touch = (type: string, clientX: number, clientY: number): boolean =>
      sealButton(tray).dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          composed: true,
          isPrimary: true,
          pointerId: 77,
          pointerType: 'touch',
          clientX,
          clientY,
        }),
      );
    touch('pointerdown', x, y);
    touch('pointermove', x, y + 30);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.isEmpty(events, 'a moving finger scrolls');
    touch('pointerup', x, y + 30);

    touch('pointerdown', x, y);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(types(events), ['pick']);
    const move = new Event('touchmove', { bubbles: true, composed: true, cancelable: true });
    sealButton(tray).dispatchEvent(move);
    assert.isTrue(move.defaultPrevented, 'the page does not scroll under the drag');
    const [toX, toY] = middleOf(surface.elementOf('ours'));
    touch('pointermove', toX, toY);
    touch('pointercancel', toX, toY);
    assert.deepEqual(types(events), ['pick'], 'the system took the finger away: nothing is placed');
  });

  it('shows the seal under the finger although the panel it came from closes', async () => {
    const { tray, surface, events } = await scene();
    tray.addEventListener('cinnabar-seal-pick', () => (tray.style.display = 'none'));
    await dragTo(tray, ...middleOf(surface.elementOf('ours')));
    const [x] = middleOf(surface.elementOf('ours'));
    assert.closeTo(ghost()?.getBoundingClientRect().width ?? 0, diameter, 0.5);
    await sendMouse({ type: 'move', position: [x, 60] });
    await sendMouse({ type: 'up' });
    assert.deepEqual(types(events), ['pick', 'place']);
    tray.remove();
    assert.isNull(ghost(), 'and takes it along when it goes');
  });

  it('shows true sizes and an empty state in the language of the page', async () => {
    const { tray } = await scene('zh-Hant');
    const sizes = [...tray.renderRoot.querySelectorAll('.size')].map((size) => size.textContent);
    assert.deepEqual(sizes, ['∅42 mm', '20 × 20 mm']);
    assert.include(tray.renderRoot.textContent, '企業印章');
    tray.seals = [];
    await tray.updateComplete;
    assert.include(tray.renderRoot.textContent, '請聯絡企業管理員');
  });

  it('drops the flourish when motion is to be reduced', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const { tray, surface } = await scene();
    await dragTo(tray, ...middleOf(surface.elementOf('ours')));
    await sendMouse({ type: 'up' });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    assert.isNull(ghost());
  });

  it('is accessible, with a seal in hand too', async () => {
    const { tray } = await scene();
    await assertAccessible(tray);
    sealButton(tray).click();
    await tray.updateComplete;
    await assertAccessible(tray);
  });
});
