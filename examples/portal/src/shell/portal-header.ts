import type { Account } from '@cinnabar/client';
import { controlStyles, themeStyles } from '@cinnabar/elements/theme';
import { icon, Localizer } from '@cinnabar/elements/toolkit';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { FlaskConical, Languages, LogOut } from 'lucide';
import { brandMark } from './brand-mark.ts';
import { chooseLanguage, currentLanguage, languages, type Language } from './language.ts';
import { shellMessages } from './shell.messages.ts';

/**
 * Head of every portal page: brand, what this system is, language, account.
 *
 * @slot - Navigation.
 * @fires logout - The reader wants to leave.
 */
@customElement('portal-header')
export class PortalHeader extends LitElement {
  @property({ attribute: false }) account: Account | undefined;
  /** Where the brand leads. */
  @property() home = '/';
  /** Name of this portal. */
  @property() name = '';

  readonly #texts = new Localizer(this, shellMessages);

  static override styles = [
    themeStyles,
    controlStyles,
    css`
      :host {
        display: block;
        position: sticky;
        top: 0;
        z-index: 2;
        border-bottom: 1px solid var(--_line);
        background: var(--_raised);
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px 20px;
        max-width: 1280px;
        min-height: 60px;
        margin: 0 auto;
        padding: 0 24px;
      }
      .brand {
        display: inline-flex;
        align-items: center;
        gap: 10px;
        min-height: 44px;
        color: inherit;
        text-decoration: none;
        font-weight: 600;
        white-space: nowrap;
      }
      .brand span {
        font-weight: 400;
        color: var(--_ink-soft);
      }
      .test {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        padding: 1px 8px;
        border: 1px solid var(--_wait);
        border-radius: 99px;
        font-size: 13px;
        color: var(--_wait);
        white-space: nowrap;
      }
      nav {
        flex: 1;
        min-width: 0;
      }
      .language {
        position: relative;
        display: inline-flex;
        align-items: center;
        color: var(--_ink-soft);
      }
      .language svg {
        position: absolute;
        left: 10px;
        pointer-events: none;
      }
      select {
        min-height: 44px;
        padding: 0 8px 0 36px;
        border: 0;
        border-radius: var(--_radius);
        background: transparent;
        color: var(--_ink);
        font-size: 14px;
        cursor: pointer;
      }
      option {
        background: var(--_raised);
      }
      .who {
        display: grid;
        font-size: 13px;
        line-height: 1.35;
        text-align: end;
        color: var(--_ink-soft);
      }
      .who b {
        font-size: 14px;
        font-weight: 500;
        color: var(--_ink);
      }
      @media (max-width: 900px) {
        .who {
          display: none;
        }
      }
      @media (max-width: 640px) {
        header {
          min-height: 52px;
          padding: 0 8px 0 16px;
          gap: 8px;
        }
        .brand b,
        .language svg {
          display: none;
        }
        .brand span {
          color: var(--_ink);
          font-weight: 600;
        }
        select {
          padding: 0 4px;
          max-width: 96px;
        }
      }
    `,
  ];

  override render() {
    const t = this.#texts;
    const { account } = this;
    return html`<header>
      <a class="brand" href=${this.home}>${brandMark(28)}<b>Cinnabar</b><span>${this.name}</span></a>
      <span class="test" title=${t.t('testHint')}>${icon(FlaskConical, 14)}${t.t('test')}</span>
      <nav aria-label=${t.t('navigation')}><slot></slot></nav>
      <label class="language">
        ${icon(Languages, 18)}
        <select aria-label=${t.t('language')} @change=${this.#choose}>
          ${languages.map(
            ({ tag, name }) =>
              html`<option value=${tag} lang=${tag} ?selected=${tag === currentLanguage()}>${name}</option>`,
          )}
        </select>
      </label>
      ${
        account
          ? html`<div class="who">
                <b>${account.name}</b><span>${account.organization ?? account.maskedPhone}</span>
              </div>
              <button class="icon-button" aria-label=${t.t('logout')} title=${t.t('logout')} @click=${this.#logout}>
                ${icon(LogOut)}
              </button>`
          : nothing
      }
    </header>`;
  }

  #choose(event: Event): void {
    chooseLanguage((event.target as HTMLSelectElement).value as Language);
  }

  #logout(): void {
    this.dispatchEvent(new Event('logout'));
  }
}
