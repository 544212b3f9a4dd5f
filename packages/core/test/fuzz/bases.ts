import { minimalObjects, PdfBuilder } from '../pdf/pdf-builder.ts';
import { encryptedFile } from '../pdf/encrypted-files.ts';
import { corpusFile } from '../support/corpus.ts';

/** A file to spoil. */
export interface Base {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** DER, for signed files that pass; absent when nothing is to pass. */
  readonly trust?: readonly Uint8Array[];
  /** Share of the cases. */
  readonly weight: number;
}

const trailer = '/Root 1 0 R /Size 12 /ID [<00> <01>]';
const content = 'BT /F1 12 Tf (Hello) Tj ET';

/** Small files with every form of cross-reference, dense with what mutations can hit. */
export const synthetic: Readonly<Record<string, () => Uint8Array>> = {
  table: () =>
    minimalObjects(new PdfBuilder())
      .object(4, '<< /A [1 (two) <03> 4.5 /Five 2 0 R] /B << /C null /D true >> >>')
      .stream(5, '', content)
      .table(trailer)
      .object(4, '(updated)')
      .table(trailer)
      .build(),
  stream: () =>
    new PdfBuilder()
      .objectStream(5, {
        1: '<< /Type /Catalog /Pages 2 0 R >>',
        2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        3: '<< /Type /Page /MediaBox [0 0 595 842] /Contents 7 0 R >>',
      })
      .stream(7, '/DecodeParms << /Predictor 12 /Columns 4 >> /Filter [/AHx]', `${content}>`)
      .xrefStream(6, trailer)
      .object(7, '[(updated)]')
      .xrefStream(8, trailer)
      .build(),
  hybrid: () =>
    minimalObjects(new PdfBuilder()).objectStream(5, { 4: '(hidden)' }).table(trailer, { hidden: 6 }).build(),
};

const signed = [
  { name: 'once', root: 'root', weight: 15 },
  { name: 'twice', root: 'root', weight: 15 },
  { name: 'archived', root: 'root-published', weight: 10 },
];

/** Both open without a password. */
const encrypted = ['aes-256-open', 'rc4-40-view-only'];

/** Of other producers: forms, tags, encryption, loops, and signatures that nobody here trusts. */
const corpus = [
  ...['minimal-two-fields', 'minimal-with-textfield-group', 'simple-acroform-states', 'minimal-hybrid-xref-mswordstyle'],
  ...['minimal-two-fields-tagged', 'form-tree-circular-ref-input', 'minimal-aes256', 'uncompressed-objstream-sample'],
  ...['sig-no-signed-attrs', 'certified-with-indirect-refs-in-dir', 'extensions-update-indirect'],
]; // prettier-ignore

/** All files there are here; those of the corpus only where it is. */
export async function loadBases(): Promise<Base[]> {
  const bases: Base[] = Object.entries(synthetic).map(([name, build]) => ({ name, bytes: build(), weight: 12 }));
  for (const { name, root, weight } of signed) {
    bases.push({ name, bytes: await signedFile(`${name}.pdf`), trust: [await signedFile(`${root}.der`)], weight });
  }
  for (const name of encrypted) bases.push({ name, bytes: await encryptedFile(name), weight: 6 });
  for (const name of corpus) {
    const bytes = await corpusFile(`pyhanko/${name}.pdf`);
    if (bytes) bases.push({ name, bytes, weight: 2 });
  }
  const contract = await corpusFile('inputs/confidentiality-agreement.libreoffice.pdf');
  if (contract) bases.push({ name: 'confidentiality-agreement', bytes: contract, weight: 2 });
  return bases;
}

async function signedFile(name: string): Promise<Uint8Array> {
  const url = new URL(`./signed/${name}`, import.meta.url);
  if (url.protocol !== 'file:') return new Uint8Array(await (await fetch(url)).arrayBuffer());
  const { readFile } = await import('node:fs/promises');
  return new Uint8Array(await readFile(url));
}
