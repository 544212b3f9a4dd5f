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
  'RSA-2048': 'c716038415dbc54db5f1b6f413bebacb06b030c0590393fae8c8c48ba5019f3b',
  'RSA-PSS-2048': 'a6a99e8a519ca310c66b1f46e1edde1e1e54202f59998f3185b598fd0be0f7b0',
  'P-256': 'baaaf3673de03448ca2eeada710e56da7cab6578df3cd3984c97d8e3957abb83',
  'P-384': '545fed9331d2222b3bf0c41bae2903dfa263e9781dadb984464a7c32176c7d36',
  'P-521': '511e8a5b50f76f6e55229f99fb05c8a8104afaebf5a461ed942d8faaa7715e5f',
  Ed25519: 'fedf8d84e642059ba6170e2205749a9ae98dc8484a733b538f6d3ff6506a3334',
  SM2: 'c6bd842b3e84ee704c7a9c8b0d220aa158333039d195292e4f767c3bf2a4d3d7',
};

/** And with a time-stamp. */
const goldenStamped: Readonly<Partial<Record<keyof typeof goldenSigners, string>>> = {
  'P-256': '2d38d018a2ee25853a3853c7738dc40a83fb40100cc15880d23910014a25db3b',
  SM2: 'b8d0ce46c0714f1099f4c6fbfa7904c0a17b4718e07db94459cd379f80ed51fe',
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
