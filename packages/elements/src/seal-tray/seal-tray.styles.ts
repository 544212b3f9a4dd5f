import { css } from 'lit';

export const sealTrayStyles = css`
  :host {
    display: block;
    user-select: none;
    -webkit-user-select: none;
    -webkit-touch-callout: none;
  }
  h2 {
    margin: 0 0 4px;
    font-size: 16px;
    font-weight: 600;
  }
  .hint,
  .empty p {
    margin: 0 0 12px;
    color: var(--_ink-soft);
    font-size: 14px;
    text-wrap: pretty;
  }
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(132px, 1fr));
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .seal {
    display: grid;
    justify-items: center;
    gap: 2px;
    width: 100%;
    height: 100%;
    align-content: start;
    padding: 12px 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_raised);
    cursor: grab;
    transition:
      border-color var(--_quick),
      box-shadow var(--_quick),
      opacity var(--_quick);
  }
  .seal:hover {
    border-color: var(--_ink-soft);
  }
  .seal[aria-pressed='true'] {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .seal.dragged {
    opacity: 0.45;
    cursor: grabbing;
  }
  /* A seal is read on paper: its red stays what it will be on the document, in dark mode too. */
  .sheet {
    display: grid;
    place-items: center;
    width: 100px;
    height: 100px;
    margin-bottom: 6px;
    padding: 8px;
    border-radius: 4px;
    background: var(--_paper);
    pointer-events: none;
  }
  .sheet svg {
    max-width: 100%;
    max-height: 100%;
  }
  .name {
    font-size: 14px;
    line-height: 1.4;
    text-align: center;
    overflow-wrap: anywhere;
  }
  .size {
    color: var(--_ink-soft);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .picked {
    display: flex;
    align-items: center;
    gap: 12px;
    margin-top: 12px;
    padding: 8px 8px 8px 12px;
    border-inline-start: 3px solid var(--_accent);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_accent) 7%, var(--_raised));
    font-size: 14px;
  }
  .picked span {
    flex: 1;
  }
  .picked .button {
    flex: none;
  }
  .empty {
    padding: 24px 16px;
    border: 1px dashed var(--_control-line);
    border-radius: var(--_radius);
    text-align: center;
  }
  .empty svg {
    color: var(--_ink-soft);
  }
  .empty h3 {
    margin: 8px 0 4px;
    font-size: 16px;
  }
  .empty p {
    margin: 0;
  }
  @media (forced-colors: active) {
    .seal[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
    .sheet {
      forced-color-adjust: none;
    }
  }
`;
