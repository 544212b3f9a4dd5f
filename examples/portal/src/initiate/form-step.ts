import type { TemplateField } from '@cinnabar/client';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { errorText } from '../shell/error-text.ts';
import { groupFields } from './form-layout.ts';
import { WizardStep } from './wizard-step.ts';

/**
 * 填写模板信息: the form of the template, group by group. A problem shows when its field was left or on 下一步.
 * Catalogue: SCR-26, INI-10.
 */
@customElement('form-step')
export class FormStep extends WizardStep {
  @state() private left: ReadonlySet<string> = new Set();

  static override styles = [
    ...WizardStep.styles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 32px;
      }
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 12px;
        font-weight: 600;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
        gap: 16px 20px;
      }
      .wide {
        grid-column: 1 / -1;
      }
      textarea {
        min-height: 88px;
        resize: vertical;
      }
      .field .error {
        font-size: 13px;
      }
      .who {
        padding-bottom: 16px;
        border-bottom: 1px solid var(--_line);
      }
    `,
  ];

  override render(): TemplateResult {
    const { worker } = this.model;
    return html`<p class="row who">
        <b>${worker?.name}</b><span class="small soft tabular">${worker?.maskedPhone}</span
        ><span class="small soft tabular">${worker?.idNumberMasked}</span>
      </p>
      ${groupFields(this.model.fields).map(
        ({ label, fields }) =>
          html`<fieldset>
            <legend>${this.texts.pick(label)}</legend>
            <div class="grid">${fields.map((field) => this.#field(field))}</div>
          </fieldset>`,
      )}`;
  }

  /** Moves the reader to the first field that is not in order. */
  async showFirstProblem(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  #field(field: TemplateField): TemplateResult {
    const found = this.model.asked || this.left.has(field.id) ? this.model.fieldProblem(field) : undefined;
    const problem = found
      ? this.texts.pick(found.message)
      : this.model.refusedField === field.id
        ? errorText(this.model.failure)
        : undefined;
    const id = `field-${field.id}`;
    return html`<div class="field ${field.kind === 'multiline' ? 'wide' : ''}">
      <label for=${id} class=${field.required ? 'required' : ''}>${this.texts.pick(field.label)}</label>
      ${this.#input(field, id, problem !== undefined)}
      <div id="${id}-problem">${problem ? this.alert(problem) : nothing}</div>
    </div>`;
  }

  #input(field: TemplateField, id: string, invalid: boolean): TemplateResult {
    const value = this.model.values[field.id] ?? '';
    const typed = (event: Event): void =>
      this.model.setValue(field.id, (event.target as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement).value);
    const leave = (): void => {
      this.left = new Set([...this.left, field.id]);
    };
    switch (field.kind) {
      case 'multiline':
        return html`<textarea
          id=${id}
          class="input"
          aria-invalid=${invalid}
          aria-describedby="${id}-problem"
          .value=${value}
          @input=${typed}
          @blur=${leave}
        ></textarea>`;
      case 'select':
        return html`<select
          id=${id}
          class="input"
          aria-invalid=${invalid}
          aria-describedby="${id}-problem"
          @change=${typed}
          @blur=${leave}
        >
          <option value="" ?selected=${value === ''}>${this.texts.t('selectPrompt')}</option>
          ${field.options?.map(
            (option) =>
              html`<option value=${option.value} ?selected=${option.value === value}>
                ${this.texts.pick(option.label)}
              </option>`,
          )}
        </select>`;
      default:
        return html`<input
          id=${id}
          class="input tabular"
          type=${field.kind === 'date' ? 'date' : 'text'}
          inputmode=${field.kind === 'number' ? 'decimal' : 'text'}
          aria-invalid=${invalid}
          aria-describedby="${id}-problem"
          .value=${value}
          @input=${typed}
          @blur=${leave}
        />`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-step': FormStep;
  }
}
