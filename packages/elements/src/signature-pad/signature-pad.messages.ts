import type { InkProblem } from '@cinnabar/core/ink';
import type { LocalizedText } from '@cinnabar/core/language';

import type { Messages } from '../internal/localize.ts';

export const signaturePadMessages = {
  title: { 'zh-Hans': '手绘印章', 'zh-Hant': '手繪印章', en: 'Hand-drawn signature' },
  hint: { 'zh-Hans': '请在此处签名', 'zh-Hant': '請在此處簽名', en: 'Sign here' },
  copy: { 'zh-Hans': '请手抄：{text}', 'zh-Hant': '請手抄：{text}', en: 'Copy by hand: {text}' },
  copyHint: { 'zh-Hans': '请在此处书写', 'zh-Hant': '請在此處書寫', en: 'Write here' },
  signer: { 'zh-Hans': '签署人：{name}', 'zh-Hant': '簽署人：{name}', en: 'Signer: {name}' },
  turn: { 'zh-Hans': '请将手机横过来书写', 'zh-Hant': '請將手機橫過來書寫', en: 'Hold your phone sideways to write' },
  area: {
    'zh-Hans': '手写签名区，已写 {count} 笔',
    'zh-Hant': '手寫簽名區，已寫 {count} 筆',
    en: 'Signature area, strokes: {count}',
  },
  clear: { 'zh-Hans': '重写', 'zh-Hant': '重寫', en: 'Clear' },
  undo: { 'zh-Hans': '撤销', 'zh-Hant': '復原', en: 'Undo' },
  redo: { 'zh-Hans': '恢复', 'zh-Hant': '重做', en: 'Redo' },
  confirm: { 'zh-Hans': '确定', 'zh-Hant': '確定', en: 'Use this signature' },
  cancel: { 'zh-Hans': '取消', 'zh-Hant': '取消', en: 'Cancel' },
  cleared: { 'zh-Hans': '已清空', 'zh-Hant': '已清空', en: 'Cleared' },
} satisfies Messages;

export const inkProblemMessages: Readonly<Record<InkProblem, LocalizedText>> = {
  INK_EMPTY: { 'zh-Hans': '请先签名。', 'zh-Hant': '請先簽名。', en: 'Please sign first.' },
  INK_DOT: {
    'zh-Hans': '只有一个点，请写出完整姓名。',
    'zh-Hant': '只有一個點，請寫出完整姓名。',
    en: 'This is only a dot. Please write your full name.',
  },
  INK_TOO_SMALL: {
    'zh-Hans': '签名太小，请写大一些。',
    'zh-Hant': '簽名太小，請寫大一些。',
    en: 'The signature is too small. Please write larger.',
  },
  INK_TOO_LARGE: {
    'zh-Hans': '笔画过多，请重写。',
    'zh-Hant': '筆畫過多，請重寫。',
    en: 'There are too many strokes. Please clear and sign again.',
  },
  INK_INVALID: {
    'zh-Hans': '签名数据有误，请重写。',
    'zh-Hant': '簽名資料有誤，請重寫。',
    en: 'The signature could not be read. Please clear and sign again.',
  },
};
