import { assert } from 'chai';
import * as fc from 'fast-check';
import {
  checkBatch,
  newBatch,
  selectionText,
  selectPage,
  toggleSelection,
  withBatchOutcome,
  type BatchCandidate,
  type Contract,
} from '@cinnabar/core/contract';
import { thrownBy } from '../support/throws.ts';
import {
  after,
  context,
  digest,
  draft,
  guangzhou,
  initiate,
  manager,
  played,
  proof,
  rulesOf,
  signs,
} from './support.ts';

const sent = played(draft(guangzhou), guangzhou, initiate);

function candidate(id: string, changes: Partial<Contract> = {}, facts: Partial<BatchCandidate> = {}): BatchCandidate {
  return { contract: { ...sent, id, ...changes }, missing: 0, freePlacement: false, ...facts };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => candidate(`ct-${String(index)}`));
const ids = (count: number) => many(count).map(({ contract }) => contract.id);

describe('ticking contracts', () => {
  it('[BAT-02, LIM-04, LBL-66, MSG-05] refuses the 31st', () => {
    const full = selectPage([], ids(30), guangzhou);
    assert.lengthOf(full.selected, 30);
    assert.equal(selectionText(full.selected, guangzhou)['zh-Hans'], '已选中 30 个合同 (最多可选30份)');
    assert.isUndefined(full.problem);
    const more = toggleSelection(full.selected, 'ct-99', guangzhou);
    assert.deepEqual(more.selected, full.selected);
    assert.equal(more.problem?.message['zh-Hans'], '一次最多可选30份');
    assert.lengthOf(toggleSelection(full.selected, 'ct-0', guangzhou).selected, 29);
  });

  it('[BAT-02] fills up with a page as far as the limit lets it', () => {
    const filled = selectPage(ids(25), [...ids(25).slice(20), 'a', 'b', 'c', 'd', 'e', 'f'], guangzhou);
    assert.deepEqual(filled.selected, [...ids(25), 'a', 'b', 'c', 'd', 'e']);
    assert.equal(filled.problem?.code, 'BATCH_LIMIT');
  });

  it('[BAT-02] never holds more than the limit, nor one twice', () => {
    const click = fc.oneof(
      fc.integer({ min: 0, max: 60 }).map((n) => [String(n)]),
      fc.array(fc.integer({ min: 0, max: 60 }).map(String), { maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(click, { maxLength: 40 }), (clicks) => {
        let selected: readonly string[] = [];
        for (const page of clicks) {
          const [only] = page;
          selected =
            page.length === 1 && only !== undefined
              ? toggleSelection(selected, only, guangzhou).selected
              : selectPage(selected, page, guangzhou).selected;
          assert.isAtMost(selected.length, 30);
          assert.lengthOf([...new Set(selected)], selected.length);
        }
      }),
      { numRuns: 200, seed: 30 },
    );
  });
});

describe('a batch', () => {
  const check = (candidates: readonly BatchCandidate[], actor = manager, rules = guangzhou, now = after({})) =>
    checkBatch(candidates, context(actor, rules, now));

  it('[BAT-01, MSG-06] is of one company, the actor’s own', () => {
    const mixed = check([candidate('a'), candidate('b', { company: 'co-2' })]);
    assert.equal(mixed.problem?.message['zh-Hans'], '仅支持同一企业签约方的合同批量签署');
    assert.isEmpty(mixed.eligible);
    assert.equal(check([candidate('a', { company: 'co-2' })]).problem?.code, 'BATCH_MIXED_PARTY');
    assert.equal(check([candidate('a')], { ...manager, permissions: [] }).problem?.code, 'SEAL_RIGHT');
    assert.equal(check([]).problem?.code, 'BATCH_EMPTY');
  });

  it('[BAT-02, LIM-04] has at most 30 contracts, or as configured', () => {
    assert.lengthOf(check(many(30)).eligible, 30);
    assert.equal(check(many(31)).problem?.code, 'BATCH_LIMIT');
    const wide = rulesOf('guangzhou', { batchSign: { max: 40 } });
    assert.lengthOf(check(many(31), manager, wide).eligible, 31);
  });

  it('[BAT-03] leaves out what cannot be signed without looking, and says why', () => {
    const signed = played(sent, guangzhou, ...signs('employer'));
    const result = check([
      candidate('good'),
      candidate('placed', { signers: played(sent, guangzhou, ...signs('employer').slice(0, 2)).signers }),
      candidate('signed', { signers: signed.signers }),
      candidate('recalled', { state: 'RECALLED' }),
      candidate('unfilled', {}, { missing: 1 }),
      candidate('unknown', {}, { missing: NaN }),
      candidate('free', {}, { freePlacement: true }),
    ]);
    assert.deepEqual(result.eligible, ['good', 'placed']);
    assert.deepEqual(
      result.excluded.map(({ contract, problem }) => `${contract} ${problem.code}`),
      [
        'signed BATCH_NOT_MINE',
        'recalled BATCH_NOT_MINE',
        'unfilled BATCH_UNFILLED',
        'unknown BATCH_UNFILLED',
        'free BATCH_FREE_PLACEMENT',
      ],
    );
    assert.equal(
      check([candidate('late')], manager, guangzhou, after({ days: 30 })).excluded[0]?.problem.code,
      'BATCH_NOT_MINE',
    );
  });

  it('[BAT-02, BAT-03] takes a contract ticked twice once', () => {
    const twice = [...many(30), ...many(30)];
    assert.deepEqual(check(twice).eligible, ids(30));
    const batch = newBatch(
      'bt-1',
      [...ids(2), ...ids(2)].map((contract) => ({ contract, digest })),
    );
    const done = ids(2).reduce((signed, contract) => withBatchOutcome(signed, contract), batch);
    assert.deepEqual([done.state, done.signed], ['done', 2]);
  });

  it('[BAT-03] signs each by itself: failures take nothing back', async () => {
    const problem = { code: 'VERSION_CONFLICT', message: { 'zh-Hans': '冲突', 'zh-Hant': '衝突', en: 'Conflict.' } };
    const items = ['a', 'b', 'c'].map((contract) => ({ contract, digest }));
    const done = ['a', 'c'].reduce(
      (batch, contract) => withBatchOutcome(batch, contract),
      withBatchOutcome(newBatch('bt-1', items), 'b', problem),
    );
    assert.deepEqual([done.state, done.signed, done.failed], ['done', 2, 1]);
    assert.strictEqual(withBatchOutcome(done, 'b'), done);
    assert.equal((await thrownBy(() => withBatchOutcome(done, 'x'))).code, 'BATCH_CONTRACT');
  });

  it('[BAT-03] stands in the evidence of each contract', () => {
    const event = { type: 'intent-passed', signer: 'employer', proof: proof('p-1'), batch: 'bt-1' } as const;
    const done = played(sent, guangzhou, ...signs('employer').slice(0, 3), [manager, event]);
    assert.equal(done.signers.find(({ party }) => party === 'employer')?.signature?.batch, 'bt-1');
  });
});
