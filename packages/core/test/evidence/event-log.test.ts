import { canonicalJson } from '@cinnabar/core/bytes';
import {
  chainEvent,
  isInstant,
  lineDigest,
  parseEventLine,
  readLog,
  startLog,
  type EventFacts,
  type LogDigest,
} from '@cinnabar/core/evidence';
import { assert } from 'chai';

import { linesOf } from './sample.ts';

const facts = (second: number, more: Partial<EventFacts> = {}): EventFacts => ({
  type: 'document.viewed',
  at: `2026-11-22T08:00:${String(second).padStart(2, '0')}.000Z`,
  actor: 'person-1',
  subject: 'contract-1',
  ...more,
});

const codes = async (lines: readonly string[]): Promise<string[]> =>
  (await readLog(lines)).findings.map(({ code }) => code);

describe('event log', () => {
  let lines: readonly string[];
  before(async () => {
    lines = await linesOf('contract-1', [facts(1), facts(2), facts(2), facts(5, { data: { pages: 3 } }), facts(9)]);
  });

  for (const algorithm of ['SHA-256', 'SM3'] as const satisfies LogDigest[]) {
    it(`[GOV-01] chains each event to the text of the one before, with ${algorithm}`, async () => {
      const chained = await linesOf('contract-1', [facts(1), facts(2)], algorithm);
      const [first, second] = chained.map((line) => JSON.parse(line) as Record<string, unknown>);
      assert.equal(first!['previous'], '0'.repeat(64));
      assert.equal(second!['previous'], await lineDigest(chained[0]!, algorithm));
      assert.equal(canonicalJson(second), chained[1]);
      const reading = await readLog(chained);
      assert.deepEqual(reading.findings, []);
      assert.equal(reading.position.size, 2);
    });
  }

  it('reads back what was logged, equal times in order', async () => {
    const reading = await readLog(lines);
    assert.deepEqual(reading.findings, []);
    assert.deepEqual(
      reading.events.map(({ index }) => index),
      [0, 1, 2, 3, 4],
    );
    assert.deepEqual(reading.events[3]?.data, { pages: 3 });
  });

  it('refuses an event dated before the one it follows', async () => {
    const first = await chainEvent(startLog('contract-1'), facts(5));
    assert.isTrue(first.ok);
    if (!first.ok) return;
    const refused = await chainEvent(first.value.position, facts(4));
    assert.equal(refused.ok ? '' : refused.problems[0].code, 'EVENT_TIME_BACKWARDS');
    assert.isTrue((await chainEvent(first.value.position, facts(5))).ok);
  });

  it('refuses facts that JSON cannot say, and says so', async () => {
    for (const wrong of [{ a: NaN }, { a: '\ud800' }, { '\udc00': 1 }, { a: 1n }, { a: [undefined] }]) {
      const refused = await chainEvent(startLog('contract-1'), { ...facts(1), data: wrong as never });
      assert.equal(refused.ok ? '' : refused.problems[0].code, 'EVENT_MALFORMED');
    }
  });

  it('takes no day that does not exist, nor another time than UTC', () => {
    assert.isTrue(isInstant('2028-02-29T23:59:59.999Z'));
    for (const wrong of ['2026-02-30T00:00:00.000Z', '2026-11-31T00:00:00.000Z', '2026-11-22T08:00:00.000+08:00']) {
      assert.isFalse(isInstant(wrong), wrong);
    }
  });

  it('lets no fact overwrite its place in the log', async () => {
    const forged = { ...facts(1), index: 7, previous: 'ff'.repeat(32), log: 'other' };
    const next = await chainEvent(startLog('contract-1'), forged);
    assert.isTrue(next.ok && next.value.event.index === 0 && next.value.event.log === 'contract-1');
  });

  for (const [what, wrong] of Object.entries<Partial<Record<keyof EventFacts, unknown>>>({
    type: { type: 'no spaces' },
    at: { at: '2026-11-22 08:00' },
    actor: { actor: '' },
    subject: { subject: undefined },
    data: { data: [1] },
    source: { source: { ip: 7 } },
    digests: { digests: [{ of: 'a', algorithm: 'MD5', value: '00' }] },
    provider: { provider: { id: 'x', assurance: 'certain' } },
  })) {
    it(`refuses facts with a wrong ${what}, and says where`, async () => {
      const refused = await chainEvent(startLog('contract-1'), { ...facts(1), ...wrong } as EventFacts);
      assert.equal(refused.ok ? '' : refused.problems[0].path, what);
    });
  }

  it('keeps and proves types and members of later versions', async () => {
    const newer = { ...facts(1, { type: 'contract.notarised-on-mars' }), orbit: { height: 400 } } as EventFacts;
    const chained = await linesOf('contract-1', [newer, facts(2)]);
    assert.deepEqual(await codes(chained), []);
    assert.include(chained[0], '"orbit":{"height":400}');
    assert.include(await codes([chained[0]!.replace('400', '401'), chained[1]!]), 'LOG_CHAIN');
  });

  it('[GOV-01] finds a changed event', async () => {
    assert.deepEqual(await codes(lines.with(3, lines[3]!.replace('"pages":3', '"pages":4'))), ['LOG_CHAIN']);
  });

  it('[GOV-01] finds a dropped event', async () => {
    assert.include(await codes(lines.toSpliced(2, 1)), 'LOG_CHAIN');
  });

  it('[GOV-01] finds an inserted event', async () => {
    assert.include(await codes(lines.toSpliced(2, 0, lines[2]!)), 'LOG_CHAIN');
  });

  it('[GOV-01] finds events in another order, also those of the same time', async () => {
    assert.include(await codes([lines[0]!, lines[2]!, lines[1]!, lines[3]!, lines[4]!]), 'LOG_CHAIN');
  });

  it('[GOV-01] finds a back-dated event, even with the chain made anew', async () => {
    const { events } = await readLog(lines);
    let previous = '0'.repeat(64);
    const rewritten: string[] = [];
    for (const event of events) {
      const at = event.index === 4 ? '2026-11-22T08:00:03.000Z' : event.at;
      const line = canonicalJson({ ...event, at, previous });
      rewritten.push(line);
      previous = await lineDigest(line, 'SHA-256');
    }
    assert.deepEqual(await codes(rewritten), ['LOG_TIME_BACKWARDS']);
  });

  it('finds an event of another log', async () => {
    const other = await linesOf('contract-2', [facts(1), facts(2)]);
    assert.include(await codes([lines[0]!, other[1]!]), 'LOG_OTHER');
  });

  it('takes only the one canonical text of an event', () => {
    assert.isTrue(parseEventLine(lines[0]!).ok);
    for (const line of [` ${lines[0]}`, lines[0]!.replace('{', '{"type":"x",'), '', '[]', 'null', lines[0]!.slice(1)]) {
      assert.isFalse(parseEventLine(line).ok, line);
    }
  });
});
