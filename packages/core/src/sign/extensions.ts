import { latin1ToBytes } from '../bytes/index.ts';
import type { KeyAlgorithm } from '../crypto/index.ts';
import { PdfDict, PdfName, PdfString, type PdfDocument, type PdfObject } from '../pdf/index.ts';

/**
 * The /Extensions dictionary with what a signature uses beyond the version of the document (ISO 32000-2 §7.12):
 * ETSI.CAdES.detached below PDF 2.0, Ed25519 in any (ISO/TS 32002). Undefined when all of it is announced already.
 */
export function extensionsFor(document: PdfDocument, keyAlgorithm: KeyAlgorithm): PdfDict | undefined {
  const present = document.resolve(document.catalog.get('Extensions'));
  const extensions = present instanceof PdfDict ? present.clone() : new PdfDict();
  let changed = false;
  if (document.version < '2.0' && !extensions.has('ESIC')) {
    extensions.set('ESIC', new PdfDict({ BaseVersion: PdfName.of('1.7'), ExtensionLevel: 2 }));
    changed = true;
  }
  if (keyAlgorithm === 'Ed25519') {
    const entry = document.resolve(extensions.get('ISO_'));
    // One developer may have several; those of ISO stand in an array.
    const announced: PdfObject[] = Array.isArray(entry) ? entry : entry === null ? [] : [entry];
    if (!announced.some((item) => levelOf(document, item) === edwardsLevel)) {
      extensions.set('ISO_', [...announced, edwardsExtension()]);
      changed = true;
    }
  }
  return changed ? extensions : undefined;
}

/** ISO/TS 32002, by its number. */
const edwardsLevel = 32002;

function edwardsExtension(): PdfDict {
  return new PdfDict({
    Type: PdfName.of('DeveloperExtensions'),
    BaseVersion: PdfName.of('2.0'),
    ExtensionLevel: edwardsLevel,
    ExtensionRevision: new PdfString(latin1ToBytes(':2022')),
    URL: new PdfString(latin1ToBytes('https://www.iso.org/standard/45875.html')),
  });
}

function levelOf(document: PdfDocument, item: PdfObject): PdfObject {
  const extension = document.resolve(item);
  return extension instanceof PdfDict ? document.resolve(extension.get('ExtensionLevel')) : null;
}
