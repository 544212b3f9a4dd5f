import type { Account, WorkerEntry } from '@cinnabar/client';
import { icon } from '@cinnabar/elements/toolkit';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Building2, FileText, Trash2, Upload } from 'lucide';
import { errorText } from '../shell/error-text.ts';
import { fileSize } from '../shell/formats.ts';
import { maxFiles, maxNameLength, type WizardFile } from './wizard-model.ts';
import { WizardStep } from './wizard-step.ts';

/**
 * 选择签约对象: the files, the contract's name, who signs.
 * Catalogue: SCR-24, SCR-29, INI-15.
 */
@customElement('parties-step')
export class PartiesStep extends WizardStep {
  @property({ attribute: false }) account!: Account;

  @state() private dragging = false;
  @state() private workerSearch = '';
  @query('input[type=file]') private readonly picker!: HTMLInputElement;

  static override styles = [
    ...WizardStep.styles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 32px;
      }
      section {
        display: grid;
        gap: 12px;
      }
      .drop {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: center;
        gap: 4px 8px;
        min-height: 96px;
        padding: 16px;
        border: 1px dashed var(--_control-line);
        border-radius: var(--_radius-dialog);
        background: var(--_raised);
        text-align: center;
      }
      .drop[data-over] {
        border: 2px solid var(--_info);
      }
      .drop svg {
        color: var(--_ink-soft);
      }
      .file {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 2px 12px;
        align-items: center;
        padding: 8px 4px 8px 12px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
        background: var(--_raised);
      }
      .file + .file {
        margin-top: 8px;
      }
      .file > :nth-child(4) {
        grid-column: 2 / 4;
        padding-bottom: 4px;
      }
      .file b {
        font-weight: 500;
      }
      progress {
        width: 100%;
        height: 6px;
        accent-color: var(--_info);
      }
      .samples {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
        font-size: 14px;
      }
      .samples .link {
        min-height: 44px;
      }
      .party {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 60px;
        padding: 8px 12px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
        background: var(--_raised);
      }
      .party + .party {
        border-top: 0;
      }
      .workers .party {
        border-radius: 0;
        cursor: pointer;
      }
      .workers .party:first-of-type {
        border-radius: var(--_radius) var(--_radius) 0 0;
      }
      .workers .party:last-of-type {
        border-radius: 0 0 var(--_radius) var(--_radius);
      }
      .party:has(:checked) {
        background: color-mix(in srgb, var(--_info) 9%, var(--_raised));
      }
      .party input {
        width: 20px;
        height: 20px;
        margin: 0;
        accent-color: var(--_info);
      }
      .party .grow {
        display: grid;
      }
      .name {
        display: flex;
        justify-content: space-between;
      }
    `,
  ];

  override render(): TemplateResult {
    const t = this.texts;
    const { model } = this;
    return html`<section>
        <h2 class="required">
          ${t.t('files')} <span class="soft small">${t.t('filesHint', { count: model.files.length })}</span>
        </h2>
        ${model.files.length < maxFiles ? this.#dropArea() : nothing}
        <ul>
          ${repeat(
            model.files,
            ({ key }) => key,
            (file) => this.#file(file),
          )}
        </ul>
        ${model.samples.length > 0 ? this.#samples() : nothing}
        ${this.problem('FILES_MISSING', 'FILES_BUSY', 'FILES_FAILED', 'PLACEMENT')}
      </section>
      <section>
        <h2>${t.t('task')}</h2>
        <div class="field">
          <div class="name">
            <label class="label required" for="name">${t.t('name')}</label>
            <span class="small soft tabular">${Array.from(model.name).length}/${maxNameLength}</span>
          </div>
          <input
            id="name"
            class="input"
            aria-describedby="name-problem"
            .value=${model.name}
            @input=${(event: Event) => model.setName((event.target as HTMLInputElement).value)}
          />
          <div id="name-problem">${this.problem('NAME_REQUIRED', 'NAME_TOO_LONG', 'NAME_CHARACTER')}</div>
        </div>
      </section>
      <section>
        <h2>${t.t('company')}</h2>
        <div class="party">
          ${icon(Building2)}
          <div class="grow">
            <b>${this.account.organization ?? ''}</b>
            <span class="small soft">
              ${t.t('agent', { name: this.account.name })} · <span class="tabular">${this.account.maskedPhone}</span>
            </span>
          </div>
        </div>
      </section>
      <section>
        <h2 class="required" id="workers">${t.t('worker')}</h2>
        ${model.workers.length > 6 ? this.#workerSearch() : nothing}
        <div class="workers" role="radiogroup" aria-labelledby="workers">
          ${this.#matchingWorkers().map((worker) => this.#worker(worker))}
          ${this.#matchingWorkers().length === 0 ? html`<p class="soft small">${t.t('noWorker')}</p>` : nothing}
        </div>
        ${this.problem('WORKER_MISSING')}
      </section>`;
  }

  #dropArea(): TemplateResult {
    const t = this.texts;
    return html`<div
      class="drop"
      ?data-over=${this.dragging}
      @dragover=${this.#dragOver}
      @dragleave=${() => (this.dragging = false)}
      @drop=${this.#drop}
    >
      ${icon(Upload)}<span class="soft">${t.t('drop')}</span>
      <button class="button" @click=${() => this.picker.click()}>${t.t('local')}</button>
      <input
        type="file"
        accept="application/pdf,.pdf"
        multiple
        hidden
        aria-label=${t.t('files')}
        @change=${this.#pick}
      />
    </div>`;
  }

  #file(file: WizardFile): TemplateResult {
    const t = this.texts;
    const facts = [fileSize(file.size), file.uploaded && t.t('pages', { count: file.uploaded.pages })];
    return html`<li class="file" data-state=${file.state}>
      ${icon(FileText)}
      <div>
        <b>${file.name}</b>
        <p class="small soft tabular">${facts.filter(Boolean).join(' · ')}</p>
      </div>
      <button
        class="icon-button"
        aria-label=${t.t('remove', { name: file.name })}
        @click=${() => this.model.removeFile(file.key)}
      >
        ${icon(Trash2)}
      </button>
      ${
        file.state === 'uploading'
          ? html`<div><progress aria-label=${t.t('uploading')}></progress></div>`
          : file.state === 'failed'
            ? html`<div>${this.alert(errorText(file.failure))}</div>`
            : nothing
      }
    </li>`;
  }

  #samples(): TemplateResult {
    const t = this.texts;
    return html`<div class="samples">
      <span class="soft">${t.t('samples')}</span>
      ${this.model.samples.map(
        (sample) =>
          html`<button
            class="link"
            ?disabled=${this.model.files.length >= maxFiles}
            @click=${() => this.model.addSample(sample, t.pick(sample.name))}
          >
            ${t.pick(sample.name)}
          </button>`,
      )}
    </div>`;
  }

  #workerSearch(): TemplateResult {
    return html`<input
      class="input"
      type="search"
      aria-label=${this.texts.t('workerSearch')}
      placeholder=${this.texts.t('workerSearch')}
      @input=${(event: Event) => (this.workerSearch = (event.target as HTMLInputElement).value.trim())}
    />`;
  }

  #matchingWorkers(): readonly WorkerEntry[] {
    return this.model.workers.filter(
      ({ id, name, maskedPhone }) => id === this.model.workerId || `${name} ${maskedPhone}`.includes(this.workerSearch),
    );
  }

  #worker(worker: WorkerEntry): TemplateResult {
    return html`<label class="party">
      <input
        type="radio"
        name="worker"
        .checked=${worker.id === this.model.workerId}
        @change=${() => this.model.setWorker(worker.id)}
      />
      <span class="grow">
        <b>${worker.name}</b>
        <span class="small soft tabular">${worker.maskedPhone} · ${worker.idNumberMasked}</span>
      </span>
    </label>`;
  }

  #pick(): void {
    void this.model.addFiles([...(this.picker.files ?? [])]);
    this.picker.value = ''; // The same file may be chosen again after it was removed.
  }

  #dragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dragging = true;
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.dragging = false;
    void this.model.addFiles([...(event.dataTransfer?.files ?? [])]);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parties-step': PartiesStep;
  }
}
