import { simplifySegments, type PathSegment } from '@cinnabar/core/artwork';
import { assert } from 'chai';

import { contractFonts } from '../support/fonts.ts';

const tolerance = 0.02;

type Chord = readonly [fromX: number, fromY: number, toX: number, toY: number];

/** A path as short chords. */
function traced(segments: readonly PathSegment[], steps: number): Chord[] {
  const chords: Chord[] = [];
  let [x, y] = [0, 0];
  for (const segment of segments) {
    if (segment[0] === 'Z') continue;
    const [toX, toY] = segment.slice(-2) as [number, number];
    const [x1, y1, x2, y2] = (segment[0] === 'C' ? segment.slice(1, 5) : [x, y, toX, toY]) as [
      number,
      number,
      number,
      number,
    ];
    let [fromX, fromY] = [x, y];
    for (let i = 1; i <= steps && segment[0] !== 'M'; i++) {
      const t = i / steps;
      const blend = (a: number, b: number, c: number, d: number): number =>
        (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t ** 3 * d;
      const [nextX, nextY] = [blend(x, x1, x2, toX), blend(y, y1, y2, toY)];
      chords.push([fromX, fromY, nextX, nextY]);
      [fromX, fromY] = [nextX, nextY];
    }
    [x, y] = [toX, toY];
  }
  return chords;
}

/** How far the ends of chords of one path are from the other path at most. */
function furthest(from: readonly Chord[], to: readonly Chord[]): number {
  return Math.max(...from.map(([, , x, y]) => Math.min(...to.map((chord) => distance(x, y, chord)))));
}

function distance(x: number, y: number, [fromX, fromY, toX, toY]: Chord): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const t = ((x - fromX) * dx + (y - fromY) * dy) / (dx * dx + dy * dy || 1);
  const along = Math.min(1, Math.max(0, t));
  return Math.hypot(x - fromX - along * dx, y - fromY - along * dy);
}

describe('simpler outlines', () => {
  it('puts together what was cut', () => {
    const cut: PathSegment[] = [
      ['M', 0, 0],
      ['C', 0, 4, 1, 8, 3.5, 11],
      ['C', 6, 14, 10, 16, 16, 16],
      ['L', 20, 0],
      ['Z'],
    ];
    assert.deepEqual(simplifySegments(cut, tolerance), [['M', 0, 0], ['C', 0, 8, 4, 16, 16, 16], ['L', 20, 0], ['Z']]);
  });

  it('makes straight curves lines, and only those', () => {
    const curve = (x1: number, y1: number): PathSegment[] => [
      ['M', 0, 0],
      ['C', x1, y1, 6, 0, 9, 0],
    ];
    assert.deepEqual(simplifySegments(curve(3, 0.01), tolerance)[1], ['L', 9, 0]);
    assert.equal(simplifySegments(curve(3, 0.1), tolerance)[1]?.[0], 'C');
    assert.equal(simplifySegments(curve(-3, 0), tolerance)[1]?.[0], 'C', 'goes back first');
  });

  it('keeps corners', () => {
    const corner: PathSegment[] = [
      ['M', 0, 0],
      ['C', 0, 4, 2, 8, 5, 8],
      ['C', 5, 4, 8, 2, 12, 2],
    ];
    assert.deepEqual(simplifySegments(corner, tolerance), corner);
  });

  it('moves no letter further than it may, and needs far fewer segments', async function () {
    this.timeout(60_000);
    const { segments } = (await contractFonts()).outline('朱砂', 14);
    const simple = simplifySegments(segments, tolerance);
    assert.isBelow(simple.length, 0.7 * segments.length);
    assert.isBelow(furthest(traced(segments, 7), traced(simple, 24)), 1.5 * tolerance, 'nothing is left out');
    assert.isBelow(furthest(traced(simple, 7), traced(segments, 24)), 1.5 * tolerance, 'nothing is added');
  });
});
