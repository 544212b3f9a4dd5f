import type { BackendCalls } from './backend-calls.ts';
import type { DraftState } from './room-state.ts';

const quietTime = 800;
const retryTime = 8000;

/** Sends typed values a moment after the last key, so that leaving the page loses nothing. */
export class DraftSaver {
  readonly #calls: BackendCalls;
  readonly #values: (fileId: string) => Readonly<Record<string, string>>;
  readonly #report: (state: DraftState) => void;
  readonly #dirty = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;

  constructor(
    calls: BackendCalls,
    values: (fileId: string) => Readonly<Record<string, string>>,
    report: (state: DraftState) => void,
  ) {
    this.#calls = calls;
    this.#values = values;
    this.#report = report;
  }

  /** True while values are here that the server may not have. */
  get unsaved(): boolean {
    return this.#dirty.size > 0 || this.#running !== undefined;
  }

  schedule(fileId: string): void {
    this.#dirty.add(fileId);
    this.#report('pending');
    this.#startTimer(quietTime);
  }

  /** Saves what is unsaved now; never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    return (this.#running ??= this.#save().finally(() => (this.#running = undefined)));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#dirty.clear();
  }

  async #save(): Promise<void> {
    for (const fileId of this.#dirty) {
      this.#dirty.delete(fileId);
      this.#report('saving');
      try {
        await this.#calls.call((backend, signal) => backend.saveDraft(fileId, this.#values(fileId), signal));
      } catch {
        if (this.#calls.aborted) return;
        this.#dirty.add(fileId);
        this.#report('failed');
        this.#startTimer(retryTime);
        return;
      }
      this.#report(this.#dirty.size > 0 ? 'pending' : 'saved');
    }
  }

  #startTimer(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }
}
