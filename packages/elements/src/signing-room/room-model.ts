import { CinnabarError } from '@cinnabar/core/error';
import type {
  IntentMethod,
  Mark,
  SigningBackend,
  SigningRoomState,
  SigningStatus,
  Submission,
} from '../backend/index.ts';
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

const pollDelays = [400, 800, 1500, 3000];

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
  readonly #newKey: () => string;
  readonly #listeners = new Set<(state: RoomState) => void>();
  #state = initialRoomState;
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
    this.#calls.dispose();
    this.#listeners.clear();
  }

  /** Loads the room and the exact bytes of every file. Edits made so far are kept. */
  async load(): Promise<void> {
    await this.#guard(async () => {
      this.#set({ phase: 'loading', problem: undefined, review: undefined, challenge: undefined });
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
      this.#set({ phase: 'reviewing', review, wait: undefined });
    });
  }

  /** From the review or the intent check back to the page, with everything as it was. */
  backToWork(): void {
    if (this.#canGoBack) {
      this.#set({ phase: 'working', review: undefined, challenge: undefined, problem: undefined, wait: undefined });
    }
  }

  /** From the intent check back to the prepared bytes. */
  backToReview(): void {
    if (this.#canGoBack) this.#set({ phase: 'reviewing', challenge: undefined, problem: undefined, wait: undefined });
  }

  /** Not while a code is being checked: it may already have been taken. */
  get #canGoBack(): boolean {
    const { phase, wait } = this.#state;
    return phase === 'reviewing' || (phase === 'intent' && wait?.task !== 'confirm');
  }

  /** Starts or resends the challenge for the digests this browser computed. */
  async requestIntent(method: IntentMethod): Promise<void> {
    const { review, phase } = this.#state;
    if (!review || (phase !== 'reviewing' && phase !== 'intent')) return;
    await this.#guard(async () => {
      this.#set({ wait: { task: 'challenge', done: 0, total: 1 }, problem: undefined });
      const request = { preparationId: review.prepared.preparationId, method, digests: review.digests };
      const challenge = await this.#calls.call((backend, signal) => backend.requestIntent(request, signal), false);
      if (this.#state.review !== review) return;
      // The question must be about what is on this screen; the message to the phone names it by this fingerprint.
      if (challenge.fingerprint.length < 8 || !review.fingerprint.startsWith(challenge.fingerprint)) {
        throw new CinnabarError('DIGEST_MISMATCH', 'The code was asked for other files than those shown.');
      }
      this.#set({ phase: 'intent', challenge, wait: undefined });
    }, phase);
  }

  /** Answers the challenge; a right answer leads to `signing` and then `signed`. */
  async confirmIntent(code: string): Promise<void> {
    const { challenge, review } = this.#state;
    if (!challenge || !review) return;
    await this.#guard(async () => {
      this.#set({ wait: { task: 'confirm', done: 0, total: 1 }, problem: undefined });
      const outcome = await this.#confirm(challenge.challengeId, code, review.prepared.preparationId);
      if (outcome.state === 'WRONG') {
        this.#set({
          wait: undefined,
          challenge: { ...challenge, triesLeft: outcome.triesLeft },
          problem: { code: 'OTP_WRONG' },
        });
      } else {
        await this.#awaitSignatures(outcome.signing);
      }
    }, 'intent');
  }

  async #confirm(
    challengeId: string,
    code: string,
    preparationId: string,
  ): Promise<{ state: 'WRONG'; triesLeft: number } | { state: 'PASSED'; signing: SigningStatus }> {
    try {
      return await this.#calls.call((backend, signal) => backend.confirmIntent(challengeId, code, signal), false);
    } catch (error) {
      // The answer was lost, not necessarily the question: the server knows whether the code was taken.
      if (asCinnabarError(error).code !== 'NETWORK_UNREACHABLE') throw error;
      const room = await this.#calls.call((backend, signal) => backend.loadRoom(signal));
      const taken = room.signing?.preparationId === preparationId;
      if (!taken && room.signer.state !== 'SIGNED') throw error;
      return {
        state: 'PASSED',
        signing: { preparationId, state: taken ? 'PROCESSING' : 'SIGNED', contractState: room.contract.state },
      };
    }
  }

  /** Loads room and files, then goes to the phase they call for. */
  async #open(): Promise<void> {
    this.#wait({ task: 'room', done: 0, total: 1 });
    const room = await this.#loadRoomAndFiles();
    if (room.signing) {
      await this.#awaitSignatures({
        preparationId: room.signing.preparationId,
        state: 'PROCESSING',
        contractState: room.contract.state,
      });
      return;
    }
    this.#set({ phase: roomAccess(room) === 'sign' ? 'working' : 'viewing', wait: undefined });
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
    this.edits.setRoom(room);
    this.#set({ room, files, tasks: roomTasks(room, this.edits), canUndo: this.edits.canUndo });
    return room;
  }

  async #check(prepared: ReviewedRevision['prepared']): Promise<ReviewedRevision> {
    const files = new Map<string, Uint8Array>();
    const digests: { fileId: string; digest: string }[] = [];
    for (const file of prepared.files) {
      this.#wait({ task: 'check', done: files.size, total: prepared.files.length });
      const base = this.#state.files.get(file.fileId);
      const bytes = await this.#calls.call((backend, signal) =>
        backend.loadPrepared(prepared.preparationId, file.fileId, signal),
      );
      if (!base) throw new CinnabarError('ROOM_PREPARED_MISMATCH', 'A file was prepared that is not in this room.');
      digests.push({ fileId: file.fileId, digest: await digestPrepared(bytes, base, file) });
      files.set(file.fileId, bytes);
    }
    if (files.size === 0) throw new CinnabarError('ROOM_PREPARED_MISMATCH', 'No file was prepared.');
    return { prepared, files, digests, fingerprint: await fingerprintOf(digests) };
  }

  async #awaitSignatures(first: SigningStatus): Promise<void> {
    const id = first.preparationId;
    this.#set({
      phase: 'signing',
      challenge: undefined,
      problem: undefined,
      wait: { task: 'sign', done: 0, total: 1 },
    });
    let status = first;
    for (let round = 0; status.state === 'PROCESSING'; round++) {
      await this.#calls.wait(pollDelays[Math.min(round, pollDelays.length - 1)] as number);
      if (this.#calls.aborted) return;
      try {
        status = await this.#calls.call((backend, signal) => backend.signingStatus(id, signal));
        if (this.#state.problem) this.#set({ problem: undefined });
      } catch (error) {
        // The server goes on without us; being offline only delays the news.
        if (asCinnabarError(error).code !== 'NETWORK_UNREACHABLE') throw error;
        this.#set({ problem: { code: 'NETWORK_UNREACHABLE' } });
      }
    }
    if (status.state === 'FAILED')
      throw new CinnabarError('SIGNING_FAILED', 'The signature was not made.', {
        details: { reason: status.reason ?? '' },
      });
    this.#drafts.dispose();
    this.edits.clear();
    this.#set({ outcome: status });
    await this.#loadRoomAndFiles();
    this.#set({ phase: 'signed', review: undefined, wait: undefined, canUndo: false });
  }

  /** Runs a step; on failure says what happened and returns to where the signer can act. */
  async #guard(step: () => Promise<void>, origin?: 'reviewing' | 'intent'): Promise<void> {
    try {
      await step();
    } catch (caught) {
      if (this.#calls.aborted) return;
      const error = asCinnabarError(caught);
      const { fileId, controlId } = error.details;
      const problem = {
        code: error.code,
        ...(typeof fileId === 'string' ? { fileId } : {}),
        ...(typeof controlId === 'string' ? { controlId } : {}),
      };
      const atLoading = this.#state.phase === 'loading';
      if (!atLoading && moved.test(error.code)) return this.#reload(problem);
      if (this.#state.outcome) return this.#set({ phase: 'failed', wait: undefined, problem });
      const stays =
        origin !== undefined && this.#state.phase === origin && /^(OTP_|NETWORK_|NOTIFICATION_|RATE_)/.test(error.code);
      if (stays) this.#set({ wait: undefined, problem });
      else if (!atLoading && recoverable.test(error.code)) {
        if (!error.code.startsWith('NETWORK_')) this.#submission = undefined;
        this.#set({ phase: 'working', wait: undefined, review: undefined, challenge: undefined, problem });
      } else this.#set({ phase: 'failed', wait: undefined, review: undefined, challenge: undefined, problem });
    }
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
