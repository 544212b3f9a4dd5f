import type { PlatformRules } from '../rules/index.ts';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** 共 N 条. */
  readonly total: number;
  /** From 1. */
  readonly page: number;
  /** At least 1, so that an empty list has a page too. */
  readonly pages: number;
  readonly pageSize: number;
}

/**
 * The page asked for, or the nearest there is: numbers out of range, broken or absent are clamped, never an error.
 * Catalogue: GEN-09, LIM-14.
 */
export function pageOf<Item>(
  items: readonly Item[],
  wanted: { readonly page?: number; readonly pageSize?: number },
  rules: PlatformRules,
): Page<Item> {
  const pageSize = clamp(wanted.pageSize ?? rules.list.pageSize, 1, rules.list.pageSizeMax, rules.list.pageSize);
  const pages = Math.max(1, Math.ceil(items.length / pageSize));
  const page = clamp(wanted.page ?? 1, 1, pages, 1);
  const from = (page - 1) * pageSize;
  return { items: items.slice(from, from + pageSize), total: items.length, page, pages, pageSize };
}

function clamp(value: number, min: number, max: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : Math.min(max, Math.max(min, Math.trunc(value)));
}
