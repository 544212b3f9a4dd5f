import { latin1ToBytes } from '../bytes/index.ts';
import { PdfDict, PdfName, PdfStream, type PdfObject } from '../pdf/index.ts';

/** Size of an appearance as it is seen, the page turned by its /Rotate. */
export interface AppearanceSize {
  readonly width: number;
  readonly height: number;
}

/** What is seen of a widget of `rect` on a page turned by `rotation` degrees. */
export function appearanceSize(rect: AppearanceSize, rotation: number): AppearanceSize {
  return rotation % 180 === 0 ? { width: rect.width, height: rect.height } : { width: rect.height, height: rect.width };
}

/**
 * An appearance stream (ISO 32000-2 §12.5.5): `operators` in a box of `size` points, turned against the page's rotation so
 * that it reads upright.
 */
export function appearanceForm(operators: string, size: AppearanceSize, resources: PdfDict, rotation = 0): PdfStream {
  const dict = new PdfDict({
    Type: PdfName.of('XObject'),
    Subtype: PdfName.of('Form'),
    BBox: [0, 0, size.width, size.height],
    Resources: resources,
  });
  const matrix = matrices.get(rotation);
  if (matrix) dict.set('Matrix', [...matrix]);
  return PdfStream.flate(dict, latin1ToBytes(operators));
}

const matrices: ReadonlyMap<number, readonly PdfObject[]> = new Map([
  [90, [0, 1, -1, 0, 0, 0]],
  [180, [-1, 0, 0, -1, 0, 0]],
  [270, [0, -1, 1, 0, 0, 0]],
]);
