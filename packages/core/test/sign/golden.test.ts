import { base64ToBytes, bytesToHex, joinParts } from '@cinnabar/core/bytes';
import { digest, importPkcs8 } from '@cinnabar/core/crypto';
import { roundSeal } from '@cinnabar/core/seal';
import { signDocument } from '@cinnabar/core/sign';
import { prepareDocument } from '@cinnabar/core/stamp';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { contractFonts } from '../support/fonts.ts';
import { goldenSigners } from '../support/golden-signers.ts';
import { buildPdf, keyProvider, mark } from '../support/signing.ts';

const place = { page: 0, rect: { x: 60, y: 200, width: 130, height: 130 } };
const signingTime = new Date('2026-11-21T08:00:00Z');

/** A file filled in Chinese, sealed, locked and signed, with nothing left to chance. */
async function signed(kind: keyof typeof goldenSigners): Promise<Uint8Array> {
  const { pkcs8, padding, certificate } = goldenSigners[kind];
  const key = await importPkcs8(base64ToBytes(pkcs8), { deterministic: true, ...(padding ? { padding } : {}) });
  const provider = keyProvider(key, [base64ToBytes(certificate)]);
  const fonts = await contractFonts();
  const second = { ...place, rect: { ...place.rect, x: 260 } };
  const prepared = await prepareDocument(
    buildPdf({ 1: '<< /Type /Catalog /Pages 2 0 R >>' }),
    [
      { type: 'text', name: 'address', page: 0, rect: { x: 60, y: 20, width: 300, height: 16 } },
      { type: 'signature', name: 'seal', widgets: [place, second] },
    ],
    fonts,
  );
  const request = {
    fieldName: 'seal',
    signingTime,
    reason: '签订劳动合同',
    fills: [{ name: 'address', value: '广州市天河区 㛃𬭎 1 号' }],
    appearances: [roundSeal({ organization: '朱砂测试有限公司' }, fonts), mark],
    certify: 2,
    lock: 'filled',
  } as const;
  const subject = { kind: 'organization', name: '朱砂测试有限公司', reference: 'golden' } as const;
  const signer = { provider, subject, at: signingTime, trust: [base64ToBytes(certificate)] };
  return joinParts(await signDocument(joinParts(prepared), request, signer, fonts));
}

/** SHA-256 of the signed file: the same in Node and in browsers, today and tomorrow. A change must be meant. */
const golden: Readonly<Record<keyof typeof goldenSigners, string>> = {
  'RSA-2048': '2e28649cb1da3d4a872f66482ab9b4d4d544236564bb53582dfec5c300f471d3',
  'RSA-PSS-2048': '696c4229812023246ceb941c81e2eb202d1666b8132fa0563f657b4f0570af61',
  'P-256': 'a90d63b8cd40bc23eb8beb50d6cc6e5eacb23b9233bad6e81e7ea3b8d45fb25a',
  'P-384': '6b2ec50c6e3ef5b3681d04adea31e664cecaa9888b6ab0f197f49726f21cc8fd',
  'P-521': 'ad9251c93d91ff1c42f599ebddddec91407c80ff6cecf55e66f95d022eb9083e',
  Ed25519: '91d9cdd518fa0eefa2af77e7f2acbfa18c4889f495f80929e38cfe475f696164',
  SM2: '09867c2e8e2476166242210325d3e5c95d6c07dc222a561c8c82159873261619',
};

describe('a signature without chance', () => {
  for (const kind of Object.keys(golden) as (keyof typeof golden)[]) {
    it(`with ${kind} has the same bytes everywhere`, async () => {
      const bytes = await signed(kind);
      const trust = [base64ToBytes(goldenSigners[kind].certificate)];
      const report = await verifyDocument(bytes, { trust, at: signingTime });
      assert.equal(report.verdict, 'PASSED', JSON.stringify(report.signatures[0]?.problems));
      assert.equal(bytesToHex(await digest('SHA-256', [bytes])), golden[kind]);
    });
  }
});
