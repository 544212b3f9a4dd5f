import { hasHiddenCharacter } from '../../identity/index.ts';
import { parsed, problemOf, unparsed, type Parsed, type ProblemTexts } from '../../language/index.ts';

export type NameProblem = 'NAME_REQUIRED' | 'NAME_TOO_LONG' | 'NAME_CHARACTER';

const texts: ProblemTexts<NameProblem> = {
  NAME_REQUIRED: { 'zh-Hans': '请输入合同名称', 'zh-Hant': '請輸入合約名稱', en: 'Enter a name for the contract.' },
  NAME_TOO_LONG: {
    'zh-Hans': '合同名称最长{max}个字符',
    'zh-Hant': '合約名稱最長{max}個字元',
    en: 'The name of a contract has at most {max} characters.',
  },
  NAME_CHARACTER: {
    'zh-Hans': '合同名称不能包含表情、不可见字符或 / \\ : * " < > | ?',
    'zh-Hant': '合約名稱不能包含表情、不可見字元或 / \\ : * " < > | ?',
    en: 'The name of a contract must not hold emoji, invisible characters or / \\ : * " < > | ?',
  },
};

/** Unicode code points of a contract's name. Catalogue: LIM-05. */
const contractNameMax = 50;

/** Characters that are none, or private. */
const unfit = /[\p{Co}\p{Cn}]/u;
/** Pictures, flags, skin tones, keycaps; © ® ™ are letters of names. */
const emoji = /(?![©®™])\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u{1F3FB}-\u{1F3FF}]|\u{FE0F}|\u{20E3}/u;
const reserved = /[/\\:*"<>|?]/;

/**
 * A contract's name: trimmed, required, at most 50 Unicode code points, fit for a file's name. Full-width punctuation is
 * fine. Catalogue: INI-06, LIM-05, MSG-07.
 */
export function parseContractName(input: string): Parsed<string, NameProblem> {
  const name = input.trim();
  const path = 'name';
  if (name === '') return unparsed(problemOf(texts, 'NAME_REQUIRED', { path }));
  if ([...name].length > contractNameMax) {
    return unparsed(problemOf(texts, 'NAME_TOO_LONG', { path, values: { max: contractNameMax } }));
  }
  const refused = hasHiddenCharacter(name) || [unfit, emoji, reserved].some((each) => each.test(name));
  return refused ? unparsed(problemOf(texts, 'NAME_CHARACTER', { path })) : parsed(name);
}
