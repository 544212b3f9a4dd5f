import type { Messages } from '../internal/localize.ts';

export const sealTrayMessages = {
  title: { 'zh-Hans': '企业印章', 'zh-Hant': '企業印章', en: 'Company seals' },
  hint: {
    'zh-Hans': '拖到企业签署区域；也可先点选印章，再点区域。',
    'zh-Hant': '拖到企業簽署區域；也可先點選印章，再點區域。',
    en: 'Drag a seal to the company signing area, or tap the seal and then the area.',
  },
  diameter: { 'zh-Hans': '∅{mm} mm', 'zh-Hant': '∅{mm} mm', en: '∅{mm} mm' },
  size: { 'zh-Hans': '{width} × {height} mm', 'zh-Hant': '{width} × {height} mm', en: '{width} × {height} mm' },
  emptyTitle: { 'zh-Hans': '还没有可用的印章', 'zh-Hant': '還沒有可用的印章', en: 'No seal yet' },
  emptyText: {
    'zh-Hans': '请联系企业管理员添加印章并授权给您，然后重新打开本页。',
    'zh-Hant': '請聯絡企業管理員新增印章並授權給您，然後重新開啟本頁。',
    en: 'Ask your company’s administrator to add a seal and allow you to use it, then open this page again.',
  },
  inHand: {
    'zh-Hans': '已拿起“{name}”，请点要盖章的区域。',
    'zh-Hant': '已拿起「{name}」，請點要蓋章的區域。',
    en: '“{name}” is picked up. Tap the area to seal.',
  },
  picked: {
    'zh-Hans': '已拿起“{name}”。点要盖章的区域，或按方向键选择区域、回车盖章，Esc 放回。',
    'zh-Hant': '已拿起「{name}」。點要蓋章的區域，或按方向鍵選擇區域、Enter 蓋章，Esc 放回。',
    en: '“{name}” is picked up. Tap the area to seal, or choose an area with the arrow keys and press Enter. Escape puts it back.',
  },
  pickedNone: {
    'zh-Hans': '已拿起“{name}”，但当前没有可以盖章的区域。',
    'zh-Hant': '已拿起「{name}」，但目前沒有可以蓋章的區域。',
    en: '“{name}” is picked up, but there is no area here that takes it.',
  },
  putBack: { 'zh-Hans': '放回', 'zh-Hant': '放回', en: 'Put back' },
  offered: {
    'zh-Hans': '区域 {index}/{count}：{label}，第 {page} 页。按回车盖章。',
    'zh-Hant': '區域 {index}/{count}：{label}，第 {page} 頁。按 Enter 蓋章。',
    en: 'Area {index} of {count}: {label}, page {page}. Press Enter to seal.',
  },
  offeredFromEnd: {
    'zh-Hans': '区域 {index}/{count}：{label}。按回车盖章。',
    'zh-Hant': '區域 {index}/{count}：{label}。按 Enter 蓋章。',
    en: 'Area {index} of {count}: {label}. Press Enter to seal.',
  },
  placed: {
    'zh-Hans': '已将“{name}”盖在{label}。',
    'zh-Hant': '已將「{name}」蓋在{label}。',
    en: '“{name}” placed on {label}.',
  },
  returned: { 'zh-Hans': '已放回“{name}”。', 'zh-Hant': '已放回「{name}」。', en: '“{name}” was put back.' },
} satisfies Messages;
