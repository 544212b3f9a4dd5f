import { html, type TemplateResult } from 'lit';

/** The mark of the product: a written stroke on a seal. */
export function brandMark(size: number): TemplateResult {
  return html`<svg width=${size} height=${size} viewBox="0 0 32 32" aria-hidden="true">
    <rect x="2.5" y="2.5" width="27" height="27" rx="5" fill="#b8282c" />
    <path
      d="M8.5 21.5c4-1 7.5-5.5 8.5-11 .6-3-2.5-3.200-2.800 0-.4 4.5.5 9.5 3.600 9.5 2.200 0 2.800-3 5.700-4"
      fill="none"
      stroke="#fff"
      stroke-width="2"
      stroke-linecap="round"
    />
  </svg>`;
}
