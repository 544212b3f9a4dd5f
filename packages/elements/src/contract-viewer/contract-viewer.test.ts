import { sendKeys } from '@web/test-runner-commands';
import { assert } from 'chai';
import { withCorpus } from '../../../core/test/support/corpus.ts';
import { assertAccessible } from '../../test/support/accessibility.ts';
import { samplePdf } from '../../test/support/sample-pdf.ts';
import { mountViewer, until, type ViewerFixture } from '../../test/support/viewer-fixture.ts';
import type { DocumentErrorEvent, DocumentReadyEvent, PageChangeEvent, ReadingProgressEvent } from './index.ts';

const sample = (count: number): Uint8Array =>
  samplePdf(Array.from({ length: count }, (_, i) => ({ lines: [`第${i + 1}页 合同条款`, 'Second line'] })));

const once = <E extends Event>(target: EventTarget, type: string): Promise<E> =>
  new Promise((resolve) => target.addEventListener(type, (event) => resolve(event as E), { once: true }));

/** Colour of the picture of a page at a point given as shares of width and height. */
function pixel(page: HTMLElement, x: number, y: number): number[] {
  const source = page.querySelector('canvas')!;
  const copy = document.createElement('canvas');
  copy.width = source.width;
  copy.height = source.height;
  const context = copy.getContext('2d')!;
  context.drawImage(source, 0, 0);
  return [...context.getImageData(source.width * x, source.height * y, 1, 1).data.slice(0, 3)];
}

describe('cinnabar-contract-viewer', () => {
  let mounted: ViewerFixture[] = [];
  const mount = (...args: Parameters<typeof mountViewer>): ViewerFixture => {
    const fixture = mountViewer(...args);
    mounted.push(fixture);
    return fixture;
  };
  afterEach(() => {
    for (const { viewer } of mounted) viewer.remove();
    mounted = [];
  });

  it(
    'shows a contract of LibreOffice with text that can be reached',
    withCorpus('inputs/labour-contract.libreoffice.pdf', async (bytes) => {
      const { viewer, painted } = mount({ contract: bytes });
      const ready = await once<DocumentReadyEvent>(viewer, 'cinnabar-document-ready');
      const page = await painted(0);
      assert.equal(ready.pageCount, 5);
      assert.equal(ready.digest, '91acd830d5c17d54d5aeec31a0ef890d07837dfec7f97cd6d7944977cc3ba127');
      assert.include(page.querySelector('.text')?.textContent, '合同编号');
      assert.equal(page.getAttribute('aria-label'), '第 1 页，共 5 页');
      await assertAccessible(viewer);
    }),
  );

  it(
    'gives assistive technology the headings of a tagged file',
    withCorpus('inputs/labour-contract.chromium.pdf', async (bytes) => {
      const { viewer, root, painted } = mount({ contract: bytes });
      const page = await painted(0);
      const headings = [...page.querySelectorAll('.structure [role=heading]')];
      const words = headings.map((heading) =>
        [heading, ...heading.querySelectorAll('[aria-owns]')]
          .flatMap((owner) => owner.getAttribute('aria-owns')?.split(' ') ?? [])
          .map((id) => root.getElementById(id)?.textContent ?? '?')
          .join(''),
      );
      assert.include(words.join('/').replace(/\s/g, ''), '劳动合同');
      assert.notInclude(words, '?', 'every heading points at text that is there');
      await assertAccessible(viewer);
    }),
  );

  it('paints every page box the right way round', async () => {
    // The block is in the lower-left corner of user space; each rotation shows it in another corner.
    const corners = { 0: [0.1, 0.95], 90: [0.05, 0.1], 180: [0.9, 0.05], 270: [0.95, 0.9] } as const;
    for (const rotate of [0, 90, 180, 270] as const) {
      const bytes = samplePdf([{ lines: ['x'], rotate, origin: [100, 200], block: [100, 200, 120, 90] }]);
      const { viewer, painted } = mount({ [`turned${rotate}`]: bytes });
      const page = await painted(0);
      const [x, y] = corners[rotate];
      assert.deepEqual(pixel(page, x, y), [255, 0, 0], `block at ${rotate}°`);
      const box = viewer.geometry(0)!.toCss({ x: 100, y: 200, width: 120, height: 90 });
      const { width, height } = page.getBoundingClientRect();
      assert.isTrue(x * width > box.left && x * width < box.left + box.width, `geometry x at ${rotate}°`);
      assert.isTrue(y * height > box.top && y * height < box.top + box.height, `geometry y at ${rotate}°`);
      viewer.remove();
    }
  });

  it('holds few elements and few pixels at 2,000 pages, and jumps to the last', async () => {
    const { viewer, root, pages, painted } = mount({ long: sample(2000) });
    await painted(0);
    assert.equal(viewer.pageCount, 2000);
    for (const stop of [300, 700, 1100, 1500]) {
      viewer.goToPage(stop);
      await painted(stop);
    }
    viewer.goToPage(-1);
    const last = await painted(1999);
    assert.include(last.textContent, '第2000页');
    assert.isAtMost(pages().length, 6);
    const thumbnails = root.querySelector('cinnabar-page-thumbnails')!.shadowRoot!;
    const count = root.querySelectorAll('*').length + thumbnails.querySelectorAll('*').length;
    assert.isAtMost(count, 1000, 'elements');
    assert.equal(root.querySelector<HTMLInputElement>('.goto input')!.value, '2000');
    viewer.zoom = 4;
    await until('painted at 400 %', () => {
      const canvas = pages()
        .find((page) => page.dataset['page'] === '2000')
        ?.querySelector('canvas');
      return canvas && canvas.width > 3000 && canvas.width * canvas.height <= 16_100_000;
    });
  }).timeout(30000);

  it('goes through the pages by keys and says which one is read', async () => {
    const { viewer, root, painted } = mount({ a: sample(4) }, { zoom: 1 });
    await painted(0);
    const scroller = root.querySelector<HTMLElement>('.scroller')!;
    scroller.focus();
    await sendKeys({ press: 'PageDown' });
    assert.isAbove(scroller.scrollTop, 300);
    await sendKeys({ press: 'PageUp' });
    assert.equal(scroller.scrollTop, 0);
    const changed = once<PageChangeEvent>(viewer, 'cinnabar-page-change');
    await sendKeys({ press: 'End' });
    assert.equal((await changed).page, 3);
    await sendKeys({ press: 'Home' });
    await until('page 1', () => viewer.currentPage === 0);
    await sendKeys({ press: '+' });
    await until('zoomed in', () => root.querySelector('.percent')?.textContent?.includes('110'));
    await sendKeys({ press: '0' });
    await until('fits', () => viewer.zoom === 'fit');
  });

  it('keeps the point under the pointer in its place when zooming by wheel', async () => {
    const { viewer, root, painted } = mount({ a: sample(6) }, { zoom: 1 });
    await painted(0);
    viewer.goToPage(3);
    await painted(3);
    const scroller = root.querySelector<HTMLElement>('.scroller')!;
    const frame = scroller.getBoundingClientRect();
    const [x, y] = [frame.left + 300, frame.top + 400];
    const before = viewer.geometry(3)!.toPage(x, y);
    scroller.dispatchEvent(
      new WheelEvent('wheel', { ctrlKey: true, deltaY: -60, clientX: x, clientY: y, bubbles: true, cancelable: true }),
    );
    await until('zoomed', () => typeof viewer.zoom === 'number' && viewer.zoom > 1.2);
    await viewer.updateComplete;
    const after = viewer.geometry(3)!.toPage(x, y);
    assert.closeTo(after.y, before.y, 2);
    assert.closeTo(after.x, before.x, 2);
  });

  it('finds text from Ctrl+F, highlights it where it stands and steps through', async () => {
    const { viewer, root, painted } = mount({ a: sample(12) });
    await painted(0);
    root.querySelector<HTMLElement>('.scroller')!.focus();
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'f' });
    await sendKeys({ up: 'Control' });
    const input = await until('search field', () => root.querySelector<HTMLInputElement>('.search input'));
    await until('focused', () => root.activeElement === input);
    await sendKeys({ type: '页合同' });
    await until('12 found', () => root.querySelector('.count')?.textContent?.trim() === '1/12 处');
    const mark = await until('highlight', () => root.querySelector('.page[data-page="1"] .match.current'));
    const span = [...root.querySelectorAll('.page[data-page="1"] .text span')].find((entry) =>
      entry.textContent?.includes('合同'),
    )!;
    const [a, b] = [mark.getBoundingClientRect(), span.getBoundingClientRect()];
    assert.isTrue(
      a.left >= b.left && a.right <= b.right + 1 && Math.abs(a.top - b.top) < 3,
      'the mark lies on the words',
    );
    await sendKeys({ press: 'Shift+Enter' });
    await until('the last one, far away, is brought into view', () => {
      const far = root.querySelector('.page[data-page="12"] .match.current')?.getBoundingClientRect();
      const frame = root.querySelector('.scroller')!.getBoundingClientRect();
      return far && far.top > frame.top && far.bottom < frame.bottom;
    });
    await sendKeys({ press: 'Escape' });
    await until('closed', () => !root.querySelector('.search') && !root.querySelector('.match'));
    assert.equal(viewer.shadowRoot!.activeElement?.className, 'scroller');
  });

  it('counts a page as read only when its end was seen', async () => {
    const { viewer, painted } = mount({ a: sample(2) }, { zoom: 1 });
    const seen: ReadingProgressEvent[] = [];
    viewer.addEventListener('cinnabar-reading-progress', (event) => seen.push(event));
    await painted(0);
    assert.equal(viewer.readingProgress('a'), 0, 'only the top of page 1 shows');
    viewer.goToPage(1);
    await painted(1);
    assert.lengthOf(seen, 0, 'page 1 was jumped over');
    viewer.scrollToRect(1, { x: 0, y: 0, width: 10, height: 10 });
    const event = await until('page 2 read', () => seen.at(-1));
    assert.deepInclude({ ...event }, { fileId: 'a', fraction: 0.5, ended: true });
    viewer.scrollToRect(0, { x: 0, y: 0, width: 10, height: 10 });
    await until('both read', () => viewer.readingProgress('a') === 1);
  });

  describe('what goes wrong stands where it happened', () => {
    const message = (root: ShadowRoot): Promise<string> =>
      until('error', () => root.querySelector('[role=alert] p')?.textContent);

    it('refuses bytes with another digest than announced', async () => {
      const { viewer, root } = mount(
        { a: sample(1) },
        { files: [{ id: 'a', name: 'a.pdf', digest: '00'.repeat(32) }] },
      );
      const error = await once<DocumentErrorEvent>(viewer, 'cinnabar-document-error');
      assert.equal(error.code, 'VIEWER_DIGEST_MISMATCH');
      assert.include(await message(root), '不一致');
      assert.lengthOf(root.querySelectorAll('.page'), 0, 'nothing of it is shown');
      await assertAccessible(viewer);
    });

    it('says that bytes are no PDF, and loads again on request', async () => {
      let tries = 0;
      const good = sample(1);
      const { root, painted } = mount({
        a: async () => (tries++ === 0 ? new TextEncoder().encode('not a pdf') : good),
      });
      assert.include(await message(root), '已损坏');
      root.querySelector<HTMLElement>('[role=alert] button')!.click();
      await painted(0);
      assert.equal(tries, 2);
    });

    it('says that a file could not be fetched', async () => {
      const { root } = mount({ a: () => Promise.reject(new Error('offline')) });
      assert.include(await message(root), '网络');
    });

    it('says that there is nothing to show', async () => {
      const { root } = mount({});
      assert.include(await until('empty', () => root.querySelector('.state')?.textContent), '没有可以查看的文件');
    });
  });

  it('leaves the margins of the paper outside a phone, and lets the reader pan to them', async () => {
    const line = '一'.repeat(37); // 12 points each: 72 to 516 of 595
    const { viewer, root, painted } = mount({ a: samplePdf([{ lines: ['合同', line] }]) }, { narrow: true });
    viewer.style.width = '360px';
    const page = await painted(0);
    const scroller = root.querySelector('.scroller')!;
    const window = scroller.getBoundingClientRect();
    const print = page.querySelectorAll('.text span')[1]!.getBoundingClientRect();
    assert.closeTo(print.left - window.left, 14, 3, 'a little of the left margin stays');
    assert.closeTo(window.right - print.right, 14, 4);
    assert.isBelow(page.getBoundingClientRect().left, window.left, 'the paper goes on beyond the window');
    scroller.scrollLeft = 0;
    assert.equal(page.getBoundingClientRect().left, window.left, 'the margin can be panned to');
    viewer.zoom = 2;
    await viewer.updateComplete;
    viewer.zoom = 'fit';
    await viewer.updateComplete;
    assert.closeTo(page.querySelectorAll('.text span')[1]!.getBoundingClientRect().left - window.left, 14, 3);
  });

  it('comes back to the same place after another file, and fetches each file once', async () => {
    const fetched: string[] = [];
    const { viewer, root, painted } = mount(
      { a: sample(5), b: sample(2) },
      {
        source: async (id) => {
          fetched.push(id);
          return sample(id === 'a' ? 5 : 2);
        },
      },
    );
    await painted(0);
    viewer.goToPage(3);
    await painted(3);
    const scroller = root.querySelector<HTMLElement>('.scroller')!;
    const top = scroller.scrollTop;
    const [, second] = root.querySelectorAll<HTMLElement>('.files button');
    second!.click();
    await until('second file', () => viewer.fileId === 'b' && viewer.pageCount === 2);
    assert.equal(scroller.scrollTop, 0);
    viewer.showFile('a');
    await until('first file', () => viewer.fileId === 'a' && viewer.pageCount === 5);
    assert.closeTo(scroller.scrollTop, top, 2);
    assert.deepEqual(fetched, ['a', 'b']);
  });

  it('shows a new revision in place', async () => {
    const { viewer, root, painted } = mount({ a: sample(5) });
    await painted(0);
    viewer.goToPage(2);
    await painted(2);
    const scroller = root.querySelector<HTMLElement>('.scroller')!;
    const top = scroller.scrollTop;
    const next = samplePdf(Array.from({ length: 5 }, () => ({ lines: ['新的版本'] })));
    await viewer.replaceBytes('a', next);
    await until('new text', () => root.querySelector('.page[data-page="3"] .text')?.textContent?.includes('新的版本'));
    assert.closeTo(scroller.scrollTop, top, 2);
  });

  it('turns a page number that was typed into that page, and keeps it in bounds', async () => {
    const { viewer, root, painted } = mount({ a: sample(30) });
    await painted(0);
    const input = root.querySelector<HTMLInputElement>('.goto input')!;
    input.focus();
    await sendKeys({ type: '17' });
    await sendKeys({ press: 'Enter' });
    await until('page 17', () => viewer.currentPage === 16);
    input.select();
    await sendKeys({ type: '999' });
    await sendKeys({ press: 'Enter' });
    await until('last page', () => viewer.currentPage === 29 && input.value === '30');
  });

  it('speaks the language of the page', async () => {
    const { viewer, root, painted } = mount({ a: sample(1) });
    await painted(0);
    viewer.lang = 'zh-Hant';
    viewer.requestUpdate();
    await viewer.updateComplete;
    assert.ok(root.querySelector('[aria-label="放大"]'));
    viewer.lang = 'en';
    viewer.requestUpdate();
    await viewer.updateComplete;
    assert.ok(root.querySelector('[aria-label="Zoom in"]'));
  });
});
