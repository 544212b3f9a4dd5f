import { css } from 'lit';

/** Right panel, its phone form as a sheet, and the phone's bar. */
export const panelStyles = css`
  aside {
    grid-area: panel;
    display: flex;
    flex-direction: column;
    inline-size: 320px;
    min-block-size: 0;
    border-inline-start: 1px solid var(--_line);
    background: var(--_raised);
  }
  aside[hidden] {
    display: none;
  }
  .scroll {
    flex: 1;
    min-block-size: 0;
    padding: 16px 20px 24px;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .block {
    padding-block: 20px;
    border-block-end: 1px solid var(--_line);
  }
  .block:last-child {
    border-block-end: 0;
  }
  .block-head {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
  }
  .count {
    font-variant-numeric: tabular-nums;
  }
  .block-head .count {
    color: var(--_ink-soft);
    font-size: 14px;
  }
  .block > h2 + p {
    margin-block-start: 8px;
    font-size: 14px;
  }

  /* Steps */
  .steps {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    padding-block: 4px 20px;
    border-block-end: 1px solid var(--_line);
    font-size: 13px;
    text-align: center;
  }
  .steps li {
    position: relative;
    display: grid;
    justify-items: center;
    align-content: start;
    gap: 6px;
    color: var(--_ink-soft);
    line-height: 1.3;
  }
  .steps li + li::before {
    content: '';
    position: absolute;
    inset-block-start: 13px;
    inset-inline: calc(-50% + 18px) calc(50% + 18px);
    border-block-start: 1px solid var(--_control-line);
  }
  .steps .dot {
    display: grid;
    place-items: center;
    inline-size: 26px;
    block-size: 26px;
    border: 1px solid var(--_control-line);
    border-radius: 50%;
    font-variant-numeric: tabular-nums;
  }
  .steps .now {
    color: var(--_ink);
    font-weight: 600;
  }
  .steps .now .dot {
    border-color: var(--_ink);
    background: var(--_ink);
    color: var(--_raised);
  }
  .steps .past .dot {
    border-color: var(--_good);
    color: var(--_good);
  }
  .steps .past + li::before {
    border-color: var(--_good);
  }

  /* Tasks */
  .tasks {
    margin: 12px -8px 0;
  }
  .file-name {
    padding: 8px 8px 2px;
    color: var(--_ink-soft);
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .task {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: 10px;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 6px 8px;
    border: 0;
    border-radius: var(--_radius);
    background: transparent;
    text-align: start;
    cursor: pointer;
  }
  .task:hover,
  .task[aria-current] {
    background: var(--_surface);
  }
  .task[aria-current] {
    border-start-start-radius: 0;
    border-end-start-radius: 0;
    box-shadow: inset 2px 0 0 var(--_accent);
  }
  .glyph,
  .status {
    display: inline-flex;
  }
  .status {
    font-size: 13px;
    white-space: nowrap;
  }
  .label {
    overflow-wrap: anywhere;
    line-height: 1.35;
  }

  /* Handwriting */
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 12px;
  }
  .handwriting {
    display: grid;
    place-items: center;
    block-size: 96px;
    margin-block-start: 12px;
    padding: 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    /* Ink is read on paper, in dark mode too. */
    background: var(--_paper);
  }
  .handwriting svg {
    inline-size: 100%;
    block-size: 100%;
  }

  /* Review */
  .checked {
    margin-block: 12px;
  }
  .fingerprint {
    display: flex;
    gap: 12px;
    padding: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .fingerprint svg {
    flex: none;
    margin-block-start: 2px;
    color: var(--_ink-soft);
  }
  code {
    display: block;
    font:
      600 18px/1.5 ui-monospace,
      'SF Mono',
      Menlo,
      Consolas,
      monospace;
    letter-spacing: 0.06em;
  }

  /* End */
  .ending {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding-block: 32px;
    text-align: center;
  }
  .ending .big {
    display: inline-flex;
  }
  .ending h2 {
    font-size: 22px;
  }

  /* Parties */
  .parties {
    display: grid;
    gap: 12px;
    margin-block-start: 12px;
  }
  .parties li {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: start;
    gap: 10px;
    font-size: 14px;
  }
  .parties li > :first-child {
    display: inline-flex;
    margin-block-start: 1px;
  }
  .parties .status {
    display: block;
    text-align: end;
  }
  .who {
    overflow-wrap: anywhere;
  }
  .me {
    padding: 0 6px;
    border: 1px solid var(--_control-line);
    border-radius: 4px;
    color: var(--_ink-soft);
    font-size: 13px;
  }
  time {
    color: var(--_ink-soft);
    font-variant-numeric: tabular-nums;
  }

  /* Bottom right: what happens next */
  .act-area {
    display: grid;
    gap: 8px;
    padding: 12px 20px 20px;
    border-block-start: 1px solid var(--_line);
  }
  #primary {
    min-block-size: 48px;
    min-inline-size: 0;
  }
  #primary .act {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* Leads to the next thing; red is kept for what commits. */
  .button.lead {
    border-color: var(--_ink);
    background: var(--_ink);
    color: var(--_raised);
    font-weight: 600;
  }
  .draft {
    color: var(--_ink-soft);
    font-size: 13px;
  }
  .draft.wait {
    color: var(--_wait);
  }

  /* Phone */
  .bar {
    display: none;
  }
  @container room (width < 1080px) {
    aside {
      inline-size: 288px;
    }
  }
  @container room (width < 720px) {
    header {
      flex-wrap: wrap;
      gap: 0 8px;
      min-block-size: 0;
      padding: 4px 4px 8px 16px;
    }
    .title p {
      display: none;
    }
    h1 {
      font-size: 18px;
    }
    .facts {
      order: 3;
      inline-size: 100%;
      gap: 12px;
      padding-inline-end: 12px;
    }
    .fact.chip {
      margin-inline-start: auto;
    }
    .bar {
      grid-area: bar;
      display: flex;
      align-items: center;
      gap: 12px;
      padding: 8px 12px max(8px, env(safe-area-inset-bottom));
      border-block-start: 1px solid var(--_line);
      background: var(--_raised);
      z-index: 5;
    }
    .bar-progress {
      flex: 1;
      display: grid;
      justify-items: start;
      min-inline-size: 0;
      min-block-size: 44px;
      align-content: center;
      padding: 0 4px;
      border: 0;
      border-radius: var(--_radius);
      background: transparent;
      text-align: start;
      cursor: pointer;
    }
    .bar-progress .count {
      font-weight: 600;
    }
    .bar-progress .count {
      display: inline-flex;
      align-items: center;
      gap: 4px;
    }
    .bar-progress[aria-expanded='true'] .up {
      rotate: 180deg;
    }
    .up {
      display: inline-flex;
      color: var(--_ink-soft);
    }
    .bar-progress {
      flex: 1 0 44px;
    }
    .bar .button {
      flex: 0 1 auto;
      padding-inline: 12px;
    }
    #primary {
      min-inline-size: min(128px, 45%);
      max-inline-size: 60%;
    }
    .notice {
      flex-wrap: wrap;
      padding: 8px 12px 8px 16px;
    }
    .notice p {
      flex-basis: 70%;
    }
    aside.sheet {
      position: absolute;
      inset-inline: 0;
      inset-block-end: 0;
      grid-row: 3;
      grid-column: 1 / -1;
      inline-size: auto;
      max-block-size: 80%;
      border: 0;
      border-block-start: 1px solid var(--_line);
      border-radius: var(--_radius-dialog) var(--_radius-dialog) 0 0;
      box-shadow: var(--_shadow);
      z-index: 4;
    }
    .sheet-head {
      display: flex;
      align-items: center;
      justify-content: space-between;
      padding: 4px 4px 0 20px;
    }
    .steps {
      padding-block-start: 0;
    }
  }
  /* A phone held sideways has no height to give away. */
  @media (max-height: 480px) {
    header {
      min-block-size: 0;
      padding-block: 0;
    }
    .title p,
    .steps {
      display: none;
    }
    .act-area {
      padding: 8px 12px;
    }
  }
  @media (forced-colors: active) {
    .button.lead {
      forced-color-adjust: none;
      background: ButtonText;
      color: ButtonFace;
      border-color: ButtonText;
    }
    .task[aria-current] {
      outline: 2px solid Highlight;
    }
    .notice {
      border-inline-start: 3px solid CanvasText;
    }
  }
`;
