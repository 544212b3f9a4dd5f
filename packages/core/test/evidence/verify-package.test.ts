import {
  bytesToUtf8,
  canonicalJson,
  derContext,
  derSequence,
  derSetOf,
  equalBytes,
  readTlv,
  tlvChildren,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import {
  createEvidencePackage,
  parseManifest,
  sealPackage,
  verifyEvidencePackage,
  type EvidenceManifest,
} from '@cinnabar/core/evidence';
import { buildSignedData, oid } from '@cinnabar/core/cms';
import type { SigningProvider } from '@cinnabar/core/provider';
import { SandboxAuthority } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { identity } from '../support/craft-cms.ts';
import { flipped, keyProvider, sandbox } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';
import { authorities, contract, entriesOf, linesOf, pack, playContract, samplePackage } from './sample.ts';
import { events, faults, resealed, setEvents, tampered, verify } from './tampering.ts';

describe('verifying an evidence package', () => {
  it('[GOV-01, WIL-07] answers every question of an honest one', async () => {
    const { bytes, sample } = await samplePackage();
    const report = await verify(bytes);
    assert.equal(report.verdict, 'PASSED');
    assert.isNull(report.first);
    assert.deepEqual([...new Set(Object.values(report.axes))], ['PASSED']);
    assert.deepEqual(
      report.findings.map(({ code }) => code),
      ['SIMULATED'],
    );
    assert.equal(report.log?.size, sample.lines.length);
    assert.equal(report.signer?.commonName, '朱砂签测试平台');
    const [document] = report.documents;
    assert.deepEqual(
      document?.signatures.map(({ field, intent }) => [field, intent]),
      [
        ['sig-worker', 6],
        ['sig-company', 8],
      ],
    );
  });

  it('lists SM3 digests beside SHA-256 where asked, and checks them; also for a log chained by SM3', async () => {
    const bytes = await pack(await playContract({ sm3: true, digestAlgorithm: 'SM3' }));
    assert.equal((await verify(bytes)).verdict, 'PASSED');
    const report = await resealed(bytes, (_, manifest) => ({
      entries: manifest.entries.map((entry, i) => (i === 0 ? { ...entry, sm3: '00'.repeat(32) } : entry)),
    }));
    assert.deepEqual(faults(report), ['ENTRY_DIGEST']);
    assert.equal(report.first?.values?.['algorithm'], 'SM3');
  });

  it('is not sure when nobody, or somebody else, is trusted', async () => {
    const { bytes } = await samplePackage();
    const alone = await verifyEvidencePackage(bytes, { at: new Date() });
    assert.equal(alone.verdict, 'INDETERMINATE');
    assert.equal(alone.first?.code, 'SIGNER_NOT_CHECKED');
    const other = (await SandboxAuthority.create()).trustAnchors;
    const strange = await verifyEvidencePackage(bytes, { trust: other, at: new Date() });
    assert.equal(strange.verdict, 'INDETERMINATE');
    assert.deepInclude(strange.axes, {
      trust: 'INDETERMINATE',
      time: 'INDETERMINATE',
      documents: 'INDETERMINATE',
      entries: 'PASSED',
    });
    assert.equal(
      (await thrownBy(() => verifyEvidencePackage(bytes, { trust: [Uint8Array.of(1)], at: new Date() }))).code,
      'VERIFY_TRUST_ANCHOR',
    );
  });

  it('takes no time-stamp from the future', async () => {
    const { bytes } = await samplePackage();
    const report = await verifyEvidencePackage(bytes, {
      trust: (await sandbox()).trustAnchors,
      at: new Date('2001-01-01'),
    });
    assert.isNull(report.timestamp);
    assert.equal(report.axes.time, 'INDETERMINATE');
  });

  describe('finds a changed byte', () => {
    it('[GOV-01] in any entry, and names the entry', async () => {
      const paths = [...entriesOf((await samplePackage()).bytes).keys()];
      assert.includeMembers(paths, [
        'manifest.json',
        'manifest.p7s',
        'manifest.tst',
        'events.jsonl',
        'files/main/final.pdf',
      ]);
      for (const path of paths) {
        // The token's own statement stands at its beginning; the certificates behind are not part of what it proves.
        const offset = (content: Uint8Array): number => (path === 'manifest.tst' ? 100 : content.length >> 1);
        const report = await tampered((entries) => {
          const content = entries.get(path)!;
          entries.set(path, flipped(content, offset(content)));
        });
        assert.oneOf(report.verdict, ['FAILED', 'UNREADABLE'], path);
        if (report.verdict === 'FAILED' && path !== 'manifest.json')
          assert.include(JSON.stringify(report.findings), path, path);
      }
    });

    it('anywhere in any entry, with a ZIP file made anew', async () => {
      const entries = entriesOf((await samplePackage()).bytes);
      const random = randomNumbers(20261122);
      for (const [path, content] of entries) {
        for (let i = 0; i < 12; i++) {
          const at = random(content.length);
          const report = await tampered((changed) => changed.set(path, flipped(content, at)));
          // A time-stamp token carries its authority's certificates, which are not part of what it proves.
          if (path !== 'manifest.tst') assert.oneOf(report.verdict, ['FAILED', 'UNREADABLE'], `${path} @${at}`);
        }
      }
    });

    it('anywhere in the ZIP file: content never changes unnoticed', async function () {
      this.timeout(60_000);
      const { bytes } = await samplePackage();
      const content = entriesOf(bytes);
      const random = randomNumbers(22112026);
      let harmless = 0;
      for (let i = 0; i < 250; i++) {
        const at = random(bytes.length);
        const changed = new Uint8Array(bytes);
        changed[at] = (changed[at]! + 1 + random(254)) & 255;
        const report = await verify(changed);
        if (report.verdict !== 'PASSED') continue;
        harmless++;
        for (const [path, data] of entriesOf(changed))
          assert.isTrue(equalBytes(data, content.get(path)!), `${path} @${at}`);
      }
      assert.isBelow(harmless, 5, 'only times and system marks of the directory may change');
    });

    it('and a cut-off file', async () => {
      const { bytes } = await samplePackage();
      for (const length of [0, 3, 100, bytes.length >> 1, bytes.length - 1]) {
        const report = await verify(bytes.subarray(0, length));
        assert.equal(report.verdict, 'UNREADABLE');
        assert.equal(report.first?.axis, 'structure');
      }
    });
  });

  describe('finds what an outsider does to the entries', () => {
    it('a dropped one', async () => {
      const report = await tampered((entries) => entries.delete('files/main/original.pdf'));
      assert.equal(report.first?.code, 'ENTRY_MISSING');
      assert.equal(report.first?.path, 'files/main/original.pdf');
    });

    it('an added one', async () => {
      const report = await tampered((entries) => entries.set('files/main/annex.pdf', utf8ToBytes('%PDF')));
      assert.deepEqual(faults(report), ['ENTRY_UNLISTED']);
    });

    it('two that changed places', async () => {
      const report = await tampered((entries) => {
        const [a, b] = ['files/main/original.pdf', 'files/main/final.pdf'];
        const [first, last] = [entries.get(a)!, entries.get(b)!];
        entries.set(a, last).set(b, first);
      });
      assert.equal(report.first?.code, 'ENTRY_DIGEST');
    });

    it('files, log, or manifest from another package', async () => {
      const other = entriesOf(await pack(await playContract({ id: 'contract-0002' })));
      for (const path of [
        'files/main/final.pdf',
        'events.jsonl',
        'heads/01.json',
        'manifest.json',
        'manifest.p7s',
        'manifest.tst',
      ]) {
        const report = await tampered((entries) => entries.set(path, other.get(path)!));
        assert.equal(report.verdict, 'FAILED', path);
      }
      const manifestOnly = await tampered((entries) => {
        for (const path of ['manifest.json', 'manifest.p7s', 'manifest.tst']) entries.set(path, other.get(path)!);
      });
      assert.equal(manifestOnly.first?.code, 'ENTRY_DIGEST');
    });

    it('no signature, no time-stamp, no manifest', async () => {
      assert.equal((await tampered((entries) => entries.delete('manifest.p7s'))).first?.code, 'SIGNATURE_MISSING');
      assert.equal((await tampered((entries) => entries.delete('manifest.tst'))).first?.code, 'TIMESTAMP_MISSING');
      const report = await tampered((entries) => entries.delete('manifest.json'));
      assert.equal(report.verdict, 'UNREADABLE');
      assert.equal(report.first?.code, 'MANIFEST_MISSING');
    });
  });

  describe('finds what an outsider does to the log', () => {
    const cases: [string, (lines: string[]) => string[]][] = [
      ['dropping an event', (lines) => lines.toSpliced(4, 1)],
      ['dropping the last event', (lines) => lines.slice(0, -1)],
      ['adding an event', (lines) => [...lines, lines.at(-1)!]],
      ['changing the order', (lines) => [lines[1]!, lines[0]!, ...lines.slice(2)]],
      ['back-dating an event', (lines) => lines.with(3, lines[3]!.replace(/"at":"\d{4}/, '"at":"2019'))],
    ];
    for (const [what, change] of cases) {
      it(`[GOV-01] ${what}`, async () => {
        const report = await tampered((entries) => setEvents(entries, change(events(entries))));
        assert.include(faults(report), 'ENTRY_DIGEST');
        assert.isTrue(report.axes.log === 'FAILED', JSON.stringify(faults(report)));
      });
    }

    it('[GOV-01] rewriting it whole, with a new head in a new manifest, without the signature', async () => {
      const { sample } = await samplePackage();
      const rewritten = await linesOf(contract.id, sample.facts.slice(0, -1));
      const fresh = entriesOf(await pack({ ...sample, content: { ...sample.content, lines: rewritten } }));
      const report = await tampered((entries) => {
        for (const path of ['events.jsonl', 'manifest.json']) entries.set(path, fresh.get(path)!);
      });
      assert.equal(report.first?.code, 'SIGNATURE_INVALID');
      assert.equal(report.first?.values?.['detail'], 'DIGEST_MISMATCH');
    });
  });

  describe('finds forged seals', () => {
    it('[GOV-01] a signature by somebody else whom the same authority certifies, where one is asked for', async () => {
      const { bytes } = await samplePackage();
      const options = { trust: (await sandbox()).trustAnchors, at: new Date() };
      assert.equal((await verifyEvidencePackage(bytes, { ...options, signer: '朱砂签测试平台' })).verdict, 'PASSED');
      const other = await verifyEvidencePackage(bytes, { ...options, signer: '王小明' });
      assert.equal(other.first?.code, 'SIGNER_OTHER');
      assert.equal(other.verdict, 'FAILED');
    });

    it('a signature that does not hold, and leaves trust unjudged', async () => {
      const missing = await tampered((entries) => entries.delete('manifest.p7s'));
      assert.deepInclude(missing.axes, { signature: 'FAILED', trust: 'NOT_CHECKED' });
    });

    it('a signature by the key of a server, though its authority is trusted', async () => {
      const root = await identity('Root', { authority: { pathLength: 0 } });
      for (const [purpose, code] of [
        [oid.serverAuthentication, 'SIGNER_UNTRUSTED'],
        [oid.documentSigning, undefined],
      ] as const) {
        const signer = await identity('platform', { by: root, purposes: { oids: [purpose], critical: false } });
        const { key } = signer;
        const certificates = [signer.der, root.der];
        const sample = await playContract();
        const { timestamps, subject } = await authorities();
        const signing: SigningProvider = {
          provider: { id: 'test', assurance: 'simulated' },
          maxCmsSize: 8192,
          sign: async ({ digestAlgorithm, digest }) => ({
            cms: await buildSignedData({ digestAlgorithm, messageDigest: digest, certificates, signer: key }),
            certificates,
          }),
        };
        const bytes = await createEvidencePackage(sample.content, { signing, subject, timestamps });
        const trust = [root.der, ...(await sandbox()).trustAnchors];
        const report = await verifyEvidencePackage(bytes, { trust, at: new Date() });
        assert.equal(report.first?.code, code);
      }
    });

    it('a seal that outlived its certificate, unless a time-stamp that holds proves it older', async () => {
      const root = await identity('Root', { authority: { pathLength: 0 } });
      const hour = 3_600_000;
      const seal = await identity('platform', { by: root, notAfter: new Date(Date.now() + hour) });
      const { timestamps, subject } = await authorities();
      const sample = await playContract();
      const signing = keyProvider(seal.key, [seal.der, root.der]);
      const bytes = await createEvidencePackage(sample.content, { signing, subject, timestamps });
      const at = new Date(Date.now() + 0.9 * hour);
      const trust = [root.der, ...(await sandbox()).trustAnchors];
      const later = new Date(Date.now() + 2 * hour);
      assert.equal((await verifyEvidencePackage(bytes, { trust, at })).axes.trust, 'PASSED');
      // The anchor of the seal ends with it; what counts is the moment of the time-stamp.
      assert.equal((await verifyEvidencePackage(bytes, { trust, at: later })).axes.trust, 'PASSED');
      const alone = await verifyEvidencePackage(bytes, { trust: [root.der], at: later });
      assert.deepInclude(alone.axes, { trust: 'INDETERMINATE', time: 'INDETERMINATE' });
    });

    it('a time-stamp whose own certificate has ended, or had not begun', async () => {
      const { bytes } = await samplePackage();
      const { trustAnchors: trust } = await sandbox();
      const years = (count: number): Date => new Date(Date.now() + count * 365 * 24 * 3_600_000);
      const soon = await verifyEvidencePackage(bytes, { trust, at: years(0.5) });
      assert.equal(soon.verdict, 'PASSED');
      const late = await verifyEvidencePackage(bytes, { trust, at: years(60) });
      assert.deepInclude(late.axes, { time: 'INDETERMINATE', trust: 'INDETERMINATE', entries: 'PASSED' });
      assert.isNull(late.timestamp);
    });

    it('a seal by the key of an authority or of a time-stamp authority', async () => {
      const root = await identity('Root', { authority: { pathLength: 0 } });
      const stamper = await identity('TSA', { by: root, purposes: { oids: [oid.timeStamping], critical: true } });
      const { timestamps, subject } = await authorities();
      const { content } = await playContract();
      const trust = [root.der, ...(await sandbox()).trustAnchors];
      for (const sealer of [root, stamper]) {
        const signing = keyProvider(sealer.key, [sealer.der, root.der]);
        const bytes = await createEvidencePackage(content, { signing, subject, timestamps });
        assert.equal((await verifyEvidencePackage(bytes, { trust, at: new Date() })).first?.code, 'SIGNER_UNTRUSTED');
      }
    });

    it('a signature by a stranger', async () => {
      const stranger = await SandboxAuthority.create();
      const timestamps = (await sandbox()).timestampProvider();
      const contents = entriesOf((await samplePackage()).bytes);
      const manifest = parseManifest(contents.get('manifest.json')!) as EvidenceManifest;
      for (const own of ['manifest.json', 'manifest.p7s', 'manifest.tst']) contents.delete(own);
      const { subject } = await authorities();
      const bytes = await sealPackage(manifest, contents, {
        signing: stranger.signingProvider(timestamps),
        subject,
        timestamps,
      });
      const report = await verify(bytes);
      assert.equal(report.verdict, 'INDETERMINATE');
      assert.equal(report.first?.code, 'SIGNER_UNTRUSTED');
    });

    it('a time-stamp by a stranger, or one of something else, or one whose certificate was exchanged', async () => {
      const stranger = await SandboxAuthority.create();
      const { signing, subject, timestamps } = await authorities();
      const contents = entriesOf((await samplePackage()).bytes);
      const manifest = parseManifest(contents.get('manifest.json')!) as EvidenceManifest;
      for (const own of ['manifest.json', 'manifest.p7s', 'manifest.tst']) contents.delete(own);
      const strange = await sealPackage(manifest, contents, {
        signing,
        subject,
        timestamps: stranger.timestampProvider(),
      });
      const report = await verify(strange);
      assert.deepInclude(report.axes, { time: 'INDETERMINATE', signature: 'PASSED' });
      assert.equal(report.first?.code, 'TIMESTAMP_UNTRUSTED');
      assert.isNull(report.timestamp, 'a time nobody trusted vouches for is no time');

      const token = await timestamps.timestamp(new Uint8Array(32), 'SHA-256');
      const forged = await tampered((entries) => entries.set('manifest.tst', token));
      assert.equal(forged.first?.code, 'TIMESTAMP_INVALID');
      assert.equal(forged.first?.values?.['detail'], 'TIMESTAMP_IMPRINT_MISMATCH');
    });

    it('a certificate exchanged for another in the signature', async () => {
      const { signing, subject } = await authorities();
      const other = await signing.sign({
        subject,
        digestAlgorithm: 'SHA-256',
        digest: new Uint8Array(32),
        idempotencyKey: 'other',
      });
      const [swapped] = other.certificates;
      const report = await tampered((entries) => {
        entries.set('manifest.p7s', withCertificates(entries.get('manifest.p7s')!, [swapped!]));
      });
      assert.equal(report.verdict, 'FAILED');
      assert.deepInclude(report.axes, { signature: 'FAILED' });
    });
  });

  it('refuses manifests that another program could read differently', async () => {
    const text = bytesToUtf8(entriesOf((await samplePackage()).bytes).get('manifest.json')!);
    const twice = text.replace('{', '{"format":"cinnabar-evidence/1",');
    for (const manifest of [twice, ` ${text}`, text.slice(1), '[]', text.replace('evidence/1', 'evidence/9')]) {
      const report = await tampered((entries) => entries.set('manifest.json', utf8ToBytes(manifest)));
      assert.equal(report.first?.code, 'MANIFEST_MALFORMED');
    }
    const value = JSON.parse(text) as EvidenceManifest;
    const loose = { ...value, files: [] };
    const outside = { ...value, entries: [{ ...value.entries[0]!, path: '../final.pdf' }] };
    assert.equal(parseManifest(utf8ToBytes(canonicalJson(outside))), 'entries');
    const report = await tampered((entries) => entries.set('manifest.json', utf8ToBytes(canonicalJson(loose))));
    assert.equal(report.first?.values?.['what'], 'files', 'a document that belongs to no file would escape its checks');
  });

  it('is not made of a log longer than a verifier reads', async () => {
    const { content } = await playContract();
    const packing = { ...content, lines: new Array<string>(200_001).fill('{}') };
    const refused = await thrownBy(async () => createEvidencePackage(packing, await authorities()));
    assert.deepInclude(refused, { code: 'EVIDENCE_LOG', details: { code: 'LOG_LIMIT' } });
  });

  it('is not made of a log that does not hold', async () => {
    const { sample } = await samplePackage();
    const content = { ...sample.content, lines: sample.lines.slice(1) };
    assert.equal((await thrownBy(() => pack({ ...sample, content }))).code, 'EVIDENCE_LOG');
  });
});

/** A CMS with other certificates inside: they are not part of what is signed. */
function withCertificates(cms: Uint8Array, certificates: readonly Uint8Array[]): Uint8Array {
  const [contentType, wrapper] = tlvChildren(readTlv(cms));
  const fields = tlvChildren(readTlv(wrapper!.content)).map(({ tag, bytes }) =>
    tag === 0xa0 ? derSetOf(certificates, 0xa0) : bytes,
  );
  return derSequence(contentType!.bytes, derContext(0, derSequence(...fields)));
}

/** Whole numbers below a bound, the same in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
