import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { inlineStyles } from '../internal/inline-styles.ts';
import { Localizer } from '../internal/localize.ts';
import { controlStyles, themeStyles } from '../theme/index.ts';
import { messages } from './contract-viewer.messages.ts';
import { PageGeometry } from './page-geometry.ts';
import type { PageStack } from './page-stack.ts';

const width = 104;
const labelHeight = 28;
/** After every page somebody reads. */
const latePriority = 1_000_000;

/**
 * Small pictures of the pages; only those in its window exist. Part of the contract viewer.
 *
 * @fires page-pick - a page was chosen; `detail` is its 0-based index. Does not leave the viewer.
 */
export class CinnabarPageThumbnails extends LitElement {
  static override styles = [
    themeStyles,
    controlStyles,
    css`
      :host {
        display: block;
        overflow-y: auto;
        overscroll-behavior: contain;
      }
      .list {
        position: relative;
      }
      button {
        position: absolute;
        inset-inline: 0;
        display: grid;
        justify-items: center;
        align-content: start;
        gap: 4px;
        padding: 8px 0 0;
        border: 0;
        background: transparent;
        font-size: 13px;
        line-height: 20px;
        color: var(--_ink-soft);
        font-variant-numeric: tabular-nums;
        cursor: pointer;
      }
      button:focus-visible {
        outline-offset: -2px;
      }
      canvas {
        object-fit: contain;
        background: var(--_paper);
        outline: 1px solid var(--_line);
      }
      button:hover canvas {
        outline-color: var(--_control-line);
      }
      button[aria-current] {
        color: var(--_ink);
        font-weight: 600;
      }
      button[aria-current] canvas {
        outline: 2px solid var(--_info);
      }
    `,
  ];

  @property({ attribute: false }) stack: PageStack | undefined;
  /** Changes when another document is in the stack. */
  @property({ attribute: false }) document: unknown;
  @property({ type: Number }) current = 0;
  @state() private window: readonly [from: number, to: number] = [0, 0];
  readonly #l10n = new Localizer(this, messages);
  #settle: ReturnType<typeof setTimeout> | undefined;
  readonly #resized = new ResizeObserver(() => this.#look());

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('scroll', this.#look);
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.removeEventListener('scroll', this.#look);
    clearTimeout(this.#settle);
    for (const canvas of this.#canvases()) this.#free(canvas);
  }

  get #count(): number {
    return this.stack?.layout.pageCount ?? 0;
  }

  get #rowHeight(): number {
    const box = this.stack?.layout.boxes[0];
    if (!box) return width + labelHeight + 8;
    const page = new PageGeometry(box, 1);
    return Math.round((width * page.height) / page.width) + labelHeight + 8;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('document')) {
      for (const canvas of this.#canvases()) this.#free(canvas);
      this.scrollTop = 0;
      this.#look();
    }
  }

  protected override render(): TemplateResult {
    const [from, to] = this.window;
    const rows = Array.from({ length: Math.max(0, Math.min(this.#count, to) - from) }, (_, row) => from + row);
    const height = this.#rowHeight;
    return html`<div class="list" ${inlineStyles({ height: `${this.#count * height + 8}px` })}>
      ${repeat(
        rows,
        (index) => index,
        (index) =>
          html`<button
            ${inlineStyles({ top: `${index * height}px`, height: `${height}px` })}
            aria-label=${this.#l10n.t('page', { page: index + 1 })}
            aria-current=${index === this.current ? 'page' : nothing}
            @click=${() => this.#pick(index)}
          >
            <canvas
              data-index=${index}
              width="1"
              height="1"
              ${inlineStyles({ width: `${width}px`, height: `${height - labelHeight - 8}px` })}
            ></canvas>
            <span>${index + 1}</span>
          </button>`,
      )}
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Rows that only fly by are not painted.
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.#canvases().forEach((canvas) => this.#paint(canvas)), 120);
    if (changed.has('current')) this.#reveal();
  }

  readonly #look = (): void => {
    const height = this.#rowHeight;
    const from = Math.max(0, Math.floor(this.scrollTop / height) - 2);
    const to = Math.ceil((this.scrollTop + this.clientHeight) / height) + 2;
    if (from !== this.window[0] || to !== this.window[1]) this.window = [from, to];
  };

  #canvases(): HTMLCanvasElement[] {
    return [...(this.shadowRoot?.querySelectorAll('canvas') ?? [])];
  }

  #paint(canvas: HTMLCanvasElement): void {
    const { stack, document } = this;
    if (!stack || canvas.dataset['painted']) return;
    canvas.dataset['painted'] = 'true';
    const index = Number(canvas.dataset['index']);
    stack.queue.request(
      canvas,
      () => latePriority + Math.abs(index - this.current),
      async (signal) => {
        const page = await stack.page(index);
        if (!page || signal.aborted || !canvas.isConnected || document !== this.document) return;
        const natural = new PageGeometry(page.box, 1);
        const picture = globalThis.document.createElement('canvas');
        await page.render(picture, { scale: (width / natural.width) * Math.min(devicePixelRatio || 1, 2), signal });
        canvas.width = picture.width;
        canvas.height = picture.height;
        canvas.getContext('2d')?.drawImage(picture, 0, 0);
        picture.width = picture.height = 0;
      },
    );
  }

  #free(canvas: HTMLCanvasElement): void {
    this.stack?.queue.cancel(canvas);
    delete canvas.dataset['painted'];
    canvas.width = canvas.height = 1;
  }

  #pick(index: number): void {
    this.dispatchEvent(new CustomEvent('page-pick', { detail: index }));
  }

  #reveal(): void {
    const height = this.#rowHeight;
    const top = this.current * height;
    if (top < this.scrollTop) this.scrollTop = top;
    else if (top + height > this.scrollTop + this.clientHeight) this.scrollTop = top + height - this.clientHeight;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cinnabar-page-thumbnails': CinnabarPageThumbnails;
  }
}
