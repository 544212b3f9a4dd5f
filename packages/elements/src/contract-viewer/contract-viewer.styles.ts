import { css } from 'lit';

export const viewerStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 240px;
    background: var(--_surface);
    overflow: hidden;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 4px;
    min-height: 52px;
    padding: 4px 8px;
    background: var(--_raised);
    border-bottom: 1px solid var(--_line);
  }
  .bar .grow {
    flex: 1;
  }
  .bar .icon-button:hover:not(:disabled) {
    background: var(--_surface);
  }
  .bar .icon-button:disabled {
    opacity: 0.4;
    cursor: default;
  }
  .bar .icon-button[aria-pressed='true'],
  .bar .icon-button[aria-expanded='true'] {
    color: var(--_info);
  }
  .split {
    width: 1px;
    height: 24px;
    margin: 0 4px;
    background: var(--_line);
  }
  .goto {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-variant-numeric: tabular-nums;
    font-size: 14px;
    white-space: nowrap;
  }
  .goto input {
    width: 5.5ch;
    height: 32px;
    padding: 0 4px;
    text-align: center;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_raised);
    font-variant-numeric: tabular-nums;
  }
  .percent {
    min-width: 56px;
    min-height: 44px;
    padding: 0 4px;
    border: 0;
    border-radius: var(--_radius);
    background: transparent;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
    cursor: pointer;
  }
  .percent:hover {
    background: var(--_surface);
  }
  .read {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 0 8px;
    font-size: 13px;
    color: var(--_ink-soft);
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .read.all {
    color: var(--_good);
  }
  .track {
    height: 2px;
    background: var(--_line);
    margin-top: -1px;
    position: relative;
    z-index: 1;
  }
  .track > div {
    height: 100%;
    background: var(--_good);
    transition: width var(--_quick);
  }
  .file-choice {
    min-width: 0;
    flex: 0 1 auto;
    height: 44px;
    max-width: 44%;
    padding: 0 4px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_raised);
    font-size: 14px;
    text-overflow: ellipsis;
  }
  .search {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 4px 8px;
    background: var(--_raised);
    border-bottom: 1px solid var(--_line);
  }
  .search .input {
    flex: 1 1 120px;
    min-width: 0;
    max-width: 360px;
  }
  .search .count {
    min-width: 64px;
    padding: 0 8px;
    font-size: 14px;
    color: var(--_ink-soft);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .body {
    display: flex;
    flex: 1;
    min-height: 0;
  }
  .side {
    display: flex;
    flex-direction: column;
    flex: 0 0 200px;
    min-height: 0;
    background: var(--_raised);
    border-inline-end: 1px solid var(--_line);
  }
  .side h2 {
    margin: 0;
    padding: 12px 16px 4px;
    font-size: 13px;
    font-weight: 600;
    color: var(--_ink-soft);
  }
  .files {
    list-style: none;
    margin: 0;
    padding: 0 8px 8px;
    max-height: 40%;
    overflow-y: auto;
    border-bottom: 1px solid var(--_line);
    flex: none;
  }
  .files button {
    display: flex;
    align-items: flex-start;
    gap: 8px;
    width: 100%;
    min-height: 44px;
    padding: 8px;
    border: 0;
    border-radius: var(--_radius);
    background: transparent;
    text-align: start;
    font-size: 14px;
    line-height: 1.4;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .files button:hover {
    background: var(--_surface);
  }
  .files button[aria-current] {
    background: color-mix(in srgb, var(--_info) 10%, transparent);
    font-weight: 600;
  }
  .files svg {
    flex: none;
    margin-top: 1px;
    color: var(--_ink-soft);
  }
  .files .done {
    color: var(--_good);
  }
  .files .name {
    flex: 1;
  }
  .files .badge {
    display: flex;
    align-items: center;
    gap: 4px;
    font-size: 13px;
    font-weight: 400;
    color: var(--_ink-soft);
  }
  .files .badge.done {
    color: var(--_good);
  }
  .side cinnabar-page-thumbnails {
    flex: 1;
    min-height: 0;
  }
  .stage {
    position: relative;
    flex: 1;
    min-width: 0;
  }
  .scroller {
    position: absolute;
    inset: 0;
    overflow: auto;
    overscroll-behavior: contain;
    touch-action: pan-x pan-y;
  }
  .scroller:focus-visible {
    outline-offset: -2px;
  }
  .sheet {
    position: relative;
  }
  ::slotted(*) {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }
  .state {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 16px;
    padding: 24px;
    text-align: center;
    color: var(--_ink-soft);
    background: var(--_surface);
  }
  .state.loading {
    /* A wait that is over soon needs no word. */
    animation: hold 400ms step-end;
  }
  .state p {
    margin: 0;
    max-width: 28em;
    color: var(--_ink);
  }
  .state.error svg {
    color: var(--_accent);
  }
  .spinner {
    width: 28px;
    height: 28px;
    border: 2px solid var(--_line);
    border-top-color: var(--_info);
    border-radius: 50%;
    animation: turn 900ms linear infinite;
  }
  @keyframes hold {
    from {
      opacity: 0;
    }
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }
  :host([narrow]) .bar {
    gap: 0;
    padding: 4px;
  }
  :host([narrow]) .goto {
    margin-inline-start: 8px;
  }
  :host([narrow]) .read,
  :host([narrow]) .percent,
  :host([narrow]) .split,
  :host([narrow]) .side {
    display: none;
  }
`;

/** The layers of a page. Sizes follow `--total-scale-factor`, CSS pixels per point, which each page sets. */
export const pageStyles = css`
  .page {
    position: absolute;
    top: 0;
    left: 0;
    background: var(--_paper);
    box-shadow:
      0 0 0 1px var(--_line),
      0 2px 8px rgb(0 0 0 / 0.08);
    contain: layout style;
    --scale-round-x: 1px;
    --scale-round-y: 1px;
  }
  .page > * {
    position: absolute;
    inset: 0;
  }
  .picture canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
  .structure,
  .found,
  .failed {
    pointer-events: none;
  }
  .page > .failed {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 12px;
    padding: 16px;
    text-align: center;
    color: #5f5b55;
  }
  .failed button {
    pointer-events: auto;
    color-scheme: only light;
  }
  .match {
    position: absolute;
    border-radius: 2px;
    background: #ffd54a;
    mix-blend-mode: multiply;
  }
  .match.current {
    background: #ff9d3c;
    outline: 2px solid #8a5a00;
    outline-offset: 1px;
  }
  .text {
    color-scheme: only light;
    text-align: initial;
    overflow: clip;
    line-height: 1;
    letter-spacing: normal;
    word-spacing: normal;
    -webkit-text-size-adjust: none;
    text-size-adjust: none;
    forced-color-adjust: none;
    transform-origin: 0 0;
    --min-font-size: 1;
    --text-scale-factor: calc(var(--total-scale-factor) * var(--min-font-size));
    --min-font-size-inv: calc(1 / var(--min-font-size));
  }
  /* The layer is built unrotated; these turn it as the page is turned. */
  .text[data-main-rotation='90'] {
    transform: rotate(90deg) translateY(-100%);
  }
  .text[data-main-rotation='180'] {
    transform: rotate(180deg) translate(-100%, -100%);
  }
  .text[data-main-rotation='270'] {
    transform: rotate(270deg) translateX(-100%);
  }
  .text :is(span, br) {
    position: absolute;
    color: transparent;
    white-space: pre;
    cursor: text;
    transform-origin: 0 0;
    user-select: text;
    -webkit-user-select: text;
  }
  .text > :not(.markedContent),
  .text .markedContent span:not(.markedContent) {
    z-index: 1;
    --font-height: 0;
    --scale-x: 1;
    --rotate: 0deg;
    font-size: calc(var(--text-scale-factor) * var(--font-height));
    transform: rotate(var(--rotate)) scaleX(var(--scale-x)) scale(var(--min-font-size-inv));
  }
  .text .markedContent {
    display: contents;
  }
  .text ::selection {
    background: rgb(31 90 150 / 0.3);
    color: transparent;
  }
  /* While selecting, this catches the pointer between lines, so that the selection does not jump to the page's end. */
  .text .end-of-content {
    display: block;
    position: absolute;
    inset: 100% 0 0;
    z-index: 0;
    user-select: none;
    -webkit-user-select: none;
  }
  .text.selecting .end-of-content {
    top: 0;
  }
  @media (forced-colors: active) {
    .page {
      outline: 1px solid CanvasText;
    }
    .match {
      outline: 2px solid Highlight;
    }
  }
`;
