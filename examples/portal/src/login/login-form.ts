import type { Account, PortalClient } from '@cinnabar/client';
import { controlStyles, themeStyles } from '@cinnabar/elements/theme';
import { icon, Localizer } from '@cinnabar/elements/toolkit';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { CircleAlert, ExternalLink } from 'lucide';
import { errorText } from '../shell/error-text.ts';
import { pageStyles } from '../shell/page.styles.ts';
import { loginMessages } from './login.messages.ts';
import { loginStyles } from './login.styles.ts';
import { LoginModel } from './login-model.ts';

/** An account was opened with a code. */
export class LoggedInEvent extends Event {
  static readonly type = 'logged-in';
  readonly account: Account;

  constructor(account: Account) {
    super(LoggedInEvent.type);
    this.account = account;
  }
}

/**
 * Login by SMS code for one of the portals.
 * Catalogue: SCR-39, ACC-06.
 *
 * @fires {LoggedInEvent} logged-in - The code was right.
 */
@customElement('login-form')
export class LoginForm extends LitElement {
  @property({ attribute: false }) client!: PortalClient;
  @property() portal: Account['kind'] = 'worker';
  /** Says that a contract opens after logging in. */
  @property({ type: Boolean }) deep = false;

  @query('dialog') private readonly agreements!: HTMLDialogElement;
  @query('#code') private readonly codeInput!: HTMLInputElement;

  readonly #texts = new Localizer(this, loginMessages);
  #model!: LoginModel;
  #timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [themeStyles, controlStyles, pageStyles, loginStyles];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client') || changed.has('portal')) {
      this.#model = new LoginModel(this.client, this.portal, () => this.requestUpdate());
    }
  }

  override render(): TemplateResult {
    const t = this.#texts;
    const model = this.#model;
    const employer = this.portal === 'employer';
    return html`<form class="panel" novalidate @submit=${this.#enter}>
        <div>
          <h1>${t.t(employer ? 'employerTitle' : 'workerTitle')}</h1>
          <p class="soft small">${this.deep ? t.t('toContract') : t.t('method')}</p>
        </div>
        <div class="field">
          <label for="phone">${t.t('phone')}</label>
          <input
            id="phone"
            class="input tabular"
            type="tel"
            inputmode="tel"
            autocomplete="tel-national"
            placeholder=${t.t('phonePlaceholder')}
            aria-invalid=${model.problem === 'PHONE'}
            aria-describedby="phone-problem"
            .value=${model.phone}
            @input=${(event: Event) => (model.phone = (event.target as HTMLInputElement).value)}
          />
          <div id="phone-problem" role="alert">${this.#problem('PHONE')}</div>
        </div>
        <div class="field">
          <label for="code">${t.t('code')}</label>
          <div class="code">
            <input
              id="code"
              class="input tabular"
              inputmode="numeric"
              autocomplete="one-time-code"
              maxlength="8"
              placeholder=${t.t('codePlaceholder')}
              aria-invalid=${model.problem === 'CODE'}
              aria-describedby="code-problem"
              .value=${model.code}
              @input=${(event: Event) => (model.code = (event.target as HTMLInputElement).value)}
            />
            <button
              type="button"
              class="button"
              ?disabled=${model.busy !== 'none' || model.secondsToResend > 0}
              @click=${this.#send}
            >
              ${this.#sendLabel()}
            </button>
          </div>
          <div id="code-problem" role="alert">${this.#problem('CODE')}</div>
          ${
            model.sent
              ? html`<p class="small soft" role="status">
                  ${t.t('sent')}<a href="/sandbox/inbox" target="_blank" rel="noopener"
                    >${t.t('inbox')}${icon(ExternalLink, 14)}</a
                  >${t.t('sentEnd')}
                </p>`
              : nothing
          }
        </div>
        <div class="field">
          <div class="agree">
            <input
              id="agree"
              type="checkbox"
              aria-describedby="agree-problem"
              .checked=${model.agreed}
              @change=${this.#agree}
            />
            <span
              ><label for="agree">${t.t('agree')}</label>
              <button type="button" class="link" @click=${() => this.agreements.showModal()}>
                ${t.t('agreements')}
              </button></span
            >
          </div>
          <div id="agree-problem" role="alert">${this.#problem('AGREEMENT')}</div>
        </div>
        ${model.failure ? html`<p class="error" role="alert">${this.#failure()}</p>` : nothing}
        <button class="button strong" ?disabled=${model.busy !== 'none'}>
          ${t.t(model.busy === 'entering' ? 'entering' : employer ? 'enterEmployer' : 'enterWorker')}
        </button>
        <p class="small other">
          <a href=${employer ? '/worker/' : '/employer/'}>${t.t(employer ? 'toWorker' : 'toEmployer')}</a>
        </p>
      </form>
      <dialog aria-labelledby="agreements">
        <h2 id="agreements">${t.t('agreementTitle')}</h2>
        <p>${t.t('agreements')}</p>
        <p class="soft">${t.t('agreementText')}</p>
        <button class="button" @click=${() => this.agreements.close()}>${t.t('close')}</button>
      </dialog>`;
  }

  #problem(code: 'PHONE' | 'CODE' | 'AGREEMENT') {
    if (this.#model.problem !== code) return nothing;
    return html`<p class="error">${icon(CircleAlert, 18)}${this.#texts.t(code)}</p>`;
  }

  #failure() {
    return html`${icon(CircleAlert, 18)}<span>${this.#texts.pick(errorText(this.#model.failure))}</span>`;
  }

  #sendLabel(): string {
    const { busy, secondsToResend } = this.#model;
    if (busy === 'sending') return this.#texts.t('sending');
    if (secondsToResend > 0) return this.#texts.t('resendIn', { seconds: secondsToResend });
    return this.#texts.t(this.portal === 'employer' ? 'sendEmployer' : 'sendWorker');
  }

  #agree(event: Event): void {
    this.#model.agreed = (event.target as HTMLInputElement).checked;
    if (this.#model.problem === 'AGREEMENT') this.#model.problem = undefined;
    this.requestUpdate();
  }

  async #send(): Promise<void> {
    await this.#model.sendCode();
    if (!this.#model.sent || this.#model.problem) return;
    this.codeInput.focus();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      if (this.#model.secondsToResend === 0) clearInterval(this.#timer);
      this.requestUpdate();
    }, 1000);
  }

  async #enter(event: Event): Promise<void> {
    event.preventDefault();
    const account = await this.#model.enter();
    if (account) this.dispatchEvent(new LoggedInEvent(account));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'login-form': LoginForm;
  }
  interface HTMLElementEventMap {
    'logged-in': LoggedInEvent;
  }
}
