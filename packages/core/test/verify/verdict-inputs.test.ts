import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { corpusFile } from '../support/corpus.ts';
import { sandbox, sign } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

type Outcome = 'UNSIGNED' | 'PDF_DAMAGED' | 'PDF_ENCRYPTED' | 'SIGNED';

/**
 * Rows of the corpus's table of verdicts that are about reading and signing: what the verifier says of each file, and
 * with which code our signing refuses it, or that what it makes of it passes.
 */
const rows: Readonly<
  Record<
    string,
    { readonly files: readonly string[]; readonly verdict: Outcome | readonly Outcome[]; readonly signing?: string }
  >
> = {
  'PH-27': { files: ['signed-encrypted-pubkey-with-catalog-ref'], verdict: 'PDF_ENCRYPTED' },
  'PH-28': {
    files: ['minimal-hybrid-xref', 'minimal-hybrid-xref-mswordstyle', 'minimal-hybrid-xref-weirdgen'],
    verdict: 'UNSIGNED',
    signing: 'SIGN_HYBRID',
  },
  'PH-29': {
    files: [...[1, 2, 3, 4, 5, 6].map((n) => `minimal-startxref-obo${n}`), 'minimal-startxref-same-line'],
    verdict: 'UNSIGNED',
    signing: 'SIGN_AMBIGUOUS',
  },
  'PH-30': {
    files: ['minimal-startxref-hopeless', 'minimal-startxref-hopeless2', 'minimal-startxref-hopeless3'],
    verdict: 'PDF_DAMAGED',
    signing: 'PDF_DAMAGED',
  },
  // Damage that nobody meets on the way to the form is not met; signing reads no more than it needs.
  'PH-31': { files: [1, 2, 3, 4, 5, 6].map((n) => `broken-objstream${n}`), verdict: ['PDF_DAMAGED', 'UNSIGNED'] },
  'PH-32': {
    files: ['malformed-xref-space-padded', 'minimal-badxref', 'minimal-broken-xref-size', 'minimal-illegal-header'],
    verdict: 'PDF_DAMAGED',
    signing: 'PDF_DAMAGED',
  },
  'PH-34': {
    files: [
      'minimal-rc4',
      'minimal-aes256',
      'malformed-encrypt-dict1',
      'malformed-encrypt-dict2',
      'minimal-aes256-malformed-oe',
      'minimal-aes256-malformed-perms',
    ],
    verdict: ['PDF_ENCRYPTED', 'PDF_DAMAGED', 'UNSIGNED'],
  },
  'PH-35': { files: ['safedocs/CompactedPDFSyntaxTest'], verdict: 'UNSIGNED' },
  'PH-36': {
    files: ['minimal-two-fields', 'minimal-with-field', 'minimal-one-field-indir-annots', 'simple-acroform-states'],
    verdict: 'UNSIGNED',
    signing: 'PASSED',
  },
};

describe("pyHanko's files: what is read and signed", () => {
  for (const [row, { files, verdict, signing }] of Object.entries(rows)) {
    it(`${row} ${files.length === 1 ? files[0] : `${files.length} files`}`, async function () {
      for (const file of files) {
        const bytes = await corpusFile(`pyhanko/${file}.pdf`);
        if (!bytes) return this.skip();
        const started = performance.now();
        const report = await verifyDocument(bytes);
        assert.isBelow(performance.now() - started, 3000, file);
        const outcome = report.error?.code.replace('PDF_PASSWORD', 'PDF_ENCRYPTED') ?? report.verdict;
        assert.include([verdict].flat(), outcome, `${file}: ${report.error?.message}`);
        if (signing === 'PASSED') {
          const signed = await sign(bytes, 'ours', { request: { create: {}, appearances: [] } });
          const again = await verifyDocument(signed.bytes, { trust: (await sandbox()).trustAnchors });
          assert.equal(again.verdict, 'PASSED', file);
        } else if (signing !== undefined) {
          const { code } = await thrownBy(() => sign(bytes, 'ours', { request: { create: {}, appearances: [] } }));
          assert.equal(code, signing, file);
        }
      }
    });
  }
});
