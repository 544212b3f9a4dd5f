import { CinnabarError } from '@cinnabar/core/error';
import type { Mark, SigningBackend, SigningRoomState, Submission } from '../backend/index.ts';
import { BackendIntentSession } from '../intent-dialog/backend-intent-session.ts';
import type { PlacementRefusal } from '../placement/index.ts';
import { asCinnabarError, BackendCalls, type BackendCallsOptions } from './backend-calls.ts';
import { DraftSaver } from './draft-saver.ts';
import { digestPrepared, fingerprintOf, sha256Hex } from './revision-digest.ts';
import { type ControlAddress, RoomEdits } from './room-edits.ts';
import { initialRoomState, type ReviewedRevision, type RoomState, type RoomWait } from './room-state.ts';
import { isOpen, isOwnInput, nextOpenTask, roomAccess, roomTasks, valuesInForce } from './room-tasks.ts';

/** Codes after which the signer stays on the page with everything kept and may submit again. */
const recoverable = /^(FIELD_|MARK_|NETWORK_|SIGNING_|TIMESTAMP_|OTP_|PREPARATION_|ROOM_INCOMPLETE|RATE_)/;
/** Codes that say the room is no longer as shown: it is loaded again. */
const moved = /^(REVISION_SUPERSEDED|CONTRACT_)/;

/** Milliseconds before the signatures are looked for again after the network failed. */
const askAgainAfter = 4000;

export type RoomModelOptions = Omit<BackendCallsOptions, 'onSession'> & {
  /** Makes idempotency keys; replaced in tests. */
  readonly newKey?: () => string;
};

/**
 * The signing room without a screen: one signer, one contract, from loading to signed. Commands never reject; what went
 * wrong stands in `state.problem`, and what the signer typed and placed stays until it is signed.
 */
export class RoomModel {
  readonly edits = new RoomEdits();
  readonly #calls: BackendCalls;
  readonly #drafts: DraftSaver;
  /** The backend as the intent check uses it: it waits for a session, and sends nothing twice that costs or is single-use. */
  readonly #intentBackend: ConstructorParameters<typeof BackendIntentSession>[0] = {
    loadRoom: () => this.#calls.call((backend, signal) => backend.loadRoom(signal)),
    requestIntent: (request) => this.#calls.call((backend, signal) => backend.requestIntent(request, signal), false),
    confirmIntent: (id, code) => this.#calls.call((backend, signal) => backend.confirmIntent(id, code, signal), false),
    signingStatus: (id) => this.#calls.call((backend, signal) => backend.signingStatus(id, signal)),
  };
  readonly #newKey: () => string;
  readonly #listeners = new Set<(state: RoomState) => void>();
  #state = initialRoomState;
  #intent: BackendIntentSession | undefined;
  #submission: { readonly content: string; readonly key: string } | undefined;

  constructor(options: RoomModelOptions = {}) {
    this.#calls = new BackendCalls({ ...options, onSession: (session) => this.#set({ session }) });
    this.#newKey = options.newKey ?? (() => crypto.randomUUID());
    this.#drafts = new DraftSaver(
      this.#calls,
      (fileId) => this.#ownValues(fileId),
      (draft) => this.#set({ draft }),
    );
  }

  get state(): RoomState {
    return this.#state;
  }

  /** True when leaving now would lose marks or unsaved values. */
  get unsaved(): boolean {
    return this.#state.phase !== 'signed' && (this.edits.hasMarks || this.#drafts.unsaved);
  }

  subscribe(listener: (state: RoomState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A first backend starts nothing by itself; a later one lets calls that wait for a session go on. */
  setBackend(backend: SigningBackend | undefined): void {
    this.#calls.replace(backend);
  }

  askForSession(): void {
    this.#calls.askAgain();
  }

  dispose(): void {
    this.#drafts.dispose();
    this.#intent?.dispose();
    this.#calls.dispose();
    this.#listeners.clear();
  }

  /** Loads the room and the exact bytes of every file. Edits made so far are kept. */
  async load(): Promise<void> {
    await this.#guard(async () => {
      this.#set({ phase: 'loading', problem: undefined, review: undefined, intent: undefined });
      await this.#open();
    });
  }

  setValue(fileId: string, controlId: string, value: string): void {
    if (this.#state.phase !== 'working') return;
    this.edits.setValue(fileId, controlId, value);
    this.#edited(fileId);
  }

  /** Puts a mark into its area; says why not when the area refuses it. */
  placeMark(fileId: string, mark: Mark): PlacementRefusal | undefined {
    if (this.#state.phase !== 'working') return undefined;
    const outcome = this.edits.placeMark(fileId, mark);
    if ('refused' in outcome) return outcome.refused;
    this.#edited();
    return undefined;
  }

  removeMark(fileId: string, controlId: string): void {
    if (this.#state.phase !== 'working') return;
    this.edits.removeMark(fileId, controlId);
    this.#edited();
  }

  /** Takes the last value or mark back and says where it was. */
  undo(): ControlAddress | undefined {
    if (this.#state.phase !== 'working') return undefined;
    const address = this.edits.undo();
    if (address) this.#edited(address.fileId);
    return address;
  }

  /** Tells the server, for the evidence, that a file was read to its end; reading on does not depend on it. */
  fileRead(fileId: string): void {
    this.#calls.call(async (backend, signal) => backend.reportRead?.(fileId, signal)).catch(() => undefined);
  }

  dismissProblem(): void {
    if (this.#state.phase !== 'failed') this.#set({ problem: undefined });
  }

  saveNow(): Promise<void> {
    return this.#drafts.flush();
  }

  /** Sends values and marks; ends in `reviewing` with the prepared bytes checked, or back in `working` with a problem. */
  async submit(): Promise<void> {
    const { phase, room, tasks } = this.#state;
    if (phase !== 'working' || !room) return;
    const open = nextOpenTask(tasks);
    if (open) {
      this.#set({ problem: { code: 'ROOM_INCOMPLETE', fileId: open.fileId, controlId: open.control.id } });
      return;
    }
    await this.#guard(async () => {
      this.#set({ phase: 'submitting', problem: undefined, wait: { task: 'prepare', done: 0, total: 1 } });
      const submission = this.#makeSubmission(room);
      const prepared = await this.#calls.call((backend, signal) => backend.prepare(submission, signal));
      const review = await this.#check(prepared);
      const intent = new BackendIntentSession(this.#intentBackend, {
        preparationId: prepared.preparationId,
        digests: review.digests,
        fingerprint: review.fingerprint,
        maskedPhone: room.signer.maskedPhone,
        methods: room.intentMethods,
      });
      this.#followIntent(intent);
      this.#set({ phase: 'reviewing', review, intent, wait: undefined });
    });
  }

  /** From the review back to the page, with everything as it was. */
  backToWork(): void {
    if (this.#state.phase !== 'reviewing') return;
    this.#intent?.dispose();
    this.#set({ phase: 'working', review: undefined, intent: undefined, problem: undefined });
  }

  /** The signer agrees to what is on the screen: intent is asked through `state.intent`. */
  openIntent(): void {
    if (this.#state.phase === 'reviewing' && this.#state.intent) this.#set({ phase: 'intent', problem: undefined });
  }

  /** The question was put away unanswered; a code that was sent stays good. */
  closeIntent(): void {
    if (this.#state.phase === 'intent') this.#set({ phase: 'reviewing' });
  }

  #followIntent(intent: BackendIntentSession): void {
    this.#intent?.dispose();
    this.#intent = intent;
    intent.subscribe(() => void this.#guard(() => this.#intentChanged(intent)));
  }

  async #intentChanged(intent: BackendIntentSession): Promise<void> {
    const { step, problem, retryable, status } = intent.state;
    if (step === 'signing') {
      this.#set({ phase: 'signing', problem: undefined, wait: { task: 'sign', done: 0, total: 1 } });
    } else if (step === 'signed') {
      this.#drafts.dispose();
      this.edits.clear();
      this.#set({ outcome: status });
      await this.#loadRoomAndFiles();
      this.#set({ phase: 'signed', review: undefined, intent: undefined, wait: undefined });
    } else if (step === 'failed' && retryable) {
      // The server goes on without us; being offline only delays the news.
      this.#set({ problem: { code: problem?.code ?? 'NETWORK_UNREACHABLE' } });
      await this.#calls.wait(askAgainAfter);
      if (!this.#calls.aborted) void intent.retry();
    } else if (step === 'failed') {
      throw new CinnabarError(problem?.code ?? 'SIGNING_FAILED', 'The signature was not made.');
    }
  }

  /** Loads room and files, then goes to the phase they call for. */
  async #open(): Promise<void> {
    this.#wait({ task: 'room', done: 0, total: 1 });
    const room = await this.#loadRoomAndFiles();
    if (room.signing) {
      this.#resume(room, room.signing.preparationId);
      return;
    }
    this.#set({ phase: roomAccess(room) === 'sign' ? 'working' : 'viewing', wait: undefined });
  }

  /** Intent was verified before this page was opened; the signatures are being made. */
  #resume(room: SigningRoomState, preparationId: string): void {
    const signing = { preparationId, state: 'PROCESSING', contractState: room.contract.state } as const;
    const { maskedPhone } = room.signer;
    const intent = new BackendIntentSession(this.#intentBackend, {
      preparationId,
      digests: [],
      fingerprint: '',
      maskedPhone,
      signing,
    });
    this.#followIntent(intent);
    this.#set({ phase: 'signing', wait: { task: 'sign', done: 0, total: 1 } });
  }

  async #loadRoomAndFiles(again = true): Promise<SigningRoomState> {
    const room = await this.#calls.call((backend, signal) => backend.loadRoom(signal));
    const files = new Map<string, Uint8Array>();
    for (const file of room.files) {
      this.#wait({ task: 'files', done: files.size, total: room.files.length });
      const bytes = await this.#calls.call((backend, signal) => backend.loadFile(file.id, signal));
      if (bytes.length !== file.size || (await sha256Hex([bytes])) !== file.digest) {
        // Another party may have signed between the two calls; a second look tells that from damage.
        if (again) return this.#loadRoomAndFiles(false);
        throw new CinnabarError('ROOM_FILE_MISMATCH', 'The file received is not the file of the contract.', {
          details: { fileId: file.id },
        });
      }
      files.set(file.id, bytes);
    }
    const before = this.#state.room?.contract.id;
    // Edits belong to one contract; a host may point the same element at another.
    if (before !== undefined && before !== room.contract.id) this.edits.clear();
    this.edits.setRoom(room);
    this.#set({ room, files, tasks: roomTasks(room, this.edits), canUndo: this.edits.canUndo });
    return room;
  }

  async #check(prepared: ReviewedRevision['prepared']): Promise<ReviewedRevision> {
    const files = new Map<string, Uint8Array>();
    const fileDigests = new Map<string, string>();
    const digests: { fileId: string; digest: string }[] = [];
    for (const file of prepared.files) {
      this.#wait({ task: 'check', done: files.size, total: prepared.files.length });
      const base = this.#state.files.get(file.fileId);
      const bytes = await this.#calls.call((backend, signal) =>
        backend.loadPrepared(prepared.preparationId, file.fileId, signal),
      );
      if (!base) throw new CinnabarError('ROOM_PREPARED_MISMATCH', 'A file was prepared that is not in this room.');
      digests.push({ fileId: file.fileId, digest: await digestPrepared(bytes, base, file) });
      fileDigests.set(file.fileId, await sha256Hex([bytes]));
      files.set(file.fileId, bytes);
    }
    if (files.size === 0) throw new CinnabarError('ROOM_PREPARED_MISMATCH', 'No file was prepared.');
    return { prepared, files, fileDigests, digests, fingerprint: await fingerprintOf(digests) };
  }

  /** Runs a step; on failure says what happened and returns to where the signer can act. */
  async #guard(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (caught) {
      if (this.#calls.aborted) return;
      const error = asCinnabarError(caught);
      const { controlId } = error.details;
      const fileId = error.details.fileId ?? this.#fileOf(controlId);
      const problem = {
        code: error.code,
        ...(typeof fileId === 'string' ? { fileId } : {}),
        ...(typeof controlId === 'string' ? { controlId } : {}),
      };
      const settled = this.#state.phase === 'loading' || this.#state.outcome !== undefined;
      if (!settled && moved.test(error.code)) return this.#reload(problem);
      const stay = !settled && recoverable.test(error.code);
      if (!error.code.startsWith('NETWORK_')) this.#submission = undefined;
      this.#intent?.dispose();
      this.#set({ phase: stay ? 'working' : 'failed', wait: undefined, review: undefined, intent: undefined, problem });
    }
  }

  /** A server may name the control alone. */
  #fileOf(controlId: unknown): string | undefined {
    return this.#state.tasks.find(({ control }) => control.id === controlId)?.fileId;
  }

  /** The contract moved on under the signer: shows it as it is now and keeps what was typed and placed. */
  async #reload(problem: RoomState['problem']): Promise<void> {
    this.#submission = undefined;
    await this.load();
    // A new phase may say it better (recalled, signed); a problem of the reload itself matters more.
    if (this.#state.phase === 'working') this.#set({ problem });
  }

  #makeSubmission(room: SigningRoomState): Submission {
    const files = room.files.map((file) => ({
      fileId: file.id,
      revision: file.revision,
      digest: file.digest,
      values: this.#ownValues(file.id),
      marks: this.edits.marks(file.id),
    }));
    const content = JSON.stringify(files);
    // The same content keeps its key, so that a submit whose answer was lost is not made twice.
    if (this.#submission?.content !== content) this.#submission = { content, key: this.#newKey() };
    return { idempotencyKey: this.#submission.key, files };
  }

  #ownValues(fileId: string): Readonly<Record<string, string>> {
    const room = this.#state.room;
    const file = room?.files.find(({ id }) => id === fileId);
    if (!room || !file) return {};
    const values = valuesInForce(file, this.edits);
    const own = file.controls.filter((control) => isOwnInput(control, room.signer.role));
    return Object.fromEntries(own.flatMap(({ id }) => (values[id] === undefined ? [] : [[id, values[id]]])));
  }

  #edited(fileId?: string): void {
    const { room, problem } = this.#state;
    if (!room) return;
    const tasks = roomTasks(room, this.edits);
    const solved =
      problem?.code === 'ROOM_INCOMPLETE' ||
      tasks.some((task) => task.control.id === problem?.controlId && !isOpen(task));
    this.#set({ tasks, canUndo: this.edits.canUndo, ...(solved ? { problem: undefined } : {}) });
    if (fileId !== undefined) this.#drafts.schedule(fileId);
  }

  #wait(wait: RoomWait): void {
    this.#set({ wait });
  }

  #set(change: Partial<RoomState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }
}
