import { joinParts } from '@cinnabar/core/bytes';
import { addValidationData, checkSigned, extendSignatures, signDocument } from '@cinnabar/core/sign';
import { KeySigningProvider } from '@cinnabar/core/signer';
import { SandboxAuthority } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { day, inField, LongTermSandbox, minute } from '../support/long-term.ts';
import { buildPdf, requestFor, sign } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

describe('sign: in a file that holds proofs of an earlier signature', () => {
  /** A company with one key, which signs B-T. */
  async function companyOf(house: LongTermSandbox): Promise<(bytes: Uint8Array, field: string) => Promise<Uint8Array>> {
    const authority = await house.authority;
    const subject = { kind: 'organization', name: '朱砂测试有限公司', reference: 'company' } as const;
    const provider = new KeySigningProvider(await authority.issueSigner(subject), {
      provider: { id: 'company', assurance: 'simulated' },
      timestamps: authority.timestampProvider(),
      now: () => house.now,
    });
    return async (bytes, field) => {
      const request = requestFor(field, { signingTime: house.now, create: {}, appearances: [] });
      const by = { provider, subject: provider.subject, trust: authority.trustAnchors, at: house.now };
      return joinParts(await signDocument(bytes, request, by));
    };
  }

  for (const level of ['B-LT', 'B-LTA'] as const) {
    it(`the same key signs again after ${level}, and is raised again`, async () => {
      const house = new LongTermSandbox();
      const signed = await companyOf(house);
      const first = await house.extend(await signed(buildPdf(), 'first'), level);
      house.pass(minute);
      const again = await signed(first, 'again');
      const report = await house.verify(again);
      assert.equal(report.verdict, 'PASSED');
      assert.deepEqual([inField(report, 'first').level, inField(report, 'again').level], [level, 'B-LT']);
      const raised = await house.verify(await house.extend(again, level));
      assert.deepEqual(
        [raised.verdict, inField(raised, 'first').level, inField(raised, 'again').level],
        ['PASSED', level, level],
      );
    });
  }

  it('the same key signs when the status in the file has become too old to tell about it', async () => {
    const house = new LongTermSandbox();
    const signed = await companyOf(house);
    const first = await house.extend(await signed(buildPdf(), 'first'), 'B-LTA');
    house.pass(60 * day);
    const again = await signed(first, 'again');
    assert.equal(inField(await house.verify(again), 'again').level, 'B-T');
    const raised = await house.verify(await house.extend(again, 'B-LTA'));
    assert.deepEqual([raised.verdict, inField(raised, 'again').level], ['PASSED', 'B-LTA']);
  });

  it('a key that the file itself shows to be revoked does not', async () => {
    const house = new LongTermSandbox();
    const signed = await companyOf(house);
    const authority = await house.authority;
    const first = await house.extend(await signed(buildPdf(), 'first'), 'B-LT');
    house.pass(minute);
    authority.revoke(authority.issuerCertificate('issuing'), { at: house.now });
    house.pass(minute);
    // The list of the revoked comes in with somebody else's proofs.
    const told = joinParts(
      await addValidationData(first, { certificates: [], ocsps: [], crls: [await authority.crl('root')] }),
    );
    const { code, details } = await thrownBy(() => signed(told, 'again'));
    assert.equal(code, 'SIGN_SELF_CHECK');
    assert.include(details['codes'] as string[], 'ISSUER_REVOKED');
  });

  it('two signers follow each other where certificates state no place to ask', async () => {
    const authority = await SandboxAuthority.create();
    const house = { trust: authority.trustAnchors, revocation: authority.revocationProvider() };
    const provider = authority.signingProvider(authority.timestampProvider());
    const one = await sign(buildPdf(), 'sig-worker', { provider });
    const proven = joinParts(await extendSignatures(one.bytes, { level: 'B-LT', ...house }));
    const two = await sign(proven, 'sig-company', { provider });
    const expected = { fieldName: 'sig-company', original: proven, trust: house.trust } as const;
    const report = await checkSigned(two.parts, { ...expected, level: 'B-T' });
    assert.deepEqual([report.verdict, inField(report, 'sig-company').level], ['PASSED', 'B-LT']);
    const { details } = await thrownBy(() => checkSigned(two.parts, { ...expected, level: 'B-B' }));
    assert.deepEqual(details['codes'], ['LEVEL']);
  });
});
