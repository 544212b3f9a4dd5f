/** The elements' classes; importing them registers nothing (see `@cinnabar/elements/define`). */
export {
  CinnabarContractViewer,
  type CssBox,
  DocumentErrorEvent,
  DocumentReadyEvent,
  FileSelectEvent,
  type FileSource,
  PageChangeEvent,
  PageGeometry,
  type PageHost,
  type PageOverlay,
  ReadingProgressEvent,
  type ViewerFile,
  type Zoom,
} from './contract-viewer/index.ts';
export {
  CinnabarFieldLayer,
  FieldChangeEvent,
  type FieldFile,
  FieldFocusEvent,
  MarkRemoveEvent,
  MarkRequestEvent,
  type PlacedMark,
} from './field-layer/index.ts';
export { CinnabarIntentDialog } from './intent-dialog/intent-dialog.ts';
export {
  CinnabarIntentCancelEvent,
  CinnabarIntentFailedEvent,
  CinnabarIntentPassedEvent,
  CinnabarIntentSignedEvent,
} from './intent-dialog/intent-dialog.events.ts';
export type { IntentSession, IntentState, IntentStep } from './intent-dialog/intent-session.ts';
export { BackendIntentSession } from './intent-dialog/backend-intent-session.ts';
export { assetCopies, PdfJsEngine, type PdfAssets, type PdfEngine } from './pdf-engine/index.ts';
export { type DropSurface, type DropTarget, PlacementModel, type PlacementRefusal } from './placement/index.ts';
export { CinnabarSealTray } from './seal-tray/seal-tray.ts';
export {
  CinnabarSealPickEvent,
  CinnabarSealPlaceEvent,
  CinnabarSealRefusedEvent,
} from './seal-tray/seal-tray.events.ts';
export { CinnabarSignaturePad } from './signature-pad/signature-pad.ts';
export { CinnabarSignatureCancelEvent, CinnabarSignatureConfirmEvent } from './signature-pad/signature-pad.events.ts';
export {
  CinnabarBeforeSignEvent,
  CinnabarCloseRequestEvent,
  CinnabarRoomStateEvent,
  CinnabarSessionExpiredEvent,
  CinnabarSignedEvent,
  CinnabarSigningRoom,
  type ReviewedRevision,
  RoomModel,
  type RoomPhase,
  type RoomProblem,
  type RoomState,
} from './signing-room/index.ts';
