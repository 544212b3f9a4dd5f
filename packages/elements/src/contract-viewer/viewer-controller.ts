import { isCinnabarError } from '@cinnabar/core/error';
import type { EngineDocument, PdfEngine } from '../pdf-engine/index.ts';
import {
  DocumentErrorEvent,
  DocumentReadyEvent,
  PageChangeEvent,
  ReadingProgressEvent,
} from './contract-viewer.events.ts';
import { contentSpan, wholePage } from './content-span.ts';
import type { Offset, PageGeometry } from './page-geometry.ts';
import { pixelsPerPoint, type Place } from './page-layout.ts';
import { PageStack, type PageStackOptions } from './page-stack.ts';
import { dwell, ReadingProgress } from './reading-progress.ts';
import { type FileSource, type ViewerFile, ViewerFiles, remainingBoxes } from './viewer-files.ts';
import { ViewerSearch } from './viewer-search.ts';
import { type Zoom, fitOffset, scaleFor } from './viewer-zoom.ts';

export type ViewState =
  { readonly kind: 'empty' | 'loading' | 'ready' } | { readonly kind: 'error'; readonly code: string };

/** What the element tells its controller; read anew whenever needed. */
export interface ViewerSettings {
  readonly active: ViewerFile | undefined;
  readonly source: FileSource | undefined;
  readonly zoom: Zoom;
  readonly narrow: boolean;
  createEngine(): PdfEngine;
}

export interface ViewerParts extends Pick<PageStackOptions, 'scroller' | 'sheet' | 'pages' | 'label' | 'failure'> {
  /** Called after every change of file, zoom, size or page boxes. */
  readonly onLayout: () => void;
}

/** Opens files and keeps the pages, the place in them, search and reading progress; the element shows what stands here. */
export class ViewerController {
  view: ViewState = { kind: 'empty' };
  /** 0-based index of the page being read. */
  page = 0;
  document: EngineDocument | undefined;
  stack: PageStack | undefined;
  readonly search = new ViewerSearch(() => this.#showMatches());
  readonly #host: EventTarget & { requestUpdate(): void };
  readonly #settings: () => ViewerSettings;
  readonly #files = new ViewerFiles();
  readonly #places = new Map<string, Place>();
  readonly #progress = new Map<string, ReadingProgress>();
  #engine: PdfEngine | undefined;
  /** The file last asked for, open or not. */
  #wanted: ViewerFile | undefined;
  #open: ViewerFile | undefined;
  #span = wholePage;
  #loading: AbortController | undefined;
  #parts: ViewerParts | undefined;
  #focus: Offset | undefined;
  #look: ReturnType<typeof setTimeout> | undefined;

  constructor(host: EventTarget & { requestUpdate(): void }, settings: () => ViewerSettings) {
    this.#host = host;
    this.#settings = settings;
  }

  get fileId(): string | undefined {
    return this.document ? this.#open?.id : undefined;
  }

  get pageCount(): number {
    return this.document?.pageCount ?? 0;
  }

  /** Factor of true size at which pages are shown. */
  get zoomFactor(): number {
    return (this.stack?.layout.scale ?? pixelsPerPoint) / pixelsPerPoint;
  }

  get gap(): number {
    return this.#settings().narrow ? 8 : 16;
  }

  geometry(page: number): PageGeometry | undefined {
    return this.stack?.geometry(page < 0 ? this.pageCount + page : page);
  }

  progress(fileId: string): ReadingProgress | undefined {
    return this.#progress.get(fileId);
  }

  attach(parts: ViewerParts): void {
    this.#parts = parts;
    this.stack = new PageStack({
      ...parts,
      gap: () => this.gap,
      onView: () => this.viewChanged(),
      onMark: () => this.#reveal(),
    });
  }

  /** True when another file, or another revision of it, is to be shown than was last asked for. */
  get stale(): boolean {
    const { active } = this.#settings();
    return active?.id !== this.#wanted?.id || active?.digest !== this.#wanted?.digest;
  }

  replace(fileId: string, bytes: Uint8Array, digest: string | undefined): void {
    this.#files.replace(fileId, bytes, digest);
  }

  /** Drops kept bytes of files whose digest is another now. */
  forgetChanged(before: readonly ViewerFile[], after: readonly ViewerFile[]): void {
    for (const old of before) {
      if (after.find((file) => file.id === old.id)?.digest !== old.digest) this.#files.forget(old.id);
    }
  }

  /** Loads the active file. A file that is open stays on the screen until its new bytes are. */
  async load(): Promise<void> {
    const { active, source, createEngine } = this.#settings();
    this.#loading?.abort();
    const loading = (this.#loading = new AbortController());
    this.#wanted = active;
    if (this.#open && this.#open.id !== active?.id) this.#close();
    if (!active || !source) return this.#setView({ kind: 'empty' });
    this.#setView({ kind: 'loading' });
    try {
      const engine = (this.#engine ??= createEngine());
      const opened = await this.#files.open(active, source, engine, loading.signal);
      const span = this.#settings().narrow ? await contentSpan(opened.document) : wholePage;
      if (loading.signal.aborted) return void opened.document.destroy();
      const previous = this.document;
      const place = this.#places.get(active.id);
      this.document = opened.document;
      this.#open = active;
      this.#span = span;
      this.stack?.open(opened.document, opened.boxes);
      void previous?.destroy();
      this.search.reset();
      if (this.#progress.get(active.id)?.pageCount !== opened.document.pageCount) {
        this.#progress.set(active.id, new ReadingProgress(opened.document.pageCount));
      }
      this.#setView({ kind: 'ready' });
      this.arrange();
      this.#returnTo(place);
      this.#host.dispatchEvent(new DocumentReadyEvent(active.id, opened.document.pageCount, opened.digest));
      for await (const { from, boxes } of remainingBoxes(opened, loading.signal)) this.stack?.setBoxes(from, boxes);
    } catch (error) {
      if (loading.signal.aborted) return;
      const code = isCinnabarError(error) ? error.code : 'VIEWER_DAMAGED';
      this.#close();
      this.#setView({ kind: 'error', code });
      this.#host.dispatchEvent(new DocumentErrorEvent(active.id, code));
    }
  }

  /** Fetches the active file afresh after a failure; the renderer too, in case it was what failed. */
  async retry(): Promise<void> {
    const { active } = this.#settings();
    if (active) this.#files.forget(active.id);
    const engine = this.#engine;
    this.#engine = undefined;
    await engine?.dispose();
    await this.load();
  }

  /** Lays the pages out for the zoom and window of the moment. */
  arrange(): void {
    const { stack } = this;
    const scroller = this.#parts?.scroller;
    if (!stack || !scroller || !this.document) return;
    const { zoom, narrow } = this.#settings();
    const fit = { first: stack.firstBox, viewportWidth: scroller.clientWidth, narrow, span: this.#span };
    stack.arrange(scaleFor(zoom, fit), this.#focus);
    if (zoom === 'fit' && narrow) scroller.scrollLeft = fitOffset(fit, stack.layout.size(0).width);
    this.#focus = undefined;
    this.#host.requestUpdate();
  }

  /** The point, from the window's top left, that stays in its place at the next arrangement. */
  keepInPlace(focus: Offset): void {
    this.#focus = focus;
  }

  find(phrase: string): void {
    void this.search.find(phrase, { pageCount: this.pageCount, page: (index) => this.stack?.page(index) }, this.page);
  }

  /** Looks which pages show: the page number, reading progress and the place to come back to follow. */
  viewChanged(): void {
    const fileId = this.fileId;
    const { stack } = this;
    const scroller = this.#parts?.scroller;
    if (!fileId || !stack || !scroller || this.view.kind !== 'ready') return;
    this.#places.set(fileId, stack.layout.anchor(scroller.scrollTop));
    const atEnd = scroller.scrollTop + scroller.clientHeight >= stack.layout.height - 2;
    const page = atEnd ? this.pageCount - 1 : stack.layout.at(scroller.scrollTop + scroller.clientHeight * 0.4);
    if (page !== this.page) {
      this.page = page;
      this.#host.dispatchEvent(new PageChangeEvent(fileId, page));
      this.#host.requestUpdate();
    }
    this.#follow(fileId, stack);
  }

  /** Scrolls back to where the reader was; a browser forgets it when the element is moved in the document. */
  restorePlace(): void {
    this.#returnTo(this.#places.get(this.fileId ?? ''));
  }

  release(): void {
    clearTimeout(this.#look);
    this.#loading?.abort();
    this.stack?.dispose();
    this.search.reset();
    this.#files.clear();
    void this.#engine?.dispose();
    this.#engine = this.stack = this.document = this.#open = this.#wanted = undefined;
    this.view = { kind: 'empty' };
  }

  /** Keeps the reading progress, and looks again when a page has shown for long enough. */
  #follow(fileId: string, stack: PageStack): void {
    const progress = this.#progress.get(fileId);
    if (!progress) return;
    const ends = stack.visible().filter((shown) => shown.painted && shown.endShows);
    const indices = ends.map((shown) => shown.index);
    if (progress.observe(indices, performance.now())) {
      this.#host.dispatchEvent(new ReadingProgressEvent(fileId, progress.fraction, progress.ended));
      this.#host.requestUpdate();
    }
    clearTimeout(this.#look);
    if (progress.pending) this.#look = setTimeout(() => this.viewChanged(), dwell + 10);
  }

  #close(): void {
    this.stack?.close();
    this.search.reset();
    void this.document?.destroy();
    this.document = this.#open = undefined;
    this.page = 0;
    this.#parts?.onLayout();
  }

  #returnTo(place: Place | undefined): void {
    const scroller = this.#parts?.scroller;
    if (!scroller || !this.stack) return;
    scroller.scrollTop = place ? this.stack.layout.resolve(place) : 0;
    this.stack.refresh();
  }

  #setView(view: ViewState): void {
    this.view = view;
    this.#host.requestUpdate();
  }

  #showMatches(): void {
    const { current, matches } = this.search;
    this.stack?.mark(matches, current);
    if (current) this.#reveal();
    this.#host.requestUpdate();
  }

  /** Brings the current passage into the window: at once when its page shows, else after the page came. */
  #reveal(): void {
    const scroller = this.#parts?.scroller;
    const { stack } = this;
    const page = this.search.current?.page;
    if (!scroller || !stack || page === undefined) return;
    const mark = stack.currentMark();
    if (mark) {
      const window = scroller.getBoundingClientRect();
      if (mark.top < window.top + 40 || mark.bottom > window.bottom - 40)
        scroller.scrollTop += mark.top - window.top - window.height / 3;
    } else if (!stack.visible().some((shown) => shown.index === page)) {
      scroller.scrollTop = stack.layout.top(page);
    }
  }
}
