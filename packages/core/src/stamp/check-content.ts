import { CinnabarError } from '../error/index.ts';
import { PdfDict, PdfName, PdfStream, type PdfDocument, type PdfObject } from '../pdf/index.ts';

const objectLimit = 50_000;

/**
 * Refuses pages that show what is not in the file: streams kept elsewhere (ISO 32000-2 §7.3.8.2) and pages of other
 * documents (§8.10.4) may change after signing without a signed byte changing.
 * @throws CinnabarError `PREPARE_EXTERNAL`
 */
export function checkContentInside(document: PdfDocument): void {
  const seen = new Set<PdfObject>();
  const check = (object: PdfObject | undefined): PdfStream | undefined => {
    const stream = document.resolve(object);
    if (!(stream instanceof PdfStream) || seen.has(stream)) return undefined;
    seen.add(stream);
    const isForm = document.resolve(stream.dict.get('Subtype')) === PdfName.of('Form');
    if (seen.size > objectLimit || stream.dict.has('F') || (isForm && stream.dict.has('Ref'))) refuse();
    return isForm ? stream : undefined;
  };
  const waiting: (PdfObject | undefined)[] = [];
  for (const page of document.pages()) {
    const contents = document.resolve(page.dict.get('Contents'));
    for (const item of Array.isArray(contents) ? contents : [contents]) check(item);
    waiting.push(page.inherited('Resources'));
  }
  const known = new Set<PdfObject>();
  while (waiting.length > 0) {
    const resources = document.resolve(waiting.pop());
    if (!(resources instanceof PdfDict) || known.has(resources)) continue;
    known.add(resources);
    const objects = document.resolve(resources.get('XObject'));
    if (!(objects instanceof PdfDict)) continue;
    for (const object of objects.map.values()) waiting.push(check(object)?.dict.get('Resources'));
  }
}

function refuse(): never {
  throw new CinnabarError(
    'PREPARE_EXTERNAL',
    'The document shows content that is not in the file; print it to a plain PDF first.',
  );
}
