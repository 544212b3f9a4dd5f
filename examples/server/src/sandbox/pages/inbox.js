/* global document, fetch, location, navigator, setInterval */
const texts = {
  'zh-Hans': {
    title: '沙盒 · 测试短信收件箱',
    notice: '这里不是运营商：没有短信真正发出，所有内容仅供测试。',
    empty: '还没有短信。',
    offline: '暂时连接不上服务器，正在重试。',
    other: 'English',
    purposes: { login: '登录', intent: '意愿认证', invitation: '签署邀请', completed: '签署完成' },
  },
  'zh-Hant': {
    title: '沙盒 · 測試簡訊收件匣',
    notice: '這裡不是電信業者：沒有簡訊真正發出，所有內容僅供測試。',
    empty: '還沒有簡訊。',
    offline: '暫時連不上伺服器，正在重試。',
    other: 'English',
    purposes: { login: '登入', intent: '意願認證', invitation: '簽署邀請', completed: '簽署完成' },
  },
  en: {
    title: 'Sandbox · test SMS inbox',
    notice: 'This is not a carrier: no message is really sent, everything here is for testing only.',
    empty: 'No messages yet.',
    offline: 'The server cannot be reached at the moment; trying again.',
    other: '中文',
    purposes: { login: 'Login', intent: 'Intent', invitation: 'Invitation', completed: 'Completed' },
  },
};

const list = document.querySelector('#messages');
const toggle = document.querySelector('#language');
let language = initialLanguage();
let shown = '';

function initialLanguage() {
  const wanted = navigator.language.toLowerCase();
  if (!wanted.startsWith('zh')) return 'en';
  return /hant|-tw|-hk|-mo/.test(wanted) ? 'zh-Hant' : 'zh-Hans';
}

function applyLanguage() {
  document.documentElement.lang = language;
  document.title = texts[language].title;
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = texts[language][element.dataset.text];
  }
  toggle.textContent = texts[language].other;
  toggle.lang = language === 'en' ? 'zh-Hans' : 'en';
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Codes stand out; links of this server can be followed. */
function textNodes(text) {
  return text.split(/(https?:\/\/\S+|(?<=验证码[为 ])\d{6})/).map((part) => {
    if (/^\d{6}$/.test(part)) return element('span', 'code', part);
    if (!part.startsWith(`${location.origin}/`)) return part;
    const link = element('a', '', part);
    link.href = part;
    return link;
  });
}

function item({ sentAt, to, purpose, text }) {
  const time = element('time', '', new Date(sentAt).toLocaleString(language, { hour12: false }));
  time.dateTime = sentAt;
  const meta = element('div', 'meta', `${to} · ${texts[language].purposes[purpose] ?? purpose}`, time);
  return element('li', '', meta, element('p', 'text', ...textNodes(text)));
}

async function refresh() {
  try {
    const response = await fetch('/sandbox/inbox.json');
    if (!response.ok) throw new Error(String(response.status));
    const body = await response.text();
    document.querySelector('#offline').hidden = true;
    if (body === shown) return;
    shown = body;
    const { messages } = JSON.parse(body);
    list.replaceChildren(...messages.map(item));
    document.querySelector('#empty').hidden = messages.length > 0;
  } catch {
    document.querySelector('#offline').hidden = false;
  }
}

toggle.addEventListener('click', () => {
  language = language === 'en' ? 'zh-Hans' : 'en';
  shown = '';
  applyLanguage();
  void refresh();
});

applyLanguage();
void refresh();
setInterval(() => {
  if (!document.hidden) void refresh();
}, 2000);
