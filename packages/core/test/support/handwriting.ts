import type { InkPoint, InkStroke, InkStrokes } from '@cinnabar/core/ink';

type Corner = readonly [x: number, y: number];

/** 王小明 as a hand with a mouse writes it: samples every 10 ms, slow at the ends of strokes, a little unsteady. */
export function handwriting(): InkStrokes {
  const strokes: readonly (readonly [corners: readonly Corner[], milliseconds: number])[] = [
    [
      [
        [0.06, 0.1],
        [0.22, 0.09],
      ],
      220,
    ],
    [
      [
        [0.07, 0.2],
        [0.2, 0.19],
      ],
      200,
    ],
    [
      [
        [0.14, 0.1],
        [0.14, 0.31],
      ],
      260,
    ],
    [
      [
        [0.04, 0.32],
        [0.24, 0.3],
      ],
      260,
    ],
    [
      [
        [0.38, 0.06],
        [0.38, 0.33],
        [0.35, 0.29],
      ],
      380,
    ],
    [
      [
        [0.33, 0.14],
        [0.28, 0.24],
      ],
      180,
    ],
    [
      [
        [0.43, 0.13],
        [0.5, 0.25],
      ],
      180,
    ],
    [
      [
        [0.58, 0.09],
        [0.58, 0.28],
      ],
      240,
    ],
    [
      [
        [0.58, 0.09],
        [0.66, 0.08],
        [0.66, 0.26],
      ],
      300,
    ],
    [
      [
        [0.58, 0.18],
        [0.66, 0.175],
      ],
      120,
    ],
    [
      [
        [0.58, 0.26],
        [0.66, 0.26],
      ],
      140,
    ],
    [
      [
        [0.72, 0.07],
        [0.72, 0.26],
        [0.67, 0.35],
      ],
      420,
    ],
    [
      [
        [0.72, 0.07],
        [0.82, 0.06],
        [0.82, 0.33],
        [0.79, 0.3],
      ],
      520,
    ],
    [
      [
        [0.72, 0.15],
        [0.82, 0.145],
      ],
      130,
    ],
    [
      [
        [0.72, 0.22],
        [0.82, 0.22],
      ],
      130,
    ],
  ];
  let start = 0;
  return {
    aspect: 2.2,
    strokes: strokes.map(([corners, milliseconds]) => {
      const stroke = writeStroke(corners, start, milliseconds);
      start += milliseconds + 120;
      return stroke;
    }),
  };
}

function writeStroke(corners: readonly Corner[], start: number, milliseconds: number): InkStroke {
  const lengths = corners.slice(1).map(([x, y], i) => Math.hypot(x - corners[i]![0], y - corners[i]![1]));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const count = Math.round(milliseconds / 10);
  const points = Array.from({ length: count + 1 }, (_, k): InkPoint => {
    const u = k / count;
    let rest = u * u * (3 - 2 * u) * total;
    let leg = 0;
    while (leg < lengths.length - 1 && rest > lengths[leg]!) rest -= lengths[leg++]!;
    const [[ax, ay], [bx, by]] = [corners[leg]!, corners[leg + 1]!];
    const t = rest / lengths[leg]!;
    const tremble = 0.0004 * Math.sin(k * 2.3 + start);
    return { x: ax + (bx - ax) * t + tremble, y: ay + (by - ay) * t - tremble, time: start + milliseconds * u };
  });
  return { pointerType: 'mouse', points };
}
