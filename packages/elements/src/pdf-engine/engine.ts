/** Clockwise turn in degrees at which a page is shown (ISO 32000-2, table 31, Rotate). */
export type Quadrant = 0 | 90 | 180 | 270;

/** Where a page lies in its own user space. */
export interface PageBox {
  /** Visible part `[x0, y0, x1, y1]` in user-space units, origin bottom-left, y upward, before any rotation. */
  readonly cropBox: readonly [x0: number, y0: number, x1: number, y1: number];
  readonly rotate: Quadrant;
  /** Points (1/72 inch) per user-space unit; 1 for nearly every file. */
  readonly userUnit: number;
}

/** A part of a page in user-space units, origin bottom-left. */
export interface PageExtent {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A run of text in reading order. */
export interface TextRun {
  readonly text: string;
  /** A line of the page ends after this run. */
  readonly endsLine: boolean;
}

/** A page's text as selectable elements over its picture. */
export interface MountedText {
  /** One element per run of `text()`, in the same order. Empty runs have an element that is not in the document. */
  readonly elements: readonly HTMLElement[];
  /** Stops a mount that is still under way and empties the container. */
  remove(): void;
}

/** A node of the page's logical structure (ISO 32000-2 §14.7), roles already mapped to the standard ones. */
export interface StructureNode {
  readonly role: string;
  readonly children: readonly (StructureNode | StructureContent)[];
  readonly alternative?: string;
  readonly language?: string;
}

/** A leaf: the `id` of an element that `mountText` made. */
export interface StructureContent {
  readonly id: string;
}

export interface RenderOptions {
  /** Canvas pixels per point. */
  readonly scale: number;
  readonly signal?: AbortSignal;
}

export interface EnginePage {
  readonly index: number;
  readonly box: PageBox;
  /**
   * Sizes `canvas` and paints the page with the stored appearances of its fields, seals and signatures.
   * Rejects with the signal's reason when aborted.
   */
  render(canvas: HTMLCanvasElement, options: RenderOptions): Promise<void>;
  text(signal?: AbortSignal): Promise<readonly TextRun[]>;
  /** What the page's text and form fields take up; undefined when it has neither. Pictures do not count. */
  bounds(): Promise<PageExtent | undefined>;
  /** Fills `container` with the text elements; they scale with its `--total-scale-factor` (CSS px per point). */
  mountText(container: HTMLElement): Promise<MountedText>;
  /** Undefined when the file is not tagged. */
  structure(): Promise<StructureNode | undefined>;
  /** Gives back what rendering kept (decoded images, operator lists); the page can be rendered again. */
  release(): void;
}

export interface EngineDocument {
  readonly pageCount: number;
  /** @param index 0-based. */
  page(index: number): Promise<EnginePage>;
  destroy(): Promise<void>;
}

/**
 * The only door to a PDF renderer. One engine serves one viewer; `dispose` frees every worker and document it holds.
 * An implementation runs no script of the file and asks no third party for anything.
 */
export interface PdfEngine {
  /**
   * Opens a document. `bytes` stay the caller's and are not changed.
   * @throws CinnabarError `VIEWER_DAMAGED`, `VIEWER_ENCRYPTED`, `VIEWER_ASSETS` (the renderer's own files are missing);
   * the signal's reason when aborted.
   */
  open(bytes: Uint8Array, signal?: AbortSignal): Promise<EngineDocument>;
  dispose(): Promise<void>;
}
