/** The PDF renderer behind a port, so that another engine can take PDF.js's place. */
export type {
  EngineDocument,
  EnginePage,
  MountedText,
  PageBox,
  PageExtent,
  PdfEngine,
  Quadrant,
  RenderOptions,
  StructureContent,
  StructureNode,
  TextRun,
} from './engine.ts';
export { assetCopies, defaultAssets, type PdfAssets } from './assets.ts';
export { PdfJsEngine } from './pdfjs-engine.ts';
