import {
  bytesToHex,
  bytesToLatin1,
  derOctetString,
  derSequence,
  hexToBytes,
  joinParts,
  latin1ToBytes,
} from '@cinnabar/core/bytes';
import { buildSignedData } from '@cinnabar/core/cms';
import { digest } from '@cinnabar/core/crypto';
import { prepareDocumentTimestamp, prepareSignature } from '@cinnabar/core/sign';
import {
  collectFacts,
  judgeFacts,
  policies,
  readPolicy,
  verifyDocument,
  type SignatureReport,
} from '@cinnabar/core/verify';
import { assert } from 'chai';

import { craftCms, identity, plainAttributes, type TestIdentity } from '../support/craft-cms.ts';
import { inField, LongTermSandbox } from '../support/long-term.ts';
import { buildPdf, noFonts, requestFor, sandbox, sign } from '../support/signing.ts';
import { append, bodies, bodyOf, contract, fresh, objects, reportOn, signedContract, verify } from './kit.ts';
import { appendSigned, inPlace } from './own-signature.ts';

const codes = ({ problems }: SignatureReport): string[] => problems.map(({ code }) => code);

/** A file prepared under another label, with what `make` gives for its ByteRange as the signature value. */
async function labelled(
  subFilter: string,
  make: (content: readonly Uint8Array[], messageDigest: Uint8Array) => Promise<Uint8Array> | Uint8Array,
): Promise<Uint8Array> {
  const { parts, prepared } = await prepareSignature(
    buildPdf(),
    requestFor('sig-worker', { appearances: [] }),
    noFonts,
  );
  const text = bytesToLatin1(joinParts(parts));
  const label = `/${subFilter}`.padEnd('/ETSI.CAdES.detached'.length);
  const [, gapStart, gapEnd] = prepared.byteRange;
  const bytes = latin1ToBytes(text.replace('/ETSI.CAdES.detached', label));
  const content = [bytes.subarray(0, gapStart), bytes.subarray(gapEnd)];
  const value = await make(content, await digest('SHA-256', content));
  bytes.set(latin1ToBytes(bytesToHex(value)), gapStart + 1);
  return bytes;
}

async function only(bytes: Uint8Array, trust: readonly Uint8Array[], policy?: unknown): Promise<SignatureReport> {
  const { signatures, error } = await verifyDocument(bytes, { trust, ...(policy ? { policy } : {}) });
  assert.lengthOf(signatures, 1, error?.message);
  return signatures[0] as SignatureReport;
}

describe('attacks by signatures of another form', () => {
  let signer: TestIdentity;
  before(async () => {
    signer = await identity('Signer');
  });

  describe('A-42 a signature without signed attributes', () => {
    const withoutAttributes = async (content: readonly Uint8Array[]): Promise<Uint8Array> =>
      craftCms({ digest: '' } as never, { signer, over: content });

    it('is told to be weaker, and is no PAdES signature', async () => {
      const plain = await only(await labelled('adbe.pkcs7.detached', withoutAttributes), [signer.der]);
      assert.deepEqual([plain.integrity, plain.level, plain.indication], ['INTACT', 'NONE', 'TOTAL_PASSED']);
      assert.include(codes(plain), 'NO_SIGNED_ATTRIBUTES');
      const pades = await only(await labelled('ETSI.CAdES.detached', withoutAttributes), [signer.der]);
      assert.deepEqual([pades.indication, pades.subIndication], ['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE']);
      assert.include(codes(pades), 'BASELINE_NOT_MET');
      const strict = await only(await labelled('adbe.pkcs7.detached', withoutAttributes), [signer.der], 'strict');
      assert.equal(strict.indication, 'INDETERMINATE');
    });

    it('does not turn attributes that were signed elsewhere into a document', async () => {
      // The same octets are the attributes of one signature and the content of another (RFC 5652 §5.4 has no fence).
      const body = `1\x84\0\0\x48\0\n${bytesToLatin1(contract()).split('xref\n')[0]}`;
      const offsets = [...body.matchAll(/^(\d+) 0 obj$/gm)].map(
        ({ index }) => `${String(index).padStart(10, '0')} 00000 n \n`,
      );
      const size = offsets.length + 1;
      const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${size} /Root 1 0 R /ID [<00> <00>] >>\nstartxref\n${body.length}\n%%EOF\n`;
      const worker = bodyOf(contract(), objects.worker).replace(/>>$/, `/V ${fresh} 0 R >>`);
      const prepared = await appendSigned(latin1ToBytes(body + table), fresh, 'nobody', {
        set: { [objects.worker]: worker },
      });
      const [, from, to] = (/ByteRange \[0 (\d+) (\d+)/.exec(bytesToLatin1(prepared)) ?? []).map(Number) as [
        number,
        number,
        number,
      ];
      const forged = prepared.slice();
      const value = await withoutAttributes([prepared.subarray(0, from), prepared.subarray(to)]);
      forged.set(latin1ToBytes(bytesToHex(value)), from + 1);
      const indulgent = readPolicy({ constraints: { PDF_HEADER_OFFSET: 'IGNORE', NO_SIGNED_ATTRIBUTES: 'IGNORE' } });
      const report = await only(forged, [signer.der], indulgent);
      assert.deepEqual([report.integrity, report.indication], ['BROKEN', 'TOTAL_FAILED']);
      assert.include(codes(report), 'CONTENT_IS_ATTRIBUTES');
    });
  });

  describe('A-49 a value that is no plain DER', () => {
    const bombs: readonly (readonly [string, Uint8Array])[] = [
      ['nested without end', hexToBytes('3080'.repeat(4000))],
      [
        'nested in definite lengths',
        Array.from({ length: 900 }).reduce<Uint8Array>((inner) => derSequence(inner), new Uint8Array()),
      ],
      ['a length of a gigabyte', hexToBytes('308440000000')],
      ['a length of more octets than numbers have', hexToBytes('3089ffffffffffffffffff')],
      ['a million empty members', derSequence(new Uint8Array(6000).map((_, i) => (i % 2 ? 0 : 5)))],
    ];
    for (const [name, value] of bombs) {
      it(name, async () => {
        const bytes = await labelled('adbe.pkcs7.detached', () => value);
        const started = performance.now();
        const report = await only(bytes, [signer.der]);
        assert.isBelow(performance.now() - started, 1000);
        assert.deepEqual([report.indication, report.subIndication], ['TOTAL_FAILED', 'FORMAT_FAILURE']);
        assert.include(codes(report), 'CMS_MALFORMED');
      });
    }

    it('clean twin: attributes out of order are noted, and the signature over their ordered form holds', async () => {
      const { bytes } = await sign(buildPdf(), 'sig-worker');
      assert.equal((await verify(bytes)).verdict, 'PASSED');
    });
  });

  describe('labels of Chinese practice', () => {
    it('a CMS with SM2 and SM3 under GM.SM2 is judged by its content, and said to be so labelled', async () => {
      const authority = await sandbox();
      const { key, certificates } = await authority.issueSigner(
        { kind: 'person', name: '王小明', reference: 'gm' },
        { keyKind: 'SM2' },
      );
      const make = async (content: readonly Uint8Array[]): Promise<Uint8Array> =>
        buildSignedData({
          digestAlgorithm: 'SM3',
          messageDigest: await digest('SM3', content),
          certificates,
          signer: key,
        });
      const bytes = await labelled('GM.SM2', make);
      const report = await only(bytes, authority.trustAnchors);
      assert.deepEqual([report.integrity, report.indication, report.subFilter], ['INTACT', 'TOTAL_PASSED', 'GM.SM2']);
      assert.deepEqual(codes(report), ['SUBFILTER_UNUSUAL']);
      const changed = bytes.slice();
      changed[200] = (changed[200] ?? 0) ^ 1;
      assert.deepInclude(await only(changed, authority.trustAnchors), {
        indication: 'TOTAL_FAILED',
        subIndication: 'HASH_FAILURE',
      });
    });

    it('what is neither CMS nor seal under such a label is broken, not unknown', async () => {
      const report = await only(await labelled('GM.sm2seal', () => derSequence(derOctetString(new Uint8Array(9)))), [
        signer.der,
      ]);
      assert.equal(report.indication, 'TOTAL_FAILED');
    });
  });

  it('A-29 a signature whose field stands in the form twice', async () => {
    const fields = '7 0 R 8 0 R 10 0 R 11 0 R 15 0 R 16 0 R 17 0 R 18 0 R';
    const worker = bodyOf(contract(), objects.worker).replace(/>>$/, `/V ${fresh} 0 R >>`);
    const made = async (more: string): Promise<SignatureReport> =>
      reportOn(
        await appendSigned(contract(), fresh, 'signer', {
          set: {
            [objects.worker]: worker,
            [objects.form]: bodies.form('', `${fields} ${more}`),
            [fresh + 1]: '<< /T (group) /Kids [7 0 R] >>',
          },
        }),
      );
    assert.equal((await made('')).indication, 'TOTAL_PASSED', 'the clean twin');
    const twice = await made(`${fresh + 1} 0 R`);
    assert.deepEqual([twice.coverage, twice.indication], ['INVALID', 'TOTAL_FAILED']);
    assert.include(codes(twice), 'FIELD_SEVERAL_PARENTS');
  });

  it('a dictionary with certificates, or without a time, is none of PAdES (ETSI EN 319 142-1 §6.3)', async () => {
    const worker = bodyOf(contract(), objects.worker).replace(/>>$/, `/V ${fresh} 0 R >>`);
    const cases: readonly (readonly [Record<string, string>, string[]])[] = [
      [{}, []],
      [{ Cert: '<30>' }, ['CERT_ENTRY']],
      [{ M: 'null' }, ['SIGNING_TIME_MISSING']],
    ];
    for (const [entries, expected] of cases) {
      const report = await reportOn(
        await appendSigned(contract(), fresh, 'signer', { set: { [objects.worker]: worker } }, entries),
      );
      assert.deepEqual([report.integrity, report.level], ['INTACT', expected.length === 0 ? 'B-T' : 'NONE']);
      assert.deepEqual(
        codes(report).filter((code) => code === 'CERT_ENTRY' || code === 'SIGNING_TIME_MISSING'),
        expected,
      );
    }
  });

  it('A-32 a form of XFA that was signed is told of', async () => {
    const file = contract({ 6: bodies.form('/XFA (<xdp/>)') });
    const worker = bodyOf(file, objects.worker).replace(/>>$/, `/V ${fresh} 0 R >>`);
    const bytes = await appendSigned(file, fresh, 'signer', { set: { [objects.worker]: worker } });
    assert.deepEqual(
      (await verify(bytes)).problems.map(({ code }) => code),
      ['DYNAMIC_XFA'],
    );
  });

  it('a dictionary that stands in its field is no object to tell from another, and that is said', async () => {
    const worker = bodyOf(contract(), objects.worker).replace(/>>$/, `${inPlace} >>`);
    const report = await reportOn(
      await appendSigned(contract(), fresh, 'signer', { set: { [objects.worker]: worker } }),
    );
    assert.equal(report.integrity, 'INTACT');
    assert.include(codes(report), 'SIGNATURE_DICTIONARY_DIRECT');
  });

  it('A-36 nobody is named by what the document says of itself', async () => {
    const field =
      '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Valid: Ministry of Justice) /F 4 /Rect [0 0 0 0] /P 3 0 R /V 40 0 R >>';
    const dict = { Name: '(Ministry of Justice)', Reason: '(Verified by authority)' };
    const bytes = await appendSigned(
      contract(),
      40,
      'signer',
      { set: { 41: field, 6: bodies.form('', '41 0 R'), 3: bodies.page('', '41 0 R') } },
      dict,
    );
    const report = await verify(bytes);
    assert.equal(report.signatures[0]?.signer?.commonName, '王小明');
    assert.notInclude(JSON.stringify({ ...report.signatures[0], fieldNames: [] }), 'Ministry');
    assert.notInclude(JSON.stringify(report), 'Verified by');
    const { signatures } = await collectFacts(bytes);
    assert.deepInclude(signatures[0]?.claims, { name: 'Ministry of Justice', reason: 'Verified by authority' });
  });

  it('A-59 usage rights are no signature and certify nothing; only DocMDP of /Perms does', async () => {
    const rights = `/Perms << /UR3 ${objects.nextFree} 0 R >>`;
    const base = {
      1: bodies.catalog(rights),
      [objects.nextFree]:
        '<< /Type /Sig /Filter /Adobe.PPKLite /Reference [<< /TransformMethod /DocMDP /TransformParams << /P 1 >> >>] >>',
    };
    const signed = await signedContract(base);
    const { verdict, signatures } = await verify(signed);
    assert.deepEqual([verdict, signatures.length], ['PASSED', 1]);
    const noted = {
      set: { 20: '<< /Type /Annot /Subtype /Text /Rect [500 700 520 720] /Contents (final) /P 3 0 R >>' },
    };
    assert.isTrue((await reportOn(append(signed, noted))).modifications.permitted);
    const later = append(await signedContract(), {
      set: { [objects.catalog]: bodies.catalog(rights), [objects.nextFree]: base[objects.nextFree] ?? '' },
    });
    assert.isFalse((await reportOn(later)).modifications.permitted, 'added later');
  });

  it('DS-37 a time-stamp that calls itself a signature is validated, and makes no archive', async () => {
    const stamped = async (type: string): Promise<SignatureReport | undefined> => {
      const update = {
        set: {
          8: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-company) /F 4 /Rect [0 0 0 0] /P 3 0 R /V ${fresh} 0 R >>`,
        },
      };
      const base = contract({ 8: update.set[8].replace(` /V ${fresh} 0 R`, '') });
      const bytes = await appendSigned((await sign(base, 'sig-worker')).bytes, fresh, 'authority', update, {
        Type: type,
      });
      const facts = await collectFacts(bytes, { trust: (await sandbox()).trustAnchors });
      return judgeFacts(facts, policies.default).signatures.find(({ kind }) => kind === 'timestamp');
    };
    const asSignature = await stamped('/Sig');
    assert.deepEqual([asSignature?.integrity, asSignature?.indication], ['INTACT', 'TOTAL_PASSED']);
    assert.include(codes(asSignature!), 'TIMESTAMP_TYPE');
    assert.notInclude(codes((await stamped('/DocTimeStamp'))!), 'TIMESTAMP_TYPE');
  });

  for (const [type, level] of [
    ['/DocTimeStamp', 'B-LTA'],
    ['/Sig', 'B-LT'],
  ] as const) {
    it(`DS-37 over the data of long-term validation, one of ${type} makes ${level}`, async () => {
      const house = new LongTermSandbox();
      const extended = await house.extend(await house.signed(), 'B-LT');
      const { parts, prepared } = await prepareDocumentTimestamp(extended);
      const text = bytesToLatin1(joinParts(parts));
      const at = text.lastIndexOf('/DocTimeStamp');
      const bytes = latin1ToBytes(text.slice(0, at) + type.padEnd('/DocTimeStamp'.length) + text.slice(at + 13));
      const [, gapStart, gapEnd] = prepared.byteRange;
      const imprint = await digest('SHA-256', [bytes.subarray(0, gapStart), bytes.subarray(gapEnd)]);
      const token = await (await house.authority).timestampProvider().timestamp(imprint, 'SHA-256');
      bytes.set(latin1ToBytes(bytesToHex(token)), gapStart + 1);
      assert.equal(inField(await house.verify(bytes), 'sig-worker').level, level);
    });
  }

  it('the plain attributes of a signature hold, as a clean twin of what is above', async () => {
    const make = async (_: readonly Uint8Array[], messageDigest: Uint8Array): Promise<Uint8Array> => {
      const prepared = { digest: btoa(String.fromCharCode(...messageDigest)) } as never;
      return craftCms(prepared, { signer, attributes: [...plainAttributes(prepared)] });
    };
    const report = await only(await labelled('adbe.pkcs7.detached', make), [signer.der]);
    assert.deepEqual([report.indication, codes(report)], ['TOTAL_PASSED', ['SIGNING_CERTIFICATE_UNBOUND']]);
  });
});
