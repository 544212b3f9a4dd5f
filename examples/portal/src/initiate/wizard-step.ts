import { controlStyles, themeStyles } from '@cinnabar/elements/theme';
import { icon, Localizer } from '@cinnabar/elements/toolkit';
import type { LocalizedText } from '@cinnabar/core/language';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { CircleAlert } from 'lucide';
import { pageStyles } from '../shell/page.styles.ts';
import { initiateMessages } from './initiate.messages.ts';
import type { StepProblem, WizardModel } from './wizard-model.ts';

/** A view of the wizard's model: renders again after every change of it. */
export abstract class WizardStep extends LitElement {
  @property({ attribute: false }) model!: WizardModel;

  protected readonly texts = new Localizer(this, initiateMessages);
  readonly #update = (): void => this.requestUpdate();

  static override styles = [themeStyles, controlStyles, pageStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.model.addEventListener('change', this.#update);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.model.removeEventListener('change', this.#update);
  }

  protected alert(text: string | LocalizedText): TemplateResult {
    return html`<p class="error" role="alert">
      ${icon(CircleAlert, 18)}<span>${typeof text === 'string' ? text : this.texts.pick(text)}</span>
    </p>`;
  }

  /** The problem of the first step, when it is one of these and the reader wanted to go on. */
  protected problem(...codes: StepProblem[]): TemplateResult | typeof nothing {
    const code = this.model.asked ? this.model.partiesProblem : undefined;
    return code && codes.includes(code) ? this.alert(this.texts.t(code)) : nothing;
  }
}
