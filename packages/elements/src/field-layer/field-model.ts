import type { Artwork } from '@cinnabar/core/artwork';
import {
  type Control,
  type FieldProblem,
  type FillControl,
  type ControlStates,
  isMarkControl,
  type MarkControl,
  statesOf,
  validateValue,
} from '@cinnabar/core/field';
import type { Mark } from '../backend/index.ts';

/** Controls of one file and the values in force; a `RoomFile` fits. */
export interface FieldFile {
  readonly id: string;
  readonly controls: readonly Control[];
  readonly values: Readonly<Record<string, string>>;
}

/** A mark of the signer with the drawing that shows it. */
export interface PlacedMark {
  readonly fileId: string;
  readonly mark: Mark;
  /** At true size in points. */
  readonly artwork: Artwork;
}

/** Where a control is: ids are unique only within a file. */
export interface ControlAddress {
  readonly fileId: string;
  readonly controlId: string;
}

/** What stands between a control and being done. */
export type ControlProblem = FieldProblem | { readonly code: 'MARK_MISSING'; readonly controlId: string };

export interface FieldProgress {
  /** Required controls that are done. */
  readonly done: number;
  readonly required: number;
}

/**
 * What the signer's controls hold and what is still missing: the headless half of the field layer. Values typed here
 * win over those the files came with and survive a new `load`.
 */
export class FieldModel {
  #files: readonly FieldFile[] = [];
  #role = '';
  readonly #typed = new Map<string, string>();
  readonly #marks = new Map<string, PlacedMark>();
  readonly #touched = new Set<string>();
  readonly #listeners = new Set<() => void>();
  /** Until the next change, by file. */
  readonly #states = new Map<string, ControlStates>();

  get files(): readonly FieldFile[] {
    return this.#files;
  }

  get role(): string {
    return this.#role;
  }

  load(role: string, files: readonly FieldFile[]): void {
    this.#role = role;
    this.#files = files;
    this.#changed();
  }

  /** Calls `listener` after every change; the answer stops that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  value(fileId: string, controlId: string): string {
    const file = this.#file(fileId);
    return (
      this.#typed.get(key(fileId, controlId)) ??
      file?.values[controlId] ??
      (file?.controls.find((control) => control.id === controlId) as FillControl | undefined)?.value ??
      ''
    );
  }

  /** What was typed in a file, without the values it came with. */
  typed(fileId: string): Readonly<Record<string, string>> {
    const controls = this.#file(fileId)?.controls ?? [];
    return Object.fromEntries(
      controls.flatMap(({ id }) => {
        const value = this.#typed.get(key(fileId, id));
        return value === undefined ? [] : [[id, value]];
      }),
    );
  }

  setValue(fileId: string, controlId: string, value: string): void {
    if (this.value(fileId, controlId) === value) return;
    this.#typed.set(key(fileId, controlId), value);
    this.#changed();
  }

  mark(fileId: string, controlId: string): PlacedMark | undefined {
    return this.#marks.get(key(fileId, controlId));
  }

  /** Takes these marks instead of those before. */
  setMarks(marks: readonly PlacedMark[]): void {
    this.#marks.clear();
    for (const placed of marks) this.#marks.set(key(placed.fileId, placed.mark.controlId), placed);
    this.#changed();
  }

  /** From now on the control's problem is shown: the signer left it, or wants to go on. */
  touch(fileId: string, controlId: string): void {
    if (this.#touched.has(key(fileId, controlId))) return;
    this.#touched.add(key(fileId, controlId));
    this.#changed();
  }

  /** Shows every problem that is there. */
  touchAll(): void {
    for (const { fileId, control } of this.own()) this.#touched.add(key(fileId, control.id));
    this.#changed();
  }

  /** The control's problem, shown or not. Controls of others and read-only ones have none. */
  problem(fileId: string, control: Control): ControlProblem | undefined {
    if (!isOwn(control, this.#role) || !this.isShown(fileId, control)) return undefined;
    const required = this.isRequired(fileId, control);
    if (!isMarkControl(control)) return validateValue({ ...control, required }, this.value(fileId, control.id));
    return required && !this.mark(fileId, control.id) ? { code: 'MARK_MISSING', controlId: control.id } : undefined;
  }

  /** False while a condition hides the control. */
  isShown(fileId: string, control: Control): boolean {
    return this.#statesOf(fileId).isShown(control);
  }

  /** By itself, or because of another control's value. */
  isRequired(fileId: string, control: Control): boolean {
    return this.#statesOf(fileId).isRequired(control);
  }

  /** The control's problem once it is to be shown. */
  shownProblem(fileId: string, control: Control): ControlProblem | undefined {
    return this.#touched.has(key(fileId, control.id)) ? this.problem(fileId, control) : undefined;
  }

  /** Filled or marked, and without a problem. */
  isDone(fileId: string, control: Control): boolean {
    const filled = isMarkControl(control)
      ? this.mark(fileId, control.id)
      : this.value(fileId, control.id).trim() !== '';
    return Boolean(filled) && !this.problem(fileId, control);
  }

  /** The signer's own controls that are shown, in reading order: file, page, then down and across the page. */
  own(fileId?: string): readonly { readonly fileId: string; readonly control: Control }[] {
    return this.#files
      .filter((file) => fileId === undefined || file.id === fileId)
      .flatMap((file) =>
        inReadingOrder(
          file.controls.filter((control) => isOwn(control, this.#role) && this.isShown(file.id, control)),
        ).map((control) => ({ fileId: file.id, control })),
      );
  }

  /** Of one file, or of all. */
  progress(fileId?: string): FieldProgress {
    const required = this.own(fileId).filter((entry) => this.isRequired(entry.fileId, entry.control));
    return {
      done: required.filter((entry) => this.isDone(entry.fileId, entry.control)).length,
      required: required.length,
    };
  }

  /** The next control that still has a problem, after `from` and then from the beginning. */
  nextProblem(from?: ControlAddress): ControlAddress | undefined {
    const own = this.own();
    const start = own.findIndex(({ fileId, control }) => fileId === from?.fileId && control.id === from.controlId) + 1;
    const found = [...own.slice(start), ...own.slice(0, start)].find(({ fileId, control }) =>
      this.problem(fileId, control),
    );
    return found && { fileId: found.fileId, controlId: found.control.id };
  }

  #file(fileId: string): FieldFile | undefined {
    return this.#files.find((file) => file.id === fileId);
  }

  #statesOf(fileId: string): ControlStates {
    const known = this.#states.get(fileId);
    if (known) return known;
    const controls = this.#file(fileId)?.controls ?? [];
    const values = Object.fromEntries(controls.map(({ id }) => [id, this.value(fileId, id)]));
    const states = statesOf(controls, values);
    this.#states.set(fileId, states);
    return states;
  }

  #changed(): void {
    this.#states.clear();
    for (const listener of this.#listeners) listener();
  }
}

/** True for controls the signer of `role` fills or marks; the server sets a sign date, and a prefilled one is fixed. */
export function isOwn(control: Control, role: string): boolean {
  if (control.role !== role) return false;
  return isMarkControl(control) || !(control.kind === 'sign-date' || control.kind === 'watermark' || control.readOnly);
}

/** True for the signer's own signing areas. */
export function isOwnArea(control: Control, role: string): control is MarkControl {
  return control.role === role && isMarkControl(control);
}

/** By page, then from top to bottom, then from left to right. Controls whose tops differ by less than half a line share one. */
export function inReadingOrder<C extends Control>(controls: readonly C[]): C[] {
  const order = (page: number): number => (page < 0 ? Number.MAX_SAFE_INTEGER + page : page);
  const line = (control: C): number => Math.round((control.rect.y + control.rect.height) / 7);
  return [...controls].sort((a, b) => order(a.page) - order(b.page) || line(b) - line(a) || a.rect.x - b.rect.x);
}

function key(fileId: string, controlId: string): string {
  return `${fileId}/${controlId}`;
}
