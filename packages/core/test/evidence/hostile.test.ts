import { bytesToUtf8, canonicalJson, utf8ToBytes, type Json } from '@cinnabar/core/bytes';
import { readZip, verifyEvidencePackage } from '@cinnabar/core/evidence';
import { assert } from 'chai';
import fc from 'fast-check';

import { samplePackage } from './sample.ts';
import { events, faults, setEvents, tampered } from './tampering.ts';

/** A copy of `value` with one of its members, chosen by `pick`, set to `other`. */
function confused(value: Json, pick: number, other: Json): Json {
  const places: (readonly (string | number)[])[] = [];
  const walk = (node: Json, path: readonly (string | number)[]): void => {
    places.push(path);
    if (typeof node !== 'object' || node === null) return;
    for (const [name, member] of Object.entries(node)) walk(member as Json, [...path, name]);
  };
  walk(value, []);
  const path = places[pick % places.length]!;
  const set = (node: Json, rest: readonly (string | number)[]): Json => {
    const [name, ...more] = rest;
    if (name === undefined) return other;
    const copy = structuredClone(node) as Record<string, Json>;
    copy[name] = set(copy[name]!, more);
    return copy;
  };
  return set(value, path);
}

const strange = fc.oneof(
  fc.constantFrom<Json>(
    null,
    '',
    0,
    -1,
    1e300,
    true,
    [],
    {},
    [null],
    { a: 1 },
    '../x',
    'files/main/final.pdf',
    '__proto__',
  ),
  fc.jsonValue() as fc.Arbitrary<Json>,
);

describe('hostile packages', function () {
  this.timeout(60_000);

  it('are never believed and never end in an exception, whatever stands in the manifest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), strange, async (pick, other) => {
        let same = false;
        const report = await tampered((entries) => {
          const before = bytesToUtf8(entries.get('manifest.json')!);
          const after = canonicalJson(confused(JSON.parse(before) as Json, pick, other));
          same = before === after;
          entries.set('manifest.json', utf8ToBytes(after));
        });
        assert.isTrue(same || report.verdict === 'FAILED' || report.verdict === 'UNREADABLE');
      }),
      { numRuns: 120, seed: 54 },
    );
  });

  it('are never believed and never end in an exception, whatever stands in an event', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), strange, async (line, pick, other) => {
        let same = false;
        const report = await tampered((entries) => {
          const lines = events(entries);
          const at = line % lines.length;
          const after = canonicalJson(confused(JSON.parse(lines[at]!) as Json, pick, other));
          same = after === lines[at];
          setEvents(entries, lines.with(at, after));
        });
        assert.isTrue(same || report.verdict === 'FAILED');
      }),
      { numRuns: 120, seed: 55 },
    );
  });

  it('are read within the budget, or not at all', async () => {
    const { bytes } = await samplePackage();
    const endless = await tampered((entries) => entries.set('events.jsonl', new Uint8Array(200_001).fill(0x0a)));
    assert.include(faults(endless), 'LOG_LIMIT');
    const limits = { entries: 100, entrySize: 10_000, totalSize: 1 << 20 };
    const report = await verifyEvidencePackage(bytes, { at: new Date(), limits });
    assert.equal(report.first?.code, 'ZIP_LIMIT');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        assert.isFalse(readZip(noise).ok);
        const begun = new Uint8Array([0x50, 0x4b, 3, 4, ...noise]);
        assert.isFalse(readZip(begun).ok);
      }),
      { numRuns: 200, seed: 56 },
    );
  });
});
