/**
 * Keeps one object per key, so that equal values are the same object. The first keys, in practice the common ones,
 * are held for good; later ones weakly, so that hostile files cannot fill the memory of a long-running process.
 */
export class Interner<Key, Value extends object> {
  readonly #held = new Map<Key, Value>();
  readonly #weak = new Map<Key, WeakRef<Value>>();
  readonly #create: (key: Key) => Value;
  readonly #heldAtMost: number;
  #sweepAt = 4096;

  constructor(heldAtMost: number, create: (key: Key) => Value) {
    this.#heldAtMost = heldAtMost;
    this.#create = create;
  }

  of(key: Key): Value {
    const known = this.#held.get(key) ?? this.#weak.get(key)?.deref();
    if (known) return known;
    const created = this.#create(key);
    if (this.#held.size < this.#heldAtMost) this.#held.set(key, created);
    else this.#holdWeakly(key, created);
    return created;
  }

  #holdWeakly(key: Key, value: Value): void {
    if (this.#weak.size >= this.#sweepAt) {
      for (const [other, reference] of this.#weak) if (!reference.deref()) this.#weak.delete(other);
      this.#sweepAt = Math.max(4096, 2 * this.#weak.size);
    }
    this.#weak.set(key, new WeakRef(value));
  }
}
