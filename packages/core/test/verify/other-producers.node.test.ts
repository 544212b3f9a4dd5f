import { bytesToLatin1, concatBytes, utf8ToBytes } from '@cinnabar/core/bytes';
import { verifyDocument, type VerificationReport } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { appendSigned } from '../attacks/own-signature.ts';
import { OtherProducers } from '../support/producers.node.ts';
import { buildPdf, flipped, sandbox, sign } from '../support/signing.ts';
import { judge } from '../support/judges.ts';
import { thrownBy } from '../support/throws.ts';

interface Case {
  readonly name: string;
  readonly make: (producers: OtherProducers) => Uint8Array | Promise<Uint8Array>;
  readonly field?: string;
  readonly subFilter?: string;
  readonly verdict: readonly [verdict: string, subIndication: string | null];
  readonly codes: readonly string[];
  /** A policy under which it passes, where it does not by default. */
  readonly forgiving?: object;
}

const bare = buildPdf({
  1: '<< /Type /Catalog /Pages 2 0 R >>',
  3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
});
const pass = ['PASSED', null] as const;

const cases: readonly Case[] = [
  { name: 'poppler, in a field of its own', make: (by) => by.poppler(buildPdf()), verdict: pass, codes: [] },
  {
    name: 'poppler, in a field that was there',
    make: (by) => by.poppler(buildPdf(), 'sig-worker'),
    field: 'sig-worker',
    verdict: pass,
    codes: [],
  },
  {
    // MuPDF 1.21 digests with SHA-1.
    name: 'mutool',
    make: (by) => by.mupdf(buildPdf(), 7),
    field: 'sig-worker',
    verdict: ['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE'],
    codes: ['SIGNING_CERTIFICATE_UNBOUND', 'DIGEST_WEAK'],
    forgiving: { constraints: { DIGEST_WEAK: 'WARN' } },
  },
  {
    name: 'OpenSSL, embedded by us',
    make: (by) => by.openssl(buildPdf(), 'sig-worker'),
    field: 'sig-worker',
    verdict: pass,
    codes: [],
  },
  {
    // It adds the attribute that PAdES forbids.
    name: '@libpdf/core',
    make: (by) => by.libpdf(buildPdf()),
    subFilter: 'ETSI.CAdES.detached',
    verdict: ['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE'],
    codes: ['SIGNING_TIME_ATTRIBUTE', 'BASELINE_NOT_MET'],
    forgiving: { constraints: { BASELINE_NOT_MET: 'WARN' } },
  },
  {
    // Its startxref leads to the line end before the index.
    name: '@signpdf, plain',
    make: (by) => by.signpdfPlain(bare),
    verdict: ['INDETERMINATE', 'GENERIC'],
    codes: ['SIGNING_CERTIFICATE_UNBOUND', 'PDF_STARTXREF'],
    forgiving: { constraints: { PDF_STARTXREF: 'WARN' } },
  },
  {
    name: '@signpdf, with pdf-lib',
    make: (by) => by.signpdfPdfLib(buildPdf()),
    verdict: pass,
    codes: ['SIGNING_CERTIFICATE_UNBOUND'],
  },
];

/** Our own signing refuses files that are not well put together. This one has no line end after its end mark. */
async function signedByHand(signed: Uint8Array): Promise<Uint8Array> {
  const { code } = await thrownBy(() => sign(signed, 'later', { request: { create: {}, appearances: [] } }));
  assert.equal(code, 'SIGN_AMBIGUOUS');
  return appendSigned(concatBytes(signed, utf8ToBytes('\n')), 30, 'signer', {
    set: {
      11: '<< /Type /AcroForm /SigFlags 3 /Fields [10 0 R 31 0 R] >>',
      31: '<< /FT /Sig /T (later) /V 30 0 R /Type /Annot /Subtype /Widget /F 4 /Rect [0 0 0 0] /P 3 0 R >>',
    },
  });
}

describe("verify: other makers' signatures", () => {
  let producers: OtherProducers | undefined;
  let trust: Uint8Array[];

  before(async function () {
    this.timeout(60_000);
    for (const program of ['openssl', 'certutil', 'pk12util', 'pdfsig', 'mutool']) judge(this, program, ['--version']);
    producers = new OtherProducers();
    trust = [producers.authority, ...(await sandbox()).trustAnchors];
  });
  after(() => producers?.close());

  const verify = async (bytes: Uint8Array): Promise<VerificationReport> => verifyDocument(bytes, { trust });

  for (const { name, make, field, subFilter = 'adbe.pkcs7.detached', verdict, codes, forgiving } of cases) {
    describe(name, () => {
      let signed: Uint8Array;
      before(async () => {
        signed = await make(producers as OtherProducers);
      });

      it('is intact, complete and by whom it says', async () => {
        const report = await verify(signed);
        assert.lengthOf(report.signatures, 1, report.error?.message);
        const [signature] = report.signatures;
        assert.deepInclude(signature, {
          kind: 'signature',
          level: 'NONE',
          coverage: 'WHOLE_FILE',
          integrity: 'INTACT',
        });
        assert.deepEqual(
          [signature?.subFilter, signature?.signer?.commonName, signature?.trust.status],
          [subFilter, 'Wang Xiaoming', 'TRUSTED'],
        );
        if (field !== undefined) assert.deepEqual(signature?.fieldNames, [field]);
        assert.deepEqual([report.verdict, signature?.subIndication], [...verdict]);
        assert.deepEqual(
          [...new Set(signature?.problems.filter(({ level }) => level !== 'INFORM').map(({ code }) => code))],
          [...codes],
        );
        const policy = forgiving ?? 'default';
        assert.equal((await verifyDocument(signed, { trust, policy })).verdict, 'PASSED');
      });

      it('is trusted by nobody who does not know its authority', async () => {
        const { signatures } = await verifyDocument(signed, { trust: (await sandbox()).trustAnchors });
        assert.deepEqual([signatures[0]?.integrity, signatures[0]?.trust.status], ['INTACT', 'NO_PATH']);
      });

      it('fails when a byte is changed', async () => {
        const text = bytesToLatin1(signed);
        const at = text.includes('Labour') ? text.indexOf('Labour') : text.indexOf('MediaBox') + 12;
        const { verdict: tampered, signatures } = await verify(flipped(signed, at));
        assert.deepEqual([tampered, signatures[0]?.integrity], ['FAILED', 'BROKEN']);
        assert.equal(signatures[0]?.subIndication, 'HASH_FAILURE');
      });

      it('stays what it is when somebody signs after it', async () => {
        const bytes = codes.includes('PDF_STARTXREF')
          ? await signedByHand(signed)
          : (await sign(signed, 'later', { request: { create: {}, appearances: [] } })).bytes;
        assert.deepEqual(bytes.subarray(0, signed.length), signed);
        const [first, second] = (await verify(bytes)).signatures;
        assert.deepInclude(first, { coverage: 'WHOLE_REVISION', integrity: 'INTACT' });
        assert.deepInclude(first?.modifications, { level: 'FORM_FILLING', permitted: true });
        assert.equal(first?.signedRevision?.length, signed.length);
        assert.deepInclude(second, { coverage: 'WHOLE_FILE', integrity: 'INTACT' });
        assert.equal(second?.trust.status, 'TRUSTED');
      });
    });
  }

  it('a form that @signpdf tears apart cannot be read, and does not pass', async () => {
    const torn = await (producers as OtherProducers).signpdfPlain(buildPdf());
    assert.equal((await verify(torn)).verdict, 'UNREADABLE');
  });
});
