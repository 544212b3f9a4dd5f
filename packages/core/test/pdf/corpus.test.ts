import { assert } from 'chai';

import { isCinnabarError } from '@cinnabar/core/error';
import { openPdf } from '@cinnabar/core/pdf';

import { withCorpus } from '../support/corpus.ts';
import { corpusExpectations, type Expectation } from './corpus-expectations.ts';
import { walk } from './walk.ts';

describe('pdf corpus', () => {
  for (const [path, expected] of Object.entries(corpusExpectations)) {
    it(
      `${path}: ${describeExpectation(expected)}`,
      withCorpus(path, (bytes) => {
        const started = Date.now();
        assert.equal(outcome(bytes, expected), describeExpectation(expected));
        assert.isBelow(Date.now() - started, 3000, 'milliseconds');
      }),
    );
  }
});

/** What happened, in the words of {@link describeExpectation}. */
function outcome(bytes: Uint8Array, expected: Expectation): string {
  try {
    const document = openPdf(bytes);
    const { objects, withheld } = walk(document);
    assert.isAtLeast(objects, 4);
    assert.isAtLeast(document.pages().length, 1);
    if (document.encrypted) return withheld > 0 ? 'encrypted' : 'encrypted, but nothing withheld';
    const codes = [...new Set(document.warnings.map((warning) => warning.code))];
    return codes.length > 0 ? `reads with ${codes.join()}` : 'reads';
  } catch (error) {
    if (!isCinnabarError(error)) throw error;
    const because = typeof expected === 'object' && 'because' in expected ? expected.because : error.message;
    return `${error.code}, ${because}`;
  }
}

function describeExpectation(expected: Expectation): string {
  if (typeof expected === 'string') return expected;
  return 'code' in expected ? `${expected.code}, ${expected.because}` : `reads with ${expected.warning}`;
}
