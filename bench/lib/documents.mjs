/** PDFs for measuring, made here so that their size and page count are exactly what a figure says. */

/** A file of about `bytes` bytes in `pages` pages whose weight lies in one image-like stream, with room to sign. */
export function measuredPdf({ bytes, pages }) {
  const objects = [];
  const kids = Array.from({ length: pages }, (_, index) => `${index * 2 + 5} 0 R`).join(' ');
  objects.push('<< /Type /Catalog /Pages 2 0 R >>');
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`);
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  const weight = Math.max(0, bytes - pages * 400);
  objects.push(`<< /Length ${weight} >>\nstream\n${'x'.repeat(weight)}\nendstream`);
  for (let page = 0; page < pages; page++) {
    const text = `BT /F1 12 Tf 72 720 Td (Page ${page + 1} of a contract that was made to be measured) Tj ET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${page * 2 + 6} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    );
  }
  const parts = ['%PDF-1.7\n'];
  const offsets = [];
  let length = parts[0].length;
  objects.forEach((object, index) => {
    const text = `${index + 1} 0 obj\n${object}\nendobj\n`;
    offsets.push(length);
    parts.push(text);
    length += text.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`,
    `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>] >>\n`,
    `startxref\n${length}\n%%EOF\n`,
  );
  return new Uint8Array(Buffer.from(parts.join(''), 'latin1'));
}
