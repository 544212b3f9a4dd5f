/** Getting in: codes to phones, passwords, new companies. */
export { accountMachine, type AccountState, type AccountTransition } from './account-machine.ts';
export {
  companyProblem,
  decideAccount,
  loginByCode,
  wrongLogin,
  type Account,
  type AccountEvent,
} from './decide-account.ts';
export { enterLoginCode, requestCode, type CodeEntry, type LoginPurpose, type PhoneCodes } from './login-code.ts';
export { checkCompany, type CompanyInput, type NewCompany } from './register-company.ts';
export type { AccountRefusal } from './texts.ts';
