import { css } from 'lit';

/**
 * Design tokens, one light/dark pair each; which of the pair is the page's `color-scheme` to say ("light" unless set).
 * Every element carries them on its own `:host`; a host page overrides a token by setting it on the element or an ancestor (`--cinnabar-accent: …`).
 */
export const themeStyles = css`
  :host {
    --_surface: var(--cinnabar-surface, light-dark(#fbfaf7, #1a1918));
    --_paper: var(--cinnabar-paper, #ffffff);
    --_raised: var(--cinnabar-raised, light-dark(#ffffff, #242220));
    --_ink: var(--cinnabar-ink, light-dark(#1c1b1a, #edeae4));
    --_ink-soft: var(--cinnabar-ink-soft, light-dark(#5f5b55, #a8a29a));
    --_line: var(--cinnabar-line, light-dark(#e4e0d8, #3a3733));
    --_control-line: var(--cinnabar-control-line, #8c867d);
    --_accent: var(--cinnabar-accent, light-dark(#b8282c, #ff8a7a));
    --_on-accent: var(--cinnabar-on-accent, light-dark(#ffffff, #1a1918));
    --_good: var(--cinnabar-good, light-dark(#2b6e4f, #7fc8a4));
    --_wait: var(--cinnabar-wait, light-dark(#8a5a00, #f0b95a));
    --_info: var(--cinnabar-info, light-dark(#1f5a96, #8fbbea));
    --_sans: 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', system-ui, sans-serif;
    --_serif: 'Songti SC', 'Noto Serif CJK SC', serif;
    --_font: var(--cinnabar-font, var(--_sans));
    --_font-title: var(--cinnabar-font-title, var(--_serif));
    --_radius: var(--cinnabar-radius, 6px);
    --_radius-dialog: var(--cinnabar-radius-dialog, 12px);
    --_shadow: 0 6px 24px rgb(0 0 0 / 0.16);
    --_quick: 160ms ease-out;
    font-family: var(--_font);
    font-size: 16px;
    line-height: 1.5;
    color: var(--_ink);
    box-sizing: border-box;
  }
  /* Traditional Chinese has its own shapes; in English a Chinese font would make quotation marks two letters wide. */
  :host(:lang(zh-Hant)),
  :host(:lang(zh-TW)),
  :host(:lang(zh-HK)) {
    --_sans: 'PingFang TC', 'Microsoft JhengHei', 'Noto Sans CJK TC', system-ui, sans-serif;
    --_serif: 'Songti TC', 'Noto Serif CJK TC', serif;
  }
  :host(:lang(en)) {
    --_sans:
      -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'PingFang SC', 'Microsoft YaHei',
      'Noto Sans CJK SC', sans-serif;
    --_serif: Georgia, 'Times New Roman', 'Songti SC', 'Noto Serif CJK SC', serif;
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
