import { concatBytes, indexOfBytes, utf8ToBytes } from '@cinnabar/core/bytes';
import { readZip, writeZip } from '@cinnabar/core/evidence';
import { assert } from 'chai';
import fc from 'fast-check';
import { zipSync } from 'fflate';

import { thrownBy } from '../support/throws.ts';

const text = utf8ToBytes;
const codeOf = (bytes: Uint8Array, ...limits: [] | [Parameters<typeof readZip>[1]]): string => {
  const read = readZip(bytes, ...limits);
  return read.ok ? 'ok' : read.problems[0].code;
};

/** Copies of `bytes` with the two-byte numbers at these offsets set. */
function patched(bytes: Uint8Array, ...changes: [offset: number, value: number][]): Uint8Array {
  const copy = concatBytes(bytes);
  for (const [offset, value] of changes) new DataView(copy.buffer).setUint16(offset, value, true);
  return copy;
}

describe('ZIP files of evidence', () => {
  const two = writeZip(
    new Map([
      ['a.txt', text('alpha')],
      ['b/c.txt', text('gamma')],
    ]),
  );
  /** Offset of the central directory, and of the second entry in it. */
  const central = indexOfBytes(two, Uint8Array.of(0x50, 0x4b, 1, 2));
  const second = central + 46 + 'a.txt'.length;
  const end = two.length - 22;

  it('come back as they were written, and the same entries give the same bytes', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/), fc.uint8Array(), { maxKeys: 8 }),
        (entries) => {
          const content = new Map(Object.entries(entries));
          const bytes = writeZip(content);
          assert.deepEqual(writeZip(content), bytes);
          const read = readZip(bytes);
          assert.isTrue(read.ok);
          if (read.ok)
            assert.deepEqual(
              [...read.value].map(([name, data]) => [name, [...data]]),
              [...content].map(([name, data]) => [name, [...data]]),
            );
        },
      ),
      { numRuns: 100, seed: 1980 },
    );
  });

  it('may also be deflated by others', () => {
    const deflated = zipSync({ 'a.txt': [text('alpha '.repeat(1000)), { level: 6, mtime: new Date(1990, 1, 1) }] });
    const read = readZip(deflated);
    assert.equal(read.ok && read.value.get('a.txt')?.length, 6000);
  });

  it('are refused when something is not a ZIP file, or cut off anywhere', () => {
    assert.equal(codeOf(text('Dear Sir')), 'ZIP_NOT_A_ZIP');
    assert.equal(codeOf(new Uint8Array()), 'ZIP_NOT_A_ZIP');
    for (let length = 0; length < two.length; length++)
      assert.notEqual(codeOf(two.subarray(0, length)), 'ok', `${length}`);
  });

  it('are refused with anything before, behind or between', () => {
    assert.notEqual(codeOf(concatBytes(text('x'), two)), 'ok');
    assert.equal(codeOf(concatBytes(two, text('x'))), 'ZIP_STRUCTURE');
    // A comment is room for a second, hidden directory.
    assert.equal(codeOf(concatBytes(patched(two, [end + 20, 1]), text('x'))), 'ZIP_STRUCTURE');
    assert.equal(codeOf(patched(two, [end + 20, 1])), 'ZIP_STRUCTURE');
    const gap = concatBytes(two.subarray(0, central), text('gap!'), two.subarray(central));
    const moved = patched(gap, [gap.length - 6, central + 4]);
    assert.equal(codeOf(moved), 'ZIP_OVERLAP');
  });

  it('are refused when entries overlap', () => {
    assert.equal(codeOf(patched(two, [second + 42, 0])), 'ZIP_OVERLAP');
    assert.equal(codeOf(patched(two, [second + 42, 4])), 'ZIP_OVERLAP');
  });

  it('are refused with an entry twice, also in another case', () => {
    const twice = writeZip(
      new Map([
        ['aa', text('1')],
        ['ab', text('2')],
      ]),
    );
    const renamed = concatBytes(twice);
    for (let i = 0; i < renamed.length - 1; i++) if (renamed[i] === 97 && renamed[i + 1] === 98) renamed[i + 1] = 97;
    assert.equal(codeOf(renamed), 'ZIP_DUPLICATE');
    for (let i = 0; i < renamed.length - 1; i++) if (twice[i] === 97 && twice[i + 1] === 98) renamed[i + 1] = 65;
    assert.equal(codeOf(renamed), 'ZIP_DUPLICATE');
    assert.equal(codeOf(twice), 'ok');
  });

  for (const path of [
    '../a',
    '/etc/passwd',
    'a/../b',
    'C:\\a',
    'a\\b',
    '.hidden',
    'a//b',
    'a/',
    '-rf',
    'á',
    'a b',
    'report.pdf.',
    'a./b',
    'NUL',
    'files/con.pdf',
    'lpt1.txt/a',
    '',
  ]) {
    it(`are refused with the path ${JSON.stringify(path)}`, async () => {
      assert.notEqual(codeOf(zipSync({ [path]: [text('x'), { level: 0 }] })), 'ok');
      assert.equal((await thrownBy(() => writeZip(new Map([[path, text('x')]])))).code, 'EVIDENCE_PATH');
    });
  }

  it('are refused with links', () => {
    const link = zipSync({ link: [text('/etc/passwd'), { level: 0, os: 3, attrs: 0o120777 << 16 }] });
    assert.equal(codeOf(link), 'ZIP_PATH');
    assert.equal(codeOf(zipSync({ file: [text('x'), { level: 0, os: 3, attrs: 0o100644 << 16 }] })), 'ok');
  });

  it('are refused with encryption, sizes behind the content, other methods', () => {
    for (const flags of [1, 8]) assert.equal(codeOf(patched(two, [6, flags], [central + 8, flags])), 'ZIP_STRUCTURE');
    assert.equal(codeOf(patched(two, [8, 12], [central + 10, 12])), 'ZIP_STRUCTURE');
  });

  it('are refused when the two headers of an entry differ', () => {
    for (const offset of [4, 6, 10, 12, 26]) assert.notEqual(codeOf(patched(two, [offset, 0x4242])), 'ok', `${offset}`);
  });

  it('are refused when content and checksum differ', () => {
    const at = indexOfBytes(two, text('gamma'));
    assert.equal(codeOf(patched(two, [at, 0x4141])), 'ZIP_CHECKSUM');
  });

  it('never grow beyond their budget', () => {
    const bomb = zipSync({ bomb: [new Uint8Array(8 << 20), { level: 6 }] });
    assert.isBelow(bomb.length, 10_000);
    assert.equal(codeOf(bomb), 'ok');
    assert.equal(codeOf(bomb, { entries: 10, entrySize: 1 << 20, totalSize: 64 << 20 }), 'ZIP_LIMIT');
    assert.equal(codeOf(bomb, { entries: 10, entrySize: 64 << 20, totalSize: 1 << 20 }), 'ZIP_LIMIT');
    assert.equal(codeOf(two, { entries: 1, entrySize: 1 << 20, totalSize: 1 << 20 }), 'ZIP_LIMIT');
    // One that lies about its size is stopped where the lie ends.
    const directory = indexOfBytes(bomb, Uint8Array.of(0x50, 0x4b, 1, 2));
    const lying = patched(bomb, [22, 100], [24, 0], [directory + 24, 100], [directory + 26, 0]);
    assert.equal(codeOf(lying), 'ZIP_LIMIT');
  });
});
