import { verifyDocument, type ModificationLevel } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { withCorpus } from '../support/corpus.ts';

type Expected = readonly [level: ModificationLevel, permitted: boolean];

const form: readonly Expected[] = [
  ['FORM_FILLING', true],
  ['NONE', true],
];
const forbidden: readonly Expected[] = [
  ['OTHER', false],
  ['NONE', true],
];
const untouched: readonly Expected[] = [['NONE', true]];

/** The validator's rows of the corpus's table of verdicts: level of later changes per signature, in order. */
const rows: Readonly<Record<string, readonly (readonly [file: string, expected: readonly Expected[]])[]>> = {
  'PH-06': [['form-update-override-appearance-stream.pdf', form]],
  'PH-07': [['form-update-override-appearance-stream-ap-indirect.pdf', form]],
  'PH-08': [['form-update-no-override-appearance-stream-ap-indirect.pdf', form]],
  'PH-09': [['form-update-original-ap-type-wrong.pdf', form]],
  'PH-10': [['form-update-override-appearance-stream-sneaky.pdf', forbidden]],
  'PH-11': [['form-update-override-appearance-stream-ap-indirect-sneaky.pdf', forbidden]],
  'PH-12': [['form-update-no-override-appearance-stream-ap-indirect-sneaky.pdf', forbidden]],
  'PH-13': [['form-update-ap-indirect-sneaky-trailer.pdf', forbidden]],
  'PH-14': [
    ['extensions-direct.pdf', form],
    ['extensions-indirect.pdf', form],
    ['extensions-update-direct.pdf', form],
    ['extensions-update-indirect.pdf', form],
  ],
  'PH-15': [['extensions-indirect-not-all-paths.pdf', forbidden]],
  'PH-16': [['minimal-two-fields-signed-twice.pdf', form]],
  'PH-17': [
    ['minimal-signed-twice-both-created.pdf', form],
    ['minimal-signed-twice-second-created.pdf', form],
  ],
  'PH-18': [['minimal-signed-twice-no-sig-type.pdf', form]],
  'PH-19': [
    [
      'pades-lta-dss-indirect-arrs-test.pdf',
      [
        ['LTA_UPDATES', true],
        ['LTA_UPDATES', true],
      ],
    ],
  ],
  'PH-20': [
    [
      'pades-lta-dss-indirect-arrs-test-2.pdf',
      [
        ['FORM_FILLING', true],
        ['FORM_FILLING', true],
        ['LTA_UPDATES', true],
      ],
    ],
  ],
  'PH-21': [
    ['separate-annots-kids-indir.pdf', form],
    ['certified-with-indirect-refs-in-dir.pdf', untouched],
  ],
  'PH-22': [['sig-no-signed-attrs.pdf', untouched]],
  'PH-23': [['sig-with-ski-sid.pdf', untouched]],
  'PH-24': [
    ['pades-with-old-style-signing-cert-attr.pdf', untouched],
    ['pades-with-old-style-signing-cert-attr-issser.pdf', untouched],
  ],
};

describe("pyHanko's files: what came after each signature", () => {
  for (const [row, files] of Object.entries(rows)) {
    for (const [file, expected] of files) {
      it(
        `${row} ${file}`,
        withCorpus(`pyhanko/${file}`, async (bytes) => {
          const { signatures, verdict } = await verifyDocument(bytes);
          assert.deepEqual(
            signatures.map(({ modifications }) => [modifications.level, modifications.permitted]),
            expected.map((pair) => [...pair]),
            JSON.stringify(signatures[0]?.modifications.findings.filter(({ level }) => level === 'OTHER')),
          );
          for (const { integrity } of signatures) assert.equal(integrity, 'INTACT');
          // Nobody is trusted here, so that nothing can be better than INDETERMINATE.
          assert.equal(verdict, expected.some(([, permitted]) => !permitted) ? 'FAILED' : 'INDETERMINATE');
        }),
      );
    }
  }

  it(
    'PH-01 coverage-anomalies/base.pdf: the pattern of the others was never signed, its /Contents is all zeros',
    withCorpus('pyhanko/coverage-anomalies/base.pdf', async (bytes) => {
      const { signatures } = await verifyDocument(bytes);
      assert.isTrue(signatures[0]?.problems.some(({ code }) => code === 'SIGNATURE_EMPTY'));
      assert.deepEqual(
        [signatures[0]?.coverage, signatures[0]?.modifications.level],
        ['WHOLE_REVISION', 'LTA_UPDATES'],
      );
    }),
  );

  for (const [row, file] of [
    ['PH-02', 'tail-uncovered'],
    ['PH-03', 'signature-gap-too-big'],
    ['PH-04', 'one-byterange'],
    ['PH-05', 'weird-byterange'],
  ]) {
    it(
      `${row} ${file}.pdf: not said to be unchanged`,
      withCorpus(`pyhanko/coverage-anomalies/${file}.pdf`, async (bytes) => {
        const { signatures, verdict } = await verifyDocument(bytes);
        assert.equal(verdict, 'FAILED');
        assert.isFalse(signatures[0]?.modifications.permitted);
      }),
    );
  }

  it(
    'PH-25 pdf-sig-with-econtent.pdf: FORMAT_FAILURE',
    withCorpus('pyhanko/pdf-sig-with-econtent.pdf', async (bytes) => {
      const { signatures } = await verifyDocument(bytes);
      assert.deepEqual([signatures[0]?.indication, signatures[0]?.subIndication], ['TOTAL_FAILED', 'FORMAT_FAILURE']);
    }),
  );

  for (const file of ['ed448-disallowed-hash.pdf', 'ed448-shake256-nolen.pdf']) {
    it(
      `PH-26 ${file}: said to be unsupported, not valid`,
      withCorpus(`pyhanko/${file}`, async (bytes) => {
        const { signatures, verdict } = await verifyDocument(bytes);
        assert.equal(verdict, 'INDETERMINATE');
        assert.equal(signatures[0]?.integrity, 'UNKNOWN');
        assert.isNotEmpty(signatures[0]?.problems.filter(({ severity }) => severity !== 'info'));
      }),
    );
  }

  for (const file of ['circular-page-tree.pdf', 'struct-tree-circular-ref.pdf', 'form-tree-circular-ref-input.pdf']) {
    it(
      `PH-33 ${file}: a verdict in less than 3 s`,
      withCorpus(`pyhanko/${file}`, async (bytes) => {
        const started = Date.now();
        assert.include(['UNSIGNED', 'UNREADABLE'], (await verifyDocument(bytes)).verdict);
        assert.isBelow(Date.now() - started, 3000);
      }),
    );
  }
});
