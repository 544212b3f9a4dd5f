import { CinnabarError } from '../error/index.ts';
import { pagesOf, type Control, type Rect } from '../field/index.ts';
import type { PdfBox } from '../pdf/index.ts';

/** What is to be known of a page; a `PdfPage` fits. */
export interface PageBox {
  readonly cropBox: PdfBox;
  /** Clockwise, when shown: 0, 90, 180 or 270. */
  readonly rotate: number;
}

/** One of the places of a control. */
export interface Place {
  readonly page: number;
  readonly rect: Rect;
  /** Which strip of a cross-page seal stands here. */
  readonly strip?: { readonly index: number; readonly count: number };
}

/** Pages that share one impression of a seal: of 42 mm each then has at least a millimetre. */
const mostStrips = 40;

/**
 * Every place of a control: one, or one on each of its pages. A cross-page seal has strips of equal width along the right
 * edge as the pages are seen, its rectangle's `y` above the lower edge, or less
 * where a page is too low for that; beyond 40 pages there are several impressions
 * with as even a number of pages as can be, and a single page has none (standards B17.3). A watermark covers its pages.
 * @throws CinnabarError `PREPARE_PAGE` (details: `field`) when the pages are not known or not there
 */
export function placesOf(control: Control, pages: readonly PageBox[] | undefined): readonly Place[] {
  const { kind, page, rect } = control;
  const range = control.pages ?? (kind === 'watermark' || kind === 'cross-page-seal' ? 'ALL' : undefined);
  if (range === undefined) return [{ page, rect }];
  const indexes = pages && pagesOf(range, pages.length);
  if (!pages || !indexes) {
    throw new CinnabarError('PREPARE_PAGE', `The control ${control.id} names pages the document does not have.`, {
      details: { field: control.id },
    });
  }
  const at = (index: number): PageBox => pages[index] as PageBox;
  if (kind === 'watermark') return indexes.map((index) => ({ page: index, rect: boxRect(at(index).cropBox) }));
  if (kind !== 'cross-page-seal') return indexes.map((index) => ({ page: index, rect }));
  return impressions(indexes).flatMap((group) =>
    group.map((index, i) => {
      const strip = { index: i, count: group.length };
      return { page: index, rect: edgeRect(at(index), rect, rect.width / group.length), strip };
    }),
  );
}

/** Pages shared out evenly; none when a seal would have only one to stand on. */
function impressions(pages: readonly number[]): readonly (readonly number[])[] {
  if (pages.length < 2) return [];
  const count = Math.ceil(pages.length / mostStrips);
  const start = (i: number): number => Math.round((i * pages.length) / count);
  return Array.from({ length: count }, (_, i) => pages.slice(start(i), start(i + 1)));
}

/** At the right edge of the page as it is seen, in its default user space. */
function edgeRect({ cropBox: [x0, y0, x1, y1], rotate }: PageBox, seal: Rect, width: number): Rect {
  const { height } = seal;
  const highest = (rotate % 180 === 0 ? y1 - y0 : x1 - x0) - height;
  const y = Math.max(Math.min(seal.y, highest), 0);
  switch (rotate) {
    case 90:
      return { x: x1 - y - height, y: y1 - width, width: height, height: width };
    case 180:
      return { x: x0, y: y1 - y - height, width, height };
    case 270:
      return { x: x0 + y, y: y0, width: height, height: width };
    default:
      return { x: x1 - width, y: y0 + y, width, height };
  }
}

function boxRect([x0, y0, x1, y1]: PdfBox): Rect {
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}
