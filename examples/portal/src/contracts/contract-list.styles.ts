import { css } from 'lit';

export const contractListStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }
  .groups {
    display: flex;
    gap: 4px;
    overflow-x: auto;
    border-bottom: 1px solid var(--_line);
    scrollbar-width: none;
  }
  .groups a {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    padding: 0 16px;
    border-bottom: 2px solid transparent;
    color: var(--_ink-soft);
    text-decoration: none;
    white-space: nowrap;
  }
  .groups a[aria-current] {
    border-color: var(--_ink);
    color: var(--_ink);
    font-weight: 600;
  }
  .count {
    min-width: 22px;
    padding: 0 7px;
    border-radius: 99px;
    background: var(--_line);
    color: var(--_ink);
    font-size: 13px;
    font-weight: 400;
    text-align: center;
  }
  .count:empty {
    visibility: hidden;
  }
  .search {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
  }
  .dates {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .dates .input {
    width: 160px;
  }
  .words {
    flex: 1 1 260px;
    width: auto;
  }
  .table {
    overflow-x: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-dialog);
    background: var(--_raised);
  }
  .table[aria-busy='true'] tbody {
    opacity: 0.6;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
  }
  th {
    padding: 12px 16px;
    text-align: start;
    font-size: 13px;
    font-weight: 500;
    color: var(--_ink-soft);
    white-space: nowrap;
  }
  td {
    padding: 12px 16px;
    border-top: 1px solid var(--_line);
    vertical-align: middle;
  }
  td li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .subject {
    min-width: 14em;
    font-size: 16px;
  }
  .subject a {
    color: var(--_ink);
    font-weight: 500;
    text-decoration: none;
  }
  .subject a:hover {
    text-decoration: underline;
  }
  .tabular {
    white-space: nowrap;
  }
  .actions .button {
    min-width: 76px;
    font-size: 14px;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 72px 24px;
    border: 1px dashed var(--_control-line);
    border-radius: var(--_radius-dialog);
    text-align: center;
  }
  .empty > svg {
    color: var(--_ink-soft);
  }
  .empty .button {
    margin-top: 12px;
  }
  .pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 4px 12px;
  }
  .pager .off {
    opacity: 0.35;
    cursor: default;
  }
  .pager .input {
    width: 72px;
  }
  @media (max-width: 900px) {
    .search > *,
    .dates {
      width: 100%;
    }
    .dates .label {
      display: none;
    }
    .dates .input {
      flex: 1;
      min-width: 0;
      width: auto;
    }
    .words {
      flex-basis: 100%;
    }
    .table {
      border: 0;
      background: none;
    }
    thead {
      display: none;
    }
    table,
    tbody {
      display: grid;
      gap: 12px;
    }
    tr {
      display: grid;
      gap: 6px;
      padding: 16px;
      border: 1px solid var(--_line);
      border-radius: var(--_radius-dialog);
      background: var(--_raised);
    }
    td {
      display: flex;
      gap: 12px;
      padding: 0;
      border: 0;
    }
    td[data-label]::before {
      content: attr(data-label);
      flex: none;
      width: 5em;
      color: var(--_ink-soft);
    }
    .actions {
      margin-top: 8px;
    }
    .actions .button {
      flex: 1;
    }
    .pager {
      justify-content: center;
    }
  }
`;
