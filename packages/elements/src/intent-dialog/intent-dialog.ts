import { CircleAlert, CircleCheck, Fingerprint, X } from 'lucide';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';

import type { IntentMethod } from '../backend/index.ts';
import { dialogStyles, syncModal } from '../dialog/index.ts';
import { announce } from '../internal/announcer.ts';
import { icon } from '../internal/icon.ts';
import { Localizer } from '../internal/localize.ts';
import { controlStyles, themeStyles } from '../theme/index.ts';
import { codeLength, readCode, secondsUntil, shortFingerprint } from './code-text.ts';
import {
  CinnabarIntentCancelEvent,
  CinnabarIntentFailedEvent,
  CinnabarIntentPassedEvent,
  CinnabarIntentSignedEvent,
} from './intent-dialog.events.ts';
import { intentDialogMessages, methodNames, problemText } from './intent-dialog.messages.ts';
import { intentDialogStyles } from './intent-dialog.styles.ts';
import type { IntentProblem, IntentSession, IntentStep } from './intent-session.ts';

const slowAfter = 3000;

/**
 * Asks the signer to confirm by a code sent to their phone that they want to sign exactly these files, then shows the
 * signatures being made. It is a view of an {@link IntentSession}, which outlives it: closing and opening again goes on
 * where it was.
 * Catalogue: WIL-02, WIL-01.
 *
 * @fires {CinnabarIntentPassedEvent} cinnabar-intent-passed - Intent is verified.
 * @fires {CinnabarIntentSignedEvent} cinnabar-intent-signed - The signatures are made.
 * @fires {CinnabarIntentCancelEvent} cinnabar-intent-cancel - The dialog was left before intent was verified.
 * @fires {CinnabarIntentFailedEvent} cinnabar-intent-failed - It cannot go on in this dialog.
 * @fires {Event} close - The dialog was closed, for whatever reason.
 * @csspart dialog - The native dialog.
 */
export class CinnabarIntentDialog extends LitElement {
  static override styles = [themeStyles, controlStyles, dialogStyles, intentDialogStyles];

  @property({ attribute: false }) session: IntentSession | undefined;
  @property({ type: Boolean, reflect: true }) open = false;
  /** Sends the code as soon as its last digit is typed. */
  @property({ type: Boolean, attribute: 'auto-submit' }) autoSubmit = false;

  @state() private code = '';
  @state() private method: IntentMethod = 'sms';
  @state() private incomplete = false;
  @state() private slow = false;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('#code') private codeInput!: HTMLInputElement | null;

  readonly #l10n = new Localizer(this, intentDialogMessages);
  #unsubscribe: (() => void) | undefined;
  #step: IntentStep | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;

  show(): void {
    this.open = true;
  }

  close(): void {
    this.open = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
    if (this.hasUpdated) syncModal(this.dialog, this.open);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    clearInterval(this.#ticking);
    clearTimeout(this.#slowTimer);
    this.#ticking = this.#slowTimer = undefined;
  }

  override render(): TemplateResult {
    const t = this.#l10n;
    return html`<dialog
      class="dialog"
      part="dialog"
      aria-labelledby="title"
      @cancel=${this.#escaped}
      @close=${this.#closed}
    >
      <div class="head">
        <h2 id="title">${t.t('title')}</h2>
        <button class="icon-button" type="button" aria-label=${t.t('close')} @click=${this.#leave}>${icon(X)}</button>
      </div>
      ${this.session ? this.#scene(this.session) : nothing}
    </dialog>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) {
      this.code = '';
      this.#step = this.session?.state.step;
      this.method = this.session?.methods[0] ?? 'sms';
      this.#follow();
      this.#watchSlow();
    }
  }

  protected override updated(): void {
    syncModal(this.dialog, this.open);
    const counting = this.open && this.#resendIn() > 0;
    if (counting) this.#ticking ??= setInterval(() => this.requestUpdate(), 1000);
    else {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    }
  }

  #scene(session: IntentSession): TemplateResult {
    const t = this.#l10n;
    const { step, problem, retryable } = session.state;
    switch (step) {
      case 'ask':
      case 'code':
        return this.#form(session);
      case 'signing':
        return html`<div class="body scene" role="status">
            <div class="turning"></div>
            <h3>${t.t('signing')}</h3>
            <p>${t.t(this.slow ? 'signingSlow' : 'signingText')}</p>
          </div>
          <div class="foot">${this.#button('close')}</div>`;
      case 'signed':
        return html`<div class="body scene good" role="status">
            ${icon(CircleCheck, 44)}
            <h3>${t.t('signed')}</h3>
            <p>${t.t('signedText')}</p>
          </div>
          <div class="foot">${this.#button('done', true)}</div>`;
      case 'failed':
        return html`<div class="body scene bad" role="alert">
            ${icon(CircleAlert, 44)}
            <h3>${t.t('failed')}</h3>
            <p>${problem ? this.#problemText(problem) : nothing}</p>
          </div>
          <div class="foot">
            ${this.#button('close')}
            ${
              retryable
                ? html`<button class="button primary" type="button" @click=${() => session.retry()}>
                    ${t.t('retry')}
                  </button>`
                : nothing
            }
          </div>`;
    }
  }

  #form(session: IntentSession): TemplateResult {
    const t = this.#l10n;
    const { busy, challenge } = session.state;
    const problem: IntentProblem | undefined = this.incomplete ? { code: 'OTP_INCOMPLETE' } : session.state.problem;
    const spent = problem?.code === 'OTP_EXHAUSTED' || problem?.code === 'OTP_EXPIRED';
    return html`<form class="body" id="form" novalidate @submit=${this.#submit}>
        ${this.#methods(session)}
        <div class="row">
          <label class="label" for="phone">${t.t('phone')}</label>
          <input
            class="input number"
            id="phone"
            readonly
            .value=${challenge?.maskedPhone ?? session.maskedPhone}
            aria-describedby="phone-hint"
          />
          <p class="hint" id="phone-hint">${t.t('phoneHint')}</p>
        </div>
        <div class="print">
          ${icon(Fingerprint)}
          <div>
            <span class="label">${t.t('fingerprint')}</span><output>${shortFingerprint(session.fingerprint)}</output>
            <p class="hint">${t.t('fingerprintHint')}</p>
          </div>
        </div>
        <div class="row">
          <label class="label" for="code">${t.t('code')}</label>
          <div class="code">
            <input
              class="input"
              id="code"
              name="code"
              inputmode="numeric"
              autocomplete="one-time-code"
              placeholder=${t.t('codePlaceholder')}
              aria-required="true"
              ?autofocus=${challenge !== undefined}
              aria-invalid=${problem !== undefined}
              aria-describedby="problem"
              ?disabled=${!challenge || busy === 'checking' || spent}
              .value=${live(this.code)}
              @input=${this.#typed}
            />
            ${this.#sendButton(session)}
          </div>
          <p class="problem" id="problem" role="alert">${problem ? this.#problemText(problem) : nothing}</p>
        </div>
      </form>
      <div class="foot">
        <button class="button" type="button" @click=${this.#leave}>${t.t('cancel')}</button>
        <button class="button primary" type="submit" form="form" ?disabled=${!challenge || busy !== undefined || spent}>
          ${t.t(busy === 'checking' ? 'checking' : 'confirm')}
        </button>
      </div>`;
  }

  #methods({ methods, state: { busy } }: IntentSession): TemplateResult {
    return html`<fieldset class="methods" ?disabled=${busy !== undefined}>
      <legend class="label">${this.#l10n.t('method')}</legend>
      ${methods.map(
        (method) =>
          html`<label
            ><input
              type="radio"
              name="method"
              value=${method}
              .checked=${live(method === this.method)}
              @change=${() => (this.method = method)}
            />${this.#l10n.pick(methodNames[method])}</label
          >`,
      )}
    </fieldset>`;
  }

  #sendButton({ state: { busy, challenge } }: IntentSession): TemplateResult {
    const seconds = this.#resendIn();
    const words = busy === 'requesting' ? 'sending' : !challenge ? 'send' : seconds > 0 ? 'resendIn' : 'resend';
    return html`<button
      class="button"
      type="button"
      ?autofocus=${!challenge}
      ?disabled=${busy !== undefined || seconds > 0}
      @click=${this.#request}
    >
      ${this.#l10n.t(words, { seconds })}
    </button>`;
  }

  #button(words: 'close' | 'done', primary = false): TemplateResult {
    return html`<button class=${primary ? 'button primary' : 'button'} type="button" @click=${this.#leave}>
      ${this.#l10n.t(words)}
    </button>`;
  }

  #problemText(problem: IntentProblem): string {
    const values: Record<string, string | number> = { code: problem.code, triesLeft: problem.triesLeft ?? 0 };
    return this.#l10n
      .pick(problemText(problem))
      .replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark));
  }

  #resendIn(): number {
    const { challenge, problem } = this.session?.state ?? {};
    // A spent code is replaced at once where the server allows it.
    return challenge && problem?.code !== 'OTP_EXPIRED' ? secondsUntil(challenge.resendAt, Date.now()) : 0;
  }

  async #request(): Promise<void> {
    const { session } = this;
    if (!session) return;
    this.incomplete = false;
    const before = session.state.challenge;
    await session.request(this.method);
    const { challenge } = session.state;
    if (!challenge || challenge === before) return;
    this.code = '';
    announce(this.#l10n.t('sent', { phone: challenge.maskedPhone }));
    await this.updateComplete;
    this.codeInput?.focus();
  }

  #typed(event: InputEvent): void {
    this.incomplete = false;
    this.code = readCode((event.target as HTMLInputElement).value);
    this.requestUpdate();
    if (this.autoSubmit && this.code.length === codeLength) void this.#confirm();
  }

  #submit(event: Event): void {
    event.preventDefault();
    void this.#confirm();
  }

  async #confirm(): Promise<void> {
    const { session } = this;
    if (!session?.state.challenge || session.state.busy) return;
    this.incomplete = this.code.length < codeLength;
    if (!this.incomplete) await session.confirm(this.code);
    await this.updateComplete;
    if (session.state.step !== 'code') return;
    this.codeInput?.focus();
    this.codeInput?.select();
  }

  #follow(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = this.isConnected ? this.session?.subscribe(() => this.#sessionChanged()) : undefined;
  }

  #sessionChanged(): void {
    this.requestUpdate();
    const { session } = this;
    const before = this.#step;
    const after = session?.state.step;
    this.#step = after;
    if (!session || before === after) return;
    this.#watchSlow();
    void this.#keepFocus();
    const verified = after === 'signing' || after === 'signed';
    if (verified && (before === 'ask' || before === 'code')) {
      this.dispatchEvent(new CinnabarIntentPassedEvent(session.preparationId));
    }
    if (after === 'signed') this.dispatchEvent(new CinnabarIntentSignedEvent(session.state.status));
    if (after === 'failed') {
      this.dispatchEvent(new CinnabarIntentFailedEvent(session.state.problem?.code ?? 'INTENT_FAILED'));
    }
  }

  /** The button that had the focus may be gone with its step; a modal dialog must not leave its reader nowhere. */
  async #keepFocus(): Promise<void> {
    await this.updateComplete;
    if (this.open && !this.shadowRoot?.activeElement) {
      this.renderRoot.querySelector<HTMLElement>('.foot button:last-of-type')?.focus();
    }
  }

  #watchSlow(): void {
    clearTimeout(this.#slowTimer);
    this.slow = false;
    if (this.session?.state.step === 'signing') this.#slowTimer = setTimeout(() => (this.slow = true), slowAfter);
  }

  #leave(): void {
    const step = this.session?.state.step;
    this.close();
    if (step === 'ask' || step === 'code') this.dispatchEvent(new CinnabarIntentCancelEvent());
  }

  #escaped(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    this.#leave();
  }

  #closed(event: Event): void {
    event.stopPropagation();
    this.open = false;
    this.dispatchEvent(new Event('close'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cinnabar-intent-dialog': CinnabarIntentDialog;
  }
}
