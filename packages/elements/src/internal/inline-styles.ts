import { noChange } from 'lit';
import { Directive, directive, type ElementPart, PartType, type PartInfo } from 'lit/directive.js';

/** CSS properties in camel case, or custom properties; undefined removes. */
export type InlineStyles = Readonly<Record<string, string | undefined>>;

/**
 * Sets styles of an element through CSSOM: `<div ${inlineStyles({ top: '4px' })}>`. Lit's own `styleMap` writes a
 * `style` attribute on first render, which a strict `style-src` refuses.
 */
class InlineStylesDirective extends Directive {
  #before: InlineStyles = {};

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('inlineStyles stands in an element’s tag.');
  }

  override render(styles: InlineStyles): typeof noChange {
    void styles;
    return noChange;
  }

  override update(part: ElementPart, [styles]: [InlineStyles]): typeof noChange {
    const { style } = part.element as HTMLElement | SVGElement;
    for (const name of new Set([...Object.keys(this.#before), ...Object.keys(styles)])) {
      const value = styles[name];
      if (value === this.#before[name]) continue;
      if (name.startsWith('--')) style.setProperty(name, value ?? null);
      else style[name as 'top'] = value ?? '';
    }
    this.#before = styles;
    return noChange;
  }
}

export const inlineStyles = directive(InlineStylesDirective);
