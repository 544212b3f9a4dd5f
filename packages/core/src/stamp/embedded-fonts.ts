import { latin1ToBytes } from '../bytes/index.ts';
import type { Cluster, FontSet, FontSubset } from '../font/index.ts';
import { PdfDict, PdfName, PdfStream, PdfString, type IncrementalWriter, type PdfRef } from '../pdf/index.ts';

/** The fonts of one revision: one subset per face, shared by all that was set in it. */
export class EmbeddedFonts {
  readonly #refs = new Map<number, PdfRef>();
  readonly #codes = new Map<number, ReadonlyMap<string, number>>();

  /** Adds subsets with the characters of `clusters` to `writer`. */
  constructor(writer: IncrementalWriter, fonts: FontSet, clusters: readonly Cluster[]) {
    for (const subset of fonts.subset(clusters)) {
      const codes = new Map(textsByGlyph(subset).map((text, i) => [text, i + 1]));
      this.#codes.set(subset.face, codes);
      this.#refs.set(subset.face, embed(writer, fonts, subset, clusters));
    }
  }

  /** Name of the face in the resources that {@link resources} makes. */
  resourceName(face: number): string {
    return `F${face}`;
  }

  /** The text in the codes of its face's font. */
  encode(clusters: readonly Cluster[]): string {
    return clusters.map(({ face, text }) => hex(this.#codes.get(face)?.get(text) ?? 0)).join('');
  }

  /** A resource dictionary with the fonts of `faces` only. */
  resources(faces: Iterable<number>): PdfDict {
    const entries = [...new Set(faces)].map(
      (face) => [this.resourceName(face), this.#refs.get(face) as PdfRef] as const,
    );
    return new PdfDict({ Font: new PdfDict(new Map(entries)) });
  }
}

/**
 * The characters as written, in the order of their codes, which are 1 and up. A code for each of them, not for each glyph: two
 * may share one and must be found again.
 */
function textsByGlyph({ glyphs }: FontSubset): string[] {
  return [...glyphs].sort(([, one], [, other]) => one - other).map(([text]) => text);
}

/** A composite font (ISO 32000-2 §9.7): two-byte codes, TrueType program, text recoverable. */
function embed(writer: IncrementalWriter, fonts: FontSet, subset: FontSubset, clusters: readonly Cluster[]): PdfRef {
  const { metrics } = fonts.face(subset.face);
  const thousandths = (value: number): number => Math.round(value * 1000);
  const advances = new Map(
    clusters.filter(({ face }) => face === subset.face).map(({ text, advance }) => [text, advance]),
  );
  const texts = textsByGlyph(subset);
  const glyphs = texts.map((text) => subset.glyphs.get(text) as number);
  const widths = texts.map((text) => thousandths(advances.get(text) ?? 1));

  const program = writer.add(PdfStream.flate(new PdfDict({ Length1: subset.program.length }), subset.program));
  const descriptor = writer.add(
    new PdfDict({
      Type: PdfName.of('FontDescriptor'),
      FontName: PdfName.of(subset.name),
      Flags: 4, // symbolic: no claim to a Latin character set
      FontBBox: metrics.bounds.map(thousandths),
      ItalicAngle: 0,
      Ascent: thousandths(metrics.ascent),
      Descent: thousandths(metrics.descent),
      CapHeight: 730,
      StemV: 80,
      FontFile2: program,
    }),
  );
  const descendant = writer.add(
    new PdfDict({
      Type: PdfName.of('Font'),
      Subtype: PdfName.of('CIDFontType2'),
      BaseFont: PdfName.of(subset.name),
      CIDSystemInfo: new PdfDict({
        Registry: PdfString.text('Adobe'),
        Ordering: PdfString.text('Identity'),
        Supplement: 0,
      }),
      FontDescriptor: descriptor,
      DW: defaultWidth,
      ...(widths.every((width) => width === defaultWidth) ? {} : { W: [1, widths] }),
      CIDToGIDMap: glyphs.every((glyph, i) => glyph === i + 1)
        ? PdfName.of('Identity')
        : writer.add(PdfStream.flate(new PdfDict(), codesToGlyphs(glyphs))),
    }),
  );
  return writer.add(
    new PdfDict({
      Type: PdfName.of('Font'),
      Subtype: PdfName.of('Type0'),
      BaseFont: PdfName.of(subset.name),
      Encoding: PdfName.of('Identity-H'),
      DescendantFonts: [descendant],
      ToUnicode: writer.add(PdfStream.flate(new PdfDict(), latin1ToBytes(toUnicode(texts)))),
    }),
  );
}

/** Of all Chinese characters, in thousandths of the size. */
const defaultWidth = 1000;

/** Two bytes for each code from 0 on (ISO 32000-2 table 115). */
function codesToGlyphs(glyphs: readonly number[]): Uint8Array {
  const map = new Uint8Array(2 * (glyphs.length + 1));
  for (const [i, glyph] of glyphs.entries()) {
    map[2 * i + 2] = glyph >> 8;
    map[2 * i + 3] = glyph & 0xff;
  }
  return map;
}

/** A CMap from codes (1 and up, in order) to text (ISO 32000-2 §9.10.3). */
function toUnicode(texts: readonly string[]): string {
  const rows = texts.map(
    (text, i) => `<${hex(i + 1)}> <${Array.from({ length: text.length }, (_, k) => hex(text.charCodeAt(k))).join('')}>`,
  );
  const blocks: string[] = [];
  for (let i = 0; i < rows.length; i += 100) {
    const block = rows.slice(i, i + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}
