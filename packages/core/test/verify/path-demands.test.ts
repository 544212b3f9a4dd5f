import { der, derOid, derSequence } from '@cinnabar/core/bytes';
import { oid } from '@cinnabar/core/cms';
import { encodeName } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { on, PastWorld } from '../support/past-world.ts';

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
