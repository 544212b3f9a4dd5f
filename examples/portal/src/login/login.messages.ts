import type { Messages } from '@cinnabar/elements/toolkit';

export const loginMessages = {
  employerTitle: { 'zh-Hans': '用人单位登录', 'zh-Hant': '用人單位登入', en: 'Employer login' },
  workerTitle: { 'zh-Hans': '劳动者登录', 'zh-Hant': '勞動者登入', en: 'Worker login' },
  method: { 'zh-Hans': '验证码登录', 'zh-Hant': '驗證碼登入', en: 'Log in with an SMS code' },
  phone: { 'zh-Hans': '手机号', 'zh-Hant': '手機號', en: 'Mobile number' },
  phonePlaceholder: { 'zh-Hans': '请输入手机号', 'zh-Hant': '請輸入手機號', en: 'Enter mobile number' },
  code: { 'zh-Hans': '验证码', 'zh-Hant': '驗證碼', en: 'Code' },
  codePlaceholder: { 'zh-Hans': '请输入验证码', 'zh-Hant': '請輸入驗證碼', en: 'Enter code' },
  sendEmployer: { 'zh-Hans': '发送验证码', 'zh-Hant': '發送驗證碼', en: 'Send code' },
  sendWorker: { 'zh-Hans': '获取验证码', 'zh-Hant': '取得驗證碼', en: 'Get code' },
  sending: { 'zh-Hans': '正在发送…', 'zh-Hant': '正在發送…', en: 'Sending…' },
  resendIn: { 'zh-Hans': '{seconds} 秒后重发', 'zh-Hant': '{seconds} 秒後重發', en: 'Resend in {seconds} s' },
  sent: {
    'zh-Hans': '验证码已发送。测试环境不会发出真实短信，请到',
    'zh-Hant': '驗證碼已發送。測試環境不會發出真實簡訊，請到',
    en: 'Code sent. This test system sends no real SMS; find it in the',
  },
  inbox: { 'zh-Hans': '沙箱短信收件箱', 'zh-Hant': '沙箱簡訊收件匣', en: 'sandbox SMS inbox' },
  sentEnd: { 'zh-Hans': '查看。', 'zh-Hant': '查看。', en: '.' },
  agree: { 'zh-Hans': '我已阅读并同意', 'zh-Hant': '我已閱讀並同意', en: 'I have read and agree to the' },
  agreements: {
    'zh-Hans': '《平台用户注册协议》《数字证书服务协议》《用户隐私协议》',
    'zh-Hant': '《平台用戶註冊協議》《數位憑證服務協議》《用戶隱私協議》',
    en: 'user agreement, certificate service agreement and privacy agreement',
  },
  agreementTitle: { 'zh-Hans': '协议说明', 'zh-Hant': '協議說明', en: 'About the agreements' },
  agreementText: {
    'zh-Hans':
      '本系统为参考实现，不提供真实的注册、数字证书或隐私服务。正式部署时，运营方在此处展示带版本号的协议全文，并记录同意的时间与版本。',
    'zh-Hant':
      '本系統為參考實作，不提供真實的註冊、數位憑證或隱私服務。正式部署時，營運方在此處展示帶版本號的協議全文，並記錄同意的時間與版本。',
    en: 'This is a reference implementation and offers no real registration, certificate or privacy service. In production the operator shows the full, versioned agreements here and records when they were accepted.',
  },
  close: { 'zh-Hans': '关闭', 'zh-Hant': '關閉', en: 'Close' },
  enterEmployer: { 'zh-Hans': '登录', 'zh-Hant': '登入', en: 'Log in' },
  enterWorker: { 'zh-Hans': '注册并登录', 'zh-Hant': '註冊並登入', en: 'Register and log in' },
  entering: { 'zh-Hans': '正在登录…', 'zh-Hant': '正在登入…', en: 'Logging in…' },
  PHONE: {
    'zh-Hans': '请输入 11 位手机号。',
    'zh-Hant': '請輸入 11 位手機號。',
    en: 'Enter an 11-digit mobile number.',
  },
  CODE: {
    'zh-Hans': '请输入短信中的数字验证码。',
    'zh-Hant': '請輸入簡訊中的數字驗證碼。',
    en: 'Enter the digits of the code in the message.',
  },
  AGREEMENT: {
    'zh-Hans': '请先阅读并勾选协议。',
    'zh-Hant': '請先閱讀並勾選協議。',
    en: 'Please read and accept the agreements first.',
  },
  toWorker: { 'zh-Hans': '劳动者登录', 'zh-Hant': '勞動者登入', en: 'Log in as a worker' },
  toEmployer: { 'zh-Hans': '用人单位登录', 'zh-Hant': '用人單位登入', en: 'Log in as an employer' },
  toContract: {
    'zh-Hans': '登录后将直接打开待签署的合同。',
    'zh-Hant': '登入後將直接開啟待簽署的合約。',
    en: 'After logging in your contract opens directly.',
  },
} as const satisfies Messages;
