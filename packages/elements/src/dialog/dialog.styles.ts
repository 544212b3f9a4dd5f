import { css } from 'lit';

/** A native `<dialog class="dialog">` with `.head`, `.body` and `.foot`: a panel on large screens, a bottom sheet on phones. */
export const dialogStyles = css`
  .dialog {
    width: min(440px, calc(100vw - 32px));
    max-height: min(720px, calc(100dvh - 32px));
    padding: 0;
    border: 0;
    border-radius: var(--_radius-dialog);
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .dialog::backdrop {
    background: rgb(0 0 0 / 0.45);
  }
  .dialog[open] {
    animation: dialog-in var(--_quick);
  }
  .dialog > .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 12px 12px 0 24px;
  }
  .dialog > .head h2 {
    margin: 0;
    font-size: 18px;
    font-weight: 600;
  }
  .dialog > .body {
    padding: 8px 24px 16px;
  }
  .dialog > .foot {
    display: flex;
    justify-content: flex-end;
    gap: 12px;
    padding: 0 24px 24px;
  }
  .dialog > .foot .button {
    min-width: 96px;
  }
  @keyframes dialog-in {
    from {
      opacity: 0;
      translate: 0 12px;
    }
  }
  @media (max-width: 599px) {
    .dialog {
      width: 100vw;
      max-width: none;
      max-height: 92dvh;
      margin: auto 0 0;
      border-radius: var(--_radius-dialog) var(--_radius-dialog) 0 0;
    }
    .dialog > .head {
      padding-inline: 16px 8px;
    }
    .dialog > .body {
      padding-inline: 16px;
    }
    .dialog > .foot {
      padding: 0 16px max(16px, env(safe-area-inset-bottom));
    }
    .dialog > .foot .button {
      flex: 1;
    }
  }
  @media (forced-colors: active) {
    .dialog {
      border: 1px solid CanvasText;
    }
  }
`;
