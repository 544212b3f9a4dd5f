import type { DigestAlgorithm } from '@cinnabar/core/crypto';
import type { BaselineLevel, ChangeLevel, NewSignatureField, SignatureLock } from '@cinnabar/core/sign';

import { UsageError } from './command.ts';

const digests: readonly string[] = ['SHA-256', 'SHA-384', 'SHA-512'] satisfies DigestAlgorithm[];

/** One of the PAdES levels that a command can reach. @throws UsageError */
export function levelFrom<L extends BaselineLevel>(text: string, levels: readonly L[]): L {
  const level = levels.find((known) => known === text);
  if (!level) throw new UsageError(`--level is one of ${levels.join(', ')}.`);
  return level;
}

/** @throws UsageError */
export function digestFrom(text: string | undefined): DigestAlgorithm | undefined {
  if (text !== undefined && !digests.includes(text)) throw new UsageError(`--digest is one of ${digests.join(', ')}.`);
  return text as DigestAlgorithm | undefined;
}

/** P of a certification (ISO 32000-2 §12.8.2.2). @throws UsageError */
export function certificationFrom(text: string | undefined): ChangeLevel | undefined {
  if (text === undefined) return undefined;
  if (!/^[123]$/.test(text)) throw new UsageError('--certify is 1, 2 or 3.');
  return Number(text) as ChangeLevel;
}

/** `all`, `all-but:a,b` or `a,b`. @throws UsageError */
export function lockFrom(text: string | undefined): SignatureLock | undefined {
  if (text === undefined) return undefined;
  if (text === 'all') return { action: 'All' };
  const [, except = ''] = /^all-but:(.*)$/s.exec(text) ?? [];
  const fields = (except || text).split(',');
  if (fields.includes('')) throw new UsageError('--lock is all, all-but:NAME,NAME or NAME,NAME.');
  return { action: except ? 'Exclude' : 'Include', fields };
}

/** Where a new field stands; undefined when an existing one is to be signed. @throws UsageError */
export function newFieldFrom(values: {
  readonly page?: string | undefined;
  readonly rect?: string | undefined;
  readonly invisible?: boolean | undefined;
}): NewSignatureField | undefined {
  const { page = 'last', rect, invisible } = values;
  if (invisible) {
    if (rect !== undefined || values.page !== undefined)
      throw new UsageError('--invisible has no --page and no --rect.');
    return {};
  }
  if (rect === undefined) {
    if (values.page !== undefined) throw new UsageError('--page goes with --rect, which says where on the page.');
    return undefined;
  }
  if (!/^(last|[1-9]\d{0,5})$/.test(page)) throw new UsageError('--page is 1, 2, … or last.');
  const numbers = rect.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const [x = NaN, y = NaN, width = NaN, height = NaN] = numbers;
  if (numbers.length !== 4 || !numbers.every(Number.isFinite)) {
    throw new UsageError('--rect is left,bottom,width,height in points, such as 72,72,200,80.');
  }
  // One less than the first page is the last.
  return { widgets: [{ page: page === 'last' ? -1 : Number(page) - 1, rect: { x, y, width, height } }] };
}
