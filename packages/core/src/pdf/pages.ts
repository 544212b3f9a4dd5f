import type { PdfDocument } from './document.ts';
import { damaged, limitExceeded } from './errors.ts';
import type { PdfDict } from './objects.ts';
import { PdfName, PdfRef, type PdfObject } from './objects.ts';
import type { Warn } from './revisions.ts';

/** Corners in points, x0 < x1 and y0 < y1, y upwards. */
export type PdfBox = readonly [x0: number, y0: number, x1: number, y1: number];

const inheritable = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];

/** A page of the page tree (ISO 32000-2 §7.7.3). */
export class PdfPage {
  /** 0 is the first page. */
  readonly index: number;
  readonly ref: PdfRef;
  /** The page's own dictionary. */
  readonly dict: PdfDict;
  readonly mediaBox: PdfBox;
  /** What viewers show: the crop box within the media box. */
  readonly cropBox: PdfBox;
  /** Clockwise, when shown: 0, 90, 180 or 270. */
  readonly rotate: number;
  readonly #inherited: ReadonlyMap<string, PdfObject>;

  constructor(
    identity: { index: number; ref: PdfRef; dict: PdfDict },
    geometry: { mediaBox: PdfBox; cropBox: PdfBox; rotate: number },
    inherited: ReadonlyMap<string, PdfObject>,
  ) {
    this.index = identity.index;
    this.ref = identity.ref;
    this.dict = identity.dict;
    this.mediaBox = geometry.mediaBox;
    this.cropBox = geometry.cropBox;
    this.rotate = geometry.rotate;
    this.#inherited = inherited;
  }

  /** An attribute of the page: its own or, for the four that are inheritable, that of the nearest node above. */
  inherited(key: string): PdfObject | undefined {
    return this.dict.get(key) ?? this.#inherited.get(key);
  }
}

/** Walks the page tree of `document`. */
export function readPages(document: PdfDocument, warn: Warn): PdfPage[] {
  const pages: PdfPage[] = [];
  const seen = new Set<PdfRef>();
  const { limits } = document;

  const visit = (kid: PdfObject | undefined, above: ReadonlyMap<string, PdfObject>, depth: number): void => {
    if (!(kid instanceof PdfRef)) throw damaged('a page is not an indirect object');
    if (seen.has(kid)) throw damaged('its page tree comes back to the same page', { object: kid.num });
    if (depth > limits.depth) throw limitExceeded('depth', limits.depth);
    seen.add(kid);
    const node = document.dictAt(kid, 'page tree');
    const kids = document.resolve(node.get('Kids'));
    const isPage = document.resolve(node.get('Type')) === PdfName.of('Page');
    if (kids === null || isPage) {
      if (pages.length >= limits.pages) throw limitExceeded('pages', limits.pages);
      pages.push(pageOf(document, { index: pages.length, ref: kid, dict: node }, above, warn));
      return;
    }
    if (!Array.isArray(kids)) throw damaged('the kids of a page tree node are not an array', { object: kid.num });
    const attributes = attributesOf(node, above);
    for (const child of kids) visit(child, attributes, depth + 1);
  };

  visit(document.catalog.get('Pages'), new Map(), 0);
  return pages;
}

function attributesOf(node: PdfDict, above: ReadonlyMap<string, PdfObject>): ReadonlyMap<string, PdfObject> {
  const own = inheritable.filter((key) => node.has(key));
  if (own.length === 0) return above;
  const attributes = new Map(above);
  for (const key of own) attributes.set(key, node.get(key) as PdfObject);
  return attributes;
}

/** US Letter, what readers assume when a page has no media box. */
const assumedBox: PdfBox = [0, 0, 612, 792];

function pageOf(
  document: PdfDocument,
  identity: { index: number; ref: PdfRef; dict: PdfDict },
  above: ReadonlyMap<string, PdfObject>,
  warn: Warn,
): PdfPage {
  const attribute = (key: string) => document.resolve(identity.dict.get(key) ?? above.get(key));
  let mediaBox = boxOf(document, attribute('MediaBox'));
  if (!mediaBox) {
    warn({ code: 'PDF_PAGE', message: `Page ${identity.index + 1} has no media box; US Letter is assumed.` });
    mediaBox = assumedBox;
  }
  const cropBox = within(boxOf(document, attribute('CropBox')) ?? mediaBox, mediaBox);
  const angle = attribute('Rotate');
  const rotate = typeof angle === 'number' && angle % 90 === 0 ? ((angle % 360) + 360) % 360 : 0;
  return new PdfPage(identity, { mediaBox, cropBox, rotate }, above);
}

/** A rectangle (§7.9.5) with its corners put in order; undefined when it is none or empty. */
function boxOf(document: PdfDocument, object: PdfObject): PdfBox | undefined {
  if (!Array.isArray(object) || object.length !== 4) return undefined;
  const numbers = object.map((item) => document.resolve(item));
  if (!numbers.every((value) => typeof value === 'number')) return undefined;
  const [a, b, c, d] = numbers as [number, number, number, number];
  const box: PdfBox = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box[0] < box[2] && box[1] < box[3] ? box : undefined;
}

function within(inner: PdfBox, outer: PdfBox): PdfBox {
  const box: PdfBox = [
    Math.max(inner[0], outer[0]),
    Math.max(inner[1], outer[1]),
    Math.min(inner[2], outer[2]),
    Math.min(inner[3], outer[3]),
  ];
  return box[0] < box[2] && box[1] < box[3] ? box : outer;
}
