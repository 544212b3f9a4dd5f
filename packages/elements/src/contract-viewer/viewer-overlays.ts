import type { PageHost, PageOverlay } from './page-host.ts';

/** Introduces slotted layers to the viewer and tells them when pages move. */
export class OverlaySlot {
  readonly #host: PageHost;
  #overlays: readonly PageOverlay[] = [];

  constructor(host: PageHost) {
    this.#host = host;
  }

  readonly changed = (event: Event): void => {
    const present = (event.target as HTMLSlotElement).assignedElements();
    for (const overlay of this.#overlays) if (!present.includes(overlay)) overlay.pageHost = undefined;
    this.#overlays = present.filter(isOverlay);
    for (const overlay of this.#overlays) {
      overlay.pageHost = this.#host;
      overlay.pagesChanged();
    }
    for (const element of present) if (!isOverlay(element)) void this.#awaitUpgrade(element, event);
  };

  notify(): void {
    for (const overlay of this.#overlays) overlay.pagesChanged();
  }

  async #awaitUpgrade(element: Element, event: Event): Promise<void> {
    if (!element.localName.includes('-') || customElements.get(element.localName)) return;
    await customElements.whenDefined(element.localName);
    this.changed(event);
  }
}

function isOverlay(element: Element): element is PageOverlay {
  return 'pageHost' in element && 'pagesChanged' in element;
}
