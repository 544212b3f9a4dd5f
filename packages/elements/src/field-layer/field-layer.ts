import { type Control, type FillControl, isMarkControl, type MarkControl } from '@cinnabar/core/field';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RoomParty } from '../backend/index.ts';
import type { PageHost, PageOverlay } from '../contract-viewer/page-host.ts';
import { Localizer } from '../internal/localize.ts';
import type { DropSurface, DropTarget, MarkKind } from '../placement/index.ts';
import { controlStyles, themeStyles } from '../theme/index.ts';
import { type Spot, type ViewContext, otherControl, ownArea, ownField } from './control-views.ts';
import { FieldChangeEvent, FieldFocusEvent, MarkRemoveEvent, MarkRequestEvent } from './field-layer.events.ts';
import { messages } from './field-layer.messages.ts';
import { layerStyles } from './field-layer.styles.ts';
import {
  type ControlAddress,
  type FieldFile,
  FieldModel,
  type FieldProgress,
  type PlacedMark,
  inReadingOrder,
  isOwn,
} from './field-model.ts';
import type { CinnabarFieldSheet } from './field-sheet.ts';

/**
 * The controls of the signer over the pages of a `cinnabar-contract-viewer`: fields to fill, areas to sign. Slot it into
 * the viewer. Controls of other parties are outlined with their owner's name.
 * Catalogue: SGN-02, WH5-02.
 *
 * @fires {FieldChangeEvent} cinnabar-field-change - A value was changed.
 * @fires {FieldFocusEvent} cinnabar-field-focus - The signer is at a control now.
 * @fires {MarkRequestEvent} cinnabar-mark-request - A signing area was tapped.
 * @fires {MarkRemoveEvent} cinnabar-mark-remove - A placed mark is to go.
 */
export class CinnabarFieldLayer extends LitElement implements PageOverlay, DropSurface {
  static override styles = [themeStyles, controlStyles, layerStyles];

  /** Controls and values of every file; a `RoomFile` fits. */
  @property({ attribute: false }) files: readonly FieldFile[] = [];
  /** Role of the signer in front of the screen. */
  @property({ attribute: 'signer-role' }) signerRole = '';
  /** Who the other controls belong to. Those of a party that has signed are not outlined: the paper shows them. */
  @property({ attribute: false }) parties: readonly RoomParty[] = [];
  /** Marks the signer has made, by any way. */
  @property({ attribute: false }) marks: readonly PlacedMark[] = [];
  /** The paper alone, for reading what will be or was signed. */
  @property({ type: Boolean, attribute: 'controls-hidden' }) controlsHidden = false;
  /** Phone layout; follows the viewer. */
  @property({ type: Boolean, reflect: true }) narrow = false;
  /** Set by the viewer. */
  @property({ attribute: false }) pageHost: PageHost | undefined;

  /** Values, problems and progress, without any DOM. */
  readonly model = new FieldModel();

  @state() private highlighted: MarkKind | null = null;
  @query('cinnabar-field-sheet') private readonly sheet!: CinnabarFieldSheet | null;
  readonly #l10n = new Localizer(this, messages);
  #current: ControlAddress | undefined;
  /** Waits for its file to be on the screen. */
  #wanted: ControlAddress | undefined;
  #unsubscribe: (() => void) | undefined;

  /** Required controls that are done, in all files. */
  get progress(): FieldProgress {
    return this.model.progress();
  }

  /** Sets values that did not come from typing here, such as an undone step. Fires no event. */
  setValue(fileId: string, controlId: string, value: string): void {
    this.model.setValue(fileId, controlId, value);
  }

  /** Goes to the next control that is missing or wrong, in any file. False when everything is done. */
  focusNextRequired(): boolean {
    const next = this.model.nextProblem(this.#current);
    if (!next) return false;
    this.model.touch(next.fileId, next.controlId);
    this.focusControl(next.fileId, next.controlId);
    return true;
  }

  /** Shows every problem and goes to the first. True when there was none. */
  showProblems(): boolean {
    this.model.touchAll();
    const first = this.model.nextProblem();
    if (first) this.focusControl(first.fileId, first.controlId);
    return !first;
  }

  /** Brings a control into view and focuses it; on a phone, a field opens its sheet. */
  focusControl(fileId: string, controlId: string): void {
    this.#wanted = { fileId, controlId };
    if (this.pageHost?.fileId !== fileId) this.pageHost?.showFile(fileId);
    this.requestUpdate();
  }

  pagesChanged(): void {
    this.narrow = this.pageHost?.narrow ?? false;
    this.requestUpdate();
  }

  get scrollContainer(): HTMLElement {
    return this.pageHost?.scrollContainer ?? document.documentElement;
  }

  get pixelsPerPoint(): number {
    return this.pageHost?.geometry(0)?.scale ?? 96 / 72;
  }

  areaAt(clientX: number, clientY: number): DropTarget | undefined {
    const frame = this.scrollContainer.getBoundingClientRect();
    if (clientX < frame.left || clientX > frame.right || clientY < frame.top || clientY > frame.bottom)
      return undefined;
    return this.#targets({ x: clientX, y: clientY }).find(
      ({ box }) => clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom,
    );
  }

  areas(): readonly DropTarget[] {
    return this.#targets();
  }

  highlightAreas(kind: MarkKind | null): void {
    this.highlighted = kind;
  }

  reveal(fileId: string, controlId: string): void {
    const control = this.#file(fileId)?.controls.find((entry) => entry.id === controlId);
    if (control && this.pageHost?.fileId === fileId) this.pageHost.scrollToRect(control.page, control.rect);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = this.model.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('files') || changed.has('signerRole')) this.model.load(this.signerRole, this.files);
    if (changed.has('marks')) this.model.setMarks(this.marks);
  }

  protected override updated(): void {
    const wanted = this.#wanted;
    if (!wanted || this.controlsHidden || this.pageHost?.fileId !== wanted.fileId || this.pageHost.pageCount === 0)
      return;
    this.#wanted = undefined;
    this.reveal(wanted.fileId, wanted.controlId);
    const control = this.#file(wanted.fileId)?.controls.find(({ id }) => id === wanted.controlId);
    if (control && !isMarkControl(control) && this.narrow && isOwn(control, this.signerRole))
      void this.sheet?.edit(wanted);
    else this.#input(wanted.controlId)?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult | typeof nothing {
    const file = this.#file(this.pageHost?.fileId);
    if (!file || this.controlsHidden) return nothing;
    const context = this.#context(file.id);
    const spots = this.#spots(file);
    return html`<div class="paper" role="group" aria-label=${this.#l10n.t('controls')}>
        ${repeat(
          spots,
          ({ control }) => control.id,
          ({ control, spot }) => this.#control(control, spot, context),
        )}
      </div>
      <cinnabar-field-sheet
        .model=${this.model}
        .change=${(address: ControlAddress, value: string) => this.#change(address, value)}
        .at=${(address: ControlAddress | undefined) => address && this.#at(address)}
      ></cinnabar-field-sheet>`;
  }

  #control(control: Control, spot: Spot, context: ViewContext): TemplateResult | typeof nothing {
    if (isOwn(control, this.signerRole)) {
      return isMarkControl(control) ? ownArea(control, spot, context) : ownField(control, spot, context);
    }
    const party = this.parties.find(({ role }) => role === control.role);
    const printed = !isMarkControl(control) && control.readOnly;
    if (printed || party?.state === 'SIGNED') return nothing;
    return otherControl(control, party?.name ?? control.role, spot, context);
  }

  #spots(file: FieldFile): { readonly control: Control; readonly spot: Spot }[] {
    const ticks = new Map<string, number>();
    const shown = file.controls.filter(
      (control) => control.kind !== 'watermark' && this.model.isShown(file.id, control),
    );
    return inReadingOrder(shown).flatMap((control) => {
      const geometry = this.pageHost?.geometry(control.page);
      if (!geometry) return [];
      const line = `${control.page}/${Math.round((control.rect.y + control.rect.height / 2) / 8)}`;
      const ticksBefore = ticks.get(line) ?? 0;
      if (this.model.isDone(file.id, control) && isOwn(control, this.signerRole)) ticks.set(line, ticksBefore + 1);
      return [{ control, spot: { geometry, ticksBefore } }];
    });
  }

  #context(fileId: string): ViewContext {
    const at = (control: Control): ControlAddress => ({ fileId, controlId: control.id });
    return {
      fileId,
      model: this.model,
      l10n: this.#l10n,
      narrow: this.narrow,
      highlighted: this.highlighted,
      change: (control, value) => this.#change(at(control), value),
      focused: (control) => this.#at(at(control)),
      edit: (control: FillControl) => void this.sheet?.edit(at(control)),
      requestMark: (control: MarkControl) => this.dispatchEvent(new MarkRequestEvent(fileId, control.id, control.kind)),
      removeMark: (control: MarkControl) => this.dispatchEvent(new MarkRemoveEvent(fileId, control.id)),
    };
  }

  #change({ fileId, controlId }: ControlAddress, value: string): void {
    this.model.setValue(fileId, controlId, value);
    this.dispatchEvent(new FieldChangeEvent(fileId, controlId, value));
  }

  #at(address: ControlAddress): void {
    this.#current = address;
    this.dispatchEvent(new FieldFocusEvent(address.fileId, address.controlId));
  }

  #targets(pointer?: { readonly x: number; readonly y: number }): DropTarget[] {
    const file = this.#file(this.pageHost?.fileId);
    if (!file || this.controlsHidden) return [];
    return inReadingOrder(file.controls.filter(isMarkControl)).flatMap((control) => {
      const geometry = this.pageHost?.geometry(control.page);
      if (!geometry) return [];
      const { x, y, width, height } = control.rect;
      const css = geometry.toCss(control.rect);
      const corner = geometry.clientCorner();
      return [
        {
          fileId: file.id,
          control,
          mine: control.role === this.signerRole,
          box: new DOMRectReadOnly(corner.left + css.left, corner.top + css.top, css.width, css.height),
          pixelsPerPoint: geometry.scale,
          point: pointer ? geometry.toPage(pointer.x, pointer.y) : { x: x + width / 2, y: y + height / 2 },
        },
      ];
    });
  }

  #file(fileId: string | undefined): FieldFile | undefined {
    return this.files.find((file) => file.id === fileId);
  }

  /** What takes the focus in a control: of several inputs, the first. */
  #input(controlId: string): HTMLElement | null | undefined {
    const value = this.#element(controlId)?.querySelector<HTMLElement>('.value, .area');
    return value?.matches('.several') ? value.querySelector('input') : value;
  }

  #element(controlId: string): HTMLElement | null {
    return this.renderRoot.querySelector(`[data-control="${CSS.escape(controlId)}"]`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cinnabar-field-layer': CinnabarFieldLayer;
  }
}
