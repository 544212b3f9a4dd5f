/** A whole number from 0 to `below` - 1. */
export type Pick = (below: number) => number;

/** Mulberry32: the same numbers for the same seed. */
export function random(seed: number): Pick {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export function oneOf<T>(pick: Pick, list: readonly T[]): T {
  return list[pick(list.length)] as T;
}
