import { bytesToLatin1, concatBytes, latin1ToBytes } from '@cinnabar/core/bytes';
import { openPdf } from '@cinnabar/core/pdf';
import type { SignatureReport } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { sign } from '../support/signing.ts';
import {
  annotsWith,
  append,
  bodies,
  bodyOf,
  contract,
  face,
  fieldBodies,
  fieldsWith,
  newField,
  reportOn,
  signedContract,
  stream,
  summary,
  type Update,
} from './kit.ts';
import { appendSigned } from './own-signature.ts';

const lower = stream('', 'BT /F1 24 Tf 72 700 Td (Salary 3000) Tj ET');

/** The page, with `contents` where it had its content. */
const pageWith = (contents: string): string => bodies.page().replace('/Contents 4 0 R', contents);

describe('attacks from outside the list: content that only other readers find', () => {
  const rows: readonly (readonly [name: string, contents: string, update: Update])[] = [
    ['referred to by a generation that no object has', '/Contents [4 0 R 50 1 R]', { set: { 50: lower } }],
    [
      'referred to by the first of two entries of one key',
      '/Contents [4 0 R 50 0 R] /Contents 4 0 R',
      { set: { 50: lower } },
    ],
    [
      'in a dictionary that another one overrides',
      '/X << /Y 50 0 R >> /X null /Contents 4 0 R',
      { set: { 50: lower } },
    ],
    ['in object 0', '/Contents [4 0 R 0 0 R]', { set: { 0: lower } }],
  ];
  for (const [name, contents, update] of rows) {
    it(name, async () => {
      const signed = await signedContract({ 3: pageWith(contents) });
      assert.equal((await reportOn(signed)).indication, 'TOTAL_PASSED', 'the clean twin');
      const report = await reportOn(append(signed, update));
      assert.isFalse(report.modifications.permitted, summary(report));
    });
  }

  it('clean twin: object 0 free again, and a new object that nothing refers to', async () => {
    const report = await reportOn(append(await signedContract(), { set: { 50: lower }, free: [0] }));
    assert.isTrue(report.modifications.permitted, summary(report));
  });
});

describe('attacks from outside the list: line ends that hide where the file begins to be read', () => {
  it('thousands of them behind the end', async () => {
    const signed = await signedContract();
    const ended = async (count: number): Promise<string> =>
      (await reportOn(concatBytes(signed, latin1ToBytes('\n'.repeat(count))))).indication;
    assert.equal(await ended(2), 'TOTAL_PASSED', 'the clean twin');
    assert.equal(await ended(1_000), 'TOTAL_FAILED');
  });

  it('a comment or much space where the file says where to begin', async () => {
    const text = (comment: string): Uint8Array => latin1ToBytes(`startxref${comment}\n`);
    const update = append(await signedContract(), { set: { 50: lower } });
    const at = bytesToLatin1(update).lastIndexOf('startxref\n');
    const commented = (comment: string): Uint8Array =>
      concatBytes(update.subarray(0, at), text(comment), update.subarray(at + 'startxref\n'.length));
    assert.equal((await reportOn(commented(''))).indication, 'TOTAL_PASSED', 'the clean twin');
    for (const comment of [' % 0', ' '.repeat(1_024)]) {
      const report = await reportOn(commented(comment));
      assert.equal(report.indication, 'INDETERMINATE', summary(report));
    }
  });
});

describe('attacks from outside the list: objects that no index lists', () => {
  const orphan = `4 0 obj\n${lower}\nendobj\n`;
  /** `bytes` with `text` before their last cross-reference section. */
  const withText = (bytes: Uint8Array, text: string): Uint8Array => {
    const file = bytesToLatin1(bytes);
    const at = file.lastIndexOf('\nxref\n') + 1;
    return latin1ToBytes(
      `${file.slice(0, at)}${text}${file.slice(at).replace(/startxref\n\d+/, `startxref\n${at + text.length}`)}`,
    );
  };
  const update = { set: { 50: stream('', 'q Q') } };
  const hiddenTrailer = 'trailer\n<< /Size 60 /Root 50 0 R >>\n';

  it('clean twin: an object that replaces nothing and to which nothing leads', async () => {
    const signed = await signedContract();
    const bytes = withText(append(signed, update), `51 0 obj\n${lower}\nendobj\n% 40 objects, a trailer\n`);
    assert.equal((await reportOn(bytes)).indication, 'TOTAL_PASSED', summary(await reportOn(bytes)));
  });

  for (const [name, text] of [
    ['page content', orphan],
    ['page content whose number is written over several lines', orphan.replace('4 0 obj', '4 % old\n0\nobj')],
    ['a trailer', hiddenTrailer],
  ] as const) {
    it(`${name} in the later revision`, async () => {
      const report = await reportOn(withText(append(await signedContract(), update), text));
      assert.equal(report.indication, 'TOTAL_FAILED', summary(report));
    });

    it(`${name} kept ready in the signed one, and shown when a reference leads nowhere`, async () => {
      const signed = (await sign(withText(contract(), text), 'sig-worker')).bytes;
      assert.equal((await reportOn(signed)).indication, 'TOTAL_PASSED', 'nobody has touched it');
      const report = await reportOn(append(signed, { set: {}, trailer: { Info: '99 0 R', Size: '100' } }));
      assert.equal(report.indication, 'INDETERMINATE', summary(report));
      const changed = await reportOn(append(signed, { set: { 4: stream('', 'BT ET') } }));
      assert.equal(changed.indication, 'TOTAL_FAILED', summary(changed));
    });
  }

  it('in a stream of the later revision, where those who search look, too', async () => {
    const bytes = append(await signedContract(), { set: { 50: stream('', `\n${orphan}`) } });
    assert.equal((await reportOn(bytes)).indication, 'TOTAL_FAILED');
  });

  it('page content that the signed file listed once, of a higher generation than what counts', async () => {
    const higher = `4 7 obj\n${lower}\nendobj\n`;
    const signedAfter = async (generation: number): Promise<SignatureReport> => {
      const first = withText(contract({ 24: 'null' }), higher.replace('4 7', `4 ${generation}`));
      const offset = bytesToLatin1(first).lastIndexOf(`4 ${generation} obj`);
      const row = `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`;
      const size = openPdf(first).size;
      const at = first.length;
      const listed = `xref\n4 1\n${row}trailer\n<< /Size ${size} /Root 1 0 R /ID [<00> <00>] /Prev ${openPdf(first).revisions[0]?.startxref} >>\nstartxref\n${at}\n%%EOF\n`;
      const again = append(concatBytes(first, latin1ToBytes(listed)), { set: { 4: stream('', 'BT ET') } });
      const { bytes } = await sign(again, 'sig-worker');
      return reportOn(append(bytes, { set: {}, trailer: { Info: '99 0 R', Size: '100' } }));
    };
    assert.equal((await signedAfter(0)).indication, 'TOTAL_PASSED', 'the clean twin');
    assert.equal((await signedAfter(7)).indication, 'INDETERMINATE');
  });

  it('another catalog to which nothing leads', async () => {
    const bytes = append(await signedContract(), { set: { 50: bodies.catalog() } });
    assert.equal((await reportOn(bytes)).indication, 'TOTAL_FAILED');
  });

  it('in a container of objects', async () => {
    const page = bodies.page('/Rotate 180');
    const container = (head: string, data: string): string =>
      stream(`/Type /ObjStm /N 1 /First ${head.length}`, head + data);
    const signed = await signedContract();
    assert.equal((await reportOn(append(signed, { set: { 50: container('3 0 ', page) } }))).indication, 'TOTAL_FAILED');
  });
});

describe('attacks from outside the list: what readers draw by themselves', () => {
  const attack = (name: string, base: Record<number, string>, update: (signed: Uint8Array) => Update): void => {
    it(name, async () => {
      const signed = await signedContract(base);
      const report = await reportOn(append(signed, update(signed)));
      assert.isFalse(report.modifications.permitted, summary(report));
    });
  };
  const emptyField = (more: string): Update => ({
    set: { 3: annotsWith('50 0 R'), 6: fieldsWith('50 0 R'), 50: newField(more) },
  });
  attack('a white ground of a signature field that nobody signed', {}, () => emptyField('/MK << /BG [1] >>'));
  attack('a border as wide as the page', {}, () => emptyField('/MK << /BC 5 0 R >> /BS << /W 900 >>'));

  const undrawn = { 16: fieldBodies.employer('/V (9000) /DA (/Ghost 10 Tf 0 g)') };
  const withFont = (body: string): string => body.replace('/Helv 5 0 R', '/Helv 5 0 R /Ghost 50 0 R');
  const digitsReversed =
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [48 /nine /eight] >> >>';
  attack('a font that a field without a face was waiting for', undrawn, (signed) => ({
    set: { 6: withFont(bodyOf(signed, 6)), 50: digitsReversed },
  }));
  it('the same where readers are told to draw all fields', async () => {
    const base = contract({
      6: bodies.form('/NeedAppearances true'),
      16: fieldBodies.employer('/V (8000) /DA (/Gho#73t 10 Tf 0 g) /AP << /N 12 0 R >>'),
    });
    const worker = bodyOf(base, 7).replace(/>>$/, '/V 80 0 R >>');
    const signed = await appendSigned(base, 80, 'signer', { set: { 7: worker } });
    const report = await reportOn(append(signed, { set: { 6: withFont(bodyOf(signed, 6)), 50: digitsReversed } }));
    assert.isFalse(report.modifications.permitted, summary(report));
  });
  const plainForm = bodies.form().replace('/DA (/Helv 0 Tf 0 g)', '');
  const withDefault = (signed: Uint8Array): Update => ({
    set: { 6: bodyOf(signed, 6).replace('/SigFlags', '/DA (/Helv 10 Tf 1 g) /SigFlags') },
  });
  attack(
    'white letters for all fields that name no colour',
    { 6: plainForm, 16: fieldBodies.employer('/V (9000)') },
    withDefault,
  );

  it('clean twins: an empty field without a look, a font and a default that no drawn field missed', async () => {
    const rows: readonly [Record<number, string>, (signed: Uint8Array) => Update][] = [
      [{}, () => emptyField('/MK << /BG [] /R 90 >>')],
      [
        { 16: fieldBodies.employer('/V (8000) /DA (/Ghost 10 Tf 0 g) /AP << /N 12 0 R >>') },
        (signed) => ({ set: { 6: withFont(bodyOf(signed, 6)), 50: digitsReversed } }),
      ],
      [
        undrawn,
        (signed) => ({ set: { 6: withFont(bodyOf(signed, 6)).replace('/Ghost', '/Other'), 50: digitsReversed } }),
      ],
      [{ 6: plainForm }, withDefault],
    ];
    for (const [base, update] of rows) {
      const signed = await signedContract(base);
      const report = await reportOn(append(signed, update(signed)));
      assert.isTrue(report.modifications.permitted, summary(report));
    }
  });
});

describe('attacks from outside the list: entries given twice in what a revision adds', () => {
  const note = (entries: string): Update => ({
    set: { 3: annotsWith('50 0 R'), 50: `<< /Type /Annot /Rect [0 0 595 842] ${entries} >>`, 51: face('') },
  });
  for (const [name, update] of [
    [
      'an action that another entry takes back',
      note('/Subtype /Link /A << /S /URI /URI (http://a.example) >> /A null'),
    ],
    ['a note that is also a screen', note('/Subtype /Screen /Subtype /Text')],
    [
      'a face with two boxes',
      {
        set: {
          11: fieldBodies.remark('/V (100) /AP << /N 50 0 R >>'),
          50: face('100').replace('/BBox', '/BBox [0 0 1 1] /BBox'),
        },
      },
    ],
    ['a note with two faces', note('/Subtype /Text /AP << /N 51 0 R /N 12 0 R >>')],
  ] as const) {
    it(name, async () => {
      const report = await reportOn(append(await signedContract(), update));
      assert.isFalse(report.modifications.permitted, summary(report));
    });
  }
});

describe('attacks from outside the list: values that are not what is shown', () => {
  const filled = (value: string): Update => ({
    set: { 11: fieldBodies.remark(`/V ${value} /AP << /N 50 0 R >>`), 50: face('100'), 51: stream('', '100') },
  });
  const button = (more: string): Update => ({ set: { 18: fieldBodies.agreed(more) } });
  it('a state that is no name, which some readers give up on', async () => {
    const report = await reportOn(append(await signedContract(), button('/V /Off /AS 2')));
    assert.isFalse(report.modifications.permitted, summary(report));
  });

  const rows: readonly (readonly [name: string, update: Update, differs: boolean])[] = [
    ['a text that is a stream', { set: { ...filled('51 0 R').set, 51: stream('', '9000') } }, true],
    ['clean twin: a stream with the text', filled('51 0 R'), false],
    ['a name instead of a text', filled('/9000'), true],
    ['formats in a stream', { set: { ...filled('(100) /RV 52 0 R').set, 52: stream('', '<p>9000</p>') } }, true],
    ['a box that is ticked and does not show it', button('/V /Yes /AS /Off'), true],
    ['a box that is not ticked and looks so', button('/V /Off /AS /Yes'), true],
    ['a state that does not exist', button('/V /On /AS /Off'), true],
    ['clean twin: a ticked box', button('/V /Yes /AS /Yes'), false],
  ];
  for (const [name, update, differs] of rows) {
    it(name, async () => {
      const { problems } = await reportOn(append(await signedContract(), update));
      const codes = problems.map(({ code }) => code);
      assert.equal(codes.includes('LATER_APPEARANCE_DIFFERS'), differs, codes.join());
    });
  }
});
