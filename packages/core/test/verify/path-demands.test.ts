import { der, derOid, derSequence, latin1ToBytes } from '@cinnabar/core/bytes';
import { oid } from '@cinnabar/core/cms';
import { encodeName } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { identity } from '../support/craft-cms.ts';
import { on, PastWorld, valid } from '../support/past-world.ts';

const policies = (...ids: readonly string[]): { oid: string; critical: boolean; value: Uint8Array } => ({
  oid: oid.certificatePolicies,
  critical: false,
  value: derSequence(...ids.map((id) => derSequence(derOid(id)))),
});

describe('verify: what paths must meet', () => {
  const chinese = derSequence(der(0xa0, derSequence(der(0xa4, encodeName([[oid.country, 'CN']])))));
  const names = { oid: oid.nameConstraints, critical: true, value: chinese };

  it('includes the names that issuers may give', async () => {
    const world = await PastWorld.create({}, { issuer: { extensions: [names] }, signer: { extensions: [] } });
    const { said, codes } = await world.judge(await world.signed(), on(10));
    assert.deepEqual(said, ['INDETERMINATE', 'CERTIFICATE_CHAIN_GENERAL_FAILURE']);
    assert.include(codes, 'CHAIN_NAME_CONSTRAINTS');
    const subject = [
      [oid.country, 'CN'],
      [oid.commonName, 'Signer'],
    ] as const;
    const twin = await PastWorld.create({}, { issuer: { extensions: [names] }, signer: { subject, extensions: [] } });
    assert.deepEqual((await twin.judge(await twin.signed(), on(10))).said, ['TOTAL_PASSED', null]);
  });

  it('includes what issuers may certify people for', async () => {
    for (const [purpose, expected] of [
      [oid.serverAuthentication, ['INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE']],
      [oid.emailProtection, ['TOTAL_PASSED', null]],
    ] as const) {
      const issuer = { purposes: { oids: [purpose], critical: false }, extensions: [] };
      const world = await PastWorld.create({}, { issuer, signer: { extensions: [] } });
      assert.deepEqual((await world.judge(await world.signed(), on(10))).said, [...expected]);
    }
  });

  it('are completed by asking, also in the middle, when that is allowed', async () => {
    const url = 'http://ca.example/upper';
    const access = derSequence(derSequence(derOid(oid.caIssuers), der(0x86, latin1ToBytes(url))));
    const root = await identity('Root', { authority: { pathLength: 3 }, ...valid([0, 9000]) });
    const upper = await identity('Upper', { by: root, authority: { pathLength: 2 }, ...valid([0, 9000]) });
    const extensions = [{ oid: oid.authorityInfoAccess, critical: false, value: access }];
    const world = await PastWorld.create({}, { issuer: { by: upper, extensions }, signer: { extensions: [] } });
    const asked: string[] = [];
    const none = (): Promise<Uint8Array> => Promise.reject(new Error('none'));
    const revocation = {
      provider: { id: 'test', assurance: 'simulated' as const },
      ocsp: none,
      crl: none,
      certificate: async (address: string) => (asked.push(address), upper.der),
    };
    const bytes = await world.signed();
    assert.deepEqual((await world.judge(bytes, on(10), [root])).said, ['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND']);
    assert.deepEqual((await world.judge(bytes, on(10), [root], { revocation })).said, ['TOTAL_PASSED', null]);
    assert.deepEqual(asked, [url]);
  });

  it('includes certificate policies where whoever asks demands some', async () => {
    const made = { extensions: [policies('1.2.3.1')] };
    const world = await PastWorld.create({}, { issuer: made, signer: made });
    const bytes = await world.signed();
    const demanding = async (wanted: string): Promise<readonly unknown[]> => {
      const demands = { policies: [wanted], explicitPolicy: true };
      return (await world.judge(bytes, on(10), [], { demands })).said;
    };
    assert.deepEqual(await demanding('1.2.3.1'), ['TOTAL_PASSED', null]);
    assert.deepEqual(await demanding('1.2.3.2'), ['INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE']);
  });
});
