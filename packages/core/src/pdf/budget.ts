import { limitExceeded } from './errors.ts';
import type { PdfLimits } from './limits.ts';

/** What is left of one of the limits. */
export class Budget {
  readonly #limit: keyof PdfLimits;
  readonly #allowed: number;
  #left: number;

  constructor(limit: keyof PdfLimits, allowed: number) {
    this.#limit = limit;
    this.#allowed = allowed;
    this.#left = allowed;
  }

  get spent(): number {
    return this.#allowed - this.#left;
  }

  /** Takes back what was spent since `spent` was read, for it came to nothing. */
  rewind(spent: number): void {
    this.#left = this.#allowed - spent;
  }

  /** Counts what was spent elsewhere; it is the next `check` that throws. */
  charge(count: number): void {
    this.#left -= count;
  }

  /** @throws CinnabarError `PDF_LIMIT` when less than `count` is left. */
  spend(count: number): void {
    this.charge(count);
    this.check();
  }

  /** @throws CinnabarError `PDF_LIMIT` when more was spent than allowed, so that no further work is begun. */
  check(): void {
    if (this.#left < 0) throw limitExceeded(this.#limit, this.#allowed);
  }
}
