import { oid } from '@cinnabar/core/cms';
import { generateKey } from '@cinnabar/core/crypto';
import type { SubIndication } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { identity, type TestIdentity } from '../support/craft-cms.ts';
import { crlFor, ocspFor } from '../support/craft-revocation.ts';
import { inField } from '../support/long-term.ts';
import { on, PastWorld, stamped, timestampAuthority, valid, withData, type Verdict } from '../support/past-world.ts';
import { buildPdf } from '../support/signing.ts';

type Said = Verdict['said'];
const passed: Said = ['TOTAL_PASSED', null];
const indeterminate = (sub: SubIndication): Said => ['INDETERMINATE', sub];
const failed = (sub: SubIndication): Said => ['TOTAL_FAILED', sub];

interface ListOptions {
  /** Days of thisUpdate and nextUpdate. */
  readonly from: number;
  readonly until?: number;
  readonly revoked?: number;
  readonly reason?: number;
  readonly invalidSince?: number;
}

/** The issuer's list about `subject`. */
function list(authority: TestIdentity, subject: TestIdentity, options: ListOptions): Promise<Uint8Array> {
  const { from, until = from + 30, revoked, reason, invalidSince } = options;
  return crlFor(
    { authority, subject },
    {
      thisUpdate: on(from),
      nextUpdate: on(until),
      ...(revoked === undefined ? {} : { revokedAt: on(revoked) }),
      ...(reason === undefined ? {} : { reason }),
      ...(invalidSince === undefined ? {} : { invalidSince: on(invalidSince) }),
    },
  );
}

describe('past validation (ETSI EN 319 102-1 §5.6)', () => {
  let world: PastWorld;
  let time: TestIdentity;
  /** Nothing is revoked, on day 10. */
  let lists: Uint8Array[];
  /** Signed on day 5, which nothing proves. */
  let plain: Uint8Array;
  /** Signed and time-stamped on day 5. */
  let proven: Uint8Array;
  before(async () => {
    world = await PastWorld.create();
    time = await timestampAuthority([0, 3000]);
    lists = [await list(world.root, world.issuer, { from: 10 }), await list(world.issuer, world.signer, { from: 10 })];
    plain = await world.signed();
    proven = await world.signed([time, on(5)]);
  });

  /** Lists of day 10, but for the signer's own. */
  async function aboutSigner(options: ListOptions): Promise<Uint8Array[]> {
    return [lists[0] as Uint8Array, await list(world.issuer, world.signer, options)];
  }

  describe('when the signer has expired', () => {
    it('passes with a time-stamp from before', async () => {
      const bytes = await withData(proven, { crls: lists });
      assert.deepEqual((await world.judge(bytes, on(2000), [time])).said, passed);
    });

    it('is out of bounds without proof of existence, told apart when the certificate was never revoked', async () => {
      const unknown = await world.judge(await withData(plain, { crls: lists }), on(2000));
      assert.deepEqual(unknown.said, indeterminate('OUT_OF_BOUNDS_NO_POE'));
      const last = await aboutSigner({ from: 360 });
      const unrevoked = await world.judge(await withData(plain, { crls: last }), on(2000));
      assert.deepEqual(unrevoked.said, indeterminate('OUT_OF_BOUNDS_NOT_REVOKED'));
    });

    it('fails what covers a time-stamp from after the end, so was made later still', async () => {
      const early = await stamped(buildPdf(), time, on(300));
      const late = await stamped(buildPdf(), time, on(400));
      for (const [bytes, expected] of [
        [early, indeterminate('OUT_OF_BOUNDS_NO_POE')],
        [late, failed('EXPIRED')],
      ] as const) {
        assert.deepEqual((await world.judge(await world.signed(undefined, bytes), on(2000), [time])).said, expected);
      }
    });
  });

  it('fails what the signer made after a time-stamp of the content from after the end', async () => {
    for (const [day, revoked, expected] of [
      [300, undefined, indeterminate('OUT_OF_BOUNDS_NO_POE')],
      [400, undefined, failed('EXPIRED')],
      [10, 20, indeterminate('REVOKED_NO_POE')],
      [30, 20, failed('REVOKED')],
    ] as const) {
      const bytes = await world.signedAfter(time, on(day));
      const crls = revoked === undefined ? lists : await aboutSigner({ from: 40, revoked });
      const { said } = await world.judge(await withData(bytes, { crls }), on(revoked === undefined ? 2000 : 50), [
        time,
      ]);
      assert.deepEqual(said, expected);
    }
    const stranger = await timestampAuthority([0, 3000]);
    const claimed = await world.signedAfter(stranger, on(400));
    assert.deepEqual((await world.judge(claimed, on(2000), [time])).said, indeterminate('OUT_OF_BOUNDS_NO_POE'));
  });

  it('fails what is proven to be older than its certificate', async () => {
    const young = await PastWorld.create({ signer: [8, 365] });
    const early = await young.signed([time, on(5)]);
    assert.deepEqual((await young.judge(early, on(20), [time])).said, failed('NOT_YET_VALID'));
    const twin = await young.signed([time, on(9)]);
    assert.notEqual((await young.judge(twin, on(20), [time])).said[0], 'TOTAL_FAILED');
  });

  describe('when the signer was revoked', () => {
    it('passes when a time-stamp proves the signature existed before', async () => {
      const crls = await aboutSigner({ from: 20, revoked: 8, reason: 1 });
      assert.deepEqual((await world.judge(await withData(proven, { crls }), on(100), [time])).said, passed);
    });

    it('lacks proof of existence when nothing does, or only a later time-stamp', async () => {
      const crls = await aboutSigner({ from: 20, revoked: 8 });
      for (const bytes of [plain, await world.signed([time, on(9)])]) {
        const { said } = await world.judge(await withData(bytes, { crls }), on(15), [time]);
        assert.deepEqual(said, indeterminate('TRY_LATER'), 'the list is from the future');
        const later = await world.judge(await withData(bytes, { crls }), on(25), [time]);
        assert.deepEqual(later.said, indeterminate('REVOKED_NO_POE'));
      }
    });

    it('fails what covers a time-stamp from after the revocation', async () => {
      const crls = await aboutSigner({ from: 20, revoked: 8 });
      for (const [day, expected] of [
        [7, indeterminate('REVOKED_NO_POE')],
        [9, failed('REVOKED')],
      ] as const) {
        const bytes = await world.signed(undefined, await stamped(buildPdf(), time, on(day)));
        assert.deepEqual((await world.judge(await withData(bytes, { crls }), on(25), [time])).said, expected);
      }
    });

    it('counts from when the key was lost, where that is stated', async () => {
      for (const [invalidSince, expected] of [
        [6, passed],
        [4, indeterminate('REVOKED_NO_POE')],
      ] as const) {
        const crls = await aboutSigner({ from: 20, revoked: 8, reason: 1, invalidSince });
        assert.deepEqual((await world.judge(await withData(proven, { crls }), on(25), [time])).said, expected);
      }
    });

    it('waits while the certificate is on hold, and passes when it was given back', async () => {
      const held = await aboutSigner({ from: 12, revoked: 3, reason: 6 });
      const waiting = await world.judge(await withData(proven, { crls: held }), on(25), [time]);
      assert.deepEqual([waiting.said, waiting.codes], [indeterminate('TRY_LATER'), ['CERTIFICATE_ON_HOLD']]);
      const given = await list(world.issuer, world.signer, { from: 20 });
      const bytes = await withData(proven, { crls: [...held, given] });
      assert.deepEqual((await world.judge(bytes, on(25), [time])).said, passed);
    });
  });

  describe('when an issuer was revoked later', () => {
    const listed = async (options: Omit<ListOptions, 'from'>): Promise<Uint8Array> =>
      list(world.root, world.issuer, { from: 60, ...options });

    it('needs proof that the signature existed before, whatever the reason', async () => {
      for (const reason of [2, 5]) {
        const bytes = await withData(plain, { crls: [...lists, await listed({ revoked: 50, reason })] });
        assert.deepEqual((await world.judge(bytes, on(70))).said, indeterminate('REVOKED_CA_NO_POE'));
      }
    });

    it('needs proof that what it said existed before, when its key was lost', async () => {
      for (const reason of [undefined, 1, 2]) {
        const crl = await listed({ revoked: 50, ...(reason === undefined ? {} : { reason }) });
        const unproven = await withData(proven, { crls: [...lists, crl] });
        const { said, codes } = await world.judge(unproven, on(70), [time]);
        assert.deepEqual([said, codes], [indeterminate('NO_POE'), ['EVIDENCE_NO_POE']]);
        const late = await stamped(await withData(proven, { crls: lists }), time, on(51));
        const tooLate = await world.judge(await withData(late, { crls: [crl] }), on(70), [time]);
        assert.deepEqual(tooLate.said, indeterminate('NO_POE'));
        const kept = await stamped(await withData(proven, { crls: lists }), time, on(11));
        assert.deepEqual((await world.judge(await withData(kept, { crls: [crl] }), on(70), [time])).said, passed);
      }
    });

    it('takes its word for what it said before, when it only ceased to operate', async () => {
      for (const reason of [3, 4, 5]) {
        const crls = [...lists, await listed({ revoked: 50, reason })];
        assert.deepEqual((await world.judge(await withData(proven, { crls }), on(70), [time])).said, passed);
      }
    });

    it('believes no list that the lost key may have signed since, even beside a proven one', async () => {
      const kept = await stamped(await withData(proven, { crls: lists }), time, on(11));
      const forged = await list(world.issuer, world.signer, { from: 40 });
      const crl = await listed({ revoked: 50, reason: 2 });
      const both = await world.judge(await withData(kept, { crls: [forged, crl] }), on(70), [time]);
      assert.deepEqual(both.said, passed);
      const only = await stamped(await withData(proven, { crls: [lists[0] as Uint8Array] }), time, on(11));
      const alone = await world.judge(await withData(only, { crls: [forged, crl] }), on(70), [time]);
      assert.deepEqual(alone.said, indeterminate('NO_POE'));
    });
  });

  it('goes round an issuer that was revoked where another certified it, too', async () => {
    const other = await identity('Other root', { authority: { pathLength: 2 }, ...valid([0, 9000]) });
    const cross = await identity('Issuer', {
      by: other,
      key: world.issuer.key,
      authority: { pathLength: 1 },
      ...valid([0, 7000]),
    });
    const revoked = await list(world.root, world.issuer, { from: 10, revoked: 2 });
    const bytes = await withData(proven, { certificates: [cross.der], crls: [revoked, lists[1] as Uint8Array] });
    assert.deepEqual((await world.judge(bytes, on(20), [time])).said, indeterminate('REVOKED_CA_NO_POE'));
    assert.deepEqual((await world.judge(bytes, on(20), [time, other])).said, passed);
  });

  it('needs the certificates below an issuer whose key was lost to be proven from before, too', async () => {
    const root = await identity('Root', { authority: { pathLength: 3 }, ...valid([0, 9000]) });
    const upper = await identity('Upper', { by: root, authority: { pathLength: 2 }, ...valid([0, 7000]) });
    const below = await PastWorld.create({}, { issuer: { by: upper, extensions: [] }, signer: { extensions: [] } });
    const bytes = await withData(await below.signed([time, on(5)]), { certificates: [upper.der] });
    const crl = await list(root, upper, { from: 60, revoked: 50, reason: 2 });
    for (const [day, expected] of [
      [11, passed],
      [55, indeterminate('NO_POE')],
    ] as const) {
      const archived = await withData(await stamped(bytes, time, on(day)), { crls: [crl] });
      assert.deepEqual((await below.judge(archived, on(70), [root, time])).said, expected);
    }
  });

  it('needs what an issuer said to be proven from before it expired', async () => {
    const old = await PastWorld.create({ issuer: [0, 1000] });
    const crls = [await list(old.root, old.issuer, { from: 10 }), await list(old.issuer, old.signer, { from: 10 })];
    const bytes = await withData(await old.signed([time, on(5)]), { crls });
    assert.deepEqual((await old.judge(bytes, on(900), [time])).said, passed);
    assert.deepEqual((await old.judge(bytes, on(1100), [time])).said, indeterminate('NO_POE'));
    for (const [day, expected] of [
      [900, passed],
      [1050, indeterminate('NO_POE')],
    ] as const) {
      const archived = await stamped(bytes, time, on(day));
      assert.deepEqual((await old.judge(archived, on(1100), [time])).said, expected);
    }
  });

  const responderOf = (by: TestIdentity): Promise<TestIdentity> =>
    identity('Responder', {
      by,
      ...valid([0, 60]),
      purposes: { oids: [oid.ocspSigning], critical: false },
      extensions: [{ oid: oid.ocspNoCheck, critical: false, value: new Uint8Array([5, 0]) }],
    });

  it('lets a policy ask the same of the time-stamp authority', async () => {
    const house = await identity('House', { authority: { pathLength: 0 }, ...valid([0, 9000]) });
    const own = await timestampAuthority([0, 2000], { by: house, revocable: true });
    const pki = { authority: house, subject: own };
    const responder = await responderOf(house);
    const ocsps = [await ocspFor(pki, { responder, thisUpdate: on(10), nextUpdate: on(200) })];
    const bytes = await withData(await world.signed([own, on(5)]), { ocsps, crls: lists });
    const lenient = await world.judge(bytes, on(100), [house]);
    assert.deepEqual([lenient.said, lenient.codes], [passed, ['REVOCATION_SIGNER_EXPIRED']]);
    const strict = await world.judge(bytes, on(100), [house], { policy: 'strict' });
    assert.deepEqual(strict.said, indeterminate('REVOCATION_OUT_OF_BOUNDS_NO_POE'));
  });

  it('lets a policy ask that responders had not expired when their answers are proven', async () => {
    const responder = await responderOf(world.issuer);
    const pki = { authority: world.issuer, subject: world.signer };
    const ocsps = [await ocspFor(pki, { responder, thisUpdate: on(10), nextUpdate: on(11) })];
    const bytes = await withData(proven, { ocsps, crls: [lists[0] as Uint8Array] });
    assert.deepEqual((await world.judge(bytes, on(50), [time], { policy: 'strict' })).said, passed);
    const lenient = await world.judge(bytes, on(100), [time]);
    assert.deepEqual([lenient.said, lenient.codes], [passed, ['REVOCATION_SIGNER_EXPIRED']]);
    const strict = await world.judge(bytes, on(100), [time], { policy: 'strict' });
    assert.deepEqual(strict.said, indeterminate('REVOCATION_OUT_OF_BOUNDS_NO_POE'));
    const archived = await stamped(bytes, time, on(20));
    assert.deepEqual((await world.judge(archived, on(100), [time], { policy: 'strict' })).said, passed);
  });

  describe('along a chain of archive time-stamps', () => {
    /** Expires on day 500; its successor on day 3000. */
    let first: TestIdentity;
    before(async () => {
      first = await timestampAuthority([0, 500]);
    });

    async function archived(): Promise<Uint8Array> {
      return stamped(await withData(await world.signed([first, on(5)]), { crls: lists }), first, on(11));
    }

    it('passes when the newer was made in time', async () => {
      const bytes = await stamped(await archived(), time, on(450));
      const { said, report } = await world.judge(bytes, on(2000), [first, time]);
      assert.deepEqual(said, passed);
      assert.equal(inField(report, 'sig-worker').signingTime.proven, on(5).toISOString());
      assert.equal(inField(report, 'timestamp-1').trust.at, on(450).toISOString());
    });

    it('proves nothing when the newer came too late, or never', async () => {
      for (const bytes of [await archived(), await stamped(await archived(), time, on(550))]) {
        const { said, codes } = await world.judge(bytes, on(2000), [first, time]);
        assert.deepEqual(said, indeterminate('OUT_OF_BOUNDS_NO_POE'));
        assert.include(codes, 'TIMESTAMP_UNTRUSTED');
      }
    });

    it('outlives the revocation of an authority that came after the newer', async () => {
      const house = await identity('House', { authority: { pathLength: 0 }, ...valid([0, 9000]) });
      const own = await timestampAuthority([0, 2000], { by: house, revocable: true });
      const data = [...lists, await list(house, own, { from: 10 })];
      const inner = await stamped(await withData(await world.signed([own, on(5)]), { crls: data }), own, on(11));
      const others = [house, time];
      for (const [day, expected] of [
        [40, passed],
        // The newer still proves the signature, but for a day of which the lists no longer tell.
        [60, indeterminate('TRY_LATER')],
      ] as const) {
        const revoked = await list(house, own, { from: 65, revoked: 50, reason: 1 });
        const bytes = await withData(await stamped(inner, time, on(day)), { crls: [revoked] });
        const { said, codes } = await world.judge(bytes, on(2000), others);
        assert.deepEqual(said, expected);
        assert.notInclude(codes, 'TIMESTAMP_UNTRUSTED');
        assert.equal(codes.includes('TIMESTAMP_REVOKED'), expected !== passed);
      }
    });
  });

  describe('when an algorithm grew weak', () => {
    /** From day 100 on RSA keys of 2048 bits count for nothing, says the policy; elliptic curves still do. */
    const limits = { digests: {}, rsa: [{ bitsBelow: 3000, since: on(100).toISOString() }] };
    let weak: PastWorld;
    let bytes: Uint8Array;
    before(async () => {
      weak = await PastWorld.create({}, { issuer: { key: await generateKey('RSA-2048') } });
      const crls = [
        await list(weak.root, weak.issuer, { from: 10 }),
        await list(weak.issuer, weak.signer, { from: 10 }),
      ];
      bytes = await withData(await weak.signed([time, on(5)]), { crls });
    });

    it('passes while it is strong, and with proof from then', async () => {
      assert.deepEqual((await weak.judge(bytes, on(90), [time], { limits })).said, passed);
      const kept = await stamped(bytes, time, on(90));
      assert.deepEqual((await weak.judge(kept, on(200), [time], { limits })).said, passed);
    });

    it('lacks proof of existence otherwise', async () => {
      const expected = indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
      assert.deepEqual((await weak.judge(bytes, on(200), [time], { limits })).said, expected);
      const late = await stamped(bytes, time, on(110));
      assert.deepEqual((await weak.judge(late, on(200), [time], { limits })).said, expected);
    });

    it('never counted, says a policy without a date', async () => {
      const never = { digests: { 'SHA-256': null }, rsa: [] };
      const kept = await stamped(bytes, time, on(90));
      const { said, codes } = await weak.judge(kept, on(95), [time], { limits: never });
      assert.deepEqual(said, indeterminate('CRYPTO_CONSTRAINTS_FAILURE'));
      assert.includeMembers([...codes], ['CHAIN_ALGORITHM_WEAK', 'TIMESTAMP_WEAK']);
    });

    it('takes time-stamps with it that nothing newer protects', async () => {
      const rsa = await timestampAuthority([0, 3000], { key: await generateKey('RSA-2048') });
      const inner = await withData(await world.signed([rsa, on(5)]), { crls: lists });
      const unprotected = await world.judge(inner, on(380), [rsa], { limits });
      assert.deepEqual(unprotected.said, indeterminate('OUT_OF_BOUNDS_NO_POE'));
      assert.include(unprotected.codes, 'TIMESTAMP_WEAK');
      const renewed = await stamped(inner, time, on(90));
      assert.deepEqual((await world.judge(renewed, on(380), [rsa, time], { limits })).said, passed);
    });
  });
});
