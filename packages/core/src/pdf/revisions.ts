import {
  chunksWithin,
  indexInSource,
  lastIndexInSource,
  latin1ToBytes,
  readBytes,
  type ByteSource,
} from '../bytes/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { Budget } from './budget.ts';
import { isRegular, isSpace } from './characters.ts';
import { damaged, limitExceeded } from './errors.ts';
import { readObjectHeader } from './indirect.ts';
import type { PdfLimits } from './limits.ts';
import { PdfDict } from './objects.ts';
import { parseAt } from './parse-at.ts';
import type { PdfParser } from './parser.ts';
import { PdfRevision } from './revision.ts';
import { readXrefSection, sizeOf, type XrefSection } from './xref-section.ts';
import type { XrefEntries } from './xref-entries.ts';

/** Something of the file that is wrong but can be read in one way only. */
export interface PdfWarning {
  readonly code: 'PDF_HEADER_OFFSET' | 'PDF_STARTXREF' | 'PDF_REVISION_END' | 'PDF_TAIL' | 'PDF_PAGE';
  readonly message: string;
  readonly offset?: number;
}

export type Warn = (warning: PdfWarning) => void;

const startMark = latin1ToBytes('startxref');
const endMark = latin1ToBytes('%%EOF');

/**
 * Follows the chain of cross-reference sections from the end of the file (ISO 32000-2 §7.5.5, §7.5.6). Nothing but
 * that chain decides what the document is; the body is never searched.
 * @returns the revisions, oldest first; at least one.
 */
export function readRevisions(source: ByteSource, limits: PdfLimits, warn: Warn): PdfRevision[] {
  const tail = readTail(source, warn);
  const groups = groupSections(source, readChain(source, tail.startxref, limits, warn));
  const revisions: PdfRevision[] = [];
  for (const [index, group] of groups.entries()) {
    revisions.push(revisionOf(source, index, group, groups[index + 1], tail.end, warn));
  }
  checkSizes(revisions, groups);
  checkTail(source, revisions.at(-1)?.endOffset ?? source.length, warn);
  return revisions;
}

/** A section of the chain, and the stream its trailer names by /XRefStm. */
interface ChainLink {
  readonly section: XrefSection;
  readonly hidden: XrefSection | undefined;
}

function readChain(source: ByteSource, startxref: number, limits: PdfLimits, warn: Warn): ChainLink[] {
  const budget = new Budget('entries', limits.entries);
  const items = new Budget('items', limits.items);
  // The data of cross-reference streams may overlap.
  const options = { depth: limits.depth, items, scanned: new Budget('passes', limits.passes * source.length) };
  const seen = new Set<number>();
  const read = (announced: number): XrefSection => {
    const offset = locateSection(source, announced, warn);
    if (seen.has(offset)) throw damaged('its cross-reference sections form a loop', { offset });
    seen.add(offset);
    return readXrefSection(source, offset, options, budget);
  };
  const links: ChainLink[] = [];
  for (let next: number | undefined = startxref; next !== undefined;) {
    if (links.length >= limits.revisions) throw limitExceeded('revisions', limits.revisions);
    const section = read(next);
    const hiddenAt = section.form === 'table' ? offsetEntry(section.trailer, 'XRefStm') : undefined;
    links.push({ section, hidden: hiddenAt === undefined ? undefined : read(hiddenAt) });
    next = offsetEntry(section.trailer, 'Prev');
  }
  return links;
}

function offsetEntry(trailer: PdfDict, key: string): number | undefined {
  const value = trailer.get(key);
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw damaged(`the /${key} of a trailer is not an offset`);
  }
  return value;
}

/** How far from the announced offset a section may stand. */
const slack = 10;

/** The section's true offset: the announced one, or the only one a few bytes around it. */
function locateSection(source: ByteSource, announced: number, warn: Warn): number {
  if (startsSection(source, announced)) return announced;
  const found: number[] = [];
  const last = Math.min(announced + slack, source.length);
  for (let offset = Math.max(0, announced - slack); offset <= last; offset++) {
    if (startsSection(source, offset)) found.push(offset);
  }
  const [offset, another] = found;
  if (offset === undefined || another !== undefined) {
    throw damaged('there is no cross-reference section where one is announced', { offset: announced });
  }
  warn({ code: 'PDF_STARTXREF', message: 'A cross-reference section is not exactly where it is announced.', offset });
  return offset;
}

function startsSection(source: ByteSource, offset: number): boolean {
  if (offset >= source.length) return false;
  return parseAt(source, offset, { depth: 0 }, (parser) => {
    const { bytes, position } = parser;
    if (isSpace(bytes[position]) || (position > 0 && isRegular(bytes[position - 1]))) return false;
    return (bytes[position] === 0x78 && parser.acceptKeyword('xref')) || readObjectHeader(parser) !== undefined;
  });
}

/**
 * Sections that make up one revision, newest first. Only linearization (Annex F) has two: the first page's section at
 * the beginning of the file, whose /Prev points forward to the other.
 */
function groupSections(source: ByteSource, newestFirst: readonly ChainLink[]): ChainLink[][] {
  const groups: ChainLink[][] = [];
  const oldestFirst = newestFirst.toReversed();
  for (const [i, link] of oldestFirst.entries()) {
    const before = oldestFirst[i - 1];
    if (!before || link.section.start > before.section.start) {
      groups.push([link]);
    } else if (i === 1 && isLinearized(source)) {
      groups[0] = [link, before];
    } else {
      throw damaged('its cross-reference sections are not in the order of their revisions', {
        offset: link.section.start,
      });
    }
  }
  return groups;
}

function isLinearized(source: ByteSource): boolean {
  try {
    return parseAt(source, 0, { depth: 4 }, (parser) => {
      parser.skipSpace();
      if (!readObjectHeader(parser)) return false;
      const object = parser.parseObject();
      return object instanceof PdfDict && object.has('Linearized');
    });
  } catch (error) {
    if (isCinnabarError(error)) return false;
    throw error;
  }
}

function revisionOf(
  source: ByteSource,
  index: number,
  links: readonly ChainLink[],
  next: readonly ChainLink[] | undefined,
  tailEnd: number,
  warn: Warn,
): PdfRevision {
  const entered = links[0] as ChainLink;
  const last = links.at(-1) as ChainLink;
  const { section } = entered;
  const nextStart = next?.[0]?.section.start ?? source.length;
  const sectionEnd = Math.max(last.section.end, last.hidden?.end ?? 0);
  if (sectionEnd > nextStart) throw damaged('its cross-reference sections overlap', { offset: section.start });
  const closing = readClosing(source, sectionEnd);
  let endOffset = closing?.end;
  if (endOffset === undefined || endOffset > nextStart) {
    const mark = next ? indexInSource(source, endMark, last.section.end, nextStart) : -1;
    endOffset = next ? (mark === -1 ? last.section.end : afterLineEnd(source, mark + endMark.length)) : tailEnd;
    if (next) {
      warn({ code: 'PDF_REVISION_END', message: `Revision ${index} does not end as it should.`, offset: endOffset });
    }
  } else if (closing && closing.startxref !== section.start) {
    warn({
      code: 'PDF_STARTXREF',
      message: `Revision ${index} announces another section than its own.`,
      offset: section.start,
    });
  }
  const xrefForm = entered.hidden ? 'hybrid' : section.form;
  return new PdfRevision(
    { index, startxref: section.start, endOffset, xrefForm, trailer: section.trailer },
    links.flatMap(layersOf),
  );
}

function layersOf({ section, hidden }: ChainLink): XrefEntries[] {
  return hidden ? [section.entries, hidden.entries] : [section.entries];
}

/** No object may lie beyond /Size, and no update may shrink it: readers differ in what they then show. */
function checkSizes(revisions: readonly PdfRevision[], groups: readonly (readonly ChainLink[])[]): void {
  let before = 0;
  for (const [i, revision] of revisions.entries()) {
    const size = sizeOf(revision.trailer);
    const highest = Math.max(...(groups[i] ?? []).flatMap(layersOf).map((entries) => entries.highestInUse()));
    if (highest >= size || size < before) {
      throw damaged('the /Size of a trailer is too small', { offset: revision.startxref });
    }
    before = size;
  }
}

/** Some readers look for `startxref` in the last 1,024 bytes only. */
const longestClosing = 512;

/** What stands after a cross-reference section: `startxref`, an offset and `%%EOF`. */
interface Closing {
  readonly startxref: number;
  readonly end: number;
  /** As everybody writes it: short, and nothing but space with a line end between keyword and offset. */
  readonly plain: boolean;
}

function readClosing(source: ByteSource, offset: number): Closing | undefined {
  return parseAt(source, offset, { depth: 0 }, closingAt);
}

function closingAt(parser: PdfParser): Closing | undefined {
  const { bytes, offset } = parser;
  if (!parser.acceptKeyword('startxref')) return undefined;
  const afterKeyword = parser.position;
  const startxref = parser.acceptInteger();
  if (startxref === undefined) return undefined;
  const between = bytes.subarray(afterKeyword, parser.position);
  let at = parser.position;
  while (isSpace(bytes[at])) at++;
  parser.looked(at + endMark.length + 1);
  if (endMark.some((octet, i) => bytes[at + i] !== octet)) return undefined;
  parser.position = at + endMark.length + lineEndLength(bytes, at + endMark.length);
  const end = parser.offset;
  const plain =
    !between.includes(0x25) && (between.includes(0x0a) || between.includes(0x0d)) && end - offset < longestClosing;
  return { startxref, end, plain };
}

function afterLineEnd(source: ByteSource, at: number): number {
  return at + lineEndLength(readBytes(source, at, Math.min(at + 2, source.length)), 0);
}

function lineEndLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? 2 : 1;
  return bytes[at] === 0x0a ? 1 : 0;
}

/** The last `startxref` of the file. */
function readTail(source: ByteSource, warn: Warn): Closing {
  const at = lastIndexInSource(source, startMark);
  const closing = at < 0 ? undefined : readClosing(source, at);
  if (!closing) throw damaged('its end does not say where its cross-reference section is');
  if (!closing.plain) {
    const message = 'What stands at the end is not written as readers expect it.';
    warn({ code: 'PDF_STARTXREF', message, offset: at });
  }
  return closing;
}

function checkTail(source: ByteSource, end: number, warn: Warn): void {
  for (const chunk of chunksWithin(source, end, source.length)) {
    let at = 0;
    while (isSpace(chunk[at])) at++;
    if (at === chunk.length) continue;
    const message = `${source.length - end} bytes follow the end of the newest revision; no reader should show them.`;
    return warn({ code: 'PDF_TAIL', message, offset: end });
  }
}
