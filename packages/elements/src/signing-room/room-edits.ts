import type { Mark, SigningRoomState } from '../backend/index.ts';
import { PlacementModel, type PlacementOutcome } from '../placement/index.ts';

type Step =
  | { readonly kind: 'value'; readonly fileId: string; readonly controlId: string; readonly before?: string }
  | { readonly kind: 'mark'; readonly fileId: string; readonly controlId: string };

/** Where an undone change stood. */
export interface ControlAddress {
  readonly fileId: string;
  readonly controlId: string;
}

/** What the signer typed and placed, over the values the server knows. Survives reloads of the room; can be undone. */
export class RoomEdits {
  readonly #placement = new PlacementModel({ role: '', files: [], seals: [] });
  readonly #values = new Map<string, Map<string, string>>();
  #history: Step[] = [];

  get canUndo(): boolean {
    return this.#history.length > 0;
  }

  /** Takes the room as it is now; marks that no longer fit it are dropped, and no mark made before can be undone. */
  setRoom(room: SigningRoomState): void {
    this.#placement.setContext({ role: room.signer.role, files: room.files, seals: room.seals });
    this.#history = this.#history.filter((step) => step.kind === 'value');
  }

  /** Own values of a file, without those of the server. */
  values(fileId: string): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#values.get(fileId) ?? []);
  }

  marks(fileId: string): readonly Mark[] {
    return this.#placement.marksOf(fileId);
  }

  /** True when a mark was placed that only this page knows. */
  get hasMarks(): boolean {
    return this.#placement.marks.length > 0;
  }

  setValue(fileId: string, controlId: string, value: string): void {
    const values = this.#valuesOf(fileId);
    const before = values.get(controlId);
    if (before === value) return;
    const last = this.#history.at(-1);
    // Typing into one control is one step, not one per key.
    const typing = last?.kind === 'value' && last.fileId === fileId && last.controlId === controlId;
    if (!typing) this.#history.push({ kind: 'value', fileId, controlId, ...(before === undefined ? {} : { before }) });
    values.set(controlId, value);
  }

  placeMark(fileId: string, mark: Mark): PlacementOutcome {
    const outcome = this.#placement.place(fileId, mark);
    if ('placed' in outcome) this.#history.push({ kind: 'mark', fileId, controlId: mark.controlId });
    return outcome;
  }

  removeMark(fileId: string, controlId: string): void {
    if (this.#placement.remove(fileId, controlId)) this.#history.push({ kind: 'mark', fileId, controlId });
  }

  /** Takes the last step back and says where it was. */
  undo(): ControlAddress | undefined {
    const step = this.#history.pop();
    if (!step) return undefined;
    const { fileId, controlId } = step;
    if (step.kind === 'mark') this.#placement.undo();
    else if (step.before === undefined) this.#valuesOf(fileId).delete(controlId);
    else this.#valuesOf(fileId).set(controlId, step.before);
    return { fileId, controlId };
  }

  /** Forgets everything: it is signed. */
  clear(): void {
    this.#values.clear();
    this.#history = [];
    for (const { fileId, mark } of this.#placement.marks) this.#placement.remove(fileId, mark.controlId);
  }

  #valuesOf(fileId: string): Map<string, string> {
    const known = this.#values.get(fileId);
    if (known) return known;
    const made = new Map<string, string>();
    this.#values.set(fileId, made);
    return made;
  }
}
