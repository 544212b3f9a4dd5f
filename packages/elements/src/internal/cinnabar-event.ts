/**
 * Base of every event of the library. Facts and requests that a host page needs bubble and cross shadow roots;
 * never test `instanceof` across bundles, compare `type`.
 */
export abstract class CinnabarEvent extends Event {
  constructor(type: string, options: EventInit = {}) {
    super(type, { bubbles: true, composed: true, ...options });
  }
}
