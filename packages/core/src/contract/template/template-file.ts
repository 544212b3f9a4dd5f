import { bytesToLatin1 } from '../../bytes/index.ts';
import type { Problem } from '../../language/index.ts';
import type { PlatformRules } from '../rules/index.ts';
import { because, type TemplateRefusal } from './texts.ts';

/** A file somebody wants to add. */
export interface CandidateFile {
  readonly name: string;
  /** Length in bytes. */
  readonly bytes: number;
  /** Its first bytes, 1,024 where it has as many. */
  readonly head: Uint8Array;
  /** What opening it told; absent before it was opened. */
  readonly opened?: { readonly pages: number; readonly encrypted: boolean } | 'damaged';
}

/** The header may stand anywhere in the first 1,024 bytes, as readers of PDF accept it. */
const headBytes = 1024;

/**
 * Why a file cannot be added to those there are; all reasons at once. Works before the file was opened (in a browser, by
 * name, size and first bytes) and after. Limits: `rules.template` or `rules.upload`.
 *
 * Catalogue: TPL-04, TPL-05, LIM-06, LIM-07, LIM-20, MSG-08.
 */
export function templateFileProblems(
  file: CandidateFile,
  others: readonly { readonly name: string }[],
  limits: Pick<PlatformRules['template'], 'maxFiles' | 'maxFileBytes'> & { readonly maxPages?: number },
): readonly Problem<TemplateRefusal>[] {
  const path = 'files';
  const found: Problem<TemplateRefusal>[] = [];
  const { maxFiles, maxFileBytes, maxPages = Infinity } = limits;
  if (others.length >= maxFiles) found.push(because('TPL_FILE_COUNT', { path, values: { max: maxFiles } }));
  if (file.bytes !== 0 && !isPdf(file)) found.push(because('TPL_FILE_TYPE', { path }));
  const size = sizeProblem(file.bytes, maxFileBytes, path);
  if (size !== undefined) found.push(size);
  if (others.some(({ name }) => sameName(name, file.name))) found.push(because('TPL_FILE_DUPLICATE', { path }));
  if (file.opened === 'damaged') found.push(because('TPL_FILE_DAMAGED', { path }));
  else if (file.opened?.encrypted === true) found.push(because('TPL_FILE_ENCRYPTED', { path }));
  else if (file.opened !== undefined && file.opened.pages > maxPages) {
    found.push(because('TPL_FILE_PAGES', { path, values: { max: maxPages } }));
  }
  return found;
}

/** Nothing, more than the limit, or no length at all. */
export function sizeProblem(bytes: number, maxFileBytes: number, path: string): Problem<TemplateRefusal> | undefined {
  if (bytes === 0) return because('TPL_FILE_EMPTY', { path });
  if (Number.isSafeInteger(bytes) && bytes > 0 && bytes <= maxFileBytes) return undefined;
  const max = Math.floor((maxFileBytes / 1024 / 1024) * 100) / 100;
  return because('TPL_FILE_SIZE', { path, values: { max } });
}

function isPdf({ name, head }: CandidateFile): boolean {
  return /\.pdf$/i.test(name.trim()) && bytesToLatin1(head.subarray(0, headBytes)).includes('%PDF-');
}

/** File systems differ in case and in how they compose letters. */
export function sameName(one: string, other: string): boolean {
  const key = (name: string): string => name.trim().normalize('NFC').toLowerCase();
  return key(one) === key(other);
}
