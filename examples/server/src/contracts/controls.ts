import type { Artwork } from '@cinnabar/core/artwork';
import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import {
  checkControls as checkTemplate,
  isFillControl,
  isMarkControl,
  pagesOf,
  takesSeal,
  type Control,
} from '@cinnabar/core/field';
import { openPdf, type PdfPage } from '@cinnabar/core/pdf';
import type { FontSet } from '@cinnabar/core/font';
import { displayValue } from '@cinnabar/core/stamp';
import { hasHiddenCharacter } from '@cinnabar/core/identity';

const maxControls = 500;

/** Roles of a contract; each signs every file. */
const roles = ['employer', 'worker'] as const;

/**
 * Checks controls that came from outside for what the schema cannot say. `seals` are those the employer may place.
 * @throws CinnabarError `FIELD_NAME`, `FIELD_DUPLICATE`, `FIELD_CHARACTER`, `FIELD_POSITION`, `MARK_MISSING`,
 * `MARK_INVALID`, `SEAL_DOES_NOT_FIT`, `CONTRACT_CONTROLS`.
 */
export function checkControls(controls: readonly Control[], pages: number, seals: readonly Artwork[]): void {
  if (controls.length > maxControls) {
    throw new CinnabarError('CONTRACT_CONTROLS', `A file has at most ${maxControls} controls.`);
  }
  const ids = new Set<string>();
  for (const control of controls) {
    const { id, label } = control;
    // Values are kept in plain objects by the control's id, here and in the browser.
    if (id in {}) throw problem('FIELD_NAME', 'The id of a control has a meaning of its own; choose another.', id);
    if (ids.has(id)) throw problem('FIELD_DUPLICATE', 'Two controls have the same id.', id);
    ids.add(id);
    if (Object.values(label).some(hasHiddenCharacter)) {
      throw problem('FIELD_CHARACTER', 'The label of a control holds an invisible character.', id);
    }
    const page = control.page < 0 ? control.page + pages : control.page;
    const { width, height } = control.rect;
    const range = control.pages === undefined ? [page] : pagesOf(control.pages, pages);
    if (page < 0 || page >= pages || range === undefined || width <= 0 || height <= 0) {
      throw problem('FIELD_POSITION', 'A control does not lie on a page of the file.', id);
    }
    if (takesSeal(control)) checkSealArea(control, seals);
  }
  const [fault] = checkTemplate(controls);
  if (fault) throw problem('CONTRACT_CONTROLS', fault.message.en, fault.path ?? '');
  for (const role of roles) {
    if (!controls.some((control) => isMarkControl(control) && control.role === role)) {
      throw new CinnabarError('MARK_MISSING', `A file has no signing area for the ${role}.`, { details: { role } });
    }
  }
}

/** Pages, where a control stands on several of them. */
export function pagesFor(controls: readonly Control[], bytes: Uint8Array): readonly PdfPage[] | undefined {
  const needed = controls.some(({ kind, pages }) => pages !== undefined || kind === 'watermark');
  return needed ? openPdf(bytes).pages() : undefined;
}

/** An area that no seal fits would only be noticed when the contract can no longer be changed. */
function checkSealArea({ id, role, rect }: Control, seals: readonly Artwork[]): void {
  if (role !== 'employer') throw problem('MARK_INVALID', 'Only the company can place its seal.', id);
  const [short, long] = [Math.min(rect.width, rect.height), Math.max(rect.width, rect.height)];
  const fits = seals.some(({ width, height }) => Math.min(width, height) <= short && Math.max(width, height) <= long);
  if (!fits) throw problem('SEAL_DOES_NOT_FIT', 'A seal area is smaller than every seal of the company.', id);
}

/**
 * Finds the field whose value cannot be printed; core only names the characters.
 * @throws CinnabarError `FONT_MISSING_GLYPH`.
 */
export function checkGlyphs(
  controls: readonly Control[],
  values: Readonly<Record<string, string>>,
  fonts: FontSet,
): void {
  for (const control of controls) {
    const value = isFillControl(control) ? values[control.id] : undefined;
    // Ticks are drawn, and what may be checked was set when the contract was made.
    if (value === undefined || !isFillControl(control) || ['tick', 'check'].includes(control.kind)) continue;
    try {
      for (const line of displayValue(control, value).split(/[\n\t]/)) fonts.segment(line);
    } catch (error) {
      if (!isCinnabarError(error)) throw error;
      const details = { ...error.details, controlId: control.id };
      throw new CinnabarError(error.code, error.message, { details, cause: error });
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

function problem(code: string, message: string, controlId: string): CinnabarError {
  return new CinnabarError(code, message, { details: { controlId } });
}
