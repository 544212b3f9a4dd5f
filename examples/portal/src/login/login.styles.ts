import { css } from 'lit';

export const loginStyles = css`
  :host {
    display: grid;
    justify-content: center;
    padding: clamp(16px, 9vh, 96px) 16px 48px;
  }
  form {
    display: grid;
    gap: 20px;
    width: min(420px, calc(100vw - 32px));
    padding: 32px;
  }
  .code {
    display: flex;
    gap: 8px;
  }
  .code .button {
    flex: none;
    min-width: 124px;
    padding: 8px 12px;
    font-variant-numeric: tabular-nums;
  }
  .code .input {
    flex: 1;
    min-width: 0;
  }
  .field > div:empty {
    display: none;
  }
  .agree {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 10px;
    font-size: 14px;
  }
  .agree input {
    width: 20px;
    height: 20px;
    margin: 3px 0 0;
    accent-color: var(--_info);
  }
  .agree .link {
    padding: 0;
    text-align: start;
    font-size: 14px;
  }
  .small a svg {
    margin-inline-start: 2px;
    vertical-align: -2px;
  }
  .other {
    text-align: center;
  }
  .other a {
    display: inline-block;
    padding: 10px 12px;
  }
  dialog {
    width: min(480px, calc(100vw - 32px));
    padding: 24px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-dialog);
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: var(--_shadow);
  }
  dialog[open] {
    display: grid;
    gap: 16px;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.45);
  }
  dialog .button {
    justify-self: end;
  }
  @media (max-width: 480px) {
    form {
      padding: 24px 20px;
    }
    .panel {
      border: 0;
      background: none;
    }
  }
`;
