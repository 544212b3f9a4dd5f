import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { assert } from 'chai';
import ts from 'typescript';

const folder = fileURLToPath(new URL('../../src/', import.meta.url));

/** Mainland words that Taiwan and Hong Kong say otherwise (合約, 簡訊, 資訊, 字元, 支援, 登入, 預設, 檔案, 範本, 新增, 點選, …). */
const mainland =
  /合同|短信|信息|字符|支持|登錄|默認|文件夾|模板|添加|點擊|數據|打印|彈窗|視頻|郵箱|用戶|當前|創建|發送至|在線|聯繫|獲取|導出|運營商|人臉識別/;
/** Characters that only simplified text has, of those that are frequent here. */
const simplified =
  /[证号应为数开头请写国银误签确认议终发办业员务时间设实达编协约劳动单载页审阅册处将对无过还没这变须类线级给统总续绍权据报关门问题传输档图标记录验择选现内]/u;
/** Laws keep their names. */
const names = /勞動合同法/g;

interface Wording {
  readonly where: string;
  readonly hans: string;
  readonly hant: string;
  readonly en: string;
}

/** Every text in three languages in a source: literals with the three keys, and calls that take the three in order. */
function wordingsIn(path: string): Wording[] {
  const source = ts.createSourceFile(path, readFileSync(folder + path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Wording[] = [];
  const wordsOf = (node: ts.Expression | undefined): string | undefined =>
    node === undefined ? undefined : ts.isStringLiteralLike(node) ? node.text : undefined;
  const add = (node: ts.Node, [hans, hant, en]: readonly (string | undefined)[]): void => {
    if (hans === undefined || hant === undefined || en === undefined || !/\p{Script=Han}/u.test(hans + hant)) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push({ where: `${path}:${String(line + 1)}`, hans, hant, en });
  };
  const walk = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const value = (key: string) =>
        wordsOf(
          node.properties
            .filter(ts.isPropertyAssignment)
            .find(({ name }) => (ts.isIdentifier(name) || ts.isStringLiteral(name)) && name.text === key)?.initializer,
        );
      add(node, [value('zh-Hans'), value('zh-Hant'), value('en')]);
    } else if (ts.isCallExpression(node) && node.arguments.length === 3) {
      add(node, node.arguments.map(wordsOf));
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

const wordings = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .flatMap(wordingsIn);

describe('traditional Chinese', () => {
  it('is found in every table of the core', () => {
    for (const table of [
      'contract/signing/texts.ts',
      'contract/notices/notice-table.ts',
      'contract/rules/texts.ts',
      'evidence/event-types.ts',
      'exchange/code-sets.ts',
      'field/labour-texts.ts',
      'identity/texts.ts',
      'machine/machine.ts',
    ]) {
      assert.isTrue(
        wordings.some(({ where }) => where.startsWith(table)),
        table,
      );
    }
  });

  it('is written in words of Taiwan and Hong Kong, not converted', () => {
    const wrong = wordings.filter(({ hant }) => mainland.test(hant.replace(names, '')));
    assert.deepEqual(
      wrong.map(({ where, hant }) => `${where} ${hant}`),
      [],
    );
  });

  it('has no simplified characters', () => {
    const wrong = wordings.filter(({ hant }) => simplified.test(hant));
    assert.deepEqual(
      wrong.map(({ where, hant }) => `${where} ${hant}`),
      [],
    );
  });

  it('has the same marks as the other languages', () => {
    const marks = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join();
    for (const { where, hans, hant, en } of wordings) {
      assert.equal(marks(hans), marks(en), where);
      assert.equal(marks(hant), marks(en), where);
    }
  });
});
