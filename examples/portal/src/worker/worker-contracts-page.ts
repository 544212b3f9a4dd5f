import type { ContractGroup, ContractSummary, PortalClient } from '@cinnabar/client';
import { controlStyles, themeStyles } from '@cinnabar/elements/theme';
import { icon, Localizer } from '@cinnabar/elements/toolkit';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ChevronLeft, ChevronRight, CircleAlert, PenLine, Signature, Timer } from 'lucide';
import { ContractListModel, filterHash, readFilter, type ListFilter } from '../contracts/contract-list-model.ts';
import { contractsMessages } from '../contracts/contracts.messages.ts';
import { contractStates, signerStates } from '../contracts/states.ts';
import { errorText } from '../shell/error-text.ts';
import { timeLeft, timestamp } from '../shell/formats.ts';
import { pageStyles } from '../shell/page.styles.ts';

/** What waits for the reader comes first. */
const groups: readonly ContractGroup[] = ['mine', 'all', 'others', 'completed'];

/**
 * 我的合同 for a worker: cards, those to sign first.
 * Catalogue: SCR-47, LST-08, WPC-02.
 */
@customElement('worker-contracts-page')
export class WorkerContractsPage extends LitElement {
  @property({ attribute: false }) client!: PortalClient;
  @property({ attribute: false }) query = new URLSearchParams();

  readonly #texts = new Localizer(this, contractsMessages);
  #model!: ContractListModel;
  #filter!: ListFilter;

  static override styles = [
    themeStyles,
    controlStyles,
    pageStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
        max-width: 720px;
        margin: 0 auto;
      }
      .groups {
        display: flex;
        gap: 8px;
        margin: 0 -16px;
        padding: 0 16px;
        overflow-x: auto;
        scrollbar-width: none;
      }
      .groups a {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-height: 44px;
        padding: 0 16px;
        border: 1px solid var(--_line);
        border-radius: 99px;
        background: var(--_raised);
        color: var(--_ink-soft);
        text-decoration: none;
        white-space: nowrap;
      }
      .groups a[aria-current] {
        border-color: var(--_ink);
        background: var(--_ink);
        color: var(--_surface);
      }
      @media (forced-colors: active) {
        .groups a[aria-current] {
          forced-color-adjust: none;
          background: Highlight;
          color: HighlightText;
        }
      }
      .cards {
        display: grid;
        gap: 12px;
      }
      .card {
        display: grid;
        gap: 12px;
        padding: 20px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius-dialog);
        background: var(--_raised);
      }
      .card h2 {
        font: 600 18px/1.4 var(--_font-title);
      }
      .card .head {
        display: flex;
        align-items: flex-start;
        justify-content: space-between;
        gap: 12px;
      }
      dl {
        display: grid;
        gap: 6px;
        font-size: 14px;
      }
      dl div {
        display: flex;
        gap: 12px;
      }
      dt {
        flex: none;
        min-width: 5.5em;
        color: var(--_ink-soft);
      }
      dd li {
        display: flex;
        gap: 8px;
      }
      .empty {
        display: grid;
        justify-items: center;
        gap: 8px;
        padding: 72px 24px;
        text-align: center;
      }
      .empty svg {
        color: var(--_ink-soft);
      }
      .pager {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 12px;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#model.cancel();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.#model = new ContractListModel(this.client, () => this.requestUpdate());
    if (changed.has('client') || changed.has('query')) {
      this.#filter = readFilter(this.query, 'mine');
      void this.#model.load(this.#filter);
    }
  }

  protected override updated(): void {
    // On a phone the chosen group may lie beyond the edge.
    this.renderRoot.querySelector('.groups [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  override render(): TemplateResult {
    const t = this.#texts;
    return html`<h1>${t.t('workerTitle')}</h1>
      <nav class="groups" aria-label=${t.t('workerTitle')}>
        ${groups.map((group) => {
          const count = this.#model.counts[group];
          return html`<a
            href=${this.#hash({ group, page: 1 })}
            aria-current=${group === this.#filter.group ? 'page' : nothing}
            >${t.t(group === 'mine' ? 'toSign' : group)}${
              count === undefined ? nothing : html`<span class="tabular">(${count})</span>`
            }</a
          >`;
        })}
      </nav>
      ${this.#content()}`;
  }

  #content(): TemplateResult {
    const t = this.#texts;
    const model = this.#model;
    if (model.state === 'failed') {
      return html`<div class="notice" role="alert">
        ${icon(CircleAlert)}<span class="grow">${t.pick(errorText(model.failure))}</span>
        <button class="link" @click=${() => model.load(this.#filter)}>${t.t('retry')}</button>
      </div>`;
    }
    if (model.state === 'ready' && model.page.total === 0) {
      const mine = this.#filter.group === 'mine';
      return html`<div class="empty">
        ${icon(Signature, 40)}
        <h2>${t.t(mine ? 'emptyWorker' : 'emptyGroup')}</h2>
        <p class="soft">${t.t(mine ? 'emptyWorkerHint' : 'emptyGroupHint')}</p>
      </div>`;
    }
    return html`<ul class="cards" aria-busy=${model.state === 'loading'}>
        ${repeat(
          model.page.contracts,
          ({ id }) => id,
          (contract) => this.#card(contract),
        )}
      </ul>
      ${model.pageCount > 1 ? this.#pager() : nothing}`;
  }

  #card(contract: ContractSummary): TemplateResult {
    const t = this.#texts;
    const state = contractStates[contract.state];
    const left = timeLeft(contract.deadline);
    return html`<li class="card">
      <div class="head">
        <h2>${contract.name}</h2>
        <span class="state small ${state.tone}">${icon(state.icon, 18)}${t.pick(state.text)}</span>
      </div>
      <dl>
        <div>
          <dt>${t.t('initiator')}</dt>
          <dd>${contract.initiator}</dd>
        </div>
        <div>
          <dt>${t.t('initiated')}</dt>
          <dd class="tabular">${timestamp(contract.initiatedAt)}</dd>
        </div>
        <div>
          <dt>${t.t('participants')}</dt>
          <dd>
            <ul>
              ${contract.parties.map(
                (party) =>
                  html`<li>
                    ${party.organization ?? party.name}
                    <span class="state ${signerStates[party.state].tone}"
                      >${t.pick(signerStates[party.state].text)}</span
                    >
                  </li>`,
              )}
            </ul>
          </dd>
        </div>
      </dl>
      <div class="row spread">
        ${
          contract.mine
            ? html`<span class="state small wait">${icon(Timer, 16)}${t.t(left.unit, { count: left.count })}</span
                ><a class="button strong" href="#/contracts/${contract.id}/room">${icon(PenLine, 18)}${t.t('sign')}</a>`
            : html`<span></span><a class="button" href="#/contracts/${contract.id}">${t.t('details')}</a>`
        }
      </div>
    </li>`;
  }

  #pager(): TemplateResult {
    const t = this.#texts;
    const { page } = this.#model.page;
    const last = this.#model.pageCount;
    return html`<nav class="pager small tabular" aria-label=${t.t('pages')}>
      ${
        page > 1
          ? html`<a class="icon-button" aria-label=${t.t('previous')} href=${this.#hash({ page: page - 1 })}
              >${icon(ChevronLeft)}</a
            >`
          : nothing
      }
      <span>${page} / ${last}</span>
      ${
        page < last
          ? html`<a class="icon-button" aria-label=${t.t('next')} href=${this.#hash({ page: page + 1 })}
              >${icon(ChevronRight)}</a
            >`
          : nothing
      }
    </nav>`;
  }

  #hash(change: Partial<ListFilter>): string {
    return filterHash({ ...this.#filter, ...change }, 'mine');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'worker-contracts-page': WorkerContractsPage;
  }
}
