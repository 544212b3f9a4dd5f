import { PdfDict } from '../pdf/index.ts';

import { fittingScale, type Drawing } from './drawing.ts';
import type { AppearanceSize } from './form-xobject.ts';
import { addImage, type RasterImage } from './raster-image.ts';

/** The picture upright, as large as fits, in the middle. @throws CinnabarError `FIELD_IMAGE` on painting damaged pixels */
export function pictureDrawing(image: RasterImage, size: AppearanceSize): Drawing {
  const { turns } = image;
  const upright = turns % 2 === 0 ? image : { width: image.height, height: image.width };
  const scale = fittingScale(upright, size);
  const [width, height] = [upright.width * scale, upright.height * scale];
  const [x, y] = [(size.width - width) / 2, (size.height - height) / 2];
  // An image fills the unit square; clockwise turns move it out of its box, and it is moved back.
  const matrix = [
    [width, 0, 0, height, x, y],
    [0, -height, width, 0, x, y + height],
    [-width, 0, 0, -height, x + width, y + height],
    [0, height, -width, 0, x + width, y],
  ][turns] as number[];
  return {
    clusters: [],
    paint({ document, writer }) {
      const reference = addImage(image, document, writer);
      const operands = matrix.map((value) => Math.round(value * 1000) / 1000).join(' ');
      return {
        operators: `q\n${operands} cm\n/Im Do\nQ`,
        resources: new PdfDict({ XObject: new PdfDict({ Im: reference }) }),
      };
    },
  };
}
