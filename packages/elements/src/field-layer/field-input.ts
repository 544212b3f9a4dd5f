import type { FillControl } from '@cinnabar/core/field';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface InputOptions {
  readonly control: FillControl;
  readonly value: string;
  readonly className: string;
  /** Accessible name, unless a label element names it. */
  readonly name?: string;
  readonly placeholder: string;
  /** First choice of a select, which stands for nothing chosen. */
  readonly choose: string;
  /** Id of the element that tells what is wrong. */
  readonly problemId: string | undefined;
  readonly onInput: (value: string) => void;
  readonly onBlur?: () => void;
  readonly onFocus?: () => void;
}

/** The native input for a control. No `maxlength`: what is too long is said, not cut off. */
export function fieldInput(o: InputOptions): TemplateResult {
  const input = (event: Event): void => o.onInput((event.target as HTMLInputElement).value);
  const blur = (): void => o.onBlur?.();
  const focus = (): void => o.onFocus?.();
  const { control } = o;
  const id = `input-${control.id}`;
  const invalid = o.problemId ? 'true' : 'false';
  switch (control.kind) {
    case 'multiline':
      return html`<textarea
        id=${id}
        class=${o.className}
        aria-label=${o.name ?? nothing}
        aria-required=${control.required}
        aria-invalid=${invalid}
        aria-describedby=${o.problemId ?? nothing}
        placeholder=${o.placeholder}
        .value=${live(o.value)}
        @input=${input}
        @blur=${blur}
        @focus=${focus}
      ></textarea>`;
    case 'select':
      return html`<select
        id=${id}
        class="${o.className} ${o.value === '' ? 'unfilled' : ''}"
        aria-label=${o.name ?? nothing}
        aria-required=${control.required}
        aria-invalid=${invalid}
        aria-describedby=${o.problemId ?? nothing}
        .value=${live(o.value)}
        @change=${input}
        @blur=${blur}
        @focus=${focus}
      >
        <option value="">${o.choose}</option>
        ${control.options?.map((option) => html`<option value=${option} ?selected=${option === o.value}>${option}</option>`)}
      </select>`;
    default:
      return html`<input
        id=${id}
        class="${o.className} ${o.value === '' ? 'unfilled' : ''} ${control.kind}"
        type=${control.kind === 'date' ? 'date' : 'text'}
        inputmode=${control.kind === 'number' ? 'decimal' : nothing}
        autocomplete="off"
        aria-label=${o.name ?? nothing}
        aria-required=${control.required}
        aria-invalid=${invalid}
        aria-describedby=${o.problemId ?? nothing}
        placeholder=${o.placeholder}
        .value=${live(o.value)}
        @input=${input}
        @blur=${blur}
        @focus=${focus}
      />`;
  }
}
