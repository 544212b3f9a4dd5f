import type { Rect } from '@cinnabar/core/field';

import { markKindOf, type DropTarget, type MarkKind, type PagePoint } from './drop-surface.ts';

/** Why a mark may not stand where it was put. Keys a message in {@link placementMessages}. */
export type PlacementRefusal =
  'PLACE_NO_AREA' | 'PLACE_OTHER_PARTY' | 'PLACE_NEEDS_HANDWRITING' | 'PLACE_NEEDS_SEAL' | 'PLACE_UNKNOWN_SEAL';

/** Says why `mark` may not go to `target`, or nothing when it may. */
export function refusalOf(
  mark: MarkKind,
  target: Pick<DropTarget, 'mine' | 'control'> | undefined,
): PlacementRefusal | undefined {
  if (!target) return 'PLACE_NO_AREA';
  if (!target.mine) return 'PLACE_OTHER_PARTY';
  const wanted = markKindOf(target.control);
  if (wanted === mark) return undefined;
  return wanted === 'signature' ? 'PLACE_NEEDS_HANDWRITING' : 'PLACE_NEEDS_SEAL';
}

/**
 * The centre nearest to `wanted` at which a mark of true `size` (points) stays inside `area`. On an axis where the area
 * is smaller than the mark, the area's middle.
 */
export function clampCenter(
  wanted: PagePoint,
  size: { readonly width: number; readonly height: number },
  area: Rect,
): PagePoint {
  return {
    x: clampAxis(wanted.x, size.width, area.x, area.width),
    y: clampAxis(wanted.y, size.height, area.y, area.height),
  };
}

function clampAxis(wanted: number, size: number, start: number, length: number): number {
  if (size >= length) return start + length / 2;
  return Math.min(Math.max(wanted, start + size / 2), start + length - size / 2);
}
