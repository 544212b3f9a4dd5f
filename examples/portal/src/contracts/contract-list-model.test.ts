import type { ContractPage, ContractQuery } from '@cinnabar/client';
import { assert } from 'chai';
import { ContractListModel, filterHash, readFilter } from './contract-list-model.ts';

const filter = readFilter(new URLSearchParams());

describe('list filter', () => {
  it('survives the way into the address and back', () => {
    const chosen = { group: 'completed', q: '劳动 & 合同', from: '2026-01-01', to: '2026-12-31', page: 3 } as const;
    const hash = filterHash(chosen);
    assert.deepEqual(readFilter(new URLSearchParams(hash.split('?')[1])), chosen);
  });

  it('leaves out what is default', () => {
    assert.equal(filterHash(filter), '#/contracts');
    assert.equal(filterHash({ ...filter, group: 'mine' }, 'mine'), '#/contracts');
    assert.equal(filterHash(filter, 'mine'), '#/contracts?group=all');
  });

  it('replaces nonsense by defaults', () => {
    const read = readFilter(new URLSearchParams('group=theirs&page=-2&from=yesterday'));
    assert.deepEqual(read, filter);
  });
});

describe('ContractListModel', () => {
  const page = (total: number): ContractPage => ({ contracts: [], total, page: 1, pages: Math.ceil(total / 10) });

  it('loads the page of its group and the size of every group under the same search', async () => {
    const asked: ContractQuery[] = [];
    const totals = { all: 12, mine: 1, others: 2, completed: 9 };
    const client = {
      listContracts: async (query: ContractQuery = {}) => {
        asked.push(query);
        return page(totals[query.group ?? 'all']);
      },
    };
    const model = new ContractListModel(client, () => undefined);
    await model.load({ ...filter, group: 'all', q: '李', page: 2 });
    assert.equal(model.state, 'ready');
    assert.deepEqual(model.counts, totals);
    assert.equal(model.pageCount, 2);
    assert.isTrue(asked.every(({ q }) => q === '李'));
    assert.deepInclude(asked[0], { group: 'all', page: 2, pageSize: 10 });
  });

  it('shows the answer to the latest question, whatever order answers come in', async () => {
    const waiting: { query: ContractQuery; answer: (value: ContractPage) => void }[] = [];
    const client = {
      listContracts: (query: ContractQuery = {}) =>
        new Promise<ContractPage>((answer) => waiting.push({ query, answer })),
    };
    const model = new ContractListModel(client, () => undefined);
    const first = model.load({ ...filter, q: 'old' });
    const second = model.load({ ...filter, q: 'new' });
    for (const { query, answer } of waiting.filter((entry) => entry.query.q === 'new')) answer(page(query.q ? 2 : 0));
    await second;
    for (const { answer } of waiting.filter((entry) => entry.query.q === 'old')) answer(page(99));
    await first;
    assert.equal(model.page.total, 2);
  });

  it('says why it could not load', async () => {
    const refusal = new Error('no');
    const model = new ContractListModel({ listContracts: () => Promise.reject(refusal) }, () => undefined);
    await model.load(filter);
    assert.equal(model.state, 'failed');
    assert.equal(model.failure, refusal);
  });
});
