import { verifyDocument, type Coverage } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { withCorpus } from '../support/corpus.ts';

type Row = readonly [Coverage, 'INTACT' | 'BROKEN' | 'UNKNOWN'];

/** Coverage and integrity of the signatures in pyHanko's files; `verdicts.test.ts` has what came after them. */
const files: Readonly<Record<string, readonly Row[]>> = {
  'coverage-anomalies/tail-uncovered.pdf': [['PARTIAL', 'INTACT']],
  'coverage-anomalies/signature-gap-too-big.pdf': [['INVALID', 'BROKEN']],
  'coverage-anomalies/one-byterange.pdf': [['INVALID', 'BROKEN']],
  'coverage-anomalies/weird-byterange.pdf': [['INVALID', 'BROKEN']],
  'pdf-sig-with-econtent.pdf': [['WHOLE_FILE', 'BROKEN']],
  'sig-no-signed-attrs.pdf': [['WHOLE_FILE', 'INTACT']],
  'sig-with-ski-sid.pdf': [['WHOLE_FILE', 'INTACT']],
  'pades-with-old-style-signing-cert-attr.pdf': [['WHOLE_FILE', 'INTACT']],
  'pades-with-old-style-signing-cert-attr-issser.pdf': [['WHOLE_FILE', 'INTACT']],
  'certified-with-indirect-refs-in-dir.pdf': [['WHOLE_FILE', 'INTACT']],
  'ed448-disallowed-hash.pdf': [['WHOLE_FILE', 'UNKNOWN']],
  'ed448-shake256-nolen.pdf': [['WHOLE_FILE', 'UNKNOWN']],
  'minimal-two-fields-signed-twice.pdf': [
    ['WHOLE_REVISION', 'INTACT'],
    ['WHOLE_FILE', 'INTACT'],
  ],
  'minimal-signed-twice-both-created.pdf': [
    ['WHOLE_REVISION', 'INTACT'],
    ['WHOLE_FILE', 'INTACT'],
  ],
  'minimal-signed-twice-second-created.pdf': [
    ['WHOLE_REVISION', 'INTACT'],
    ['WHOLE_FILE', 'INTACT'],
  ],
  'separate-annots-kids-indir.pdf': [
    ['WHOLE_REVISION', 'INTACT'],
    ['WHOLE_FILE', 'INTACT'],
  ],
  // Signature, then the document time-stamp over it, then revisions of validation data.
  'pades-lta-dss-indirect-arrs-test.pdf': [
    ['WHOLE_REVISION', 'INTACT'],
    ['WHOLE_REVISION', 'INTACT'],
  ],
  'form-update-override-appearance-stream-sneaky.pdf': [
    ['WHOLE_REVISION', 'INTACT'],
    ['WHOLE_FILE', 'INTACT'],
  ],
};

describe("verify pyHanko's files", () => {
  for (const [file, expected] of Object.entries(files)) {
    it(
      file,
      withCorpus(`pyhanko/${file}`, async (bytes) => {
        const { verdict, signatures } = await verifyDocument(bytes);
        assert.deepEqual(
          signatures.map(({ coverage, integrity }) => [coverage, integrity]),
          expected.map((row) => [...row]),
        );
        const failed = expected.some(
          ([coverage, integrity]) => coverage === 'PARTIAL' || coverage === 'INVALID' || integrity === 'BROKEN',
        );
        assert.equal(verdict, failed || file.includes('sneaky') ? 'FAILED' : 'INDETERMINATE');
      }),
    );
  }

  for (const file of [
    'form-tree-circular-ref-input.pdf',
    'minimal-two-fields-aes256.pdf',
    'signed-encrypted-pubkey-with-catalog-ref.pdf',
  ]) {
    it(
      `${file} ends in a verdict`,
      withCorpus(`pyhanko/${file}`, async (bytes) => {
        const { verdict, error } = await verifyDocument(bytes);
        assert.equal(verdict, 'UNREADABLE');
        assert.match(error?.code ?? '', /^PDF_/);
      }),
    );
  }
});
