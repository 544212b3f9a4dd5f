import { Stamp } from 'lucide';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';

import type { SealAsset } from '../backend/index.ts';
import { announce } from '../internal/announcer.ts';
import { icon } from '../internal/icon.ts';
import { Localizer } from '../internal/localize.ts';
import {
  artworkPaths,
  clampCenter,
  DragController,
  PickController,
  placementMessages,
  refusalOf,
  type DropSurface,
  type DropTarget,
} from '../placement/index.ts';
import { controlStyles, themeStyles } from '../theme/index.ts';
import { CinnabarSealPickEvent, CinnabarSealPlaceEvent, CinnabarSealRefusedEvent } from './seal-tray.events.ts';
import { RefusalNote } from './refusal-note.ts';
import { SealGhost } from './seal-ghost.ts';
import { sealSize } from './seal-size.ts';
import { sealTrayMessages } from './seal-tray.messages.ts';
import { sealTrayStyles } from './seal-tray.styles.ts';

/** CSS pixels per point at 100 % when no surface says otherwise. */
const cssPixelsPerPoint = 96 / 72;

/**
 * The company's seals, at hand to be put on the signing areas of a {@link DropSurface}: dragged at true size, tapped
 * and put down by a second tap, or placed by keyboard. It changes nothing itself; the host places the seal when told.
 * Catalogue: SGN-04.
 *
 * @fires {CinnabarSealPickEvent} cinnabar-seal-pick - A seal was picked up.
 * @fires {CinnabarSealPlaceEvent} cinnabar-seal-place - A seal was put down in an area that accepts it.
 * @fires {CinnabarSealRefusedEvent} cinnabar-seal-refused - A seal was put down where it may not stand, with the reason.
 * @csspart list - The list of seals.
 * @csspart seal - One seal's button.
 */
export class CinnabarSealTray extends LitElement {
  static override styles = [themeStyles, controlStyles, sealTrayStyles];

  /** Seals the signer may use. */
  @property({ attribute: false }) seals: readonly SealAsset[] = [];
  /** Where seals can be put. */
  @property({ attribute: false }) surface: DropSurface | undefined;

  /** The area a tapped seal goes to at once, if it is on the surface; else the seal is picked up. */
  @property({ attribute: false }) goesTo: { readonly fileId: string; readonly controlId: string } | undefined;

  @state() private dragged: SealAsset | undefined;
  readonly #l10n = new Localizer(this, sealTrayMessages);
  readonly #ghost = new SealGhost();
  readonly #note = new RefusalNote();
  #following = 0;

  readonly #drag = new DragController<SealAsset>(this, {
    grab: (event) => this.#sealOf(event),
    start: (seal) => {
      this.#pick.release();
      this.dragged = seal;
      this.#pickedUp(seal);
    },
    move: (seal, x, y) => this.#showGhost(seal, { x, y }, this.surface?.areaAt(x, y)?.pixelsPerPoint),
    drop: (seal, x, y) => this.#drop(seal, x, y),
    cancel: (seal) => this.#returned(seal),
    scrollContainer: () => this.surface?.scrollContainer,
  });

  readonly #pick = new PickController<SealAsset>(this, {
    surface: () => this.surface,
    accepts: (_seal, target) => !refusalOf('company-seal', target),
    offer: (seal, target, index, count) => this.#offer(seal, target, index, count),
    place: (seal, target) => this.#place(seal, { ...target, point: middle(target) }, centre(target.box)),
    cancel: (seal) => this.#returned(seal),
  });

  /** The seal in hand, by whatever means it was picked up. */
  get pickedSeal(): SealAsset | undefined {
    return this.dragged ?? this.#pick.picked;
  }

  /** Puts the seal in hand back. */
  cancel(): void {
    this.#drag.cancel();
    this.#pick.cancel();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#following);
    this.#ghost.hide();
    this.#note.hide();
    this.surface?.highlightAreas(null);
    this.dragged = undefined;
  }

  override render(): TemplateResult {
    const t = this.#l10n;
    return html`
      <h2 id="title">${t.t('title')}</h2>
      ${
        this.seals.length === 0
          ? html`<div class="empty">
              ${icon(Stamp, 32)}
              <h3>${t.t('emptyTitle')}</h3>
              <p>${t.t('emptyText')}</p>
            </div>`
          : html`<p class="hint" id="hint">${t.t('hint')}</p>
              <ul part="list" aria-labelledby="title">
                ${repeat(
                  this.seals,
                  (seal) => seal.id,
                  (seal) => html`<li>${this.#sealButton(seal)}</li>`,
                )}
              </ul>`
      }
      ${this.#pick.picked ? this.#pickedBar(this.#pick.picked) : nothing}
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('seals') && this.#pick.picked && !this.seals.includes(this.#pick.picked)) this.#pick.cancel();
  }

  #sealButton(seal: SealAsset): TemplateResult {
    return html`<button
      class=${classMap({ seal: true, dragged: this.dragged?.id === seal.id })}
      part="seal"
      type="button"
      data-seal=${seal.id}
      aria-pressed=${this.#pick.picked?.id === seal.id}
      aria-describedby="hint"
      @click=${() => this.#toggle(seal)}
    >
      <span class="sheet">${drawing(seal)}</span>
      <span class="name">${seal.name}</span>
      <span class="size">${this.#sizeLabel(seal)}</span>
    </button>`;
  }

  #pickedBar(seal: SealAsset): TemplateResult {
    return html`<div class="picked">
      <span>${this.#pickedText(seal, 'inHand')}</span>
      <button class="button" type="button" @click=${() => this.#pick.cancel()}>${this.#l10n.t('putBack')}</button>
    </div>`;
  }

  #sizeLabel({ artwork }: SealAsset): string {
    const { width, height, round } = sealSize(artwork);
    return round ? this.#l10n.t('diameter', { mm: width }) : this.#l10n.t('size', { width, height });
  }

  /** `inHand` is for the eyes, `picked` names the keys as well. */
  #pickedText(seal: SealAsset, words: 'inHand' | 'picked'): string {
    const possible = this.surface?.areas().some((target) => !refusalOf('company-seal', target));
    return this.#l10n.t(possible ? words : 'pickedNone', { name: seal.name });
  }

  #sealOf(event: Event): SealAsset | undefined {
    const button = event
      .composedPath()
      .find((node): node is HTMLElement => node instanceof HTMLElement && node.dataset.seal !== undefined);
    return this.seals.find((seal) => seal.id === button?.dataset.seal);
  }

  #toggle(seal: SealAsset): void {
    if (this.#pick.picked?.id === seal.id) return this.#pick.cancel();
    const target = this.#destination();
    if (target) return void this.#place(seal, { ...target, point: middle(target) }, centre(target.box));
    this.#pick.pick(seal);
    this.#pickedUp(seal);
    announce(this.#pickedText(seal, 'picked'));
  }

  #destination(): DropTarget | undefined {
    const { goesTo } = this;
    return (
      goesTo &&
      this.surface?.areas().find(({ fileId, control }) => fileId === goesTo.fileId && control.id === goesTo.controlId)
    );
  }

  #pickedUp(seal: SealAsset): void {
    this.#note.hide();
    this.surface?.highlightAreas('company-seal');
    this.dispatchEvent(new CinnabarSealPickEvent(seal.id));
  }

  #offer(seal: SealAsset, target: DropTarget, index: number, count: number): void {
    const { page } = target.control;
    announce(
      this.#l10n.t(page < 0 ? 'offeredFromEnd' : 'offered', {
        index: index + 1,
        count,
        label: this.#l10n.pick(target.control.label),
        page: page + 1,
      }),
    );
    cancelAnimationFrame(this.#following);
    const follow = (): void => {
      // The page may still be scrolling the area into view.
      const candidate = this.#pick.candidate;
      if (!candidate || this.#pick.picked !== seal) return;
      this.#showGhost(seal, centre(candidate.box), candidate.pixelsPerPoint);
      this.#following = requestAnimationFrame(follow);
    };
    follow();
  }

  #drop(seal: SealAsset, x: number, y: number): void {
    const target = this.surface?.areaAt(x, y);
    const placed = target && this.#place(seal, target, { x, y });
    this.dragged = undefined;
    if (placed) return;
    if (target) return this.#glideHome(seal);
    const box = this.surface?.scrollContainer?.getBoundingClientRect();
    const onPages = box && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    if (!onPages) return this.#returned(seal);
    this.#refuse(seal, undefined, { x, y });
    this.#glideHome(seal);
  }

  #place(seal: SealAsset, target: DropTarget, at: { x: number; y: number }): boolean {
    if (refusalOf('company-seal', target)) {
      this.#refuse(seal, target, at);
      return false;
    }
    const { artwork } = seal;
    const center = clampCenter(target.point, artwork, target.control.rect);
    const scale = target.pixelsPerPoint;
    // Where the seal comes down on the screen: as far from the pointer as clamping moved it (page y is upward).
    const landing = {
      x: at.x + (center.x - target.point.x) * scale,
      y: at.y - (center.y - target.point.y) * scale,
    };
    void this.#ghost.land(seal, landing, scale);
    this.surface?.highlightAreas(null);
    announce(this.#l10n.t('placed', { name: seal.name, label: this.#l10n.pick(target.control.label) }));
    this.dispatchEvent(
      new CinnabarSealPlaceEvent({ sealId: seal.id, fileId: target.fileId, controlId: target.control.id, center }),
    );
    return true;
  }

  #returned(seal: SealAsset): void {
    this.dragged = undefined;
    announce(this.#l10n.t('returned', { name: seal.name }));
    this.#glideHome(seal);
  }

  #glideHome(seal: SealAsset): void {
    this.surface?.highlightAreas(null);
    const home = this.renderRoot.querySelector(`[data-seal="${CSS.escape(seal.id)}"]`);
    void this.#ghost.glideTo(home?.getBoundingClientRect());
  }

  #refuse(seal: SealAsset, target: DropTarget | undefined, at: { x: number; y: number }): void {
    const reason = refusalOf('company-seal', target);
    if (!reason) return;
    const words = this.#l10n.pick(placementMessages[reason]);
    this.#note.show(words, at, this);
    announce(words);
    this.dispatchEvent(new CinnabarSealRefusedEvent(seal.id, reason));
  }

  #showGhost(seal: SealAsset, at: { x: number; y: number }, pixelsPerPoint?: number): void {
    this.#ghost.show(seal, at, pixelsPerPoint ?? this.surface?.pixelsPerPoint ?? cssPixelsPerPoint);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cinnabar-seal-tray': CinnabarSealTray;
  }
}

function drawing({ artwork }: SealAsset): TemplateResult {
  return html`<svg viewBox=${`0 0 ${artwork.width} ${artwork.height}`} aria-hidden="true">
    ${artworkPaths(artwork)}
  </svg>`;
}

function centre(box: DOMRectReadOnly): { x: number; y: number } {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function middle({ control: { rect } }: DropTarget): { x: number; y: number } {
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}
