import type { ReactiveController } from 'lit';

export interface LeaveGuardHost {
  readonly unsaved: boolean;
  readonly noLeaveGuard: boolean;
  /** Called when the page is put away or comes online: a good moment to save. */
  saveNow(): void;
}

/** Asks before the page is left with unsaved work, and saves when it is put away. */
export class LeaveGuard implements ReactiveController {
  readonly #host: LeaveGuardHost;

  constructor(host: LeaveGuardHost) {
    this.#host = host;
  }

  hostConnected(): void {
    window.addEventListener('beforeunload', this.#leaving);
    window.addEventListener('online', this.#save);
    document.addEventListener('visibilitychange', this.#save);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeunload', this.#leaving);
    window.removeEventListener('online', this.#save);
    document.removeEventListener('visibilitychange', this.#save);
  }

  readonly #save = (): void => this.#host.saveNow();

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    if (this.#host.unsaved && !this.#host.noLeaveGuard) event.preventDefault();
  };
}
