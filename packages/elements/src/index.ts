/** The elements' classes; importing them registers nothing (see `@cinnabar/elements/define`). */
export { CinnabarContractViewer } from './contract-viewer/contract-viewer.ts';
export type { FileSource, ViewerFile } from './contract-viewer/viewer-files.ts';
export { PdfJsEngine, type PdfAssets, type PdfEngine } from './pdf-engine/index.ts';
