import {
  base64ToBytes,
  bytesToBase64,
  bytesToLatin1,
  derCertificateTime,
  derContext,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  joinParts,
  latin1ToBytes,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import { oid, readCertificate, readSignedData } from '@cinnabar/core/cms';
import { digest } from '@cinnabar/core/crypto';
import { prepareSignature, type PreparedDigest } from '@cinnabar/core/sign';
import { verifyDocument, type SignatureReport } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { craftCms, identity, plainAttributes, type CraftedCms, type TestIdentity } from '../support/craft-cms.ts';
import { buildPdf, cmsFor, noFonts, requestFor, sandbox } from '../support/signing.ts';

/** What the verifier says of a file signed with a crafted CMS, its signer trusted. */
async function verdictOn(
  signer: TestIdentity,
  craft: (prepared: PreparedDigest) => Promise<Partial<CraftedCms>> | Partial<CraftedCms>,
  anchor = signer.der,
): Promise<SignatureReport> {
  const { parts, prepared } = await prepareSignature(buildPdf(), requestFor('sig-worker'), noFonts);
  return report(parts, prepared, await craftCms(prepared, { signer, ...(await craft(prepared)) }), anchor);
}

async function report(
  parts: readonly Uint8Array[],
  prepared: PreparedDigest,
  cms: Uint8Array,
  anchor: Uint8Array,
): Promise<SignatureReport> {
  const hex = [...cms].map((octet) => octet.toString(16).padStart(2, '0')).join('');
  const bytes = joinParts(parts).slice();
  bytes.set(utf8ToBytes(hex), prepared.byteRange[1] + 1);
  const { signatures } = await verifyDocument(bytes, { trust: [anchor] });
  assert.lengthOf(signatures, 1);
  return signatures[0] as SignatureReport;
}

function codes({ problems }: SignatureReport): string[] {
  return problems.map(({ code }) => code);
}

async function essFor(signer: TestIdentity): Promise<Uint8Array> {
  return derSequence(derSequence(derSequence(derOctetString(await digest('SHA-256', [signer.der])))));
}

describe('verify: CMS that lies', () => {
  let signer: TestIdentity;
  before(async () => {
    signer = await identity('Signer');
  });

  it('passes the clean twin', async () => {
    const clean = await verdictOn(signer, async (prepared) => ({
      attributes: [...plainAttributes(prepared), [oid.signingCertificateV2, await essFor(signer)]],
    }));
    assert.deepEqual([clean.indication, clean.level, codes(clean)], ['TOTAL_PASSED', 'B-B', []]);
  });

  it('is not sure of a file whose reading took a guess, however well it is signed (anchor A-12)', async () => {
    const { parts, prepared } = await prepareSignature(buildPdf(), requestFor('sig-worker'), noFonts);
    const text = bytesToLatin1(joinParts(parts));
    const moved = text.replace(/startxref\n(\d+)(?=\n%%EOF\n$)/, (_, at: string) => `startxref\n${Number(at) + 1}`);
    assert.notEqual(moved, text);
    const bytes = latin1ToBytes(moved);
    const ranges = [bytes.subarray(0, prepared.byteRange[1]), bytes.subarray(prepared.byteRange[2])];
    const own = { ...prepared, digest: bytesToBase64(await digest('SHA-256', ranges)) };
    const attributes = [...plainAttributes(own), [oid.signingCertificateV2, await essFor(signer)] as const];
    const result = await report([bytes], own, await craftCms(own, { signer, attributes }), signer.der);
    assert.deepEqual([result.integrity, result.indication], ['INTACT', 'INDETERMINATE']);
    assert.include(codes(result), 'PDF_STARTXREF');
  });

  it('takes a signature that does not bind its certificate for no AdES (anchor A-40)', async () => {
    const unbound = await verdictOn(signer, () => ({}));
    assert.deepEqual([unbound.integrity, unbound.level], ['INTACT', 'NONE']);
    assert.deepEqual([unbound.indication, unbound.subIndication], ['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE']);
  });

  it('refuses a certificate that was swapped for another with the same key and name (anchor A-40)', async () => {
    const twin = await identity('Signer', { key: signer.key });
    const swapped = await verdictOn(twin, async (prepared) => ({
      attributes: [...plainAttributes(prepared), [oid.signingCertificateV2, await essFor(signer)]],
    }));
    assert.equal(swapped.indication, 'TOTAL_FAILED');
    assert.include(codes(swapped), 'SIGNING_CERTIFICATE_MISMATCH');
  });

  it('refuses a binding whose digest fits and whose serial number does not', async () => {
    const { issuer } = readCertificate(signer.der);
    const hash = derOctetString(await digest('SHA-256', [signer.der]));
    const issuerSerial = derSequence(derSequence(derContext(4, issuer)), derInteger(7));
    const result = await verdictOn(signer, (prepared) => ({
      attributes: [
        ...plainAttributes(prepared),
        [oid.signingCertificateV2, derSequence(derSequence(derSequence(hash, issuerSerial)))],
      ],
    }));
    assert.include(codes(result), 'SIGNING_CERTIFICATE_MISMATCH');
  });

  it('is not sure of a certificate that says where revocation is published when nobody is asked', async () => {
    const crl = { oid: oid.crlDistributionPoints, critical: false, value: derSequence() };
    const authority = await identity('Authority', { authority: { pathLength: 0 } });
    const revocable = await identity('Revocable', { by: authority, extensions: [crl] });
    const craft = async (prepared: PreparedDigest): Promise<Partial<CraftedCms>> => ({
      attributes: [...plainAttributes(prepared), [oid.signingCertificateV2, await essFor(revocable)]],
    });
    const result = await verdictOn(revocable, craft, authority.der);
    assert.deepEqual([result.indication, result.subIndication], ['INDETERMINATE', 'TRY_LATER']);
    assert.equal(result.trust.revocation, 'NOT_CHECKED');
  });

  it('refuses another content type (anchor A-41)', async () => {
    const wrong = await verdictOn(signer, (prepared) => ({
      attributes: [
        [oid.contentType, derOid(oid.tstInfo)],
        [oid.messageDigest, derOctetString(base64ToBytes(prepared.digest))],
      ],
    }));
    assert.deepEqual([wrong.integrity, wrong.indication], ['BROKEN', 'TOTAL_FAILED']);
    assert.equal(codes(wrong)[0], 'CONTENT_TYPE_MISMATCH');
  });

  it('refuses a time-stamp token in the place of a signature (anchor A-41)', async () => {
    const { parts, prepared } = await prepareSignature(buildPdf(), requestFor('sig-worker'), noFonts);
    const authority = await sandbox();
    const token = await authority.timestampProvider().timestamp(base64ToBytes(prepared.digest), 'SHA-256');
    const result = await report(parts, prepared, token, authority.trustAnchors[0] as Uint8Array);
    assert.equal(result.indication, 'TOTAL_FAILED');
    assert.include(codes(result), 'CONTENT_ENCAPSULATED');
  });

  it('refuses attributes that occur twice (anchor A-43)', async () => {
    const twice = await verdictOn(signer, (prepared) => ({
      attributes: [...plainAttributes(prepared), [oid.messageDigest, derOctetString(new Uint8Array(32))]],
    }));
    assert.deepEqual([twice.integrity, twice.indication], ['BROKEN', 'TOTAL_FAILED']);
    assert.equal(codes(twice)[0], 'ATTRIBUTE_DUPLICATE');
  });

  it('refuses a message digest that is missing, or no octets (RFC 5652 §11.2)', async () => {
    for (const digests of [[], [[oid.messageDigest, derInteger(7)]]] as const) {
      const result = await verdictOn(signer, () => ({ attributes: [[oid.contentType, derOid(oid.data)], ...digests] }));
      assert.deepEqual([result.integrity, codes(result)[0]], ['BROKEN', 'MESSAGE_DIGEST_MISSING']);
      assert.equal(result.indication, 'TOTAL_FAILED');
    }
  });

  it('refuses two signers and none (anchor A-44)', async () => {
    for (const signers of [0, 2]) {
      const result = await verdictOn(signer, () => ({ signers }));
      assert.deepEqual([result.indication, codes(result)[0]], ['TOTAL_FAILED', 'SIGNER_COUNT']);
    }
  });

  it('refuses content of its own (anchor A-45)', async () => {
    const result = await verdictOn(signer, () => ({ content: utf8ToBytes('other content') }));
    assert.deepEqual([result.indication, codes(result)[0]], ['TOTAL_FAILED', 'CONTENT_ENCAPSULATED']);
  });

  it('takes a signing-time attribute for a breach of the PAdES baseline', async () => {
    const result = await verdictOn(signer, async (prepared) => ({
      attributes: [
        ...plainAttributes(prepared),
        [oid.signingCertificateV2, await essFor(signer)],
        [oid.signingTime, derCertificateTime(new Date())],
      ],
    }));
    assert.deepEqual([result.integrity, result.level], ['INTACT', 'NONE']);
    assert.include(codes(result), 'SIGNING_TIME_ATTRIBUTE');
  });

  it('lets the time-stamp of another signature prove nothing, and harm nothing (anchors A-50, A-51)', async () => {
    const { prepared } = await prepareSignature(buildPdf(), requestFor('sig-company'), noFonts);
    const [other] = readSignedData(await cmsFor(prepared)).signers;
    const token = other?.unsignedAttributes[0]?.values[0]?.bytes as Uint8Array;
    const result = await verdictOn(signer, async (own) => ({
      attributes: [...plainAttributes(own), [oid.signingCertificateV2, await essFor(signer)]],
      unsigned: [[oid.signatureTimestamp, token]],
    }));
    assert.deepEqual([result.integrity, result.level, result.signingTime.timestamp], ['INTACT', 'B-B', null]);
    assert.includeMembers(codes(result), ['TIMESTAMP_BROKEN', 'TIMESTAMP_IMPRINT_MISMATCH']);
    // What the signature does not protect anybody may have broken.
    assert.isTrue(result.problems.every(({ level }) => level !== 'FAIL'));
    assert.equal(result.indication, 'TOTAL_PASSED');
  });

  it('says that a time-stamp of the content, which was signed along, was made for something else', async () => {
    const authority = await sandbox();
    const stamped = async (imprint: Uint8Array): Promise<readonly [string, Uint8Array]> => [
      oid.contentTimestamp,
      await authority.timestampProvider().timestamp(imprint, 'SHA-256'),
    ];
    for (const ours of [true, false]) {
      const result = await verdictOn(signer, async (prepared) => ({
        attributes: [
          ...plainAttributes(prepared),
          [oid.signingCertificateV2, await essFor(signer)],
          await stamped(ours ? base64ToBytes(prepared.digest) : new Uint8Array(32)),
        ],
      }));
      assert.equal(result.integrity, 'INTACT');
      assert.equal(codes(result).includes('CONTENT_TIMESTAMP_BROKEN'), !ours);
    }
  });

  it('says when only SHA-1 binds the certificate (RFC 5035 §3)', async () => {
    const hash = derOctetString(await digest('SHA-1', [signer.der]));
    const result = await verdictOn(signer, (prepared) => ({
      attributes: [...plainAttributes(prepared), [oid.signingCertificate, derSequence(derSequence(derSequence(hash)))]],
    }));
    assert.equal(result.integrity, 'INTACT');
    assert.include(codes(result), 'SIGNING_CERTIFICATE_SHA1');
  });

  it('does not trust a signer whose certificate is for something else', async () => {
    const authorityOnly = await identity('CA', { authority: { pathLength: 0 } });
    const result = await verdictOn(authorityOnly, async (prepared) => ({
      attributes: [...plainAttributes(prepared), [oid.signingCertificateV2, await essFor(authorityOnly)]],
    }));
    assert.deepEqual([result.indication, result.subIndication], ['INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE']);
    assert.include(codes(result), 'SIGNER_KEY_USAGE');
  });

  it('does not trust a signer whose certificate is for servers, time-stamps, code or revocation data only', async () => {
    const verdict = async (...oids: string[]): Promise<string> => {
      const named = await identity('Server', { purposes: { oids, critical: false } });
      const result = await verdictOn(named, async (prepared) => ({
        attributes: [...plainAttributes(prepared), [oid.signingCertificateV2, await essFor(named)]],
      }));
      return codes(result).includes('SIGNER_KEY_USAGE') ? 'refused' : result.indication;
    };
    const { serverAuthentication, codeSigning, timeStamping, ocspSigning, emailProtection } = oid;
    for (const purpose of [serverAuthentication, codeSigning, timeStamping, ocspSigning]) {
      assert.equal(await verdict(purpose), 'refused', purpose);
    }
    assert.equal(await verdict(serverAuthentication, emailProtection), 'TOTAL_PASSED');
  });
});
