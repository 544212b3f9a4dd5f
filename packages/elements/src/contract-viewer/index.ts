export { CinnabarContractViewer } from './contract-viewer.ts';
export {
  DocumentErrorEvent,
  DocumentReadyEvent,
  FileSelectEvent,
  PageChangeEvent,
  ReadingProgressEvent,
} from './contract-viewer.events.ts';
export { type CssBox, type Offset, PageGeometry, type PagePoint } from './page-geometry.ts';
export type { PageHost, PageOverlay } from './page-host.ts';
export type { FileSource, ViewerFile } from './viewer-files.ts';
export type { Zoom } from './viewer-zoom.ts';
