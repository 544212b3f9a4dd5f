import { readFileSync } from 'node:fs';

import { exchangeSchema, minimise, parseBatch } from '@cinnabar/core/exchange';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { assert } from 'chai';

import { batch, record, today } from './sample.ts';

const file = new URL('../../schemas/elc-exchange-1.json', import.meta.url);

describe('JSON Schema of elc-exchange/1', () => {
  const validate = new Ajv2020({ strict: true, strictRequired: false }).compile(exchangeSchema());

  it('is published as it is made', () => {
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), exchangeSchema());
  });

  it('[GOV-07] takes what is read, whole and minimised', () => {
    assert.isTrue(validate(batch), JSON.stringify(validate.errors));
    assert.isTrue(validate({ ...batch, purpose: 'statistics', records: [minimise(record, 'statistics')] }));
    assert.isTrue(validate({ ...batch, purpose: 'proof', records: [minimise(record, 'proof')] }));
  });

  it('refuses in form what is refused', () => {
    const wrong: Record<string, unknown>[] = [
      { ...batch, schemaVersion: 'elc-exchange/2' },
      { ...batch, comment: 'x' },
      { ...batch, records: [] },
      { ...batch, records: [{ ...record, operation: 'sign' }] },
      { ...batch, records: [{ ...record, worker: { ...record.worker, religion: 'x' } }] },
      { ...batch, records: [{ ...record, contract: { ...record.contract, payDay: 32 } }] },
      { ...batch, records: [{ ...record, contract: { ...record.contract, startDate: '1/12/2026' } }] },
      { ...batch, records: [{ ...record, files: [{ ...record.files[0], size: 0 }] }] },
    ];
    for (const value of wrong) {
      assert.isFalse(validate(value), JSON.stringify(value).slice(0, 200));
      assert.isFalse(parseBatch(value, { today }).ok);
    }
  });
});
