import type { EnginePage, MountedText } from '../pdf-engine/index.ts';
import type { PageGeometry } from './page-geometry.ts';
import { structureElement } from './page-structure.ts';
import type { PageMatch } from './text-search.ts';

/** The most device pixels one page's picture may have; beyond, it is painted coarser and enlarged. 64 MB. */
const maxPagePixels = 16_000_000;

/** The elements of one page on the screen: picture, structure, text and found passages. Reused for other pages. */
export class PageView {
  readonly element = document.createElement('div');
  index = -1;
  #canvas: HTMLCanvasElement | undefined;
  #paintedScale = 0;
  #page: EnginePage | undefined;
  #text: MountedText | undefined;
  /** Counts up with every reuse, so that what was asked for another page is dropped when it comes. */
  #use = 0;
  #geometry: PageGeometry | undefined;
  readonly #picture = part('picture');
  readonly #structure = part('structure');
  #words = part('text');
  readonly #found = part('found');

  constructor() {
    this.element.className = 'page';
    this.element.setAttribute('role', 'region');
    this.element.addEventListener('pointerdown', () => this.#words.classList.add('selecting'));
    for (const type of ['pointerup', 'pointercancel'] as const) {
      this.element.addEventListener(type, () => this.#words.classList.remove('selecting'));
    }
    this.element.append(this.#picture, this.#structure, this.#words, this.#found);
  }

  /** Device pixels held at the moment. */
  get pixels(): number {
    return this.#canvas ? this.#canvas.width * this.#canvas.height : 0;
  }

  get painted(): boolean {
    return this.#canvas !== undefined;
  }

  show(index: number, label: string): void {
    this.clear();
    this.index = index;
    this.element.dataset['page'] = String(index + 1);
    this.element.ariaLabel = label;
  }

  place(geometry: PageGeometry): void {
    this.#geometry = geometry;
    const { style } = this.element;
    style.setProperty('--total-scale-factor', String(geometry.scale * geometry.box.userUnit));
    style.width = `${geometry.width}px`;
    style.height = `${geometry.height}px`;
    style.transform = `translate(${geometry.offset.left}px, ${geometry.offset.top}px)`;
  }

  /** True when the picture on the screen was painted for another zoom. */
  isStale(pixelRatio: number): boolean {
    return this.#paintedScale !== this.#outputScale(pixelRatio);
  }

  /** Paints the page, then brings its text and structure in once. The old picture stays until the new one is whole. */
  async paint(page: EnginePage, pixelRatio: number, signal: AbortSignal): Promise<void> {
    const use = this.#use;
    const scale = this.#outputScale(pixelRatio);
    const canvas = document.createElement('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    try {
      await page.render(canvas, { scale, signal });
      signal.throwIfAborted();
      if (use !== this.#use) throw new DOMException('The view shows another page.', 'AbortError');
    } catch (error) {
      free(canvas);
      throw error;
    }
    this.#dropPicture();
    this.#canvas = canvas;
    this.#paintedScale = scale;
    this.#picture.append(canvas);
    this.element.toggleAttribute('data-painted', true);
    if (!this.#page) {
      this.#page = page;
      await this.#mountText(page, use);
    }
  }

  /** Marks found passages; `current` is the one the reader stands on. */
  mark(matches: readonly PageMatch[], current: PageMatch | undefined): void {
    this.#found.replaceChildren();
    if (!this.#text || matches.length === 0) return;
    const frame = this.element.getBoundingClientRect();
    for (const match of matches) {
      for (const box of this.#boxesOf(match)) {
        const mark = document.createElement('div');
        mark.className = match === current ? 'match current' : 'match';
        Object.assign(mark.style, {
          left: `${((box.left - frame.left) / frame.width) * 100}%`,
          top: `${((box.top - frame.top) / frame.height) * 100}%`,
          width: `${(box.width / frame.width) * 100}%`,
          height: `${(box.height / frame.height) * 100}%`,
        });
        this.#found.append(mark);
      }
    }
  }

  /** Where the current passage is painted in the window. */
  currentMark(): DOMRect | undefined {
    return this.#found.querySelector('.current')?.getBoundingClientRect();
  }

  /** Says on the paper that it cannot be painted, with a way to try again. */
  fail(words: { readonly text: string; readonly retry: string }, retry: () => void): void {
    const notice = part('failed');
    notice.setAttribute('role', 'alert');
    const again = document.createElement('button');
    again.className = 'button';
    again.textContent = words.retry;
    again.addEventListener('click', () => {
      notice.remove();
      retry();
    });
    notice.append(words.text, again);
    this.element.querySelector('.failed')?.remove();
    this.element.append(notice);
  }

  dropPicture(): void {
    this.#dropPicture();
    this.element.toggleAttribute('data-painted', false);
  }

  clear(): void {
    this.#use++;
    this.dropPicture();
    this.#text?.remove();
    this.#text = undefined;
    this.#words.replaceChildren();
    this.#structure.replaceChildren();
    this.#found.replaceChildren();
    this.element.querySelector('.failed')?.remove();
    this.#page?.release();
    this.#page = undefined;
    this.index = -1;
  }

  async #mountText(page: EnginePage, use: number): Promise<void> {
    // A container of its own: what comes late for a page that has left must not mix with the next one's text.
    const words = part('text');
    const [text, structure] = await Promise.all([page.mountText(words), page.structure()]);
    if (use !== this.#use) return text.remove();
    this.#text = text;
    const end = document.createElement('div');
    end.className = 'end-of-content';
    words.append(end);
    this.#words.replaceWith(words);
    this.#words = words;
    if (structure) this.#structure.replaceChildren(structureElement(structure));
    this.element.dispatchEvent(new Event('text-ready'));
  }

  #boxesOf(match: PageMatch): DOMRect[] {
    return match.pieces.flatMap(({ run, start, end }) => {
      const node = this.#text?.elements[run]?.firstChild;
      if (!node) return [];
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      return [...range.getClientRects()];
    });
  }

  #outputScale(pixelRatio: number): number {
    if (!this.#geometry) return 0;
    const { scale, width, height } = this.#geometry;
    const limit = Math.sqrt(maxPagePixels / Math.max(1, width * height));
    return scale * Math.min(pixelRatio, limit);
  }

  #dropPicture(): void {
    if (this.#canvas) free(this.#canvas);
    this.#canvas = undefined;
    this.#paintedScale = 0;
  }
}

function part(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}

/** Gives the pixels back at once; Safari keeps those of a canvas that is only removed. */
function free(canvas: HTMLCanvasElement): void {
  canvas.remove();
  canvas.width = 0;
  canvas.height = 0;
}
