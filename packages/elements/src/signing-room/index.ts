export { CinnabarSigningRoom } from './signing-room.ts';
export {
  CinnabarBeforeSignEvent,
  CinnabarCloseRequestEvent,
  CinnabarRoomStateEvent,
  CinnabarSessionExpiredEvent,
  CinnabarSignedEvent,
} from './signing-room.events.ts';
export { RoomModel, type RoomModelOptions } from './room-model.ts';
export type { ReviewedRevision, RoomPhase, RoomProblem, RoomState, RoomWait } from './room-state.ts';
export type { RoomAccess, RoomTask, TaskProgress } from './room-tasks.ts';
