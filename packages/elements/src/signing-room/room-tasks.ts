import {
  type Control,
  type FieldProblem,
  type FillControl,
  isMarkControl,
  type MarkControl,
  statesOf,
  validateValue,
} from '@cinnabar/core/field';
import type { RoomFile, SigningRoomState } from '../backend/index.ts';
import type { RoomEdits } from './room-edits.ts';
import type { RoomState } from './room-state.ts';

/** One thing the signer may or must do: fill a control or leave a mark. */
export interface RoomTask {
  readonly fileId: string;
  readonly control: Control;
  readonly done: boolean;
  /** Set when a value is missing or wrong. */
  readonly problem?: FieldProblem;
}

export interface TaskProgress {
  readonly done: number;
  readonly total: number;
}

/** What this signer may do in this room. Everything but `sign` is read-only. */
export type RoomAccess = 'sign' | 'waiting' | 'signed' | 'completed' | 'recalled' | 'rejected' | 'expired' | 'void';

export function roomAccess(room: SigningRoomState): RoomAccess {
  switch (room.contract.state) {
    case 'COMPLETED':
      return 'completed';
    case 'RECALLED':
      return 'recalled';
    case 'REJECTED':
      return 'rejected';
    case 'EXPIRED':
      return 'expired';
    case 'SIGNING':
      break;
    default:
      return 'void';
  }
  switch (room.signer.state) {
    case 'PENDING':
    case 'INTENT':
      return 'sign';
    case 'WAITING_TURN':
      return 'waiting';
    case 'SIGNED':
      return 'signed';
    case 'REFUSED':
      return 'rejected';
    case 'VOID':
      return 'void';
  }
}

/** True for a control the signer of `role` types into. */
export function isOwnInput(control: Control, role: string): control is FillControl {
  return (
    control.role === role &&
    !isMarkControl(control) &&
    control.kind !== 'sign-date' &&
    control.kind !== 'watermark' &&
    !control.readOnly
  );
}

/** True for a signing area of `role`. */
export function isOwnMark(control: Control, role: string): control is MarkControl {
  return control.role === role && isMarkControl(control);
}

/** Values in force in a file: prefilled, then the server's, then what was typed here. */
export function valuesInForce(file: RoomFile, edits: RoomEdits): Readonly<Record<string, string>> {
  const prefilled = file.controls.flatMap((control) =>
    'value' in control && control.value !== undefined ? [[control.id, control.value] as const] : [],
  );
  return { ...Object.fromEntries(prefilled), ...file.values, ...edits.values(file.id) };
}

/** The signer's tasks in reading order: file by file, page by page, from the top left. */
export function roomTasks(room: SigningRoomState, edits: RoomEdits): readonly RoomTask[] {
  return room.files.flatMap((file) => {
    const values = valuesInForce(file, edits);
    const marked = new Set(edits.marks(file.id).map((mark) => mark.controlId));
    const { isShown, isRequired } = statesOf(file.controls, values);
    return file.controls
      .filter((control) => isOwnInput(control, room.signer.role) || isOwnMark(control, room.signer.role))
      .filter(isShown)
      .sort(inReadingOrder)
      .map((declared): RoomTask => {
        const control = { ...declared, required: isRequired(declared) };
        if (isMarkControl(control)) return { fileId: file.id, control, done: marked.has(control.id) };
        const value = values[control.id] ?? '';
        const problem = validateValue(control, value);
        return { fileId: file.id, control, done: !problem && value.trim() !== '', ...(problem ? { problem } : {}) };
      });
  });
}

/** A task that stands in the way of submitting: required and open, or filled wrongly. */
export function isOpen(task: RoomTask): boolean {
  return task.problem !== undefined || (task.control.required && !task.done);
}

/** How much of what must be done is done; of one file when `fileId` is given. */
export function taskProgress(tasks: readonly RoomTask[], fileId?: string): TaskProgress {
  const counted = tasks.filter(
    (task) => (task.control.required || isOpen(task)) && (fileId === undefined || task.fileId === fileId),
  );
  return { done: counted.filter((task) => !isOpen(task)).length, total: counted.length };
}

/** The first open task after the control at `after`, going round once. */
export function nextOpenTask(
  tasks: readonly RoomTask[],
  after?: { fileId: string; controlId: string },
): RoomTask | undefined {
  const at = after
    ? tasks.findIndex((task) => task.fileId === after.fileId && task.control.id === after.controlId)
    : -1;
  return [...tasks.slice(at + 1), ...tasks.slice(0, at + 1)].find(isOpen);
}

function inReadingOrder(a: Control, b: Control): number {
  // Pages counted from the end come after those counted from the start.
  const page = (control: Control): number => (control.page < 0 ? 1e6 + control.page : control.page);
  const sameLine = Math.abs(a.rect.y - b.rect.y) < 6;
  return page(a) - page(b) || (sameLine ? a.rect.x - b.rect.x : b.rect.y - a.rect.y);
}

/** One file as the viewer lists it. */
export interface ListedFile {
  readonly id: string;
  readonly name: string;
  readonly digest: string;
  readonly done?: boolean;
}

/** Files with the digest of what is to be shown of them and, where the signer has tasks, whether these are done. */
export function listedFiles(state: RoomState): readonly ListedFile[] {
  return (state.room?.files ?? []).map((file) => {
    const { done, total } = taskProgress(state.tasks, file.id);
    const digest = state.review?.fileDigests.get(file.id) ?? file.digest;
    return {
      id: file.id,
      name: file.name,
      digest,
      ...(total > 0 && state.phase === 'working' ? { done: done === total } : {}),
    };
  });
}
