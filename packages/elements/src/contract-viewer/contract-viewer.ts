import type { Rect } from '@cinnabar/core/field';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { inlineStyles } from '../internal/inline-styles.ts';
import { Localizer } from '../internal/localize.ts';
import { type PdfEngine, PdfJsEngine } from '../pdf-engine/index.ts';
import { controlStyles, themeStyles } from '../theme/index.ts';
import { FileSelectEvent } from './contract-viewer.events.ts';
import { messages } from './contract-viewer.messages.ts';
import { pageStyles, viewerStyles } from './contract-viewer.styles.ts';
import type { PageGeometry } from './page-geometry.ts';
import type { PageHost } from './page-host.ts';
import {
  type ChromeActions,
  type ChromeState,
  emptyState,
  errorState,
  fileList,
  loadingState,
  searchBar,
  toolbar,
} from './viewer-chrome.ts';
import { ViewerController } from './viewer-controller.ts';
import type { FileSource, ViewerFile } from './viewer-files.ts';
import { runKey } from './viewer-keys.ts';
import { OverlaySlot } from './viewer-overlays.ts';
import { type Zoom, clampZoom, nextZoom } from './viewer-zoom.ts';
import { ZoomGestures } from './zoom-gestures.ts';

/** Narrower than this, CSS pixels, the viewer lays itself out for a phone. */
const phoneWidth = 720;

/**
 * Shows the files of a contract page by page: exactly the bytes it was given, checked against their digest.
 * Catalogue: SGN-03.
 *
 * @slot - Layers over the pages (`PageOverlay`), such as `cinnabar-field-layer`; they scroll with the paper.
 * @fires {DocumentReadyEvent} cinnabar-document-ready - A file is open; carries the digest of the bytes shown.
 * @fires {DocumentErrorEvent} cinnabar-document-error - A file could not be shown.
 * @fires {FileSelectEvent} cinnabar-file-select - The reader chose another file.
 * @fires {PageChangeEvent} cinnabar-page-change - Another page is being read.
 * @fires {ReadingProgressEvent} cinnabar-reading-progress - One more page was seen to its end.
 * @csspart toolbar - The bar with page number, zoom and search.
 * @csspart sidebar - File list and thumbnails.
 * @csspart files - The file list.
 * @csspart scroller - The window onto the pages.
 */
export class CinnabarContractViewer extends LitElement implements PageHost {
  static override styles = [themeStyles, controlStyles, viewerStyles, pageStyles];

  /** The contract's files, in reading order; a `RoomFile` fits. A file whose `digest` changes is loaded again in place. */
  @property({ attribute: false }) files: readonly ViewerFile[] = [];
  /** Brings the exact bytes of a file. */
  @property({ attribute: false }) source: FileSource | undefined;
  /** Id of the file to show; the first one when absent or unknown. */
  @property({ attribute: 'active-file' }) activeFile: string | undefined;
  /** `fit` (page width) or a factor from 0.5 to 4. */
  @property({ converter: (value) => (value === null || value === 'fit' ? 'fit' : clampZoom(Number(value) || 1)) })
  zoom: Zoom = 'fit';
  /** File list and thumbnails are put away. */
  @property({ type: Boolean, reflect: true, attribute: 'sidebar-closed' }) sidebarClosed = false;
  /** True while the viewer is phone-sized. Set by the viewer itself. */
  @property({ type: Boolean, reflect: true }) narrow = false;
  /** Makes the renderer; PDF.js by default. Called once per connected life. */
  @property({ attribute: false }) createEngine: () => PdfEngine = () => new PdfJsEngine();

  @state() private searchOpen = false;
  @query('.scroller') private readonly scroller!: HTMLElement;

  readonly #l10n = new Localizer(this, messages);
  readonly #overlays = new OverlaySlot(this);
  readonly #resized = new ResizeObserver(() => this.#measure());
  readonly #controller = new ViewerController(this, () => ({
    active: this.#active,
    source: this.source,
    zoom: this.zoom,
    narrow: this.narrow,
    createEngine: this.createEngine,
  }));
  #gestures: ZoomGestures | undefined;
  #frame = 0;

  /** The file on the screen; undefined while none is open. */
  get fileId(): string | undefined {
    return this.#controller.fileId;
  }

  get pageCount(): number {
    return this.#controller.pageCount;
  }

  /** 0-based index of the page being read. */
  get currentPage(): number {
    return this.#controller.page;
  }

  get scrollContainer(): HTMLElement | undefined {
    return this.hasUpdated ? this.scroller : undefined;
  }

  /** Share of a file's pages seen so far, 0–1. */
  readingProgress(fileId: string): number {
    return this.#controller.progress(fileId)?.fraction ?? 0;
  }

  geometry(page: number): PageGeometry | undefined {
    return this.#controller.geometry(page);
  }

  /** Brings a user-space rectangle (points, origin bottom-left) of a page into the upper third of the window. */
  scrollToRect(page: number, rect: Rect): void {
    const geometry = this.geometry(page);
    if (!geometry) return;
    const box = geometry.toCss(rect);
    const { scroller } = this;
    const left = geometry.offset.left + box.left;
    // Sideways only as far as it must, so that the beginnings of the lines stay where they are.
    const aside = 8;
    const least = left + box.width + aside - scroller.clientWidth;
    const across = Math.min(left - aside, Math.max(scroller.scrollLeft, least));
    const top = geometry.offset.top + box.top - scroller.clientHeight / 3;
    // A long way is jumped: pages flying by help nobody.
    const near = Math.abs(top - scroller.scrollTop) < 2 * scroller.clientHeight;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    scroller.scrollTo({
      top,
      left: across,
      behavior: near && !still ? 'smooth' : 'auto',
    });
  }

  /** Scrolls to the top of a page (0-based; negative counts from the end). */
  goToPage(page: number): void {
    const geometry = this.geometry(page);
    if (geometry) this.scroller.scrollTop = geometry.offset.top - this.#controller.gap / 2;
  }

  /** Chooses a file as a reader would. */
  showFile(fileId: string): void {
    if (fileId === this.#active?.id) return;
    this.activeFile = fileId;
    this.dispatchEvent(new FileSelectEvent(fileId));
  }

  /** Shows other bytes for a file, for instance a prepared revision, at the same place and zoom. */
  async replaceBytes(fileId: string, bytes: Uint8Array, digest?: string): Promise<void> {
    this.#controller.replace(fileId, bytes, digest);
    if (fileId === this.#active?.id && this.#controller.stack) await this.#controller.load();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#keydown);
    this.#resized.observe(this);
    if (!this.hasUpdated) return;
    if (this.#controller.stack) return this.#controller.restorePlace();
    this.#attach();
    void this.#controller.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#keydown);
    this.#resized.disconnect();
    // A move within the document must not load everything again.
    queueMicrotask(() => {
      if (!this.isConnected) this.#release();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('files');
    if (before) this.#controller.forgetChanged(before, this.files);
  }

  protected override firstUpdated(): void {
    this.#attach();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.#controller.stack) return;
    if (changed.has('source') || this.#controller.stale) void this.#controller.load();
    if (changed.has('zoom') || changed.has('narrow') || changed.has('sidebarClosed')) this.#controller.arrange();
  }

  protected override render(): TemplateResult {
    const chrome = this.#chrome();
    const percent = Math.round(chrome.readFraction * 100);
    return html`
      ${toolbar(this.#l10n, chrome, this.#actions)}
      <div
        class="track"
        role="progressbar"
        aria-label=${this.#l10n.t('reading')}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${percent}
      >
        <div ${inlineStyles({ width: `${percent}%` })}></div>
      </div>
      ${this.searchOpen ? searchBar(this.#l10n, this.#controller.search, this.#searchActions) : nothing}
      <div class="body">
        ${this.narrow || this.sidebarClosed ? nothing : this.#side(chrome)}
        <div class="stage">
          <div
            class="scroller"
            part="scroller"
            tabindex="0"
            role="region"
            aria-label=${this.#active?.name ?? this.#l10n.t('document')}
            aria-busy=${this.#controller.view.kind === 'loading'}
            @scroll=${this.#scrolled}
          >
            <div class="sheet">
              <div class="pages"></div>
              <slot @slotchange=${this.#overlays.changed}></slot>
            </div>
          </div>
          ${this.#stateOver()}
        </div>
      </div>
    `;
  }

  #side(chrome: ChromeState): TemplateResult {
    return html`<nav class="side" part="sidebar" aria-label=${this.#l10n.t('files')}>
      ${chrome.files.length > 0 ? fileList(this.#l10n, chrome, this.#actions) : nothing}
      <cinnabar-page-thumbnails
        .stack=${this.#controller.stack}
        .document=${this.#controller.document}
        .current=${this.#controller.page}
        @page-pick=${(event: CustomEvent<number>) => this.goToPage(event.detail)}
      ></cinnabar-page-thumbnails>
    </nav>`;
  }

  #stateOver(): TemplateResult | typeof nothing {
    const { view, document } = this.#controller;
    switch (view.kind) {
      case 'empty':
        return emptyState(this.#l10n);
      case 'loading':
        // A new revision of the open file comes in without a flash.
        return document ? nothing : loadingState(this.#l10n, this.#active?.name ?? '');
      case 'error':
        return errorState(this.#l10n, view.code, () => void this.#controller.retry());
      case 'ready':
        return nothing;
    }
  }

  get #active(): ViewerFile | undefined {
    return this.files.find((file) => file.id === this.activeFile) ?? this.files[0];
  }

  #chrome(): ChromeState {
    const { fileId, document, page, pageCount, zoomFactor } = this.#controller;
    return {
      files: this.files,
      activeFile: this.#active?.id,
      ready: document !== undefined,
      page,
      pageCount,
      percent: Math.round(zoomFactor * 100),
      fit: this.zoom === 'fit',
      narrow: this.narrow,
      sideOpen: !this.sidebarClosed,
      searchOpen: this.searchOpen,
      readFraction: fileId ? this.readingProgress(fileId) : 0,
    };
  }

  readonly #actions: ChromeActions = {
    chooseFile: (fileId) => this.showFile(fileId),
    goToPage: (page) => this.goToPage(page),
    zoomBy: (direction) => (this.zoom = nextZoom(this.#controller.zoomFactor, direction)),
    fitWidth: () => (this.zoom = 'fit'),
    toggleSide: () => (this.sidebarClosed = !this.sidebarClosed),
    toggleSearch: () => (this.searchOpen ? this.#closeSearch() : this.#openSearch()),
  };

  readonly #searchActions = {
    find: (phrase: string): void => this.#controller.find(phrase),
    step: (direction: 1 | -1): void => this.#controller.search.step(direction),
    close: (): void => this.#closeSearch(),
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    const scrollWindows = (count: number): void => this.scroller.scrollBy({ top: count * this.scroller.clientHeight });
    const handled = runKey(event, { ...this.#actions, scrollWindows, openSearch: () => this.#openSearch() });
    if (handled) event.preventDefault();
  };

  readonly #scrolled = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#controller.stack?.refresh());
  };

  #openSearch(): void {
    this.searchOpen = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('.search input')?.select());
  }

  #closeSearch(): void {
    this.searchOpen = false;
    this.#controller.find('');
    this.scroller.focus({ preventScroll: true });
  }

  #measure(): void {
    this.narrow = this.clientWidth < phoneWidth;
    this.#controller.arrange();
  }

  #attach(): void {
    const [sheet, pages] = ['.sheet', '.pages'].map((selector) => this.renderRoot.querySelector<HTMLElement>(selector));
    if (!sheet || !pages) return;
    this.#controller.attach({
      scroller: this.scroller,
      sheet,
      pages,
      label: (index) => this.#l10n.t('pageOf', { page: index + 1, total: this.pageCount }),
      failure: () => ({ text: this.#l10n.t('pageFailed'), retry: this.#l10n.t('retry') }),
      onLayout: () => this.#overlays.notify(),
    });
    this.#gestures = new ZoomGestures(this.scroller, (factor, focus) => {
      this.#controller.keepInPlace(focus);
      this.zoom = clampZoom(this.#controller.zoomFactor * factor);
    });
  }

  #release(): void {
    cancelAnimationFrame(this.#frame);
    this.#gestures?.dispose();
    this.#controller.release();
    this.#overlays.notify();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cinnabar-contract-viewer': CinnabarContractViewer;
  }
}
