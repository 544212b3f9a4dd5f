import { isMarkControl } from '@cinnabar/core/field';
import { type InkStrokes, inkArtwork } from '@cinnabar/core/ink';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { SigningBackend } from '../backend/index.ts';
import type { DocumentReadyEvent } from '../contract-viewer/contract-viewer.events.ts';
import type { FileSource } from '../contract-viewer/viewer-files.ts';
import { announce } from '../internal/announcer.ts';
import { Localizer } from '../internal/localize.ts';
import type { DropSurface } from '../placement/index.ts';
import type { CinnabarSealPlaceEvent } from '../seal-tray/seal-tray.events.ts';
import type { CinnabarSignatureConfirmEvent } from '../signature-pad/signature-pad.events.ts';
import type { CinnabarSignaturePad } from '../signature-pad/signature-pad.ts';
import { controlStyles, themeStyles } from '../theme/index.ts';
import { problemKey, problemMessages } from './problem.messages.ts';
import { actOf } from './room-action.ts';
import type { ControlAddress } from './room-edits.ts';
import { roomHeader } from './room-header.ts';
import { RoomModel } from './room-model.ts';
import { roomNotice, roomWait } from './room-notice.ts';
import { roomBar, roomPanel } from './room-panel.ts';
import { panelStyles } from './room-panel.styles.ts';
import { initialRoomState, type RoomState } from './room-state.ts';
import { isOpen, listedFiles, roomTasks, taskProgress, valuesInForce } from './room-tasks.ts';
import type { RoomActions, RoomView } from './room-view.ts';
import { WaitController } from './room-wait.ts';
import {
  CinnabarBeforeSignEvent,
  CinnabarCloseRequestEvent,
  CinnabarRoomStateEvent,
  CinnabarSessionExpiredEvent,
  CinnabarSignedEvent,
} from './signing-room.events.ts';
import { roomMessages } from './signing-room.messages.ts';
import { roomStyles } from './signing-room.styles.ts';

/** Narrower than this, in CSS pixels, the room is laid out for a phone. The styles' container query says the same. */
const phoneWidth = 720;

/**
 * Everything one signer does with one contract, in one tag: read, fill, seal or sign by hand, check the very bytes that
 * will be signed, verify intent, done. Give it a `backend`; it fills the box it is put into.
 *
 * @slot handoff - Another way to draw, beside the button that opens the pad, such as a QR code to a phone.
 * @slot signed - Shown when the signer has signed, such as a download link.
 * @fires {CinnabarBeforeSignEvent} cinnabar-before-sign - Values and marks are about to be sent; cancelable.
 * @fires {CinnabarSignedEvent} cinnabar-signed - The signatures are in the files.
 * @fires {CinnabarRoomStateEvent} cinnabar-room-state - The room moved to another phase.
 * @fires {CinnabarSessionExpiredEvent} cinnabar-session-expired - A new session is needed; answer with `respondWith`.
 * @fires {CinnabarCloseRequestEvent} cinnabar-close-request - The signer wants to leave.
 * @csspart header - Title, state and deadline.
 * @csspart panel - Steps, tasks, seals, parties.
 * @csspart bar - The phone's bottom bar.
 * @csspart primary - The one primary button.
 */
export class CinnabarSigningRoom extends LitElement {
  static override styles = [themeStyles, controlStyles, roomStyles, panelStyles];

  /** Does not ask before the page is left with unsaved work. */
  @property({ type: Boolean, attribute: 'no-leave-guard' }) noLeaveGuard = false;

  @state() private room: RoomState = initialRoomState;
  @state() private narrow = false;
  @state() private panelOpen = false;
  /** The control the signer is at. */
  @state() private current: ControlAddress | undefined;
  @state() private ink: InkStrokes | undefined;
  @state() private padOpen = false;
  @state() private activeFile: string | undefined;
  /** Digests of the whole files the viewer has put on the screen, by file id. */
  @state() private shown: ReadonlyMap<string, string> = new Map();

  @query('cinnabar-field-layer') private readonly fields!: FieldLayer | null;
  @query('cinnabar-signature-pad') private readonly pad!: CinnabarSignaturePad | null;

  readonly #t = new Localizer(this, roomMessages);
  readonly #problems = new Localizer(this, problemMessages);
  readonly #wait = new WaitController(this);
  readonly #resized = new ResizeObserver(
    ([entry]) => (this.narrow = (entry?.contentRect.width ?? phoneWidth) < phoneWidth),
  );
  #backend: SigningBackend | undefined;
  #model: RoomModel | undefined;

  /**
   * The signer's way to a signing server. Setting another one goes on with what waits for a session, or else loads the
   * room again; what was typed and placed is kept either way.
   */
  @property({ attribute: false })
  get backend(): SigningBackend | undefined {
    return this.#backend;
  }

  set backend(backend: SigningBackend | undefined) {
    if (backend === this.#backend) return;
    this.#backend = backend;
    const waiting = this.#model?.state.session === 'expired';
    this.#model?.setBackend(backend);
    if (backend && !waiting) void this.#model?.load();
  }

  /** True while leaving would lose marks or values the server does not have. */
  get unsaved(): boolean {
    return this.#model?.unsaved ?? false;
  }

  /** Loads the room again; edits are kept. */
  async reload(): Promise<void> {
    await this.#model?.load();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
    this.addEventListener('keydown', this.#keydown);
    window.addEventListener('beforeunload', this.#beforeUnload);
    window.addEventListener('online', this.#online);
    document.addEventListener('visibilitychange', this.#hidden);
    if (!this.#model) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.removeEventListener('keydown', this.#keydown);
    window.removeEventListener('beforeunload', this.#beforeUnload);
    window.removeEventListener('online', this.#online);
    document.removeEventListener('visibilitychange', this.#hidden);
    // A move within the document keeps everything; only leaving it ends the room.
    queueMicrotask(() => {
      if (this.isConnected) return;
      const model = this.#model;
      this.#model = undefined;
      void model?.saveNow().then(() => model.dispose());
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cinnabar-signing-room': CinnabarSigningRoom;
  }
}
