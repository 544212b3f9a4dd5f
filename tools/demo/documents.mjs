import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../lib/run.mjs';

const corpus = join(root, '..', 'shared', 'corpus', 'inputs');

/** Paths of the contracts of other programs beside the checkout; where those are not, how often to take the sample instead. */
export async function contractFiles(names) {
  const paths = names.map((name) => join(corpus, name));
  return paths.every((path) => existsSync(path)) ? { paths, samples: 0 } : { paths: [], samples: names.length };
}
