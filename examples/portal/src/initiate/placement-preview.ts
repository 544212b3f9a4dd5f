import type { PlacedFile } from '@cinnabar/client';
import { isMarkControl, type Control } from '@cinnabar/core/field';
import type { RoomParty } from '@cinnabar/elements/backend';
import { icon } from '@cinnabar/elements/toolkit';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { CircleAlert, ScanSearch } from 'lucide';
import { errorText } from '../shell/error-text.ts';
import { WizardStep } from './wizard-step.ts';

/** Shows where people will fill in and sign, over the very files, and says what found no place. */
@customElement('placement-preview')
export class PlacementPreview extends WizardStep {
  @state() private activeFile: string | undefined;

  static override styles = [
    ...WizardStep.styles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto minmax(0, 1fr);
        gap: 12px;
        min-height: 0;
      }
      cinnabar-contract-viewer {
        height: 100%;
        min-height: 420px;
        overflow: hidden;
        border: 1px solid var(--_line);
        border-radius: var(--_radius-dialog);
      }
      .empty {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 12px;
        min-height: 420px;
        padding: 32px;
        border: 1px dashed var(--_control-line);
        border-radius: var(--_radius-dialog);
        text-align: center;
      }
      .empty svg {
        color: var(--_ink-soft);
      }
      .notes {
        display: grid;
        gap: 8px;
      }
    `,
  ];

  override render(): TemplateResult {
    const t = this.texts;
    return html`<h2>${t.t('preview')}</h2>
      <div class="notes" role="status">${this.#notes()}</div>
      ${this.#paper()}`;
  }

  #notes(): TemplateResult | typeof nothing {
    const { model, texts } = this;
    if (model.placementFailure) {
      return html`${this.alert(errorText(model.placementFailure))}
        <button class="link" @click=${() => model.place()}>${texts.t('retry')}</button>`;
    }
    if (!model.placement) {
      return model.fileIds.length > 0 ? html`<p class="soft small">${texts.t('placing')}</p>` : nothing;
    }
    const controls = model.placement.flatMap((file) => file.controls);
    const marks = controls.filter(isMarkControl).length;
    const unplaced = model.unplaced;
    return html`<p class="small soft">${texts.t('placed', { fills: controls.length - marks, marks })}</p>
      ${model.placement
        .filter((file) => !file.controls.some(isMarkControl))
        .map((file) => this.#note(texts.t('noMark', { file: this.#fileName(file) })))}
      ${unplaced.length > 0 ? this.#note(texts.t('unplaced', { names: this.#labels(unplaced) })) : nothing}`;
  }

  #note(text: string): TemplateResult {
    return html`<p class="notice wait">${icon(CircleAlert, 18)}<span>${text}</span></p>`;
  }

  #paper(): TemplateResult {
    const files = this.model.files.flatMap(({ uploaded, bytes }) => (uploaded && bytes ? [{ uploaded, bytes }] : []));
    if (files.length === 0) {
      return html`<div class="empty">
        ${icon(ScanSearch, 40)}
        <p class="soft">${this.texts.t('previewHint')}</p>
      </div>`;
    }
    const active = files.find(({ uploaded }) => uploaded.fileId === this.activeFile) ?? files[0];
    return html`<cinnabar-contract-viewer
      .files=${files.map(({ uploaded }) => ({ id: uploaded.fileId, name: uploaded.name, digest: uploaded.digest }))}
      .source=${this.#source}
      .activeFile=${active?.uploaded.fileId}
      sidebar-closed
      @cinnabar-file-select=${(event: Event & { fileId: string }) => (this.activeFile = event.fileId)}
    >
      <cinnabar-field-layer
        .files=${files.map(({ uploaded }) => ({
          id: uploaded.fileId,
          controls: this.#controls(uploaded.fileId),
          values: {},
        }))}
        .parties=${this.#parties()}
      ></cinnabar-field-layer>
    </cinnabar-contract-viewer>`;
  }

  readonly #source = async (fileId: string): Promise<Uint8Array> => {
    const bytes = this.model.files.find(({ uploaded }) => uploaded?.fileId === fileId)?.bytes;
    if (!bytes) throw new Error(`No bytes of ${fileId}`);
    return bytes;
  };

  #controls(fileId: string | undefined): readonly Control[] {
    const placed = this.model.placement?.find((file) => file.fileId === fileId)?.controls ?? [];
    // Once printed, values that are fixed from the start are not outlined any more; here they are still to come.
    return placed.map((control) => (isMarkControl(control) ? control : { ...control, readOnly: false }));
  }

  #parties(): RoomParty[] {
    const { texts, model } = this;
    const party = (role: string, name: string): RoomParty => ({ role, name, state: 'PENDING' });
    return [party('employer', texts.t('employer')), party('worker', model.worker?.name ?? texts.t('workerRole'))];
  }

  #fileName(file: PlacedFile): string {
    return this.model.files.find(({ uploaded }) => uploaded?.fileId === file.fileId)?.name ?? '';
  }

  /** Names of controls that stand nowhere, as far as the form knows them. */
  #labels(ids: readonly string[]): string {
    const labels = ids.map((id) => this.model.template?.fields.find((field) => field.id === id)?.label);
    const names = new Set(labels.map((label, index) => (label ? this.texts.pick(label) : (ids[index] ?? ''))));
    return [...names].join(this.texts.t('separator'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'placement-preview': PlacementPreview;
  }
}
