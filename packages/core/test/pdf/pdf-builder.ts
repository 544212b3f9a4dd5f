import { zlibSync } from 'fflate';

import { concatBytes, latin1ToBytes } from '@cinnabar/core/bytes';

/** What a cross-reference section says of one object: offset, or object stream and index, or free. */
type Row = { type: 0 | 1 | 2; second: number; third: number };

/** Writes small PDFs token by token, right or wrong on purpose. */
export class PdfBuilder {
  readonly #chunks: Uint8Array[] = [];
  #rows = new Map<number, Row>();
  #previous: number | undefined;
  #section = 0;
  length = 0;

  constructor(header = '%PDF-1.7\n') {
    this.raw(header);
  }

  raw(content: string | Uint8Array): this {
    const bytes = typeof content === 'string' ? latin1ToBytes(content) : content;
    this.#chunks.push(bytes);
    this.length += bytes.length;
    return this;
  }

  /** `num gen obj body endobj`, entered into the next cross-reference section. */
  object(num: number, body: string | Uint8Array, gen = 0): this {
    this.#rows.set(num, { type: 1, second: this.length, third: gen });
    return this.raw(`${num} ${gen} obj\n`).raw(body).raw('\nendobj\n');
  }

  stream(num: number, dict: string, data: string | Uint8Array): this {
    const bytes = typeof data === 'string' ? latin1ToBytes(data) : data;
    const head = latin1ToBytes(`<< /Length ${bytes.length} ${dict} >>\nstream\n`);
    return this.object(num, concatBytes(head, bytes, latin1ToBytes('\nendstream')));
  }

  /** An object stream that holds `objects`. */
  objectStream(num: number, objects: Record<number, string>): this {
    let index = '';
    let body = '';
    for (const [position, [inner, text]] of Object.entries(objects).entries()) {
      this.row(Number(inner), { type: 2, second: num, third: position });
      index += `${inner} ${body.length} `;
      body += `${text} `;
    }
    const count = Object.keys(objects).length;
    const data = zlibSync(latin1ToBytes(index + body));
    return this.stream(num, `/Type /ObjStm /N ${count} /First ${index.length} /Filter /FlateDecode`, data);
  }

  row(num: number, row: Row): this {
    this.#rows.set(num, row);
    return this;
  }

  /** A classic table of the objects since the last section; `hidden` are left to a hybrid's stream. */
  table(trailer: string, { hidden }: { hidden?: number } = {}): this {
    const hiddenAt = hidden === undefined ? undefined : this.#hiddenStream(hidden, trailer);
    if (this.#previous === undefined && !this.#rows.has(0)) this.row(0, { type: 0, second: 0, third: 65535 });
    const extra = (hiddenAt === undefined ? '' : ` /XRefStm ${hiddenAt}`) + this.#prev();
    this.#section = this.length;
    this.raw('xref\n');
    for (const [num, { type, second, third }] of [...this.#rows].sort(([a], [b]) => a - b)) {
      this.raw(`${num} 1\n${pad(second, 10)} ${pad(third, 5)} ${type === 0 ? 'f' : 'n'} \n`);
    }
    return this.raw(`trailer\n<< ${trailer}${extra} >>\n`).close();
  }

  /** A cross-reference stream of the objects since the last section. */
  xrefStream(num: number, trailer: string): this {
    if (this.#previous === undefined && !this.#rows.has(0)) this.row(0, { type: 0, second: 0, third: 65535 });
    const extra = this.#prev();
    this.#section = this.#writeStream(num, trailer + extra);
    return this.close();
  }

  /** `startxref … %%EOF` for the section just written. */
  close(startxref = this.#section): this {
    this.raw(`startxref\n${startxref}\n%%EOF\n`);
    this.#previous = this.#section;
    this.#rows = new Map();
    return this;
  }

  build(): Uint8Array {
    return concatBytes(...this.#chunks);
  }

  #prev(): string {
    return this.#previous === undefined ? '' : ` /Prev ${this.#previous}`;
  }

  /** Tells of compressed objects in a stream of its own; to the table they are free. */
  #hiddenStream(num: number, trailer: string): number {
    const visible = new Map<number, Row>(
      [...this.#rows].map(([key, row]) => [key, row.type === 2 ? { type: 0, second: 0, third: 0 } : row]),
    );
    this.#rows = new Map([...this.#rows].filter(([, row]) => row.type === 2));
    const at = this.#writeStream(num, trailer);
    this.#rows = visible;
    return at;
  }

  #writeStream(num: number, dict: string): number {
    const start = this.length;
    this.row(num, { type: 1, second: start, third: 0 });
    const rows = [...this.#rows].sort(([a], [b]) => a - b);
    const data = Uint8Array.from(
      rows.flatMap(([, { type, second, third }]) => [
        type,
        (second >> 16) & 255,
        (second >> 8) & 255,
        second & 255,
        third >> 8,
        third & 255,
      ]),
    );
    const index = rows.map(([number]) => `${number} 1`).join(' ');
    this.stream(num, `/Type /XRef /W [1 3 2] /Index [${index}] ${dict}`, data);
    return start;
  }
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Catalog, page tree and one empty page as objects 1 to 3. */
export function minimalObjects(builder: PdfBuilder): PdfBuilder {
  return builder
    .object(1, '<< /Type /Catalog /Pages 2 0 R >>')
    .object(2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>')
    .object(3, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>');
}

/** A one-page file whose object 4 is `body`. */
export function pdfWith(body: string | Uint8Array): Uint8Array {
  return minimalObjects(new PdfBuilder()).object(4, body).table('/Root 1 0 R /Size 5').build();
}
