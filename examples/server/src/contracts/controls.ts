import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import { isMarkControl, type Control } from '@cinnabar/core/field';

const maxControls = 500;

/** Roles of a contract; each signs every file. */
const roles = ['employer', 'worker'] as const;

/**
 * Checks controls that came from outside for what the schema cannot say.
 * @throws CinnabarError `FIELD_DUPLICATE`, `FIELD_POSITION`, `MARK_MISSING`, `CONTRACT_CONTROLS`.
 */
export function checkControls(controls: readonly Control[], pages: number): void {
  if (controls.length > maxControls) {
    throw new CinnabarError('CONTRACT_CONTROLS', `A file has at most ${maxControls} controls.`);
  }
  const ids = new Set<string>();
  for (const control of controls) {
    const details = { controlId: control.id };
    if (ids.has(control.id)) throw new CinnabarError('FIELD_DUPLICATE', 'Two controls have the same id.', { details });
    ids.add(control.id);
    const page = control.page < 0 ? control.page + pages : control.page;
    const { width, height } = control.rect;
    if (page < 0 || page >= pages || width <= 0 || height <= 0) {
      throw new CinnabarError('FIELD_POSITION', 'A control does not lie on a page of the file.', { details });
    }
  }
  for (const role of roles) {
    if (!controls.some((control) => isMarkControl(control) && control.role === role)) {
      throw new CinnabarError('MARK_MISSING', `A file has no signing area for the ${role}.`, { details: { role } });
    }
  }
}

/** Core speaks of fields; outside, a field is known by its control's id. */
export function nameControl(error: unknown): never {
  if (!isCinnabarError(error) || typeof error.details['field'] !== 'string') throw error;
  const { field, ...details } = error.details;
  throw new CinnabarError(error.code, error.message, {
    details: { ...details, controlId: field as string },
    cause: error,
  });
}
