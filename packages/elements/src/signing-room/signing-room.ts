import { CinnabarError } from '@cinnabar/core/error';
import { takesInk, takesSeal } from '@cinnabar/core/field';
import type { InkStrokes } from '@cinnabar/core/ink';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { SigningBackend } from '../backend/index.ts';
import type { CinnabarFieldLayer } from '../field-layer/index.ts';
import { announce } from '../internal/announcer.ts';
import { Localizer } from '../internal/localize.ts';
import type { CinnabarSealTray } from '../seal-tray/seal-tray.ts';
import type { CinnabarSignatureConfirmEvent } from '../signature-pad/signature-pad.events.ts';
import { controlStyles, themeStyles } from '../theme/index.ts';
import { problemKey, problemMessages } from './problem.messages.ts';
import { ReviewLook } from './review-look.ts';
import { actOf } from './room-action.ts';
import type { ControlAddress } from './room-edits.ts';
import { LeaveGuard } from './leave-guard.ts';
import { roomHeader } from './room-header.ts';
import { RoomMarks } from './room-marks.ts';
import { RoomModel } from './room-model.ts';
import { roomNotice, roomWait } from './room-notice.ts';
import { roomPaper } from './room-paper.ts';
import { roomBar, roomPanel } from './room-panel.ts';
import { panelStyles } from './room-panel.styles.ts';
import { initialRoomState, type RoomPhase, type RoomState } from './room-state.ts';
import { isOpen, type RoomTask, taskProgress, valuesInForce } from './room-tasks.ts';
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
 * Catalogue: SCR-30, SCR-50, WH5-02, SGN-05, GEN-14.
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
  @state() private intentOpen = false;
  @state() private activeFile: string | undefined;
  /** The area the next seal that is tapped goes to. */
  @state() private sealFor: ControlAddress | undefined;

  @query('cinnabar-seal-tray') private readonly tray!: CinnabarSealTray | null;
  @query('cinnabar-field-layer') private readonly fields!: CinnabarFieldLayer | null;

  readonly #t = new Localizer(this, roomMessages);
  readonly #problems = new Localizer(this, problemMessages);
  readonly #look = new ReviewLook();
  readonly #wait = new WaitController(this);
  readonly #marks = new RoomMarks(this, () => this.#model);
  readonly #resized = new ResizeObserver(
    ([entry]) => (this.narrow = (entry?.contentRect.width ?? phoneWidth) < phoneWidth),
  );
  #backend: SigningBackend | undefined;
  #model: RoomModel | undefined;
  #told: readonly [phase: RoomPhase, unsaved: boolean] = ['idle', false];

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

  constructor() {
    super();
    this.addController(new LeaveGuard(this));
  }

  /** True while leaving would lose marks or values the server does not have. */
  get unsaved(): boolean {
    return this.#model?.unsaved ?? false;
  }

  /** Loads the room again; edits are kept. */
  async reload(): Promise<void> {
    await this.#model?.load();
  }

  /** Sends typed values now instead of in a moment. */
  saveNow(): void {
    if (this.room.draft === 'pending' || this.room.draft === 'failed') void this.#model?.saveNow();
  }

  /** Uses handwriting made elsewhere, for instance on a phone, as if it had been drawn here. */
  useInk(ink: InkStrokes): void {
    this.#drawn(ink);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
    this.addEventListener('keydown', this.#keydown);
    if (!this.#model) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.removeEventListener('keydown', this.#keydown);
    // A move within the document keeps everything; only leaving it ends the room.
    queueMicrotask(() => {
      if (this.isConnected) return;
      const model = this.#model;
      this.#model = undefined;
      void model?.saveNow().then(() => model.dispose());
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('room')) this.#wait.follow(this.room.wait);
  }

  protected override render(): TemplateResult {
    const view = this.#view();
    return html`<div class="room" data-phase=${view.state.phase}>
      ${roomHeader(view)} ${roomNotice(view)}
      <div class="paper">${roomPaper(view)} ${roomWait(view)}</div>
      ${roomPanel(view)} ${this.narrow ? roomBar(view) : nothing}
      ${
        this.#marks.padOpen
          ? html`<cinnabar-signature-pad
              fullscreen
              .signer=${view.state.room?.signer.name ?? ''}
              .copy=${this.#marks.toCopy}
              @cinnabar-signature-confirm=${({ ink }: CinnabarSignatureConfirmEvent) => this.#drawn(ink)}
              @cinnabar-signature-cancel=${() => this.#marks.closePad()}
            ></cinnabar-signature-pad>`
          : nothing
      }
      <cinnabar-intent-dialog
        .session=${view.state.intent}
        .open=${view.state.phase === 'intent' || (view.state.phase === 'signing' && this.intentOpen)}
        @close=${this.#intentClosed}
      ></cinnabar-intent-dialog>
    </div>`;
  }

  #view(): RoomView {
    const { room: state, narrow, panelOpen, current } = this;
    return {
      state,
      t: this.#t,
      problems: this.#problems,
      progress: taskProgress(state.tasks),
      current,
      narrow,
      panelOpen,
      waiting: this.#wait.level,
      unseen: this.#look.unseen(state.review),
      sealFor: this.sealFor,
      model: this.#model,
      marks: this.#marks,
      surface: this.fields ?? undefined,
      activeFile: this.activeFile,
      actions: this.#actions,
    };
  }

  readonly #actions: RoomActions = {
    primary: () => this.#primary(),
    back: () => this.#model?.backToWork(),
    close: () => this.#requestClose(),
    undo: () => this.#undo(),
    goTo: (at) => this.#goTo(at, true),
    draw: () => {
      this.panelOpen = false;
      this.#marks.openPad('next');
    },
    dismiss: () => this.#model?.dismissProblem(),
    renew: () => this.#model?.askForSession(),
    togglePanel: () => {
      this.panelOpen = !this.panelOpen;
      // The sheet covers the paper: a seal tapped on it goes to the area that waits for one.
      this.sealFor = this.panelOpen && this.narrow ? this.#openSealArea() : undefined;
    },
    source: async (fileId) => {
      const bytes = this.room.review?.files.get(fileId) ?? this.room.files.get(fileId);
      if (bytes) return bytes;
      throw new CinnabarError('ROOM_FILE_UNKNOWN', 'The room has no such file.', { details: { fileId } });
    },
    fileSelected: (fileId) => (this.activeFile = fileId),
    documentShown: (fileId, digest) => {
      this.#look.shown(this.room.review, fileId, digest);
      this.requestUpdate();
    },
    arrived: ({ fileId, controlId }) => {
      this.current = { fileId, controlId };
      if (!this.narrow) this.sealFor = undefined;
    },
    markRequested: (at) => this.#markRequested(at),
    sealPlaced: ({ fileId, controlId }) => {
      if (this.sealFor) return this.#goTo({ fileId, controlId });
      this.current = { fileId, controlId };
    },
    sealPicked: () => {
      if (this.narrow) this.panelOpen = false;
    },
  };

  #start(): void {
    const model = new RoomModel({ renewSession: () => this.#askForSession() });
    this.#model = model;
    model.subscribe((after) => this.#changed(this.room, (this.room = after)));
    model.setBackend(this.#backend);
    if (this.#backend) void model.load();
  }

  #changed(before: RoomState, after: RoomState): void {
    const { room, problem } = after;
    if (problem && problem !== before.problem)
      announce(this.#problems.t(problemKey(problem.code), { code: problem.code }));
    if (problem?.controlId !== undefined && problem !== before.problem && problem.fileId !== undefined) {
      this.#goTo({ fileId: problem.fileId, controlId: problem.controlId });
    }
    this.#tell(after.phase);
    if (before.phase === after.phase) return;
    if (after.phase === 'reviewing') {
      announce(this.#t.t('reviewTitle'));
      if (before.phase === 'submitting') [this.activeFile] = this.#look.unseen(after.review);
    }
    if (after.phase === 'reviewing' || after.phase === 'submitting') this.panelOpen = false;
    if (after.phase === 'signed' && room) {
      this.#marks.clear();
      this.panelOpen = true;
      announce(this.#t.t('signedTitle'));
      this.dispatchEvent(new CinnabarSignedEvent(room.contract.id, room.contract.state === 'COMPLETED'));
    }
    if (after.phase === 'viewing') this.panelOpen = true;
  }

  #tell(phase: RoomPhase): void {
    const { unsaved } = this;
    const [toldPhase, toldUnsaved] = this.#told;
    if (phase === toldPhase && unsaved === toldUnsaved) return;
    this.#told = [phase, unsaved];
    this.dispatchEvent(new CinnabarRoomStateEvent(phase, unsaved));
  }

  #primary(): void {
    const act = actOf(this.#view());
    switch (act.kind) {
      case 'go-to':
        return this.#goTo({ fileId: act.task.fileId, controlId: act.task.control.id }, true);
      case 'place-seal':
        return this.#placeSeal({ fileId: act.task.fileId, controlId: act.task.control.id });
      case 'choose-seal':
        return this.#chooseSeal({ fileId: act.task.fileId, controlId: act.task.control.id });
      case 'look':
        return void (this.activeFile = act.fileId);
      case 'submit':
        return this.#submit();
      case 'confirm':
        this.intentOpen = true;
        return this.#model?.openIntent();
      case 'finish':
      case 'close':
        return this.#requestClose();
      case 'reload':
        return void this.#model?.load();
      case 'busy':
        return undefined;
    }
  }

  #submit(): void {
    const id = this.room.room?.contract.id;
    if (id !== undefined && this.dispatchEvent(new CinnabarBeforeSignEvent(id))) void this.#model?.submit();
  }

  /** Leads the signer to a control; `act` also begins what is to be done there. */
  #goTo(at: ControlAddress, act = false): void {
    this.current = at;
    this.sealFor = undefined;
    this.panelOpen = false;
    this.fields?.focusControl(at.fileId, at.controlId);
    const task = this.#taskAt(at);
    if (act && task && takesInk(task.control) && !task.done) this.#marks.sign(at);
  }

  #markRequested({ fileId, controlId }: ControlAddress): void {
    const at = { fileId, controlId };
    this.current = at;
    const task = this.#taskAt(at);
    if (task && takesInk(task.control) && task.done) this.#marks.openPad(at);
    else if (task && takesInk(task.control)) this.#marks.sign(at);
    else if (this.room.room?.seals.length === 1) this.#placeSeal(at);
    else this.#chooseSeal(at);
  }

  #chooseSeal(at: ControlAddress): void {
    this.sealFor = at;
    this.panelOpen = true;
    void this.updateComplete.then(() => this.tray?.renderRoot.querySelector<HTMLElement>('[data-seal]')?.focus());
  }

  #openSealArea(): ControlAddress | undefined {
    const shown = this.activeFile ?? this.room.room?.files[0]?.id;
    const task = this.room.tasks.find((entry) => entry.fileId === shown && takesSeal(entry.control) && isOpen(entry));
    return task && { fileId: task.fileId, controlId: task.control.id };
  }

  #drawn(ink: InkStrokes): void {
    const at = this.#marks.use(ink);
    if (at) this.#goTo(at);
  }

  #placeSeal(at: ControlAddress): void {
    const [seal] = this.room.room?.seals ?? [];
    if (seal) this.#marks.placeSeal(at, seal.id);
  }

  #taskAt(at: ControlAddress): RoomTask | undefined {
    return this.room.tasks.find(({ fileId, control }) => fileId === at.fileId && control.id === at.controlId);
  }

  #undo(): void {
    const at = this.#model?.undo();
    const file = this.room.room?.files.find(({ id }) => id === at?.fileId);
    if (!at || !file || !this.#model) return;
    const value = valuesInForce(file, this.#model.edits)[at.controlId];
    this.fields?.setValue(at.fileId, at.controlId, value ?? '');
    const label = file.controls.find(({ id }) => id === at.controlId)?.label;
    if (label) announce(this.#t.t('undone', { label: this.#t.pick(label) }));
  }

  #askForSession(): Promise<SigningBackend | undefined> | undefined {
    const event = new CinnabarSessionExpiredEvent();
    this.dispatchEvent(event);
    return event.response;
  }

  #requestClose(): void {
    this.dispatchEvent(new CinnabarCloseRequestEvent(this.room.phase, this.unsaved));
  }

  #intentClosed(): void {
    this.intentOpen = false;
    this.#model?.closeIntent();
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const undo =
      event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    // Text being typed has an undo of its own.
    const [target] = event.composedPath();
    const typing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (!undo || typing || event.defaultPrevented || this.room.phase !== 'working') return;
    event.preventDefault();
    this.#undo();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'cinnabar-signing-room': CinnabarSigningRoom;
  }
}
