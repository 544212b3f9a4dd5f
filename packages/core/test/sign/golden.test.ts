import { base64ToBytes, bytesToHex, joinParts } from '@cinnabar/core/bytes';
import { digest, importPkcs8 } from '@cinnabar/core/crypto';
import { roundSeal } from '@cinnabar/core/seal';
import type { TimestampProvider } from '@cinnabar/core/provider';
import { signDocument } from '@cinnabar/core/sign';
import { KeySigningProvider } from '@cinnabar/core/signer';
import { prepareDocument } from '@cinnabar/core/stamp';
import { verifyDocument } from '@cinnabar/core/verify';
import { SandboxAuthority } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { contractFonts } from '../support/fonts.ts';
import { goldenAuthority } from '../support/golden-authority.ts';
import { goldenSigners } from '../support/golden-signers.ts';
import { buildPdf, keyProvider, mark } from '../support/signing.ts';

const place = { page: 0, rect: { x: 60, y: 200, width: 130, height: 130 } };
const signingTime = new Date('2026-11-21T08:00:00Z');

/** A time-stamp authority whose clock stands still and whose every token follows from what is stamped. */
const authority = (): Promise<SandboxAuthority> =>
  SandboxAuthority.open(goldenAuthority, { now: () => signingTime, deterministic: true });

/** A file filled in Chinese, sealed, locked and signed, with nothing left to chance. */
async function signed(kind: keyof typeof goldenSigners, timestamps?: TimestampProvider): Promise<Uint8Array> {
  const { pkcs8, padding, certificate } = goldenSigners[kind];
  const key = await importPkcs8(base64ToBytes(pkcs8), { deterministic: true, ...(padding ? { padding } : {}) });
  const holder = { key, certificates: [base64ToBytes(certificate)] };
  const options = { provider: { id: 'golden', assurance: 'simulated' }, now: () => signingTime } as const;
  const stamping = timestamps && new KeySigningProvider(holder, { ...options, timestamps });
  const provider = stamping ?? keyProvider(key, holder.certificates);
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
  const subject =
    stamping?.subject ?? ({ kind: 'organization', name: '朱砂测试有限公司', reference: 'golden' } as const);
  const trust = [...holder.certificates, ...(await authority()).trustAnchors];
  const signer = { provider, subject, at: signingTime, trust };
  return joinParts(await signDocument(joinParts(prepared), request, signer, fonts));
}

/** SHA-256 of the signed file: the same in Node and in browsers, today and tomorrow. A change must be meant. */
const golden: Readonly<Record<keyof typeof goldenSigners, string>> = {
  'RSA-2048': 'fefbbf540a6c8eba27eda8f4cf414e21ab19026773c1efd80af7b5b649dd621e',
  'RSA-PSS-2048': 'c63c41ccfb38676788933b8f7c9fc4bbb0d23b6ec710833f56efb05e93f814de',
  'P-256': '7655796ac2ef2babeea9b97e6399b7bff852ba5789bb756b452855a7401fae87',
  'P-384': '494f0a0591ae7773d4af5009ffddf1724bef503f53ec7a9bf2e462542c9ffbab',
  'P-521': 'a24237281cda05185859d1a112cc98b95232ad671692a7141542b9f5e22bc931',
  Ed25519: '389361de5367f6921069d54a895f204710a900c2e6d8ece5cf2884c683bf24c0',
  SM2: 'df5f57101e2392221a75b0051725d48762b93f73db17fd6e8318fad0b200e423',
};

/** And with a time-stamp. */
const goldenStamped: Readonly<Partial<Record<keyof typeof goldenSigners, string>>> = {
  'P-256': 'dc8b62b1775bee6661244d06f762c3a2005b4462ed31d04a2436b4e454dbb503',
  SM2: '601740444d3292ff15e92326eb323c8e19fa2268e401ee8a64df41eb510a613f',
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

  for (const kind of Object.keys(goldenStamped) as (keyof typeof goldenStamped)[]) {
    it(`with ${kind} and a time-stamp has the same bytes everywhere`, async () => {
      const stamps = await authority();
      const bytes = await signed(kind, stamps.timestampProvider());
      const trust = [base64ToBytes(goldenSigners[kind].certificate), ...stamps.trustAnchors];
      const report = await verifyDocument(bytes, { trust, at: signingTime });
      const [signature] = report.signatures;
      assert.deepEqual([report.verdict, signature?.level], ['PASSED', 'B-T'], JSON.stringify(signature?.problems));
      assert.equal(signature?.signingTime.timestamp, signingTime.toISOString());
      assert.equal(bytesToHex(await digest('SHA-256', [bytes])), goldenStamped[kind]);
    });
  }
});
