import { CinnabarError } from '../error/index.ts';

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Nesting that anything of ours stays far below; deeper data would only exhaust the stack. */
const maxDepth = 64;
const loneSurrogate = /\p{Cs}/u;

/**
 * The one text of a JSON value by the JSON Canonicalization Scheme (RFC 8785): no white space, members sorted by the
 * UTF-16 code units of their names, numbers and strings as ECMAScript writes them. Equal values give equal bytes, so
 * they can be digested and signed. Members that are undefined are left out.
 * @throws CinnabarError `BYTES_JSON` for what JSON cannot say (functions, NaN, infinities, lone surrogates, objects that are not plain) and
 *   for nesting deeper than 64
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/**
 * The value of a text that is its own canonical form, or undefined. Refuses whatever another program could read
 * differently: members given twice, white space, other spellings of numbers.
 */
export function parseCanonicalJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return canonicalJson(value) === text ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

function write(value: unknown, depth: number): string {
  if (depth > maxDepth) throw unwritable('it is nested too deeply');
  switch (typeof value) {
    case 'boolean':
      return String(value);
    case 'number':
      if (!Number.isFinite(value)) throw unwritable('it holds a number that is not finite');
      return JSON.stringify(value);
    case 'string':
      return writeString(value);
    case 'object':
      if (value === null) return 'null';
      // Array.from, unlike map, does not pass over holes.
      return Array.isArray(value)
        ? `[${Array.from(value, (item) => write(item, depth + 1)).join(',')}]`
        : writeObject(value, depth);
    default:
      throw unwritable(`it holds a value of type ${typeof value}`);
  }
}

function writeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw unwritable('it holds an object that is not plain');
  // The default order of sort() is that of UTF-16 code units (RFC 8785 §3.2.3).
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${writeString(name)}:${write(member, depth + 1)}`).join(',')}}`;
}

function writeString(text: string): string {
  if (loneSurrogate.test(text)) throw unwritable('it holds half of a surrogate pair');
  return JSON.stringify(text);
}

function unwritable(reason: string): CinnabarError {
  return new CinnabarError('BYTES_JSON', `The value cannot be written as canonical JSON: ${reason}.`);
}
