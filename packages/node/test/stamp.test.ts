import { existsSync, readFileSync } from 'node:fs';

import { assert } from 'chai';

import { judge } from '../../core/test/support/judges.ts';
import { buildPdf, sign } from '../../core/test/support/signing.ts';
import { cinnabar, temporaryFolder, type Run } from './support/cli.ts';

const label = { 'zh-Hans': '姓名', 'zh-Hant': '姓名', en: 'Name' };
const place = (y: number): object => ({ page: 0, rect: { x: 72, y, width: 200, height: 24 } });
const controls: Record<string, unknown>[] = [
  { id: 'name', kind: 'text', role: 'worker', label, required: true, ...place(700) },
  { id: 'start', kind: 'date', role: 'employer', label, required: true, ...place(660) },
  { id: 'mark', kind: 'signature', role: 'worker', label, required: true, ...place(100) },
];
// The form of this document is empty, unlike that of the tests of signing.
const blank = buildPdf({
  1: '<< /Type /Catalog /Pages 2 0 R >>',
  3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
});

describe('cinnabar stamp', () => {
  const files = temporaryFolder();
  let made = 0;

  before(() => void files.write('form.pdf', blank));

  function stamp(input: string, inputs: { controls?: unknown; values?: unknown }): Run & { readonly output: string } {
    const output = files.path(`out-${++made}.pdf`);
    const options = Object.entries(inputs).flatMap(([name, value]) => [
      `--${name}`,
      files.write(`${name}.json`, typeof value === 'string' ? value : JSON.stringify(value)),
    ]);
    return { ...cinnabar(['stamp', input, ...options, '-o', output]), output };
  }

  it('makes fields with their values, to be read by other programs and signed', function () {
    const values = { name: '王小明', start: '2026-11-21' };
    const { code, stderr, output } = stamp(files.path('form.pdf'), { controls, values });
    assert.equal(code, 0, stderr);
    const bytes = readFileSync(output);
    assert.isTrue(bytes.subarray(0, blank.length).equals(blank));
    const text = judge(this, 'pdftotext', ['{file}', '-'], bytes).output;
    assert.include(text, '王小明');
    assert.include(text, '2026年11月21日');
    assert.equal(judge(this, 'qpdf', ['--check', '{file}'], bytes).exitCode, 0);
    const authority = files.path('authority');
    cinnabar(['ca', 'init', authority]);
    const who = ['--sandbox', authority, '--name', '王小明', '-o', files.path('signed.pdf')];
    assert.equal(cinnabar(['sign', output, '--field', 'sig-worker', ...who]).code, 0);
  });

  it('fills fields that are there already', function () {
    const { output } = stamp(files.path('form.pdf'), { controls });
    const filled = stamp(output, { values: { name: '李四' } });
    assert.equal(filled.code, 0, filled.stderr);
    assert.include(judge(this, 'pdftotext', ['{file}', '-'], readFileSync(filled.output)).output, '李四');
  });

  it('refuses to fill what is signed', async () => {
    const signed = files.write('done.pdf', (await sign(buildPdf(), 'sig-worker')).bytes);
    const { code, stderr, output } = stamp(signed, { values: { name: 'x' } });
    assert.equal(code, 1);
    assert.match(stderr, /STAMP_SIGNED/);
    assert.isFalse(existsSync(output));
    assert.match(stamp(signed, { controls }).stderr, /PREPARE_SIGNED/);
  });

  const refused: [string, { controls?: unknown; values?: unknown }, RegExp][] = [
    ['a value without a control', { controls, values: { nam: 'x' } }, /STAMP_VALUE_UNKNOWN, field nam/],
    ['a value for a signature', { controls, values: { mark: 'x' } }, /STAMP_VALUE_UNKNOWN/],
    [
      'a day that does not exist',
      { controls, values: { start: '2026-02-30' } },
      /STAMP_VALUE, field start, reason FIELD_DATE/,
    ],
    ['values that are no texts', { controls, values: { name: 7 } }, /STAMP_VALUES_MALFORMED/],
    ['values that are no object', { controls, values: ['x'] }, /STAMP_VALUES_MALFORMED/],
    ['what is not JSON', { values: '{' }, /JSON_MALFORMED/],
    [
      'a control of unknown kind',
      { controls: [{ ...controls[0], kind: 'stamp' }] },
      /CONTROLS_MALFORMED, index 0, property kind/,
    ],
    [
      'a control without a place',
      { controls: [controls[1], { ...controls[0], rect: { x: 1 } }] },
      /index 1, property rect/,
    ],
    ['a control that is nothing', { controls: [null] }, /CONTROLS_MALFORMED/],
    ['a page that is not there', { controls: [{ ...controls[0], page: 4 }] }, /PREPARE_PAGE/],
    ['a field that is not there', { values: { other: 'x' } }, /FIELD_UNKNOWN/],
  ];
  for (const [what, inputs, words] of refused) {
    it(`refuses ${what} and writes nothing`, () => {
      const { code, stderr, output } = stamp(files.path('form.pdf'), inputs);
      assert.equal(code, 1, stderr);
      assert.match(stderr, words);
      assert.isFalse(existsSync(output));
    });
  }

  it('says how it is used', () => {
    assert.equal(cinnabar(['stamp', files.path('form.pdf'), '-o', files.path('x.pdf')]).code, 64);
    assert.equal(stamp(files.path('absent.pdf'), { values: { name: 'x' } }).code, 4);
  });
});
