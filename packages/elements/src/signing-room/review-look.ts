import type { ReviewedRevision } from './room-state.ts';

/** Remembers which prepared files the signer had on the screen: nothing may be confirmed unseen. */
export class ReviewLook {
  #review: ReviewedRevision | undefined;
  readonly #seen = new Set<string>();

  /** @param digest - of the bytes on the screen, as the viewer computed it. */
  shown(review: ReviewedRevision | undefined, fileId: string, digest: string): void {
    this.#follow(review);
    if (review?.fileDigests.get(fileId) === digest) this.#seen.add(fileId);
  }

  /** Prepared files that were not on the screen yet, in their order. */
  unseen(review: ReviewedRevision | undefined): readonly string[] {
    this.#follow(review);
    return [...(review?.fileDigests.keys() ?? [])].filter((id) => !this.#seen.has(id));
  }

  /** Another preparation is another thing to look at. */
  #follow(review: ReviewedRevision | undefined): void {
    if (review === this.#review) return;
    this.#review = review;
    this.#seen.clear();
  }
}
