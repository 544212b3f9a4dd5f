import {
  concatBytes,
  der,
  derBitString,
  derBoolean,
  derOctetString,
  derOid,
  derSequence,
  derTag,
  readTlv,
  tlvChildren,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import { digest, generateKey } from '@cinnabar/core/crypto';
import { isCinnabarError } from '@cinnabar/core/error';
import {
  checkSealSignature,
  isSealSignature,
  makeSeal,
  readSealSignature,
  signWithSeal,
  type SealSignatureCheck,
  type SealSignatureOutcomes,
  type SealSigningRequest,
  type SesIdentity,
} from '@cinnabar/core/ses';
import { assert } from 'chai';

import { identity, type TestIdentity } from '../support/craft-cms.ts';
import {
  craftSealV1,
  craftSealV4,
  craftValueV1,
  craftValueV4,
  extended,
  generalizedTime,
  rewritten,
  sealPeople,
  utcTime,
  type CraftedSeal,
  type CraftedValue,
} from '../support/craft-seal.ts';
import { sandbox } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

const day = 86_400_000;
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const later = (ms: number): Date => new Date(now.getTime() + ms);
const document = utf8ToBytes('the bytes a ByteRange names');

const asIdentity = ({ der, key }: TestIdentity): SesIdentity => ({ certificate: der, key });

async function documentDigest(): Promise<Uint8Array> {
  return digest('SM3', [document]);
}

async function seal(listedBy: 'certificate' | 'digest' = 'certificate', more: object = {}): Promise<Uint8Array> {
  const { maker, holder } = await sealPeople();
  return makeSeal(
    {
      id: '330100-0001',
      vendor: 'cinnabar',
      type: 1,
      name: '杭州测试有限公司',
      holders: [holder.der],
      listedBy,
      created: now,
      validFrom: now,
      validUntil: later(day),
      picture: { format: 'PNG', data: utf8ToBytes('picture'), width: 40, height: 40 },
      ...more,
    },
    asIdentity(maker),
  );
}

async function set(more: Partial<SealSigningRequest> = {}, signer?: SesIdentity): Promise<Uint8Array> {
  const { holder } = await sealPeople();
  const dataHash = await documentDigest();
  const request = { seal: more.seal ?? (await seal()), signingTime: now, dataHash, propertyInfo: 'PDF', ...more };
  return signWithSeal(request, signer ?? asIdentity(holder));
}

async function check(value: Uint8Array, of?: Uint8Array): Promise<SealSignatureCheck> {
  const { root } = await sealPeople();
  return checkSealSignature(readSealSignature(value), of ?? (await documentDigest()), { trust: [root.der] });
}

/** A value of another producer: everything right but for what is given. */
async function crafted(
  version: 1 | 4,
  ofValue: Partial<CraftedValue> = {},
  ofSeal: Partial<CraftedSeal> = {},
): Promise<Uint8Array> {
  const { maker, holder } = await sealPeople();
  const info = { maker, holders: [holder.der], from: now, until: later(day), ...ofSeal };
  const bytes = await (version === 1 ? craftSealV1 : craftSealV4)(info);
  const time = (version === 1 ? utcTime : generalizedTime)(now);
  const value = { seal: bytes, signer: holder, dataHash: await documentDigest(), time, ...ofValue };
  return (version === 1 ? craftValueV1 : craftValueV4)(value);
}

/** Names of the checks that did not pass, with what they gave instead. */
function notPassed({ outcomes }: SealSignatureCheck): Partial<SealSignatureOutcomes> {
  return Object.fromEntries(Object.entries(outcomes).filter(([, outcome]) => outcome !== 'PASSED'));
}

const codes = ({ problems }: SealSignatureCheck): string[] => problems.map(({ code }) => code);

describe('signed values of electronic seals', () => {
  it('come back from V4 and pass every check, holders listed either way', async () => {
    for (const listedBy of ['certificate', 'digest'] as const) {
      const bytes = await set({ seal: await seal(listedBy) });
      const value = readSealSignature(bytes);
      assert.equal(value.version, 4);
      assert.equal(value.length, bytes.length);
      assert.deepEqual(value.signingTime, now);
      assert.deepEqual(value.dataHash, await documentDigest());
      assert.equal(value.propertyInfo, 'PDF');
      const result = await check(bytes);
      assert.deepEqual([notPassed(result), result.problems, result.integrity], [{}, [], 'INTACT']);
    }
  });

  it('are read as other producers write them, V1, V4 and V5', async () => {
    for (const [expected, bytes] of [
      [1, await crafted(1)],
      [1, await crafted(1, { time: generalizedTime(now) })],
      [4, await crafted(4)],
      [5, await crafted(4, { version: 5 }, { headerVersion: 5 })],
    ] as const) {
      const value = readSealSignature(bytes);
      assert.equal(value.version, expected);
      assert.deepEqual(value.signingTime, now);
      const result = await check(bytes);
      assert.deepEqual([notPassed(result), codes(result)], [{}, []], `V${expected}`);
    }
  });

  it('are told from CMS by what they are, and may be padded by their container', async () => {
    for (const bytes of [await crafted(1), await crafted(4), await set()]) {
      const padded = concatBytes(bytes, new Uint8Array(100));
      assert.isTrue(isSealSignature(padded));
      assert.equal(readSealSignature(padded).length, bytes.length);
      assert.deepEqual(notPassed(await check(padded)), {});
    }
    const { holder } = await sealPeople();
    for (const other of [holder.der, await seal(), new Uint8Array(), new Uint8Array(9), utf8ToBytes('0\x80')]) {
      assert.isFalse(isSealSignature(other));
    }
  });

  it('do not hold for another document', async () => {
    const result = await check(await set(), await digest('SM3', [utf8ToBytes('another')]));
    assert.deepEqual([notPassed(result), codes(result)], [{ document: 'FAILED' }, ['DIGEST_MISMATCH']]);
    assert.equal(result.integrity, 'BROKEN');
  });

  it('do not hold when SHA-256 stands in for SM3', async () => {
    const dataHash = await digest('SHA-256', [document]);
    for (const version of [1, 4] as const) {
      assert.deepEqual(notPassed(await check(await crafted(version, { dataHash }))), { document: 'FAILED' });
    }
  });

  it('do not hold with a seal made for somebody else, listed either way', async () => {
    const { stranger } = await sealPeople();
    for (const version of [1, 4] as const) {
      const result = await check(await crafted(version, { signer: stranger }));
      assert.deepEqual([notPassed(result), codes(result)], [{ holder: 'FAILED' }, ['SES_NOT_HOLDER']], `V${version}`);
      assert.equal(result.integrity, 'BROKEN');
    }
    const byDigest = await check(await crafted(4, { signer: stranger, seal: await seal('digest') }));
    assert.deepEqual(notPassed(byDigest), { holder: 'FAILED' });
  });

  it('do not hold with the signature of another key or another value', async () => {
    const { holder, stranger } = await sealPeople();
    for (const version of [1, 4] as const) {
      const result = await check(await crafted(version, { signer: { ...holder, key: stranger.key } }));
      assert.deepEqual([notPassed(result), codes(result)], [{ signature: 'FAILED' }, ['SIGNATURE_INVALID']]);
    }
    const [, certificate, algorithm, signature] = tlvChildren(readTlv(await crafted(4)));
    const [other] = tlvChildren(readTlv(await crafted(4, { time: generalizedTime(later(1000)) })));
    const parts = [other, certificate, algorithm, signature].map((part) => (part as { bytes: Uint8Array }).bytes);
    assert.deepEqual(notPassed(await check(derSequence(...parts))), { signature: 'FAILED' });
  });

  it('do not hold with a forged seal', async () => {
    const { maker, stranger } = await sealPeople();
    for (const version of [1, 4] as const) {
      const result = await check(await crafted(version, {}, { maker: { ...maker, key: stranger.key } }));
      assert.deepEqual(notPassed(result), { makerSignature: 'FAILED' });
      assert.deepEqual(codes(result), ['SES_MAKER_SIGNATURE_INVALID']);
      assert.equal(result.integrity, 'BROKEN');
    }
    const own = await identity('Own maker', { key: await generateKey('SM2') });
    const result = await check(await crafted(4, {}, { maker: own }));
    assert.deepEqual([notPassed(result), codes(result)], [{ makerCertificate: 'UNKNOWN' }, ['CHAIN_NOT_FOUND']]);
  });

  it('report the seal that had expired, or was not valid yet, on its own', async () => {
    const fresh = await check(await crafted(4, {}, { from: later(-1000), until: later(-1000) }));
    assert.deepEqual([notPassed(fresh), codes(fresh)], [{ validity: 'FAILED' }, ['SES_SEAL_EXPIRED']]);
    assert.equal(fresh.integrity, 'INTACT');
    const early = await check(await crafted(1, {}, { from: later(1000) }));
    assert.deepEqual([notPassed(early), codes(early)], [{ validity: 'FAILED' }, ['SES_SEAL_NOT_YET_VALID']]);
  });

  it('report the certificate of a signer that was not valid then', async () => {
    const { root } = await sealPeople();
    for (const lifetime of [{ notAfter: later(-60_000) }, { notBefore: later(60_000), notAfter: later(day) }]) {
      const signer = await identity('Elsewhen', { by: root, key: await generateKey('SM2'), ...lifetime });
      const result = await check(await crafted(4, { signer }, { holders: [signer.der] }));
      assert.deepEqual(
        [notPassed(result), codes(result)],
        [{ signerCertificate: 'FAILED' }, ['SES_SIGNER_CERTIFICATE']],
      );
    }
  });

  it('are of unknown worth when the seal demands what is not understood', async () => {
    const extension = derSequence(derOid('1.2.3.4'), derBoolean(true), derOctetString(new Uint8Array()));
    const result = await check(await crafted(4, {}, { extensions: derSequence(extension) }));
    assert.deepEqual([notPassed(result), result.integrity], [{ extensions: 'UNKNOWN' }, 'UNKNOWN']);
    assert.deepEqual(codes(result), ['SES_EXTENSION_UNSUPPORTED']);
  });

  it('are not judged by algorithms seals are not signed with', async () => {
    for (const version of [1, 4] as const) {
      const result = await check(await crafted(version, { algorithm: '1.2.840.10045.4.3.2' }));
      assert.deepEqual(notPassed(result), { signature: 'UNKNOWN' });
      assert.deepEqual([codes(result), result.integrity], [['SIGNATURE_ALGORITHM_UNSUPPORTED'], 'UNKNOWN']);
    }
    const labelled = await check(await crafted(4, { algorithm: '1.2.156.10197.1.301.1' }));
    assert.deepEqual([notPassed(labelled), codes(labelled)], [{}, ['ALGORITHM_LABEL']]);
  });

  it('say when value and seal are of different versions', async () => {
    const { maker, holder } = await sealPeople();
    const old = await craftSealV1({ maker, holders: [holder.der], from: now, until: later(day) });
    for (const bytes of [
      await crafted(4, { seal: old }),
      await crafted(4, { seal: old, version: 1 }),
      await crafted(4, { version: 1 }),
    ]) {
      assert.deepEqual(codes(await check(bytes)), ['SES_VERSION_MISMATCH']);
    }
  });

  it('with a time-stamp token for their time leave the validity open', async () => {
    const token = derSequence(derBitString(utf8ToBytes('token')));
    const value = readSealSignature(await crafted(1, { time: token }));
    assert.deepEqual([value.signingTime, value.timeToken], [undefined, token]);
    const result = await check(await crafted(1, { time: token }));
    assert.deepEqual(notPassed(result), { validity: 'UNKNOWN', signerCertificate: 'UNKNOWN' });
    assert.deepEqual(codes(result), ['SES_TIME_NOT_JUDGED', 'SES_SIGNER_NOT_JUDGED']);
  });

  it('carry a time-stamp over the signature value', async () => {
    const provider = (await sandbox()).timestampProvider();
    const stampOf = async (bytes: Uint8Array): Promise<Uint8Array> =>
      provider.timestamp(await digest('SHA-256', [bytes]), 'SHA-256');
    const bytes = await set({ timestamp: stampOf });
    const result = await check(bytes);
    assert.equal(result.outcomes.timestamp, 'PASSED');
    assert.instanceOf(result.timestamp?.info?.time, Date);
    const wrong = await set({ timestamp: () => stampOf(document) });
    const broken = await check(wrong);
    assert.deepEqual(notPassed(broken), { timestamp: 'FAILED' });
    assert.include(codes(broken), 'TIMESTAMP_BROKEN');
    assert.equal(broken.integrity, 'INTACT');
  });

  it('lose a check, or cannot be read, when any octet changes', async () => {
    for (const bytes of [await crafted(1), await crafted(4), await set()]) {
      for (let at = 0; at < bytes.length; at += 23) {
        const changed = bytes.slice();
        changed[at] = (changed[at] as number) ^ 0x11;
        try {
          const result = await check(changed);
          assert.notDeepEqual(notPassed(result), {}, `octet ${at}`);
        } catch (error) {
          if (!isCinnabarError(error)) throw error;
          assert.match(error.code, /^(SES_|ASN1_|CERTIFICATE_)/);
        }
      }
    }
  });

  it('end in a typed error when they are cut, nested or huge', async () => {
    const bytes = await crafted(4);
    for (let length = 0; length < bytes.length; length += 31) {
      assert.match((await thrownBy(() => readSealSignature(bytes.subarray(0, length)))).code, /^(SES|ASN1)_MALFORMED$/);
    }
    let nest: Uint8Array = derSequence();
    for (let depth = 0; depth < 500; depth++) nest = derSequence(nest, nest.length > 2000 ? derSequence() : nest);
    const empty = new Uint8Array(100_000).map((_, index) => (index % 2 ? 0 : 0x30));
    const many = der(derTag.sequence, empty);
    const endless = new Uint8Array(50_000).map((_, index) => (index % 2 ? 0x80 : 0x30));
    for (const hostile of [nest, many, endless, derSequence(many, many), new Uint8Array(64).fill(0xff)]) {
      const started = Date.now();
      assert.isFalse(isSealSignature(hostile));
      assert.match((await thrownBy(() => readSealSignature(hostile))).code, /^(SES|ASN1)_MALFORMED$/);
      assert.isBelow(Date.now() - started, 1000);
    }
  });

  it('are not read with a field that is wrong or one too many', async () => {
    const [v1, v4] = [await crafted(1), await crafted(4)];
    const twoTimes = derBitString(concatBytes(utcTime(now), utcTime(now)));
    for (const [name, bytes] of [
      ['two times', rewritten(v1, [0, 2], () => twoTimes)],
      ['no time', rewritten(v4, [0, 2], () => derSequence())],
      ...[[], [0]].map((path) => [`more in ${path.join()} of V1`, rewritten(v1, path, extended)]),
      ...[[], [0]].map((path) => [`more in ${path.join()} of V4`, rewritten(v4, path, extended)]),
    ] as [string, Uint8Array][]) {
      assert.match((await thrownBy(() => readSealSignature(bytes))).code, /^(SES|ASN1)_MALFORMED$/, name);
    }
    const dataHash = await documentDigest();
    const old = rewritten(v1, [0, 3], () => derOctetString(dataHash));
    assert.deepEqual(readSealSignature(old).dataHash, dataHash, 'OCTET STRING of early producers');
  });

  it('are not made where the seal may not be set', async () => {
    const { holder, stranger, maker, root } = await sealPeople();
    const refused = async (more: Partial<SealSigningRequest>, signer?: TestIdentity): Promise<unknown> => {
      const error = await thrownBy(() => set(more, asIdentity(signer ?? holder)));
      return error.code === 'SES_SEAL_UNFIT' ? error.details['problems'] : error.code;
    };
    assert.deepEqual(await refused({}, stranger), ['SES_NOT_HOLDER']);
    const expired = { created: later(-2000), validFrom: later(-2000), validUntil: later(-1000) };
    assert.deepEqual(await refused({ seal: await seal('certificate', expired) }), ['SES_SEAL_EXPIRED']);
    const info = { holders: [holder.der], from: now, until: later(day) };
    const forged = await craftSealV4({ ...info, maker: { ...maker, key: stranger.key } });
    assert.deepEqual(await refused({ seal: forged }), ['SES_MAKER_SIGNATURE_INVALID']);
    assert.deepEqual(await refused({ seal: await craftSealV1({ ...info, maker }) }), ['SES_VERSION_MISMATCH']);
    const options = { by: root, key: stranger.key, notAfter: later(-60_000) };
    const late = await identity('Late', options);
    const forLate = await seal('certificate', { holders: [late.der] });
    assert.deepEqual(await refused({ seal: forLate }, late), ['SES_SIGNER_CERTIFICATE']);
    assert.deepEqual(await refused({}, { ...holder, key: stranger.key }), 'SES_KEY_UNFIT');
    assert.deepEqual(await refused({ dataHash: new Uint8Array(20) }), 'SES_REQUEST');
    assert.deepEqual(await refused({ propertyInfo: '文件' }), 'SES_REQUEST');
  });
});
