import type { ArtworkPath } from '@cinnabar/core/artwork';
import { artworkToOperators } from '@cinnabar/core/artwork';
import { inkArtwork, inkLimits, inkProblem, parseInk, type InkPoint, type InkStrokes } from '@cinnabar/core/ink';
import { assert } from 'chai';

import { handwriting } from '../support/handwriting.ts';
import { thrownBy } from '../support/throws.ts';

const box = { width: 150, height: 60 };

function inkOf(...strokes: readonly (readonly Partial<InkPoint>[])[]): InkStrokes {
  return {
    aspect: 2,
    strokes: strokes.map((points) => ({
      pointerType: 'touch' as const,
      points: points.map((point, i) => ({ x: 0, y: 0, time: i * 10, ...point })),
    })),
  };
}

function extent(paths: readonly ArtworkPath[]): { minX: number; minY: number; maxX: number; maxY: number } {
  const ends = paths.flatMap(({ segments }) =>
    segments.flatMap((s) => (s[0] === 'Z' ? [] : [s.slice(-2) as number[]])),
  );
  const [xs, ys] = [ends.map(([x]) => x!), ends.map(([, y]) => y!)];
  return { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) };
}

describe('inkArtwork', () => {
  it('draws one closed filled outline per stroke and no lines', () => {
    const { paths } = inkArtwork(handwriting(), box);
    assert.lengthOf(paths, handwriting().strokes.length);
    for (const { segments, fill, stroke } of paths) {
      assert.equal(segments[0]?.[0], 'M');
      assert.equal(segments.at(-1)?.[0], 'Z');
      assert.equal(segments.filter(([kind]) => kind === 'M' || kind === 'Z').length, 2);
      assert.isDefined(fill);
      assert.isUndefined(stroke);
    }
  });

  it('fills the box with the ink, trace included, and keeps its aspect', () => {
    const { minX, minY, maxX, maxY } = extent(inkArtwork(handwriting(), box).paths);
    assert.isAtLeast(Math.min(minX, minY), 0);
    assert.isAtMost(maxX, box.width);
    assert.isAtMost(maxY, box.height);
    // Wider than high: 0.78 by 0.29 pad widths in a 150 by 60 box touches left and right.
    assert.closeTo(maxX - minX, box.width, 3);
    assert.closeTo((maxX - minX) / (maxY - minY), 0.78 / 0.29, 0.15);
  });

  it('leaves strokes where they were drawn when the whole pad is wanted', () => {
    const ink = inkOf([
      { x: 0.25, y: 0.25 },
      { x: 0.75, y: 0.25 },
    ]);
    const { minX, minY, maxX, maxY } = extent(
      inkArtwork(ink, { width: 200, height: 100 }, { fit: 'pad', penWidth: 2 }).paths,
    );
    assert.closeTo(minX, 50, 1.1);
    assert.closeTo(maxX, 150, 1.1);
    assert.closeTo((minY + maxY) / 2, 50, 0.01);
  });

  it('stays far below 30 KB and says the same every time', () => {
    const operators = artworkToOperators(inkArtwork(handwriting(), box));
    assert.isBelow(operators.length, 15_000);
    assert.equal(operators, artworkToOperators(inkArtwork(structuredClone(handwriting()), box)));
    assert.notMatch(operators, /NaN|Infinity|e-/);
  });

  it('draws slow and hard strokes wider', () => {
    const horizontal = (step: number, pressure?: number): InkStrokes['strokes'][number] => ({
      pointerType: 'pen',
      points: Array.from({ length: 41 }, (_, i) => ({
        x: i / 40,
        y: 0.25,
        time: i * step,
        ...(pressure ? { pressure } : {}),
      })),
    });
    // How far the outline spreads where the stroke ends.
    const endWidth = (path: ArtworkPath): number => {
      const { maxX } = extent([path]);
      const ends = path.segments.flatMap((s) => (s[0] === 'Z' ? [] : [s.slice(-2) as [number, number]]));
      const ys = ends.filter(([x]) => x > maxX - 3).map(([, y]) => y);
      return Math.max(...ys) - Math.min(...ys);
    };
    const [slow, fast] = inkArtwork({ aspect: 2, strokes: [horizontal(40), horizontal(5)] }, box).paths;
    assert.isAbove(endWidth(slow!), 1.4 * endWidth(fast!));
    const [hard, light] = inkArtwork({ aspect: 2, strokes: [horizontal(10, 0.9), horizontal(10, 0.1)] }, box).paths;
    assert.isAbove(endWidth(hard!), 1.6 * endWidth(light!));
  });

  it('survives hairpins, repeated points, dots and missing times', () => {
    const ink = inkOf(
      [{ x: 0.1 }, { x: 0.9 }, { x: 0.1 }, { x: 0.9 }, { x: 0.9 }, { x: 0.9, y: 0.4 }],
      [{ x: 0.5, y: 0.2 }],
      Array.from({ length: 50 }, (_, i) => ({ x: 0.3 + (i % 2) * 1e-9, y: 0.3, time: 0 })),
    );
    assert.notMatch(artworkToOperators(inkArtwork(ink, box)), /NaN|Infinity/);
  });
});

describe('ink of ill will', () => {
  it('is drawn within bounds of time and size when it keeps to the limits', () => {
    // As many points as there may be, trembling as much as there may be ink.
    const tremble = Array.from({ length: inkLimits.points }, (_, i) => ({
      x: Math.abs(((i / 200) % 2) - 1),
      y: 0.25 + 0.004 * ((i * 0.618) % 1),
    }));
    const ink = inkOf(tremble);
    assert.isUndefined(inkProblem(ink));
    const start = performance.now();
    const operators = artworkToOperators(inkArtwork(ink, box));
    assert.isBelow(performance.now() - start, 3000);
    assert.isBelow(operators.length, 1_500_000);
  });
});

describe('inkProblem', () => {
  it('accepts a name and names what is not one', () => {
    assert.isUndefined(inkProblem(handwriting()));
    assert.isUndefined(
      inkProblem(
        inkOf([
          { x: 0.4, y: 0.2 },
          { x: 0.6, y: 0.2 },
        ]),
      ),
    ); // 一
    assert.equal(inkProblem(inkOf()), 'INK_EMPTY');
    assert.equal(inkProblem(inkOf([])), 'INK_EMPTY');
    assert.equal(inkProblem(inkOf([{ x: 0.5, y: 0.2 }])), 'INK_DOT');
    assert.equal(
      inkProblem(
        inkOf([
          { x: 0.5, y: 0.2 },
          { x: 0.51, y: 0.2 },
        ]),
      ),
      'INK_DOT',
    );
    const speck = Array.from({ length: 40 }, (_, i) => ({ x: 0.5 + 0.01 * Math.sin(i), y: 0.2 + 0.01 * Math.cos(i) }));
    assert.equal(inkProblem(inkOf(speck)), 'INK_TOO_SMALL');
  });

  it('names what no hand draws', () => {
    assert.equal(inkProblem(inkOf([{ x: NaN }, { x: 1 }])), 'INK_INVALID');
    assert.equal(inkProblem(inkOf([{ x: 1e9 }, { x: 1 }])), 'INK_INVALID');
    assert.equal(inkProblem({ ...handwriting(), aspect: Infinity }), 'INK_INVALID');
    assert.equal(inkProblem(inkOf(new Array<Partial<InkPoint>>(inkLimits.points + 1).fill({}))), 'INK_TOO_LARGE');
    const noise = Array.from({ length: 9000 }, (_, i) => ({ x: (i * 0.618) % 1, y: (i * 0.414) % 0.5 }));
    assert.equal(inkProblem(inkOf(noise)), 'INK_TOO_LARGE');
  });
});

describe('parseInk', () => {
  it('copies ink and nothing else', () => {
    const ink = handwriting();
    const parsed = parseInk(
      JSON.parse(JSON.stringify({ ...ink, extra: 1, strokes: ink.strokes.map((s) => ({ ...s, evil: {} })) })),
    );
    assert.deepEqual(parsed, ink);
  });

  it('refuses anything else with a typed error', async () => {
    const stroke = { pointerType: 'mouse', points: [{ x: 0, y: 0, time: 0 }] };
    const cases: readonly [string, unknown][] = [
      ['INK_INVALID', null],
      ['INK_INVALID', 'ink'],
      ['INK_INVALID', { aspect: 2 }],
      ['INK_INVALID', { aspect: '2', strokes: [] }],
      ['INK_INVALID', { aspect: 2, strokes: [null] }],
      ['INK_INVALID', { aspect: 2, strokes: [{ ...stroke, pointerType: 'foot' }] }],
      ['INK_INVALID', { aspect: 2, strokes: [{ ...stroke, points: [{ x: '0', y: 0, time: 0 }] }] }],
      ['INK_INVALID', { aspect: 2, strokes: [{ ...stroke, points: [{ x: 0, y: 0, time: 0, pressure: 7 }] }] }],
      ['INK_INVALID', { aspect: 2, strokes: [{ ...stroke, points: { length: 1 } }] }],
      ['INK_TOO_LARGE', { aspect: 2, strokes: new Array(inkLimits.strokes + 1).fill(stroke) }],
      ['INK_EMPTY', { aspect: 2, strokes: [] }],
      ['INK_DOT', { aspect: 2, strokes: [stroke] }],
    ];
    for (const [code, data] of cases)
      assert.equal((await thrownBy(() => parseInk(data))).code, code, JSON.stringify(data)?.slice(0, 60));
  });
});
