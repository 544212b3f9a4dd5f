import { parseCreditCode, parseMobile, parseOrganisationName } from '../../identity/index.ts';
import { parsed, unparsed, type Parsed, type Problem } from '../../language/index.ts';
import { consentProblem, type Agreement, type Tick } from '../consent/index.ts';
import { because, type AccountRefusal } from './texts.ts';

/** 创建企业 as people fill it in. */
export interface CompanyInput {
  readonly name: string;
  readonly creditCode: string;
  readonly mobile: string;
}

/** {@link CompanyInput} in canonical spelling. */
export type NewCompany = CompanyInput;

/**
 * Checks a new company before a code is sent to its administrator: name as on the licence (brackets of any width), credit
 * code with its check character, mobile, agreements ticked. `registered`: whether a company has the code already; asked only
 * when all else is right. All problems at once. Catalogue: ACC-02.
 */
export function checkCompany(
  input: CompanyInput,
  agreements: { readonly asked: readonly Agreement[]; readonly ticks: readonly Tick[] },
  registered: (creditCode: string) => boolean,
): Parsed<NewCompany, AccountRefusal> {
  const name = parseOrganisationName(input.name, { path: 'name' });
  const code = parseCreditCode(input.creditCode, { path: 'creditCode' });
  const mobile = parseMobile(input.mobile, { path: 'mobile' });
  const consent = consentProblem(agreements.asked, agreements.ticks);
  const problems: Problem<AccountRefusal>[] = [name, code, mobile].flatMap((part) =>
    part.ok ? [] : [...part.problems],
  );
  if (consent !== undefined) problems.push(consent);
  const [first, ...others] = problems;
  if (first !== undefined || !name.ok || !code.ok || !mobile.ok) {
    return unparsed(first ?? because('NOT_PERMITTED'), ...others);
  }
  if (registered(code.value.number)) return unparsed(because('COMPANY_REGISTERED', { path: 'creditCode' }));
  return parsed({ name: name.value, creditCode: code.value.number, mobile: mobile.value.number });
}
