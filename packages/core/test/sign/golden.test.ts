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
  'RSA-2048': '39e8dd4bd244b488642e22444d886271a459923130120723dcfecedc406192d4',
  'RSA-PSS-2048': '2c1dba9a795289f893bff6792eeba5c0e90393dcd551159c742c8c0bb6abd596',
  'P-256': 'b274a873a8c74e6c00cf181449337927190d7aa55e4a0d5134585196e3237ae3',
  'P-384': '9f3d77afd9ae11b44938f23a591e4af91f1f4e31b795691d3e90073a2f91b15c',
  'P-521': '74ff0fe714d9c2635aa631828e6328b54407d47539be9bfaa05a41025be9906e',
  Ed25519: '39aa5f94580ba7002d06781abd6dd723d4444d63c4a5c89bc3f8d8f544a14dbb',
  SM2: 'bbcf35b0802845c220e4bb2ec2573a8d2b17e042795968f4c5fdf5f177cc77fd',
};

/** And with a time-stamp. */
const goldenStamped: Readonly<Partial<Record<keyof typeof goldenSigners, string>>> = {
  'P-256': '04455ed90cd93f2d8fd1245c387bbd9134b92450d91d5f8191755f3b30ee1963',
  SM2: '70a07baff86256d6454839192f96dc3705c420bc062637848169710fcc732861',
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
