/** The part of the Fetch standard's abort machinery that core uses; browsers and Node share it. */
interface AbortSignal {
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
declare const AbortSignal: { timeout(milliseconds: number): AbortSignal };
