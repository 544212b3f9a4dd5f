import { createPortalClient, type Account, type PortalClient } from '@cinnabar/client';
import { controlStyles, themeStyles } from '@cinnabar/elements/theme';
import { icon, Localizer } from '@cinnabar/elements/toolkit';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { CircleAlert } from 'lucide';
import type { LoggedInEvent } from '../login/login-form.ts';
import { errorText, isSessionError } from './error-text.ts';
import { pageStyles } from './page.styles.ts';
import { HashRouter } from './router.ts';
import { shellMessages } from './shell.messages.ts';
import { watchSession } from './watched-client.ts';
import '../login/login-form.ts';
import './portal-header.ts';

export const routes = {
  list: '/contracts',
  contract: '/contracts/:id',
  room: '/contracts/:id/room',
  start: '/start',
} as const;

export type RouteName = keyof typeof routes;

/** A portal: who is logged in, which page is shown, what must not be lost on the way. */
export abstract class PortalApp extends LitElement {
  /** Who the portal is for. */
  protected abstract readonly portal: Account['kind'];

  @state() protected account: Account | undefined;
  @state() private session: 'checking' | 'none' | 'active' | 'expired' | 'unreachable' = 'checking';
  @state() private failure: unknown;

  protected readonly texts = new Localizer(this, shellMessages);
  protected readonly router = new HashRouter<RouteName>(this, routes, 'list');
  readonly #server = createPortalClient({ baseUrl: '' });
  protected readonly client: PortalClient = watchSession(this.#server, () => {
    if (this.session === 'active') this.session = 'expired';
  });

  static override styles = [
    themeStyles,
    controlStyles,
    pageStyles,
    css`
      main {
        max-width: 1280px;
        margin: 0 auto;
        padding: 28px 24px 48px;
      }
      .again {
        position: fixed;
        inset: 0;
        z-index: 10;
        overflow: auto;
        background: var(--_surface);
      }
      portal-header a {
        display: inline-flex;
        align-items: center;
        min-height: 44px;
        padding: 0 12px;
        color: var(--_ink-soft);
        text-decoration: none;
      }
      portal-header a[aria-current] {
        color: var(--_ink);
        font-weight: 600;
      }
      @media (max-width: 640px) {
        main {
          padding: 16px 16px 40px;
        }
        portal-header a {
          display: none;
        }
      }
    `,
  ];

  /** The page of the present route. */
  protected abstract page(account: Account): TemplateResult;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#check();
  }

  override render(): TemplateResult {
    const { session, account, texts } = this;
    const pages = (session === 'active' || session === 'expired') && account ? this.page(account) : nothing;
    return html`${this.#header()}
      ${session === 'checking' ? html`<main><p class="soft" role="status">${texts.t('loading')}</p></main>` : nothing}
      ${session === 'unreachable' ? this.#unreachable() : nothing} ${session === 'none' ? this.#login() : nothing}
      <main ?inert=${session === 'expired'} ?hidden=${pages === nothing}>${pages}</main>
      ${session === 'expired' ? html`<div class="again">${this.#header()}${this.#login()}</div>` : nothing}`;
  }

  /** Asks before `holder` is left while it has unsaved work. */
  protected readonly guard = (event: Event): void => {
    const { unsaved } = event.target as EventTarget & { unsaved: boolean };
    this.router.guard = unsaved ? () => confirm(this.texts.t('leave')) : undefined;
  };

  #header(): TemplateResult {
    return html`<portal-header
      home="/"
      name=${this.texts.t(this.portal)}
      .account=${this.session === 'active' ? this.account : undefined}
      @logout=${this.#logout}
    >
      ${
        this.session === 'active'
          ? html`<a href="#/contracts" aria-current=${this.router.route.name === 'list' ? 'page' : nothing}
              >${this.texts.t(this.portal === 'employer' ? 'contracts' : 'myContracts')}</a
            >`
          : nothing
      }
    </portal-header>`;
  }

  #login(): TemplateResult {
    return html`<login-form
      .client=${this.#server}
      .portal=${this.portal}
      ?deep=${this.router.route.name === 'contract' || this.router.route.name === 'room'}
      @logged-in=${this.#entered}
    ></login-form>`;
  }

  #unreachable(): TemplateResult {
    return html`<main>
      <div class="notice" role="alert">
        ${icon(CircleAlert)}<span class="grow">${this.texts.pick(errorText(this.failure))}</span>
        <button class="link" @click=${() => this.#check()}>${this.texts.t('retry')}</button>
      </div>
    </main>`;
  }

  async #check(): Promise<void> {
    this.session = 'checking';
    try {
      const account = await this.#server.me();
      this.account = account.kind === this.portal ? account : undefined;
      this.session = this.account ? 'active' : 'none';
    } catch (error) {
      this.failure = error;
      this.session = isSessionError(error) ? 'none' : 'unreachable';
    }
  }

  #entered(event: LoggedInEvent): void {
    const { account } = event;
    const other = this.account && JSON.stringify(this.account) !== JSON.stringify(account);
    // Pages of the person before must not stay on the screen of the next.
    if (other) location.reload();
    this.account = account;
    this.session = 'active';
  }

  async #logout(): Promise<void> {
    await this.#server.logout().catch(() => undefined);
    location.hash = '#/contracts';
    this.account = undefined;
    this.session = 'none';
  }
}
