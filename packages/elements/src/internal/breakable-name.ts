import { html, type TemplateResult } from 'lit';

/** A file's name that breaks after its dots, dashes and underscores before it breaks inside a word. */
export function breakableName(name: string): TemplateResult {
  const [first, ...rest] = name.split(/(?<=[._-])/);
  return html`${first}${rest.map((part) => html`<wbr />${part}`)}`;
}
