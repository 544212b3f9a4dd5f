import {
  bytesToHex,
  derBitString,
  derOctetString,
  derOid,
  derSequence,
  hexToBytes,
  readTlv,
  tlvChildren,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import { digest } from '@cinnabar/core/crypto';
import { checkSeal, checkSealSignature, makeSeal, readSeal, readSealSignature, signWithSeal } from '@cinnabar/core/ses';
import { assert } from 'chai';
import { sm2 as other, sm3 as otherDigest } from 'sm-crypto-v2';

import { sealPeople, sm3WithSm2, type SealPeople } from '../support/craft-seal.ts';

/** Seals against sm-crypto-v2, another SM2 (its module does not load without a bundler in a browser). */
describe('a second SM2 implementation', () => {
  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
  const options = { hash: true, der: true };
  const document = utf8ToBytes('contract');
  const point = (spki: Uint8Array): string => bytesToHex(spki.slice(-65));

  /** The private number inside a PKCS #8 key. */
  async function secretOf(person: SealPeople['maker']): Promise<string> {
    const [, , value] = tlvChildren(readTlv(await person.key.exportPkcs8()));
    const [, secret] = tlvChildren(readTlv((value as { content: Uint8Array }).content));
    return bytesToHex((secret as { content: Uint8Array }).content);
  }

  async function ourSeal({ maker, holder }: SealPeople): Promise<Uint8Array> {
    const picture = { format: 'PNG', data: document, width: 40, height: 40 };
    const times = { created: now, validFrom: now, validUntil: new Date(now.getTime() + 86_400_000) };
    const what = { id: '1', vendor: 'cinnabar', type: 1, name: '章', holders: [holder.der], ...times, picture };
    return makeSeal(what, { certificate: maker.der, key: maker.key });
  }

  it('accepts what our maker and our signer signed', async () => {
    const people = await sealPeople();
    const { maker, holder } = people;
    const bytes = await ourSeal(people);
    const [info, , , bits] = tlvChildren(readTlv(bytes)) as [Tlv, Tlv, Tlv, Tlv];
    const makerValue = bytesToHex(bits.content.subarray(1));
    assert.isTrue(other.doVerifySignature(info.bytes, makerValue, point(maker.key.spki), options));
    const dataHash = hexToBytes(otherDigest(document));
    const request = { seal: bytes, signingTime: now, dataHash, propertyInfo: '' };
    const value = await signWithSeal(request, { certificate: holder.der, key: holder.key });
    const [toSign, , , signature] = tlvChildren(readTlv(value)) as [Tlv, Tlv, Tlv, Tlv];
    const signerValue = bytesToHex(signature.content.subarray(1));
    assert.isTrue(other.doVerifySignature(toSign.bytes, signerValue, point(holder.key.spki), options));
    assert.isFalse(other.doVerifySignature(toSign.bytes, makerValue, point(maker.key.spki), options));
  });

  it('makes seals and signed values that ours accepts, and not under another identity (A-60)', async () => {
    const people = await sealPeople();
    const { maker, holder } = people;
    const [info] = tlvChildren(readTlv(await ourSeal(people))) as [Tlv];
    const signed = async (bytes: Uint8Array, person: SealPeople['maker'], userId?: string): Promise<Uint8Array[]> => {
      const how = userId === undefined ? options : { ...options, userId };
      const value = other.doSignature(bytes, await secretOf(person), how);
      return [derOctetString(person.der), derOid(sm3WithSm2), derBitString(hexToBytes(value))];
    };
    for (const [userId, outcome] of [
      [undefined, 'PASSED'],
      ['', 'FAILED'],
      ['12345678', 'FAILED'],
    ] as const) {
      const bytes = derSequence(info.bytes, ...(await signed(info.bytes, maker, userId)));
      const { outcomes } = await checkSeal(readSeal(bytes), now);
      assert.equal(outcomes.makerSignature, outcome, `maker as "${userId}"`);
      const dataHash = await digest('SM3', [document]);
      const request = { seal: await ourSeal(people), signingTime: now, dataHash, propertyInfo: '' };
      const ours = await signWithSeal(request, { certificate: holder.der, key: holder.key });
      const [toSign] = tlvChildren(readTlv(ours)) as [Tlv];
      const theirs = derSequence(toSign.bytes, ...(await signed(toSign.bytes, holder, userId)));
      const check = await checkSealSignature(readSealSignature(theirs), dataHash);
      assert.equal(check.outcomes.signature, outcome, `signer as "${userId}"`);
    }
  });
});

type Tlv = ReturnType<typeof readTlv>;
