import { bytesToUtf8, concatBytes, indexOfBytes, utf8ToBytes } from '@cinnabar/core/bytes';
import {
  packagePaths,
  parseManifest,
  sealPackage,
  stampTreeHead,
  treeHead,
  type EventFacts,
  type EvidenceManifest,
} from '@cinnabar/core/evidence';
import { assert } from 'chai';

import { flipped, sandbox } from '../support/signing.ts';
import { authorities, contract, entriesOf, linesOf, pack, playContract, samplePackage, worker } from './sample.ts';
import { faults, replayed, resealed, setEvents, verify } from './tampering.ts';

describe('an evidence package by a dishonest platform', () => {
  it('[WIL-07] using an intent twice', async () => {
    const report = await replayed((facts) => {
      const signed = facts.filter(({ type }) => type === 'record.signature');
      return facts.map((fact) => (fact === signed[1] ? { ...fact, data: signed[0]!.data!, actor: worker } : fact));
    });
    assert.includeMembers(faults(report), ['INTENT_DIGEST']);
    const again = await replayed((facts) => {
      const at = facts.findIndex(({ type }) => type === 'record.signature');
      return [...facts.slice(0, at + 1), facts[at]!, ...facts.slice(at + 1)];
    });
    assert.deepEqual(faults(again), ['INTENT_REUSED']);
  });

  it('[WIL-07] an intent of another contract, another signer, an expired one, none at all', async () => {
    const intent = (change: (fact: EventFacts) => EventFacts): ((facts: EventFacts[]) => EventFacts[]) => {
      return (facts) =>
        facts.map((fact) => (fact.type === 'record.intent' && fact.actor === worker ? change(fact) : fact));
    };
    const elsewhere = await replayed(
      intent((fact) => ({ ...fact, data: { ...fact.data, contract: 'contract-0002' } })),
    );
    assert.include(faults(elsewhere), 'INTENT_CONTRACT');
    assert.deepEqual(faults(await replayed(intent((fact) => ({ ...fact, actor: 'person-else' })))), ['INTENT_SIGNER']);
    const expired = await replayed(intent((fact) => ({ ...fact, data: { ...fact.data, expiresAt: fact.at } })));
    assert.deepEqual(faults(expired), ['INTENT_EXPIRED']);
    const missing = await replayed((facts) =>
      facts.filter(({ type, actor }) => type !== 'record.intent' || actor !== worker),
    );
    assert.deepEqual(faults(missing), ['INTENT_UNKNOWN', 'INTENT_MISSING']);
  });

  it('[WIL-01] an intent given for other content', async () => {
    const report = await replayed((facts) =>
      facts.map((fact) =>
        fact.type === 'record.intent' && fact.actor === worker
          ? { ...fact, digests: [{ of: 'main', algorithm: 'SHA-256', value: 'ab'.repeat(32) }] }
          : fact,
      ),
    );
    assert.deepEqual(faults(report), ['INTENT_DIGEST']);
  });

  it('a signature without its event, an event without its signature', async () => {
    const silent = await replayed((facts) =>
      facts.filter(({ type, actor }) => type !== 'record.signature' || actor !== worker),
    );
    assert.deepEqual(faults(silent), ['INTENT_MISSING']);
    const { bytes } = await samplePackage();
    const unsigned = await resealed(bytes, (contents, manifest) => {
      contents.delete('files/main/final.pdf');
      const revisions = ['files/main/original.pdf', 'files/main/revision-1.pdf'];
      return {
        entries: manifest.entries.filter(({ path }) => path !== 'files/main/final.pdf'),
        files: [{ ...manifest.files[0]!, revisions }],
      };
    });
    assert.deepEqual(faults(unsigned), ['SIGNED_UNMATCHED']);
  });

  it('a final that does not continue the original', async () => {
    const { bytes } = await samplePackage();
    const report = await resealed(bytes, (contents) => {
      contents.set('files/main/original.pdf', utf8ToBytes('%PDF-1.7 another'));
    });
    assert.deepEqual(faults(report), ['FILE_NOT_EXTENDED']);
  });

  it('a document whose signed bytes were changed', async () => {
    const { bytes } = await samplePackage();
    const report = await resealed(bytes, (contents, manifest) => {
      for (const path of manifest.files[0]!.revisions) contents.set(path, flipped(contents.get(path)!, 12));
    });
    assert.include(faults(report), 'FILE_FAILED');
  });

  it('a package that proves nothing about anything', async () => {
    const sample = await playContract({ change: (facts) => facts.slice(0, 1) });
    const { contract: named, lines, createdAt, generator } = sample.content;
    const bytes = await pack({ ...sample, content: { contract: named, lines, createdAt, generator, files: [] } });
    const report = await verify(bytes);
    assert.equal(report.verdict, 'INDETERMINATE');
    assert.equal(report.first?.code, 'FILES_NONE');
    const root = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const empty = await resealed(bytes, (contents, { log }) => {
      setEvents(contents, []);
      return { log: { ...log, size: 0, root } };
    });
    assert.equal(empty.verdict, 'INDETERMINATE');
    assert.equal(empty.first?.code, 'LOG_EMPTY');
  });

  it('[GOV-01] a log that is longer, shorter or another than the manifest says', async () => {
    const { bytes, sample } = await samplePackage();
    const shorter = await resealed(bytes, (contents) => setEvents(contents, sample.lines.slice(0, -1)));
    assert.deepEqual(faults(shorter), ['LOG_SIZE', 'LOG_HEAD', 'LOG_ROOT']);
    const cut = await resealed(bytes, (contents) => {
      contents.set('events.jsonl', contents.get('events.jsonl')!.subarray(0, -1));
    });
    assert.equal(cut.first?.code, 'LOG_LINE');
    const none = await resealed(bytes, (contents, { entries }) => {
      contents.delete('events.jsonl');
      return { entries: entries.filter(({ path }) => path !== 'events.jsonl') };
    });
    assert.include(faults(none), 'LOG_MISSING');
    const renamed = await resealed(bytes, () => ({ contract: { id: 'contract-0002', name: 'x' } }));
    assert.includeMembers(faults(renamed), ['LOG_OTHER', 'INTENT_CONTRACT']);
  });

  it('[GOV-01] rewriting what a time-stamped tree head has fixed', async () => {
    const report = await replayed(
      (facts) => facts.map((fact, i) => (i === 2 ? { ...fact, data: { readingMs: 1 } } : fact)),
      true,
    );
    assert.deepEqual(faults(report), ['HEAD_INVALID']);
  });

  it('[GOV-01] back-dating what a time-stamped tree head does not have, and dating events into the future', async () => {
    const early = '2020-01-01T00:00:00.000Z';
    const old = await playContract({ change: (facts) => facts.map((fact) => ({ ...fact, at: early })) });
    const report = await verify(
      await pack({ ...old, content: { ...old.content, heads: await headsOf(old.lines.slice(0, 3)) } }),
    );
    assert.include(faults(report), 'EVENT_BACKDATED');
    const late = new Date(Date.now() + 3600_000).toISOString();
    const future = await playContract({
      change: (facts) => facts.map((fact, i) => (i === facts.length - 1 ? { ...fact, at: late } : fact)),
    });
    assert.deepEqual(faults(await verify(await pack(future))), ['LOG_AFTER_STAMP']);
    const all = await verify(
      await pack({ ...future, content: { ...future.content, heads: await headsOf(future.lines) } }),
    );
    assert.deepEqual(faults(all), ['LOG_AFTER_STAMP', 'EVENT_AFTER_HEAD']);
  });

  it('[WIL-07] an intent recorded twice, or after it was used, or after the signature was made', async () => {
    const twice = await replayed((facts) => {
      const at = facts.findIndex(({ type }) => type === 'record.intent');
      return [...facts.slice(0, at + 1), facts[at]!, ...facts.slice(at + 1)];
    });
    assert.deepEqual(faults(twice), ['INTENT_REUSED']);
    const after = await replayed((facts) => {
      const at = facts.findIndex(({ type }) => type === 'record.intent');
      const [intent, signature] = [facts[at]!, facts[at + 1]!];
      return [...facts.slice(0, at), { ...signature, at: intent.at }, intent, ...facts.slice(at + 2)];
    });
    assert.deepEqual(faults(after), ['INTENT_UNKNOWN']);
    const later = await replayed((facts) =>
      facts.map((fact) => ({ ...fact, at: new Date(Date.parse(fact.at) + 600_000).toISOString() })),
    );
    assert.include(faults(later), 'INTENT_LATE');
  });

  it('[WIL-07] a signature by another certificate than the log says', async () => {
    const honest = await verify((await samplePackage()).bytes);
    const [workerCertificate, companyCertificate] = honest.documents[0]!.signatures.map(
      ({ certificate }) => certificate!,
    );
    assert.match(workerCertificate!, /^[0-9a-f]{64}$/);
    const told = (certificate: string) => async () => {
      const { sample } = await samplePackage();
      const facts = sample.facts.map((fact) =>
        fact.type === 'record.signature' && fact.actor === worker
          ? { ...fact, data: { ...fact.data, certificate } }
          : fact,
      );
      const content = { ...sample.content, heads: [], lines: await linesOf(contract.id, facts) };
      return verify(await pack({ ...sample, content }));
    };
    assert.equal((await told(workerCertificate!)()).verdict, 'PASSED');
    assert.deepEqual(
      faults(await told(companyCertificate === workerCertificate ? 'ab'.repeat(32) : companyCertificate!)()),
      ['SIGNED_BY_OTHER'],
    );
    assert.deepEqual(faults(await told('nonsense')()).slice(0, 1), ['RECORD_MALFORMED']);
  });

  it('[WIL-07] an intent that had expired when the signature was made, whatever the log says', async () => {
    const report = await replayed((facts) =>
      facts.map((fact) => {
        const early = { ...fact, at: new Date(Date.parse(fact.at) - 7_200_000).toISOString() };
        const expiresAt = new Date(Date.parse(fact.at) - 3_600_000).toISOString();
        return fact.type === 'record.intent' ? { ...early, data: { ...fact.data, expiresAt } } : early;
      }),
    );
    assert.deepEqual(faults(report), []);
    assert.equal(report.axes.intents, 'INDETERMINATE');
    assert.equal(report.findings.filter(({ code }) => code === 'INTENT_STALE').length, 2);
  });

  it('a log in another encoding than it says', async () => {
    const { bytes } = await samplePackage();
    const broken = await resealed(bytes, (contents) => {
      const log = contents.get(packagePaths.events)!;
      // Three bytes of an emoji of four: as long as the replacement character that readers put there.
      const at = indexOfBytes(log, utf8ToBytes('电'));
      contents.set(
        packagePaths.events,
        concatBytes(log.subarray(0, at), Uint8Array.of(0xf0, 0x9f, 0x98), log.subarray(at + 3)),
      );
    });
    assert.equal(broken.findings.find(({ code }) => code === 'LOG_LINE')?.values?.['what'], 'UTF-8');
  });

  it('a second log beside the one that is checked', async () => {
    const { bytes } = await samplePackage();
    const report = await resealed(bytes, (contents, manifest) => {
      const [entry] = manifest.entries.filter(({ role }) => role === 'events');
      contents.set('events-2.jsonl', contents.get(packagePaths.events)!);
      return { entries: [...manifest.entries, { ...entry!, path: 'events-2.jsonl' }] };
    });
    assert.equal(report.first?.code, 'MANIFEST_MALFORMED');
  });

  it('a manifest dated after its time-stamp, or with another size of an entry', async () => {
    const sample = await playContract();
    const createdAt = new Date(Date.now() + 3600_000);
    const late = await verify(await pack({ ...sample, content: { ...sample.content, createdAt } }));
    assert.deepEqual(faults(late), ['TIMESTAMP_BEFORE_CREATION']);

    const contents = entriesOf((await samplePackage()).bytes);
    const manifest = parseManifest(contents.get(packagePaths.manifest)!) as EvidenceManifest;
    for (const own of [packagePaths.manifest, packagePaths.signature, packagePaths.timestamp]) contents.delete(own);
    const entries = manifest.entries.map((entry, i) => (i === 2 ? { ...entry, size: entry.size + 1 } : entry));
    const report = await verify(await sealPackage({ ...manifest, entries }, contents, await authorities()));
    assert.deepEqual(faults(report), ['ENTRY_DIGEST']);
  });

  it('but takes signatures for void that a recalled contract left behind', async () => {
    const sample = await playContract({
      change: (facts) =>
        facts.map((fact) => (fact.type === 'contract.completed' ? { ...fact, type: 'contract.recalled' } : fact)),
    });
    const [file] = sample.content.files;
    const files = [{ ...file!, revisions: [file!.revisions[0]!] }];
    const report = await verify(await pack({ ...sample, content: { ...sample.content, files } }));
    assert.deepEqual(faults(report), []);
    assert.equal(report.findings.filter(({ code }) => code === 'SIGNED_UNMATCHED').length, 2);
    assert.equal(report.verdict, 'INDETERMINATE', 'nobody signed the file');
  });

  it('strokes without a consent of their own, or other strokes', async () => {
    const report = await replayed((facts) => facts.filter(({ data }) => data?.['separateFor'] !== 'strokes'));
    assert.deepEqual(faults(report), ['STROKES_WITHOUT_CONSENT']);
    const isConsent = ({ data }: EventFacts): boolean => data?.['separateFor'] === 'strokes';
    const withdrawn = await replayed((facts) =>
      facts.flatMap((fact) => (isConsent(fact) ? [fact, { ...fact, type: 'record.consent-withdrawn' }] : [fact])),
    );
    assert.deepEqual(faults(withdrawn), ['STROKES_WITHOUT_CONSENT']);
    const others = await replayed((facts) =>
      facts.map((fact) => (isConsent(fact) ? { ...fact, actor: 'person-else' } : fact)),
    );
    assert.deepEqual(faults(others), ['STROKES_WITHOUT_CONSENT']);
    const { bytes } = await samplePackage();
    const other = await resealed(bytes, (contents) => {
      const text = bytesToUtf8(contents.get('strokes/01.json')!);
      contents.set('strokes/01.json', utf8ToBytes(text.replace('0.4', '0.5')));
    });
    assert.deepEqual(faults(other), ['STROKES_UNBOUND']);
  });

  it('records that lack what they must say', async () => {
    const report = await replayed((facts) =>
      facts.map((fact) => (fact.type === 'record.consent' ? { ...fact, data: { agreement: 'x' } } : fact)),
    );
    assert.include(faults(report), 'RECORD_MALFORMED');
  });
});

async function headsOf(lines: readonly string[]): Promise<NonNullable<Parameters<typeof pack>[0]['content']['heads']>> {
  return [await stampTreeHead(await treeHead(contract.id, lines), (await sandbox()).timestampProvider())];
}
