import { base64ToBytes, joinParts } from '@cinnabar/core/bytes';
import { checkTimestampToken, readSignedData } from '@cinnabar/core/cms';
import { digest, digestLength, digestOid, keyAlgorithmOf, naturalDigest, type KeyKind } from '@cinnabar/core/crypto';
import { openPdf, type PdfDict } from '@cinnabar/core/pdf';
import { checkSigned, parsePreparedDigest, prepareSignature } from '@cinnabar/core/sign';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { buildPdf, cmsFor, flipped, noFonts, requestFor, sandbox, sign } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

const kinds = [
  'RSA-2048',
  'RSA-3072',
  'RSA-PSS-2048',
  'P-256',
  'P-384',
  'P-521',
  'Ed25519',
  'SM2',
] as const satisfies KeyKind[];

describe('a signature with every kind of key', () => {
  for (const keyKind of kinds) {
    it(`${keyKind}: passes, is labelled consistently and breaks when a byte changes`, async () => {
      const authority = await sandbox();
      const original = buildPdf();
      const provider = authority.signingProvider(authority.timestampProvider(), { keyKind });
      const { parts, bytes, prepared } = await sign(original, 'sig-worker', { provider });
      const trust = authority.trustAnchors;
      const report = await checkSigned(parts, { fieldName: 'sig-worker', original, level: 'B-T', trust });
      assert.equal(report.verdict, 'PASSED');
      assert.deepEqual(report.signatures[0]?.problems, []);
      const algorithm = naturalDigest[keyAlgorithmOf(keyKind)];
      assert.equal(prepared.digestAlgorithm, algorithm);
      assert.equal(base64ToBytes(prepared.digest).length, digestLength[algorithm]);
      const { signers } = readSignedData(await cmsFor(prepared, provider));
      assert.equal(signers[0]?.digestAlgorithm.oid, digestOid(algorithm));
      const broken = await verifyDocument(flipped(bytes, 100), { trust });
      assert.deepEqual([broken.verdict, broken.signatures[0]?.integrity], ['FAILED', 'BROKEN']);
    });
  }

  it('may follow one of another kind and leaves it intact', async () => {
    const authority = await sandbox();
    const provider = (keyKind: KeyKind): ReturnType<typeof authority.signingProvider> =>
      authority.signingProvider(authority.timestampProvider(), { keyKind });
    const first = await sign(buildPdf(), 'sig-worker', { provider: provider('Ed25519') });
    const second = await sign(first.bytes, 'sig-company', { provider: provider('SM2') });
    const report = await checkSigned(second.parts, {
      fieldName: 'sig-company',
      original: first.bytes,
      level: 'B-T',
      trust: authority.trustAnchors,
    });
    assert.deepEqual(
      report.signatures.map(({ integrity, coverage }) => [integrity, coverage]),
      [
        ['INTACT', 'WHOLE_REVISION'],
        ['INTACT', 'WHOLE_FILE'],
      ],
    );
  });

  it('is refused by the provider when the document was prepared over a digest the key does not know', async () => {
    const authority = await sandbox();
    for (const keyKind of ['Ed25519', 'SM2'] as const) {
      const provider = authority.signingProvider(authority.timestampProvider(), { keyKind });
      const refused = await thrownBy(() =>
        sign(buildPdf(), 'sig-worker', { provider, request: { digestAlgorithm: 'SHA-256' } }),
      );
      assert.equal(refused.code, 'SIGNING_DIGEST_UNFIT');
    }
  });

  it('works over SHA-384 and SHA-512 with keys that leave the choice', async () => {
    const authority = await sandbox();
    for (const digestAlgorithm of ['SHA-384', 'SHA-512'] as const) {
      const { parts } = await sign(buildPdf(), 'sig-worker', { request: { digestAlgorithm } });
      const original = buildPdf();
      await checkSigned(parts, { fieldName: 'sig-worker', original, level: 'B-T', trust: authority.trustAnchors });
    }
  });
});

describe('a time-stamp of the sandbox', () => {
  it('is made over every digest we sign over', async () => {
    const provider = (await sandbox()).timestampProvider();
    for (const algorithm of ['SHA-256', 'SHA-384', 'SHA-512', 'SM3'] as const) {
      const data = [new Uint8Array(10)];
      const token = await provider.timestamp(await digest(algorithm, data), algorithm);
      const { integrity, info } = await checkTimestampToken(token, data);
      assert.deepEqual([integrity, info?.algorithm], ['INTACT', algorithm]);
    }
  });
});

describe('a prepared digest', () => {
  it('goes through JSON with every digest, and one that was stored before there was a choice still counts', async () => {
    for (const digestAlgorithm of ['SHA-256', 'SHA-384', 'SHA-512', 'SM3'] as const) {
      const { prepared } = await prepareSignature(buildPdf(), requestFor('sig-worker', { digestAlgorithm }), noFonts);
      assert.deepEqual(parsePreparedDigest(JSON.parse(JSON.stringify(prepared))), prepared);
    }
    const stored =
      '{"version":1,"fieldName":"sig-worker","digestAlgorithm":"SHA-256","digest":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","byteRange":[0,100,2102,30],"reserved":1000}';
    assert.equal(parsePreparedDigest(JSON.parse(stored)).digestAlgorithm, 'SHA-256');
  });

  it('is refused when its digest is of another length than its algorithm gives, or of none we sign over', async () => {
    const { prepared } = await prepareSignature(buildPdf(), requestFor('sig-worker'), noFonts);
    const wrong: object[] = [
      { digestAlgorithm: 'SHA-512' },
      { digestAlgorithm: 'SHA-1' },
      { digestAlgorithm: 'toString' },
      { digestAlgorithm: undefined },
      { digest: `${prepared.digest.slice(0, -1)}A` },
      { digest: prepared.digest.slice(4) },
      { digest: `${prepared.digest.slice(0, -2)}!=` },
      { digest: 7 },
    ];
    for (const change of wrong) {
      const { code } = await thrownBy(() => parsePreparedDigest({ ...prepared, ...change }));
      assert.equal(code, 'SIGN_PREPARED_MALFORMED', JSON.stringify(change));
    }
  });
});

describe('the announcement of Ed25519 (ISO/TS 32002)', () => {
  const isoLevels = (bytes: Uint8Array): unknown[] => {
    const document = openPdf(bytes);
    const extensions = document.dictAt(document.catalog.get('Extensions') ?? null, 'extensions');
    const listed = extensions.has('ISO_') ? document.arrayAt(extensions.get('ISO_'), 'extensions of ISO') : [];
    return listed.map((item) => (document.resolve(item) as PdfDict).get('ExtensionLevel'));
  };
  const prepare = async (bytes: Uint8Array, keyAlgorithm: 'Ed25519' | 'P-384'): Promise<Uint8Array> =>
    joinParts((await prepareSignature(bytes, requestFor('sig-worker', { keyAlgorithm }), noFonts)).parts);

  it('stands beside what else is announced, once, in PDF 1.7 and 2.0, and for no other key', async () => {
    assert.deepEqual(isoLevels(await prepare(buildPdf(), 'P-384')), []);
    for (const version of ['1.7', '2.0']) {
      assert.deepEqual(isoLevels(await prepare(buildPdf({}, version), 'Ed25519')), [32002], version);
    }
    const catalog = (iso: string): Record<number, string> => ({
      1: `<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /Extensions << /ISO_ ${iso} >> >>`,
    });
    const sha3 = '<< /BaseVersion /2.0 /ExtensionLevel 32001 >>';
    const edwards = '<< /BaseVersion /2.0 /ExtensionLevel 32002 >>';
    assert.deepEqual(isoLevels(await prepare(buildPdf(catalog(sha3)), 'Ed25519')), [32001, 32002]);
    assert.deepEqual(isoLevels(await prepare(buildPdf(catalog(`[${sha3} ${edwards}]`)), 'Ed25519')), [32001, 32002]);
  });
});
