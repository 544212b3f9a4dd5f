import { CinnabarError } from '../error/index.ts';
import { PdfDict, PdfName, PdfString, type PdfDocument, type PdfObject } from '../pdf/index.ts';

/** Entries of one list; what an author lists is below. */
const longestList = 256;

/** A dictionary of wishes in a signature field, read strictly: what is there is of the type the standard says, and short. */
export class SeedDictionary {
  readonly #document: PdfDocument;
  readonly #dict: PdfDict;
  /** How it is called where it stands, such as `SV/Cert`. */
  readonly #path: string;

  private constructor(document: PdfDocument, dict: PdfDict, path: string) {
    this.#document = document;
    this.#dict = dict;
    this.#path = path;
  }

  /**
   * The dictionary at `key` of `holder`; undefined when there is none.
   * @throws CinnabarError `SIGN_SEED_VALUE_MALFORMED`
   */
  static at(document: PdfDocument, holder: PdfDict, key: string, type?: string): SeedDictionary | undefined {
    return new SeedDictionary(document, holder, '').dictionary(key, type);
  }

  has(key: string): boolean {
    return this.#get(key) !== null;
  }

  dictionary(key: string, type?: string): SeedDictionary | undefined {
    return this.#read(key, (value) => this.#below(value, key, type));
  }

  /** Flags, or the number 0 where there are none. */
  flags(key = 'Ff'): number {
    return this.#read(key, (value) => (isCount(value) ? value : undefined)) ?? 0;
  }

  number(key: string): number | undefined {
    return this.#read(key, (value) => (typeof value === 'number' ? value : undefined));
  }

  boolean(key: string): boolean | undefined {
    return this.#read(key, (value) => (typeof value === 'boolean' ? value : undefined));
  }

  text(key: string): string | undefined {
    return this.#read(key, (value) => (value instanceof PdfString ? value.toText() : undefined));
  }

  /** A name; producers also write it as a string or, where it is true or false, as a boolean. */
  word(key: string): string | undefined {
    return this.#read(key, wordOf);
  }

  words(key: string): readonly string[] | undefined {
    return this.#list(key, wordOf);
  }

  texts(key: string): readonly string[] | undefined {
    return this.#list(key, (value) => (value instanceof PdfString ? value.toText() : undefined));
  }

  bytes(key: string): readonly Uint8Array[] | undefined {
    return this.#list(key, (value) => (value instanceof PdfString ? value.bytes : undefined));
  }

  dictionaries(key: string): readonly SeedDictionary[] | undefined {
    return this.#list(key, (value) => this.#below(value, key));
  }

  /** All its entries, each a text. */
  allTexts(): ReadonlyMap<string, string> {
    const keys = [...this.#dict.map.keys()];
    if (keys.length > longestList) throw this.malformed();
    return new Map(keys.map((key) => [key, this.text(key) ?? '']));
  }

  malformed(key?: string): CinnabarError {
    const entry = [this.#path, key].filter(Boolean).join('/').slice(0, 80);
    return new CinnabarError('SIGN_SEED_VALUE_MALFORMED', 'What the author of the field demands cannot be read.', {
      details: { entry },
    });
  }

  #get(key: string): PdfObject {
    return this.#document.resolve(this.#dict.get(key));
  }

  #read<Value>(key: string, read: (value: PdfObject) => Value | undefined): Value | undefined {
    const found = this.#get(key);
    if (found === null) return undefined;
    const value = read(found);
    if (value === undefined) throw this.malformed(key);
    return value;
  }

  #list<Value>(key: string, read: (value: PdfObject) => Value | undefined): readonly Value[] | undefined {
    return this.#read(key, (list) => {
      if (!Array.isArray(list) || list.length > longestList) return undefined;
      return list.map((item: PdfObject) => {
        const value = read(this.#document.resolve(item));
        if (value === undefined) throw this.malformed(key);
        return value;
      });
    });
  }

  #below(value: PdfObject, key: string, type?: string): SeedDictionary | undefined {
    if (!(value instanceof PdfDict)) return undefined;
    const stated = this.#document.resolve(value.get('Type'));
    if (type !== undefined && stated !== null && stated !== PdfName.of(type)) return undefined;
    return new SeedDictionary(this.#document, value, this.#path ? `${this.#path}/${key}` : key);
  }
}

function wordOf(value: PdfObject): string | undefined {
  if (typeof value === 'boolean') return String(value);
  if (value instanceof PdfName) return value.value;
  return value instanceof PdfString ? value.toText() : undefined;
}

function isCount(value: PdfObject): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31;
}
