import { artworkToOperators, type Artwork } from '../artwork/index.ts';
import type { Cluster } from '../font/index.ts';
import { PdfDict, PdfName, type IncrementalWriter, type PdfDocument } from '../pdf/index.ts';

import type { EmbeddedFonts } from './embedded-fonts.ts';
import type { AppearanceSize } from './form-xobject.ts';

/** Where what a drawing needs is put. */
export interface DrawingTools {
  readonly document: PdfDocument;
  readonly writer: IncrementalWriter;
  readonly fonts: EmbeddedFonts;
}

/** Operators of an appearance stream and the resources they name. */
export interface Painted {
  readonly operators: string;
  readonly resources: PdfDict;
}

/** What a widget shows, laid out before anything is written. */
export interface Drawing {
  /** The characters it needs fonts for. */
  readonly clusters: readonly Cluster[];
  paint(tools: DrawingTools): Painted;
}

/** Nothing. */
export const blank: Drawing = { clusters: [], paint: () => ({ operators: '', resources: new PdfDict() }) };

/** Artwork with its bottom-left corner at (x, y), enlarged `scale` times: operators and the resources they name. */
export function artworkOperators(artwork: Artwork, x: number, y: number, scale = 1): Painted {
  const { opacity = 1 } = artwork;
  const resources = new PdfDict();
  if (opacity !== 1) {
    const state = new PdfDict({ Type: PdfName.of('ExtGState'), ca: opacity, CA: opacity });
    resources.set('ExtGState', new PdfDict({ GS: state }));
  }
  const matrix = [scale, 0, 0, scale, x, y].map((value) => Math.round(value * 10_000) / 10_000).join(' ');
  const state = opacity === 1 ? '' : '/GS gs\n';
  return { operators: `q\n${state}${matrix} cm\n${artworkToOperators(artwork)}\nQ`, resources };
}

/** {@link artworkOperators} as a drawing. */
export function artworkDrawing(artwork: Artwork, x: number, y: number, scale = 1): Drawing {
  return { clusters: [], paint: () => artworkOperators(artwork, x, y, scale) };
}

/** Artwork as large as fits, in the middle. */
export function fittedArtwork(artwork: Artwork, size: AppearanceSize, margin = 0): Drawing {
  const scale = fittingScale(artwork, { width: size.width - 2 * margin, height: size.height - 2 * margin });
  return artworkDrawing(
    artwork,
    (size.width - artwork.width * scale) / 2,
    (size.height - artwork.height * scale) / 2,
    scale,
  );
}

/** How often `inner` must be enlarged to fill `outer`, its shape kept. */
export function fittingScale(inner: AppearanceSize, outer: AppearanceSize): number {
  return Math.max(Math.min(outer.width / inner.width, outer.height / inner.height), 0);
}

/** Both, the first below. */
export function layered(...drawings: readonly Drawing[]): Drawing {
  return {
    clusters: drawings.flatMap(({ clusters }) => clusters),
    paint(tools) {
      const painted = drawings.map((drawing) => drawing.paint(tools));
      const resources = new PdfDict();
      for (const [category, entries] of painted.flatMap((one) => [...one.resources.map])) {
        const known = resources.get(category);
        if (known instanceof PdfDict && entries instanceof PdfDict) {
          resources.set(category, new PdfDict(new Map([...known.map, ...entries.map])));
        } else resources.set(category, entries);
      }
      return { operators: painted.map(({ operators }) => operators).join('\n'), resources };
    },
  };
}
