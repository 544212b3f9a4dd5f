import { assert } from 'chai';

import { buildPdf, sign } from '../../core/test/support/signing.ts';
import { cinnabar, temporaryFolder } from './support/cli.ts';

describe('cinnabar inspect', () => {
  const files = temporaryFolder();
  const original = buildPdf();
  let file: string;
  let size: number;

  before(async () => {
    const { bytes } = await sign(original, 'sig-worker');
    file = files.write('signed.pdf', bytes);
    size = bytes.length;
  });

  function inspect(...options: string[]): Record<string, unknown> {
    const { code, stdout, stderr } = cinnabar(['inspect', file, '--json', ...options]);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  it('tells the bytes and objects of each revision', () => {
    const { file, revisions } = inspect() as {
      file: object;
      revisions: { start: number; end: number; xrefForm: string; objects: number[]; replaced: number[] }[];
    };
    assert.deepEqual(file, { size, version: '1.7', encrypted: false });
    assert.lengthOf(revisions, 2);
    const [first, second] = revisions;
    assert.deepInclude(first, { start: 0, end: original.length, xrefForm: 'table' });
    assert.deepEqual(first?.objects, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert.deepInclude(second, { start: original.length, end: size });
    assert.includeMembers(second?.replaced ?? [], [7]);
    assert.notIncludeMembers(second?.replaced ?? [], [4]);
  });

  it('shows an object as the newest revision has it, and who touched it', () => {
    assert.deepInclude(inspect('--object', '7'), { object: 7, kind: 'offset', revisions: [0, 1] });
    assert.match(inspect('--object', '7')['text'] as string, /\/FT ?\/Sig/);
    assert.deepInclude(inspect('--object', '4'), { kind: 'offset', revisions: [0], streamLength: 46 });
    assert.deepInclude(inspect('--object', '4711'), { kind: 'absent', text: null });
  });

  it('draws both for people', () => {
    const overview = cinnabar(['inspect', file]).stdout;
    assert.match(
      overview,
      /├─ revision 1 {2}bytes 0 to \d+\n│ {2}├─ cross-reference {2}table at \d+\n│ {2}└─ new objects {6}1–8\n/,
    );
    assert.match(overview, /└─ changed objects {2}[\d, –]+\n$/);
    assert.match(cinnabar(['inspect', file, '--object', '7']).stdout, /^7 0 {2}at \d+, touched by revision 1, 2\n<</);
  });

  it('keeps control characters of the file from the terminal', () => {
    const hostile = files.write('hostile.pdf', buildPdf({ 9: '(\u001b[2J)' }));
    const { stdout } = cinnabar(['inspect', hostile, '--object', '9']);
    assert.notInclude(stdout, '\u001b');
    assert.include(stdout, '[2J');
  });

  it('says what it cannot read, with exit code 4, and how it is used, with 64', () => {
    for (const [name, bytes] of [
      ['text', 'hello'],
      ['cut', original.subarray(0, 300)],
    ] as const) {
      const { code, stdout, stderr } = cinnabar(['inspect', files.write(name, bytes)]);
      assert.deepEqual([code, stdout], [4, '']);
      assert.match(stderr, /PDF_/);
    }
    assert.equal(cinnabar(['inspect', file, '--object', 'x']).code, 64);
    assert.equal(cinnabar(['inspect']).code, 64);
  });
});
