import { bytesToLatin1, joinParts } from '@cinnabar/core/bytes';
import type { FontSet } from '@cinnabar/core/font';
import { openPdf, PdfStream, type PdfDict, type PdfDocument } from '@cinnabar/core/pdf';
import { prepareDocument, readForm, type FormField, type PreparedField } from '@cinnabar/core/stamp';
import { assert } from 'chai';

import { PdfBuilder } from '../pdf/pdf-builder.ts';

/** A page of A4 with the given entries, and whatever objects (from 4 on) it needs. */
export function onePage(
  options: { page?: string; pages?: string; catalog?: string; objects?: readonly string[] } = {},
): Uint8Array {
  const { page = '', pages = '', catalog = '', objects = [] } = options;
  const builder = new PdfBuilder()
    .object(1, `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`)
    .object(2, `<< /Type /Pages /Kids [3 0 R] /Count 1 ${pages} >>`)
    .object(3, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${page} >>`);
  for (const [i, body] of objects.entries()) builder.object(4 + i, body);
  return builder.table(`/Root 1 0 R /Size ${4 + objects.length}`).build();
}

export async function prepared(
  bytes: Uint8Array,
  fields: readonly PreparedField[],
  fonts: FontSet,
): Promise<{ document: PdfDocument; field: (name: string) => FormField }> {
  const document = openPdf(joinParts(await prepareDocument(bytes, fields, fonts)));
  return { document, field: (name) => fieldOf(document, name) };
}

export function fieldOf(document: PdfDocument, name: string): FormField {
  const found = readForm(document).filter((field) => field.name === name);
  assert.lengthOf(found, 1, name);
  return found[0]!;
}

/** The normal appearance of a widget and its operators. */
export function appearanceOf(document: PdfDocument, field: FormField): { form: PdfStream; operators: string } {
  const states = document.dictAt(field.dict.get('AP'), 'appearances');
  const form = document.resolve(states.get('N'));
  assert.instanceOf(form, PdfStream);
  return { form: form as PdfStream, operators: bytesToLatin1(document.decode(form as PdfStream)) };
}

/** What the appearance says, by its fonts' ToUnicode maps. */
export function shownText(document: PdfDocument, field: FormField): string {
  const { form, operators } = appearanceOf(document, field);
  const resources = document.dictAt(form.dict.get('Resources'), 'resources');
  const fonts = document.resolve(resources.get('Font'));
  let text = '';
  let map = new Map<string, string>();
  for (const [, name, codes] of operators.matchAll(/\/(F\d+) \S+ Tf|<([0-9A-F]*)> Tj/g)) {
    if (name) map = toUnicodeMap(document, document.dictAt((fonts as PdfDict).get(name), 'font'));
    else for (const code of codes!.match(/.{4}/g) ?? []) text += map.get(code) ?? '\ufffd';
  }
  return text;
}

function toUnicodeMap(document: PdfDocument, font: PdfDict): Map<string, string> {
  const cmap = bytesToLatin1(document.decode(document.resolve(font.get('ToUnicode')) as PdfStream));
  const rows = cmap.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm);
  return new Map(
    Array.from(rows, ([, code, units]) => [
      code!,
      String.fromCharCode(...units!.match(/.{4}/g)!.map((unit) => parseInt(unit, 16))),
    ]),
  );
}
