import type { PathSegment } from '../artwork/index.ts';
import { CinnabarError } from '../error/index.ts';

import { FontFace } from './font-face.ts';
import type { Subsetter } from './subsetter.ts';

/** A character as written: one code point, with its variation selector when it has one. */
export interface Cluster {
  readonly text: string;
  /** Index of the face in its set. */
  readonly face: number;
  /** Glyph in the whole face. */
  readonly glyph: number;
  /** Advance width as a fraction of the font size. */
  readonly advance: number;
}

/** Neighbours set in the same face. */
export function runsOf(clusters: readonly Cluster[]): { face: number; clusters: Cluster[] }[] {
  const runs: { face: number; clusters: Cluster[] }[] = [];
  for (const cluster of clusters) {
    const last = runs.at(-1);
    if (last?.face === cluster.face) last.clusters.push(cluster);
    else runs.push({ face: cluster.face, clusters: [cluster] });
  }
  return runs;
}

/** A font program with only the glyphs a text needs. */
export interface FontSubset {
  /** Index of the face in its set. */
  readonly face: number;
  /** Name with the subset tag of ISO 32000-2 §9.9.2, e.g. `ABCDEF+NotoSerifSC`; the tag depends on the content only. */
  readonly name: string;
  readonly program: Uint8Array;
  /** Cluster text to glyph in `program`. Two texts may share a glyph. Sorted by text. */
  readonly glyphs: ReadonlyMap<string, number>;
}

// Controls and formats: line ends, joiners, bidirectional overrides, tags. A few fonts have empty glyphs for them.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Faces in order of preference: each character is set in the first that has it. */
export class FontSet {
  readonly #faces: readonly FontFace[];
  readonly #handles: readonly number[];
  readonly #subsetter: Subsetter;

  /** Use `loadFontFaces`. */
  constructor(subsetter: Subsetter, faces: readonly { name: string; data: Uint8Array }[]) {
    this.#subsetter = subsetter;
    this.#faces = faces.map(({ name, data }) => new FontFace(name, data));
    this.#handles = faces.map(({ data }) => subsetter.addFace(data));
  }

  /** The face at `index`; the first by default, which sets the line height. */
  face(index = 0): FontFace {
    const face = this.#faces[index];
    if (!face) throw new RangeError(`No face ${index}`);
    return face;
  }

  /**
   * Splits `text` into characters and picks a face for each. A variation selector that no face honours leaves the
   * character in its default form (Unicode §23.4), still in the text.
   * @param preferred name of a face to try before all others; a name the set does not have changes nothing
   * @throws CinnabarError `FONT_MISSING_GLYPH` (details: `characters`, `codePoints`) when no face has a character, or it is
   * a control or format character: what leaves no trace on paper must not be signed.
   */
  segment(text: string, preferred?: string): Cluster[] {
    const order = this.#order(preferred);
    const clusters: Cluster[] = [];
    const missing = new Set<string>();
    const codePoints = Array.from(text);
    for (let i = 0; i < codePoints.length; i++) {
      const character = codePoints[i] as string;
      const next = codePoints[i + 1];
      const selector = next !== undefined && isVariationSelector(next) ? next : undefined;
      if (selector !== undefined) i++;
      const found = invisible.test(character)
        ? undefined
        : (this.#find(order, character, selector) ??
          (selector === undefined ? undefined : this.#find(order, character)));
      if (found) clusters.push({ text: character + (selector ?? ''), ...found });
      else missing.add(character);
    }
    if (missing.size > 0) throw missingGlyphs([...missing]);
    return clusters;
  }

  /** Width of `text` in points at `size` points. @throws as {@link segment}. */
  measure(text: string, size: number): number {
    let width = 0;
    for (const { advance } of this.segment(text)) width += advance;
    return width * size;
  }

  /**
   * The outlines of `text` set in one line at `size` points, its baseline from the origin rightward, y upward; fill with
   * the non-zero rule. @throws as {@link segment}.
   */
  outline(text: string, size: number): { segments: PathSegment[]; width: number } {
    const segments: PathSegment[] = [];
    let x = 0;
    for (const { face, glyph, advance } of this.segment(text)) {
      segments.push(...this.face(face).outline(glyph, size, x, 0));
      x += advance * size;
    }
    return { segments, width: x };
  }

  /** One subset per face that `clusters` use, in the order of the faces. The same characters give the same bytes. */
  subset(clusters: readonly Cluster[]): FontSubset[] {
    return this.#faces.flatMap((face, index) => {
      const texts = new Set(clusters.filter((cluster) => cluster.face === index).map(({ text }) => text));
      return texts.size === 0 ? [] : [this.#subsetFace(face, index, [...texts].sort())];
    });
  }

  #subsetFace(face: FontFace, index: number, texts: readonly string[]): FontSubset {
    const codePoints = new Set(texts.flatMap((text) => Array.from(text, codePointOf)));
    const program = this.#subsetter.subset(this.#handles[index] as number, codePoints);
    const small = new FontFace(face.name, program);
    const glyphs = new Map(
      texts.map((text) => {
        const [base, selector] = Array.from(text, codePointOf) as [number, number | undefined];
        const glyph = (selector === undefined ? undefined : small.glyph(base, selector)) ?? small.glyph(base);
        if (glyph === undefined) throw new CinnabarError('FONT_SUBSET', 'The font could not be subset.');
        return [text, glyph];
      }),
    );
    return { face: index, name: `${subsetTag(program)}+${face.name}`, program, glyphs };
  }

  /** Faces in the order they are tried. */
  #order(preferred: string | undefined): readonly (readonly [index: number, face: FontFace])[] {
    const all = [...this.#faces.entries()];
    const first = all.filter(([, { name }]) => name === preferred);
    return first.length === 0 ? all : [...first, ...all.filter(([, { name }]) => name !== preferred)];
  }

  #find(
    order: readonly (readonly [index: number, face: FontFace])[],
    character: string,
    selector?: string,
  ): Omit<Cluster, 'text'> | undefined {
    for (const [index, face] of order) {
      const glyph = face.glyph(codePointOf(character), selector === undefined ? undefined : codePointOf(selector));
      if (glyph !== undefined) return { face: index, glyph, advance: face.advance(glyph) };
    }
    return undefined;
  }
}

function codePointOf(character: string): number {
  return character.codePointAt(0) as number;
}

/** U+FE00–FE0F and U+E0100–E01EF. */
function isVariationSelector(character: string): boolean {
  const codePoint = codePointOf(character);
  return (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
}

function missingGlyphs(characters: readonly string[]): CinnabarError {
  const codePoints = characters.map(
    (character) => `U+${codePointOf(character).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return new CinnabarError(
    'FONT_MISSING_GLYPH',
    `No font has the character${characters.length > 1 ? 's' : ''} ${codePoints.join(', ')}.`,
    {
      details: { characters, codePoints },
    },
  );
}

/** Six capital letters from a 32-bit FNV-1a hash of the program. */
function subsetTag(program: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of program) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  let tag = '';
  for (let i = 0; i < 6; i++) {
    tag += String.fromCharCode(65 + (hash % 26));
    hash = Math.floor(hash / 26);
  }
  return tag;
}
