import { artworkToPathData } from '@cinnabar/core/artwork';
import { inkArtwork, type InkStroke } from '@cinnabar/core/ink';

/** More device pixels per CSS pixel than this cost memory on phones and cannot be seen. */
const densest = 3;
/** Width in points of the paper the outlines are computed for: about what is stamped, so with its precision. */
const paperWidth = 400;
/** Widest trace in paper heights: what the stamp gives to a signature that fills about half of the pad. */
const penWidth = 0.024;
const inkColour = '#000';

/**
 * Draws strokes with the geometry that is stamped into the PDF, so that the pad shows what the document will show. The
 * canvas is painted anew whenever its size changes; nothing is kept in pixels.
 */
export class InkPainter {
  #canvas: HTMLCanvasElement | undefined;
  #aspect = 1;
  #strokes: readonly InkStroke[] = [];
  #wet: InkStroke | undefined;
  #dry = new Path2D();
  #frame = 0;

  /** Paints on `canvas`, `width` CSS pixels wide, from now on. */
  attach(canvas: HTMLCanvasElement, size: { readonly width: number; readonly height: number }): void {
    const density = Math.min(devicePixelRatio, densest);
    this.#canvas = canvas;
    this.#aspect = size.width / size.height;
    canvas.width = Math.round(size.width * density);
    canvas.height = Math.round(size.height * density);
    this.#dry = this.#outline(this.#strokes);
    this.#paint();
  }

  show(strokes: readonly InkStroke[]): void {
    this.#strokes = strokes;
    this.#wet = undefined;
    this.#dry = this.#outline(strokes);
    this.#paint();
  }

  /** Shows the stroke being drawn, at most once a frame. */
  showWet(stroke: InkStroke | undefined): void {
    this.#wet = stroke;
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #paint(): void {
    this.stop();
    const context = this.#canvas?.getContext('2d', { desynchronized: true });
    if (!this.#canvas || !context) return;
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    context.fillStyle = inkColour;
    const scale = this.#canvas.width / paperWidth;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.fill(this.#dry);
    if (this.#wet) context.fill(this.#outline([this.#wet]));
    context.resetTransform();
  }

  #outline(strokes: readonly InkStroke[]): Path2D {
    const path = new Path2D();
    if (strokes.length === 0) return path;
    const paper = { width: paperWidth, height: paperWidth / this.#aspect };
    const ink = { aspect: this.#aspect, strokes };
    const artwork = inkArtwork(ink, paper, { fit: 'pad', penWidth: paper.height * penWidth });
    for (const outline of artwork.paths) path.addPath(new Path2D(artworkToPathData(artwork, outline)));
    return path;
  }
}
