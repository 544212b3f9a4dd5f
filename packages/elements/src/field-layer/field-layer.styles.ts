import { css } from 'lit';

export const layerStyles = css`
  :host {
    pointer-events: none;
  }
  /* Over white paper whatever the theme, so the light tokens hold here. */
  .paper {
    color-scheme: only light;
    color: var(--_ink);
  }
  .control {
    position: absolute;
    --size: 16px;
    font-size: var(--size);
    line-height: 1.2;
  }
  .control > * {
    pointer-events: auto;
  }
  .value {
    display: block;
    width: 100%;
    height: 100%;
    margin: 0;
    padding: 0 0.25em;
    border: 1px solid var(--_accent);
    border-radius: 2px;
    background: color-mix(in srgb, var(--_accent) 7%, #fff);
    color: #1c1b1a;
    font-family: 'Songti SC', SimSun, 'Noto Serif CJK SC', serif;
    font-size: inherit;
    line-height: inherit;
    text-align: var(--align, start);
    appearance: none;
    -webkit-appearance: none;
    resize: none;
    overflow: hidden;
  }
  .value::placeholder,
  .value.unfilled {
    color: #7d4a44;
    opacity: 1;
    font-family: var(--_font);
    font-size: min(1em, 14px);
  }
  /* An empty date shows its label, not the browser's pattern in the browser's language, until it is edited. */
  input.kind-date.unfilled:not(:focus)::-webkit-datetime-edit {
    opacity: 0;
  }
  input.kind-date::-webkit-calendar-picker-indicator {
    width: 1em;
    height: 1em;
    padding: 0;
    cursor: pointer;
  }
  .ghost {
    position: absolute;
    inset: 0 1.6em 0 0.35em;
    display: flex;
    align-items: center;
    overflow: hidden;
    color: #7d4a44;
    font: min(1em, 14px) / 1.2 var(--_font);
    white-space: nowrap;
  }
  .control > .ghost {
    pointer-events: none;
  }
  .value:focus ~ .ghost {
    display: none;
  }
  textarea.value {
    padding-block: 0.15em;
  }
  button.value {
    position: relative;
    text-align: start;
    white-space: nowrap;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  button.value.kind-multiline,
  button.value.kind-district,
  button.value.kind-table {
    white-space: normal;
  }
  /* A field drawn small on a phone is still touched by a thumb. */
  .reach {
    position: absolute;
    inset: 50% 0 auto;
    height: max(44px, 100%);
    translate: 0 -50%;
  }
  .checks {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    column-gap: 0.8em;
  }
  .checks label {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
  }
  .checks input {
    width: 1em;
    height: 1em;
    margin: 0;
    accent-color: var(--_accent);
  }
  /* Parts of one value share its frame. */
  .district,
  .table {
    padding: 0;
  }
  .district input,
  .table input {
    min-width: 0;
    padding: 0 0.25em;
    border: 0;
    background: transparent;
    font: inherit;
    text-align: inherit;
  }
  .district input::placeholder {
    color: #7d4a44;
    opacity: 1;
  }
  .district {
    display: grid;
    grid-template-columns: 2fr 3fr;
  }
  .district.stacked {
    grid-template-columns: 1fr;
  }
  .district input + input {
    border-inline-start: 1px dotted var(--_accent);
  }
  .district.stacked input + input {
    border-inline-start: 0;
    border-block-start: 1px dotted var(--_accent);
  }
  .value.table {
    overflow: auto;
  }
  .cells {
    display: grid;
    grid-template-columns: var(--columns);
    border-block-end: 1px dotted color-mix(in srgb, var(--_accent) 50%, #fff);
  }
  .done .cells,
  .done .cells > * {
    border-color: color-mix(in srgb, var(--_good) 55%, #fff);
  }
  .cells.head {
    position: sticky;
    inset-block-start: 0;
    background: #f7e9e8;
    color: #7d4a44;
    font: min(0.85em, 13px) / 1.5 var(--_font);
    text-align: center;
  }
  .table input {
    height: max(1.7em, 24px);
  }
  .table input::placeholder {
    color: transparent;
  }
  .done .cells.head {
    background: #eaf1ee;
    color: #3f5a4d;
  }
  .cells > :not(:first-child) {
    border-inline-start: 1px dotted color-mix(in srgb, var(--_accent) 50%, #fff);
  }
  .value.several:focus-within {
    outline: 2px solid var(--_info);
    outline-offset: 1px;
  }
  .district input:focus-visible,
  .table input:focus-visible {
    outline-offset: -2px;
  }
  .note {
    display: flex;
    align-items: center;
  }
  .value:hover {
    background: color-mix(in srgb, var(--_accent) 11%, #fff);
  }
  .value:focus-visible {
    outline: 2px solid var(--_info);
    outline-offset: 1px;
  }
  .done > .value {
    border-color: color-mix(in srgb, var(--_good) 55%, #fff);
    background: color-mix(in srgb, var(--_good) 5%, #fff);
  }
  .wrong > .value,
  .wrong > .area {
    border-width: 2px;
    border-color: var(--_accent);
  }
  .star,
  .alert,
  .tick {
    position: absolute;
    inset-block-start: 50%;
    inset-inline-end: 100%;
    margin-inline-end: 3px;
    translate: 0 -50%;
    line-height: 1;
    pointer-events: none;
  }
  .star {
    color: var(--_accent);
    font: 700 16px/1 var(--_font);
  }
  .alert {
    display: grid;
    color: var(--_accent);
  }
  .tick {
    display: grid;
    color: var(--_good);
  }
  .problem {
    position: absolute;
    z-index: 2;
    inset-block-start: calc(100% + 3px);
    inset-inline-start: 0;
    width: max-content;
    max-width: min(280px, 70vw);
    margin: 0;
    padding: 2px 8px;
    border-radius: 4px;
    background: var(--_accent);
    color: #fff;
    font: 13px/1.5 var(--_font);
    pointer-events: none;
  }
  /* That a field is empty is seen; the words would cover the next one. */
  .missing:not(:focus-within, :hover) > .problem {
    clip-path: inset(50%);
  }

  .area {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 0;
    border: 1.5px dashed var(--_accent);
    border-radius: 4px;
    background: color-mix(in srgb, var(--_accent) 6%, transparent);
    color: var(--_accent);
    font: 500 14px/1.35 var(--_font);
    text-align: center;
    cursor: pointer;
    transition:
      background var(--_quick),
      box-shadow var(--_quick),
      scale var(--_quick);
  }
  .area:hover {
    background: color-mix(in srgb, var(--_accent) 11%, transparent);
  }
  .area.marked {
    border-color: color-mix(in srgb, var(--_good) 50%, transparent);
    background: transparent;
  }
  .area .outline {
    position: absolute;
    inset: 50% auto auto 50%;
    translate: -50% -50%;
    border: 1px dashed color-mix(in srgb, var(--_accent) 55%, transparent);
    border-radius: 50%;
  }
  .area .words {
    position: relative;
    display: grid;
    justify-items: center;
    gap: 2px;
    padding: 2px;
  }
  .area small {
    font-size: 12px;
    font-weight: 400;
  }
  .lift > .area {
    background: color-mix(in srgb, var(--_accent) 14%, #fff);
    box-shadow: var(--_shadow);
    scale: 1.03;
  }
  .sink {
    opacity: 0.4;
  }
  .mark {
    position: absolute;
    overflow: visible;
    pointer-events: none;
  }
  .mark.settling {
    animation: settle 200ms ease-out;
  }
  @keyframes settle {
    from {
      scale: 1.25;
      opacity: 0.4;
    }
  }
  .remove {
    position: absolute;
    z-index: 2;
    inset-block-start: -22px;
    inset-inline-end: -22px;
    display: grid;
    place-items: center;
    width: 44px;
    height: 44px;
    padding: 0;
    border: 0;
    background: transparent;
    color: #1c1b1a;
    cursor: pointer;
  }
  .remove span {
    display: grid;
    place-items: center;
    width: 26px;
    height: 26px;
    border: 1px solid #8c867d;
    border-radius: 50%;
    background: #fff;
  }

  .other {
    border: 1px solid color-mix(in srgb, var(--_info) 45%, transparent);
    border-radius: 2px;
    overflow: hidden;
  }
  .other.area-of {
    border-style: dashed;
    display: grid;
    place-items: center;
  }
  .other > span {
    display: block;
    padding: 0 4px;
    color: var(--_info);
    font: min(12px, max(9px, var(--size))) / 1.15 var(--_font);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
    max-width: 100%;
  }
  .other i {
    font-style: normal;
  }
  .other.area-of > span {
    white-space: normal;
    text-align: center;
  }
  .other.area-of i {
    display: none;
  }
  .other.area-of span span {
    display: block;
  }
  :host([narrow]) .star {
    margin-inline-end: 1px;
    font-size: 12px;
  }
  :host([narrow]) .area {
    font-size: 12px;
  }
  :host([narrow]) .area small {
    display: none;
  }
  :host([narrow]) .area .words {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0 4px;
  }
  @media (forced-colors: active) {
    .value,
    .area {
      border-color: ButtonText;
    }
  }
`;

/** The editor at the lower edge of a phone. */
export const sheetStyles = css`
  dialog {
    position: fixed;
    inset: auto 0 0;
    width: 100%;
    max-width: 640px;
    max-height: 85dvh;
    margin: 0 auto;
    padding: 8px 16px max(16px, env(safe-area-inset-bottom));
    border: 0;
    border-radius: var(--_radius-dialog) var(--_radius-dialog) 0 0;
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    font-family: var(--_font);
    pointer-events: auto;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.35);
  }
  dialog[open] {
    animation: rise 180ms ease-out;
  }
  @keyframes rise {
    from {
      translate: 0 24px;
      opacity: 0;
    }
  }
  .head {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 13px;
    color: var(--_ink-soft);
  }
  .head span {
    flex: 1;
    font-variant-numeric: tabular-nums;
  }
  form > label {
    display: block;
    margin-block-end: 8px;
    font-size: 18px;
    font-weight: 600;
  }
  label em {
    color: var(--_accent);
    font-style: normal;
  }
  textarea.input {
    min-height: 112px;
    resize: vertical;
  }
  /* Several inputs have their own frames. */
  .several {
    display: grid;
    gap: 8px;
    max-height: 50dvh;
    padding: 0;
    border: 0;
    background: none;
    overflow: auto;
  }
  .several input:not([type='checkbox']) {
    min-width: 0;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_raised);
  }
  .several input:focus-visible {
    outline-offset: -2px;
  }
  .checks label {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 44px;
  }
  .checks input {
    width: 20px;
    height: 20px;
    margin: 4px;
    accent-color: var(--_accent);
  }
  .several .cells input:not([type='checkbox']) {
    padding-inline: 6px;
  }
  .cells {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(110px, 1fr));
    gap: 6px;
    padding-block-end: 8px;
    border-block-end: 1px solid var(--_line);
  }
  .cells.head {
    display: none;
  }
  .message {
    min-height: 24px;
    margin: 4px 0 8px;
    font-size: 14px;
    color: var(--_accent);
  }
  .foot {
    display: flex;
    gap: 8px;
  }
  /* Going on commits to nothing, so it is ink, not red. */
  .button.onward {
    flex: 1;
    border-color: var(--_ink);
    background: var(--_ink);
    color: var(--_surface);
    font-weight: 600;
  }
`;
