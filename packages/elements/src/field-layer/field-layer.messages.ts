import type { Messages } from '../internal/localize.ts';

export const messages = {
  controls: { 'zh-Hans': '填写与签署项', 'zh-Hant': '填寫與簽署項', en: 'Fields and signing areas' },
  required: { 'zh-Hans': '{label}（必填）', 'zh-Hant': '{label}（必填）', en: '{label} (required)' },
  done: { 'zh-Hans': '已完成', 'zh-Hant': '已完成', en: 'Done' },
  fill: { 'zh-Hans': '填写{label}', 'zh-Hant': '填寫{label}', en: 'Fill in: {label}' },
  filled: { 'zh-Hans': '{label}：{value}', 'zh-Hant': '{label}：{value}', en: '{label}: {value}' },
  fileWanted: { 'zh-Hans': '请在页面中上传', 'zh-Hant': '請在頁面中上傳', en: 'Upload it on the page around' },
  district: { 'zh-Hans': '省市区', 'zh-Hant': '省市區', en: 'Province, city, district' },
  detail: { 'zh-Hans': '详细地址', 'zh-Hant': '詳細地址', en: 'Street and number' },
  cell: { 'zh-Hans': '{title}（第 {row} 行）', 'zh-Hant': '{title}（第 {row} 列）', en: '{title} (row {row})' },
  choose: { 'zh-Hans': '请选择', 'zh-Hant': '請選擇', en: 'Choose' },
  signHere: { 'zh-Hans': '点按手写签名', 'zh-Hant': '點按手寫簽名', en: 'Tap to sign' },
  sealHere: { 'zh-Hans': '将印章拖到此处', 'zh-Hant': '將印章拖到此處', en: 'Place the seal here' },
  dropHere: { 'zh-Hans': '放到这里', 'zh-Hant': '放到這裡', en: 'Drop here' },
  signed: {
    'zh-Hans': '{label}：已签名，点按可重签',
    'zh-Hant': '{label}：已簽名，點按可重簽',
    en: '{label}: signed, tap to sign again',
  },
  sealed: {
    'zh-Hans': '{label}：已放置印章，点按可更换',
    'zh-Hant': '{label}：已放置印章，點按可更換',
    en: '{label}: seal placed, tap to change',
  },
  removeMark: { 'zh-Hans': '移除{label}', 'zh-Hant': '移除{label}', en: 'Remove: {label}' },
  onSigning: { 'zh-Hans': '签署时自动填写', 'zh-Hant': '簽署時自動填寫', en: 'Filled in on signing' },
  previous: { 'zh-Hans': '上一项', 'zh-Hant': '上一項', en: 'Previous' },
  next: { 'zh-Hans': '下一项', 'zh-Hant': '下一項', en: 'Next' },
  finish: { 'zh-Hans': '填好了', 'zh-Hant': '填好了', en: 'Done' },
  close: { 'zh-Hans': '关闭', 'zh-Hant': '關閉', en: 'Close' },
  step: {
    'zh-Hans': '第 {index} 项，共 {total} 项',
    'zh-Hant': '第 {index} 項，共 {total} 項',
    en: 'Field {index} of {total}',
  },
  MARK_MISSING: { 'zh-Hans': '请在此处签署', 'zh-Hant': '請在此處簽署', en: 'Please sign here' },
} satisfies Messages;
