import { readSignedData } from '@cinnabar/core/cms';
import { digest } from '@cinnabar/core/crypto';
import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { TSTInfo } from '@peculiar/asn1-tsp';
import { Certificate, Version } from '@peculiar/asn1-x509';
import { assert } from 'chai';

import { sandbox } from '../support/signing.ts';

/** What we write, read and written again by another ASN.1 library: the same DER. */
describe('a second ASN.1 library', () => {
  async function cms(): Promise<Uint8Array> {
    const authority = await sandbox();
    const result = await authority.signingProvider(authority.timestampProvider()).sign({
      subject: { kind: 'organization', name: '广州示例科技有限公司', reference: '91440101MA5XXXXX0X' },
      digestAlgorithm: 'SHA-256',
      digest: await digest('SHA-256', [new Uint8Array(3)]),
      idempotencyKey: 'second-opinion',
    });
    return result.cms;
  }

  it('reads a CMS with its time-stamp', async () => {
    const bytes = await cms();
    const outer = AsnConvert.parse(bytes, ContentInfo);
    const signedData = AsnConvert.parse(outer.content, SignedData);
    assert.equal(signedData.version, 1);
    assert.isUndefined(signedData.encapContentInfo.eContent);
    assert.equal(signedData.signerInfos.length, 1);
    assert.deepEqual(new Uint8Array(AsnConvert.serialize(outer)), bytes);
    assert.deepEqual(new Uint8Array(AsnConvert.serialize(signedData)), new Uint8Array(outer.content));
  });

  it('reads the TSTInfo', async () => {
    const [signer] = readSignedData(await cms()).signers;
    const token = signer?.unsignedAttributes[0]?.values[0]?.bytes ?? new Uint8Array();
    const content = readSignedData(token).content ?? new Uint8Array();
    const info = AsnConvert.parse(content, TSTInfo);
    assert.equal(info.accuracy?.seconds, 1);
    assert.deepEqual(
      new Uint8Array(info.messageImprint.hashedMessage.buffer),
      await digest('SHA-256', [signer?.signature ?? new Uint8Array()]),
    );
  });

  it('reads every certificate', async () => {
    const { certificates } = readSignedData(await cms());
    assert.lengthOf(certificates, 3);
    for (const { der } of certificates) {
      const certificate = AsnConvert.parse(der, Certificate);
      assert.equal(certificate.tbsCertificate.version, Version.v3);
      assert.deepEqual(new Uint8Array(AsnConvert.serialize(certificate)), new Uint8Array(der));
    }
  });
});
