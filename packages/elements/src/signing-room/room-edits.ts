import type { Mark } from '../backend/index.ts';

type Change =
  | { readonly kind: 'value'; readonly fileId: string; readonly controlId: string; readonly before?: string }
  | { readonly kind: 'mark'; readonly fileId: string; readonly controlId: string; readonly before?: Mark };

/** Where an undone change stood. */
export interface ControlAddress {
  readonly fileId: string;
  readonly controlId: string;
}

/** What the signer typed and placed, over the values the server knows. Survives reloads of the room; can be undone. */
export class RoomEdits {
  readonly #values = new Map<string, Map<string, string>>();
  readonly #marks = new Map<string, Map<string, Mark>>();
  readonly #history: Change[] = [];

  get canUndo(): boolean {
    return this.#history.length > 0;
  }

  /** Own values of a file, without those of the server. */
  values(fileId: string): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#values.get(fileId) ?? []);
  }

  marks(fileId: string): readonly Mark[] {
    return [...(this.#marks.get(fileId)?.values() ?? [])];
  }

  /** True when a mark was placed that only this page knows. */
  get hasMarks(): boolean {
    return [...this.#marks.values()].some((marks) => marks.size > 0);
  }

  setValue(fileId: string, controlId: string, value: string): void {
    const values = ensure(this.#values, fileId);
    const before = values.get(controlId);
    if (before === value) return;
    const last = this.#history.at(-1);
    // Typing into one control is one step, not one per key.
    const typing = last?.kind === 'value' && last.fileId === fileId && last.controlId === controlId;
    if (!typing) this.#history.push({ kind: 'value', fileId, controlId, ...(before === undefined ? {} : { before }) });
    values.set(controlId, value);
  }

  /** Places `mark` on its control, or takes the control's mark away. */
  setMark(fileId: string, controlId: string, mark: Mark | undefined): void {
    const marks = ensure(this.#marks, fileId);
    const before = marks.get(controlId);
    if (before === mark) return;
    this.#history.push({ kind: 'mark', fileId, controlId, ...(before === undefined ? {} : { before }) });
    put(marks, controlId, mark);
  }

  /** Takes the last step back and says where it was. */
  undo(): ControlAddress | undefined {
    const change = this.#history.pop();
    if (!change) return undefined;
    if (change.kind === 'value') put(ensure(this.#values, change.fileId), change.controlId, change.before);
    else put(ensure(this.#marks, change.fileId), change.controlId, change.before);
    return { fileId: change.fileId, controlId: change.controlId };
  }

  /** Forgets everything: it is signed. */
  clear(): void {
    this.#values.clear();
    this.#marks.clear();
    this.#history.length = 0;
  }
}

function ensure<T>(maps: Map<string, Map<string, T>>, fileId: string): Map<string, T> {
  const known = maps.get(fileId);
  if (known) return known;
  const made = new Map<string, T>();
  maps.set(fileId, made);
  return made;
}

function put<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
