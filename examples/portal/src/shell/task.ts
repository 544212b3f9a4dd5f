import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface TaskOptions<T> {
  /** What the answer depends on; the task runs when it changes. */
  readonly key: () => readonly unknown[];
  readonly run: (signal: AbortSignal) => Promise<T>;
}

/** Loads what its host shows: one load at a time, the latest wins, none after the host has left. */
export class Task<T> implements ReactiveController {
  value: T | undefined;
  error: unknown;

  readonly #host: ReactiveControllerHost;
  readonly #options: TaskOptions<T>;
  #key: readonly unknown[] | undefined;
  #running: AbortController | undefined;

  constructor(host: ReactiveControllerHost, options: TaskOptions<T>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdate(): void {
    const key = this.#options.key();
    if (this.#key && key.length === this.#key.length && key.every((part, index) => part === this.#key?.[index])) return;
    this.#key = key;
    this.value = undefined;
    void this.reload();
  }

  hostDisconnected(): void {
    this.#running?.abort();
  }

  /** Loads again; what was loaded stays on the screen until the new answer comes. */
  async reload(): Promise<void> {
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    this.error = undefined;
    try {
      const value = await this.#options.run(running.signal);
      if (running.signal.aborted) return;
      this.value = value;
    } catch (error) {
      if (running.signal.aborted) return;
      this.error = error;
    }
    this.#host.requestUpdate();
  }
}
