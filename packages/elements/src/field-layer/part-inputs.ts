import { readTable, writeTable } from '@cinnabar/core/field';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { inlineStyles } from '../internal/inline-styles.ts';
import type { InputOptions } from './field-input.ts';

/** District and address in it: the two lines of one value. */
export function districtInput(o: InputOptions): TemplateResult {
  const [district = '', detail = ''] = o.value.split('\n');
  const set = (first: string, second: string): void => o.onInput(first + second === '' ? '' : `${first}\n${second}`);
  return group(
    o,
    'district',
    html`${part(o, o.l10n.t('district'), district, (text) => set(text, detail), true)}
    ${part(o, o.l10n.t('detail'), detail, (text) => set(district, text))}`,
  );
}

/** Rows of cells, with an empty one to go on with while there may be more. Rows emptied at the end go. */
export function tableInput(o: InputOptions): TemplateResult {
  const { columns = [], maxRows = Infinity } = o.control;
  const rows = readTable(o.value) ?? [];
  const shown = rows.length < maxRows ? [...rows, []] : rows;
  const set = (row: number, column: number, text: string): void => {
    const next = shown.map((cells, r) => columns.map((_, c) => (r === row && c === column ? text : (cells[c] ?? ''))));
    while (next.at(-1)?.every((cell) => cell === '')) next.pop();
    o.onInput(next.length === 0 ? '' : writeTable(next));
  };
  const titles = columns.map(({ title }) => o.l10n.pick(title));
  return group(
    o,
    'table',
    html`<div class="cells head" aria-hidden="true">${titles.map((title) => html`<span>${title}</span>`)}</div>
      ${shown.map(
        (cells, r) =>
          html`<div class="cells">
            ${titles.map((title, c) => {
              const name = o.l10n.t('cell', { title, row: r + 1 });
              return part(o, name, cells[c] ?? '', (text) => set(r, c, text), r + c === 0, title);
            })}
          </div>`,
      )}`,
    columns.map(({ width }) => `${width}fr`).join(' '),
  );
}

/** Tells that the focus has left a control, not merely one of its inputs. */
export function onLeave(o: InputOptions): (event: FocusEvent) => void {
  return (event) => {
    if (!(event.currentTarget as Element).contains(event.relatedTarget as Node | null)) o.onBlur?.();
  };
}

function group(o: InputOptions, className: string, parts: TemplateResult, columns = ''): TemplateResult {
  return html`<div
    class="${o.className} several ${className} ${o.value === '' ? 'unfilled' : ''}"
    role="group"
    aria-label=${o.name ?? nothing}
    aria-describedby=${o.problemId ?? nothing}
    ${inlineStyles({ '--columns': columns })}
    @focusout=${onLeave(o)}
    @focusin=${() => o.onFocus?.()}
  >
    ${parts}
  </div>`;
}

function part(
  { control, problemId }: InputOptions,
  name: string,
  value: string,
  onInput: (text: string) => void,
  first = false,
  placeholder = name,
): TemplateResult {
  return html`<input
    id=${first ? `input-${control.id}` : nothing}
    autocomplete="off"
    aria-label=${name}
    aria-invalid=${problemId ? 'true' : 'false'}
    placeholder=${placeholder}
    .value=${live(value)}
    @input=${(event: Event) => onInput((event.target as HTMLInputElement).value)}
  />`;
}
