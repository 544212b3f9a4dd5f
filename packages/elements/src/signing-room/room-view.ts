import type { Artwork } from '@cinnabar/core/artwork';
import type { TemplateResult } from 'lit';
import type { Localizer } from '../internal/localize.ts';
import type { problemMessages } from './problem.messages.ts';
import type { RoomState } from './room-state.ts';
import type { TaskProgress } from './room-tasks.ts';
import type { roomMessages } from './signing-room.messages.ts';

/** What the parts of the room's picture are drawn from, and what they can ask for. */
export interface RoomView {
  readonly state: RoomState;
  readonly t: Localizer<typeof roomMessages>;
  readonly problems: Localizer<typeof problemMessages>;
  readonly progress: TaskProgress;
  /** The control the signer is at, if any. */
  readonly current: { readonly fileId: string; readonly controlId: string } | undefined;
  /** Phone layout. */
  readonly narrow: boolean;
  /** In the phone layout, the panel is shown as a sheet. */
  readonly panelOpen: boolean;
  /** The present wait has lasted long enough to be spoken of (400 ms), or to show how far it is (3 s). */
  readonly waiting: 'no' | 'shown' | 'long';
  /** In the review, the prepared bytes themselves are on screen. */
  readonly shown: boolean;
  readonly handwriting: Artwork | undefined;
  readonly tray: TemplateResult | undefined;
  readonly actions: RoomActions;
}

export interface RoomActions {
  primary(): void;
  back(): void;
  close(): void;
  undo(): void;
  goTo(fileId: string, controlId: string): void;
  draw(): void;
  dismiss(): void;
  renew(): void;
  togglePanel(): void;
}
