import type { Budget } from '../budget.ts';

/** Growing output of a filter, within the budget. */
export class FilterOutput {
  readonly #budget: Budget;
  #bytes: Uint8Array;
  #length = 0;

  constructor(budget: Budget, expected: number) {
    this.#budget = budget;
    this.#bytes = new Uint8Array(Math.max(64, Math.min(expected, 1 << 20)));
  }

  push(byte: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = byte;
  }

  append(chunk: Uint8Array): void {
    this.#room(chunk.length);
    this.#bytes.set(chunk, this.#length);
    this.#length += chunk.length;
  }

  fill(byte: number, count: number): void {
    this.#room(count);
    this.#bytes.fill(byte, this.#length, this.#length + count);
    this.#length += count;
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #room(count: number): void {
    this.#budget.spend(count);
    if (this.#length + count <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + count));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
