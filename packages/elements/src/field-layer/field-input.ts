import { type FillControl, optionsOf } from '@cinnabar/core/field';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ref } from 'lit/directives/ref.js';
import { fromTypedText, shortText, typedText } from './written-value.ts';

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
  /** Stands where a file is wanted, which the page around has to take. */
  readonly fileWanted: string;
  /** What a table asks for, with bars between. */
  readonly columnTitles: string;
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
    case 'district':
      return textArea(o);
    case 'table':
      return tableArea(o);
    case 'select':
    case 'radio':
    case 'sex':
    case 'education':
      return choice(
        o,
        optionsOf(control).map((option) => [option, option]),
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
    class="${className} ${value === '' ? 'unfilled' : ''} ${control.kind}"
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

/** Lines of cells between bars. While it is edited the text stays as typed: a bar just begun must not vanish. */
function tableArea(o: InputOptions): TemplateResult {
  const { control, value, problemId } = o;
  const show = (element: Element | undefined): void => {
    if (!(element instanceof HTMLTextAreaElement)) return;
    const root = element.getRootNode() as Document | ShadowRoot;
    if (root.activeElement !== element) element.value = typedText(control, value);
  };
  return html`<textarea
    id=${`input-${control.id}`}
    class=${o.className}
    aria-label=${o.name ?? nothing}
    aria-required=${o.required}
    aria-invalid=${problemId ? 'true' : 'false'}
    aria-describedby=${problemId ?? nothing}
    placeholder=${o.columnTitles}
    @input=${(event: Event) => o.onInput(fromTypedText(control, textOf(event)))}
    @blur=${() => o.onBlur?.()}
    @focus=${() => o.onFocus?.()}
    ${ref(show)}
  ></textarea>`;
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
    class="${o.className} checks ${chosen.size === 0 ? 'unfilled' : ''}"
    role="group"
    aria-label=${o.name ?? nothing}
    aria-describedby=${problemId ?? nothing}
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
            @blur=${() => o.onBlur?.()}
            @focus=${() => o.onFocus?.()}
          />${options.length === 0 ? nothing : option}</label
        >`,
    )}
  </div>`;
}

/** Files do not pass through the layer: whoever embeds it takes them and sets the value. */
function fileNote(o: InputOptions): TemplateResult {
  const { control, value, problemId } = o;
  const state = value === '' ? o.fileWanted : shortText(control, value);
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
