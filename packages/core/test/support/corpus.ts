/**
 * PDFs of other producers, read where they stand: `../shared/corpus` beside the checkout. In the browser the test
 * server hands them out under `/__corpus__/`.
 */
const inNode = typeof process !== 'undefined' && process.versions?.node !== undefined;

/** Bytes of a corpus file, e.g. `inputs/labour-contract.libreoffice.pdf`, or undefined when there is no corpus here. */
export async function corpusFile(path: string): Promise<Uint8Array | undefined> {
  if (inNode) {
    const { readFile } = await import('node:fs/promises');
    const url = new URL(`../../../../../shared/corpus/${path}`, import.meta.url);
    return readFile(url).then(
      (buffer) => new Uint8Array(buffer),
      () => missing(path, process.env['CI'] === 'true'),
    );
  }
  const response = await fetch(`/__corpus__/${path}`);
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  return missing(path, response.headers.get('x-ci') === 'true');
}

/** Runs `test` on a corpus file, or skips by name where the corpus is absent (an error in CI). */
export function withCorpus(
  path: string,
  test: (bytes: Uint8Array) => Promise<void> | void,
): (this: Mocha.Context) => Promise<void> {
  return async function () {
    const bytes = await corpusFile(path);
    if (!bytes) this.skip();
    await test(bytes);
  };
}

function missing(path: string, inCi: boolean): undefined {
  if (inCi) throw new Error(`Corpus file ${path} is missing, and CI must have it.`);
  return undefined;
}
