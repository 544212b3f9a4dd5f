import { CinnabarError } from '@cinnabar/core/error';
import { isMarkControl, validateValue, type Control, type FillControl } from '@cinnabar/core/field';
import { inkArtwork, inkProblem } from '@cinnabar/core/ink';
import { displayValue, type Mark as StampMark } from '@cinnabar/core/stamp';
import type { FileSubmission, SealAsset } from '@cinnabar/elements/backend';

/**
 * Values to keep, by control id: the signer's own, checked, and dates of signing.
 * @throws CinnabarError `FIELD_*` with the control's id.
 */
export function checkedValues(
  controls: readonly Control[],
  role: string,
  submitted: FileSubmission,
  now: Date,
): Record<string, string> {
  const own = fillControls(controls, role);
  const known = new Set(own.filter((control) => control.kind !== 'sign-date' && !control.readOnly).map(({ id }) => id));
  for (const id of Object.keys(submitted.values)) {
    if (!known.has(id)) throw refusal('FIELD_NOT_YOURS', 'A value belongs to no field of yours.', submitted.fileId, id);
  }
  const values: Record<string, string> = {};
  for (const control of own) {
    if (control.kind === 'sign-date') values[control.id] = chinaDate(now);
    if (!known.has(control.id)) continue;
    const value = submitted.values[control.id] ?? '';
    const problem = validateValue(control, value);
    if (problem) throw refusal(problem.code, 'A field is empty or does not fit.', submitted.fileId, control.id);
    if (value.trim() !== '') values[control.id] = value.trim();
  }
  return values;
}

/** What is printed for kept values. */
export function printedValues(
  controls: readonly Control[],
  values: Readonly<Record<string, string>>,
): { name: string; value: string }[] {
  return controls.flatMap((control) => {
    const value = values[control.id];
    return isMarkControl(control) || value === undefined ? [] : [{ name: control.id, value: printed(control, value) }];
  });
}

/**
 * One mark for each signing area of the role, in the order of the controls.
 * @throws CinnabarError `MARK_*` or `INK_*` with the control's id.
 */
export function checkedMarks(
  controls: readonly Control[],
  role: string,
  submitted: FileSubmission,
  seals: readonly SealAsset[],
): (StampMark | undefined)[] {
  const areas = controls.filter(isMarkControl).filter((control) => control.role === role);
  for (const { controlId } of submitted.marks) {
    if (!areas.some(({ id }) => id === controlId))
      throw refusal('MARK_INVALID', 'A mark belongs to no area of yours.', submitted.fileId, controlId);
  }
  return areas.map((area) => {
    const refuse = (code: string, message: string): CinnabarError => refusal(code, message, submitted.fileId, area.id);
    const mark = submitted.marks.find(({ controlId }) => controlId === area.id);
    if (!mark) {
      if (area.required) throw refuse('MARK_MISSING', 'A signing area is still empty.');
      return undefined;
    }
    if (mark.kind === 'ink') {
      if (area.kind !== 'signature') throw refuse('MARK_INVALID', 'This area takes a company seal.');
      const problem = inkProblem(mark.ink);
      if (problem) throw refuse(problem, 'The handwriting is empty or too small.');
      return inkArtwork(mark.ink, area.rect);
    }
    const seal = seals.find(({ id }) => id === mark.sealId);
    if (area.kind !== 'company-seal' || !seal) throw refuse('MARK_INVALID', 'This area does not take that mark.');
    return { artwork: seal.artwork, ...(mark.center ? { center: mark.center } : {}) };
  });
}

function fillControls(controls: readonly Control[], role: string): FillControl[] {
  return controls.filter((control): control is FillControl => !isMarkControl(control) && control.role === role);
}

function printed(control: FillControl, value: string): string {
  const part =
    control.datePart && /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)?.[{ year: 1, month: 2, day: 3 }[control.datePart]];
  return part ? String(Number(part)) : displayValue(control, value);
}

/** YYYY-MM-DD where the contract is signed. */
function chinaDate(instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(instant);
}

function refusal(code: string, message: string, fileId: string, controlId: string): CinnabarError {
  return new CinnabarError(code, message, { details: { fileId, controlId } });
}
