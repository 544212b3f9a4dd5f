import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

// Controls, invisible formats such as bidirectional overrides, line separators, lone surrogates.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text from a document, made harmless to a terminal: what would move, colour or reorder is shown as its number. */
export function printable(text: string): string {
  return text.replace(unprintable, escape);
}

/** One JSON value and a line end. Escapes what {@link printable} does, so that it is harmless on a terminal too. */
export function printJson(value: unknown): void {
  const json = JSON.stringify(value, undefined, 2);
  print(json.replace(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escape));
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** `text` in colour where standard output is a terminal that wants it (NO_COLOR, TERM). */
export function paint(style: Style, text: string): string {
  const colourful = process.stdout.isTTY && process.stdout.hasColors();
  return colourful ? styleText(style, text, { validateStream: false }) : text;
}

/** `label`, dimmed, and spaces up to so many columns of a terminal, of which ideographs take two. */
export function labelled(label: string, columns: number): string {
  const taken = [...label].length + (label.match(/\p{Script=Han}/gu)?.length ?? 0);
  return paint('dim', label) + ' '.repeat(Math.max(0, columns - taken));
}

/** Says on standard error, where that is a terminal, what is being done; the line goes when it is over. */
export const progress = {
  step(text: string): void {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${printable(text)} …`);
  },
  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  },
};

/** `1 revision`, `2 revisions`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A line with what hangs below it. */
export interface Branch {
  readonly text: string;
  readonly children?: readonly Branch[];
}

/** Lines of a tree drawn with box characters; the root stands at the margin. */
export function drawTree({ text, children = [] }: Branch): string[] {
  return [
    text,
    ...children.flatMap((child, i) => {
      const last = i === children.length - 1;
      const [first = '', ...rest] = drawTree(child);
      return [`${last ? '└─' : '├─'} ${first}`, ...rest.map((line) => `${last ? '  ' : '│ '} ${line}`)];
    }),
  ];
}

function escape(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
