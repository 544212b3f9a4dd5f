import { derSequence, readTlv, tlvChildren, type Tlv } from '@cinnabar/core/bytes';
import { checkChain, oid, readCertificate, type Certificate } from '@cinnabar/core/cms';
import { generateKey } from '@cinnabar/core/crypto';
import { assert } from 'chai';

import { identity, type TestIdentity } from '../support/craft-cms.ts';
import { flipped } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

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

describe('certificates', () => {
  it('with an extension twice are refused', async () => {
    const twice = await identity('Twice', {
      extensions: [{ oid: oid.keyUsage, critical: false, value: derSequence() }],
    });
    assert.equal((await thrownBy(() => readCertificate(twice.der))).code, 'CERTIFICATE_MALFORMED');
  });

  it('that name one signature algorithm inside and another outside are refused', async () => {
    const { der } = await identity('Confused');
    const [tbs, , signature] = tlvChildren(readTlv(der));
    const other = (await generateKey('RSA-2048')).signatureAlgorithm('SHA-256');
    const confused = derSequence((tbs as Tlv).bytes, other, (signature as Tlv).bytes);
    assert.equal((await thrownBy(() => readCertificate(confused))).code, 'CERTIFICATE_MALFORMED');
  });
});

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

  it('need every signature', async () => {
    const forged = { ...end, der: flipped(end.der, end.der.length - 1) };
    assert.deepEqual(await check(forged, [intermediate], [root]), ['NO_PATH', 'CHAIN_NOT_FOUND', 1]);
  });

  it('are refused, not passed over, when they demand what is not examined', async () => {
    const constrained = (critical: boolean): Promise<TestIdentity> =>
      identity('Constrained', {
        by: root,
        ...ca(0),
        extensions: [{ oid: '1.2.3.4', critical, value: derSequence() }],
      });
    for (const [critical, expected] of [
      [true, ['UNTRUSTED', 'CHAIN_EXTENSION_UNSUPPORTED', 1]],
      [false, ['TRUSTED', undefined, 3]],
    ] as const) {
      const authority = await constrained(critical);
      assert.deepEqual(await check(await identity('Below', { by: authority }), [authority], [root]), [...expected]);
    }
  });

  it('hold at a time only', async () => {
    const hours = (count: number): Date => new Date(Date.now() + count * 3_600_000);
    assert.deepEqual(await check(end, [intermediate], [root], hours(2)), ['UNTRUSTED', 'CERTIFICATE_EXPIRED', 1]);
    assert.deepEqual(await check(end, [intermediate], [root], hours(-2)), [
      'UNTRUSTED',
      'CERTIFICATE_NOT_YET_VALID',
      1,
    ]);
    assert.equal((await check(end, [intermediate], [root], new Date(NaN)))[0], 'UNTRUSTED');
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

  it('use all that an address leads to, which may be several links', async () => {
    const [read, from] = [readCertificate(end.der), [intermediate, await identity('Other', { by: root })]];
    const top = await identity('Top', ca(3));
    const cross = await identity('Root', { by: top, key: root.key, ...ca(2) });
    const bag = [...from, cross].map(({ der }) => readCertificate(der));
    const findIssuers = (certificate: Certificate): Promise<Certificate[]> =>
      Promise.resolve(certificate === read ? bag : []);
    const found = await checkChain(read, [], [readCertificate(top.der)], new Date(), { findIssuers });
    assert.deepEqual([found.status, found.path.length], ['TRUSTED', 4]);
  });

  it('do not follow addresses without end', async () => {
    const crossed = Array.from({ length: 20 }, async (_, index) =>
      readCertificate(
        (await identity('Intermediate', { by: await identity(`Far ${index}`, ca(2)), key: intermediate.key, ...ca(1) }))
          .der,
      ),
    );
    const issuers = await Promise.all(crossed);
    let asked = 0;
    const findIssuers = (certificate: Certificate): Promise<Certificate[]> => {
      asked++;
      return Promise.resolve(issuers.includes(certificate) ? [] : issuers);
    };
    const read = readCertificate(end.der);
    const found = await checkChain(read, [], [readCertificate(root.der)], new Date(), { findIssuers });
    assert.deepEqual([found.status, asked], ['NO_PATH', 8]);
  });
});
