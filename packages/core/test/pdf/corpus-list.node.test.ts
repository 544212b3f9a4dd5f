import { readdirSync } from 'node:fs';

import { assert } from 'chai';

import { corpusExpectations } from './corpus-expectations.ts';

describe('pdf corpus list', () => {
  it('has an expectation for every file, and no other', function () {
    const corpus = new URL('../../../../../shared/corpus/', import.meta.url);
    let present: string[];
    try {
      present = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.pdf'));
    } catch {
      if (process.env['CI'] === 'true') throw new Error('The corpus is missing, and CI must have it.');
      this.skip();
    }
    assert.sameMembers(Object.keys(corpusExpectations), present);
  });
});
