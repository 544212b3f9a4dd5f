import { utf8ToBytes } from '@cinnabar/core/bytes';
import {
  addRevocation,
  checkDetached,
  createEvidencePackage,
  packagePaths,
  verifyEvidencePackage,
  writeZip,
  type PackageVerification,
} from '@cinnabar/core/evidence';
import { SandboxAuthority } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { thrownBy } from '../support/throws.ts';
import { sandbox } from '../support/signing.ts';
import { entriesOf, playContract } from './sample.ts';

describe('revocation in a package of evidence', () => {
  let authority: SandboxAuthority;
  let bytes: Uint8Array;
  let trust: readonly Uint8Array[];
  const now = new Date();

  before(async () => {
    authority = await SandboxAuthority.create({ baseUrl: 'http://pki.example' });
    const timestamps = authority.timestampProvider();
    const { content } = await playContract();
    bytes = await createEvidencePackage(content, {
      signing: authority.signingProvider(timestamps),
      subject: { kind: 'organization', name: '朱砂签测试平台', reference: 'platform' },
      timestamps,
    });
    trust = [...authority.trustAnchors, ...(await sandbox()).trustAnchors];
  });

  const judge = (packed: Uint8Array, at = new Date()): Promise<PackageVerification> =>
    verifyEvidencePackage(packed, { trust, at });
  const added = (): Promise<Uint8Array> =>
    addRevocation(bytes, { trust, revocation: authority.revocationProvider(), now: new Date() });

  it('is a doubt where certificates ask for it, and none once it is added', async () => {
    const before = await judge(bytes);
    assert.equal(before.verdict, 'INDETERMINATE');
    assert.equal(before.first?.code, 'SIGNER_REVOCATION_UNKNOWN');
    const whole = await added();
    assert.isTrue([...entriesOf(whole).keys()].some((path) => path.startsWith('revocation/')));
    const after = await judge(whole);
    assert.equal(after.verdict, 'PASSED', JSON.stringify(after.first));
    // Good for the moment of the time-stamp, so also when the statements themselves are old.
    const year = new Date(Date.now() + 300 * 24 * 3_600_000);
    assert.deepInclude((await judge(whole, year)).axes, { trust: 'PASSED', time: 'PASSED' });
  });

  it('finds a seal by a certificate revoked before, not one revoked after', async () => {
    const revokedAt = async (at: Date): Promise<PackageVerification> => {
      const other = await SandboxAuthority.create({ baseUrl: 'http://pki.example' });
      const timestamps = other.timestampProvider();
      const { content } = await playContract();
      const signing = other.signingProvider(timestamps);
      const subject = { kind: 'organization', name: '朱砂签测试平台', reference: 'platform' } as const;
      const sealed = await createEvidencePackage(content, { signing, subject, timestamps });
      const entries = entriesOf(sealed);
      const { certificate } = await checkDetached(
        entries.get(packagePaths.signature)!,
        entries.get(packagePaths.manifest)!,
      );
      other.revoke(certificate!.der, { at });
      const mine = [...other.trustAnchors, ...(await sandbox()).trustAnchors];
      const revocation = other.revocationProvider();
      const whole = await addRevocation(sealed, { trust: mine, revocation, now: new Date() });
      return verifyEvidencePackage(whole, { trust: mine, at: new Date(Date.now() + 120_000) });
    };
    const earlier = await revokedAt(new Date(Date.now() - 60_000));
    assert.equal(earlier.first?.values?.['detail'], 'CERTIFICATE_REVOKED');
    assert.equal(earlier.axes.trust, 'INDETERMINATE');
    const later = await revokedAt(new Date(Date.now() + 60_000));
    assert.equal(later.axes.trust, 'PASSED', JSON.stringify(later.first));
  });

  it('believes no statement by strangers, altered ones, or other things in their place', async () => {
    const stranger = await SandboxAuthority.create({ baseUrl: 'http://pki.example' });
    const entries = entriesOf(bytes);
    const strange = new Map([...entries, ['revocation/01.crl', await stranger.crl('issuing')]]);
    assert.equal((await judge(writeZip(strange))).axes.trust, 'INDETERMINATE');
    const stated = entriesOf(await added());
    const [path, statement] = [...stated].find(([name]) => name.startsWith('revocation/'))!;
    const altered = statement.slice();
    altered[altered.length - 40]! ^= 1;
    assert.notEqual((await judge(writeZip(new Map([...stated, [path, altered]])))).verdict, 'PASSED');
    const other = new Map([...entries, ['revocation/01.ocsp', utf8ToBytes('not DER')]]);
    assert.equal((await judge(writeZip(other))).first?.code, 'ENTRY_UNLISTED');
  });

  it('is not added to what is no package, or leads elsewhere', async () => {
    const revocation = authority.revocationProvider();
    for (const [what, anchors] of [
      [utf8ToBytes('no package'), trust],
      [bytes, (await sandbox()).trustAnchors],
    ] as const) {
      const { code } = await thrownBy(() => addRevocation(what, { trust: anchors, revocation, now }));
      assert.equal(code, 'EVIDENCE_REVOCATION');
    }
  });
});
