import type { Artwork } from '@cinnabar/core/artwork';
import type { Rect } from '@cinnabar/core/field';
import { svg, html, type TemplateResult } from 'lit';
import type { PageGeometry } from '../contract-viewer/page-geometry.ts';
import { inlineStyles } from '../internal/inline-styles.ts';
import { artworkPaths } from '../placement/index.ts';
import type { PlacedMark } from './field-model.ts';

/** The mark as it will be stamped: the same geometry, at true size, about its centre in the area. */
export function markView(placed: PlacedMark, area: Rect, geometry: PageGeometry): TemplateResult {
  const { artwork } = placed;
  const box = geometry.toCss(markRect(placed, area));
  const frame = geometry.toCss(area);
  const place = inlineStyles({
    left: `${box.left - frame.left}px`,
    top: `${box.top - frame.top}px`,
    width: `${box.width}px`,
    height: `${box.height}px`,
  });
  return html`<svg class="mark settling" aria-hidden="true" viewBox="0 0 ${artwork.width} ${artwork.height}" ${place}>
    ${svg`${artworkPaths(artwork)}`}
  </svg>`;
}

/** Where the mark stands in the page's user space. */
export function markRect(
  { mark, artwork }: { readonly mark: PlacedMark['mark']; readonly artwork: Artwork },
  area: Rect,
): Rect {
  const { width, height } = artwork;
  const center = (mark.kind === 'seal' ? mark.center : undefined) ?? {
    x: area.x + area.width / 2,
    y: area.y + area.height / 2,
  };
  return { x: center.x - width / 2, y: center.y - height / 2, width, height };
}
