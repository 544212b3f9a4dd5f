/**
 * What each file of the corpus must do, after `pyhanko/VERDICTS.md` (rows PH-nn) or, for files no row names, after
 * what is wrong with it. `reads`: everything reachable from the trailer and every page. A code: that error and no other.
 */
export type Expectation =
  | 'reads'
  /** Reads, and records a warning of this code. */
  | { readonly reads: 'with'; readonly warning: string }
  /** Structure reads; content is withheld until the next issue brings decryption (PH-27, PH-34: READ or typed error). */
  | 'encrypted'
  | { readonly code: string; readonly because: string };

const damaged = (because: string): Expectation => ({ code: 'PDF_DAMAGED', because });
const offByAFewBytes: Expectation = { reads: 'with', warning: 'PDF_STARTXREF' };

export const corpusExpectations: Readonly<Record<string, Expectation>> = {
  'inputs/confidentiality-agreement.chromium.pdf': 'reads',
  'inputs/confidentiality-agreement.libreoffice.pdf': 'reads',
  'inputs/labour-contract.chromium.pdf': 'reads',
  'inputs/labour-contract.libreoffice.pdf': 'reads',

  // PH-01 to PH-05: coverage is the verifier's business; the structure is sound.
  'pyhanko/coverage-anomalies/base.pdf': 'reads',
  'pyhanko/coverage-anomalies/one-byterange.pdf': 'reads',
  'pyhanko/coverage-anomalies/signature-gap-too-big.pdf': 'reads',
  'pyhanko/coverage-anomalies/tail-uncovered.pdf': 'reads',
  'pyhanko/coverage-anomalies/weird-byterange.pdf': 'reads',
  // PH-35
  'pyhanko/safedocs/CompactedPDFSyntaxTest.pdf': 'reads',

  // PH-31
  'pyhanko/broken-objstream1.pdf': damaged('fewer objects in the stream than the table points to'),
  'pyhanko/broken-objstream2.pdf': damaged('object at another index than the table says'),
  'pyhanko/broken-objstream3.pdf': damaged('index longer than /First allows'),
  'pyhanko/broken-objstream4.pdf': damaged('object not in the stream'),
  'pyhanko/broken-objstream5.pdf': damaged('a stream inside the object stream'),
  'pyhanko/broken-objstream6.pdf': damaged('object stream ends early'),

  'pyhanko/certified-with-indirect-refs-in-dir.pdf': 'reads',
  // PH-33: the page tree is cyclic; the other cycles are in structures the reader does not walk in circles.
  'pyhanko/circular-page-tree.pdf': damaged('page tree with a cycle'),
  'pyhanko/form-tree-circular-ref-input.pdf': 'reads',
  'pyhanko/struct-tree-circular-ref.pdf': 'reads',

  'pyhanko/ed448-disallowed-hash.pdf': 'reads',
  'pyhanko/ed448-shake256-nolen.pdf': 'reads',
  'pyhanko/embedded-encrypted-nocf.pdf': 'encrypted',
  'pyhanko/empty-a4.pdf': 'reads',
  'pyhanko/extensions-direct.pdf': 'reads',
  'pyhanko/extensions-indirect-not-all-paths.pdf': 'reads',
  'pyhanko/extensions-indirect.pdf': 'reads',
  'pyhanko/extensions-update-direct.pdf': 'reads',
  'pyhanko/extensions-update-indirect.pdf': 'reads',
  'pyhanko/fontembed.pdf': 'reads',
  'pyhanko/form-update-ap-indirect-sneaky-trailer.pdf': 'reads',
  'pyhanko/form-update-no-override-appearance-stream-ap-indirect-sneaky.pdf': 'reads',
  'pyhanko/form-update-no-override-appearance-stream-ap-indirect.pdf': 'reads',
  'pyhanko/form-update-original-ap-type-wrong.pdf': 'reads',
  'pyhanko/form-update-override-appearance-stream-ap-indirect-sneaky.pdf': 'reads',
  'pyhanko/form-update-override-appearance-stream-ap-indirect.pdf': 'reads',
  'pyhanko/form-update-override-appearance-stream-sneaky.pdf': 'reads',
  'pyhanko/form-update-override-appearance-stream.pdf': 'reads',
  'pyhanko/info-bin-producer-string.pdf': 'reads',
  'pyhanko/leaky-graphics-state-doc.pdf': 'reads',

  // PH-34: the damage is in keys and permissions, which only decryption meets.
  'pyhanko/malformed-encrypt-dict1.pdf': 'encrypted',
  'pyhanko/malformed-encrypt-dict2.pdf': 'encrypted',
  // PH-32
  'pyhanko/malformed-xref-space-padded.pdf': damaged('offsets padded with spaces'),
  'pyhanko/minimal-aes256-empty-encrypted-string.pdf': 'encrypted',
  'pyhanko/minimal-aes256-malformed-oe.pdf': 'encrypted',
  'pyhanko/minimal-aes256-malformed-perms.pdf': 'encrypted',
  'pyhanko/minimal-aes256.pdf': 'encrypted',
  'pyhanko/minimal-annotless.pdf': damaged('the page was blanked out by hand, its entry points at spaces'),
  'pyhanko/minimal-badxref.pdf': damaged('a row of 19 bytes'),
  'pyhanko/minimal-broken-xref-size.pdf': damaged('an update shrinks /Size'),
  // PH-28
  'pyhanko/minimal-hybrid-xref-mswordstyle.pdf': 'reads',
  'pyhanko/minimal-hybrid-xref-weirdgen.pdf': 'reads',
  'pyhanko/minimal-hybrid-xref.pdf': 'reads',
  'pyhanko/minimal-illegal-header.pdf': damaged('version X.Y'),
  'pyhanko/minimal-one-field-indir-annots.pdf': 'reads',
  'pyhanko/minimal-pdf-ua-and-a.pdf': 'reads',
  'pyhanko/minimal-pubkey-aes256.pdf': 'encrypted',
  'pyhanko/minimal-pubkey-rc4-envelope.pdf': 'encrypted',
  'pyhanko/minimal-pubkey-rc4.pdf': 'encrypted',
  'pyhanko/minimal-pubkey-unknown-envelope-alg.pdf': 'encrypted',
  'pyhanko/minimal-rc4.pdf': 'encrypted',
  'pyhanko/minimal-signed-twice-both-created.pdf': 'reads',
  'pyhanko/minimal-signed-twice-no-sig-type.pdf': 'reads',
  'pyhanko/minimal-signed-twice-second-created.pdf': 'reads',
  // PH-30
  'pyhanko/minimal-startxref-hopeless.pdf': damaged('startxref far from any section'),
  'pyhanko/minimal-startxref-hopeless2.pdf': damaged('two numbers after startxref'),
  'pyhanko/minimal-startxref-hopeless3.pdf': damaged('no number after startxref'),
  // PH-29
  'pyhanko/minimal-startxref-obo1.pdf': offByAFewBytes,
  'pyhanko/minimal-startxref-obo2.pdf': offByAFewBytes,
  'pyhanko/minimal-startxref-obo3.pdf': offByAFewBytes,
  'pyhanko/minimal-startxref-obo4.pdf': offByAFewBytes,
  'pyhanko/minimal-startxref-obo5.pdf': offByAFewBytes,
  'pyhanko/minimal-startxref-obo6.pdf': offByAFewBytes,
  'pyhanko/minimal-startxref-same-line.pdf': offByAFewBytes,
  'pyhanko/minimal-two-fields-aes256.pdf': 'encrypted',
  'pyhanko/minimal-two-fields-pubkey-aes256.pdf': 'encrypted',
  'pyhanko/minimal-two-fields-pubkey-rc4.pdf': 'encrypted',
  'pyhanko/minimal-two-fields-signed-twice.pdf': 'reads',
  'pyhanko/minimal-two-fields-tagged.pdf': 'reads',
  'pyhanko/minimal-two-fields.pdf': 'reads',
  'pyhanko/minimal-two-pages.pdf': 'reads',
  'pyhanko/minimal-with-field-aes256.pdf': 'encrypted',
  'pyhanko/minimal-with-field-pubkey-aes256.pdf': 'encrypted',
  'pyhanko/minimal-with-field-pubkey-rc4.pdf': 'encrypted',
  'pyhanko/minimal-with-field-rc4.pdf': 'encrypted',
  'pyhanko/minimal-with-field-tagged.pdf': 'reads',
  'pyhanko/minimal-with-field.pdf': 'reads',
  'pyhanko/minimal-with-nonexistent-refs.pdf': 'reads',
  'pyhanko/minimal-with-orphaned-xrefs.pdf': 'reads',
  'pyhanko/minimal-with-simple-form.pdf': 'reads',
  'pyhanko/minimal-with-textfield-group-var.pdf': 'reads',
  'pyhanko/minimal-with-textfield-group.pdf': 'reads',
  'pyhanko/minimal-xref.pdf': 'reads',
  'pyhanko/minimal.pdf': 'reads',
  'pyhanko/no-mediabox.pdf': { reads: 'with', warning: 'PDF_PAGE' },
  'pyhanko/pades-lta-dss-indirect-arrs-test-2.pdf': 'reads',
  'pyhanko/pades-lta-dss-indirect-arrs-test.pdf': 'reads',
  'pyhanko/pades-with-old-style-signing-cert-attr-issser.pdf': 'reads',
  'pyhanko/pades-with-old-style-signing-cert-attr.pdf': 'reads',
  'pyhanko/page-tree-direct-kid.pdf': damaged('a page that is no indirect object'),
  'pyhanko/pdf-background-test.pdf': 'reads',
  'pyhanko/pdf-sig-with-econtent.pdf': 'reads',
  'pyhanko/pubkey-3des-test.pdf': 'encrypted',
  'pyhanko/pubkey-ecc-test.pdf': 'encrypted',
  'pyhanko/pubkey-rc2-test.pdf': 'encrypted',
  'pyhanko/scribble-decomp.pdf': 'reads',
  'pyhanko/scribble-in-arr.pdf': 'reads',
  'pyhanko/scribble.pdf': 'reads',
  'pyhanko/separate-annots-kids-indir.pdf': 'reads',
  'pyhanko/sig-no-signed-attrs.pdf': 'reads',
  'pyhanko/sig-with-ski-sid.pdf': 'reads',
  'pyhanko/signed-encrypted-pubkey-with-catalog-ref.pdf': 'encrypted',
  'pyhanko/simple-acroform-states-ap-indirect.pdf': 'reads',
  'pyhanko/simple-acroform-states.pdf': 'reads',
  'pyhanko/uncompressed-objstream-sample.pdf': 'reads',
};
