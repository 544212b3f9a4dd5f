interface Size {
  readonly width: number;
  readonly height: number;
}

/** Shapes of paper (width / height) that can be written on: a little less than ink data may have. */
const [narrowest, widest] = [0.125, 16];

/** The shape of paper that fills `room` as far as it can be written on. */
export function paperAspect({ width, height }: Size): number {
  return Math.min(Math.max(width / height, narrowest), widest);
}

/** The largest paper of `aspect` (width / height) that fits into `room`. */
export function fitPaper(room: Size, aspect: number): Size {
  const width = Math.min(room.width, room.height * aspect);
  return { width, height: width / aspect };
}

/**
 * Unit-space point (x 0–1, y 0–1/aspect, from the paper's own top-left corner) of a client point, for a paper whose
 * client rectangle is `box`; `turned` when it is shown rotated a quarter clockwise.
 */
export function toUnitSpace(
  client: { readonly x: number; readonly y: number },
  box: DOMRectReadOnly,
  aspect: number,
  turned: boolean,
): { x: number; y: number } {
  // Turned clockwise, the paper's x runs down the screen and its y runs leftward from the right edge.
  const x = turned ? (client.y - box.top) / box.height : (client.x - box.left) / box.width;
  const y = turned ? (box.right - client.x) / box.width : (client.y - box.top) / box.height;
  return { x, y: y / aspect };
}

/** True when `element` or what contains it up to the top layer is shown rotated a quarter clockwise by its own transform. */
export function isTurned(element: Element): boolean {
  const { transform } = getComputedStyle(element);
  return transform !== 'none' && new DOMMatrixReadOnly(transform).b > 0.5;
}
