import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import {
  constraints,
  describedRules,
  findingText,
  problemText,
  reportLocales,
  type ReportLocale,
} from '@cinnabar/core/verify';
import { assert } from 'chai';

import { phrase, phraseNames } from '../../src/verify/texts/phrases.ts';
import { describedProblems, problemSentence } from '../../src/verify/texts/problems.ts';
import * as states from '../../src/verify/texts/states.ts';

/** Codes that never reach a report: `check-seal.ts` says the same in other words. */
const unreported = ['SES_MAKER_NOT_JUDGED', 'SES_SIGNER_NOT_JUDGED'];

/** Codes of problems as they stand in the sources of what a report is made of. */
function emittedCodes(): Set<string> {
  const codes = new Set<string>();
  for (const folder of ['cms', 'ses', 'verify']) {
    const root = fileURLToPath(new URL(`../../src/${folder}/`, import.meta.url));
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const text = readFileSync(root + file, 'utf8');
      const calls = text.matchAll(
        /\b(?:error|warning|info|unknown|problem|observation|errorProblem|warningProblem|infoProblem)\(\s*(?:\w+,\s*)?'([A-Z][A-Z0-9_]+)'/g,
      );
      for (const [, code] of calls) codes.add(code as string);
      for (const [, kind] of text.matchAll(/`\$\{source\}(_SIGNATURE_\w+)`/g)) {
        codes.add(`CRL${kind}`).add(`OCSP${kind}`);
      }
      for (const [code] of text.matchAll(
        /(?<=')(?:SES_(?!MALFORMED|VERSION_UNS|KEY|REQUEST|SEAL_UNFIT)|SIGNATURE_INVALID)[A-Z_]*(?=')/g,
      ))
        codes.add(code);
    }
  }
  for (const code of unreported) codes.delete(code);
  return codes;
}

describe('verify: the wording of reports', () => {
  const emitted = [...emittedCodes()].sort();

  it('finds the codes that are emitted', () => {
    assert.isAbove(emitted.length, 80);
    assert.includeMembers(emitted, ['BYTE_RANGE_GAP', 'OCSP_SIGNATURE_INVALID', 'SES_NOT_HOLDER', 'TIMESTAMP_ORDER']);
  });

  it('every code that is emitted is a constraint with a level', () => {
    assert.deepEqual(
      emitted.filter((code) => !Object.hasOwn(constraints, code)),
      [],
    );
  });

  it('every constraint has a sentence in three languages', () => {
    for (const code of Object.keys(constraints)) {
      for (const locale of reportLocales) {
        const text = problemText({ code, message: 'An English sentence.' }, locale);
        assert.isNotEmpty(text, code);
        assert.notEqual(text, code);
        if (locale !== 'en') assert.match(text, /\p{Script=Han}/u, `${code} ${locale}`);
      }
    }
    assert.deepEqual(
      describedProblems.filter((code) => !Object.hasOwn(constraints, code)),
      [],
      'no sentence for what does not exist',
    );
  });

  it('no two codes, rules or phrases say the same, and no language was forgotten', () => {
    for (const locale of reportLocales) {
      const sentences = [
        ...describedProblems.map((code): [string, string] => [code, problemSentence(code, locale) as string]),
        ...describedRules.map((rule): [string, string] => [rule, findingText({ rule, field: 'x' }, locale)]),
      ];
      const seen = new Map<string, string>();
      for (const [code, text] of sentences) {
        assert.isUndefined(seen.get(text), `${code} and ${seen.get(text)}: ${text}`);
        seen.set(text, code);
      }
    }
  });

  it('traditional characters are not simplified ones', () => {
    const simplified = /[签证书时间验数据为发现级别没这个变档]/u;
    const traditional = /[簽證書時間驗數據為發現級別沒這個變檔]/u;
    const all = (locale: ReportLocale): string[] => [
      ...describedProblems.map((code) => problemSentence(code, locale) as string),
      ...describedRules.map((rule) => findingText({ rule }, locale)),
      ...phraseNames.map((name) => phrase(name, locale)),
    ];
    const only = (text: string, wanted: RegExp, unwanted: RegExp): boolean => {
      const both = [...text].filter((character) => wanted.test(character) && unwanted.test(character));
      return ![...text].some((character) => unwanted.test(character) && !both.includes(character));
    };
    for (const text of all('zh-Hant')) assert.isTrue(only(text, traditional, simplified), text);
    for (const text of all('zh-Hans')) assert.isTrue(only(text, simplified, traditional), text);
  });

  it('every state has a wording of its own', () => {
    for (const [name, table] of Object.entries(states)) {
      for (const column of [0, 1, 2] as const) {
        const texts = Object.values(table as Record<string, readonly string[]>).map((entry) => entry[column]);
        assert.equal(new Set(texts).size, texts.length, `${name} ${column}`);
        assert.isFalse(
          texts.some((text) => !text),
          name,
        );
      }
    }
  });
});
