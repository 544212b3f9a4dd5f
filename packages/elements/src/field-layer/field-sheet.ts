import { type FillControl, isFillControl } from '@cinnabar/core/field';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { X } from 'lucide';
import { icon } from '../internal/icon.ts';
import { Localizer } from '../internal/localize.ts';
import { controlStyles, themeStyles } from '../theme/index.ts';
import { fieldInput } from './field-input.ts';
import { messages } from './field-layer.messages.ts';
import { sheetStyles } from './field-layer.styles.ts';
import type { ControlAddress, FieldModel } from './field-model.ts';
import { problemText } from './problem-text.ts';

/** Edits one field after another at the lower edge of a phone. Part of the field layer. */
export class CinnabarFieldSheet extends LitElement {
  static override styles = [themeStyles, controlStyles, sheetStyles];

  @property({ attribute: false }) model: FieldModel | undefined;
  /** Takes what is typed. */
  @property({ attribute: false }) change: (address: ControlAddress, value: string) => void = () => undefined;
  /** Told which field is edited now, and undefined at the end. */
  @property({ attribute: false }) at: (address: ControlAddress | undefined) => void = () => undefined;
  @state() private address: ControlAddress | undefined;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  readonly #l10n = new Localizer(this, messages);

  /** Opens the sheet on a field of the signer. */
  async edit(address: ControlAddress): Promise<void> {
    this.address = address;
    this.at(address);
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.querySelector<HTMLElement>('input, textarea, select, [role=note]')?.focus();
  }

  close(): void {
    this.dialog.close();
  }

  protected override render(): TemplateResult {
    const fields = this.#fields();
    const index = fields.findIndex((control) => control.id === this.address?.controlId);
    const control = fields[index];
    return html`<dialog
      aria-label=${control ? this.#l10n.pick(control.label) : ''}
      @close=${this.#closed}
      @click=${this.#outside}
      @keydown=${(event: KeyboardEvent) => event.stopPropagation()}
    >
      ${control ? this.#editor(control, index, fields) : nothing}
    </dialog>`;
  }

  #editor(control: FillControl, index: number, fields: readonly FillControl[]): TemplateResult {
    const { fileId } = this.address as ControlAddress;
    const address = { fileId, controlId: control.id };
    const problem = this.model?.shownProblem(fileId, control);
    const required = this.model?.isRequired(fileId, control) ?? control.required;
    const go = (step: number): void => {
      this.model?.touch(fileId, control.id);
      const next = fields[index + step];
      if (next) void this.edit({ fileId, controlId: next.id });
      else this.close();
    };
    const submit = (event: Event): void => {
      event.preventDefault();
      go(1);
    };
    const close = this.#l10n.t('close');
    return html`<form @submit=${submit} novalidate>
      <div class="head">
        <span>${this.#l10n.t('step', { index: index + 1, total: fields.length })}</span>
        <button type="button" class="icon-button" aria-label=${close} @click=${() => this.close()}>${icon(X)}</button>
      </div>
      <label for=${`input-${control.id}`}
        >${this.#l10n.pick(control.label)}${required ? html` <em aria-hidden="true">*</em>` : nothing}</label
      >
      ${fieldInput({
        control,
        value: this.model?.value(fileId, control.id) ?? '',
        className: 'input',
        required,
        placeholder: '',
        choose: this.#l10n.t('choose'),
        l10n: this.#l10n,
        problemId: problem ? 'message' : undefined,
        onInput: (value) => this.change(address, value),
        onBlur: () => this.model?.touch(fileId, control.id),
      })}
      <p class="message" id="message" role="alert">${problem ? problemText(this.#l10n, problem) : ''}</p>
      <div class="foot">
        <button type="button" class="button" ?disabled=${index === 0} @click=${() => go(-1)}>
          ${this.#l10n.t('previous')}
        </button>
        <button class="button onward">
          ${index < fields.length - 1 ? this.#l10n.t('next') : this.#l10n.t('finish')}
        </button>
      </div>
    </form>`;
  }

  #fields(): FillControl[] {
    if (!this.model || !this.address) return [];
    return this.model
      .own(this.address.fileId)
      .map(({ control }) => control)
      .filter(isFillControl);
  }

  readonly #closed = (): void => {
    if (this.address) this.model?.touch(this.address.fileId, this.address.controlId);
    this.address = undefined;
    this.at(undefined);
  };

  readonly #outside = (event: Event): void => {
    if (event.target === this.dialog) this.close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'cinnabar-field-sheet': CinnabarFieldSheet;
  }
}
