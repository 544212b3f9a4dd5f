import type { ContractFileView, ContractView, EvidenceLog, PartyView, PortalClient } from '@cinnabar/client';
import { controlStyles, themeStyles } from '@cinnabar/elements/theme';
import { icon, Localizer } from '@cinnabar/elements/toolkit';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ArrowLeft, CircleAlert, Download, FileText, Package, PenLine } from 'lucide';
import { errorText } from '../shell/error-text.ts';
import { fileSize, timestamp } from '../shell/formats.ts';
import { pageStyles } from '../shell/page.styles.ts';
import { Task } from '../shell/task.ts';
import { contractMessages } from './contract.messages.ts';
import { contractPageStyles } from './contract-page.styles.ts';
import { eventActor, eventName } from './evidence.ts';
import { contractStates, signerStates } from './states.ts';
import './verification-summary.ts';

/**
 * One contract: state, parties, files with their verification, record. The same page serves employer and worker.
 * Catalogue: LST-10.
 *
 * @fires signable - The contract was loaded and it is the reader's turn to sign.
 */
@customElement('contract-page')
export class ContractPage extends LitElement {
  @property({ attribute: false }) client!: PortalClient;
  @property() contractId = '';

  readonly #texts = new Localizer(this, contractMessages);
  readonly #contract = new Task<ContractView>(this, {
    key: () => [this.contractId],
    run: async (signal) => {
      const contract = await this.client.getContract(this.contractId, signal);
      if (contract.mine) this.dispatchEvent(new Event('signable'));
      return contract;
    },
  });
  readonly #evidence = new Task<EvidenceLog>(this, {
    key: () => [this.contractId],
    run: (signal) => this.client.getEvidence(this.contractId, signal),
  });

  static override styles = [themeStyles, controlStyles, pageStyles, contractPageStyles];

  override render(): TemplateResult {
    const t = this.#texts;
    const contract = this.#contract.value;
    if (this.#contract.error) {
      return html`${this.#back()}
        <div class="notice" role="alert">
          ${icon(CircleAlert)}<span class="grow">${t.pick(errorText(this.#contract.error))}</span>
          <button class="link" @click=${() => this.#contract.reload()}>${t.t('retry')}</button>
        </div>`;
    }
    if (!contract)
      return html`${this.#back()}
        <p class="soft" role="status">${t.t('loading')}</p>`;
    const state = contractStates[contract.state];
    return html`${this.#back()}
      <div class="row spread head">
        <div class="grow">
          <h1>${contract.name}</h1>
          <p class="state ${state.tone}" data-state=${contract.state}>${icon(state.icon, 20)}${t.pick(state.text)}</p>
        </div>
        ${
          contract.mine
            ? html`<a class="button strong" href="#/contracts/${contract.id}/room">${icon(PenLine)}${t.t('sign')}</a>`
            : nothing
        }
      </div>
      <div class="columns">
        <section class="panel files">
          <h2>${t.t('files')}</h2>
          <ul>
            ${contract.files.map((file) => this.#file(contract, file))}
          </ul>
        </section>
        <section class="panel">
          <dl>
            <div>
              <dt>${t.t('initiator')}</dt>
              <dd>${contract.initiator}</dd>
            </div>
            <div>
              <dt>${t.t('initiated')}</dt>
              <dd class="tabular">${timestamp(contract.initiatedAt)}</dd>
            </div>
            ${
              contract.state === 'SIGNING'
                ? html`<div>
                    <dt>${t.t('deadline')}</dt>
                    <dd class="tabular">${timestamp(contract.deadline)}</dd>
                  </div>`
                : nothing
            }
          </dl>
          <h2>${t.t('parties')}</h2>
          <ul class="parties">
            ${contract.parties.map((party) => this.#party(party))}
          </ul>
        </section>
      </div>
      ${this.#record(contract)}`;
  }

  #back(): TemplateResult {
    return html`<a class="back" href="#/contracts">${icon(ArrowLeft, 18)}${this.#texts.t('back')}</a>`;
  }

  #file(contract: ContractView, file: ContractFileView): TemplateResult {
    const t = this.#texts;
    const href = `/api/v1/portal/contracts/${encodeURIComponent(contract.id)}/files/${encodeURIComponent(file.fileId)}/content`;
    return html`<li>
      <div class="row">
        ${icon(FileText, 24)}
        <div class="grow">
          <b>${file.name}</b>
          <p class="soft small tabular">${fileSize(file.size)}</p>
        </div>
        <a class="button" href=${href} download=${file.name} aria-label=${t.t('downloadFile', { name: file.name })}>
          ${icon(Download, 18)}${t.t('download')}
        </a>
      </div>
      <verification-summary
        .client=${this.client}
        .contractId=${contract.id}
        .fileId=${file.fileId}
        .revision=${file.revision}
      ></verification-summary>
      <p class="print small soft">${t.t('fingerprint')}<code>${file.digest}</code></p>
    </li>`;
  }

  #party(party: PartyView): TemplateResult {
    const t = this.#texts;
    const state = signerStates[party.state];
    return html`<li>
      <div class="grow">
        <span class="small soft">${party.role === 'employer' ? t.t('employer') : t.t('worker')}</span>
        <b>${party.organization ?? party.name}</b>
        <span class="small soft tabular">
          ${party.organization ? `${t.t('agent', { name: party.name })} · ` : ''}${party.maskedPhone}
        </span>
      </div>
      <div class="end small">
        <span class="state ${state.tone}">${icon(state.icon, 18)}${t.pick(state.text)}</span>
        ${party.signedAt ? html`<span class="soft tabular">${timestamp(party.signedAt)}</span>` : nothing}
      </div>
    </li>`;
  }

  #record({ parties, state }: ContractView): TemplateResult | typeof nothing {
    const t = this.#texts;
    const log = this.#evidence.value;
    if (!log) return nothing;
    const address = `/api/v1/portal/contracts/${encodeURIComponent(log.contractId)}/evidence`;
    return html`<section class="panel record">
      <div class="row spread">
        <h2>${t.t('evidence')}</h2>
        <span class="state small ${log.chain === 'INTACT' ? 'good' : 'bad'}">
          ${t.t(log.chain === 'INTACT' ? 'chainIntact' : 'chainBroken')}
        </span>
      </div>
      <p class="soft small">${t.t('evidenceHint')}</p>
      <ol>
        ${log.events.map(
          (event) =>
            html`<li>
              <time class="tabular soft" datetime=${event.at}>${timestamp(event.at)}</time>
              <span class="grow"
                >${t.pick(eventName(event))} <span class="soft">${eventActor(event, parties)}</span></span
              >
              <code class="soft">${event.hash.slice(0, 12)}</code>
            </li>`,
        )}
      </ol>
      <div class="row downloads">
        ${
          state === 'COMPLETED'
            ? html`<a class="button" href="${address}/package" download="evidence-${log.contractId}.zip"
                >${icon(Package, 18)}${t.t('evidencePackage')}</a
              >`
            : nothing
        }
        <a class="button" href=${address} download="evidence-${log.contractId}.json"
          >${icon(Download, 18)}${t.t('downloadEvidence')}</a
        >
      </div>
      ${state === 'COMPLETED' ? html`<p class="soft small">${t.t('evidencePackageHint')}</p>` : nothing}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'contract-page': ContractPage;
  }
}
