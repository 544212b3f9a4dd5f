import type { PdfRef } from '../../pdf/index.ts';
import {
  PdfDict,
  PdfName,
  PdfStream,
  PdfString,
  type FormField,
  type PdfDocument,
  type PdfObject,
} from '../../pdf/index.ts';
import type { ContentBudget } from './content-budget.ts';
import { shownBy, type Box, type Shown } from './shown.ts';

const passwordFlag = 1 << 13;
const comboFlag = 1 << 17;

/**
 * Whether a text field or drop-down list shows its value (ISO 32000-2 §12.7.4.3); undefined when it is another kind of
 * field, or nothing is drawn yet. Fonts that lie about what their codes mean are believed.
 */
export function comparedWithValue(
  document: PdfDocument,
  field: FormField,
  budget: ContentBudget,
): 'same' | 'other' | 'unread' | undefined {
  if (field.type === 'Btn') return statesCompared(document, field);
  const expected = readings(document, field, budget);
  if (!expected) return undefined;
  const shown = field.widgets(document).flatMap((widget) => facesOf(document, widget));
  const texts = shown.map((face) => appearanceText(document, face, budget));
  const formatted = richText(document, field, budget);
  if ([...texts, formatted].some((text) => typeof text === 'string' && !expected.includes(text))) return 'other';
  if (texts.length === 0) return undefined;
  return texts.includes(null) ? 'unread' : 'same';
}

const off = PdfName.of('Off');

/** Check boxes and radio buttons: of their widgets, one that stands for the value is on, and none that does not (§12.7.5.2). */
function statesCompared(document: PdfDocument, field: FormField): 'same' | 'other' | undefined {
  const value = document.resolve(field.value) ?? off;
  if (field.pushButton || !(value instanceof PdfName)) return undefined;
  const states = field.widgets(document).flatMap((widget) => {
    const dict = document.get(widget);
    return dict instanceof PdfDict ? [document.resolve(dict.get('AS')) ?? off] : [];
  });
  if (states.some((state) => state !== off && state !== value)) return 'other';
  return states.length === 0 || states.includes(value) ? 'same' : 'other';
}

/** What the field may show, in the form of {@link comparable}. */
function readings(document: PdfDocument, field: FormField, budget: ContentBudget): string[] | undefined {
  const value = document.resolve(field.value);
  if (value === null) return undefined;
  const text = valueText(document, value, budget);
  if (field.type === 'Tx' && (field.flags & passwordFlag) === 0) return [comparable(text)];
  if (field.type !== 'Ch' || (field.flags & comboFlag) === 0) return undefined;
  const options = field.inherited(document, 'Opt');
  const shown = (Array.isArray(options) ? options : []).flatMap((item) => {
    const pair = document.resolve(item);
    const [own, label] = Array.isArray(pair) ? pair.map((part) => document.resolve(part)) : [];
    const matches = own instanceof PdfString && own.toText() === text && label instanceof PdfString;
    return matches ? [comparable(label.toText())] : [];
  });
  return [comparable(text), ...shown];
}

/** Longer texts may be streams; what is neither is no text (§12.7.5.3). */
function valueText(document: PdfDocument, value: PdfObject, budget: ContentBudget): string {
  const text = value instanceof PdfStream ? new PdfString(budget.decode(document, value) ?? new Uint8Array()) : value;
  return text instanceof PdfString ? text.toText() : '';
}

/** What is drawn of a widget: as it is, under the mouse and pressed. */
function facesOf(document: PdfDocument, widget: PdfRef): PdfStream[] {
  const dict = document.get(widget);
  const faces = dict instanceof PdfDict ? document.resolve(dict.get('AP')) : null;
  const streams = faces instanceof PdfDict ? ['N', 'R', 'D'].map((key) => document.resolve(faces.get(key))) : [];
  return streams.filter((face) => face instanceof PdfStream);
}

/** Null when some of it cannot be read. */
function appearanceText(document: PdfDocument, face: PdfStream, budget: ContentBudget): string | null {
  const shown = shownBy(document, [face], document.resolve(face.dict.get('Resources')), budget);
  const clip = boxAt(document, face.dict.get('BBox'));
  const seen = clip ? shown?.filter(({ box }) => overlap(box, clip)) : shown;
  if (!seen || seen.some(({ text }) => text === undefined)) return null;
  return comparable(seen.map(({ text }) => text).join(''));
}

const longestRichText = 100_000;

/** The words of a rich text value (§12.7.4.4), which is drawn in place of the plain one; undefined when there is none. */
function richText(document: PdfDocument, field: FormField, budget: ContentBudget): string | undefined {
  const value = document.resolve(field.dict.get('RV'));
  const text = value === null ? '' : valueText(document, value, budget);
  if (value === null || text.length > longestRichText) return undefined;
  const words = text.replace(/<[^>]*>/g, '');
  return comparable(
    words.replace(/&(lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});/gi, (_, name: string) => character(name)),
  );
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function character(name: string): string {
  if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? '';
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Line breaks are the drawing's own. */
function comparable(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u00ad]/g, '');
}

/** Whether an annotation's rectangle lies over something of `content`. */
export function liesOver(document: PdfDocument, content: readonly Shown[], annotation: PdfDict): boolean {
  const rect = boxAt(document, annotation.get('Rect'));
  return rect !== undefined && content.some(({ box }) => overlap(box, rect));
}

/** Text and images of a page; nothing when it cannot be read. */
export function pageContent(document: PdfDocument, page: PdfDict, budget: ContentBudget): readonly Shown[] {
  const contents = document.resolve(page.get('Contents'));
  const streams = (Array.isArray(contents) ? contents : [contents])
    .map((item) => document.resolve(item))
    .filter((item) => item instanceof PdfStream);
  return shownBy(document, streams, inheritedResources(document, page), budget) ?? [];
}

/** Undefined for what is not seen. */
function boxAt(document: PdfDocument, object: PdfObject | undefined): Box | undefined {
  const list = document.resolve(object);
  const numbers = Array.isArray(list) ? list.map((item) => document.resolve(item)) : [];
  if (numbers.length !== 4 || !numbers.every((value) => typeof value === 'number')) return undefined;
  const [a, b, c, d] = numbers as [number, number, number, number];
  if (a === c || b === d) return undefined;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

function overlap([a0, b0, a1, b1]: Box, [c0, d0, c1, d1]: Box): boolean {
  return a0 < c1 && c0 < a1 && b0 < d1 && d0 < b1;
}

const maxParents = 50;

function inheritedResources(document: PdfDocument, page: PdfDict): PdfObject {
  let node: PdfObject = page;
  for (let depth = 0; node instanceof PdfDict && depth < maxParents; depth++) {
    const own = document.resolve(node.get('Resources'));
    if (own !== null) return own;
    node = document.resolve(node.get('Parent'));
  }
  return null;
}

/** Whether an annotation is one that people see: popups are closed until somebody opens them. */
export function isSeen(document: PdfDocument, annotation: PdfDict): boolean {
  const flags = document.resolve(annotation.get('F'));
  const hidden = typeof flags === 'number' && (flags & 0b10_0010) !== 0;
  return !hidden && document.resolve(annotation.get('Subtype')) !== PdfName.of('Popup');
}
