import { joinParts } from '@cinnabar/core/bytes';
import { addDocumentTimestamp } from '@cinnabar/core/sign';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { sandbox } from '../support/signing.ts';
import {
  annotsWith,
  append,
  bodies,
  bodyOf,
  contract,
  face,
  fieldBodies,
  fieldsWith,
  objects,
  reportOn,
  signedContract,
  summary,
  verify,
  type Update,
} from './kit.ts';
import { appendSigned } from './own-signature.ts';

const fresh = objects.nextFree + 10;

/** The worker's field with a lock. */
const locked = (lock: string): Record<number, string> => ({
  7: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-worker) /F 4 /Rect [72 500 272 650] /P 3 0 R /Lock << /Type /SigFieldLock ${lock} >> >>`,
});
const noFields = '/Action /Include /Fields [(nobody)]';

const remarkFilled: Update = { set: { 11: fieldBodies.remark('/V (none) /AP << /N 13 0 R >>') } };
const dssAdded: Update = {
  set: { 1: bodies.catalog(`/DSS << /Certs [${fresh} 0 R] >>`), [fresh]: '<< /Length 1 >>\nstream\n0\nendstream' },
};
const structureExtended: Update = {
  set: { 23: `<< /Type /StructTreeRoot /K [${fresh} 0 R] >>`, [fresh]: '<< /Type /StructElem /S /P /P 23 0 R >>' },
};
const annotationAdded: Update = {
  set: {
    3: bodies.page('', `7 0 R 8 0 R 10 0 R 11 0 R 15 0 R 16 0 R 17 0 R 18 0 R 20 0 R ${fresh} 0 R`),
    [fresh]: `<< /Type /Annot /Subtype /FreeText /Rect [72 760 300 790] /Contents (Salary 80000) /AP << /N ${fresh + 1} 0 R >> /P 3 0 R >>`,
    [fresh + 1]: face('Salary 80000'),
  },
};
const annotationChanged: Update = {
  set: { 20: '<< /Type /Annot /Subtype /Text /Rect [500 800 520 820] /Contents (final) /P 3 0 R >>' },
};
const annotationRemoved: Update = {
  set: { 3: bodies.page('', '7 0 R 8 0 R 10 0 R 11 0 R 15 0 R 16 0 R 17 0 R 18 0 R') },
};

type Outcome = readonly [level: string, permitted: boolean, problem?: string];

const rows: readonly (readonly [name: string, lock: string, update: Update, outcome: Outcome])[] = [
  ['without MDP: annotations are warned of (DS-13)', '', annotationAdded, ['ANNOTATIONS', true, 'LATER_ANNOTATION']],
  ['without MDP: a changed annotation too', '', annotationChanged, ['ANNOTATIONS', true, 'LATER_ANNOTATION']],
  ['without MDP: a removed annotation too', '', annotationRemoved, ['ANNOTATIONS', true, 'LATER_ANNOTATION']],
  [
    'A-23 P3 permits annotations, visibly',
    `${noFields} /P 3`,
    annotationAdded,
    ['ANNOTATIONS', true, 'LATER_ANNOTATION'],
  ],
  ['A-23 P2 does not', `${noFields} /P 2`, annotationAdded, ['ANNOTATIONS', false, 'LATER_CHANGES_FORBIDDEN']],
  ['P2 permits filling', `${noFields} /P 2`, remarkFilled, ['FORM_FILLING', true]],
  ['P1 does not', `${noFields} /P 1`, remarkFilled, ['FORM_FILLING', false, 'LATER_CHANGES_FORBIDDEN']],
  ['P1 permits validation data (ISO 32000-2)', `${noFields} /P 1`, dssAdded, ['LTA_UPDATES', true]],
  ['structure extended is warned of (DS-16)', '', structureExtended, ['FORM_FILLING', true, 'LATER_STRUCTURE']],
  ['structure extended at P1 is refused', `${noFields} /P 1`, structureExtended, ['FORM_FILLING', false]],
  ['A-28 a locked field filled', '/Action /Include /Fields [(remark)]', remarkFilled, ['FORM_FILLING', false]],
  [
    'A-28 a field whose name only begins alike',
    '/Action /Include /Fields [(rem)]',
    remarkFilled,
    ['FORM_FILLING', true],
  ],
  ['a field above it locked', '/Action /Include /Fields [(salary) (remark.a)]', remarkFilled, ['FORM_FILLING', true]],
  ['all fields locked', '/Action /All', remarkFilled, ['FORM_FILLING', false]],
  ['all locked but this', '/Action /Exclude /Fields [(remark)]', remarkFilled, ['FORM_FILLING', true]],
  ['all locked but another', '/Action /Exclude /Fields [(salary)]', remarkFilled, ['FORM_FILLING', false]],
];

describe('what a signature permits', () => {
  for (const [name, lock, update, [level, permitted, problem]] of rows) {
    it(name, async () => {
      const signed = await signedContract(lock ? locked(lock) : {});
      const report = await reportOn(append(signed, update));
      assert.deepEqual(
        [report.modifications.level, report.modifications.permitted],
        [level, permitted],
        summary(report),
      );
      assert.equal(report.indication, permitted ? 'TOTAL_PASSED' : 'TOTAL_FAILED');
      if (problem) assert.include(summary(report).split('\n'), problem);
    });
  }

  it('without MDP: annotations are refused where the policy says so', async () => {
    const bytes = append(await signedContract(), annotationAdded);
    const trust = (await sandbox()).trustAnchors;
    assert.equal((await verifyDocument(bytes, { trust, policy: 'strict' })).verdict, 'FAILED');
    const filled = append(await signedContract(), remarkFilled);
    assert.equal((await verifyDocument(filled, { trust, policy: 'strict' })).verdict, 'PASSED');
  });

  for (const name of ['salary', 'remark']) {
    it(`A-28 the face that the locked field ${name} shares with another is redrawn`, async () => {
      const shared = { 11: fieldBodies.remark('/AP << /N 12 0 R >>') };
      const redrawn: Update = { set: { 12: face('9000') } };
      assert.isTrue((await reportOn(append(await signedContract(shared), redrawn))).modifications.permitted);
      const signed = await signedContract({ ...shared, ...locked(`/Action /Include /Fields [(${name})]`) });
      assert.isFalse((await reportOn(append(signed, redrawn))).modifications.permitted);
    });
  }

  it('a P that is no level is the strictest', async () => {
    // Our own signing refuses such a lock, others may not.
    const field = bodyOf(contract(locked(`${noFields} /P 7`)), objects.worker).replace(/>>$/, `/V ${fresh} 0 R >>`);
    const signed = await appendSigned(contract(), fresh, 'signer', { set: { [objects.worker]: field } });
    const { indication, modifications } = await reportOn(signed);
    assert.deepEqual([indication, modifications.level], ['TOTAL_PASSED', 'NONE']);
    const report = await reportOn(append(signed, { set: { 11: fieldBodies.remark('/V (none) /AP << /N 13 0 R >>') } }));
    assert.deepEqual([report.modifications.level, report.modifications.permitted], ['FORM_FILLING', false]);
  });

  describe('of a field below others', () => {
    const below = (more: string): string => fieldBodies.remark(`/Parent 25 0 R ${more}`);
    const tree = {
      6: bodies.form('', '7 0 R 8 0 R 10 0 R 24 0 R 15 0 R 16 0 R 17 0 R 18 0 R'),
      11: below('/AP << /N 13 0 R >>'),
      24: '<< /T (group) /Kids [25 0 R] >>',
      25: '<< /T (part) /Parent 24 0 R /Kids [11 0 R] >>',
    };
    for (const [lock, permitted] of [
      ['/Include /Fields [(group)]', false],
      ['/Include /Fields [(group.part)]', false],
      ['/Include /Fields [(group.part.remark)]', false],
      ['/Include /Fields [(part) (part.remark) (remark) (group.par) (group.part.remark.more)]', true],
      ['/Exclude /Fields [(group)]', true],
      ['/Exclude /Fields [(group.part)]', true],
      ['/Exclude /Fields [(part.remark)]', false],
    ] as const) {
      it(`A-28 ${lock}: ${permitted ? 'permitted' : 'refused'}`, async () => {
        const signed = await signedContract({ ...tree, ...locked(`/Action ${lock}`) });
        const filled = append(signed, { set: { 11: below('/V (none) /AP << /N 13 0 R >>') } });
        const { modifications } = await reportOn(filled);
        assert.deepEqual([modifications.level, modifications.permitted], ['FORM_FILLING', permitted]);
      });
    }
  });

  it('a lock of the field counts although the signature does not repeat it', async () => {
    for (const [lock, permitted] of [
      ['/Lock << /Type /SigFieldLock /Action /All >>', false],
      ['', true],
    ] as const) {
      const field = bodyOf(contract(), objects.worker).replace(/>>$/, `${lock} /V ${fresh} 0 R >>`);
      const base = contract({ [objects.worker]: field.replace(`/V ${fresh} 0 R`, '') });
      const signed = await appendSigned(base, fresh, 'signer', { set: { [objects.worker]: field } });
      assert.equal((await reportOn(append(signed, remarkFilled))).modifications.permitted, permitted);
    }
  });

  it('a new field, signed, brings no actions along, not in its widgets either', async () => {
    const [field, place] = [fresh + 1, fresh + 2];
    for (const [more, permitted] of [
      ['', true],
      ['/AA << /E << /S /JavaScript /JS (1) >> >>', false],
      ['/A << /S /Launch /F (x) >>', false],
    ] as const) {
      const signed = await appendSigned(await signedContract(), fresh, 'signer', {
        set: {
          [objects.form]: fieldsWith(`${field} 0 R`),
          [objects.page]: annotsWith(`${place} 0 R`),
          [field]: `<< /FT /Sig /T (sig-new) /Kids [${place} 0 R] /V ${fresh} 0 R >>`,
          [place]: `<< /Type /Annot /Subtype /Widget /Parent ${field} 0 R /F 4 /Rect [0 0 0 0] /P 3 0 R ${more} >>`,
        },
      });
      assert.equal((await reportOn(signed)).modifications.permitted, permitted, more);
    }
  });

  it('a locked change is named after the field', async () => {
    const report = await reportOn(append(await signedContract(locked('/Action /All')), remarkFilled));
    const finding = report.modifications.findings.find(({ rule }) => rule === 'locked-field');
    assert.deepEqual([finding?.field, finding?.path], ['remark', '/Root/AcroForm/Fields[3]/V']);
    assert.include(finding?.message, 'remark');
  });

  it('a certification holds for what follows, whoever signed last', async () => {
    // The dictionary that is signed first gets the first free number.
    const base = { 1: bodies.catalog(`/Perms << /DocMDP ${objects.nextFree} 0 R >>`) };
    const signed = await signedContract(base);
    const report = await reportOn(append(signed, annotationAdded));
    assert.deepEqual([report.modifications.level, report.modifications.permitted], ['ANNOTATIONS', false]);
    assert.isTrue((await reportOn(append(signed, remarkFilled))).modifications.permitted);
  });

  it('one signature in two fields is one, with two names, warned of (DS-19)', async () => {
    const { signatures, verdict } = await verify(
      await signedContract({ 8: fieldBodies.company(`/V ${objects.nextFree} 0 R`) }),
    );
    assert.deepEqual(
      signatures.map(({ fieldNames }) => fieldNames),
      [['sig-worker', 'sig-company']],
    );
    assert.isTrue(signatures[0]?.problems.some(({ code }) => code === 'SIGNATURE_SHARED'));
    assert.equal(verdict, 'PASSED');
  });

  describe('validation data rewritten (DS-43)', () => {
    const material = (text: string): string => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
    const base = {
      1: bodies.catalog('/DSS 24 0 R'),
      24: '<< /Certs [25 0 R 26 0 R] /VRI << /AB << /Cert [25 0 R] >> >> >>',
      25: material('first'),
      26: material('second'),
    };
    const lost = ['LATER_VALIDATION_DATA_LOST'];
    const updates: Record<string, readonly [Update, readonly string[]]> = {
      'VRI removed, all material there': [{ set: { 24: '<< /Certs [26 0 R 25 0 R] >>' } }, []],
      'written anew, all material there': [{ set: { 24: '<< /Certs [34 0 R 25 0 R] >>', 34: material('second') } }, []],
      'material lost': [{ set: { 24: '<< /Certs [25 0 R] >>' } }, lost],
      'material replaced': [{ set: { 26: material('zecond') } }, lost],
      'references in a circle, all material there': [
        { set: { 24: '<< /Certs [25 0 R 26 0 R] /VRI 34 0 R >>', 34: '<< /AB 34 0 R >>' } },
        [],
      ],
    };
    for (const [name, [update, warnings]] of Object.entries(updates)) {
      it(name, async () => {
        const report = await reportOn(append(await signedContract(base), update));
        assert.deepEqual([report.modifications.level, report.modifications.permitted], ['LTA_UPDATES', true]);
        assert.deepEqual(
          report.problems.filter(({ severity }) => severity === 'warning').map(({ code }) => code),
          warnings,
        );
      });
    }
  });

  it('a document time-stamp at P1 is permitted', async () => {
    const signed = await signedContract(locked(`${noFields} /P 1`));
    const stamped = joinParts(await addDocumentTimestamp(signed, (await sandbox()).timestampProvider()));
    const report = await verify(stamped);
    assert.deepEqual(
      report.signatures.map(({ kind, modifications }) => [kind, modifications.level, modifications.permitted]),
      [
        ['signature', 'LTA_UPDATES', true],
        ['timestamp', 'NONE', true],
      ],
      summary(await reportOn(stamped)),
    );
    assert.equal(report.verdict, 'PASSED');
  });

  it('another signature at P1 is not', async () => {
    const signed = await signedContract(locked(`${noFields} /P 1`));
    // By hand: our own signing refuses.
    const company = fieldBodies.company(`/V ${fresh} 0 R`);
    const report = await reportOn(await appendSigned(signed, fresh, 'signer', { set: { [objects.company]: company } }));
    assert.deepEqual([report.modifications.level, report.modifications.permitted], ['FORM_FILLING', false]);
  });
});
