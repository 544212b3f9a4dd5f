import type { PlatformRules } from '../rules/index.ts';

/** Where one page of a list lies. */
export interface PagePlace {
  /** 共 N 条. */
  readonly total: number;
  /** From 1. */
  readonly page: number;
  /** At least 1, so that an empty list has a page too. */
  readonly pages: number;
  readonly pageSize: number;
  /** Items before the page. */
  readonly offset: number;
}

/** One page of a list. */
export interface Page<Item> extends Omit<PagePlace, 'offset'> {
  readonly items: readonly Item[];
}

/** What a caller asks for. */
export interface PageWish {
  readonly page?: number;
  readonly pageSize?: number;
}

/**
 * The place of the page asked for, for stores that count and cut by themselves, or the nearest there is: numbers out of range, broken or absent are clamped, never an error.
 * Catalogue: GEN-09, LIM-14.
 */
export function pagePlace(total: number, wanted: PageWish, rules: PlatformRules): PagePlace {
  const pageSize = clamp(wanted.pageSize ?? rules.list.pageSize, 1, rules.list.pageSizeMax, rules.list.pageSize);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const page = clamp(wanted.page ?? 1, 1, pages, 1);
  return { total, page, pages, pageSize, offset: (page - 1) * pageSize };
}

/** The page asked for, cut from all items. See {@link pagePlace}. */
export function pageOf<Item>(items: readonly Item[], wanted: PageWish, rules: PlatformRules): Page<Item> {
  const { offset, ...place } = pagePlace(items.length, wanted, rules);
  return { ...place, items: items.slice(offset, offset + place.pageSize) };
}

function clamp(value: number, min: number, max: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : Math.min(max, Math.max(min, Math.trunc(value)));
}
