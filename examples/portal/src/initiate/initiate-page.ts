import type { Account, PortalClient } from '@cinnabar/client';
import { controlStyles, themeStyles } from '@cinnabar/elements/theme';
import { icon, Localizer } from '@cinnabar/elements/toolkit';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { ArrowLeft, Check, CircleAlert, CircleCheck } from 'lucide';
import { errorText } from '../shell/error-text.ts';
import { pageStyles } from '../shell/page.styles.ts';
import type { FormStep } from './form-step.ts';
import { initiateMessages } from './initiate.messages.ts';
import { initiateStyles } from './initiate.styles.ts';
import { WizardModel, type Step } from './wizard-model.ts';
import './form-step.ts';
import './parties-step.ts';
import './placement-preview.ts';
import './summary-step.ts';

/**
 * The wizard that sends a contract.
 * Catalogue: INI-02, INI-05.
 *
 * @fires unsaved - Whether leaving would lose something has changed; read `unsaved`.
 */
@customElement('initiate-page')
export class InitiatePage extends LitElement {
  @property({ attribute: false }) client!: PortalClient;
  @property({ attribute: false }) account!: Account;

  @query('form-step') private readonly form!: FormStep | null;

  readonly #texts = new Localizer(this, initiateMessages);
  #model!: WizardModel;
  #unsaved = false;

  static override styles = [themeStyles, controlStyles, pageStyles, initiateStyles];

  /** True while leaving would lose something. */
  get unsaved(): boolean {
    return this.#unsaved;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#model.close();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('client')) return;
    this.#model = new WizardModel(this.client);
    this.#model.addEventListener('change', () => this.#changed());
    void this.#model.open();
  }

  override render(): TemplateResult {
    const model = this.#model;
    if (model.sent) return this.#done();
    return html`<div class="head">
        <a class="back" href="#/contracts">${icon(ArrowLeft, 18)}${this.#texts.t('back')}</a>
        ${this.#steps()}
      </div>
      ${this.#view()}
      <div class="foot">
        <div class="grow" role="alert">${this.#failure()}</div>
        ${
          model.step > 1
            ? html`<button class="button" @click=${() => model.go((model.step - 1) as Step)}>
                ${this.#texts.t('previous')}
              </button>`
            : nothing
        }
        ${this.#forward()}
      </div>`;
  }

  #steps(): TemplateResult {
    return html`<ol class="steps" aria-label=${this.#texts.t('title')}>
      ${([1, 2, 3] as const).map(
        (step) =>
          html`<li aria-current=${step === this.#model.step ? 'step' : nothing} ?data-done=${step < this.#model.step}>
            <span class="number tabular">${step < this.#model.step ? icon(Check, 16) : step}</span
            >${this.#texts.t(`step${step}`)}
          </li>`,
      )}
    </ol>`;
  }

  #view(): TemplateResult {
    const model = this.#model;
    switch (model.step) {
      case 1:
        return html`<div class="split">
          <parties-step .model=${model} .account=${this.account}></parties-step>
          <placement-preview .model=${model}></placement-preview>
        </div>`;
      case 2:
        return html`<form-step class="panel" .model=${model}></form-step>`;
      case 3:
        return html`<summary-step class="panel" .model=${model} .account=${this.account}></summary-step>`;
    }
  }

  #forward(): TemplateResult {
    const model = this.#model;
    if (model.step < 3) {
      return html`<button class="button strong" @click=${this.#next}>${this.#texts.t('next')}</button>`;
    }
    return html`<button class="button primary" ?disabled=${model.sending} @click=${() => model.send()}>
      ${this.#texts.t(model.sending ? 'sending' : 'send')}
    </button>`;
  }

  #failure(): TemplateResult | typeof nothing {
    const model = this.#model;
    const failure = model.openFailure ?? (model.refusedField ? undefined : model.failure);
    if (!failure) return nothing;
    return html`<p class="error">
      ${icon(CircleAlert, 18)}<span>${this.#texts.pick(errorText(failure))}</span>
      ${
        model.template
          ? nothing
          : html`<button class="link" @click=${() => model.open()}>${this.#texts.t('retry')}</button>`
      }
    </p>`;
  }

  #done(): TemplateResult {
    const t = this.#texts;
    const model = this.#model;
    const id = model.sent?.id ?? '';
    return html`<section class="done panel" role="status">
      <span class="state good">${icon(CircleCheck, 48)}</span>
      <h1>${t.t('doneTitle')}</h1>
      <p>${model.sent?.name}</p>
      <p class="soft">${t.t('doneText', { worker: model.worker?.name ?? '' })}</p>
      <div class="row">
        <a class="button strong" href="#/contracts/${id}/room">${t.t('toRoom')}</a>
        <a class="button" href="#/contracts/${id}">${t.t('toContract')}</a>
        <a class="button quiet" href="#/contracts">${t.t('toList')}</a>
      </div>
    </section>`;
  }

  async #next(): Promise<void> {
    if (this.#model.go((this.#model.step + 1) as Step)) {
      scrollTo(0, 0);
      return;
    }
    await this.updateComplete;
    await this.form?.showFirstProblem();
  }

  #changed(): void {
    this.requestUpdate();
    if (this.#unsaved === this.#model.unsaved) return;
    this.#unsaved = this.#model.unsaved;
    this.dispatchEvent(new Event('unsaved'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'initiate-page': InitiatePage;
  }
}
