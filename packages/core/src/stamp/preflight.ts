import { CinnabarError } from '../error/index.ts';
import {
  mayAddFields,
  formDictionary,
  PdfDict,
  PdfName,
  PdfRef,
  type PdfDocument,
  type PdfObject,
  type PdfWarning,
} from '../pdf/index.ts';

import { checkContentInside } from './check-content.ts';
import { readForm } from './form.ts';

// Actions that only move the view or name a web page; anything else may change what is shown or run code.
const harmlessActions = new Set(['GoTo', 'GoToR', 'URI', 'Named', 'Thread', 'GoToDp']);
const actionLimit = 1000; // actions in one chain
const outlineLimit = 50_000;

/**
 * Refuses what must not be signed: content that is locked, was signed already, or can change by itself.
 * @throws CinnabarError `PREPARE_ENCRYPTED`, `PREPARE_NOT_PERMITTED`, `PREPARE_HYBRID`, `PREPARE_SIGNED`, `PREPARE_XFA`, `PREPARE_SCRIPT`,
 *   `PREPARE_EXTERNAL`, `PREPARE_AMBIGUOUS`
 */
export function checkPreparable(document: PdfDocument): void {
  if (document.locked) refuse('PREPARE_ENCRYPTED', 'The document is encrypted; remove the protection first.');
  if (!mayAddFields(document.security)) {
    refuse('PREPARE_NOT_PERMITTED', "The document is protected; only the owner's password allows to add fields.");
  }
  // Old programs follow the table, new ones the stream: they may show different documents.
  if (document.revisions.some(({ xrefForm }) => xrefForm === 'hybrid')) {
    refuse('PREPARE_HYBRID', 'The document has two indexes of its content; save it anew first.');
  }
  const { catalog } = document;
  if (formDictionary(document)?.has('XFA')) {
    refuse('PREPARE_XFA', 'The document is an XFA form; print it to a plain PDF first.');
  }
  const fields = readForm(document);
  if (catalog.has('Perms') || fields.some(({ type, hasValue }) => type === 'Sig' && hasValue)) {
    refuse('PREPARE_SIGNED', 'The document is signed already; preparing it would break the signature.');
  }
  const names = document.resolve(catalog.get('Names'));
  if (names instanceof PdfDict && document.resolve(names.get('JavaScript')) !== null) refuseScript();
  checkAction(document, catalog.get('OpenAction'));
  checkTriggers(document, catalog);
  const checkBoth = (dict: PdfDict): void => {
    checkAction(document, dict.get('A'));
    checkTriggers(document, dict);
  };
  for (const { dict } of document.pages()) {
    checkTriggers(document, dict);
    const annotations = document.resolve(dict.get('Annots'));
    for (const item of Array.isArray(annotations) ? annotations : []) {
      const annotation = document.resolve(item);
      if (annotation instanceof PdfDict) checkBoth(annotation);
    }
  }
  for (const { dict } of fields) checkBoth(dict);
  checkOutlines(document, checkBoth);
  checkContentInside(document);
  checkUnambiguous(document);
}

const guesses: readonly PdfWarning['code'][] = ['PDF_HEADER_OFFSET', 'PDF_STARTXREF', 'PDF_REVISION_END', 'PDF_TAIL'];

/** What one reader guessed another may read otherwise, and a signature would cover it. */
function checkUnambiguous(document: PdfDocument): void {
  if (document.warnings.some(({ code }) => guesses.includes(code))) {
    refuse('PREPARE_AMBIGUOUS', 'The file is not cleanly put together; print or save it to a new PDF first.');
  }
}

/** Additional actions (ISO 32000-2 §12.6.3). */
function checkTriggers(document: PdfDocument, holder: PdfDict): void {
  const triggers = document.resolve(holder.get('AA'));
  if (!(triggers instanceof PdfDict)) return;
  for (const action of triggers.map.values()) checkAction(document, action);
}

/** An action with those that follow it; a destination (array, name, string) is none. */
function checkAction(document: PdfDocument, action: PdfObject | undefined): void {
  const waiting: (PdfObject | undefined)[] = [action];
  for (let count = 0; waiting.length > 0; count++) {
    if (count > actionLimit) refuseScript();
    const dict = document.resolve(waiting.pop());
    if (!(dict instanceof PdfDict)) continue;
    const kind = document.resolve(dict.get('S'));
    if (!(kind instanceof PdfName) || !harmlessActions.has(kind.value)) refuseScript();
    const next = document.resolve(dict.get('Next'));
    waiting.push(...(Array.isArray(next) ? next : [next]));
  }
}

function checkOutlines(document: PdfDocument, check: (item: PdfDict) => void): void {
  const seen = new Set<PdfObject>();
  const waiting: (PdfObject | undefined)[] = [document.catalog.get('Outlines')];
  while (waiting.length > 0) {
    const item = waiting.pop();
    if (!(item instanceof PdfRef) || seen.has(item)) continue;
    seen.add(item);
    if (seen.size > outlineLimit) refuseScript();
    const dict = document.resolve(item);
    if (!(dict instanceof PdfDict)) continue;
    check(dict);
    waiting.push(dict.get('First'), dict.get('Next'));
  }
}

function refuseScript(): never {
  refuse(
    'PREPARE_SCRIPT',
    'The document contains scripts or actions that can change what it shows; print it to a plain PDF first.',
  );
}

function refuse(code: string, sentence: string): never {
  throw new CinnabarError(code, sentence);
}
