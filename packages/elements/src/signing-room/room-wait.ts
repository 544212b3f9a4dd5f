import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RoomWait } from './room-state.ts';
import type { roomMessages } from './signing-room.messages.ts';

const keys = {
  room: 'waitRoom',
  files: 'waitFiles',
  prepare: 'waitPrepare',
  check: 'waitCheck',
  sign: 'waitSign',
} as const satisfies Record<RoomWait['task'], keyof typeof roomMessages>;

export function waitKey(wait: RoomWait): (typeof keys)[RoomWait['task']] {
  return keys[wait.task];
}

const shownAfter = 400;
const longAfter = 3000;

/** Notices how long a wait lasts: spoken of after 400 ms, with progress after 3 s. */
export class WaitController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #level: 'no' | 'shown' | 'long' = 'no';
  #active = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get level(): 'no' | 'shown' | 'long' {
    return this.#level;
  }

  /** One wait may go through several tasks; its clock starts with the first. */
  follow(wait: RoomWait | undefined): void {
    if (this.#active === (wait !== undefined)) return;
    this.#active = wait !== undefined;
    clearTimeout(this.#timer);
    this.#level = 'no';
    if (!this.#active) return;
    this.#timer = setTimeout(() => {
      this.#rise('shown');
      this.#timer = setTimeout(() => this.#rise('long'), longAfter - shownAfter);
    }, shownAfter);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  #rise(level: 'shown' | 'long'): void {
    this.#level = level;
    this.#host.requestUpdate();
  }
}
