import type { InkStroke } from '@cinnabar/core/ink';

type Strokes = readonly InkStroke[];

/** The strokes on a pad with every step back and forth; wiping the pad is a step like any other. */
export class InkHistory {
  #strokes: Strokes = [];
  #past: Strokes[] = [];
  #future: Strokes[] = [];

  get strokes(): Strokes {
    return this.#strokes;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  add(stroke: InkStroke): void {
    this.#step([...this.#strokes, stroke]);
  }

  clear(): void {
    if (this.#strokes.length > 0) this.#step([]);
  }

  /** False when there is nothing to take back. */
  undo(): boolean {
    return this.#travel(this.#past, this.#future);
  }

  redo(): boolean {
    return this.#travel(this.#future, this.#past);
  }

  /** Starts over with other strokes; nothing before can be brought back. */
  reset(strokes: Strokes = []): void {
    this.#strokes = strokes;
    this.#past = [];
    this.#future = [];
  }

  #step(strokes: Strokes): void {
    this.#past.push(this.#strokes);
    this.#future = [];
    this.#strokes = strokes;
  }

  #travel(from: Strokes[], to: Strokes[]): boolean {
    const strokes = from.pop();
    if (!strokes) return false;
    to.push(this.#strokes);
    this.#strokes = strokes;
    return true;
  }
}
