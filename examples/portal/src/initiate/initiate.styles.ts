import { css } from 'lit';

export const initiateStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
    padding-bottom: 96px;
  }
  .head {
    display: grid;
    grid-template-columns: 1fr auto 1fr;
    align-items: center;
    gap: 16px;
  }
  .back {
    display: inline-flex;
    align-items: center;
    justify-self: start;
    gap: 6px;
    min-height: 44px;
    color: var(--_ink-soft);
    text-decoration: none;
    font-size: 14px;
  }
  .steps {
    display: flex;
    gap: 8px;
    color: var(--_ink-soft);
  }
  .steps li {
    display: flex;
    align-items: center;
    gap: 8px;
    white-space: nowrap;
  }
  .steps li + li::before {
    content: '';
    width: clamp(16px, 4vw, 56px);
    border-top: 1px solid var(--_control-line);
  }
  .number {
    display: grid;
    place-items: center;
    width: 26px;
    height: 26px;
    border: 1px solid currentColor;
    border-radius: 50%;
    font-size: 14px;
  }
  [aria-current='step'] {
    color: var(--_ink);
    font-weight: 600;
  }
  [aria-current='step'] .number {
    border-color: var(--_ink);
    background: var(--_ink);
    color: var(--_surface);
  }
  [data-done] .number {
    border-color: var(--_good);
    color: var(--_good);
  }
  .split {
    display: grid;
    grid-template-columns: minmax(340px, 5fr) minmax(0, 7fr);
    gap: 40px;
    align-items: start;
  }
  placement-preview {
    position: sticky;
    top: 84px;
    height: calc(100dvh - 84px - 96px);
  }
  form-step,
  summary-step {
    width: 100%;
    max-width: 960px;
    margin: 0 auto;
    padding: 32px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-dialog);
    background: var(--_raised);
  }
  .foot {
    position: fixed;
    inset: auto 0 0;
    z-index: 2;
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 12px;
    padding: 12px max(24px, calc((100vw - 1232px) / 2)) calc(12px + env(safe-area-inset-bottom));
    border-top: 1px solid var(--_line);
    background: var(--_raised);
  }
  .foot .strong,
  .foot .primary {
    min-width: 132px;
  }
  .done {
    display: grid;
    justify-items: center;
    gap: 12px;
    width: min(560px, 100%);
    margin: 8vh auto 0;
    padding: 48px 24px;
    text-align: center;
  }
  .done .row {
    justify-content: center;
    margin-top: 16px;
  }
  @media (max-width: 960px) {
    .split {
      grid-template-columns: minmax(0, 1fr);
      gap: 32px;
    }
    placement-preview {
      position: static;
      height: 70dvh;
    }
  }
  @media (max-width: 700px) {
    .head {
      grid-template-columns: 1fr;
      gap: 0;
    }
    .steps {
      justify-content: space-between;
      font-size: 14px;
    }
    .steps li {
      gap: 6px;
    }
    .steps li + li::before {
      width: 8px;
    }
    .number {
      width: 22px;
      height: 22px;
      font-size: 13px;
    }
    form-step,
    summary-step {
      padding: 20px 16px;
    }
    .foot {
      padding-inline: 16px;
    }
    .foot .button {
      flex: 1;
    }
    .foot .grow:empty {
      display: none;
    }
    .foot:has(.error) {
      flex-wrap: wrap;
    }
    .foot .grow:has(.error) {
      flex: 1 0 100%;
    }
  }
`;
