/**
 * Strokes as a hand makes them, as points `[x, y]` in units of the pad's height from its top-left corner; a smooth
 * curve runs through the points of a stroke.
 */
const signatures = {
  李𬭎: [
    [
      [0.3, 0.34],
      [0.52, 0.31],
      [0.72, 0.28],
    ],
    [
      [0.52, 0.16],
      [0.51, 0.34],
      [0.5, 0.56],
    ],
    [
      [0.5, 0.33],
      [0.4, 0.47],
      [0.27, 0.57],
    ],
    [
      [0.53, 0.33],
      [0.63, 0.46],
      [0.77, 0.53],
    ],
    [
      [0.36, 0.61],
      [0.52, 0.58],
      [0.6, 0.58],
      [0.5, 0.68],
      [0.5, 0.72],
    ],
    [
      [0.5, 0.7],
      [0.54, 0.82],
      [0.5, 0.93],
      [0.42, 0.88],
    ],
    [
      [0.26, 0.78],
      [0.5, 0.74],
      [0.76, 0.71],
    ],
    [
      [1.08, 0.2],
      [1.0, 0.33],
      [0.9, 0.43],
    ],
    [
      [1.04, 0.33],
      [1.14, 0.31],
      [1.2, 0.31],
    ],
    [
      [0.95, 0.5],
      [1.07, 0.48],
      [1.18, 0.47],
    ],
    [
      [1.07, 0.37],
      [1.06, 0.6],
      [1.06, 0.84],
      [1.2, 0.74],
    ],
    [
      [1.34, 0.26],
      [1.46, 0.24],
      [1.44, 0.4],
      [1.33, 0.45],
      [1.47, 0.47],
      [1.42, 0.76],
      [1.33, 0.84],
    ],
    [
      [1.64, 0.22],
      [1.57, 0.45],
      [1.52, 0.72],
      [1.68, 0.68],
    ],
    [
      [1.68, 0.52],
      [1.75, 0.68],
      [1.83, 0.84],
    ],
  ],
  王㛃䶮: [
    [
      [0.22, 0.26],
      [0.42, 0.24],
      [0.62, 0.22],
    ],
    [
      [0.25, 0.5],
      [0.42, 0.48],
      [0.58, 0.46],
    ],
    [
      [0.42, 0.25],
      [0.42, 0.5],
      [0.41, 0.77],
    ],
    [
      [0.15, 0.79],
      [0.42, 0.77],
      [0.7, 0.74],
    ],
    [
      [0.96, 0.18],
      [0.88, 0.48],
      [0.98, 0.62],
      [1.06, 0.8],
    ],
    [
      [1.08, 0.34],
      [1.0, 0.62],
      [0.82, 0.82],
    ],
    [
      [0.8, 0.46],
      [0.97, 0.42],
      [1.14, 0.4],
    ],
    [
      [1.2, 0.24],
      [1.34, 0.22],
      [1.47, 0.2],
    ],
    [
      [1.34, 0.14],
      [1.34, 0.3],
      [1.33, 0.44],
    ],
    [
      [1.2, 0.46],
      [1.36, 0.44],
      [1.45, 0.43],
      [1.38, 0.66],
      [1.24, 0.84],
    ],
    [
      [1.3, 0.46],
      [1.24, 0.6],
      [1.18, 0.7],
    ],
    [
      [1.68, 0.2],
      [1.84, 0.18],
      [2.02, 0.16],
    ],
    [
      [1.84, 0.1],
      [1.8, 0.34],
      [1.62, 0.5],
    ],
    [
      [1.86, 0.28],
      [1.96, 0.4],
      [2.06, 0.46],
    ],
    [
      [1.66, 0.58],
      [1.84, 0.56],
      [2.0, 0.54],
      [1.96, 0.72],
      [1.72, 0.86],
      [2.06, 0.82],
    ],
  ],
};

/** Writes a signature into the client rectangle of a pad, which a tall phone shows turned a quarter clockwise. */
export async function writeSignature(page, box, name, { touch }) {
  const turned = box.height > box.width;
  const [long, short] = turned ? [box.height, box.width] : [box.width, box.height];
  const strokes = signatures[name];
  const widest = Math.max(...strokes.flat().map(([x]) => x));
  const scale = Math.min(short * 0.86, (long * 0.86) / widest);
  const left = (long - widest * scale) / 2;
  const top = (short - scale) / 2;
  const toClient = ([x, y]) => {
    const along = left + x * scale;
    const down = top + y * scale;
    return turned ? { x: box.x + box.width - down, y: box.y + along } : { x: box.x + along, y: box.y + down };
  };
  const pen = touch ? await finger(page) : mouse(page);
  for (const stroke of strokes) await draw(pen, smooth(stroke).map(toClient));
}

async function draw(pen, points) {
  const [first, ...rest] = points;
  await pen.down(first);
  for (const point of rest) await pen.move(point);
  await pen.up();
}

function mouse(page) {
  return {
    down: async ({ x, y }) => {
      await page.mouse.move(x, y);
      await page.mouse.down();
    },
    move: ({ x, y }) => page.mouse.move(x, y),
    up: () => page.mouse.up(),
  };
}

async function finger(page) {
  const session = await page.context().newCDPSession(page);
  const send = (type, touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    down: (point) => send('touchStart', [point]),
    move: (point) => send('touchMove', [point]),
    up: () => send('touchEnd', []),
  };
}

/** Points of a Catmull-Rom curve through the points of a stroke. */
function smooth(points, steps = 9) {
  const at = (index) => points[Math.min(Math.max(index, 0), points.length - 1)];
  const curve = [];
  for (let index = 0; index < points.length - 1; index++) {
    const [p0, p1, p2, p3] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      curve.push(
        [0, 1].map(
          (axis) =>
            0.5 *
            (2 * p1[axis] +
              (p2[axis] - p0[axis]) * t +
              (2 * p0[axis] - 5 * p1[axis] + 4 * p2[axis] - p3[axis]) * t ** 2 +
              (3 * p1[axis] - p0[axis] - 3 * p2[axis] + p3[axis]) * t ** 3),
        ),
      );
    }
  }
  return [...curve, points.at(-1)];
}
