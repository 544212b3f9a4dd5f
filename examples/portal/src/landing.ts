import { controlStyles, themeStyles } from '@cinnabar/elements/theme';
import { icon, Localizer, type Messages } from '@cinnabar/elements/toolkit';
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { ArrowRight, Building2, FlaskConical, Mail, UserRound } from 'lucide';
import { restoreLanguage } from './shell/language.ts';
import './shell/portal-header.ts';

const messages = {
  name: { 'zh-Hans': '电子劳动合同', 'zh-Hant': '電子勞動合約', en: 'Electronic contracts' },
  title: {
    'zh-Hans': '电子劳动合同参考系统',
    'zh-Hant': '電子勞動合約參考系統',
    en: 'Electronic labour contracts, a reference system',
  },
  lead: {
    'zh-Hans': '上传合同、填写信息、在原文件上签字盖章，双方各留一份可独立验证的 PDF。',
    'zh-Hant': '上傳合約、填寫資料、在原文件上簽字蓋章，雙方各留一份可獨立驗證的 PDF。',
    en: 'Upload a contract, fill it in, sign and seal the very file. Both sides keep a PDF anyone can verify.',
  },
  employer: { 'zh-Hans': '用人单位', 'zh-Hant': '用人單位', en: 'Employer' },
  employerText: {
    'zh-Hans': '发起签署、加盖企业印章、管理合同',
    'zh-Hant': '發起簽署、加蓋企業印章、管理合約',
    en: 'Start signing, set the company seal, keep contracts',
  },
  worker: { 'zh-Hans': '劳动者', 'zh-Hant': '勞動者', en: 'Worker' },
  workerText: {
    'zh-Hans': '查看、填写并手写签署自己的合同',
    'zh-Hant': '查看、填寫並手寫簽署自己的合約',
    en: 'Read, fill in and sign your own contract by hand',
  },
  test: { 'zh-Hans': '测试环境', 'zh-Hant': '測試環境', en: 'Test system' },
  testText: {
    'zh-Hans': '这是参考系统，不是任何官方平台。人员、证书、短信都由沙箱产生，签署结果仅供测试，不具法律效力。',
    'zh-Hant': '這是參考系統，不是任何官方平台。人員、憑證、簡訊都由沙箱產生，簽署結果僅供測試，不具法律效力。',
    en: 'This is a reference system, not an official platform. People, certificates and messages come from a sandbox; what is signed here has no legal effect.',
  },
  inbox: { 'zh-Hans': '打开沙箱短信收件箱', 'zh-Hant': '開啟沙箱簡訊收件匣', en: 'Open the sandbox SMS inbox' },
} as const satisfies Messages;

/**
 * Entry page: what this is and the two portals.
 * Catalogue: CLI-1, CLI-2, GEN-02.
 */
@customElement('portal-landing')
export class PortalLanding extends LitElement {
  readonly #texts = new Localizer(this, messages);

  static override styles = [
    themeStyles,
    controlStyles,
    css`
      main {
        max-width: 880px;
        margin: 0 auto;
        padding: clamp(40px, 10vh, 112px) 24px 48px;
      }
      h1 {
        margin: 0;
        font: 600 28px/1.4 var(--_font-title);
        text-wrap: balance;
      }
      .lead {
        margin: 12px 0 40px;
        max-width: 36em;
        font-size: 18px;
        color: var(--_ink-soft);
        text-wrap: pretty;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(280px, 1fr));
        gap: 16px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .entry {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 4px 16px;
        align-items: center;
        height: 100%;
        padding: 24px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius-dialog);
        background: var(--_raised);
        color: inherit;
        text-decoration: none;
        transition: border-color var(--_quick);
      }
      .entry:hover {
        border-color: var(--_control-line);
      }
      .entry b {
        font-size: 18px;
        font-weight: 600;
      }
      .entry > :first-child {
        grid-row: span 2;
      }
      .entry > :nth-child(3) {
        grid-row: 1 / span 2;
        grid-column: 3;
        color: var(--_ink-soft);
      }
      .entry span {
        grid-column: 2;
        font-size: 14px;
        color: var(--_ink-soft);
      }
      .test {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 12px;
        margin-top: 40px;
        padding-top: 24px;
        border-top: 1px solid var(--_line);
        font-size: 14px;
      }
      .test b,
      .test svg {
        color: var(--_wait);
      }
      .test p {
        grid-column: 2;
        margin: 0;
        max-width: 52em;
        color: var(--_ink-soft);
      }
      .inbox {
        grid-column: 2;
        justify-self: start;
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-height: 44px;
        color: var(--_info);
        text-underline-offset: 3px;
      }
      .inbox svg {
        color: inherit;
      }
    `,
  ];

  override render() {
    const t = this.#texts;
    return html`<portal-header name=${t.t('name')}></portal-header>
      <main>
        <h1>${t.t('title')}</h1>
        <p class="lead">${t.t('lead')}</p>
        <ul>
          <li>
            <a class="entry" href="/employer/">
              ${icon(Building2, 32)}<b>${t.t('employer')}</b>${icon(ArrowRight)}<span>${t.t('employerText')}</span>
            </a>
          </li>
          <li>
            <a class="entry" href="/worker/">
              ${icon(UserRound, 32)}<b>${t.t('worker')}</b>${icon(ArrowRight)}<span>${t.t('workerText')}</span>
            </a>
          </li>
        </ul>
        <aside class="test">
          ${icon(FlaskConical)}<b>${t.t('test')}</b>
          <p>${t.t('testText')}</p>
          <a class="inbox" href="/sandbox/inbox" target="_blank" rel="noopener">${icon(Mail)}${t.t('inbox')}</a>
        </aside>
      </main>`;
  }
}

restoreLanguage();
