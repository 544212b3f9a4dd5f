/** Bytes in use after a collection: heap and buffers. Undefined in browsers, which do not tell. */
export async function memoryHeld(): Promise<number | undefined> {
  if (typeof process === 'undefined' || process.versions?.node === undefined) return undefined;
  const [{ setFlagsFromString }, { runInNewContext }] = await Promise.all([import('node:v8'), import('node:vm')]);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes of memory the process occupies, 0 in browsers. */
export function memoryOccupied(): number {
  return typeof process !== 'undefined' && process.versions?.node !== undefined ? process.memoryUsage.rss() : 0;
}
