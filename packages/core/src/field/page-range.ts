/**
 * Pages named by a range: 0-based indexes in order, each once. `ALL`, or printed numbers from 1 and spans of them, joined
 * by commas: `1-5,8`; negative numbers count from the end, so `2--1` is all but the first (standards B17.3).
 * @returns undefined for another text, for a page the document of `count` pages does not have, and for a span backwards
 */
export function pagesOf(range: string, count: number): readonly number[] | undefined {
  if (range === 'ALL') return Array.from({ length: count }, (_, i) => i);
  if (!isPageRange(range)) return undefined;
  const index = (text: string): number => (Number(text) > 0 ? Number(text) - 1 : count + Number(text));
  const found = new Set<number>();
  for (const part of range.split(',')) {
    const [, first = '', last = first] = /^(-?\d+)(?:-(-?\d+))?$/.exec(part) ?? [];
    const [from, to] = [index(first), index(last)];
    if (from < 0 || to >= count || from > to) return undefined;
    for (let page = from; page <= to; page++) found.add(page);
  }
  return [...found].sort((a, b) => a - b);
}

/** True for a text that may name pages of some document. */
export function isPageRange(range: string): boolean {
  return (
    range.length <= 200 &&
    (range === 'ALL' || /^-?[1-9]\d{0,5}(--?[1-9]\d{0,5})?(,-?[1-9]\d{0,5}(--?[1-9]\d{0,5})?)*$/.test(range))
  );
}
