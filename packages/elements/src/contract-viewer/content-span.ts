import type { EngineDocument } from '../pdf-engine/index.ts';
import { PageGeometry } from './page-geometry.ts';

/** Left and right edge of what is printed, in shares of a page's width as shown (0–1). */
export interface ContentSpan {
  readonly left: number;
  readonly right: number;
}

export const wholePage: ContentSpan = { left: 0, right: 1 };

/** A contract's pages have one set of margins: the first two and the last two, where people sign, tell them. */
function sampled(pageCount: number): number[] {
  return [...new Set([0, 1, pageCount - 2, pageCount - 1])].filter((index) => index >= 0 && index < pageCount);
}

/** Where the print stands between the margins; the whole width when that cannot be told. */
export async function contentSpan(document: EngineDocument): Promise<ContentSpan> {
  const spans = await Promise.all(
    sampled(document.pageCount).map(async (index) => {
      const page = await document.page(index);
      const bounds = await page.bounds();
      if (!bounds) return [];
      const geometry = new PageGeometry(page.box, 1);
      const box = geometry.toCss(bounds);
      return [{ left: box.left / geometry.width, right: (box.left + box.width) / geometry.width }];
    }),
  ).catch(() => []);
  const found = spans.flat();
  if (found.length === 0) return wholePage;
  return {
    left: Math.max(0, Math.min(...found.map(({ left }) => left))),
    right: Math.min(1, Math.max(...found.map(({ right }) => right))),
  };
}
