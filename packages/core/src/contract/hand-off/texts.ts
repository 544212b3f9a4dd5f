import type { ProblemTexts } from '../../language/index.ts';
import type { TransitionRefusal } from '../../machine/index.ts';
import { commonTexts, sentences } from '../refusal/index.ts';

type Own =
  'NOT_PERMITTED' | 'HANDOFF_TOKEN' | 'HANDOFF_TAKEN' | 'HANDOFF_EXPIRED' | 'HANDOFF_NOT_EXPIRED' | 'HANDOFF_DRAWING';

/** Why a hand-off does not go on. */
export type HandOffRefusal = TransitionRefusal | Own;

const texts: ProblemTexts<Own> = {
  NOT_PERMITTED: commonTexts.NOT_PERMITTED,
  HANDOFF_TOKEN: {
    'zh-Hans': '二维码无效，请在电脑端刷新后重新扫码',
    'zh-Hant': '二維碼無效，請在電腦端重新整理後再掃碼',
    en: 'This QR code is not valid; refresh it on the PC and scan again.',
  },
  HANDOFF_TAKEN: {
    'zh-Hans': '该二维码已在另一部手机上打开',
    'zh-Hant': '該二維碼已在另一部手機上開啟',
    en: 'Another phone has opened this QR code.',
  },
  HANDOFF_EXPIRED: {
    'zh-Hans': '二维码已过期，请在电脑端刷新',
    'zh-Hant': '二維碼已過期，請在電腦端重新整理',
    en: 'The QR code has expired; refresh it on the PC.',
  },
  HANDOFF_NOT_EXPIRED: {
    'zh-Hans': '二维码尚未过期',
    'zh-Hant': '二維碼尚未過期',
    en: 'The QR code has not expired yet.',
  },
  HANDOFF_DRAWING: {
    'zh-Hans': '手写内容已更新，请核对后再确认',
    'zh-Hant': '手寫內容已更新，請核對後再確認',
    en: 'The drawing has changed; look at it again before accepting.',
  },
};

export const { because } = sentences(texts);
