/**
 * A popover at the end of the page: in the top layer, so that nothing clips, transforms or hides it, not even when the
 * panel it came from is closed. Styled through CSSOM, which a strict style policy allows. Not interactive.
 */
export class Overlay {
  readonly element = document.createElement('div');

  constructor(name: string, style: Partial<CSSStyleDeclaration> = {}) {
    this.element.popover = 'manual';
    this.element.setAttribute('aria-hidden', 'true');
    this.element.dataset['cinnabar'] = name;
    Object.assign(this.element.style, {
      inset: '0 auto auto 0',
      margin: '0',
      border: '0',
      padding: '0',
      background: 'none',
      overflow: 'visible',
      pointerEvents: 'none',
      boxSizing: 'border-box',
      ...style,
    });
  }

  get shown(): boolean {
    return this.element.matches(':popover-open');
  }

  show(): void {
    if (!this.element.isConnected) document.body.append(this.element);
    if (!this.shown) this.element.showPopover();
  }

  /** Hides it and takes it out of the page. */
  hide(): void {
    this.element.remove();
  }
}
