import { readCertificate, checkChain, type Certificate } from '@cinnabar/core/cms';
import { assert } from 'chai';

import { identity, type TestIdentity } from '../support/craft-cms.ts';

const ca = (pathLength: number): { authority: { pathLength: number } } => ({ authority: { pathLength } });

async function check(
  end: TestIdentity,
  pool: readonly TestIdentity[],
  anchors: readonly TestIdentity[],
  at = new Date(),
): Promise<[string, string | undefined, number]> {
  const read = (item: TestIdentity): Certificate => readCertificate(item.der);
  const { status, problems, path } = await checkChain(read(end), pool.map(read), anchors.map(read), at);
  return [status, problems[0]?.code, path.length];
}

describe('certificate paths', () => {
  let root: TestIdentity;
  let intermediate: TestIdentity;
  let end: TestIdentity;
  before(async () => {
    root = await identity('Root', ca(1));
    intermediate = await identity('Intermediate', { by: root, ...ca(0) });
    end = await identity('End', { by: intermediate });
  });

  it('lead from the signer to an anchor', async () => {
    assert.deepEqual(await check(end, [intermediate], [root]), ['TRUSTED', undefined, 3]);
    assert.deepEqual(await check(end, [], [intermediate]), ['TRUSTED', undefined, 2]);
    assert.deepEqual(await check(end, [], [end]), ['TRUSTED', undefined, 1], 'a certificate trusted by itself');
  });

  it('need every link', async () => {
    assert.deepEqual(await check(end, [], [root]), ['NO_PATH', 'CHAIN_NOT_FOUND', 1]);
    const impostor = await identity('Root', ca(1));
    assert.deepEqual(
      await check(end, [intermediate], [impostor]),
      ['NO_PATH', 'CHAIN_NOT_FOUND', 1],
      'same name, other key',
    );
  });

  it('hold at a time only', async () => {
    const hours = (count: number): Date => new Date(Date.now() + count * 3_600_000);
    assert.deepEqual(await check(end, [intermediate], [root], hours(2)), ['UNTRUSTED', 'CERTIFICATE_EXPIRED', 1]);
    assert.deepEqual(await check(end, [intermediate], [root], hours(-2)), [
      'UNTRUSTED',
      'CERTIFICATE_NOT_YET_VALID',
      1,
    ]);
  });

  it('are issued by authorities only, and no longer than these allow (anchor A-53)', async () => {
    const person = await identity('Person', { by: root });
    const forged = await identity('Forged', { by: person });
    assert.deepEqual(await check(forged, [person], [root]), ['UNTRUSTED', 'CHAIN_ISSUER_NOT_CA', 1]);
    const below = await identity('Below', { by: intermediate, ...ca(0) });
    const tooDeep = await identity('Deep', { by: below });
    assert.deepEqual(await check(tooDeep, [below, intermediate], [root]), ['UNTRUSTED', 'CHAIN_ISSUER_NOT_CA', 1]);
  });

  it('end when certificates certify each other in a ring', async () => {
    const a = await identity('A', ca(5));
    const b = await identity('B', ca(5));
    const ring = [
      await identity('A', { by: b, key: a.key, ...ca(5) }),
      await identity('B', { by: a, key: b.key, ...ca(5) }),
    ];
    const leaf = await identity('Leaf', { by: a });
    assert.deepEqual(await check(leaf, ring, [root]), ['NO_PATH', 'CHAIN_NOT_FOUND', 1]);
  });
});
