import {
  concatBytes,
  derContext,
  derSequence,
  derSetOf,
  readTlv,
  tlvChildren,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import { buildSignedData, oid } from '@cinnabar/core/cms';
import { digest } from '@cinnabar/core/crypto';
import { checkDetached, signDetached } from '@cinnabar/core/evidence';
import { assert } from 'chai';

import { flipped, sandbox } from '../support/signing.ts';

describe('detached signatures', () => {
  const content = utf8ToBytes('{"batch":1}');
  const subject = { kind: 'organization', name: '朱砂签测试平台', reference: 'platform' } as const;
  let cms: Uint8Array;
  before(async () => {
    const authority = await sandbox();
    cms = await signDetached(content, authority.signingProvider(authority.timestampProvider()), subject);
  });

  it('hold over their content, and over nothing else', async () => {
    assert.isUndefined((await checkDetached(cms, content)).fault);
    assert.equal((await checkDetached(cms, flipped(content, 3))).fault, 'DIGEST_MISMATCH');
  });

  it('hold by every kind of key the platform may have', async () => {
    const authority = await sandbox();
    for (const keyKind of ['RSA-2048', 'P-384', 'Ed25519', 'SM2'] as const) {
      const provider = authority.signingProvider(authority.timestampProvider(), { keyKind });
      const check = await checkDetached(await signDetached(content, provider, subject), content);
      assert.isUndefined(check.fault, keyKind);
    }
  });

  it('carry no content of their own: what is read must be what was signed', async () => {
    const { key, certificates } = await (await sandbox()).issueSigner(subject);
    const inside = await buildSignedData({
      digestAlgorithm: 'SHA-256',
      messageDigest: await digest('SHA-256', [content]),
      certificates,
      signer: key,
      content: { type: oid.data, bytes: content },
    });
    assert.equal((await checkDetached(inside, content)).fault, 'CONTENT_ENCAPSULATED');
  });

  it('have exactly one signer', async () => {
    const [contentType, wrapper] = tlvChildren(readTlv(cms));
    const fields = tlvChildren(readTlv(wrapper!.content));
    const [signer] = tlvChildren(fields.at(-1)!);
    for (const signers of [[], [signer!.bytes, flipped(signer!.bytes, signer!.bytes.length - 1)]]) {
      const parts = [...fields.slice(0, -1).map(({ bytes }) => bytes), derSetOf(signers)];
      const several = derSequence(contentType!.bytes, derContext(0, derSequence(...parts)));
      assert.equal((await checkDetached(several, content)).fault, 'SIGNER_COUNT');
    }
  });

  it('never throw, whatever stands in their place', async () => {
    for (const bytes of [new Uint8Array(), utf8ToBytes('x'), cms.subarray(0, 200), concatBytes(cms, cms)]) {
      assert.isDefined((await checkDetached(bytes, content)).fault);
    }
  });
});
