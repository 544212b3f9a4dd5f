import type { EngineDocument, EnginePage, PageBox } from '../pdf-engine/index.ts';
import type { Offset, PageGeometry } from './page-geometry.ts';
import { PageLayout } from './page-layout.ts';
import { PageView } from './page-view.ts';
import { RenderQueue } from './render-queue.ts';
import type { PageMatch } from './text-search.ts';

/** Device pixels of all pictures together: 256 MB, on small devices 64 MB (Safari on phones fails beyond). */
const pixelBudget = { large: 64_000_000, small: 16_000_000 };
/** Faster than this, in CSS pixels per frame, pages fly by and are not painted. */
const flingSpeed = 700;
const settleMs = 90;

export interface PageStackOptions {
  readonly scroller: HTMLElement;
  readonly sheet: HTMLElement;
  /** Parent of the page elements, inside the sheet. */
  readonly pages: HTMLElement;
  /** CSS pixels between pages. */
  readonly gap: () => number;
  readonly label: (index: number) => string;
  /** Called after every change of layout. */
  readonly onLayout: () => void;
  /** Called when other pages show, or a page's picture came. */
  readonly onView: () => void;
  /** Called when the current found passage got its place on a page that was not ready before. */
  readonly onMark: () => void;
  /** Words for a page that cannot be painted. */
  readonly failure: () => { readonly text: string; readonly retry: string };
}

/** The virtual list of pages: knows where every page stands, keeps elements only for those near the window. */
export class PageStack {
  readonly queue = new RenderQueue();
  #layout = new PageLayout([], { scale: 1, gap: 0, viewportWidth: 0 });
  #document: EngineDocument | undefined;
  #boxes: PageBox[] = [];
  readonly #options: PageStackOptions;
  readonly #views = new Map<number, PageView>();
  readonly #spare: PageView[] = [];
  readonly #loaded = new Map<number, Promise<EnginePage>>();
  #matches: readonly PageMatch[] = [];
  #currentMatch: PageMatch | undefined;
  #lastTop = 0;
  #settle: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PageStackOptions) {
    this.#options = options;
  }

  get layout(): PageLayout {
    return this.#layout;
  }

  get firstBox(): PageBox | undefined {
    return this.#boxes[0];
  }

  /** Where the current found passage is painted in the window, if its page shows and has its text. */
  currentMark(): DOMRect | undefined {
    return this.#views.get(this.#currentMatch?.page ?? -1)?.currentMark();
  }

  /** Shows `document`, whose pages have `boxes`; estimates are corrected later by `setBoxes`. */
  open(document: EngineDocument, boxes: readonly PageBox[]): void {
    this.close();
    this.#document = document;
    this.#boxes = [...boxes];
  }

  setBoxes(from: number, boxes: readonly PageBox[]): void {
    this.#boxes.splice(from, boxes.length, ...boxes);
    this.arrange(this.#layout.scale);
  }

  close(): void {
    for (const index of [...this.#views.keys()]) this.#unmount(index);
    this.#document = undefined;
    this.#boxes = [];
    this.#loaded.clear();
    this.#matches = [];
  }

  dispose(): void {
    clearTimeout(this.#settle);
    this.close();
    this.queue.stop();
    this.#spare.length = 0;
    this.#options.pages.replaceChildren();
  }

  page(index: number): Promise<EnginePage> | undefined {
    if (!this.#document || index < 0 || index >= this.#document.pageCount) return undefined;
    const known = this.#loaded.get(index);
    if (known) return known;
    const page = this.#document.page(index);
    page.catch(() => this.#loaded.delete(index));
    this.#loaded.set(index, page);
    return page;
  }

  geometry(index: number): PageGeometry | undefined {
    return this.#layout.geometry(index, () => this.#sheetCorner());
  }

  /** Lays the pages out at `scale` (CSS px per point), keeping what stands at `focus` (CSS px from the window's top left) in its place. */
  arrange(scale: number, focus: Offset = { left: this.#options.scroller.clientWidth / 2, top: 0 }): void {
    const { scroller, sheet, gap } = this.#options;
    const before = this.#layout;
    const anchor = before.anchor(scroller.scrollTop + focus.top);
    const across = before.width > 0 ? (scroller.scrollLeft + focus.left) / before.width : 0.5;
    this.#layout = new PageLayout(this.#boxes, { scale, gap: gap(), viewportWidth: scroller.clientWidth });
    sheet.style.width = `${this.#layout.width}px`;
    sheet.style.height = `${this.#layout.height}px`;
    if (before.pageCount > 0 && this.#layout.pageCount > 0) {
      scroller.scrollTop = this.#layout.resolve(anchor) - focus.top;
      scroller.scrollLeft = across * this.#layout.width - focus.left;
    }
    for (const view of this.#views.values()) this.#place(view);
    // While a pinch goes on, the old pictures are stretched; painting waits for its end.
    this.refresh(before.pageCount > 0 && before.scale !== scale);
    this.#options.onLayout();
  }

  /**
   * Mounts what is near the window, takes away what is not, asks for pictures. Cheap; called at every scroll.
   *
   * @param restless - more changes are likely to follow at once, so painting waits a moment.
   */
  refresh(restless = false): void {
    const { scroller } = this.#options;
    const speed = Math.abs(scroller.scrollTop - this.#lastTop);
    this.#lastTop = scroller.scrollTop;
    if (this.#layout.pageCount === 0) return;
    const margin = scroller.clientHeight * 0.75;
    const [first, last] = this.#layout.range(
      scroller.scrollTop - margin,
      scroller.scrollTop + scroller.clientHeight + margin,
    );
    for (const index of [...this.#views.keys()]) if (index < first || index > last) this.#unmount(index);
    for (let index = first; index <= last; index++) if (!this.#views.has(index)) this.#mount(index);
    clearTimeout(this.#settle);
    if (restless || speed > flingSpeed) this.#settle = setTimeout(() => this.#paintMounted(), settleMs);
    else this.#paintMounted();
    this.#options.onView();
  }

  /** Highlights `matches` on the pages that show them. */
  mark(matches: readonly PageMatch[], current: PageMatch | undefined): void {
    this.#matches = matches;
    this.#currentMatch = current;
    for (const view of this.#views.values()) this.#markView(view);
  }

  /** Pages of which at least a part is in the window, with the share of the page's height that shows. */
  visible(): {
    readonly index: number;
    readonly share: number;
    readonly endShows: boolean;
    readonly painted: boolean;
  }[] {
    const { scroller } = this.#options;
    const top = scroller.scrollTop;
    const bottom = top + scroller.clientHeight;
    return [...this.#views.values()]
      .map((view) => {
        const start = this.#layout.top(view.index);
        const { height } = this.#layout.size(view.index);
        const shown = Math.min(bottom, start + height) - Math.max(top, start);
        return {
          index: view.index,
          share: shown / height,
          endShows: start + height <= bottom + 1,
          painted: view.painted,
        };
      })
      .filter((page) => page.share > 0)
      .sort((a, b) => a.index - b.index);
  }

  #mount(index: number): void {
    const view = this.#spare.pop() ?? this.#newView();
    view.show(index, this.#options.label(index));
    this.#views.set(index, view);
    this.#place(view);
    const { pages } = this.#options;
    // Document order is reading order.
    const next = [...pages.children].find((child) => Number((child as HTMLElement).dataset['page']) > index + 1);
    pages.insertBefore(view.element, next ?? null);
  }

  #newView(): PageView {
    const view = new PageView();
    view.element.addEventListener('text-ready', () => {
      this.#markView(view);
      if (view.index === this.#currentMatch?.page) this.#options.onMark();
    });
    return view;
  }

  #unmount(index: number): void {
    const view = this.#views.get(index);
    if (!view) return;
    this.queue.cancel(view);
    this.#views.delete(index);
    view.clear();
    view.element.remove();
    if (this.#spare.length < 4) this.#spare.push(view);
  }

  #place(view: PageView): void {
    const geometry = this.geometry(view.index);
    if (geometry) view.place(geometry);
  }

  #markView(view: PageView): void {
    view.mark(
      this.#matches.filter((match) => match.page === view.index),
      this.#currentMatch,
    );
  }

  #paintMounted(): void {
    const ratio = Math.min(devicePixelRatio || 1, 2);
    this.#keepBudget();
    for (const view of this.#views.values()) {
      if (!view.isStale(ratio)) continue;
      const { index } = view;
      this.queue.request(
        view,
        () => this.#distance(index),
        async (signal) => {
          try {
            const page = await this.page(index);
            signal.throwIfAborted();
            if (page) await view.paint(page, ratio, signal);
            this.#keepBudget();
          } catch {
            if (!signal.aborted) view.fail(this.#options.failure(), () => this.#paintMounted());
          }
          this.#options.onView();
        },
      );
    }
  }

  /** Drops the pictures farthest from the window until the rest fits. */
  #keepBudget(): void {
    const small = Math.min(screen.width, screen.height) < 820 && matchMedia('(pointer: coarse)').matches;
    let left = small ? pixelBudget.small : pixelBudget.large;
    const near = [...this.#views.values()].sort((a, b) => this.#distance(a.index) - this.#distance(b.index));
    for (const view of near) {
      left -= view.pixels;
      if (left < 0 && this.#distance(view.index) > 0) view.dropPicture();
    }
  }

  /** CSS pixels between the window and the page; 0 when it shows. */
  #distance(index: number): number {
    const { scroller } = this.#options;
    const top = this.#layout.top(index) - scroller.scrollTop;
    const bottom = top + this.#layout.size(index).height;
    if (top > scroller.clientHeight) return top - scroller.clientHeight;
    return bottom < 0 ? -bottom : 0;
  }

  #sheetCorner(): Offset {
    const { left, top } = this.#options.sheet.getBoundingClientRect();
    return { left, top };
  }
}
