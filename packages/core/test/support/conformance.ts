import type { ConformanceCase } from '@cinnabar/core/conformance';

/** Names of the cases that fail, in order. */
export async function failuresOf(cases: readonly ConformanceCase[]): Promise<string[]> {
  const failures: string[] = [];
  for (const { name, run } of cases) {
    await run().catch(() => failures.push(name));
  }
  return failures;
}
