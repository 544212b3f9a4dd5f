import { findingText } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { rules } from '../../src/verify/diff/rules.ts';
import { sign } from '../support/signing.ts';
import {
  append,
  bodies,
  contract,
  face,
  fieldBodies,
  fresh,
  reportOn,
  signedContract,
  summary,
  verify,
  type Update,
} from './kit.ts';

interface Honest {
  readonly change: string;
  readonly base?: Record<number, string>;
  readonly update: Update;
  readonly level: string;
  readonly problem?: string;
}

const honest: readonly Honest[] = [
  {
    change: 'an empty field filled, with a face and a font of its own',
    update: {
      set: {
        11: fieldBodies.remark(`/V (none) /AP << /N ${fresh} 0 R >>`),
        [fresh]: face('none', fresh + 1),
        [fresh + 1]: '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>',
      },
    },
    level: 'FORM_FILLING',
  },
  {
    change: 'a filled field filled again, its face redrawn in place (warned of)',
    update: { set: { 10: fieldBodies.salary('/V (9000) /AP << /N 12 0 R >>'), 12: face('9000') } },
    level: 'FORM_FILLING',
    problem: 'LATER_FIELD_CHANGED',
  },
  {
    change: 'a choice made, with /I (DS-14)',
    update: { set: { 17: fieldBodies.grade('/V (B) /I [1] /AP << /N 13 0 R >>') } },
    level: 'FORM_FILLING',
    problem: 'LATER_FIELD_CHANGED',
  },
  {
    change: 'a box ticked',
    update: { set: { 18: fieldBodies.agreed('/V /Yes /AS /Yes') } },
    level: 'FORM_FILLING',
  },
  {
    change: 'a computed field computed',
    base: { 6: bodies.form('/CO [16 0 R]') },
    update: { set: { 16: fieldBodies.employer(`/V (Computed) /AP << /N ${fresh} 0 R >>`), [fresh]: face('Computed') } },
    level: 'FORM_FILLING',
    problem: 'LATER_FIELD_CHANGED',
  },
  {
    change: 'fields made read-only',
    update: { set: { 11: fieldBodies.remark('/Ff 1 /AP << /N 13 0 R >>') } },
    level: 'FORM_FILLING',
  },
  {
    change: 'a font added to the form',
    update: {
      set: {
        6: bodies.form().replace('/Helv 5 0 R', `/Helv 5 0 R /Cour ${fresh} 0 R`),
        [fresh]: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
      },
    },
    level: 'FORM_FILLING',
  },
  {
    change: 'validation data added',
    update: {
      set: { 1: bodies.catalog(`/DSS << /Certs [${fresh} 0 R] >>`), [fresh]: '<< /Length 1 >>\nstream\n0\nendstream' },
    },
    level: 'LTA_UPDATES',
  },
  {
    change: 'document information written',
    update: { set: { [fresh]: '<< /ModDate (D:20260101) >>' }, trailer: { Info: `${fresh} 0 R` } },
    level: 'LTA_UPDATES',
    problem: 'LATER_DOCUMENT_INFORMATION',
  },
  {
    change: 'an object written again as it was, and one that nothing uses',
    update: { set: { 2: '<< /Count 2 /Kids [3 0 R 22 0 R] /Type /Pages >>', [fresh]: '(unused)' } },
    level: 'LTA_UPDATES',
  },
  {
    change: 'nothing but the same again',
    update: { set: { 2: '<< /Count 2 /Kids [3 0 R 22 0 R] /Type /Pages >>' } },
    level: 'NONE',
  },
];

describe('the wording of findings', () => {
  it('has a sentence in three languages for every rule, with the name of the field', () => {
    for (const id of [
      ...new Set(rules.map((rule) => rule.id)),
      'unexplained',
      'freed',
      'replaced',
      'shared',
      'locked-field',
    ]) {
      const sentences = (['en', 'zh-Hans', 'zh-Hant'] as const).map((locale) =>
        findingText({ rule: id, field: 'salary' }, locale),
      );
      assert.lengthOf(new Set(sentences), 3, id);
      for (const sentence of sentences) assert.notMatch(sentence, /\{|^[a-z-]+$/, id);
    }
  });
});

describe('honest changes after signing are not flagged', () => {
  for (const { change, base, update, level, problem } of honest) {
    it(change, async () => {
      const report = await reportOn(append(await signedContract(base), update));
      assert.deepEqual([report.modifications.level, report.modifications.permitted], [level, true], summary(report));
      assert.equal(report.indication, 'TOTAL_PASSED');
      const warnings = report.problems.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
      assert.deepEqual(warnings, problem ? [problem] : []);
    });
  }

  it('a second signature', async () => {
    const twice = await sign(await signedContract(), 'sig-company');
    const report = await verify(twice.bytes);
    assert.equal(report.verdict, 'PASSED');
    assert.deepEqual(
      report.signatures.map(({ modifications }) => modifications.level),
      ['FORM_FILLING', 'NONE'],
    );
  });

  it('a signature with several marks', async () => {
    const field = (name: string): string => fieldBodies.mark('').replace('sig-worker-mark-2', name);
    const base = contract({ 15: field('sig-company-mark-2') });
    const once = (await sign(base, 'sig-worker')).bytes;
    const mark = { width: 20, height: 20, paths: [] };
    const twice = await sign(once, 'sig-company', { request: { appearances: [mark, mark] } });
    const report = await verify(twice.bytes);
    assert.equal(report.verdict, 'PASSED');
    const rules = report.signatures[0]?.modifications.findings.map(({ rule, field: name }) => `${rule} ${name}`) ?? [];
    assert.include(rules, 'field-appearance sig-company-mark-2');
  });
});
