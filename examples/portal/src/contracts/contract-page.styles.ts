import { css } from 'lit';

export const contractPageStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
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
  .head {
    align-items: flex-start;
    margin-top: -12px;
  }
  .head .grow {
    display: grid;
    gap: 4px;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 360px;
    gap: 20px;
    align-items: start;
  }
  section {
    display: grid;
    gap: 16px;
  }
  .files > ul > li {
    display: grid;
    gap: 12px;
    padding: 16px 0;
    border-top: 1px solid var(--_line);
  }
  .files .row > svg {
    color: var(--_ink-soft);
  }
  .files .button {
    font-size: 14px;
  }
  .print code {
    display: block;
    overflow-wrap: anywhere;
  }
  code {
    font-size: 13px;
  }
  dl {
    display: grid;
    gap: 8px;
    font-size: 14px;
  }
  dl div {
    display: flex;
    justify-content: space-between;
    gap: 16px;
  }
  dt {
    flex: none;
    color: var(--_ink-soft);
  }
  dd {
    text-align: end;
  }
  .parties li {
    display: flex;
    gap: 12px;
    padding: 12px 0;
    border-top: 1px solid var(--_line);
  }
  .parties .grow {
    display: grid;
  }
  .end {
    display: grid;
    justify-items: end;
    align-content: start;
  }
  .record ol {
    font-size: 14px;
  }
  .record li {
    display: flex;
    gap: 4px 16px;
    padding: 8px 0;
    border-top: 1px solid var(--_line);
  }
  .record .downloads {
    flex-wrap: wrap;
    gap: 12px;
  }
  .record .button {
    font-size: 14px;
  }
  @media (max-width: 860px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .panel {
      padding: 16px;
    }
    /* The name of a file is worth a line of its own. */
    .files .row .grow {
      flex-basis: calc(100% - 48px);
    }
    .record li {
      flex-wrap: wrap;
    }
    .record code {
      display: none;
    }
  }
`;
