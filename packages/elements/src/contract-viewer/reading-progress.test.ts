import { assert } from 'chai';
import { dwell, ReadingProgress } from './reading-progress.ts';

describe('ReadingProgress', () => {
  it('counts a page whose end stayed in the window', () => {
    const progress = new ReadingProgress(4);
    assert.isFalse(progress.observe([0], 1000));
    assert.isTrue(progress.pending);
    assert.isTrue(progress.observe([0, 1], 1000 + dwell));
    assert.equal(progress.fraction, 0.25);
    assert.isFalse(progress.ended);
  });

  it('does not count pages that flew past', () => {
    const progress = new ReadingProgress(3);
    progress.observe([0], 0);
    progress.observe([1], 100);
    progress.observe([2], 200);
    progress.observe([0], 300);
    assert.isFalse(progress.observe([0], 300 + dwell - 1), 'the first look was interrupted');
    assert.isTrue(progress.observe([0], 300 + dwell));
  });

  it('knows the end from the last page, whatever was skipped', () => {
    const progress = new ReadingProgress(2);
    progress.observe([1], 0);
    progress.observe([1], dwell);
    assert.isTrue(progress.ended);
    assert.equal(progress.fraction, 0.5);
  });
});
