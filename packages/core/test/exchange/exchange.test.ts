import { bytesToUtf8, canonicalJson, utf8ToBytes } from '@cinnabar/core/bytes';
import { checkDetached, signDetached } from '@cinnabar/core/evidence';
import {
  codeSets,
  exchangeFields,
  exchangeTexts,
  isAllowed,
  minimise,
  openEnvelope,
  parseBatch,
  parseCsv,
  parseRecord,
  purposes,
  reconcile,
  recordsToResend,
  sealBatch,
  toCsv,
  type ExchangeBatch,
  type ExchangePurposeName,
  type ExchangeRecord,
  type PayloadCipher,
} from '@cinnabar/core/exchange';
import { SandboxExchange } from '@cinnabar/sandbox';
import { assert } from 'chai';
import fc from 'fast-check';

import { sandbox } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';
import { batch, record, today } from './sample.ts';

type Change = Record<string, unknown>;

/** The record with members of one of its groups changed; undefined takes one away. */
function changed(group: string, change: Change): unknown {
  const copy = structuredClone(record) as unknown as Record<string, Change>;
  copy[group] = { ...copy[group], ...change };
  return JSON.parse(JSON.stringify(copy)) as unknown;
}

function problemsOf(value: unknown): string[] {
  const read = parseRecord(value, { today });
  return read.ok ? [] : read.problems.map(({ code, path }) => `${code} ${path}`);
}

function batchProblems(value: unknown): string[] {
  const read = parseBatch(value, { today });
  return read.ok ? [] : read.problems.map(({ code, path }) => `${code} ${path}`);
}

describe('elc-exchange/1', () => {
  it('[GOV-07, GOV-08] reads a record with every field there is', () => {
    assert.deepEqual(problemsOf(record), []);
    const read = parseRecord(record, { today });
    assert.deepEqual(read.ok && read.value, record);
  });

  const cases: [string, unknown, string][] = [
    [
      'a credit code with a wrong check character',
      changed('employer', { uscc: '91350100M000100Y44' }),
      'EXCHANGE_EMPLOYER_NUMBER employer.uscc',
    ],
    ['no number of the employer', changed('employer', { uscc: undefined }), 'EXCHANGE_EMPLOYER_NUMBER employer.uscc'],
    [
      'a wrong registration number',
      changed('employer', { registrationNo: '110108000000017' }),
      'EXCHANGE_EMPLOYER_NUMBER employer.registrationNo',
    ],
    [
      'an ID number with a wrong check digit',
      changed('worker', { idNumber: '110105194912310021' }),
      'EXCHANGE_ID_NUMBER worker.idNumber',
    ],
    [
      'an ID number in another spelling',
      changed('worker', { idNumber: '11010519491231002x' }),
      'EXCHANGE_ID_NUMBER worker.idNumber',
    ],
    ['a sex the ID number denies', changed('worker', { sex: '1' }), 'EXCHANGE_ID_DISAGREES worker.sex'],
    [
      'a birth date the ID number denies',
      changed('worker', { birthDate: '1949-12-30' }),
      'EXCHANGE_ID_DISAGREES worker.birthDate',
    ],
    ['a number that is no mobile', changed('worker', { phone: '12345678901' }), 'EXCHANGE_PHONE worker.phone'],
    [
      'a place without its text',
      changed('worker', { habitualResidence: { code: '440104' } }),
      'EXCHANGE_PLACE worker.habitualResidence',
    ],
    ['a code that is not in its set', changed('worker', { education: '21' }), 'EXCHANGE_CODE worker.education'],
    ['a day that does not exist', changed('contract', { endDate: '2029-02-30' }), 'EXCHANGE_VALUE contract.endDate'],
    [
      'an end before the start',
      changed('contract', { endDate: '2026-11-30', probationStart: undefined, probationEnd: undefined }),
      'EXCHANGE_TERM contract.endDate',
    ],
    ['a fixed term without end', changed('contract', { endDate: undefined }), 'EXCHANGE_TERM contract.endDate'],
    ['an open-ended contract with an end', changed('contract', { kind: '2' }), 'EXCHANGE_TERM contract.endDate'],
    [
      'a task without description',
      changed('contract', { kind: '3', endDate: undefined, probationStart: undefined, probationEnd: undefined }),
      'EXCHANGE_TERM contract.taskDescription',
    ],
    [
      'a probation beyond the term',
      changed('contract', { probationEnd: '2029-12-01' }),
      'EXCHANGE_PROBATION contract.probationEnd',
    ],
    [
      'a probation of a part-timer',
      changed('contract', { employmentForm: 'part' }),
      'EXCHANGE_PROBATION contract.probationEnd',
    ],
    [
      'dispatch without the unit',
      changed('contract', { employmentForm: 'dispatch' }),
      'EXCHANGE_USER_UNIT contract.userUnit',
    ],
    ['an amount in another form', changed('contract', { pay: '12,000' }), 'EXCHANGE_VALUE contract.pay'],
    ['a name of 51 characters', changed('contract', { name: '合'.repeat(51) }), 'EXCHANGE_VALUE contract.name'],
    ['a name with what nobody sees', changed('worker', { name: '王\u202e小明' }), 'EXCHANGE_VALUE worker.name'],
    ['an end that never was', { ...record, end: { date: '2026-12-31', reasonCode: '36' } }, 'EXCHANGE_END end'],
    [
      'an ending without its reason',
      { ...record, operation: 'terminate', end: { date: '2026-12-31' } },
      'EXCHANGE_END end',
    ],
    ['a renewal of nothing', { ...record, operation: 'renew' }, 'EXCHANGE_LINK contract.renewalOf'],
    ['a change of nothing', { ...record, operation: 'change' }, 'EXCHANGE_LINK contract.amends'],
    ['a field that is missing', changed('employer', { legalRep: undefined }), 'EXCHANGE_MISSING employer.legalRep'],
    ['a group that is missing', { ...record, signing: undefined }, 'EXCHANGE_MISSING signing.employer.signedAt'],
    ['a field nobody knows', changed('worker', { religion: 'x' }), 'EXCHANGE_UNKNOWN worker.religion'],
    [
      'a digest in capitals',
      { ...record, files: [{ ...record.files[0], sha256: 'AB'.repeat(32) }] },
      'EXCHANGE_VALUE files.0.sha256',
    ],
    [
      'a file with a field nobody knows',
      { ...record, files: [{ ...record.files[0], content: 'x' }] },
      'EXCHANGE_UNKNOWN files.0.content',
    ],
    ['a text where a group should be', { ...record, employer: 'x' }, 'EXCHANGE_UNKNOWN employer'],
    ['a number where a text should be', changed('contract', { pay: 12000 }), 'EXCHANGE_VALUE contract.pay'],
  ];
  for (const [what, value, expected] of cases) {
    it(`[GOV-07] refuses ${what}`, () => {
      assert.include(problemsOf(value), expected);
    });
  }

  it('takes what those rules allow: other documents, other kinds of contract, other operations', () => {
    assert.deepEqual(
      problemsOf(changed('worker', { idType: 'taiwan-permit', idNumber: '12345678', sex: '1', birthDate: undefined })),
      [],
    );
    const probation = { probationStart: undefined, probationEnd: undefined };
    assert.deepEqual(problemsOf(changed('contract', { kind: '2', endDate: undefined })), []);
    assert.deepEqual(
      problemsOf(changed('contract', { kind: '3', endDate: undefined, taskDescription: '完成示例项目', ...probation })),
      [],
    );
    assert.deepEqual(problemsOf(changed('contract', { employmentForm: 'dispatch', userUnit: '用工单位' })), []);
    assert.deepEqual(
      problemsOf({ ...record, operation: 'terminate', end: { date: '2027-01-31', reasonCode: '36' } }),
      [],
    );
    const renewed = { ...(changed('contract', { renewalOf: 'contract-0000' }) as object), operation: 'renew' };
    assert.deepEqual(problemsOf(renewed), []);
    assert.deepEqual(problemsOf(changed('employer', { uscc: undefined, registrationNo: '110108000000016' })), []);
  });

  it('says every problem in three languages, without personal data', () => {
    for (const sentence of Object.values(exchangeTexts)) {
      for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) assert.isNotEmpty(sentence[language]);
    }
    const read = parseRecord(changed('worker', { idNumber: '110105194912310021', phone: '1' }), { today });
    assert.notInclude(JSON.stringify(read), '110105194912310021');
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.isFalse(parseRecord(value, { today }).ok);
        assert.isFalse(parseBatch(value, { today }).ok);
        parseBatch({ ...batch, records: [value] }, { today });
      }),
      { numRuns: 200, seed: 16 },
    );
  });

  describe('batches', () => {
    it('[GOV-07] are read with their particulars', () => {
      assert.deepEqual(batchProblems(batch), []);
      assert.deepEqual(batchProblems({ ...batch, schemaVersion: 'elc-exchange/2' }), [
        'EXCHANGE_VERSION schemaVersion',
      ]);
      assert.include(batchProblems({ ...batch, batchId: '' }), 'EXCHANGE_BATCH batchId');
      assert.include(batchProblems({ ...batch, submittedAt: '2026-11-21' }), 'EXCHANGE_BATCH submittedAt');
      assert.include(batchProblems({ ...batch, purpose: 'marketing' }), 'EXCHANGE_PURPOSE purpose');
      assert.include(batchProblems({ ...batch, records: [] }), 'EXCHANGE_RECORDS records');
      assert.include(
        batchProblems({ ...batch, records: [record, record] }),
        'EXCHANGE_RECORD_TWICE records.1.recordId',
      );
      assert.include(batchProblems({ ...batch, comment: 'x' }), 'EXCHANGE_UNKNOWN comment');
      assert.include(
        batchProblems({ ...batch, records: [changed('worker', { sex: '1' })] }),
        'EXCHANGE_ID_DISAGREES records.0.worker.sex',
      );
    });
  });

  describe('purposes', () => {
    for (const purpose of Object.keys(purposes) as ExchangePurposeName[]) {
      it(`[GOV-07] of ${purpose} get what they need, and a batch with more is refused`, () => {
        const small = minimise(record, purpose);
        assert.deepEqual(batchProblems({ ...batch, purpose, records: [small] }), []);
        const kept = exchangeFields.filter(({ path }) => !isAllowed(purposes[purpose], path));
        for (const { path } of kept) assert.notProperty(flat(small), path);
        if (purpose !== 'archive') {
          assert.isTrue(
            batchProblems({ ...batch, purpose, records: [record] }).every((text) =>
              text.startsWith('EXCHANGE_NOT_FOR_PURPOSE'),
            ),
          );
          assert.isNotEmpty(batchProblems({ ...batch, purpose, records: [record] }));
        }
      });
    }

    it('name fields that exist', () => {
      for (const { allowed } of Object.values(purposes)) {
        for (const path of allowed) {
          const group = path.replace(/\*$/, '');
          assert.isTrue(
            exchangeFields.some(
              ({ path: known, type }) =>
                known === path ||
                (path.endsWith('.*') && known.startsWith(group)) ||
                (type.kind === 'list' && type.fields.some((field) => `${known}.${field.path}` === path)),
            ),
            path,
          );
        }
      }
    });

    it('[GOV-09] keep names of files out of proofs: they name persons as often as not', () => {
      const named = { ...record, files: [{ ...record.files[0]!, name: '劳动合同-王小明-13800138000.pdf' }] };
      const proof = minimise(named, 'proof');
      assert.notInclude(canonicalJson(proof), '王小明');
      assert.equal(proof.files?.[0]?.sha256, record.files[0]!.sha256);
      const sent = { ...batch, purpose: 'proof', records: [proof] };
      assert.isTrue(parseBatch(sent, { today }).ok);
      const more = parseBatch({ ...sent, records: [{ ...proof, files: named.files }] }, { today });
      assert.deepInclude(more.ok ? [] : more.problems.map(({ code, path }) => ({ code, path })), {
        code: 'EXCHANGE_NOT_FOR_PURPOSE',
        path: 'records.0.files.0.name',
      });
    });

    it('[GOV-09] keep out what no field accounts for, also within lists', () => {
      const noisy = { ...record, files: [{ ...record.files[0]!, author: '王小明' }] } as unknown as ExchangeRecord;
      assert.notInclude(canonicalJson(minimise(noisy, 'proof')), 'author');
    });

    it('[GOV-09] keep persons out of statistics and proofs', () => {
      for (const purpose of ['statistics', 'proof'] as const) {
        const text = canonicalJson(minimise(record, purpose));
        for (const secret of [record.worker.name, record.worker.idNumber, record.worker.phone, '天河区示例街'])
          assert.notInclude(text, secret);
      }
    });
  });

  describe('as a table', () => {
    it('comes back as it was, with and without a byte order mark', () => {
      const others = [
        record,
        minimise(record, 'statistics'),
        { ...record, recordId: '=1+1', operation: 'create' } as ExchangeRecord,
      ];
      for (const bom of [false, true]) {
        const text = toCsv(others, { bom });
        assert.equal(text.startsWith('\ufeff'), bom);
        const read = parseCsv(text);
        assert.deepEqual(read.ok && [...read.value], others);
      }
    });

    it('comes back with every code of every code set', () => {
      const records = exchangeFields
        .flatMap(({ path, type }) =>
          type.kind === 'code' ? Object.keys(codeSets[type.set]).map((code) => [path, code] as const) : [],
        )
        .map(([path, code]) => {
          const copy = structuredClone(record) as unknown as Change;
          const names = path.split('.');
          const last = names.pop()!;
          const group = names.reduce((tree, name) => (tree[name] ??= {}) as Change, copy);
          group[last] = code;
          return copy as unknown as ExchangeRecord;
        });
      assert.isAbove(records.length, 50);
      const read = parseCsv(toCsv(records, { bom: true }));
      assert.deepEqual(read.ok && [...read.value], records);
    });

    it('comes back whatever the texts hold: commas, quotes, lines, apostrophes, formulas', () => {
      const awkward = fc.oneof(
        fc.string({ minLength: 1 }),
        fc.constantFrom(
          '=cmd()',
          '+1',
          '-1',
          '@x',
          '\t=1',
          "'=1",
          "''",
          '"',
          '""',
          'a,b',
          'a\r\nb',
          '\n',
          '＝1+1',
          '{"a":1}',
          '007',
        ),
      );
      fc.assert(
        fc.property(fc.array(fc.tuple(awkward, awkward, awkward), { maxLength: 5 }), (texts) => {
          const records = texts.map(([name, post, place]) => ({
            ...record,
            employer: { ...record.employer, name },
            contract: { ...record.contract, post, workPlace: place },
          }));
          const read = parseCsv(toCsv(records));
          assert.deepEqual(read.ok && [...read.value], records);
        }),
        { numRuns: 200, seed: 4180 },
      );
    });

    it('gives a spreadsheet nothing to compute', () => {
      const text = toCsv([
        { ...record, employer: { ...record.employer, name: '=HYPERLINK("http://x")', legalRep: '@SUM(1)' } },
      ]);
      assert.include(text, `"'=HYPERLINK(""http://x"")"`);
      assert.include(text, ",'@SUM(1),");
      for (const cell of text.split(/[,\r\n]+/)) assert.notMatch(cell, /^"?[=+\-@]/);
    });

    it('is refused, with its line, when it is malformed', () => {
      const good = toCsv([record]);
      for (const [text, what] of [
        ['name,age\r\n', 'name'],
        [good.replace('recordId,operation', 'recordId,recordId'), 'columns'],
        [`${good}a,b\r\n`, 'columns'],
        [`${good}"unclosed`, 'quotes'],
        [good.replace(',10,', ',ten,'), 'contract.payDay'],
      ] as const) {
        const read = parseCsv(text);
        assert.isFalse(read.ok, what);
        if (!read.ok) assert.equal(read.problems[0].values?.['what'], what);
      }
    });
  });

  describe('on its way', () => {
    const platform = { kind: 'organization', name: '朱砂签测试平台', reference: 'platform' } as const;
    let sign: (content: Uint8Array) => Promise<Uint8Array>;
    const verify = async (signature: Uint8Array, content: Uint8Array): Promise<boolean> =>
      (await checkDetached(signature, content)).fault === undefined;
    before(async () => {
      const authority = await sandbox();
      const provider = authority.signingProvider(authority.timestampProvider());
      sign = (content) => signDetached(content, provider, platform);
    });

    it('[GOV-07] is signed over its canonical text, and any change is found', async () => {
      const envelope = await sealBatch(batch, sign);
      assert.equal(bytesToUtf8(envelope.payload), canonicalJson(batch));
      const opened = await openEnvelope(envelope, verify, { today });
      assert.deepEqual(opened.ok && opened.value, batch);
      const payload = utf8ToBytes(bytesToUtf8(envelope.payload).replace('12000.00', '92000.00'));
      const forged = await openEnvelope({ ...envelope, payload }, verify, { today });
      assert.equal(forged.ok ? '' : forged.problems[0].code, 'EXCHANGE_SIGNATURE');
      const renamed = await openEnvelope({ ...envelope, batchId: 'batch-0002' }, verify, { today });
      assert.equal(renamed.ok ? '' : renamed.problems[0].code, 'EXCHANGE_SIGNATURE');
    });

    it('goes through a cipher where one is agreed on, and is not opened without', async () => {
      const turn = async (bytes: Uint8Array): Promise<Uint8Array> => bytes.map((byte) => byte ^ 0x5a);
      const cipher: PayloadCipher = { id: 'test-xor', encrypt: turn, decrypt: turn };
      const envelope = await sealBatch(batch, sign, cipher);
      assert.notInclude(bytesToUtf8(envelope.payload), record.worker.idNumber);
      assert.isTrue((await openEnvelope(envelope, verify, { today, cipher })).ok);
      const closed = await openEnvelope(envelope, verify, { today });
      assert.equal(closed.ok ? '' : closed.problems[0].code, 'EXCHANGE_CIPHER');
    });

    it('[GOV-07] gives a receipt for each record, the same for the same batch, and none for other content under its id', async () => {
      const authority = new SandboxExchange({ verify });
      const second: ExchangeRecord = { ...record, recordId: 'rec-0002' };
      const both: ExchangeBatch = { ...batch, records: [record, second] };
      const envelope = await sealBatch(both, sign);
      const receipt = await authority.submit(envelope);
      assert.deepEqual(
        receipt.records.map(({ status }) => status),
        ['accepted', 'accepted'],
      );
      assert.strictEqual(await authority.submit(envelope), receipt);
      assert.lengthOf(authority.holdings(), 2);
      const other = await sealBatch({ ...both, records: [second] }, sign);
      assert.equal((await thrownBy(() => authority.submit(other))).code, 'EXCHANGE_CONFLICT');
      const forged = await authority.submit({ ...other, batchId: 'batch-0009' });
      assert.equal(forged.problems?.[0]?.code, 'EXCHANGE_SIGNATURE');
      assert.isEmpty(forged.records);
    });

    it('[GOV-07] gives one receipt when the same is sent twice at once, or encrypted anew', async () => {
      let salt = 0;
      const cipher: PayloadCipher = {
        id: 'test-salted',
        encrypt: async (bytes) => Uint8Array.of(++salt, ...bytes),
        decrypt: async (bytes) => bytes.subarray(1),
      };
      const authority = new SandboxExchange({ verify, cipher });
      const [once, again] = [await sealBatch(batch, sign, cipher), await sealBatch(batch, sign, cipher)];
      const [first, second] = await Promise.all([authority.submit(once), authority.submit(again)]);
      assert.equal(first.records[0]?.status, 'accepted');
      assert.strictEqual(second, first);
    });

    it('[GOV-07] is sent again for what was rejected, and reconciled by the day', async () => {
      const authority = new SandboxExchange({ verify });
      await authority.submit(await sealBatch(batch, sign));
      const mended: ExchangeRecord = { ...record, contract: { ...record.contract, post: '架构师' } };
      const next: ExchangeBatch = {
        ...batch,
        batchId: 'batch-0002',
        records: [mended, { ...record, recordId: 'rec-0003' }],
      };
      const receipt = await authority.submit(await sealBatch(next, sign));
      assert.deepEqual(
        receipt.records.map(({ status }) => status),
        ['rejected', 'accepted'],
      );
      assert.equal(receipt.records[0]?.problems?.[0]?.code, 'EXCHANGE_RECORD_CONFLICT');
      const again = recordsToResend(next, receipt, 'batch-0003');
      assert.deepEqual(
        again?.records.map(({ recordId }) => recordId),
        ['rec-0001'],
      );
      assert.isUndefined(
        recordsToResend(batch, { ...receipt, records: [{ recordId: 'rec-0001', status: 'duplicate' }] }, 'x'),
      );

      const held = authority.holdings();
      assert.deepEqual(reconcile(held, held), { missing: [], unexpected: [], different: [] });
      const sent = [
        { recordId: 'rec-0001', digest: 'other' },
        { recordId: 'rec-0009', digest: 'x' },
      ];
      assert.deepEqual(reconcile(sent, held), {
        missing: ['rec-0009'],
        unexpected: ['rec-0003'],
        different: ['rec-0001'],
      });
    });
  });

  it('has every code in three languages', () => {
    for (const set of Object.values(codeSets)) {
      for (const meaning of Object.values(set)) {
        for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) assert.isNotEmpty(meaning[language]);
      }
    }
  });
});

function flat(value: object, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, unknown][] =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.entries(flat(member as object, `${prefix}${name}.`))
        : [[prefix + name, member]],
    ),
  );
}
