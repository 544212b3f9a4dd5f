import type { LocalizedText } from '@cinnabar/core/language';
import { localized } from '@cinnabar/core/language';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Messages of one element: key → text in three languages. `{name}` marks are replaced by values. */
export type Messages = Readonly<Record<string, LocalizedText>>;

const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/**
 * Gives an element its texts in the language of the nearest `lang` attribute (own, ancestors through shadow roots, then
 * `<html>`), and re-renders it when that of the page changes.
 */
export class Localizer<M extends Messages> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #messages: M;
  readonly #changed = (): void => this.#host.requestUpdate();

  constructor(host: ReactiveControllerHost & HTMLElement, messages: M) {
    this.#host = host;
    this.#messages = messages;
    host.addController(this);
  }

  hostConnected(): void {
    listeners.add(this.#changed);
    observer ??= new MutationObserver(() => listeners.forEach((listener) => listener()));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['lang', 'dir'] });
  }

  hostDisconnected(): void {
    listeners.delete(this.#changed);
    if (listeners.size === 0) observer?.disconnect();
  }

  /** BCP 47 tag in force. */
  get language(): string {
    for (let node: Node | null = this.#host; node; node = parentAcrossShadow(node)) {
      if (node instanceof Element) {
        const lang = node.getAttribute('lang');
        if (lang) return lang;
      }
    }
    return 'zh-Hans';
  }

  /** The text of `key` with `{name}` replaced by `values.name`. */
  t(key: keyof M & string, values: Readonly<Record<string, string | number>> = {}): string {
    return this.pick(this.#messages[key] as LocalizedText).replace(/\{(\w+)\}/g, (mark, name: string) =>
      name in values ? String(values[name]) : mark,
    );
  }

  /** Any text in three languages, in the language in force. */
  pick(text: LocalizedText): string {
    return localized(text, this.language);
  }

  /** Date and time as people of the language write it. */
  dateTime(
    instant: string | Date,
    options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' },
  ): string {
    return new Intl.DateTimeFormat(this.language, options).format(new Date(instant));
  }
}

function parentAcrossShadow(node: Node): Node | null {
  return node.parentNode instanceof ShadowRoot ? node.parentNode.host : node.parentNode;
}
