import { createSigningClient, type PortalClient } from '@cinnabar/client';
import type { CinnabarRoomStateEvent } from '@cinnabar/elements';
import type { SigningBackend } from '@cinnabar/elements/backend';
import { controlStyles, themeStyles } from '@cinnabar/elements/theme';
import { icon, Localizer } from '@cinnabar/elements/toolkit';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Download } from 'lucide';
import { contractMessages } from './contract.messages.ts';
import { renewedToken } from './session-token.ts';

/**
 * The signing room over the whole page. The portal's session yields short-lived signing tokens for it.
 *
 * @fires leave - The signer is done or goes back.
 * @fires unsaved - Whether leaving would lose something has changed; read `unsaved`.
 */
@customElement('room-page')
export class RoomPage extends LitElement {
  @property({ attribute: false }) client!: PortalClient;
  @property() contractId = '';

  /** True while leaving would lose something. */
  unsaved = false;

  @state() private backend: SigningBackend | undefined;

  readonly #texts = new Localizer(this, contractMessages);

  static override styles = [
    themeStyles,
    controlStyles,
    css`
      :host {
        display: block;
        position: fixed;
        inset: 0;
        z-index: 5;
        background: var(--_surface);
      }
      cinnabar-signing-room {
        width: 100%;
        height: 100%;
      }
      .signed {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 12px;
      }
      a.button {
        text-decoration: none;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client') || changed.has('contractId')) this.backend = this.#open();
  }

  override render(): TemplateResult {
    const t = this.#texts;
    return html`<cinnabar-signing-room
      no-leave-guard
      .backend=${this.backend}
      @cinnabar-close-request=${this.#leave}
      @cinnabar-room-state=${({ phase, unsaved }: CinnabarRoomStateEvent) =>
        // Once intent is verified the server goes on by itself: nothing is lost by leaving.
        this.#remember(unsaved && phase !== 'signing')}
      @cinnabar-session-expired=${(event: Event & { respondWith(backend: Promise<SigningBackend>): void }) =>
        event.respondWith(Promise.resolve(this.#open()))}
    >
      <div slot="signed" class="signed">
        <a class="button" href="#/contracts/${this.contractId}">${icon(Download, 18)}${t.t('viewAndDownload')}</a>
        <a class="button quiet" href="#/contracts">${t.t('toList')}</a>
      </div>
    </cinnabar-signing-room>`;
  }

  #open(): SigningBackend {
    const { client, contractId } = this;
    return createSigningClient({ baseUrl: '', token: renewedToken(() => client.createSession(contractId)) });
  }

  #leave(): void {
    this.dispatchEvent(new Event('leave'));
  }

  #remember(unsaved: boolean): void {
    if (unsaved === this.unsaved) return;
    this.unsaved = unsaved;
    this.dispatchEvent(new Event('unsaved'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'room-page': RoomPage;
  }
}
