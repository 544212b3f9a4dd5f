import { bytesToLatin1 } from '@cinnabar/core/bytes';
import { isCinnabarError } from '@cinnabar/core/error';
import {
  openPdf,
  PdfRef,
  PdfStream,
  serializeObject,
  unlockPdf,
  type PdfDocument,
  type PdfObject,
  type PdfRevision,
  type PdfSecurity,
} from '@cinnabar/core/pdf';

import { withFile } from '../files/input.ts';
import { exitCodes, parseCommandLine, UsageError, words, type Command } from './command.ts';
import { givenPassword, passwordOptions } from './password.ts';
import { drawTree, paint, print, printable, printJson, progress } from './terminal.ts';

export const inspect: Command = {
  help: `Usage: cinnabar inspect FILE [--object N] [--json]

Shows what each save of a PDF appended: its bytes, the form of its cross-reference, the objects it touched. With
--object, shows one object as the newest revision has it, and which revisions touched it.

  --object N       number of an indirect object
  --password WORD  password of an encrypted file, of which else only the structure is shown
  --password-env V environment variable that holds it, out of sight of other users
  --json           one JSON object on standard output
  -h, --help       this text

Examples:
  cinnabar inspect contract.pdf
  cinnabar inspect contract.pdf --object 12
  cinnabar inspect contract.pdf --json | jq '.revisions[-1].objects'`,

  async run(args) {
    const { values, positionals } = parseCommandLine(args, {
      object: { type: 'string' },
      ...passwordOptions,
      json: { type: 'boolean' },
    });
    const { FILE: file } = words(positionals, 'FILE');
    const number = values.object === undefined ? undefined : objectNumber(values.object);
    const password = givenPassword(values);
    progress.step(`Reading ${file}`);
    const found = await withFile(file, async (stored) => {
      const document = await readable(openPdf(stored), password);
      return number === undefined ? overviewOf(document) : objectReport(document, number);
    });
    progress.end();
    if (values.json) printJson(found);
    else print(('file' in found ? overviewLines(file, found) : objectLines(found)).join('\n'));
    return exitCodes.done;
  },
};

/** Unlocked where that needs no password or one was given; else as it is, for structure can be seen all the same. */
async function readable(document: PdfDocument, password: string | undefined): Promise<PdfDocument> {
  try {
    return await unlockPdf(document, { password });
  } catch (cause) {
    const closed = isCinnabarError(cause) && ['PDF_ENCRYPTED', 'PDF_UNSUPPORTED'].includes(cause.code);
    if (!closed || password !== undefined) throw cause;
    return document;
  }
}

interface RevisionOverview {
  readonly index: number;
  /** Offsets of its first byte and of the byte after its last. */
  readonly start: number;
  readonly end: number;
  readonly startxref: number;
  readonly xrefForm: PdfRevision['xrefForm'];
  readonly objects: readonly number[];
  /** Of `objects`, those an earlier revision had. */
  readonly replaced: readonly number[];
}

interface Overview {
  readonly file: {
    readonly size: number;
    readonly version: string | null;
    readonly encrypted: boolean;
    /** Of an encrypted file that could be opened. */
    readonly security?: PdfSecurity;
  };
  readonly revisions: readonly RevisionOverview[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

function overviewOf(document: PdfDocument): Overview {
  const { revisions, encrypted, security, source } = document;
  const known = new Set<number>();
  const rows = revisions.map((revision, i): RevisionOverview => {
    const objects = revision.entries.filter((number) => number !== 0);
    const replaced = objects.filter((number) => known.has(number));
    for (const number of objects) known.add(number);
    return {
      index: revision.index,
      start: revisions[i - 1]?.endOffset ?? 0,
      end: revision.endOffset,
      startxref: revision.startxref,
      xrefForm: revision.xrefForm,
      objects,
      replaced,
    };
  });
  return {
    file: { size: source.length, version: versionOf(document), encrypted, ...(security ? { security } : {}) },
    revisions: rows,
    warnings: document.warnings.map(({ code, message }) => ({ code, message })),
  };
}

function overviewLines(path: string, { file, revisions, warnings }: Overview): string[] {
  const facts = `PDF ${file.version ?? '(version withheld)'}, ${file.size.toLocaleString('en')} bytes${protection(file)}`;
  const branches = revisions.map(({ index, start, end, startxref, xrefForm, objects, replaced }) => {
    const added = objects.filter((number) => !replaced.includes(number));
    const children = [{ text: `cross-reference  ${xrefForm} at ${startxref}` }];
    if (added.length > 0) children.push({ text: `new objects      ${ranges(added)}` });
    if (replaced.length > 0) children.push({ text: `changed objects  ${ranges(replaced)}` });
    return { text: `${paint('bold', `revision ${index + 1}`)}  bytes ${start} to ${end}`, children };
  });
  const notes = warnings.map(({ code, message }) => ({
    text: `${paint('yellow', 'warning')}  ${printable(message)}  ${paint('dim', code)}`,
  }));
  return drawTree({ text: `${paint('bold', printable(path))}  ${facts}`, children: [...branches, ...notes] });
}

/** The catalog's own version may be out of reach in a locked file. */
function versionOf(document: PdfDocument): string | null {
  try {
    return document.version;
  } catch (cause) {
    if (isCinnabarError(cause) && cause.code === 'PDF_ENCRYPTED') return null;
    throw cause;
  }
}

/** `, encrypted (AES-256), opened as user: print, copy` */
function protection({ encrypted, security }: Overview['file']): string {
  if (!security) return encrypted ? ', encrypted' : '';
  const { algorithm, access, permissions } = security;
  const granted = Object.entries(permissions).flatMap(([what, may]) => (may ? [what] : []));
  const may = access === 'owner' ? 'everything is permitted' : `permitted: ${granted.join(', ') || 'nothing'}`;
  return `, encrypted (${algorithm}), opened as ${access}, ${may}`;
}

interface ObjectReport {
  readonly object: number;
  readonly generation: number;
  readonly kind: 'free' | 'offset' | 'compressed' | 'absent';
  /** Of an uncompressed object. */
  readonly offset: number | null;
  /** Number of the object stream of a compressed one. */
  readonly stream: number | null;
  /** Indexes of the revisions that touch it. */
  readonly revisions: readonly number[];
  /** The object in PDF syntax, a character per byte; of a stream its dictionary. Null when free or absent. */
  readonly text: string | null;
  /** Bytes of a stream as they are in the file. */
  readonly streamLength: number | null;
}

function objectReport(document: PdfDocument, number: number): ObjectReport {
  const entry = document.entry(number);
  const generation = entry && entry.kind !== 'compressed' ? entry.generation : 0;
  const held = entry && entry.kind !== 'free';
  const object: PdfObject = held ? document.get(PdfRef.of(number, generation)) : null;
  const shown = object instanceof PdfStream ? object.dict : object;
  return {
    object: number,
    generation,
    kind: entry?.kind ?? 'absent',
    offset: entry?.kind === 'offset' ? entry.offset : null,
    stream: entry?.kind === 'compressed' ? entry.stream : null,
    revisions: document.revisions.filter((revision) => revision.entry(number)).map(({ index }) => index),
    text: held ? bytesToLatin1(serializeObject(shown)) : null,
    streamLength: object instanceof PdfStream ? object.rawLength : null,
  };
}

function objectLines(report: ObjectReport): string[] {
  const { object, generation, kind, offset, stream, revisions, text, streamLength } = report;
  const places = { free: 'free', absent: 'absent', offset: `at ${offset}`, compressed: `in object stream ${stream}` };
  const touched = revisions.map((index) => index + 1).join(', ');
  const head = `${paint('bold', `${object} ${generation}`)}  ${places[kind]}${touched ? `, touched by revision ${touched}` : ''}`;
  const lines = text === null ? [] : text.split('\n').map(printable);
  return [head, ...lines, ...(streamLength === null ? [] : [paint('dim', `stream of ${streamLength} bytes`)])];
}

/** @throws UsageError */
function objectNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError('--object is the number of an object, such as 12.');
  return Number(text);
}

/** 1, 2, 3, 7 as `1–3, 7`. */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
