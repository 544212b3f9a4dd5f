import {
  concatBytes,
  der,
  derBitString,
  derBoolean,
  derContext,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derTag,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import { digest, generateKey } from '@cinnabar/core/crypto';
import { checkSeal, makeSeal, readSeal, type SealRequest } from '@cinnabar/core/ses';
import { assert } from 'chai';

import { identity } from '../support/craft-cms.ts';
import {
  craftSealV1,
  craftSealV4,
  extended,
  ia5,
  rewritten,
  sealPeople,
  type CraftedSeal,
} from '../support/craft-seal.ts';
import { thrownBy } from '../support/throws.ts';

const day = 86_400_000;
const second = 1000;
const created = new Date(Math.floor(Date.now() / second) * second);
const until = new Date(created.getTime() + 365 * day);

async function request(more: Partial<SealRequest> = {}): Promise<SealRequest> {
  const { holder } = await sealPeople();
  return {
    id: '330100-0001',
    vendor: 'cinnabar',
    type: 1,
    name: '杭州测试有限公司',
    holders: [holder.der],
    created,
    validFrom: created,
    validUntil: until,
    picture: { format: 'SVG', data: utf8ToBytes('<svg/>'), width: 42, height: 40 },
    ...more,
  };
}

async function made(more: Partial<SealRequest> = {}): Promise<Uint8Array> {
  const { maker } = await sealPeople();
  return makeSeal(await request(more), { certificate: maker.der, key: maker.key });
}

async function crafted(more: Partial<CraftedSeal> = {}): Promise<CraftedSeal> {
  const { maker, holder } = await sealPeople();
  return { maker, holders: [holder.der], from: created, until, ...more };
}

const codes = (problems: readonly { code: string }[]): string[] => problems.map(({ code }) => code);
const extension = { oid: '1.2.156.99999.1', critical: false, value: utf8ToBytes('note') };

describe('electronic seal data', () => {
  it('comes back from V4 as it was asked for', async () => {
    const { maker, holder } = await sealPeople();
    const asked = await request({ extensions: [extension] });
    const bytes = await made({ extensions: [extension] });
    const seal = readSeal(bytes);
    assert.deepEqual(seal.der, bytes);
    assert.equal(seal.version, 4);
    assert.equal(seal.headerVersion, 4);
    for (const name of ['id', 'vendor', 'type', 'name', 'created', 'validFrom', 'validUntil'] as const) {
      assert.deepEqual(seal[name], asked[name], name);
    }
    assert.deepEqual(seal.picture, asked.picture);
    assert.deepEqual(seal.extensions, [extension]);
    assert.deepEqual(seal.holders, { kind: 'certificates', certificates: [holder.der] });
    assert.deepEqual(seal.maker.certificate.der, maker.der);
  });

  it('passes every check under its root', async () => {
    const { root } = await sealPeople();
    const seal = readSeal(await made());
    assert.deepEqual(await checkSeal(seal, created, { trust: [root.der] }), {
      outcomes: {
        makerSignature: 'PASSED',
        makerCertificate: 'PASSED',
        validity: 'PASSED',
        extensions: 'PASSED',
      },
      problems: [],
    });
  });

  it('lists holders by their SM3 digests', async () => {
    const { holder } = await sealPeople();
    const { holders } = readSeal(await made({ listedBy: 'digest' }));
    assert.deepEqual(holders, {
      kind: 'digests',
      digests: [{ type: 'SM3', value: await digest('SM3', [holder.der]) }],
    });
  });

  it('is read byte for byte as another producer writes it, V1 and V4', async () => {
    for (const [version, craft] of [
      [1, craftSealV1],
      [4, craftSealV4],
    ] as const) {
      const seal = readSeal(await craft(await crafted()));
      assert.equal(seal.version, version);
      assert.equal(seal.name, '杭州测试有限公司');
      assert.deepEqual(seal.validUntil, until);
      assert.deepEqual([seal.picture.width, seal.picture.height], [42, 40]);
      const { outcomes } = await checkSeal(seal, created, { trust: [(await sealPeople()).root.der] });
      assert.deepEqual([...new Set(Object.values(outcomes))], ['PASSED'], `V${version}`);
    }
  });

  it('tells V5 by its header, and refuses a header that contradicts the structure', async () => {
    assert.equal(readSeal(await craftSealV4(await crafted({ headerVersion: 5 }))).version, 5);
    for (const headerVersion of [0, 1, 3, 6]) {
      const bytes = await craftSealV4(await crafted({ headerVersion }));
      assert.equal((await thrownBy(() => readSeal(bytes))).code, 'SES_VERSION_UNSUPPORTED', `V4 as ${headerVersion}`);
    }
    for (const headerVersion of [0, 4, 5]) {
      const bytes = await craftSealV1(await crafted({ headerVersion }));
      assert.equal((await thrownBy(() => readSeal(bytes))).code, 'SES_VERSION_UNSUPPORTED', `V1 as ${headerVersion}`);
    }
  });

  it('reads extensions with a tag and without, and does not pass over critical ones', async () => {
    const plain = derSequence(derSequence(derOid(extension.oid), derOctetString(extension.value)));
    const critical = derSequence(derSequence(derOid(extension.oid), derBoolean(true), derOctetString(extension.value)));
    for (const extensions of [plain, derContext(0, plain)]) {
      assert.deepEqual(readSeal(await craftSealV4(await crafted({ extensions }))).extensions, [extension]);
    }
    const seal = readSeal(await craftSealV4(await crafted({ extensions: derContext(0, critical) })));
    const { outcomes, problems } = await checkSeal(seal, created);
    assert.equal(outcomes.extensions, 'UNKNOWN');
    assert.include(codes(problems), 'SES_EXTENSION_UNSUPPORTED');
    const twice = derSequence(...[1, 2].map(() => derSequence(derOid(extension.oid), derOctetString(extension.value))));
    const doubled = await craftSealV4(await crafted({ extensions: derContext(0, twice) }));
    assert.equal((await thrownBy(() => readSeal(doubled))).code, 'SES_MALFORMED');
  });

  it('holds from its first to its last second', async () => {
    const seal = readSeal(await made());
    for (const [offset, outcome, code] of [
      [created.getTime() - second, 'FAILED', 'SES_SEAL_NOT_YET_VALID'],
      [created.getTime(), 'PASSED', undefined],
      [until.getTime(), 'PASSED', undefined],
      [until.getTime() + second, 'FAILED', 'SES_SEAL_EXPIRED'],
    ] as const) {
      const { outcomes, problems } = await checkSeal(seal, new Date(offset));
      assert.equal(outcomes.validity, outcome);
      assert.deepEqual(
        codes(problems).filter((one) => one.startsWith('SES_SEAL')),
        code ? [code] : [],
      );
    }
  });

  it('does not take a maker for trusted that nobody knows, or that may not sign', async () => {
    const { root, maker, stranger } = await sealPeople();
    const seal = readSeal(await made());
    const untold = await checkSeal(seal, created);
    assert.equal(untold.outcomes.makerCertificate, 'UNKNOWN');
    assert.deepEqual(codes(untold.problems), ['SES_MAKER_NOT_JUDGED']);
    const elsewhere = await checkSeal(seal, created, { trust: [stranger.der] });
    assert.equal(elsewhere.outcomes.makerCertificate, 'UNKNOWN');
    assert.deepEqual(codes(elsewhere.problems), ['CHAIN_NOT_FOUND']);
    const late = readSeal(await craftSealV4(await crafted({ from: new Date(created.getTime() - day) })));
    const early = await checkSeal(late, created, { trust: [root.der] });
    assert.equal(early.outcomes.makerCertificate, 'FAILED', 'made before the certificate was');
    const authority = readSeal(await craftSealV4(await crafted({ maker: root })));
    assert.equal((await checkSeal(authority, created, { trust: [root.der] })).outcomes.makerCertificate, 'FAILED');
    const swapped = readSeal(await craftSealV4(await crafted({ maker: { ...maker, key: stranger.key } })));
    const forged = await checkSeal(swapped, created, { trust: [root.der] });
    assert.equal(forged.outcomes.makerSignature, 'FAILED');
    assert.deepEqual(codes(forged.problems), ['SES_MAKER_SIGNATURE_INVALID']);
  });

  it('loses its maker when any octet of its information changes, or cannot be read', async () => {
    for (const bytes of [await craftSealV1(await crafted()), await craftSealV4(await crafted())]) {
      const { version } = readSeal(bytes);
      for (let at = 4; at < bytes.length - 40; at += 13) {
        const changed = bytes.slice();
        changed[at] = (changed[at] as number) ^ 1;
        let seal;
        try {
          seal = readSeal(changed);
        } catch (error) {
          assert.match((error as { code: string }).code, /^(SES_|ASN1_|CERTIFICATE_)/, `V${version} at ${at}`);
          continue;
        }
        const { outcomes } = await checkSeal(seal, created, { trust: [(await sealPeople()).root.der] });
        assert.isTrue(
          Object.values(outcomes).some((outcome) => outcome !== 'PASSED'),
          `V${version} at ${at}`,
        );
      }
    }
  });

  it('is not read with a field that is wrong or one too many', async () => {
    const v4 = await craftSealV4(await crafted());
    const v1 = await craftSealV1(await crafted());
    const unused = derBitString(new Uint8Array(70), 1);
    for (const [name, bytes] of [
      ['another header', rewritten(v4, [0, 0, 0], () => ia5('SE'))],
      ['an unknown list', rewritten(await made({ listedBy: 'digest' }), [0, 2, 2], () => derInteger(3))],
      ['a list of another kind', rewritten(v4, [0, 2, 3, 0], () => derSequence())],
      ['part of an octet', rewritten(v4, [3], () => unused)],
      ['a negative width', rewritten(v4, [0, 3, 2], () => der(derTag.integer, Uint8Array.of(0xff)))],
      ['something after it', concatBytes(v4, Uint8Array.of(0))],
      ...[[], [0], [0, 0], [0, 2], [0, 3]].map((path) => [`more in ${path.join()}`, rewritten(v4, path, extended)]),
      ...[[], [0], [1]].map((path) => [`more in ${path.join()} of V1`, rewritten(v1, path, extended)]),
    ] as [string, Uint8Array][]) {
      assert.match((await thrownBy(() => readSeal(bytes))).code, /^(SES|ASN1)_MALFORMED$/, name);
    }
  });

  it('is not made of what no seal can be made of', async () => {
    const { maker, stranger } = await sealPeople();
    const refused = async (more: Partial<SealRequest>): Promise<unknown> =>
      (await thrownBy(() => made(more))).details['field'];
    assert.equal(await refused({ holders: [] }), 'holders');
    assert.equal(await refused({ validUntil: new Date(created.getTime() - second) }), 'validUntil');
    assert.equal(await refused({ id: '印章' }), 'id');
    assert.equal(await refused({ type: -1 }), 'type');
    assert.equal(
      await refused({ picture: { format: 'PNG', data: new Uint8Array(), width: 4.2, height: 4 } }),
      'picture.width',
    );
    assert.equal((await thrownBy(() => made({ holders: [utf8ToBytes('?')] }))).code, 'ASN1_MALFORMED');
    const p256 = await identity('P-256 maker');
    for (const wrong of [
      { certificate: p256.der, key: p256.key },
      { certificate: maker.der, key: stranger.key },
      { certificate: maker.der, key: await generateKey('P-256') },
    ]) {
      const asked = await request();
      assert.equal((await thrownBy(() => makeSeal(asked, wrong))).code, 'SES_KEY_UNFIT');
    }
  });
});
