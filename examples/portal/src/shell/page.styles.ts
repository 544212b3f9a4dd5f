import { css } from 'lit';

/** Layout every portal page shares: quiet desk, hairlines, one shadow. */
export const pageStyles = css`
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
  h1 {
    font-size: 22px;
    line-height: 1.4;
  }
  h2 {
    font-size: 16px;
    line-height: 1.5;
  }
  a {
    color: var(--_info);
    text-underline-offset: 3px;
  }
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .soft {
    color: var(--_ink-soft);
  }
  .small {
    font-size: 14px;
    font-weight: 400;
  }
  .panel {
    padding: 24px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-dialog);
    background: var(--_raised);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px;
  }
  .spread {
    justify-content: space-between;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  /* The main action where nothing is committed yet: red is kept for what commits. */
  .button.strong {
    border-color: var(--_ink);
    background: var(--_ink);
    color: var(--_surface);
    font-weight: 600;
  }
  .button.strong:hover:not(:disabled) {
    background: color-mix(in srgb, var(--_ink) 88%, var(--_surface));
  }
  a.button {
    text-decoration: none;
  }
  .link {
    padding: 4px 2px;
    border: 0;
    background: none;
    color: var(--_info);
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .field {
    display: grid;
    gap: 6px;
    align-content: start;
  }
  .field > label,
  .label {
    font-size: 14px;
    color: var(--_ink-soft);
  }
  .required::before {
    content: '*';
    margin-inline-end: 4px;
    color: var(--_accent);
  }
  .error,
  .notice {
    display: flex;
    gap: 8px;
    align-items: flex-start;
    font-size: 14px;
  }
  .error {
    color: var(--_accent);
  }
  .error svg,
  .notice svg {
    flex: none;
    margin-top: 1px;
  }
  .notice {
    padding: 12px 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .notice.wait {
    border-color: var(--_wait);
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }
  .state.good {
    color: var(--_good);
  }
  .state.wait {
    color: var(--_wait);
  }
  .state.off {
    color: var(--_ink-soft);
  }
  .state.bad {
    color: var(--_accent);
  }
  .skeleton {
    min-height: 20px;
    border-radius: var(--_radius);
    background: var(--_line);
    opacity: 0.6;
  }
  .tabular {
    font-variant-numeric: tabular-nums;
  }
`;
