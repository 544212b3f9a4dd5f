import { oneOf, type Pick } from './random.ts';

/** Changes a file, one character a byte. */
export type Mutation = (text: string, pick: Pick) => string;

const tokens = [
  '<<', '>>', '[', ']', '(', ')', '<', '>', '/', '%', ' ', '\n', '0', '9999999999', '-1', '4294967296', '1 0 R', '3 0 R',
  '65535', 'obj', 'endobj', 'stream', 'endstream', 'xref', 'trailer', 'startxref', '/Prev 9', '/Length 5', '/Kids',
  '/Size 1', '/W [8 8 8]', '/Index [0 99999]', '/Filter /FlateDecode', '/Type', 'null', 'true', '1.5', '1e9', '.', '\x00', '\xff',
  '/V 1 0 R', '/Parent 7 0 R', '/FT /Sig', '/T ()', '/AP << >>', '/Perms << /DocMDP 2 0 R >>', '/SubFilter /ETSI.RFC3161',
  '/ByteRange [0 1 2 3]', '/Contents <>', '/M (D:20261399)', '/__proto__', '/constructor', '#', '#00', '/Encrypt << >>',
  '/Extends 5 0 R', '/DecodeParms << /Predictor 15 /Columns 99999999 >>', '/XRefStm 9', '/First 99', '/N 4294967295',
]; // prettier-ignore

/** What upsets a reader of DER: ends, long and indefinite lengths, tags of other types, sign bits. */
const derBytes = [
  '00', '01', '02', '03', '04', '05', '06', '0a', '13', '17', '18', '1f', '30', '31', '7f', '80', '81', '82', '84', '88',
  'a0', 'a1', 'ff',
]; // prettier-ignore

function replaced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

/** One match of `pattern` (global) gives way to what `by` makes of it. */
function replaceOne(text: string, pattern: RegExp, pick: Pick, by: (match: RegExpExecArray) => string): string {
  const matches = [...text.matchAll(pattern)];
  const match = matches[pick(Math.max(1, matches.length))];
  return match ? replaced(text, match.index, match.index + match[0].length, by(match)) : text;
}

export const mutations: Readonly<Record<string, Mutation>> = {
  bit: (text, pick) => {
    const at = pick(text.length);
    return replaced(text, at, at + 1, String.fromCharCode(text.charCodeAt(at) ^ (1 << pick(8))));
  },
  tokenOver: (text, pick) => {
    const at = pick(text.length);
    const token = oneOf(pick, tokens);
    return replaced(text, at, at + token.length, token);
  },
  tokenBetween: (text, pick) => {
    const at = pick(text.length);
    return replaced(text, at, at, oneOf(pick, tokens));
  },
  // Where a token may stand, so that more than one level below the syntax is reached.
  entry: (text, pick) => replaceOne(text, /<</g, pick, () => `<< ${oneOf(pick, tokens)} `),
  value: (text, pick) => replaceOne(text, /(\/\w+ )[^/<>[\]()\s]+/g, pick, ([, key]) => `${key}${oneOf(pick, tokens)}`),
  key: (text, pick) => {
    const names = [...text.matchAll(/\/[A-Za-z]\w*/g)].map(([name]) => name);
    return replaceOne(text, /\/[A-Za-z]\w*/g, pick, () => oneOf(pick, names));
  },
  pieceRemoved: (text, pick) => {
    const at = pick(text.length);
    return replaced(text, at, at + pick(40), '');
  },
  pieceRepeated: (text, pick) => {
    const at = pick(text.length);
    return replaced(text, at, at, text.slice(Math.max(0, at - pick(200)), at));
  },
  pieceElsewhere: (text, pick) => {
    const from = pick(text.length);
    const at = pick(text.length);
    const piece = text.slice(from, from + pick(100));
    return replaced(text, at, at + piece.length, piece);
  },
  number: (text, pick) =>
    replaceOne(text, /\d+/g, pick, () => oneOf(pick, [String(pick(20)), String(pick(text.length)), '0', '99999999'])),
  reference: (text, pick) =>
    replaceOne(text, /(?<!\d)\d{1,7} \d{1,5} R\b/g, pick, () => `${pick(20)} ${oneOf(pick, [0, 0, 0, 1, 65535])} R`),
  truncated: (text, pick) => text.slice(0, pick(text.length)),

  xrefRow: (text, pick) => {
    const rows = [...text.matchAll(/(?<!\d)\d{10} \d{5} [nf]/g)].map(([row]) => row);
    return replaceOne(text, /(?<!\d)(\d{10}) (\d{5}) ([nf])/g, pick, ([row, offset, generation, kind]) => {
      const near = String(Math.max(0, Number(offset) + pick(9) - 4)).padStart(10, '0');
      return oneOf(pick, [
        oneOf(pick, rows),
        `${near} ${generation} ${kind}`,
        `${offset} ${generation} ${kind === 'n' ? 'f' : 'n'}`,
        `${offset} 0000${pick(3)} ${kind}`,
        `${String(pick(text.length)).padStart(10, '0')} ${generation} n`,
        `${row} \n${row}`,
      ]);
    });
  },
  xrefSection: (text, pick) =>
    replaceOne(text, /(xref\r?\n)(\d+) (\d+)/g, pick, ([, xref, first, count]) =>
      oneOf(pick, [
        `${xref}${Number(first) + pick(3)} ${count}`,
        `${xref}${first} ${Number(count) + pick(5) - 2}`,
        `${xref}${first} 99999999`,
        `${xref}0 0\n${first} ${count}`,
      ]),
    ),
  xrefStreamByte: (text, pick) =>
    replaceOne(text, /\/Type \/XRef[^]*?stream\r?\n[^]*?(?=\r?\nendstream)/g, pick, ([section]) => {
      const data = section.search(/stream\r?\n/) + 7;
      const at = data + pick(Math.max(1, section.length - data));
      return replaced(section, at, at + 1, String.fromCharCode(oneOf(pick, [0, 1, 2, 3, 255, pick(256)])));
    }),
  chain: (text, pick) => {
    const sections = [...text.matchAll(/startxref\s+(\d+)/g)].map(([, offset]) => offset as string);
    const target = oneOf(pick, [...sections, String(pick(text.length)), '0']);
    return replaceOne(text, /(startxref\s+|\/Prev |\/XRefStm )\d+/g, pick, ([, key]) => `${key}${target}`);
  },

  /** Two objects under each other's number, and the table knows. */
  objectsSwapped: (text, pick) => {
    const headers = [...text.matchAll(/(?<=[\r\n])(\d+) 0 obj\b/g)];
    const [one, other] = [oneOf(pick, headers), oneOf(pick, headers)];
    if (!one || !other || one[0].length !== other[0].length) return text;
    const swap = (target: string, a: RegExpExecArray, b: RegExpExecArray): string =>
      replaced(replaced(target, a.index, a.index + a[0].length, b[0]), b.index, b.index + b[0].length, a[0]);
    const rowOf = ({ index }: RegExpExecArray): string => String(index).padStart(10, '0');
    return swap(text, one, other).replace(new RegExp(`(?:${rowOf(one)}|${rowOf(other)})(?= \\d{5} n)`, 'g'), (row) =>
      row === rowOf(one) ? rowOf(other) : rowOf(one),
    );
  },

  streamLength: (text, pick) =>
    replaceOne(text, /(\/Length )(\d+)/g, pick, ([, key, length]) => {
      const value = Number(length);
      return (
        key + oneOf(pick, ['0', String(value + 1), String(value - 1), String(value * 2), '99999999999', '-5', '4 0 R'])
      );
    }),

  nesting: (text, pick) => {
    const [open, close] = oneOf(pick, [
      ['[', ']'],
      ['<</A ', '>>'],
      ['(', ')'],
      ['[<</A[', ']>>]'],
      ['<', '>'],
    ]);
    const depth = oneOf(pick, [3, 60, 99, 101, 1000, 20_000]);
    const nest = open.repeat(depth) + oneOf(pick, ['', '1', '4 0 R']) + (pick(2) ? close.repeat(depth) : '');
    return replaceOne(text, /(\/\w+ )[^/<>[\]()\s]+/g, pick, ([, key]) => key + nest);
  },

  /** A byte of a signature value, for the readers of DER behind it. */
  derByte: (text, pick) =>
    replaceOne(text, /<[0-9A-Fa-f]{200,}>/g, pick, ([value]) => {
      const used = value.replace(/0+>$/, '').length;
      const at = 1 + 2 * pick(used >> 1);
      return replaced(value, at, at + 2, oneOf(pick, derBytes));
    }),
};

const all = Object.values(mutations);
const { entry, value, key, number, reference, nesting, bit } = mutations as Record<string, Mutation>;
const wellFormed = [entry, value, value, key, number, reference, reference, nesting, bit] as Mutation[];

function several(text: string, pick: Pick, kinds: readonly Mutation[]): string {
  let mutant = text;
  for (let count = 1 + pick(3); count > 0; count--) mutant = oneOf(pick, kinds)(mutant, pick);
  return mutant;
}

/** One to three mutations of any kind. */
export function mutate(text: string, pick: Pick): string {
  return several(text, pick, all);
}

/** Mutations after which an object can mostly still be parsed, so that its meaning is what is spoilt. */
export function mutateMeaning(text: string, pick: Pick): string {
  return several(text, pick, wellFormed);
}

/** A new table over whatever objects `text` holds, so that moved ones are found. */
export function relink(text: string): string {
  const rows = new Map<number, string>();
  for (const { 1: num, 2: generation, index } of text.matchAll(/(?<=[\r\n])(\d{1,6}) (\d{1,5}) obj\b/g)) {
    const row = `${String(index).padStart(10, '0')} ${(generation as string).padStart(5, '0')} n \n`;
    rows.set(Number(num), `${num} 1\n${row}`);
  }
  const root = /\/Root \d{1,7} \d{1,5} R/.exec(text)?.[0] ?? '/Root 1 0 R';
  const table = `0 1\n0000000000 65535 f \n${[...rows.values()].join('')}`;
  const trailer = `<< /Size ${Math.max(0, ...rows.keys()) + 1} ${root} >>`;
  return `${text}\nxref\n${table}trailer\n${trailer}\nstartxref\n${text.length + 1}\n%%EOF\n`;
}

/** Bytes of DER, spoilt here and there. */
export function mutateDer(text: string, pick: Pick): string {
  let mutant = text;
  for (let count = 1 + pick(3); count > 0; count--) {
    const at = pick(mutant.length);
    mutant = pick(8)
      ? replaced(mutant, at, at + 1, String.fromCharCode(parseInt(oneOf(pick, derBytes), 16)))
      : replaced(mutant, at, at + pick(20), pick(2) ? '' : mutant.slice(0, pick(30)));
  }
  return mutant;
}
