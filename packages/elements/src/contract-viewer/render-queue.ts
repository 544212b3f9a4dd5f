interface Job {
  readonly priority: () => number;
  readonly run: (signal: AbortSignal) => Promise<void>;
  readonly abort: AbortController;
}

/**
 * Runs one piece of painting at a time, the most urgent first. A job for the same key replaces the older one, and a
 * cancelled job stops at once, so a fling leaves no queue of pages nobody looks at.
 */
export class RenderQueue {
  readonly #waiting = new Map<object, Job>();
  #running: { readonly key: object; readonly job: Job } | undefined;
  #stopped = false;

  /** @param priority - asked whenever the next job is chosen; the smallest goes first. */
  request(key: object, priority: () => number, run: (signal: AbortSignal) => Promise<void>): void {
    if (this.#stopped) return;
    this.cancel(key);
    this.#waiting.set(key, { priority, run, abort: new AbortController() });
    queueMicrotask(() => void this.#next());
  }

  cancel(key: object): void {
    this.#waiting.delete(key);
    if (this.#running?.key === key) this.#running.job.abort.abort();
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting.clear();
    this.#running?.job.abort.abort();
  }

  get idle(): boolean {
    return !this.#running && this.#waiting.size === 0;
  }

  async #next(): Promise<void> {
    if (this.#running) return;
    const [chosen] = [...this.#waiting].sort(([, a], [, b]) => a.priority() - b.priority());
    if (!chosen) return;
    const [key, job] = chosen;
    this.#waiting.delete(key);
    this.#running = { key, job };
    try {
      await job.run(job.abort.signal);
    } catch {
      // A page that cannot be painted says so itself; an aborted one needs no word.
    } finally {
      this.#running = undefined;
      void this.#next();
    }
  }
}
