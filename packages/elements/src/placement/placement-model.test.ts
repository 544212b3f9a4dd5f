import { assert } from 'chai';

import { markControl } from '../../test/support/paper-surface.ts';
import type { InkMark, SealAsset, SealMark } from '../backend/index.ts';
import { PlacementModel } from './placement-model.ts';

const seal: SealAsset = {
  id: 'seal-1',
  name: '公章',
  kind: 'company-seal',
  artwork: { width: 119, height: 119, paths: [] },
};
const stamp = (controlId: string, center?: { x: number; y: number }): SealMark => ({
  kind: 'seal',
  sealId: seal.id,
  controlId,
  ...(center ? { center } : {}),
});
const ink = (controlId: string): InkMark => ({ kind: 'ink', controlId, ink: { aspect: 2, strokes: [] } });

function model(): PlacementModel {
  const controls = [
    markControl('ours'),
    markControl('narrow', { rect: { x: 0, y: 0, width: 100, height: 300 }, required: false }),
    markControl('theirs', { role: 'worker' }),
    markControl('hand', { kind: 'signature' }),
  ];
  return new PlacementModel({ role: 'employer', files: [{ id: 'contract', controls }], seals: [seal] });
}

describe('PlacementModel', () => {
  it('accepts a seal in an own seal area only, and says why elsewhere', () => {
    const placement = model();
    const refusals = ['ours', 'theirs', 'hand', 'nowhere'].map((id) => placement.refusal('contract', stamp(id)));
    assert.deepEqual(refusals, [undefined, 'PLACE_OTHER_PARTY', 'PLACE_NEEDS_HANDWRITING', 'PLACE_NO_AREA']);
    assert.equal(placement.refusal('contract', ink('ours')), 'PLACE_NEEDS_SEAL');
    assert.equal(placement.refusal('contract', { ...stamp('ours'), sealId: 'gone' }), 'PLACE_UNKNOWN_SEAL');
    assert.deepEqual(placement.place('contract', stamp('theirs')), { refused: 'PLACE_OTHER_PARTY' });
    assert.isEmpty(placement.marks);
  });

  it('keeps the whole seal inside its area, centred where it does not fit', () => {
    const placement = model();
    placement.place('contract', stamp('ours', { x: 41, y: 1159 }));
    assert.deepEqual(placement.markAt('contract', 'ours'), stamp('ours', { x: 99.5, y: 1100.5 }));
    placement.move('contract', 'ours', { x: 400, y: 0 });
    assert.deepEqual(placement.markAt('contract', 'ours'), stamp('ours', { x: 180.5, y: 1059.5 }));
    placement.place('contract', stamp('narrow', { x: 10, y: 200 }));
    assert.deepEqual(placement.markAt('contract', 'narrow'), stamp('narrow', { x: 50, y: 200 }));
  });

  it('undoes and redoes placing, moving, replacing and removing', () => {
    const placement = model();
    const seen: number[] = [];
    placement.subscribe(() => seen.push(placement.marks.length));
    placement.place('contract', stamp('ours'));
    placement.move('contract', 'ours', { x: 120, y: 1080 });
    placement.remove('contract', 'ours');
    assert.isEmpty(placement.marks);
    placement.undo();
    assert.deepEqual(placement.markAt('contract', 'ours'), stamp('ours', { x: 120, y: 1080 }));
    placement.undo();
    assert.deepEqual(placement.markAt('contract', 'ours'), stamp('ours'));
    placement.redo();
    placement.redo();
    assert.isEmpty(placement.marks);
    assert.isFalse(placement.canRedo);
    assert.isFalse(placement.remove('contract', 'ours'), 'nothing left to remove, and no step for it');
    assert.deepEqual(seen, [1, 1, 0, 1, 1, 1, 0]);
  });

  it('forgets the undone future once something else is placed', () => {
    const placement = model();
    placement.place('contract', stamp('ours'));
    placement.undo();
    placement.place('contract', ink('hand'));
    assert.isFalse(placement.redo());
    assert.deepEqual(placement.marksOf('contract'), [ink('hand')]);
  });

  it('names required areas of the signer that are still empty', () => {
    const placement = model();
    const missing = (): string[] => placement.missing.map(({ control }) => control.id);
    assert.deepEqual(missing(), ['ours', 'hand']);
    placement.place('contract', ink('hand'));
    assert.deepEqual(missing(), ['ours']);
  });

  it('keeps marks over a new revision and drops those whose area is gone', () => {
    const placement = model();
    placement.place('contract', stamp('ours'));
    placement.place('contract', ink('hand'));
    placement.setContext({
      role: 'employer',
      files: [{ id: 'contract', controls: [markControl('ours')] }],
      seals: [seal],
    });
    assert.deepEqual(placement.marksOf('contract'), [stamp('ours')]);
  });
});
