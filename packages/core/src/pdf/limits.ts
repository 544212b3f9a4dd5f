/** Budgets that keep hostile files from costing more than they should. Exceeding one is a `PDF_LIMIT` error. */
export interface PdfLimits {
  /** Nesting of arrays and dictionaries in one object, and of nodes in the page tree. */
  readonly depth: number;
  /** Numbers, names, strings and so on parsed for one document, which holds them once read. */
  readonly items: number;
  /** How many times its own size may be read of a file or object stream: objects that overlap cost more than once. */
  readonly passes: number;
  /** Cross-reference entries and subsections of all sections together. */
  readonly entries: number;
  /** Cross-reference sections in the /Prev chain. */
  readonly revisions: number;
  /** References that lead to references before a value comes. */
  readonly chain: number;
  /** Pages. */
  readonly pages: number;
  /** Bytes that decoding one stream may yield, all filters of its chain together, and all failed attempts of a document. */
  readonly streamBytes: number;
  /** Bytes that all object streams of a document may hold decoded. */
  readonly objectStreamBytes: number;
}

export const defaultLimits: PdfLimits = {
  depth: 100,
  items: 10_000_000,
  passes: 16,
  entries: 5_000_000,
  revisions: 1_000,
  chain: 16,
  pages: 100_000,
  streamBytes: 64 << 20,
  objectStreamBytes: 256 << 20,
};

/** Longest name in bytes. Annex C knew 127; names are kept for reuse, so there must be a limit. */
export const maxNameLength = 1024;

/**
 * Longest object or cross-reference section in bytes, with white space and comments and without the data of a stream: the
 * entries that are allowed at most fit in.
 */
export const maxObjectLength = 1 << 27;

/** Longest data of one stream in bytes, as stored. */
export const maxStreamLength = 1 << 28;

/** Highest object number accepted (ISO 32000-1 Annex C), so that no file makes a reader allocate by number. */
export const maxObjectNumber = 8_388_607;
