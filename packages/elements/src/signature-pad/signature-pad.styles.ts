import { css } from 'lit';

export const signaturePadStyles = css`
  :host {
    display: block;
  }
  .frame {
    display: flex;
    flex-direction: column;
    gap: 8px;
    outline: none;
  }
  .copy {
    margin: 0;
    overflow: auto;
    max-height: 4.5em;
    font-weight: 600;
  }
  .stage {
    display: grid;
    place-items: center;
    width: 100%;
    aspect-ratio: var(--cinnabar-pad-aspect, 2.4);
    min-height: 0;
  }
  .paper {
    position: relative;
    overflow: hidden;
    border-radius: var(--_radius);
    background: var(--_paper);
    box-shadow: 0 0 0 1px var(--_control-line);
    /* Paper is white in dark mode too: so is what lies on it. */
    color: #5f5b55;
    user-select: none;
    -webkit-user-select: none;
    -webkit-touch-callout: none;
  }
  .paper.refused {
    box-shadow: 0 0 0 2px var(--_accent);
  }
  canvas {
    position: absolute;
    inset: 0;
    display: block;
    width: 100%;
    height: 100%;
    touch-action: none;
    cursor: crosshair;
  }
  .guide {
    position: absolute;
    inset: auto 6% 24%;
    border-top: 1px dashed #c9c3b8;
  }
  .hint {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 4px;
    font-size: 18px;
    letter-spacing: 0.08em;
    transition: opacity var(--_quick);
  }
  .hint small {
    font-size: 14px;
    letter-spacing: 0;
  }
  .written .hint {
    opacity: 0;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .icon-button:disabled {
    opacity: 0.4;
    cursor: not-allowed;
  }
  .problem {
    flex: 1;
    min-width: 8em;
    margin: 0;
    color: var(--_accent);
    font-size: 14px;
    text-align: end;
  }
  dialog {
    padding: 0;
    border: 0;
    background: var(--_surface);
    color: var(--_ink);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.5);
  }
  dialog .frame {
    box-sizing: border-box;
    height: 100%;
    padding: max(12px, env(safe-area-inset-top)) max(16px, env(safe-area-inset-left));
    touch-action: none;
  }
  dialog .stage {
    flex: 1;
    aspect-ratio: auto;
  }
  dialog .bar {
    flex-wrap: nowrap;
  }
  dialog .bar .button {
    flex: none;
    white-space: nowrap;
  }
  dialog .turn {
    display: none;
  }
  @media (max-width: 699px), (max-height: 499px) {
    dialog .bar .button {
      padding-inline: 12px;
      font-size: 14px;
    }
    dialog {
      width: 100dvw;
      height: 100dvh;
      max-width: none;
      max-height: none;
      overflow: hidden;
    }
  }
  /* A phone held upright: the pad lies sideways on it, so that turning the phone makes the signature upright. */
  @media (max-width: 699px) and (orientation: portrait) {
    dialog .frame {
      width: 100dvh;
      height: 100dvw;
      transform: translateX(100dvw) rotate(90deg);
      transform-origin: 0 0;
    }
    dialog .turn {
      display: inline;
    }
  }
  @media (min-width: 700px) and (min-height: 500px) {
    dialog {
      width: min(880px, 92vw);
      height: min(480px, 90vh);
      border-radius: var(--_radius-dialog);
      box-shadow: var(--_shadow);
    }
    dialog .frame {
      padding: 24px;
    }
  }
  @media (forced-colors: active) {
    dialog {
      border: 1px solid CanvasText;
    }
    .paper {
      forced-color-adjust: none;
    }
  }
`;
