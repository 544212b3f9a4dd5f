import {
  bytesToHex,
  bytesToUtf8,
  derCertificateTime,
  derGeneralizedTime,
  derInteger,
  derOctetString,
  derOid,
  derSetOf,
  hexToBytes,
  readOid,
  readTime,
  readTlv,
  tlvChildren,
} from '@cinnabar/core/bytes';
import { assert } from 'chai';

import { thrownBy } from '../support/throws.ts';

describe('DER', () => {
  it('writes and reads object identifiers (X.690 §8.19.5)', () => {
    assert.equal(bytesToHex(derOid('2.999.3')), '0603883703');
    for (const oid of [
      '1.2.840.113549.1.9.16.2.47',
      '2.5.29.15',
      '0.9.2342.19200300.100.1.25',
      '1.2.156.10197.1.501',
    ]) {
      assert.equal(readOid(readTlv(derOid(oid))), oid);
    }
  });

  it('writes lengths in their shortest form and integers without needless zeros', () => {
    assert.equal(bytesToHex(derOctetString(new Uint8Array(127)).subarray(0, 2)), '047f');
    assert.equal(bytesToHex(derOctetString(new Uint8Array(300)).subarray(0, 4)), '0482012c');
    assert.equal(bytesToHex(derInteger(0)), '020100');
    assert.equal(bytesToHex(derInteger(128)), '02020080');
    assert.equal(bytesToHex(derInteger(hexToBytes('00007f01'))), '02027f01');
  });

  it('puts a SET OF in the order of its encodings (X.690 §11.6)', () => {
    const set = derSetOf([hexToBytes('0402ffff'), hexToBytes('040100'), hexToBytes('020105')]);
    assert.equal(bytesToHex(set), '310a0201050401000402ffff');
  });

  it('writes times as certificates and time-stamps must', () => {
    assert.equal(bytesToUtf8(readTlv(derCertificateTime(new Date('2049-12-31T23:59:59Z'))).content), '491231235959Z');
    assert.equal(bytesToUtf8(readTlv(derCertificateTime(new Date('2050-01-01T00:00:00Z'))).content), '20500101000000Z');
    assert.equal(
      bytesToUtf8(readTlv(derGeneralizedTime(new Date('2026-05-06T07:08:09.120Z'), true)).content),
      '20260506070809.12Z',
    );
    assert.equal(
      bytesToUtf8(readTlv(derGeneralizedTime(new Date('2026-05-06T07:08:09.000Z'), true)).content),
      '20260506070809Z',
    );
    assert.equal(
      readTime(readTlv(derGeneralizedTime(new Date('2026-05-06T07:08:09.120Z'), true))).getTime(),
      Date.UTC(2026, 4, 6, 7, 8, 9, 120),
    );
  });

  it('reads the indefinite lengths of old producers', () => {
    const outer = readTlv(hexToBytes('3080308002010500000402aabb0000ff'));
    assert.equal(outer.bytes.length, 15);
    assert.deepEqual(
      tlvChildren(outer).map(({ tag }) => tag),
      [0x30, 0x04],
    );
  });

  it('answers damaged data with a typed error', async () => {
    const cases = ['', '30', '3005020105', '308500000000010500', '1f8101', '0480', `${'3080'.repeat(40)}`];
    for (const hex of cases) assert.equal((await thrownBy(() => readTlv(hexToBytes(hex)))).code, 'ASN1_MALFORMED', hex);
    for (const time of ['170d3236303230333034303530', '180f32303236313333313030303030305a']) {
      assert.equal((await thrownBy(() => readTime(readTlv(hexToBytes(time))))).code, 'ASN1_MALFORMED', time);
    }
  });
});
