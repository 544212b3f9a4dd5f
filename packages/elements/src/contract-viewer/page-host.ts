import type { Rect } from '@cinnabar/core/field';
import type { PageGeometry } from './page-geometry.ts';

/** What a layer over the pages may ask of the viewer. Every page has a geometry, shown at the moment or not. */
export interface PageHost {
  /** The file on the screen; undefined while none is open. */
  readonly fileId: string | undefined;
  readonly pageCount: number;
  /** True on a phone-sized viewer: too small for typing on the paper. */
  readonly narrow: boolean;
  /** What scrolls the pages; undefined before the viewer has rendered. */
  readonly scrollContainer: HTMLElement | undefined;
  /** @param page - 0-based; negative counts from the end. */
  geometry(page: number): PageGeometry | undefined;
  /** Brings a user-space rectangle of a page into the upper half of the window. */
  scrollToRect(page: number, rect: Rect): void;
  showFile(fileId: string): void;
}

/** An element slotted into the viewer lies over the whole sheet of pages and scrolls with it. */
export interface PageOverlay extends HTMLElement {
  /** Set by the viewer when the element is slotted, and to undefined when it leaves. */
  pageHost: PageHost | undefined;
  /** Called after every change of file, zoom, size or page boxes. */
  pagesChanged(): void;
}
