import type { Account, TemplateField } from '@cinnabar/client';
import { icon } from '@cinnabar/elements/toolkit';
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Building2, FileText, UserRound } from 'lucide';
import { fileSize } from '../shell/formats.ts';
import { groupFields } from './form-layout.ts';
import type { Step } from './wizard-model.ts';
import { WizardStep } from './wizard-step.ts';

/**
 * 发起签署: everything once more, before it is sent and frozen.
 * Catalogue: SCR-27, INI-12.
 */
@customElement('summary-step')
export class SummaryStep extends WizardStep {
  @property({ attribute: false }) account!: Account;

  static override styles = [
    ...WizardStep.styles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 24px;
      }
      section {
        display: grid;
        gap: 12px;
        padding-top: 20px;
        border-top: 1px solid var(--_line);
      }
      .line {
        display: flex;
        align-items: center;
        gap: 12px;
      }
      .line svg {
        flex: none;
        color: var(--_ink-soft);
      }
      ul {
        display: grid;
        gap: 10px;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr));
        gap: 12px 24px;
      }
      dt {
        font-size: 14px;
        color: var(--_ink-soft);
      }
      .link {
        min-height: 44px;
      }
    `,
  ];

  override render(): TemplateResult {
    const t = this.texts;
    const { model, account } = this;
    return html`<h1>${model.name.trim()}</h1>
      <p class="soft">${t.t('summary')}</p>
      <section>
        ${this.#head(t.t('step1'), 1)}
        <ul>
          <li class="line">
            ${icon(Building2)}
            <span>${account.organization} <span class="soft small">${t.t('agent', { name: account.name })}</span></span>
          </li>
          <li class="line">
            ${icon(UserRound)}
            <span>${model.worker?.name} <span class="soft small tabular">${model.worker?.maskedPhone}</span></span>
          </li>
          ${model.files.map(
            (file) =>
              html`<li class="line">
                ${icon(FileText)}
                <span>${file.name} <span class="soft small tabular">${fileSize(file.size)}</span></span>
              </li>`,
          )}
        </ul>
      </section>
      <section>
        ${this.#head(t.t('answers'), 2)}
        <dl>
          ${groupFields(model.fields).flatMap(({ fields }) =>
            fields.map(
              (field) =>
                html`<div>
                  <dt>${t.pick(field.label)}</dt>
                  <dd class="tabular">${this.#answer(field)}</dd>
                </div>`,
            ),
          )}
        </dl>
      </section>`;
  }

  #head(title: string, step: Step): TemplateResult {
    return html`<div class="row spread">
      <h2>${title}</h2>
      <button class="link" @click=${() => this.model.go(step)}>${this.texts.t('edit')}</button>
    </div>`;
  }

  #answer({ id, options }: TemplateField): string {
    const value = this.model.values[id]?.trim() ?? '';
    const option = options?.find((entry) => entry.value === value);
    return option ? this.texts.pick(option.label) : value || '—';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'summary-step': SummaryStep;
  }
}
