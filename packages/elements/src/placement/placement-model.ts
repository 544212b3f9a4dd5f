import { isMarkControl, type MarkControl } from '@cinnabar/core/field';

import type { Mark, RoomFile, SealAsset } from '../backend/index.ts';
import type { PagePoint } from './drop-surface.ts';
import { clampCenter, refusalOf, type PlacementRefusal } from './placement-rules.ts';

export interface PlacementContext {
  /** Role of the signer in front of the screen. */
  readonly role: string;
  readonly files: readonly Pick<RoomFile, 'id' | 'controls'>[];
  readonly seals: readonly SealAsset[];
}

/** A mark where it stands now. */
export interface Placed {
  readonly fileId: string;
  readonly mark: Mark;
}

export type PlacementOutcome = { readonly placed: Placed } | { readonly refused: PlacementRefusal };

type Marks = ReadonlyMap<string, Placed>;

/**
 * Which marks stand in which signing areas: the one truth behind dragging, tapping and keyboard. Every change is a
 * command that can be undone; an area holds one mark, so placing a second replaces the first.
 */
export class PlacementModel {
  #context: PlacementContext;
  #marks: Marks = new Map();
  readonly #past: Marks[] = [];
  #future: Marks[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(context: PlacementContext) {
    this.#context = context;
  }

  /** Takes new files or seals (a revision came in). Marks whose area is gone or no longer accepts them are dropped. */
  setContext(context: PlacementContext): void {
    this.#context = context;
    const kept = [...this.#marks].filter(([, placed]) => !this.refusal(placed.fileId, placed.mark));
    this.#past.length = 0;
    this.#future = [];
    this.#marks = new Map(kept);
    this.#changed();
  }

  get marks(): readonly Placed[] {
    return [...this.#marks.values()];
  }

  marksOf(fileId: string): readonly Mark[] {
    return this.marks.filter((placed) => placed.fileId === fileId).map((placed) => placed.mark);
  }

  markAt(fileId: string, controlId: string): Mark | undefined {
    return this.#marks.get(key(fileId, controlId))?.mark;
  }

  /** The signer's own areas that must have a mark and have none, in document order. */
  get missing(): readonly { readonly fileId: string; readonly control: MarkControl }[] {
    return this.#context.files.flatMap(({ id: fileId, controls }) =>
      controls
        .filter(isMarkControl)
        .filter((control) => control.role === this.#context.role && control.required)
        .filter((control) => !this.markAt(fileId, control.id))
        .map((control) => ({ fileId, control })),
    );
  }

  /** Says why `mark` may not be placed, or nothing when it may. */
  refusal(fileId: string, mark: Mark): PlacementRefusal | undefined {
    const control = this.#control(fileId, mark.controlId);
    const mine = control?.role === this.#context.role;
    const kind = mark.kind === 'seal' ? 'company-seal' : 'signature';
    return (
      refusalOf(kind, control && { control, mine }) ??
      (mark.kind === 'seal' && !this.#seal(mark.sealId) ? 'PLACE_UNKNOWN_SEAL' : undefined)
    );
  }

  /** Puts a mark into its area; a seal's centre is moved so that its true size stays inside. */
  place(fileId: string, mark: Mark): PlacementOutcome {
    const refused = this.refusal(fileId, mark);
    if (refused) return { refused };
    const placed: Placed = { fileId, mark: this.#clamped(fileId, mark) };
    this.#apply(new Map(this.#marks).set(key(fileId, mark.controlId), placed));
    return { placed };
  }

  /** Moves a placed seal inside its area. Without one there it does nothing. */
  move(fileId: string, controlId: string, center: PagePoint): PlacementOutcome {
    const mark = this.markAt(fileId, controlId);
    return mark?.kind === 'seal' ? this.place(fileId, { ...mark, center }) : { refused: 'PLACE_NO_AREA' };
  }

  /** Takes a mark away; false when there was none. */
  remove(fileId: string, controlId: string): boolean {
    const marks = new Map(this.#marks);
    if (!marks.delete(key(fileId, controlId))) return false;
    this.#apply(marks);
    return true;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  undo(): boolean {
    return this.#step(this.#past, this.#future);
  }

  redo(): boolean {
    return this.#step(this.#future, this.#past);
  }

  /** Calls `listener` after every change; the answer stops that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #apply(marks: Marks): void {
    this.#past.push(this.#marks);
    this.#future = [];
    this.#marks = marks;
    this.#changed();
  }

  #step(from: Marks[], to: Marks[]): boolean {
    const marks = from.pop();
    if (!marks) return false;
    to.push(this.#marks);
    this.#marks = marks;
    this.#changed();
    return true;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

  #clamped(fileId: string, mark: Mark): Mark {
    if (mark.kind !== 'seal' || !mark.center) return mark;
    const control = this.#control(fileId, mark.controlId);
    const seal = this.#seal(mark.sealId);
    return control && seal ? { ...mark, center: clampCenter(mark.center, seal.artwork, control.rect) } : mark;
  }

  #control(fileId: string, controlId: string): MarkControl | undefined {
    const controls = this.#context.files.find((file) => file.id === fileId)?.controls;
    return controls?.filter(isMarkControl).find((control) => control.id === controlId);
  }

  #seal(sealId: string): SealAsset | undefined {
    return this.#context.seals.find((seal) => seal.id === sealId);
  }
}

function key(fileId: string, controlId: string): string {
  return `${fileId}/${controlId}`;
}
