import { css } from 'lit';

export const intentDialogStyles = css`
  :host {
    display: contents;
  }
  .row {
    display: grid;
    gap: 4px;
    margin-top: 12px;
  }
  .label {
    color: var(--_ink-soft);
    font-size: 14px;
  }
  .hint,
  .problem {
    margin: 0;
    font-size: 14px;
  }
  .hint {
    color: var(--_ink-soft);
    text-wrap: pretty;
  }
  .problem {
    min-height: 1.5em;
    color: var(--_accent);
  }
  .methods {
    display: flex;
    gap: 8px;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .methods legend {
    padding: 0;
    margin-bottom: 4px;
  }
  .methods label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    padding: 0 12px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .methods label:has(:checked) {
    border-color: var(--_info);
    box-shadow: inset 0 0 0 1px var(--_info);
  }
  .methods input {
    accent-color: var(--_info);
  }
  output,
  .number {
    font-variant-numeric: tabular-nums;
  }
  .number {
    background: var(--_surface);
    border-color: var(--_line);
  }
  .code {
    display: flex;
    gap: 8px;
  }
  .code .input {
    flex: 1;
    min-width: 0;
    font-size: 22px;
    letter-spacing: 0.18em;
    font-variant-numeric: tabular-nums;
  }
  .code .input::placeholder {
    font-size: 16px;
    letter-spacing: 0;
    color: var(--_ink-soft);
  }
  .code .button {
    flex: none;
    min-width: 132px;
    font-variant-numeric: tabular-nums;
  }
  .print {
    display: flex;
    gap: 12px;
    margin-top: 12px;
    padding: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .print svg {
    flex: none;
    margin-top: 2px;
    color: var(--_info);
  }
  .print output {
    margin-inline-start: 8px;
    font-family: ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace;
    font-size: 16px;
    font-weight: 600;
    letter-spacing: 0.06em;
    white-space: nowrap;
  }
  .scene {
    display: grid;
    justify-items: center;
    gap: 8px;
    text-align: center;
  }
  .body.scene {
    padding-block: 24px;
  }
  .scene h3,
  .scene p {
    margin: 0;
  }
  .scene h3 {
    font-size: 18px;
  }
  .scene p {
    max-width: 30em;
    text-wrap: pretty;
    color: var(--_ink-soft);
  }
  .scene.good > svg {
    color: var(--_good);
  }
  .scene.bad > svg {
    color: var(--_accent);
  }
  .turning {
    width: 40px;
    height: 40px;
    border: 3px solid var(--_line);
    border-top-color: var(--_accent);
    border-radius: 50%;
    animation: turn 900ms linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
`;
