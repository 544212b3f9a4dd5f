import { Overlay } from './overlay.ts';

const shownFor = 4000;
/** CSS pixels from the pointer, so that a finger does not cover the words. */
const gap = 24;
const margin = 16;

/** Says beside the pointer why a seal was refused. Assistive technology hears it from the announcer. */
export class RefusalNote {
  readonly #overlay = new Overlay('note', {
    maxWidth: 'min(280px, calc(100vw - 32px))',
    padding: '8px 12px',
    fontSize: '14px',
    lineHeight: '1.5',
  });
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `look` lends its colours, font and language. */
  show(words: string, at: { readonly x: number; readonly y: number }, look: HTMLElement): void {
    const { element } = this.#overlay;
    const { style } = element;
    const lent = getComputedStyle(look);
    const token = (name: string): string => lent.getPropertyValue(name);
    Object.assign(style, {
      colorScheme: lent.colorScheme,
      fontFamily: lent.fontFamily,
      color: token('--_ink'),
      background: token('--_raised'),
      border: `1px solid ${token('--_accent')}`,
      borderRadius: token('--_radius'),
      boxShadow: token('--_shadow'),
    });
    element.textContent = words;
    this.#overlay.show();
    const { offsetWidth, offsetHeight } = element;
    const x = Math.min(Math.max(margin, at.x - offsetWidth / 2), innerWidth - offsetWidth - margin);
    const below = at.y + gap;
    const y = below + offsetHeight + margin < innerHeight ? below : at.y - offsetHeight - gap;
    style.translate = `${x}px ${y}px`;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), shownFor);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#overlay.hide();
  }
}
