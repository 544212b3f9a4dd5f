import { simplifySegments, type Artwork, type PathSegment } from '../artwork/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { Cluster, FontSet } from '../font/index.ts';

import { glyphInBox } from './glyph-box.ts';
import { outlineTolerance, pointsPerMm, sealOpacity, sealRed } from './units.ts';

export interface RoundSealOptions {
  /** Registered name, 2 to 50 characters, set around the star from left to right. */
  readonly organization: string;
  /** Outer diameter in millimetres, 30 to 58; 42 when absent (国发〔1999〕25号 allows companies up to 45). */
  readonly diameterMm?: number;
  /** What a special-purpose seal is for, e.g. 合同专用章: up to 8 characters, set straight under the star. */
  readonly purpose?: string;
  /** Seal number, up to 20 letters or digits, on the lower arc. */
  readonly serial?: string;
}

/**
 * A company seal as vectors at its true size: ring, five-pointed star, name on the arc; on a 42 mm seal the ring is
 * 1.2 mm and the star 14 mm across, and everything scales with the diameter.
 * @throws CinnabarError `SEAL_ORGANIZATION`, `SEAL_PURPOSE`, `SEAL_SERIAL`, `SEAL_DIAMETER`; `SEAL_CROWDED` when a name of
 * more than 25 characters leaves no room for purpose or serial; `FONT_MISSING_GLYPH`.
 */
export function roundSeal(options: RoundSealOptions, fonts: FontSet): Artwork {
  const { diameterMm = 42, purpose = '', serial = '' } = options;
  check(options.organization, purpose, serial, diameterMm);
  const diameter = diameterMm * pointsPerMm;
  const name = fonts.segment(options.organization);
  const segments = [
    ...star(diameter),
    ...nameArc(name, diameter, fonts, serial === '' ? 300 : 240),
    ...purposeLine(fonts.segment(purpose), diameter, fonts),
    ...serialArc(fonts.segment(serial), diameter, fonts),
  ];
  const border = ringWidth(diameter);
  return {
    width: diameter,
    height: diameter,
    opacity: sealOpacity,
    paths: [
      { segments: circle(diameter / 2, (diameter - border) / 2), stroke: sealRed, strokeWidth: border },
      { segments: simplifySegments(segments, outlineTolerance), fill: sealRed },
    ],
  };
}

function check(organization: string, purpose: string, serial: string, diameterMm: number): void {
  const fail = (code: string, sentence: string): never => {
    throw new CinnabarError(code, sentence);
  };
  const length = Array.from(organization).length;
  if (length < 2 || length > 50) fail('SEAL_ORGANIZATION', 'The name on a company seal has 2 to 50 characters.');
  if (Array.from(purpose).length > 8) fail('SEAL_PURPOSE', 'The purpose on a seal has at most 8 characters.');
  if (!/^[0-9A-Za-z]{0,20}$/.test(serial)) fail('SEAL_SERIAL', 'A seal number has at most 20 letters or digits.');
  if (!(diameterMm >= 30 && diameterMm <= 58)) fail('SEAL_DIAMETER', 'A round seal is 30 to 58 mm across.');
  if (length > 25 && purpose + serial !== '') {
    fail('SEAL_CROWDED', 'A name of more than 25 characters leaves no room for a purpose or a seal number.');
  }
}

function ringWidth(diameter: number): number {
  return (1.2 / 42) * diameter;
}

/** Distance between the ring and what is set along it. */
function gap(diameter: number): number {
  return (0.9 / 42) * diameter;
}

function star(diameter: number): PathSegment[] {
  const outer = (diameter * 7) / 42;
  // Where the edges of a regular pentagram cross.
  const inner = (outer * Math.sin(Math.PI / 10)) / Math.sin((3 * Math.PI) / 10);
  const corners = Array.from({ length: 10 }, (_, i): [number, number] => {
    const radius = i % 2 === 0 ? outer : inner;
    const angle = (i * Math.PI) / 5;
    return [diameter / 2 + radius * Math.sin(angle), diameter / 2 + radius * Math.cos(angle)];
  });
  return [...corners.map(([x, y], i): PathSegment => [i === 0 ? 'M' : 'L', x, y]), ['Z']];
}

function nameArc(clusters: readonly Cluster[], diameter: number, fonts: FontSet, widestSpan: number): PathSegment[] {
  const ems = totalAdvance(clusters);
  const height = ((ems > 25 ? 4.4 : 5) / 42) * diameter;
  const degreesPerEm = Math.min(widestSpan / ems, 20);
  const radius = diameter / 2 - ringWidth(diameter) - gap(diameter) - height / 2;
  // Letters touch first at their feet, which stand on the shorter, inner arc.
  const room = ((radius - height / 2) * degreesPerEm * Math.PI) / 180;
  return alongArc(clusters, diameter, fonts, {
    radius,
    degreesPerEm,
    height,
    widthPerEm: Math.min(height * 0.82, room * 0.94),
    side: 'top',
  });
}

function serialArc(clusters: readonly Cluster[], diameter: number, fonts: FontSet): PathSegment[] {
  const height = (2.4 / 42) * diameter;
  const radius = diameter / 2 - ringWidth(diameter) - gap(diameter) / 2 - height / 2;
  const widthPerEm = height;
  const degreesPerEm = ((widthPerEm * 1.3) / radius) * (180 / Math.PI);
  return alongArc(clusters, diameter, fonts, { radius, degreesPerEm, height, widthPerEm, side: 'bottom' });
}

interface Arc {
  /** Of the middle of the letters. */
  readonly radius: number;
  readonly degreesPerEm: number;
  readonly height: number;
  readonly widthPerEm: number;
  /** `top`: clockwise, heads outward. `bottom`: anticlockwise, heads inward. Both read from left to right. */
  readonly side: 'top' | 'bottom';
}

function alongArc(clusters: readonly Cluster[], diameter: number, fonts: FontSet, arc: Arc): PathSegment[] {
  const middle = diameter / 2;
  const up = arc.side === 'top' ? 1 : -1;
  let degrees = (-totalAdvance(clusters) * arc.degreesPerEm) / 2;
  return clusters.flatMap((cluster) => {
    const span = cluster.advance * arc.degreesPerEm;
    const angle = ((degrees + span / 2) * Math.PI) / 180;
    degrees += span;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    const box = { width: arc.widthPerEm * cluster.advance, height: arc.height };
    const [x, y] = [middle + arc.radius * sin, middle + up * arc.radius * cos];
    return glyphInBox(fonts, cluster, box, [cos, -up * sin, up * sin, cos, x, y]);
  });
}

function purposeLine(clusters: readonly Cluster[], diameter: number, fonts: FontSet): PathSegment[] {
  const ems = totalAdvance(clusters);
  const height = (3.9 / 42) * diameter;
  const widest = (15.5 / 42) * diameter;
  const em = Math.min(height * 0.92, widest / ems);
  let x = (diameter - ems * em) / 2;
  return clusters.flatMap((cluster) => {
    const width = cluster.advance * em;
    x += width;
    // The box leaves a little air between letters; its middle lies 0.72 of the diameter below the top.
    return glyphInBox(fonts, cluster, { width: width * 0.95, height }, [1, 0, 0, 1, x - width / 2, diameter * 0.28]);
  });
}

function totalAdvance(clusters: readonly Cluster[]): number {
  return clusters.reduce((sum, { advance }) => sum + advance, 0);
}

function circle(centre: number, radius: number): PathSegment[] {
  const k = 0.5522847498 * radius;
  const [low, high] = [centre - radius, centre + radius];
  return [
    ['M', high, centre],
    ['C', high, centre + k, centre + k, high, centre, high],
    ['C', centre - k, high, low, centre + k, low, centre],
    ['C', low, centre - k, centre - k, low, centre, low],
    ['C', centre + k, low, high, centre - k, high, centre],
    ['Z'],
  ];
}
