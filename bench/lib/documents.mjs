/** PDFs for measuring, made here so that their size and page count are exactly what a figure says. */

/**
 * A file of about `bytes` bytes in `pages` pages: scans, one image a page, or text with the same number of lines on
 * each. The images are noise, as compressed pictures are to a reader that does not draw them.
 */
export function measuredPdf({ bytes, pages, kind = 'scans' }) {
  const share = Math.max(0, Math.floor(bytes / pages) - (kind === 'text' ? 420 : 560));
  const perPage = kind === 'text' ? 3 : 4;
  const bodies = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(
      `<< /Type /Pages /Kids [${Array.from({ length: pages }, (_, page) => `${perPage * page + 4} 0 R`).join(' ')}] /Count ${pages} >>`,
    ),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
  ];
  for (let page = 0; page < pages; page++) {
    const own = perPage * page + 4;
    bodies.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${own + 1} 0 R /Resources ${own + 2} 0 R >>`,
      ),
      ...(kind === 'text' ? textPage(page, share) : scannedPage(own, share)),
    );
  }
  return assembled(bodies);
}

function textPage(page, share) {
  const line = `0 -14 Td (Page ${page + 1}: what both parties agreed upon, line after line) Tj\n`;
  const lines = Math.max(1, Math.round(share / line.length));
  return [stream('', Buffer.from(`BT /F1 11 Tf 60 790 Td\n${line.repeat(lines)}ET`)), resources];
}

const resources = Buffer.from('<< /Font << /F1 3 0 R >> >>');

/** A page with one image; the resources name it, so that a reader who walks the file comes by. */
function scannedPage(own, share) {
  const image =
    '/Type /XObject /Subtype /Image /Width 1240 /Height 1754 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode';
  return [
    stream('', Buffer.from('q 595 0 0 842 0 0 cm /Im Do Q')),
    Buffer.from(`<< /XObject << /Im ${own + 3} 0 R >> >>`),
    stream(image, noise(share, own)),
  ];
}

function stream(entries, data) {
  return Buffer.concat([
    Buffer.from(`<< ${entries} /Length ${data.length} >>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
}

/** The same noise every time (xorshift), free of the keywords that a searching parser looks for. */
function noise(length, seed) {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = (seed * 2654435761) >>> 0 || 1;
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
  return Buffer.from(words.buffer, 0, length);
}

function assembled(bodies) {
  const chunks = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let length = chunks[0].length;
  const rows = ['0000000000 65535 f \n'];
  bodies.forEach((body, index) => {
    rows.push(`${String(length).padStart(10, '0')} 00000 n \n`);
    const object = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    chunks.push(object);
    length += object.length;
  });
  const id = '00112233445566778899aabbccddeeff';
  chunks.push(
    Buffer.from(
      `xref\n0 ${rows.length}\n${rows.join('')}trailer\n<< /Size ${rows.length} /Root 1 0 R /ID [<${id}> <${id}>] >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(chunks));
}
