export interface SamplePage {
  /** Lines from the top, 24 points apart; Chinese or Latin text. */
  readonly lines: readonly string[];
  /** Points; A4 upright when absent. */
  readonly size?: readonly [width: number, height: number];
  readonly rotate?: 0 | 90 | 180 | 270;
  /** Moves the page's origin: lower-left corner of media box and crop box. */
  readonly origin?: readonly [x: number, y: number];
  /** A filled rectangle `[x, y, width, height]` in user space, in pure red. */
  readonly block?: readonly [number, number, number, number];
  /** Rectangle `[x, y, width, height]` of a signed signature field whose stored appearance is pure red. */
  readonly seal?: readonly [number, number, number, number];
}

/** A small PDF drawn by hand: text in a standard Chinese font that is not embedded, as ISO 32000-2 §9.7.5.2 allows. */
export function samplePdf(pages: readonly SamplePage[]): Uint8Array {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${5 + 2 * i} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >> /DW 1000 /W [1 95 500] ' +
      '/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>',
  ];
  const widgets: string[] = [];
  const annotation = (page: SamplePage): string => {
    if (!page.seal) return '';
    const [x, y, width, height] = page.seal;
    const number = 5 + 2 * pages.length + widgets.length;
    const paint = `1 0 0 rg 0 0 ${width} ${height} re f`;
    widgets.push(
      `<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-${number}) /F 132 /Rect [${x} ${y} ${x + width} ${y + height}] /AP << /N ${number + 1} 0 R >> >>`,
      `<< /Type /XObject /Subtype /Form /BBox [0 0 ${width} ${height}] /Length ${paint.length} >>\nstream\n${paint}\nendstream`,
    );
    return `/Annots [${number} 0 R] `;
  };
  pages.forEach((page, i) => {
    const [width, height] = page.size ?? [595, 842];
    const [x, y] = page.origin ?? [0, 0];
    const content = contentOf(page, x, y + height);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [${x} ${y} ${x + width} ${y + height}] /Rotate ${page.rotate ?? 0} ` +
        `${annotation(page)}/Resources << /Font << /F1 3 0 R >> >> /Contents ${6 + 2 * i} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  });
  return assemble([...objects, ...widgets]);
}

function contentOf(page: SamplePage, left: number, top: number): string {
  const block = page.block ? `1 0 0 rg ${page.block.join(' ')} re f 0 g\n` : '';
  const lines = page.lines.map(
    (line, i) => `BT /F1 ${i === 0 ? 18 : 12} Tf ${left + 72} ${top - 90 - 24 * i} Td <${utf16(line)}> Tj ET`,
  );
  return block + lines.join('\n');
}

function utf16(text: string): string {
  return text
    .split('')
    .map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'))
    .join('');
}

function assemble(objects: readonly string[]): Uint8Array {
  let text = '%PDF-1.7\n';
  const offsets = objects.map((body, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const start = text.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}
