import type { LocalizedText } from '@cinnabar/core/language';

import type { PlacementRefusal } from './placement-rules.ts';

/** What a person is told when a mark is refused, and what to do instead. */
export const placementMessages: Readonly<Record<PlacementRefusal, LocalizedText>> = {
  PLACE_NO_AREA: {
    'zh-Hans': '此处不是签署区域，请放到标出的企业签署区域内。',
    'zh-Hant': '此處不是簽署區域，請放到標出的企業簽署區域內。',
    en: 'This is not a signing area. Put the seal on one of the marked company signing areas.',
  },
  PLACE_OTHER_PARTY: {
    'zh-Hans': '这是其他签约方的签署区域，请放到您的签署区域内。',
    'zh-Hant': '這是其他簽約方的簽署區域，請放到您的簽署區域內。',
    en: 'This area belongs to another party. Use one of your own signing areas.',
  },
  PLACE_NEEDS_HANDWRITING: {
    'zh-Hans': '此区域需要手写签名，不能使用企业印章。',
    'zh-Hant': '此區域需要手寫簽名，不能使用企業印章。',
    en: 'This area takes a handwritten signature, not a company seal.',
  },
  PLACE_NEEDS_SEAL: {
    'zh-Hans': '此区域需要企业印章，不能使用手写签名。',
    'zh-Hant': '此區域需要企業印章，不能使用手寫簽名。',
    en: 'This area takes a company seal, not a handwritten signature.',
  },
  PLACE_UNKNOWN_SEAL: {
    'zh-Hans': '该印章已不可用，请选择其他印章。',
    'zh-Hant': '該印章已不可用，請選擇其他印章。',
    en: 'This seal is no longer available. Choose another one.',
  },
};
