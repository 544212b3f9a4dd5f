import type { Problem } from '../cms/index.ts';
import { formDictionary, PdfDict, PdfName, type PdfDocument, type PdfObject } from '../pdf/index.ts';
import { problem } from './problem.ts';

/** Actions that only move the view or name an address (ISO 32000-2 §12.6.4). */
const harmless: readonly string[] = ['GoTo', 'GoToR', 'GoToDp', 'URI', 'Named', 'Thread'];
const maxActions = 1_000;

/**
 * Parts of the newest revision that may make it look different from one program, or one day, to the next, though every
 * byte is the signed one: as far as catalog and form tell, pages are not walked.
 */
export function dynamicContentOf(document: PdfDocument): Problem[] {
  const { catalog } = document;
  const problems: Problem[] = [];
  if (document.resolve(formDictionary(document)?.get('XFA')) !== null) problems.push(problem('DYNAMIC_XFA'));
  const names = document.resolve(catalog.get('Names'));
  const scripts = names instanceof PdfDict && document.resolve(names.get('JavaScript')) !== null;
  const triggers = document.resolve(catalog.get('AA'));
  const actions = [catalog.get('OpenAction'), ...(triggers instanceof PdfDict ? triggers.map.values() : [])];
  if (scripts || actions.some((action) => isActive(document, action))) problems.push(problem('DYNAMIC_SCRIPT'));
  if (document.resolve(catalog.get('OCProperties')) !== null) problems.push(problem('DYNAMIC_LAYERS'));
  return problems;
}

/** Whether an action, or one that follows it, does more than show another place. */
function isActive(document: PdfDocument, action: PdfObject | undefined): boolean {
  const waiting: (PdfObject | undefined)[] = [action];
  for (let count = 0; waiting.length > 0; count++) {
    const dict = document.resolve(waiting.pop());
    if (!(dict instanceof PdfDict)) continue;
    const kind = document.resolve(dict.get('S'));
    if (count >= maxActions || !(kind instanceof PdfName) || !harmless.includes(kind.value)) return true;
    const next = document.resolve(dict.get('Next'));
    waiting.push(...(Array.isArray(next) ? next : [next]));
  }
  return false;
}
