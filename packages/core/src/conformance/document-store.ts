import { bytesToHex, equalBytes, utf8ToBytes } from '../bytes/index.ts';
import { digest, randomBytes } from '../crypto/index.ts';
import type { DocumentStore } from '../provider/index.ts';
import { expect, expectRefusal, type ConformanceCase, type Made } from './case.ts';

/** The store to be tried. What is absent is not tried. */
export interface DocumentStoreSetup {
  make(): Made<DocumentStore>;
  /** Changes a byte of a stored document behind the store's back. */
  corrupt?(store: DocumentStore, digest: string): Made<void>;
  /** The same store opened anew, as after a restart. */
  reopen?(store: DocumentStore): Made<DocumentStore>;
}

/** What every DocumentStore must do. */
export function documentStoreConformance(setup: DocumentStoreSetup): ConformanceCase[] {
  const document = (): Uint8Array => randomBytes(4096);
  const cases: [string, (store: DocumentStore) => Promise<void>][] = [
    [
      'names a document by the SHA-256 of its joined parts',
      async (store) => {
        const name = await store.put([utf8ToBytes('Cinna'), new Uint8Array(), utf8ToBytes('bar')]);
        const expected = bytesToHex(await digest('SHA-256', [utf8ToBytes('Cinnabar')]));
        expect(name === expected, 'The name of a document is its SHA-256 in lower-case hex.');
        expect(equalBytes(await store.get(name), utf8ToBytes('Cinnabar')), 'The parts come back as one document.');
      },
    ],
    [
      'gives back every byte',
      async (store) => {
        const bytes = document();
        expect(equalBytes(await store.get(await store.put([bytes])), bytes), 'A document comes back as it was.');
        expect((await store.get(await store.put([]))).length === 0, 'An empty document is a document.');
      },
    ],
    [
      'takes the same document twice, also at once',
      async (store) => {
        const bytes = document();
        const names = await Promise.all([1, 2, 3].map(() => store.put([bytes])));
        names.push(await store.put([bytes]));
        expect(new Set(names).size === 1, 'The same document has the same name.');
        expect(equalBytes(await store.get(names[0] as string), bytes), 'It comes back as it was.');
      },
    ],
    [
      'keeps what it was given, whatever callers do with their bytes',
      async (store) => {
        const bytes = document();
        const copy = bytes.slice();
        const name = await store.put([bytes]);
        bytes.fill(0);
        (await store.get(name)).fill(1);
        expect(equalBytes(await store.get(name), copy), 'Nobody changes a stored document.');
      },
    ],
    [
      'does not know what it was never given',
      async (store) => {
        for (const name of ['0'.repeat(64), '', '../secret', 'F'.repeat(64)]) {
          await expectRefusal(() => store.get(name), `The name "${name}"`, /^STORE_NOT_FOUND$/);
        }
      },
    ],
  ];
  const { corrupt, reopen } = setup;
  if (corrupt) {
    cases.push([
      'finds out that a document was changed',
      async (store) => {
        const name = await store.put([document()]);
        await corrupt(store, name);
        await expectRefusal(() => store.get(name), 'A changed document', /^STORE_CORRUPT$/);
      },
    ]);
  }
  if (reopen) {
    cases.push([
      'still has it after a restart',
      async (store) => {
        const bytes = document();
        const name = await store.put([bytes]);
        expect(equalBytes(await (await reopen(store)).get(name), bytes), 'What was put stays.');
      },
    ]);
  }
  return cases.map(([name, run]) => ({ name, run: async () => run(await setup.make()) }));
}
