import { dayOf } from '@cinnabar/core/contract';
import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import {
  isMarkControl,
  statesOf,
  takesInk,
  takesSeal,
  validateValue,
  type Control,
  type FillControl,
  type MarkControl,
} from '@cinnabar/core/field';
import { inkArtwork, parseInk, type InkStrokes } from '@cinnabar/core/ink';
import type { Mark as StampMark } from '@cinnabar/core/stamp';
import type { FileSubmission, InkMark, Mark, SealAsset } from '@cinnabar/elements/backend';

/**
 * The values a signer filled, dates of signing included, checked against the file's controls.
 * @throws CinnabarError `FIELD_*` with the control's id.
 */
export function fillsOf(
  controls: readonly Control[],
  role: string,
  submission: FileSubmission,
  inForce: Readonly<Record<string, string>>,
  signedAt: Date,
): Record<string, string> {
  const { isShown, isRequired } = statesOf(controls, { ...inForce, ...submission.values });
  const own = controls.filter(
    (control): control is FillControl => !isMarkControl(control) && control.role === role && isShown(control),
  );
  for (const id of Object.keys(submission.values)) {
    const control = own.find((candidate) => candidate.id === id);
    if (control === undefined || control.readOnly || isFixed(control)) {
      throw problem('FIELD_NOT_YOURS', 'A value belongs to no field of yours.', id);
    }
  }
  const fills: Record<string, string> = {};
  for (const control of own) {
    if (control.kind === 'sign-date') {
      fills[control.id] = datePart(dayOf(signedAt.toISOString()), control.datePart);
    } else if (!control.readOnly && !isFixed(control)) {
      const value = submission.values[control.id] ?? '';
      const found = validateValue({ ...control, required: isRequired(control) }, value);
      if (found !== undefined) throw problem(found.code, 'A field is empty or does not fit.', control.id);
      if (value.trim() !== '') fills[control.id] = value.trim();
    }
  }
  return fills;
}

/** Kinds that nobody types. */
function isFixed({ kind }: FillControl): boolean {
  return kind === 'sign-date' || kind === 'watermark';
}

/**
 * The marks for the role's signing areas by control id; `values` say which areas are shown.
 * @throws CinnabarError `MARK_MISSING`, `MARK_INVALID`, `INK_*` with the control's id.
 */
export function marksOf(
  controls: readonly Control[],
  role: string,
  marks: readonly Mark[],
  values: Readonly<Record<string, string>>,
  seals: readonly SealAsset[],
): Map<string, StampMark> {
  const { isShown, isRequired } = statesOf(controls, values);
  const own = controls.filter(
    (control): control is MarkControl => isMarkControl(control) && control.role === role && isShown(control),
  );
  const used = new Set<string>();
  for (const mark of marks) {
    if (used.has(mark.controlId) || !own.some(({ id }) => id === mark.controlId)) {
      throw problem('MARK_INVALID', 'A mark belongs to no signing area of yours.', mark.controlId);
    }
    used.add(mark.controlId);
  }
  const placed = new Map<string, StampMark>();
  for (const control of own) {
    const mark = marks.find(({ controlId }) => controlId === control.id);
    if (mark !== undefined) placed.set(control.id, stampOf(control, mark, seals));
    else if (isRequired(control)) throw problem('MARK_MISSING', 'A signing area is still empty.', control.id);
  }
  return placed;
}

function stampOf(control: MarkControl, mark: Mark, seals: readonly SealAsset[]): StampMark {
  const { x, y, width, height } = control.rect;
  if (mark.kind === 'ink') {
    if (!takesInk(control)) throw problem('MARK_INVALID', 'This area takes a company seal.', control.id);
    // On a turned page the area lies across.
    return { artwork: inkArtwork(inkOf(mark), { width, height }), fit: true };
  }
  const seal = seals.find(({ id }) => id === mark.sealId);
  if (!takesSeal(control) || seal === undefined) {
    throw problem('MARK_INVALID', 'This area does not take that mark.', control.id);
  }
  const center = mark.center;
  if (center === undefined) return { artwork: seal.artwork };
  if (center.x < x || center.x > x + width || center.y < y || center.y > y + height) {
    throw problem('MARK_INVALID', 'The seal lies outside its area.', control.id);
  }
  const [left, bottom] = [center.x - seal.artwork.width / 2, center.y - seal.artwork.height / 2];
  const beyond = [
    x - left,
    y - bottom,
    left + seal.artwork.width - x - width,
    bottom + seal.artwork.height - y - height,
  ];
  // Core allows the same for rounding.
  if (Math.max(...beyond) > 0.05) {
    throw problem('SEAL_DOES_NOT_FIT', 'The seal reaches over the edge of its area; move it inwards.', control.id);
  }
  return { artwork: seal.artwork, center };
}

function inkOf(mark: InkMark): InkStrokes {
  try {
    return parseInk(mark.ink);
  } catch (error) {
    throw isCinnabarError(error) ? problem(error.code, error.message, mark.controlId) : error;
  }
}

function datePart(date: string, part: FillControl['datePart']): string {
  const [year, month, day] = date.split('-') as [string, string, string];
  switch (part) {
    case 'year':
      return year;
    case 'month':
      return String(Number(month));
    case 'day':
      return String(Number(day));
    case undefined:
      return date;
  }
}

function problem(code: string, message: string, controlId: string): CinnabarError {
  return new CinnabarError(code, message, { details: { controlId } });
}
