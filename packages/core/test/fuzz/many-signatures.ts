import { bytesToLatin1, latin1ToBytes } from '@cinnabar/core/bytes';

import { PdfBuilder } from '../pdf/pdf-builder.ts';

/**
 * A form with `count` signatures, each in a revision of its own that its ByteRange covers, and `texts` text fields;
 * the signature fields lock those `locked`.
 * Their values are no CMS: what costs time here comes before cryptography.
 */
export function manySignatures(count: number, texts: number, locked: readonly string[] = []): Uint8Array {
  const field = (i: number): number => 10 + i;
  const value = (i: number): number => field(count + i);
  const text = (i: number): number => value(count + i);
  const lock =
    locked.length === 0 ? '' : `/Lock << /Action /Include /Fields [${locked.map((name) => `(${name})`).join(' ')}] >>`;
  const trailer = `/Root 1 0 R /Size ${text(texts)}`;
  const builder = new PdfBuilder()
    .object(1, '<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>')
    .object(2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>')
    .object(3, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>');
  const numbers = [...range(count).map(field), ...range(texts).map(text)];
  builder.object(4, `<< /Fields [${numbers.map((num) => `${num} 0 R`).join(' ')}] >>`);
  for (const i of range(count)) builder.object(field(i), `<< /FT /Sig /T (signature-${i}) ${lock} >>`);
  for (const i of range(texts)) builder.object(text(i), `<< /FT /Tx /T (text-${i}) >>`);
  builder.table(trailer);
  const rests: string[] = [];
  for (const i of range(count)) {
    builder.object(field(i), `<< /FT /Sig /T (signature-${i}) ${lock} /V ${value(i)} 0 R >>`);
    const head = '<< /Type /Sig /Filter /X /SubFilter /ETSI.CAdES.detached /Contents ';
    const gap = builder.length + `${value(i)} 0 obj\n${head}`.length;
    const afterGap = gap + '<3000>'.length;
    // How much follows is known once it was written.
    builder.object(value(i), `${head}<3000> /ByteRange [0 ${gap} ${afterGap} ${marker(i)}] >>`);
    builder.table(trailer);
    rests.push(String(builder.length - afterGap).padStart(9, '0'));
  }
  return latin1ToBytes(bytesToLatin1(builder.build()).replace(/@(\d{8})/g, (_, i) => rests[Number(i)] as string));
}

function marker(i: number): string {
  return `@${String(i).padStart(8, '0')}`;
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
