import type { FileSource } from '../contract-viewer/index.ts';
import type { DropSurface } from '../placement/index.ts';
import type { ControlAddress } from './room-edits.ts';
import type { RoomMarks } from './room-marks.ts';
import type { RoomModel } from './room-model.ts';
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
  readonly current: ControlAddress | undefined;
  /** Phone layout. */
  readonly narrow: boolean;
  /** In the phone layout, the panel is shown as a sheet. */
  readonly panelOpen: boolean;
  /** The present wait has lasted long enough to be spoken of (400 ms), or to show how far it is (3 s). */
  readonly waiting: 'no' | 'shown' | 'long';
  /** In the review, ids of the prepared files that were not on the screen yet. */
  readonly unseen: readonly string[];
  /** The area the next seal that is tapped goes to. */
  readonly sealFor: ControlAddress | undefined;
  readonly model: RoomModel | undefined;
  readonly marks: RoomMarks;
  /** Where seals can be put. */
  readonly surface: DropSurface | undefined;
  readonly activeFile: string | undefined;
  readonly actions: RoomActions;
}

export interface RoomActions {
  primary(): void;
  back(): void;
  close(): void;
  undo(): void;
  goTo(at: ControlAddress): void;
  draw(): void;
  dismiss(): void;
  renew(): void;
  togglePanel(): void;
  readonly source: FileSource;
  fileSelected(fileId: string): void;
  /** @param digest - of the bytes on the screen, as the viewer computed it. */
  documentShown(fileId: string, digest: string): void;
  /** The signer is at a control now. */
  arrived(at: ControlAddress): void;
  markRequested(at: ControlAddress): void;
  sealPicked(): void;
  sealPlaced(at: ControlAddress): void;
}
