import type { Messages } from '@cinnabar/elements/toolkit';

export const shellMessages = {
  test: { 'zh-Hans': '测试环境', 'zh-Hant': '測試環境', en: 'Test system' },
  testHint: {
    'zh-Hans': '参考系统，非官方平台：证书、短信均为沙箱签发，仅供测试',
    'zh-Hant': '參考系統，非官方平台：憑證、簡訊均由沙箱簽發，僅供測試',
    en: 'Reference system, not an official platform: certificates and messages come from a sandbox',
  },
  language: { 'zh-Hans': '语言', 'zh-Hant': '語言', en: 'Language' },
  navigation: { 'zh-Hans': '导航', 'zh-Hant': '導覽', en: 'Navigation' },
  logout: { 'zh-Hans': '退出登录', 'zh-Hant': '登出', en: 'Log out' },
  employer: { 'zh-Hans': '用人单位', 'zh-Hant': '用人單位', en: 'Employer' },
  worker: { 'zh-Hans': '劳动者', 'zh-Hant': '勞動者', en: 'Worker' },
  contracts: { 'zh-Hans': '合同管理', 'zh-Hant': '合約管理', en: 'Contracts' },
  myContracts: { 'zh-Hans': '我的合同', 'zh-Hant': '我的合約', en: 'My contracts' },
  home: { 'zh-Hans': '首页', 'zh-Hant': '首頁', en: 'Home' },
  loading: { 'zh-Hans': '正在载入…', 'zh-Hant': '正在載入…', en: 'Loading…' },
  retry: { 'zh-Hans': '重试', 'zh-Hant': '重試', en: 'Try again' },
  leave: {
    'zh-Hans': '内容尚未发起，离开后将丢失。确定离开吗？',
    'zh-Hant': '內容尚未發起，離開後將遺失。確定離開嗎？',
    en: 'What you entered has not been sent and will be lost. Leave?',
  },
} as const satisfies Messages;
