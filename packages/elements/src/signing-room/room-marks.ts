import type { Artwork } from '@cinnabar/core/artwork';
import { type Control, takesInk } from '@cinnabar/core/field';
import { type InkStrokes, inkArtwork } from '@cinnabar/core/ink';
import type { ReactiveControllerHost } from 'lit';
import type { Mark, SealAsset } from '../backend/index.ts';
import type { ControlAddress, PlacedMark } from '../field-layer/index.ts';
import type { RoomModel } from './room-model.ts';
import type { RoomState } from './room-state.ts';
import type { RoomTask } from './room-tasks.ts';

/**
 * The signer's handwriting and seals on their way to the signing areas. One drawing serves all places for a signature: the
 * first is drawn, the others are a tap each. A remark is copied by hand, each for itself.
 */
export class RoomMarks {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  readonly #model: () => RoomModel | undefined;
  #drawn: { readonly state: RoomState; readonly marks: readonly PlacedMark[] } | undefined;
  readonly #artworks = new WeakMap<Mark, Artwork>();
  #ink: InkStrokes | undefined;
  #padFor: ControlAddress | 'next' | undefined;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, model: () => RoomModel | undefined) {
    this.#host = host;
    this.#model = model;
  }

  get padOpen(): boolean {
    return this.#padFor !== undefined;
  }

  /** What is to be copied by hand on the pad now; empty for a signature. */
  get toCopy(): string {
    const at = this.#padFor;
    const control = typeof at === 'object' ? this.#tasks.find((task) => isAt(task, at))?.control : undefined;
    return control?.kind === 'remark' ? (control.text ?? '') : '';
  }

  /** The handwriting in use, in a box of the given size in points. */
  preview(width: number, height: number): Artwork | undefined {
    return this.#ink && inkArtwork(this.#ink, { width, height });
  }

  /** Opens the pad for one signing area, or for the next open one. */
  openPad(at: ControlAddress | 'next'): void {
    this.#padFor = at;
    this.#host.requestUpdate();
  }

  closePad(): void {
    this.#padFor = undefined;
    this.#host.requestUpdate();
  }

  /** Puts the handwriting there is into an area, or asks for it. */
  sign(at: ControlAddress): void {
    const isSignature = this.#signatures.some((task) => isAt(task, at));
    if (this.#ink && isSignature) this.#placeInk(at, this.#ink);
    else this.openPad(at);
  }

  /**
   * Takes new handwriting: to the place that was asked for and, when it is a signature, wherever the old one stood. Says
   * where to look.
   */
  use(ink: InkStrokes): ControlAddress | undefined {
    const target = this.#padFor;
    const areas = this.#signatures;
    this.closePad();
    if (typeof target === 'object' && !areas.some((task) => isAt(task, target))) {
      this.#placeInk(target, ink);
      return target;
    }
    this.#ink = ink;
    const signed = areas.filter(({ done }) => done).map(address);
    const open = areas.find(({ done }) => !done) ?? areas[0];
    const chosen = typeof target === 'object' ? target : open && address(open);
    for (const at of signed) this.#placeInk(at, ink);
    if (chosen) this.#placeInk(chosen, ink);
    return chosen;
  }

  placeSeal({ fileId, controlId }: ControlAddress, sealId: string, center?: { x: number; y: number }): void {
    this.#model()?.placeMark(fileId, { kind: 'seal', controlId, sealId, ...(center ? { center } : {}) });
  }

  /** Forgets the handwriting: it is signed. */
  clear(): void {
    this.#ink = undefined;
    this.#padFor = undefined;
  }

  /** Marks as they look on the paper. */
  drawn(): readonly PlacedMark[] {
    const state = this.#model()?.state;
    if (!state) return [];
    const same = this.#drawn?.state.tasks === state.tasks && this.#drawn.state.review === state.review;
    if (!this.#drawn || !same) this.#drawn = { state, marks: this.#draw(state) };
    return this.#drawn.marks;
  }

  #draw({ room, review }: RoomState): readonly PlacedMark[] {
    const model = this.#model();
    // The prepared bytes carry the marks themselves; drawn over them they would stand twice.
    if (!model || !room || review) return [];
    return room.files.flatMap((file) =>
      model.edits.marks(file.id).flatMap((mark) => {
        const rect = file.controls.find(({ id }) => id === mark.controlId)?.rect;
        const artwork = rect && this.#artwork(mark, rect, room.seals);
        return artwork ? [{ fileId: file.id, mark, artwork }] : [];
      }),
    );
  }

  #artwork(mark: Mark, box: { width: number; height: number }, seals: readonly SealAsset[]): Artwork | undefined {
    if (mark.kind === 'seal') return seals.find(({ id }) => id === mark.sealId)?.artwork;
    const known = this.#artworks.get(mark);
    if (known) return known;
    const made = inkArtwork(mark.ink, box);
    this.#artworks.set(mark, made);
    return made;
  }

  get #tasks(): readonly RoomTask[] {
    return this.#model()?.state.tasks ?? [];
  }

  get #signatures(): readonly RoomTask[] {
    return this.#tasks.filter(({ control }) => takesSignature(control));
  }

  #placeInk({ fileId, controlId }: ControlAddress, ink: InkStrokes): void {
    this.#model()?.placeMark(fileId, { kind: 'ink', controlId, ink });
  }
}

/** True for areas that take the signer's name. */
export function takesSignature(control: Control): boolean {
  return takesInk(control) && control.kind !== 'remark';
}

function address({ fileId, control }: RoomTask): ControlAddress {
  return { fileId, controlId: control.id };
}

function isAt(task: RoomTask, at: ControlAddress): boolean {
  return task.fileId === at.fileId && task.control.id === at.controlId;
}
