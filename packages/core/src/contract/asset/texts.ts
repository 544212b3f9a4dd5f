import type { ProblemTexts } from '../../language/index.ts';
import type { TransitionRefusal } from '../../machine/index.ts';
import { commonTexts, sentences } from '../refusal/index.ts';

type Own = 'NOT_PERMITTED' | 'KYC_REQUIRED' | 'ASSET_USED' | 'ASSET_DISABLED' | 'ASSET_RIGHT';

/** Why nothing happens to a signature or seal, or why it is not used. */
export type AssetRefusal = TransitionRefusal | Own;

const texts: ProblemTexts<Own> = {
  NOT_PERMITTED: commonTexts.NOT_PERMITTED,
  KYC_REQUIRED: commonTexts.KYC_REQUIRED,
  ASSET_USED: {
    'zh-Hans': '已用于签署，不能删除，可以停用',
    'zh-Hant': '已用於簽署，不能刪除，可以停用',
    en: 'It was used to sign and cannot be deleted; disable it instead.',
  },
  ASSET_DISABLED: {
    'zh-Hans': '该签名或印章未启用',
    'zh-Hant': '該簽名或印章未啟用',
    en: 'This signature or seal is not active.',
  },
  ASSET_RIGHT: {
    'zh-Hans': '您没有使用该印章的权限',
    'zh-Hant': '您沒有使用該印章的權限',
    en: 'You may not use this seal.',
  },
};

export const { because } = sentences(texts);
