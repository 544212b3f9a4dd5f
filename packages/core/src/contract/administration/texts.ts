import type { ProblemTexts } from '../../language/index.ts';
import type { TransitionRefusal } from '../../machine/index.ts';
import type { IntentRefusal } from '../intent/index.ts';
import { commonTexts, sentences } from '../refusal/index.ts';

type Own = 'NOT_PERMITTED' | 'ADMIN_REVOKED' | 'ADMIN_SELF' | 'ADMIN_NOT_ELIGIBLE' | 'ADMIN_NOBODY';

/** Why an administration does not change hands, or does not let in. */
export type AdminRefusal = TransitionRefusal | IntentRefusal | Own;

/** Catalogue: MSG-14. */
const texts: ProblemTexts<Own> = {
  NOT_PERMITTED: commonTexts.NOT_PERMITTED,
  ADMIN_REVOKED: {
    'zh-Hans': '您的管理员权限已转授，无法登录',
    'zh-Hant': '您的管理員權限已轉授，無法登入',
    en: 'Your administration was handed over; you cannot log in.',
  },
  ADMIN_SELF: {
    'zh-Hans': '不能转授给本人',
    'zh-Hant': '不能轉授給本人',
    en: 'Choose somebody else.',
  },
  ADMIN_NOT_ELIGIBLE: {
    'zh-Hans': '只能转授给本单位已实名认证的在用账号',
    'zh-Hant': '只能轉授給本單位已實名認證的在用帳號',
    en: 'Choose an active account of the company whose holder is verified.',
  },
  ADMIN_NOBODY: {
    'zh-Hans': '暂无可转授的账号，请先添加并完成实名认证',
    'zh-Hant': '暫無可轉授的帳號，請先新增並完成實名認證',
    en: 'Nobody can take over yet: add an account whose holder is verified.',
  },
};

export const { because } = sentences(texts);
