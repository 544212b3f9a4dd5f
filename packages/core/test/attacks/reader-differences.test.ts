import { bytesToLatin1, concatBytes, latin1ToBytes } from '@cinnabar/core/bytes';
import { assert } from 'chai';

import { sign } from '../support/signing.ts';
import { append, bodies, contract, reportOn, signedContract, stream, summary, type Update } from './kit.ts';

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

  it('a comment where the file says where to begin', async () => {
    const text = (comment: string): Uint8Array => latin1ToBytes(`startxref${comment}\n`);
    const update = append(await signedContract(), { set: { 50: lower } });
    const at = bytesToLatin1(update).lastIndexOf('startxref\n');
    const commented = (comment: string): Uint8Array =>
      concatBytes(update.subarray(0, at), text(comment), update.subarray(at + 'startxref\n'.length));
    assert.equal((await reportOn(commented(''))).indication, 'TOTAL_PASSED', 'the clean twin');
    const report = await reportOn(commented(' % 0'));
    assert.equal(report.indication, 'INDETERMINATE', summary(report));
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
