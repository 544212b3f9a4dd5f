import {
  concatBytes,
  derOctetString,
  derOid,
  derSequence,
  derSetOf,
  equalBytes,
  readTlv,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import {
  buildSignedData,
  checkSigner,
  oid,
  readCertificate,
  readSignedData,
  type CmsSigner,
  type SignedData,
} from '@cinnabar/core/cms';
import { digest, digestAlgorithmIdentifier, generateKey, type KeyKind, type PrivateKey } from '@cinnabar/core/crypto';
import { encodeName, issueCertificate } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { thrownBy } from '../support/throws.ts';

const content = utf8ToBytes('the signed bytes');

async function selfSigned(key: PrivateKey, commonName = 'Tester'): Promise<Uint8Array> {
  const subject = [[oid.commonName, commonName]] as const;
  const now = Date.now();
  return issueCertificate({
    subject,
    spki: key.spki,
    issuer: { name: encodeName(subject), key },
    notBefore: new Date(now - 1000),
    notAfter: new Date(now + 3_600_000),
  });
}

async function signed(key: PrivateKey, certificate: Uint8Array, signer: CmsSigner = key): Promise<Uint8Array> {
  const messageDigest = await digest('SHA-256', [content]);
  return buildSignedData({ digestAlgorithm: 'SHA-256', messageDigest, certificates: [certificate], signer });
}

async function check(
  signedData: SignedData,
  bytes: Uint8Array = content,
): Promise<{ integrity: string; codes: string[] }> {
  const [signer] = signedData.signers;
  assert.isDefined(signer);
  const { integrity, problems } = await checkSigner(signedData, signer as NonNullable<typeof signer>, [bytes]);
  return { integrity, codes: problems.map(({ code }) => code) };
}

/** Replaces the only occurrence of `from`, of equal length, so that all lengths stay right. */
function patched(bytes: Uint8Array, from: Uint8Array, to: Uint8Array): Uint8Array {
  const copy = concatBytes(bytes);
  for (let at = 0; at + from.length <= bytes.length; at++) {
    if (equalBytes(bytes.subarray(at, at + from.length), from)) {
      copy.set(to, at);
      return copy;
    }
  }
  return assert.fail('not found');
}

describe('SignedData', () => {
  for (const kind of ['RSA-2048', 'P-256'] satisfies KeyKind[]) {
    it(`is a detached CAdES B-B signature with a ${kind} key`, async () => {
      const key = await generateKey(kind);
      const cms = await signed(key, await selfSigned(key));
      assert.deepEqual(await check(readSignedData(cms)), { integrity: 'INTACT', codes: [] });
      const { contentType, content: inside, signers } = readSignedData(cms);
      assert.equal(contentType, oid.data);
      assert.isUndefined(inside);
      const types = signers[0]?.signedAttributes.map((attribute) => attribute.oid);
      assert.sameMembers(types ?? [], [oid.contentType, oid.messageDigest, oid.signingCertificateV2]);
    });
  }

  it('is broken when content, attributes, signature or certificate change', async () => {
    const key = await generateKey('P-256');
    const certificate = await selfSigned(key);
    const cms = await signed(key, certificate);
    const signer = readSignedData(cms).signers[0];
    assert.isDefined(signer);
    assert.deepEqual(await check(readSignedData(cms), utf8ToBytes('other bytes')), {
      integrity: 'BROKEN',
      codes: ['DIGEST_MISMATCH'],
    });
    const value = (signer as NonNullable<typeof signer>).signature;
    let otherValue: Uint8Array = new Uint8Array();
    while (otherValue.length !== value.length) otherValue = await key.sign('SHA-256', utf8ToBytes('something else'));
    assert.deepEqual((await check(readSignedData(patched(cms, value, otherValue)))).codes, ['SIGNATURE_INVALID']);
    // The same key, certified again: issuer and serial number differ in nothing a signer identifier would notice.
    const twin = readCertificate(await selfSigned(key));
    const swapped = {
      ...readSignedData(cms),
      certificates: [{ ...twin, serialNumber: readCertificate(certificate).serialNumber }],
    };
    assert.deepEqual(await check(swapped), { integrity: 'BROKEN', codes: ['SIGNING_CERTIFICATE_MISMATCH'] });
  });

  it('is of unknown integrity without the certificate, never intact', async () => {
    const key = await generateKey('P-256');
    const signedData = readSignedData(await signed(key, await selfSigned(key)));
    const result = await check({ ...signedData, certificates: [] });
    assert.equal(result.integrity, 'UNKNOWN');
    assert.include(result.codes, 'SIGNING_CERTIFICATE_MISSING');
  });

  it('is checked over the attributes as received, and told when they are not in DER order', async () => {
    const key = await generateKey('P-256');
    const certificate = readCertificate(await selfSigned(key));
    const attributes = [
      derSequence(derOid(oid.messageDigest), derSetOf([derOctetString(await digest('SHA-256', [content]))])),
      derSequence(derOid(oid.contentType), derSetOf([derOid(oid.data)])),
    ];
    const craft = async (signedOver: Uint8Array): Promise<SignedData> => {
      const info = derSequence(
        Uint8Array.of(2, 1, 1),
        derSequence(
          certificate.issuer,
          concatBytes(Uint8Array.of(2, certificate.serialNumber.length), certificate.serialNumber),
        ),
        digestAlgorithmIdentifier('SHA-256'),
        // Written in the wrong order on purpose: contentType sorts first.
        concatBytes(
          Uint8Array.of(
            0xa0,
            attributes.reduce((sum, item) => sum + item.length, 0),
          ),
          ...attributes,
        ),
        key.signatureAlgorithm('SHA-256'),
        derOctetString(await key.sign('SHA-256', signedOver)),
      );
      const signedData = derSequence(
        Uint8Array.of(2, 1, 1),
        derSetOf([digestAlgorithmIdentifier('SHA-256')]),
        derSequence(derOid(oid.data)),
        derSetOf([certificate.der], 0xa0),
        derSetOf([info]),
      );
      return readSignedData(derSequence(derOid(oid.signedData), concatBytes(derSetOf([signedData], 0xa0))));
    };
    const asWritten = concatBytes(
      Uint8Array.of(
        0x31,
        attributes.reduce((sum, item) => sum + item.length, 0),
      ),
      ...attributes,
    );
    assert.deepEqual(await check(await craft(asWritten)), {
      integrity: 'INTACT',
      codes: ['SIGNING_CERTIFICATE_UNBOUND'],
    });
    const inOrder = await check(await craft(derSetOf(attributes)));
    assert.deepEqual(inOrder, { integrity: 'INTACT', codes: ['SIGNING_CERTIFICATE_UNBOUND', 'ATTRIBUTES_NOT_DER'] });
    assert.equal((await check(await craft(attributes[0] as Uint8Array))).integrity, 'BROKEN');
  });

  it('answers what is no SignedData with a typed error', async () => {
    for (const bytes of [utf8ToBytes('x'), derSequence(derOid(oid.data)), derSequence(derOid(oid.signedData))]) {
      assert.match((await thrownBy(() => readSignedData(bytes))).code, /^(ASN1|CMS)_/);
    }
    const key = await generateKey('P-256');
    const cms = await signed(key, await selfSigned(key));
    for (let length = 0; length < cms.length; length += 7) {
      assert.match((await thrownBy(() => readSignedData(cms.subarray(0, length)))).code, /^(ASN1|CMS|CERTIFICATE)_/);
    }
    assert.equal(readTlv(cms).bytes.length, cms.length);
  });
});
