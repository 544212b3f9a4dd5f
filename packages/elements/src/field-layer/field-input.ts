import { type FillControl, optionLabels, optionsOf } from '@cinnabar/core/field';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Localizer } from '../internal/localize.ts';
import type { messages } from './field-layer.messages.ts';
import { districtInput, onLeave, tableInput } from './part-inputs.ts';
import { shortText } from './written-value.ts';

export interface InputOptions {
  readonly control: FillControl;
  readonly value: string;
  readonly className: string;
  readonly required: boolean;
  /** Accessible name, unless a label element names it. */
  readonly name?: string;
  readonly placeholder: string;
  /** First choice of a select, which stands for nothing chosen. */
  readonly choose: string;
  readonly l10n: Localizer<typeof messages>;
  /** Id of the element that tells what is wrong. */
  readonly problemId: string | undefined;
  readonly onInput: (value: string) => void;
  readonly onBlur?: () => void;
  readonly onFocus?: () => void;
}

const inputTypes: Readonly<Partial<Record<FillControl['kind'], string>>> = {
  date: 'date',
  email: 'email',
  mobile: 'tel',
};

/** The native input for a control. No `maxlength`: what is too long is said, not cut off. */
export function fieldInput(o: InputOptions): TemplateResult {
  const { control } = o;
  switch (control.kind) {
    case 'multiline':
      return textArea(o);
    case 'district':
      return districtInput(o);
    case 'table':
      return tableInput(o);
    case 'select':
    case 'radio':
    case 'sex':
    case 'education':
      return choice(
        o,
        optionsOf(control).map((option) => [option, optionWords(o, option)]),
      );
    case 'tick':
      return choice(o, [
        ['yes', '✓'],
        ['no', '✗'],
      ]);
    case 'check':
      return checks(o);
    case 'image':
    case 'attachment':
      return fileNote(o);
    default:
      return line(o);
  }
}

function line(o: InputOptions): TemplateResult {
  const { control, value, className, problemId } = o;
  return html`<input
    id=${`input-${control.id}`}
    class="${className} ${value === '' ? 'unfilled' : ''} kind-${control.kind}"
    type=${inputTypes[control.kind] ?? 'text'}
    inputmode=${control.kind === 'number' || control.kind === 'money' ? 'decimal' : nothing}
    autocomplete="off"
    aria-label=${o.name ?? nothing}
    aria-required=${o.required}
    aria-invalid=${problemId ? 'true' : 'false'}
    aria-describedby=${problemId ?? nothing}
    placeholder=${o.placeholder}
    .value=${live(value)}
    @input=${(event: Event) => o.onInput(textOf(event))}
    @blur=${() => o.onBlur?.()}
    @focus=${() => o.onFocus?.()}
  />`;
}

function textArea(o: InputOptions): TemplateResult {
  const { control, problemId } = o;
  return html`<textarea
    id=${`input-${control.id}`}
    class=${o.className}
    aria-label=${o.name ?? nothing}
    aria-required=${o.required}
    aria-invalid=${problemId ? 'true' : 'false'}
    aria-describedby=${problemId ?? nothing}
    placeholder=${o.placeholder}
    .value=${live(o.value)}
    @input=${(event: Event) => o.onInput(textOf(event))}
    @blur=${() => o.onBlur?.()}
    @focus=${() => o.onFocus?.()}
  ></textarea>`;
}

/** What is printed, and what it means to who reads another language. */
function optionWords({ control, l10n }: InputOptions, option: string): string {
  const known = control.kind === 'sex' || control.kind === 'education';
  const label = known ? optionLabels[option as keyof typeof optionLabels] : undefined;
  if (!label) return option;
  return l10n.language.startsWith('zh') ? l10n.pick(label) : `${option} (${l10n.pick(label)})`;
}

function choice(o: InputOptions, options: readonly (readonly [value: string, words: string])[]): TemplateResult {
  const { control, value, problemId } = o;
  return html`<select
    id=${`input-${control.id}`}
    class="${o.className} ${value === '' ? 'unfilled' : ''}"
    aria-label=${o.name ?? nothing}
    aria-required=${o.required}
    aria-invalid=${problemId ? 'true' : 'false'}
    aria-describedby=${problemId ?? nothing}
    .value=${live(value)}
    @change=${(event: Event) => o.onInput(textOf(event))}
    @blur=${() => o.onBlur?.()}
    @focus=${() => o.onFocus?.()}
  >
    <option value="">${o.choose}</option>
    ${options.map(([option, words]) => html`<option value=${option} ?selected=${option === value}>${words}</option>`)}
  </select>`;
}

/** One box, or one for each option; the value keeps the order of the options. */
function checks(o: InputOptions): TemplateResult {
  const { control, problemId } = o;
  const options = optionsOf(control);
  const all = options.length === 0 ? ['yes'] : options;
  const chosen = new Set(o.value.split('\n').filter((option) => option !== ''));
  const toggle = (option: string): void =>
    o.onInput(all.filter((one) => (one === option ? !chosen.has(one) : chosen.has(one))).join('\n'));
  return html`<div
    class="${o.className} several checks ${chosen.size === 0 ? 'unfilled' : ''}"
    role="group"
    aria-label=${o.name ?? nothing}
    aria-describedby=${problemId ?? nothing}
    @focusout=${onLeave(o)}
    @focusin=${() => o.onFocus?.()}
  >
    ${all.map(
      (option, i) =>
        html`<label
          ><input
            id=${i === 0 ? `input-${control.id}` : nothing}
            type="checkbox"
            aria-label=${options.length === 0 ? (o.name ?? nothing) : nothing}
            aria-invalid=${problemId ? 'true' : 'false'}
            .checked=${live(chosen.has(option))}
            @change=${() => toggle(option)}
          />${options.length === 0 ? nothing : option}</label
        >`,
    )}
  </div>`;
}

/** Files do not pass through the layer: whoever embeds it takes them and sets the value. */
function fileNote(o: InputOptions): TemplateResult {
  const { control, value, problemId } = o;
  const state = value === '' ? o.l10n.t('fileWanted') : shortText(control, value);
  return html`<div
    id=${`input-${control.id}`}
    class="${o.className} note ${value === '' ? 'unfilled' : ''}"
    role="note"
    tabindex="0"
    aria-label=${`${o.name ?? o.placeholder} ${state}`}
    aria-describedby=${problemId ?? nothing}
    @blur=${() => o.onBlur?.()}
    @focus=${() => o.onFocus?.()}
  >
    ${value === '' && o.placeholder !== '' ? `${o.placeholder} · ${state}` : state}
  </div>`;
}

function textOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
