import { type MarkControl, takesInk } from '@cinnabar/core/field';

/** What can be put down: handwriting, or a seal. */
export type MarkKind = 'signature' | 'company-seal';

/** What an area takes. */
export function markKindOf(control: Pick<MarkControl, 'kind'>): MarkKind {
  return takesInk(control) ? 'signature' : 'company-seal';
}

/** A point in points from the page's bottom-left corner, y upward. */
export interface PagePoint {
  readonly x: number;
  readonly y: number;
}

/** One signing area as it stands on the screen. */
export interface DropTarget {
  readonly fileId: string;
  readonly control: MarkControl;
  /** The area belongs to the signer in front of the screen. */
  readonly mine: boolean;
  /** Client rectangle in CSS pixels. */
  readonly box: DOMRectReadOnly;
  /** CSS pixels per point at the current zoom. */
  readonly pixelsPerPoint: number;
  /** The page point under the pointer; the area's centre when there is no pointer. */
  readonly point: PagePoint;
}

/** Where marks can be put down: implemented by what shows the pages. */
export interface DropSurface {
  /** Scrolls near its edges while something is dragged. */
  readonly scrollContainer?: HTMLElement;
  /** CSS pixels per point at the current zoom: gives the thing dragged its true size before it is over an area. */
  readonly pixelsPerPoint: number;
  /** The signing area under a client point, also one that would refuse. */
  areaAt(clientX: number, clientY: number): DropTarget | undefined;
  /** Lifts the areas that accept `kind`; `null` lowers them. */
  highlightAreas(kind: MarkKind | null): void;
  /** All signing areas in document order, for those who do not point. */
  areas(): readonly DropTarget[];
  /** Brings an area into view. */
  reveal(fileId: string, controlId: string): void;
}
