import { css } from 'lit';

/** The frame: header, notices, paper with the panel beside it, or a bar below it on a phone. */
export const roomStyles = css`
  :host {
    display: block;
    block-size: 100%;
    /* A phone held sideways is lower than this. */
    min-block-size: min(480px, 100dvh);
    container: room / inline-size;
    background: var(--_surface);
  }
  .room {
    display: grid;
    grid-template: auto auto minmax(0, 1fr) auto / minmax(0, 1fr) auto;
    grid-template-areas: 'header header' 'notices notices' 'paper panel' 'bar bar';
    block-size: 100%;
    position: relative;
    overflow: hidden;
  }
  h1,
  h2,
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: 16px;
    font-weight: 600;
  }
  h2:focus {
    outline: none;
  }
  .soft {
    color: var(--_ink-soft);
    font-size: 14px;
  }
  .good {
    color: var(--_good);
  }
  .wait {
    color: var(--_wait);
  }
  .accent {
    color: var(--_accent);
  }
  .plain {
    color: var(--_ink-soft);
  }
  .spin {
    display: inline-flex;
    animation: spin 1s linear infinite;
  }
  @keyframes spin {
    to {
      rotate: 360deg;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spin {
      opacity: 0.6;
    }
  }

  /* Header */
  header {
    grid-area: header;
    display: flex;
    align-items: center;
    gap: 16px;
    min-block-size: 64px;
    padding: 8px 8px 8px 24px;
    border-block-end: 1px solid var(--_line);
    background: var(--_raised);
  }
  .title {
    flex: 1;
    min-inline-size: 0;
  }
  h1 {
    overflow: hidden;
    font: 600 20px/1.35 var(--_font-title);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .title p {
    overflow: hidden;
    font-size: 13px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .facts {
    display: flex;
    align-items: center;
    gap: 16px;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .fact {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--_ink-soft);
  }
  .fact.wait {
    color: var(--_wait);
  }
  .chip {
    padding: 3px 10px;
    border: 1px solid currentColor;
    border-radius: 999px;
    font-weight: 600;
  }
  .chip.accent {
    color: var(--_accent);
  }
  .chip.good {
    color: var(--_good);
  }
  .tools {
    display: flex;
  }
  .tools .icon-button {
    color: var(--_ink-soft);
  }
  .tools .icon-button:hover:not(:disabled) {
    color: var(--_ink);
    background: var(--_surface);
  }
  .icon-button:disabled {
    opacity: 0.35;
    cursor: not-allowed;
  }

  /* Notices */
  .notices {
    grid-area: notices;
  }
  .notice {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 8px 16px 8px 24px;
    border-block-end: 1px solid var(--_line);
    background: var(--_raised);
    box-shadow: inset 3px 0 0 currentColor;
  }
  .notice p {
    flex: 1;
    color: var(--_ink);
    font-size: 14px;
  }
  .notice svg {
    flex: none;
  }
  .notice .button {
    flex: none;
    font-size: 14px;
  }
  .notice.wrong {
    color: var(--_accent);
  }
  .notice.info {
    color: var(--_info);
  }

  /* Paper */
  .paper {
    grid-area: paper;
    position: relative;
    min-inline-size: 0;
    min-block-size: 0;
  }
  cinnabar-contract-viewer {
    block-size: 100%;
    inline-size: 100%;
  }
  .blank {
    position: absolute;
    inset: 0;
    display: grid;
    justify-items: center;
    padding: 24px;
    overflow: hidden;
  }
  .blank .page {
    inline-size: min(640px, 100%);
    aspect-ratio: 210 / 297;
    border: 1px solid var(--_line);
    background: var(--_paper);
  }
  .waiting {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 32px;
    display: grid;
    justify-items: center;
    pointer-events: none;
    z-index: 3;
  }
  .wait-card {
    display: flex;
    align-items: center;
    gap: 12px;
    max-inline-size: calc(100% - 32px);
    padding: 12px 20px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-dialog);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    font-size: 14px;
  }
  .wait-card .spin {
    color: var(--_info);
  }
  progress {
    display: block;
    inline-size: 100%;
    block-size: 4px;
    margin-block-start: 6px;
    border: 0;
    border-radius: 2px;
    background: var(--_line);
    accent-color: var(--_good);
    appearance: none;
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: var(--_line);
  }
  progress::-webkit-progress-value {
    background: var(--_good);
    transition: inline-size var(--_quick);
  }
  progress::-moz-progress-bar {
    background: var(--_good);
  }
  progress:indeterminate {
    background: linear-gradient(90deg, var(--_line) 30%, var(--_info) 50%, var(--_line) 70%) 0 0 / 200% 100%;
    animation: slide 1.4s linear infinite;
  }
  progress:indeterminate::-webkit-progress-bar {
    background: transparent;
  }
  @keyframes slide {
    from {
      background-position: 200% 0;
    }
  }
`;
