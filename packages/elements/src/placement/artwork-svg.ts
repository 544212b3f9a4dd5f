import { artworkToPathData, type Artwork, type Rgb } from '@cinnabar/core/artwork';
import { nothing, svg, type SVGTemplateResult } from 'lit';

/** The paths of an artwork, for an `<svg viewBox="0 0 width height">`: the geometry that is stamped into the PDF. */
export function artworkPaths(artwork: Artwork): SVGTemplateResult {
  return svg`<g opacity=${artwork.opacity ?? 1}>${artwork.paths.map(
    (path) =>
      svg`<path
        d=${artworkToPathData(artwork, path)}
        fill=${path.fill ? colour(path.fill) : 'none'}
        fill-rule=${path.evenOdd ? 'evenodd' : 'nonzero'}
        stroke=${path.stroke ? colour(path.stroke) : 'none'}
        stroke-width=${path.stroke ? (path.strokeWidth ?? 1) : nothing}
      />`,
  )}</g>`;
}

function colour(rgb: Rgb): string {
  return `rgb(${rgb.map((component) => Math.round(component * 255)).join(' ')})`;
}
