import { bytesToLatin1, latin1ToBytes } from '@cinnabar/core/bytes';
import { assert } from 'chai';

import { sign } from '../support/signing.ts';
import {
  append,
  annotsWith,
  bodyOf,
  contract,
  face,
  fieldBodies,
  fieldsWith,
  newField,
  reportOn,
  signedContract,
  summary,
  verify,
} from './kit.ts';

describe('attacks in two steps', () => {
  const filled = { set: { 11: fieldBodies.remark('/Ff 1 /V (none) /AP << /N 13 0 R >>') } };

  it('A-27 a field changed after it was made read-only', async () => {
    const locked = append(await signedContract(), filled);
    assert.isTrue((await reportOn(locked)).modifications.permitted, 'the clean twin');
    const changed = append(locked, { set: { 11: fieldBodies.remark('/Ff 1 /V (all) /AP << /N 13 0 R >>') } });
    assert.isFalse((await reportOn(changed)).modifications.permitted);
  });

  it('A-24 a mark with a face gets another one from the next signer', async () => {
    const field = fieldBodies.mark('/AP << /N 13 0 R >>').replace('sig-worker-mark-2', 'sig-company-mark-2');
    const once = (await sign(contract({ 15: field }), 'sig-worker')).bytes;
    const mark = { width: 20, height: 20, paths: [] };
    const twice = await sign(once, 'sig-company', { request: { appearances: [mark, mark] } });
    assert.isFalse((await reportOn(twice.bytes)).modifications.permitted);
  });

  it('A-24 the face of the second signature replaced after it', async () => {
    const twice = (await sign(await signedContract(), 'sig-company')).bytes;
    const body = bodyOf(twice, 8).replace(/\/AP <<.*?>>/, '/AP << /N 60 0 R >>');
    const report = await verify(append(twice, { set: { 8: body, 60: face('forged') } }));
    assert.deepEqual(
      report.signatures.map(({ modifications }) => modifications.permitted),
      [false, false],
    );
  });

  it('what was forbidden for the first signer does not count against who signed it', async () => {
    const text = (value: string): string => newField('').replace('/FT /Sig /T (sig-new)', `/FT /Tx /T (new) ${value}`);
    const extended = append(await signedContract(), {
      set: { 6: fieldsWith('50 0 R'), 3: annotsWith('50 0 R'), 50: text('') },
    });
    const twice = (await sign(extended, 'sig-company')).bytes;
    const report = await verify(append(twice, { set: { 50: text('/V (filled)') } }));
    assert.deepEqual(
      report.signatures.map(({ modifications: { level, permitted } }) => [level, permitted]),
      [
        ['OTHER', false],
        ['FORM_FILLING', true],
      ],
    );
  });

  for (const [name, number, short, permitted] of [
    ['clean twin: a signature dictionary of this revision, over all of it', 60, false, true],
    ['A-25 a signature that covers only a part of its revision', 60, true, false],
    ['A-25 a signature in place of an object that the signed file had', 9, false, false],
  ] as const) {
    it(name, async () => {
      const field = fieldBodies.company(`/V ${number} 0 R`);
      const hole = `<${'0'.repeat(64)}>`;
      const dict = `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 ${'#'.repeat(30)}] /Contents ${hole} >>`;
      const placed = bytesToLatin1(append(await signedContract(), { set: { [number]: dict, 8: field } }));
      const start = placed.lastIndexOf(hole);
      const end = start + hole.length;
      const range = `${start} ${end} ${placed.length - end - (short ? 40 : 0)}`.padEnd(30);
      const report = await reportOn(latin1ToBytes(placed.replace('#'.repeat(30), range)));
      assert.equal(report.modifications.permitted, permitted, summary(report));
    });
  }

  for (const [name, rect, warned] of [
    ['A-24 a signed field laid over the page is warned of', '72 600 500 800', true],
    ['clean twin: a signed field that shows nothing', '0 0 0 0', false],
  ] as const) {
    it(name, async () => {
      const added = append(await signedContract(), {
        set: { 6: fieldsWith('50 0 R'), 3: annotsWith('50 0 R'), 50: newField('').replace('72 600 500 800', rect) },
      });
      const twice = await sign(added, 'sig-new', { request: { appearances: [] } });
      const report = await reportOn(twice.bytes);
      assert.deepEqual([report.modifications.level, report.modifications.permitted], ['FORM_FILLING', true]);
      assert.equal(
        report.problems.some(({ code }) => code === 'LATER_SIGNATURE_FIELD_SHOWN'),
        warned,
        summary(report),
      );
    });
  }
});
