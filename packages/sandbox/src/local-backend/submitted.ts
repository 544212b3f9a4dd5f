import { CinnabarError } from '@cinnabar/core/error';
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
import { inkArtwork, inkProblem } from '@cinnabar/core/ink';
import type { Mark as StampMark } from '@cinnabar/core/stamp';
import type { FileSubmission, SealAsset } from '@cinnabar/elements/backend';

/**
 * Values to keep, by control id: the signer's own, checked, and dates of signing.
 * @throws CinnabarError `FIELD_*` with the control's id.
 */
export function checkedValues(
  controls: readonly Control[],
  role: string,
  submitted: FileSubmission,
  inForce: Readonly<Record<string, string>>,
  now: Date,
): Record<string, string> {
  const { isShown, isRequired } = statesOf(controls, { ...inForce, ...submitted.values });
  const own = fillControls(controls, role).filter(isShown);
  const known = new Set(
    own
      .filter((control) => control.kind !== 'sign-date' && control.kind !== 'watermark' && !control.readOnly)
      .map(({ id }) => id),
  );
  for (const id of Object.keys(submitted.values)) {
    if (!known.has(id)) throw refusal('FIELD_NOT_YOURS', 'A value belongs to no field of yours.', submitted.fileId, id);
  }
  const values: Record<string, string> = {};
  for (const control of own) {
    if (control.kind === 'sign-date') values[control.id] = chinaDate(now);
    if (!known.has(control.id)) continue;
    const value = submitted.values[control.id] ?? '';
    const problem = validateValue({ ...control, required: isRequired(control) }, value);
    if (problem) throw refusal(problem.code, 'A field is empty or does not fit.', submitted.fileId, control.id);
    if (value.trim() !== '') values[control.id] = value.trim();
  }
  return values;
}

/**
 * The marks of the role's signing areas by control id.
 * @throws CinnabarError `MARK_*` or `INK_*` with the control's id.
 */
export function checkedMarks(
  controls: readonly Control[],
  role: string,
  submitted: FileSubmission,
  seals: readonly SealAsset[],
): Map<string, StampMark> {
  const areas = controls.filter(isMarkControl).filter((control) => control.role === role);
  for (const { controlId } of submitted.marks) {
    if (!areas.some(({ id }) => id === controlId))
      throw refusal('MARK_INVALID', 'A mark belongs to no area of yours.', submitted.fileId, controlId);
  }
  const marks = new Map<string, StampMark>();
  for (const area of areas) {
    const mark = markOf(area, submitted, seals);
    if (mark) marks.set(area.id, mark);
  }
  return marks;
}

function markOf(area: MarkControl, submitted: FileSubmission, seals: readonly SealAsset[]): StampMark | undefined {
  const refuse = (code: string, message: string): CinnabarError => refusal(code, message, submitted.fileId, area.id);
  const mark = submitted.marks.find(({ controlId }) => controlId === area.id);
  if (!mark) {
    if (area.required) throw refuse('MARK_MISSING', 'A signing area is still empty.');
    return undefined;
  }
  if (mark.kind === 'ink') {
    if (!takesInk(area)) throw refuse('MARK_INVALID', 'This area takes a company seal.');
    const problem = inkProblem(mark.ink);
    if (problem) throw refuse(problem, 'The handwriting is empty or too small.');
    // On a turned page the area lies across.
    return { artwork: inkArtwork(mark.ink, area.rect), fit: true };
  }
  const seal = seals.find(({ id }) => id === mark.sealId);
  if (!takesSeal(area) || !seal) throw refuse('MARK_INVALID', 'This area does not take that mark.');
  return { artwork: seal.artwork, ...(mark.center ? { center: mark.center } : {}) };
}

function fillControls(controls: readonly Control[], role: string): FillControl[] {
  return controls.filter((control): control is FillControl => !isMarkControl(control) && control.role === role);
}

/** YYYY-MM-DD where the contract is signed. */
function chinaDate(instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(instant);
}

function refusal(code: string, message: string, fileId: string, controlId: string): CinnabarError {
  return new CinnabarError(code, message, { details: { fileId, controlId } });
}
