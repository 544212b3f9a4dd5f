import { inkProblem, parseInk, type InkProblem, type InkStroke, type InkStrokes } from '@cinnabar/core/ink';
import { Redo2, RotateCcw, Undo2 } from 'lucide';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';

import { announce } from '../internal/announcer.ts';
import { icon } from '../internal/icon.ts';
import { Localizer } from '../internal/localize.ts';
import { controlStyles, themeStyles } from '../theme/index.ts';
import { InkCapture } from './ink-capture.ts';
import { InkHistory } from './ink-history.ts';
import { InkPainter } from './ink-painter.ts';
import { fitPaper, isTurned, paperAspect, toUnitSpace } from './pad-geometry.ts';
import { CinnabarSignatureCancelEvent, CinnabarSignatureConfirmEvent } from './signature-pad.events.ts';
import { inkProblemMessages, signaturePadMessages } from './signature-pad.messages.ts';
import { signaturePadStyles } from './signature-pad.styles.ts';

// Safari scrolls on touchmove although `touch-action` says no, unless a listener that may refuse is there.
const refuseScroll = { handleEvent: (event: Event): void => event.preventDefault(), passive: false };

/**
 * A pad to sign on by mouse, finger or pen. Strokes live in unit space, so they survive every change of size and
 * rotation, and are drawn with the geometry that is stamped into the document. Form-associated: its value is the JSON of
 * {@link InkStrokes}.
 *
 * Drawing cannot be done without drawing. Whoever cannot draw needs another way to make a signature (typed, one-tap,
 * saved): offer it in the `alternative` slot; everything else here works by keyboard and single tap.
 * Catalogue: WH5-06, SCR-51.
 *
 * @slot alternative - Other ways to make a signature, beside the buttons.
 * @fires {CinnabarSignatureConfirmEvent} cinnabar-signature-confirm - A signature that passed the checks was confirmed.
 * @fires {CinnabarSignatureCancelEvent} cinnabar-signature-cancel - The full-screen pad was left without confirming.
 * @fires {Event} input - The strokes changed.
 * @csspart paper - The sheet that is drawn on.
 * @cssproperty [--cinnabar-pad-aspect=2.4] - Width divided by height of the pad in the page.
 */
export class CinnabarSignaturePad extends LitElement {
  static override styles = [themeStyles, controlStyles, signaturePadStyles];
  static readonly formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  /** Name of the form field. */
  @property({ reflect: true }) name: string | undefined;
  /** The signer's name, shown faintly until the first stroke. */
  @property() signer = '';
  /** A text to copy by hand instead of signing; it stays in sight. */
  @property() copy = '';
  @property({ type: Boolean, reflect: true }) required = false;
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** Shown over the whole screen; on an upright phone lying sideways. */
  @property({ type: Boolean, reflect: true }) fullscreen = false;

  @state() private problem: InkProblem | undefined;
  @query('canvas') private canvas!: HTMLCanvasElement;
  @query('.paper') private paper!: HTMLElement;
  @query('.stage') private stage!: HTMLElement;
  @query('.frame') private frame!: HTMLElement;
  @query('dialog') private dialog?: HTMLDialogElement | null;
  @query('.confirm') private confirmButton!: HTMLButtonElement;

  readonly #l10n = new Localizer(this, signaturePadMessages);
  readonly #internals = this.attachInternals();
  readonly #history = new InkHistory();
  readonly #painter = new InkPainter();
  readonly #resized = new ResizeObserver(() => this.#layOut());
  /** Fixed by the first stroke: what was drawn keeps its shape on any screen. */
  #aspect: number | undefined;
  #paperAspect = 1;
  #before: { strokes: readonly InkStroke[]; aspect: number | undefined } | undefined;

  readonly #capture = new InkCapture({
    toUnit: (x, y) =>
      toUnitSpace({ x, y }, this.canvas.getBoundingClientRect(), this.#paperAspect, isTurned(this.frame)),
    lastTime: () => this.#history.strokes.at(-1)?.points.at(-1)?.time,
    ready: () => !this.disabled,
    wet: (stroke) => {
      this.paper.classList.toggle('written', stroke !== undefined || this.#history.strokes.length > 0);
      this.#painter.showWet(stroke);
    },
    done: (stroke) => {
      this.#aspect ??= this.#paperAspect;
      this.#history.add(stroke);
      this.#changed();
    },
  });

  /** What is on the pad, or undefined when it is empty. */
  get ink(): InkStrokes | undefined {
    const { strokes } = this.#history;
    return strokes.length > 0 ? { aspect: this.#aspect ?? this.#paperAspect, strokes } : undefined;
  }

  set ink(ink: InkStrokes | undefined) {
    this.#restore(ink?.strokes ?? [], ink?.aspect);
  }

  /** JSON of {@link InkStrokes}, or an empty string. Setting something else than ink empties the pad. */
  get value(): string {
    return this.ink ? JSON.stringify(this.ink) : '';
  }

  set value(value: string) {
    this.ink = readInk(value);
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** Shows the pad over the whole screen. Confirming or cancelling closes it. */
  open(): void {
    this.fullscreen = true;
  }

  /** Closes the full-screen pad; the strokes stay. */
  close(): void {
    this.fullscreen = false;
  }

  /** Wipes the pad; can be undone. */
  clear(): void {
    this.#history.clear();
    this.#changed();
    announce(this.#l10n.t('cleared'));
  }

  undo(): void {
    if (this.#history.undo()) this.#changed();
  }

  redo(): void {
    if (this.#history.redo()) this.#changed();
  }

  /** Checks the signature; says what is wrong with it, or fires `cinnabar-signature-confirm`. */
  confirm(): boolean {
    const ink = this.ink ?? { aspect: this.#paperAspect, strokes: [] };
    this.problem = inkProblem(ink);
    if (this.problem) return false;
    this.#before = undefined;
    this.close();
    this.dispatchEvent(new CinnabarSignatureConfirmEvent(ink));
    return true;
  }

  /** Leaves the full-screen pad with the strokes it was opened with. */
  cancel(): void {
    if (this.#before) this.#restore(this.#before.strokes, this.#before.aspect);
    this.#before = undefined;
    this.close();
    this.dispatchEvent(new CinnabarSignatureCancelEvent());
  }

  formResetCallback(): void {
    this.ink = undefined;
  }

  formStateRestoreCallback(value: string): void {
    this.value = value;
  }

  formDisabledCallback(disabled: boolean): void {
    this.disabled = disabled;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#key);
    if (this.hasUpdated) this.#watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#key);
    this.#capture.abandon();
    this.#painter.stop();
    this.#resized.disconnect();
  }

  override render(): TemplateResult {
    if (!this.fullscreen) return this.#frame();
    return html`<dialog aria-label=${this.#l10n.t('title')} @cancel=${this.#cancelled}>${this.#frame()}</dialog>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Closing, unlike removal, gives the focus back to where it was.
    if (changed.has('fullscreen') && !this.fullscreen) this.dialog?.close();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('fullscreen')) {
      if (this.fullscreen) {
        this.#before = { strokes: this.#history.strokes, aspect: this.#aspect };
        this.dialog?.showModal();
      }
      this.#watch();
    }
    this.#internals.setFormValue(this.value || null);
    this.#validate();
  }

  #frame(): TemplateResult {
    const t = this.#l10n;
    const { strokes, canUndo, canRedo } = this.#history;
    const written = strokes.length > 0;
    const title = this.copy ? t.t('copy', { text: this.copy }) : t.t('title');
    return html`<div class="frame" role="group" aria-label=${title} tabindex="-1" ?autofocus=${this.fullscreen}>
      ${this.copy ? html`<p class="copy">${title}</p>` : nothing}
      <div class="stage">
        <div class=${classMap({ paper: true, written, refused: this.problem !== undefined })} part="paper">
          <div class="guide"></div>
          <div class="hint" aria-hidden="true">
            <span>${t.t(this.copy ? 'copyHint' : 'hint')}</span>
            ${this.signer && !this.copy ? html`<small>${t.t('signer', { name: this.signer })}</small>` : nothing}
            ${this.fullscreen ? html`<small class="turn">${t.t('turn')}</small>` : nothing}
          </div>
          <canvas
            role="img"
            aria-label=${t.t('area', { count: strokes.length })}
            @pointerdown=${this.#down}
            @pointermove=${this.#capture.move}
            @pointerup=${this.#capture.up}
            @pointercancel=${this.#capture.cancel}
            @lostpointercapture=${this.#capture.lost}
            @touchmove=${refuseScroll}
          ></canvas>
        </div>
      </div>
      <div class="bar">
        <button class="button" type="button" ?disabled=${!written || this.disabled} @click=${this.clear}>
          ${icon(RotateCcw)} ${t.t('clear')}
        </button>
        <button class="button" type="button" ?disabled=${!canUndo || this.disabled} @click=${this.undo}>
          ${icon(Undo2)} ${t.t('undo')}
        </button>
        <button
          class="icon-button"
          type="button"
          aria-label=${t.t('redo')}
          title=${t.t('redo')}
          ?disabled=${!canRedo || this.disabled}
          @click=${this.redo}
        >
          ${icon(Redo2)}
        </button>
        <slot name="alternative"></slot>
        <p class="problem" role="alert">${this.problem ? t.pick(inkProblemMessages[this.problem]) : nothing}</p>
        ${
          this.fullscreen
            ? html`<button class="button" type="button" @click=${this.cancel}>${t.t('cancel')}</button>`
            : nothing
        }
        <button class="button primary confirm" type="button" ?disabled=${this.disabled} @click=${this.confirm}>
          ${t.t('confirm')}
        </button>
      </div>
    </div>`;
  }

  readonly #down = (event: PointerEvent): void => {
    // Keys such as Ctrl+Z are for the pad last written on; a prevented `pointerdown` moves no focus by itself.
    this.frame.focus({ preventScroll: true });
    this.#capture.down(event);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const redo = key === 'y' || (key === 'z' && event.shiftKey);
    if (key !== 'z' && !redo) return;
    event.preventDefault();
    if (redo) this.redo();
    else this.undo();
  };

  #cancelled(event: Event): void {
    // Escape: closing is ours to do, so that the strokes can be put back first.
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  }

  #changed(): void {
    this.problem = undefined;
    if (this.#history.strokes.length === 0) this.#aspect = undefined;
    this.#painter.show(this.#history.strokes);
    this.requestUpdate();
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }

  #restore(strokes: readonly InkStroke[], aspect: number | undefined): void {
    this.#history.reset(strokes);
    this.#aspect = strokes.length > 0 ? aspect : undefined;
    this.problem = undefined;
    this.#painter.show(strokes);
    if (this.hasUpdated) this.#layOut();
    this.requestUpdate();
  }

  #watch(): void {
    this.#resized.disconnect();
    this.#resized.observe(this.stage);
    this.#layOut();
  }

  #layOut(): void {
    const room = { width: this.stage.clientWidth, height: this.stage.clientHeight };
    if (room.width === 0 || room.height === 0) return;
    const paper = fitPaper(room, this.#aspect ?? paperAspect(room));
    this.#paperAspect = paper.width / paper.height;
    this.paper.style.width = `${paper.width}px`;
    this.paper.style.height = `${paper.height}px`;
    this.#painter.attach(this.canvas, paper);
  }

  #validate(): void {
    const ink = this.ink;
    const problem = ink ? inkProblem(ink) : this.required ? 'INK_EMPTY' : undefined;
    if (!problem) return this.#internals.setValidity({});
    const flag = problem === 'INK_EMPTY' ? { valueMissing: true } : { customError: true };
    this.#internals.setValidity(flag, this.#l10n.pick(inkProblemMessages[problem]), this.confirmButton);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cinnabar-signature-pad': CinnabarSignaturePad;
  }
}

function readInk(value: string): InkStrokes | undefined {
  try {
    return value ? parseInk(JSON.parse(value)) : undefined;
  } catch {
    return undefined;
  }
}
