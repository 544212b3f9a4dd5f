import type { ContractSummary, PartyView, PortalClient } from '@cinnabar/client';
import { controlStyles, themeStyles } from '@cinnabar/elements/theme';
import { icon, Localizer } from '@cinnabar/elements/toolkit';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ChevronLeft, ChevronRight, CircleAlert, FileStack, Plus, Search, Timer } from 'lucide';
import { errorText } from '../shell/error-text.ts';
import { timeLeft, timestamp } from '../shell/formats.ts';
import { pageStyles } from '../shell/page.styles.ts';
import { contractListStyles } from './contract-list.styles.ts';
import { contractGroups, ContractListModel, filterHash, readFilter, type ListFilter } from './contract-list-model.ts';
import { contractsMessages } from './contracts.messages.ts';
import { contractStates } from './states.ts';

/**
 * 合同管理 on a desk: four groups, search, table, pager. On a phone the rows become cards.
 * Catalogue: GEN-11, LST-01, LST-02, LST-03.
 */
@customElement('contract-list-page')
export class ContractListPage extends LitElement {
  @property({ attribute: false }) client!: PortalClient;
  @property({ attribute: false }) query = new URLSearchParams();

  readonly #texts = new Localizer(this, contractsMessages);
  #model!: ContractListModel;
  #filter!: ListFilter;

  static override styles = [themeStyles, controlStyles, pageStyles, contractListStyles];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#model.cancel();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.#model = new ContractListModel(this.client, () => this.requestUpdate());
    if (changed.has('client') || changed.has('query')) {
      this.#filter = readFilter(this.query);
      void this.#model.load(this.#filter);
    }
  }

  override render(): TemplateResult {
    const t = this.#texts;
    return html`<div class="row spread">
        <h1>${t.t('title')}</h1>
        <a class="button strong" href="#/start">${icon(Plus)}${t.t('start')}</a>
      </div>
      <nav class="groups" aria-label=${t.t('title')}>
        ${contractGroups.map(
          (group) =>
            html`<a
              href=${filterHash({ ...this.#filter, group, page: 1 })}
              aria-current=${this.#filter.group === group ? 'page' : nothing}
              >${t.t(group)}<span class="count tabular">${this.#model.counts[group] ?? ''}</span></a
            >`,
        )}
      </nav>
      ${this.#searchForm()} ${this.#content()}`;
  }

  #searchForm(): TemplateResult {
    const t = this.#texts;
    const { q, from, to } = this.#filter;
    return html`<form class="search" role="search" @submit=${this.#search} @reset=${this.#reset}>
      <div class="dates">
        <span class="label">${t.t('initiated')}</span>
        <input class="input" type="date" name="from" aria-label=${t.t('from')} .value=${from} />
        <span class="soft">–</span>
        <input class="input" type="date" name="to" aria-label=${t.t('to')} .value=${to} />
      </div>
      <input
        class="input words"
        type="search"
        name="q"
        aria-label=${t.t('search')}
        placeholder=${t.t('search')}
        .value=${q}
      />
      <button class="button">${icon(Search, 18)}${t.t('query')}</button>
      ${q || from || to ? html`<button class="button quiet" type="reset">${t.t('reset')}</button>` : nothing}
    </form>`;
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
    if (model.state === 'ready' && model.page.total === 0) return this.#empty();
    return html`<div class="table" aria-busy=${model.state === 'loading'}>
        <table>
          <thead>
            <tr>
              <th>${t.t('subject')}</th>
              <th>${t.t('initiator')}</th>
              <th>${t.t('initiated')}</th>
              <th>${t.t('participants')}</th>
              <th>${t.t('state')}</th>
              <th>${t.t('action')}</th>
            </tr>
          </thead>
          <tbody>
            ${model.page.contracts.length === 0 ? this.#skeletons() : nothing}
            ${repeat(
              model.page.contracts,
              ({ id }) => id,
              (contract) => this.#row(contract),
            )}
          </tbody>
        </table>
      </div>
      ${this.#pager()}`;
  }

  #row(contract: ContractSummary): TemplateResult {
    const t = this.#texts;
    const state = contractStates[contract.state];
    return html`<tr>
      <td class="subject"><a href="#/contracts/${contract.id}">${contract.name}</a></td>
      <td data-label=${t.t('initiator')}>${contract.initiator}</td>
      <td class="tabular" data-label=${t.t('initiated')}>${timestamp(contract.initiatedAt)}</td>
      <td data-label=${t.t('participants')}>
        <ul>
          ${contract.parties.map((party) => this.#party(party, contract))}
        </ul>
      </td>
      <td data-label=${t.t('state')}>
        <span class="state ${state.tone}">${icon(state.icon, 18)}${t.pick(state.text)}</span>
      </td>
      <td class="actions">
        ${
          contract.mine
            ? html`<a class="button strong" href="#/contracts/${contract.id}/room">${t.t('sign')}</a>`
            : html`<a class="button" href="#/contracts/${contract.id}">${t.t('view')}</a>`
        }
      </td>
    </tr>`;
  }

  #party(party: PartyView, contract: ContractSummary): TemplateResult {
    const pending = contract.state === 'SIGNING' && (party.state === 'PENDING' || party.state === 'INTENT');
    const t = this.#texts;
    const left = timeLeft(contract.deadline);
    const hint = `${t.t('deadline', { time: timestamp(contract.deadline) })} · ${t.t(left.unit, { count: left.count })}`;
    return html`<li>
      ${party.organization ?? party.name}
      ${
        pending
          ? html`<span class="state wait" role="img" aria-label=${hint} title=${hint}>${icon(Timer, 16)}</span>`
          : nothing
      }
    </li>`;
  }

  #skeletons(): TemplateResult[] {
    return [1, 2, 3].map(
      () =>
        html`<tr>
          <td colspan="6"><div class="skeleton"></div></td>
        </tr>`,
    );
  }

  #empty(): TemplateResult {
    const { q, from, to, group } = this.#filter;
    const t = this.#texts;
    const kind = q || from || to ? 'emptySearch' : group === 'all' ? 'emptyAll' : 'emptyGroup';
    return html`<div class="empty">
      ${icon(FileStack, 40)}
      <h2>${t.t(kind)}</h2>
      <p class="soft">${t.t(`${kind}Hint`)}</p>
      ${kind === 'emptyAll' ? html`<a class="button" href="#/start">${icon(Plus)}${t.t('start')}</a>` : nothing}
    </div>`;
  }

  #pager(): TemplateResult {
    const t = this.#texts;
    const { page } = this.#model.page;
    const last = this.#model.pageCount;
    const to = (target: number): string => filterHash({ ...this.#filter, page: target });
    const step = (label: string, target: number, node: TemplateResult): TemplateResult =>
      target < 1 || target > last
        ? html`<span class="icon-button off">${node}</span>`
        : html`<a class="icon-button" aria-label=${label} href=${to(target)}>${node}</a>`;
    return html`<nav class="pager small tabular" aria-label=${t.t('pages')}>
      <span>${t.t('total', { count: this.#model.page.total })}</span><span class="soft">${t.t('perPage')}</span>
      ${step(t.t('previous'), page - 1, icon(ChevronLeft))}
      <span aria-current="page">${page} / ${last}</span>
      ${step(t.t('next'), page + 1, icon(ChevronRight))}
      ${
        last > 2
          ? html`<label
              >${t.t('goTo')}
              <input class="input" type="number" min="1" max=${last} .value=${String(page)} @change=${this.#jump} />
              ${t.t('page')}</label
            >`
          : nothing
      }
    </nav>`;
  }

  #jump(event: Event): void {
    const asked = Math.round((event.target as HTMLInputElement).valueAsNumber) || 1;
    location.hash = filterHash({ ...this.#filter, page: Math.min(Math.max(asked, 1), this.#model.pageCount) });
  }

  #search(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const asked = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]));
    location.hash = filterHash({ ...readFilter(asked), group: this.#filter.group });
  }

  #reset(event: Event): void {
    event.preventDefault();
    location.hash = filterHash({ ...this.#filter, q: '', from: '', to: '', page: 1 });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'contract-list-page': ContractListPage;
  }
}
