/** Character classes of PDF syntax (ISO 32000-2 §7.2.3). */

const regular = 0;
const space = 1;
const delimiter = 2;

const classes = new Uint8Array(256).fill(regular);
for (const code of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) classes[code] = space;
for (const character of '()<>[]{}/%') classes[character.charCodeAt(0)] = delimiter;

const hexValues = new Int8Array(256).fill(-1);
for (let value = 0; value < 16; value++) {
  hexValues[value.toString(16).charCodeAt(0)] = value;
  hexValues[value.toString(16).toUpperCase().charCodeAt(0)] = value;
}

/** White space; the end of the data is none. */
export function isSpace(code: number | undefined): boolean {
  return code !== undefined && classes[code] === space;
}

/** A character that can be part of a name, number or keyword; the end of the data is none. */
export function isRegular(code: number | undefined): boolean {
  return code !== undefined && classes[code] === regular;
}

export function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}

/** Value of a hexadecimal digit, or -1. */
export function hexValue(code: number | undefined): number {
  return code === undefined ? -1 : (hexValues[code] as number);
}
