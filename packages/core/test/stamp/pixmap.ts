/** A picture as renderers hand it over (portable pixmap, P6, 8 bits). */
export interface Pixmap {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue of a pixel; rows from the top. */
  at(x: number, y: number): readonly [number, number, number];
}

export function readPixmap(bytes: Uint8Array): Pixmap {
  const head = /^P6\s(?:#[^\n]*\n)*(\d+)\s+(\d+)\s+255\s/.exec(String.fromCharCode(...bytes.subarray(0, 200)));
  if (!head) throw new Error('Not a P6 pixmap');
  const [width, height] = [Number(head[1]), Number(head[2])];
  const pixels = bytes.subarray(head[0].length);
  if (pixels.length !== 3 * width * height) throw new Error('Cut off');
  return {
    width,
    height,
    at: (x, y) => {
      const i = 3 * (y * width + x);
      return [pixels[i]!, pixels[i + 1]!, pixels[i + 2]!];
    },
  };
}

/** Smallest box of pixels that `wanted` picks, edges inclusive. */
export function extentOf(
  picture: Pixmap,
  wanted: (red: number, green: number, blue: number) => boolean,
): { left: number; top: number; width: number; height: number; count: number } {
  let [left, top, right, bottom, count] = [Infinity, Infinity, -Infinity, -Infinity, 0];
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      if (!wanted(...picture.at(x, y))) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      count++;
    }
  }
  return { left, top, width: right - left + 1, height: bottom - top + 1, count };
}
