import { assert } from 'chai';
import {
  addDays,
  addMonths,
  dateTimeOf,
  dayOf,
  daysBetween,
  durationText,
  isDay,
  later,
  millisOf,
  minuteOfDay,
  startOfDay,
  weekdayOf,
} from '@cinnabar/core/contract';
import { thrownBy } from '../support/throws.ts';

describe('days in Shanghai', () => {
  it('change at 16:00 UTC', () => {
    assert.equal(dayOf('2026-01-31T15:59:59.999Z'), '2026-01-31');
    assert.equal(dayOf('2026-01-31T16:00:00.000Z'), '2026-02-01');
    assert.equal(startOfDay('2026-02-01'), '2026-01-31T16:00:00.000Z');
    assert.equal(minuteOfDay('2026-01-31T15:59:59.999Z'), 1439);
    assert.equal(minuteOfDay('1969-12-31T16:00:00.000Z'), 0);
    assert.equal(minuteOfDay('1969-12-31T15:59:00.000Z'), 1439, 'before 1970 too');
    assert.equal(dateTimeOf('2026-01-31T16:00:09.500Z'), '2026-02-01 00:00:09');
  });

  it('[GEN-06] exist or not', () => {
    assert.isTrue(isDay('2028-02-29'));
    for (const wrong of ['2026-02-29', '2026-13-01', '2026-1-1', '2026-01-01T00:00:00Z', '']) {
      assert.isFalse(isDay(wrong), wrong);
    }
  });

  it('are counted over months of any length', () => {
    assert.equal(addDays('2026-02-28', 1), '2026-03-01');
    assert.equal(addMonths('2026-01-31', 1), '2026-02-28');
    assert.equal(addMonths('2026-08-31', -6), '2026-02-28');
    assert.equal(addMonths('2026-11-30', 3), '2027-02-28');
    assert.equal(daysBetween('2028-02-28', '2028-03-01'), 2);
    assert.equal(weekdayOf('2026-11-22'), 7);
    assert.equal(weekdayOf('2026-11-23'), 1);
  });

  it('take instants with their zone only', async () => {
    assert.equal(millisOf('1970-01-01T08:00:00+08:00'), 0);
    assert.equal(later('2026-01-01T00:00:00.000Z', 60_000), '2026-01-01T00:01:00.000Z');
    assert.equal(millisOf('1970-01-01T00:00:00.0019Z'), 1);
    for (const wrong of [
      '2026-01-01',
      '2026-01-01T00:00:00',
      '2026-02-30T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-01T25:00:00Z',
      '2 March 2026 Z',
      '2026-03-02Z',
      '+275760-09-13T00:00:00Z',
      'yesterday',
      '',
    ]) {
      assert.equal((await thrownBy(() => millisOf(wrong))).code, 'INSTANT_INVALID', wrong);
    }
    assert.equal((await thrownBy(() => startOfDay('2026-02-30'))).code, 'INSTANT_INVALID');
  });
});

describe('durations in words', () => {
  it('are rounded up to minutes, so that waiting them out is enough', () => {
    assert.equal(durationText(1)['zh-Hans'], '1分钟');
    assert.equal(durationText(0)['zh-Hans'], '1分钟');
    assert.equal(durationText(60_001).en, '2 minutes');
    assert.equal(durationText(6 * 3_600_000)['zh-Hant'], '6小時');
    assert.equal(durationText((26 * 60 + 5) * 60_000)['zh-Hans'], '1天2小时5分钟');
    assert.equal(durationText((25 * 60 + 1) * 60_000).en, '1 day 1 hour 1 minute');
  });
});
