import { bytesToHex, bytesToLatin1, concatBytes, joinParts, latin1ToBytes, utf8ToBytes } from '@cinnabar/core/bytes';
import { digest } from '@cinnabar/core/crypto';
import { makeSeal, signWithSeal } from '@cinnabar/core/ses';
import { prepareSignature } from '@cinnabar/core/sign';
import { verifyDocument, type SignatureReport } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { craftSealV1, craftValueV1, sealPeople, utcTime, type CraftedValue } from '../support/craft-seal.ts';
import { buildPdf, flipped, noFonts, requestFor } from '../support/signing.ts';

const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const tomorrow = new Date(now.getTime() + 86_400_000);

interface Sealed {
  readonly bytes: Uint8Array;
  readonly gapStart: number;
}

/** A PDF whose /Contents is what `value` makes for the SM3 digest of its ByteRange. */
async function sealed(value: (dataHash: Uint8Array) => Promise<Uint8Array>, subFilter = 'GM.sm2seal'): Promise<Sealed> {
  const { parts, prepared } = await prepareSignature(buildPdf(), requestFor('sig-company'), noFonts);
  const label = `/${subFilter}`.padEnd('/ETSI.CAdES.detached'.length);
  const text = bytesToLatin1(joinParts(parts)).replace('/ETSI.CAdES.detached', label);
  const bytes = latin1ToBytes(text);
  const [, gapStart, gapEnd] = prepared.byteRange;
  const dataHash = await digest('SM3', [bytes.subarray(0, gapStart), bytes.subarray(gapEnd)]);
  bytes.set(latin1ToBytes(bytesToHex(await value(dataHash))), gapStart + 1);
  return { bytes, gapStart };
}

async function valueV4(dataHash: Uint8Array, until = tomorrow): Promise<Uint8Array> {
  const { maker, holder } = await sealPeople();
  const seal = await makeSeal(
    {
      id: '330100-0001',
      vendor: 'cinnabar',
      type: 1,
      name: '杭州测试有限公司',
      holders: [holder.der],
      created: now,
      validFrom: now,
      validUntil: until,
      picture: { format: 'PNG', data: utf8ToBytes('picture'), width: 40, height: 40 },
    },
    { certificate: maker.der, key: maker.key },
  );
  const request = { seal, signingTime: now, dataHash, propertyInfo: 'PDF' };
  return signWithSeal(request, { certificate: holder.der, key: holder.key });
}

async function valueV1(dataHash: Uint8Array, more: Partial<CraftedValue> = {}, until = tomorrow): Promise<Uint8Array> {
  const { maker, holder } = await sealPeople();
  const seal = await craftSealV1({ maker, holders: [holder.der], from: now, until });
  return craftValueV1({ seal, signer: holder, dataHash, time: utcTime(now), ...more });
}

async function only(bytes: Uint8Array): Promise<SignatureReport> {
  const { root } = await sealPeople();
  const { signatures } = await verifyDocument(bytes, { trust: [root.der] });
  assert.lengthOf(signatures, 1);
  return signatures[0] as SignatureReport;
}

const codes = ({ problems }: SignatureReport): string[] => problems.map(({ code }) => code);

describe('an electronic seal in a PDF', () => {
  it('is told by its content, whatever the label says, and checked', async () => {
    for (const [make, subFilter] of [
      [valueV4, 'GM.sm2seal'],
      [valueV4, 'adbe.pkcs7.detached'],
      [valueV1, 'GM.sm2seal'],
    ] as const) {
      const signature = await only((await sealed((hash) => make(hash), subFilter)).bytes);
      assert.deepEqual([signature.subFilter, signature.coverage], [subFilter, 'WHOLE_FILE']);
      assert.equal(signature.integrity, 'INTACT');
      assert.equal(signature.signer?.commonName, 'Holder');
      assert.deepEqual(codes(signature), ['SEAL_SIGNATURE']);
    }
  });

  it('never passes alone: who made the seal is not judged', async () => {
    const signature = await only((await sealed((hash) => valueV4(hash))).bytes);
    assert.equal(signature.trust.status, 'TRUSTED', 'of the signer');
    assert.deepEqual([signature.indication, signature.subIndication], ['INDETERMINATE', 'GENERIC']);
  });

  it('fails when the document was changed, and when it was set on another', async () => {
    const { bytes } = await sealed((hash) => valueV4(hash));
    const page = bytesToLatin1(bytes).indexOf('Labour contract');
    const changed = await only(flipped(bytes, page));
    assert.deepEqual(
      [changed.integrity, changed.indication, changed.subIndication],
      ['BROKEN', 'TOTAL_FAILED', 'HASH_FAILURE'],
    );
    const elsewhere = await only((await sealed(async () => valueV4(await digest('SM3', [utf8ToBytes('?')])))).bytes);
    assert.include(codes(elsewhere), 'DIGEST_MISMATCH');
    assert.equal(elsewhere.indication, 'TOTAL_FAILED');
  });

  it('fails when it was made for somebody else, or signed by another key', async () => {
    const { stranger, holder } = await sealPeople();
    const other = await only((await sealed((hash) => valueV1(hash, { signer: stranger }))).bytes);
    assert.include(codes(other), 'SES_NOT_HOLDER');
    assert.equal(other.indication, 'TOTAL_FAILED');
    const signer = { ...holder, key: stranger.key };
    const forged = await only((await sealed((hash) => valueV1(hash, { signer }))).bytes);
    assert.deepEqual([forged.indication, forged.subIndication], ['TOTAL_FAILED', 'SIG_CRYPTO_FAILURE']);
  });

  it('is reported when it had expired, and when it is damaged', async () => {
    const before = new Date(now.getTime() - 1000);
    const expired = await only((await sealed((hash) => valueV1(hash, {}, before))).bytes);
    assert.include(codes(expired), 'SES_SEAL_EXPIRED');
    assert.equal(expired.indication, 'INDETERMINATE');
    const cut = await only((await sealed(async (hash) => (await valueV4(hash)).fill(0x30, -40))).bytes);
    assert.equal(cut.indication, 'TOTAL_FAILED');
    const padded = await only((await sealed(async (hash) => concatBytes(await valueV4(hash), utf8ToBytes('x')))).bytes);
    assert.deepEqual(codes(padded), ['SEAL_SIGNATURE', 'CONTENTS_PADDING']);
    const { bytes, gapStart } = await sealed((hash) => valueV4(hash));
    const wrongInside = concatBytes(bytes);
    const version = bytesToLatin1(bytes).indexOf('020104', gapStart + 40);
    wrongInside.set(latin1ToBytes('02017f'), version);
    const damaged = await only(wrongInside);
    assert.deepEqual([damaged.integrity, codes(damaged)], ['BROKEN', ['SEAL_MALFORMED']]);
  });
});
