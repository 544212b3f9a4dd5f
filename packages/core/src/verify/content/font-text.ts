import { bytesToLatin1 } from '../../bytes/index.ts';
import { PdfDict, PdfName, PdfStream, type PdfDocument } from '../../pdf/index.ts';
import type { ContentBudget } from './content-budget.ts';

/** How a font's codes read. */
export interface FontText {
  /** Octets of one code. */
  readonly width: 1 | 2;
  /** What the code reads as; undefined when that cannot be told. */
  readonly read: (code: number) => string | undefined;
}

const maxMapBytes = 1 << 18;
const unreadable: FontText = { width: 1, read: () => undefined };
const winAnsi = new TextDecoder('windows-1252');

/** Text by the font's own map, or by its encoding where that is one everybody knows (ISO 32000-2 §9.10.2). */
export function fontText(document: PdfDocument, font: PdfDict, budget: ContentBudget): FontText {
  const composite = document.resolve(font.get('Subtype')) === PdfName.of('Type0');
  const map = unicodeMap(document, font, budget);
  if (composite) return map ? { width: 2, read: (code) => map.get(code) } : { ...unreadable, width: 2 };
  if (map) return { width: 1, read: (code) => map.get(code) };
  const base = document.resolve(font.get('BaseFont'));
  if (!(base instanceof PdfName) || /Symbol|Dingbats/.test(base.value)) return unreadable;
  const encoding = document.resolve(font.get('Encoding'));
  if (encoding instanceof PdfDict) return unreadable;
  const isWinAnsi = encoding === PdfName.of('WinAnsiEncoding');
  return {
    width: 1,
    read: (code) => {
      if (code >= 0x20 && code < 0x7f) return String.fromCharCode(code);
      return isWinAnsi ? winAnsi.decode(Uint8Array.of(code)) : undefined;
    },
  };
}

/** ToUnicode (§9.10.3), as far as single codes and ranges of them go. */
function unicodeMap(document: PdfDocument, font: PdfDict, budget: ContentBudget): Map<number, string> | undefined {
  const stream = document.resolve(font.get('ToUnicode'));
  const bytes = stream instanceof PdfStream ? budget.decode(document, stream) : undefined;
  if (!bytes || bytes.length > maxMapBytes) return undefined;
  const text = bytesToLatin1(bytes);
  const map = new Map<number, string>();
  for (const [, body = ''] of text.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
    for (const [, code = '', value = ''] of body.matchAll(/<([0-9a-f\s]+)>\s*<([0-9a-f\s]+)>/gi)) {
      map.set(parseInt(code, 16), utf16(value));
    }
  }
  for (const [, body = ''] of text.matchAll(/beginbfrange([^]*?)endbfrange/g)) {
    for (const [, from = '', to = '', first, list] of body.matchAll(
      /<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*(?:<([0-9a-f]+)>|\[([^\]]*)\])/gi,
    )) {
      const [start, end] = [parseInt(from, 16), Math.min(parseInt(to, 16), 0xffff)];
      const values = list?.match(/[0-9a-f]+/gi);
      for (let code = start; code <= end; code++) {
        const value = values ? values[code - start] : first;
        if (value === undefined) break;
        map.set(code, values ? utf16(value) : shifted(utf16(value), code - start));
      }
    }
  }
  return map;
}

function utf16(hex: string): string {
  const units = hex.replace(/\s/g, '').match(/.{1,4}/g) ?? [];
  return String.fromCharCode(...units.map((unit) => parseInt(unit, 16)));
}

/** A range counts up the last character. */
function shifted(text: string, by: number): string {
  const last = text.charCodeAt(text.length - 1);
  return text.slice(0, -1) + String.fromCharCode(last + by);
}
