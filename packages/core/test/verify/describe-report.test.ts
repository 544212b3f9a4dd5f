import { describeReport, reportLocales, type ReportNode } from '@cinnabar/core/verify';
import { utf8ToBytes } from '@cinnabar/core/bytes';
import { assert } from 'chai';

import {
  annotsWith,
  append,
  bodyOf,
  face,
  fieldBodies,
  fresh,
  signedContract,
  stream,
  verify,
} from '../attacks/kit.ts';
import { appendSigned } from '../attacks/own-signature.ts';
import { buildPdf, flipped } from '../support/signing.ts';

function linesOf(node: ReportNode): string[] {
  return [[node.label, node.text, node.code].filter(Boolean).join(' | '), ...node.children.flatMap(linesOf)];
}

describe('verify: the report in words', () => {
  it('says first that the document was changed after a signature, and what part was signed', async () => {
    const signed = await signedContract();
    const filled = append(signed, {
      set: { 11: fieldBodies.remark(`/V (none) /AP << /N ${fresh} 0 R >>`), [fresh]: face('none') },
    });
    const report = await verify(filled);
    assert.deepEqual(report.signatures[0]?.signedRevision, { index: 1, length: signed.length });
    const [first] = describeReport(report, 'zh-Hans').signatures[0]?.children ?? [];
    assert.equal(first?.text, '本签名之后文件被更改：表单填写，允许');
    assert.deepEqual(
      first?.children.map(({ text }) => text),
      [
        `签名时的文件为前 ${signed.length.toLocaleString('en')} 字节（第 2 版）`,
        ...Array<string>(2).fill('字段“remark”的外观已设置。'),
        '字段“remark”已填写。',
      ],
    );
    const whole = describeReport(await verify(signed), 'en').signatures[0];
    assert.equal(whole?.children[0]?.label, 'signer');
  });

  it('says what is wrong with a file that cannot be read, in the language of the reader', async () => {
    const report = await verify(utf8ToBytes('x'));
    const texts = reportLocales.map((locale) => describeReport(report, locale).file.text);
    assert.equal(texts[0], report.error?.message);
    assert.equal(texts[1], '这不是 PDF 文件，请选择合同的 PDF 原件。');
    assert.equal(new Set(texts).size, 3);
  });

  it('tells who reads the headline only that there are warnings', async () => {
    const noted = append(await signedContract(), {
      set: {
        3: annotsWith(`${fresh} 0 R`),
        [fresh]: '<< /Type /Annot /Subtype /Square /Rect [72 760 300 800] /P 3 0 R >>',
      },
    });
    const { headline } = describeReport(await verify(noted), 'zh-Hans');
    assert.deepInclude(headline, {
      code: 'PASSED',
      text: '所有签名均有效，签署者可信。但有警告：信赖文件所显示的内容之前，请先查看警告。',
    });
    assert.notInclude(describeReport(await verify(await signedContract()), 'zh-Hans').headline.text, '警告');
  });

  it('says that the content of a page was changed', async () => {
    const forged = append(await signedContract(), { set: { 4: stream('', 'BT ET') } });
    const lines = describeReport(await verify(forged), 'zh-Hans').signatures.flatMap(linesOf);
    assert.include(lines, '签名后页面的内容被更改。 | unexplained  4 0 R');
  });

  it('counts no time-stamp as a signature', async () => {
    const stamped = await appendSigned(buildPdf(), fresh, 'authority', {
      set: { 7: bodyOf(buildPdf(), 7).replace(/>>$/, `/V ${fresh} 0 R >>`) },
    });
    assert.match(describeReport(await verify(stamped), 'en').file.text, /, 0 signatures, 1 time-stamp$/);
  });

  it('names the field in the language of the reader', async () => {
    const changed = append(await signedContract(), {
      set: { 10: fieldBodies.salary('/V (9000) /AP << /N 12 0 R >>') },
    });
    const problems = describeReport(await verify(changed), 'zh-Hant').signatures.flatMap(linesOf);
    assert.include(problems, '警告 | 欄位「salary」的值被修改。 | LATER_FIELD_CHANGED');
  });

  it('has the verdict, its meaning and its tone, in three languages that differ', async () => {
    const signed = await signedContract();
    const cases = [
      [signed, 'PASSED', 'good'],
      [flipped(signed, 200), 'FAILED', 'bad'],
      [buildPdf(), 'UNSIGNED', 'uncertain'],
      [utf8ToBytes('x'), 'UNREADABLE', 'bad'],
    ] as const;
    for (const [bytes, verdict, tone] of cases) {
      const report = await verify(bytes);
      const heads = reportLocales.map((locale) => describeReport(report, locale).headline);
      for (const head of heads) assert.deepInclude(head, { code: verdict, tone });
      assert.equal(new Set(heads.map(({ text }) => text)).size, 3);
      assert.equal(report.error === undefined, verdict !== 'UNREADABLE');
    }
  });
});
