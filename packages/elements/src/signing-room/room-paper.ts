import { takesSeal } from '@cinnabar/core/field';
import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { DocumentReadyEvent, FileSelectEvent, ReadingProgressEvent } from '../contract-viewer/index.ts';
import type { FieldChangeEvent, FieldFocusEvent, MarkRemoveEvent, MarkRequestEvent } from '../field-layer/index.ts';
import type { CinnabarSealPlaceEvent } from '../seal-tray/seal-tray.events.ts';
import { listedFiles } from './room-tasks.ts';
import type { RoomView } from './room-view.ts';

/** The files and, while they are being filled, the signer's controls over them. */
export function roomPaper(view: RoomView): TemplateResult {
  const { state, actions } = view;
  if (!state.room || state.files.size === 0) {
    return html`<div class="blank" aria-hidden="true"><div class="page"></div></div>`;
  }
  return html`<cinnabar-contract-viewer
    .files=${listedFiles(state)}
    .source=${actions.source}
    .activeFile=${view.activeFile}
    @cinnabar-file-select=${(event: FileSelectEvent) => actions.fileSelected(event.fileId)}
    @cinnabar-reading-progress=${({ fileId, ended }: ReadingProgressEvent) => ended && view.model?.fileRead(fileId)}
    @cinnabar-document-ready=${(event: DocumentReadyEvent) => actions.documentShown(event.fileId, event.digest)}
  >
    ${keyed(
      view.model,
      html`<cinnabar-field-layer
        .files=${state.room.files}
        .signerRole=${state.room.signer.role}
        .parties=${state.room.parties}
        .marks=${view.marks.drawn()}
        .controlsHidden=${state.phase !== 'working' && state.phase !== 'submitting'}
        ?inert=${state.phase === 'submitting'}
        @cinnabar-field-change=${(event: FieldChangeEvent) => view.model?.setValue(event.fileId, event.controlId, event.value)}
        @cinnabar-field-focus=${(event: FieldFocusEvent) => actions.arrived(event)}
        @cinnabar-mark-request=${(event: MarkRequestEvent) => actions.markRequested(event)}
        @cinnabar-mark-remove=${(event: MarkRemoveEvent) => view.model?.removeMark(event.fileId, event.controlId)}
      ></cinnabar-field-layer>`,
    )}
  </cinnabar-contract-viewer>`;
}

/** The company's seals, where this signer has an area for one. */
export function roomTray(view: RoomView): TemplateResult | undefined {
  const { state, actions, marks } = view;
  if (!state.room || !state.tasks.some(({ control }) => takesSeal(control))) return undefined;
  return html`<section class="block">
    <cinnabar-seal-tray
      .seals=${state.room.seals}
      .surface=${view.surface}
      .goesTo=${view.sealFor}
      @cinnabar-seal-pick=${actions.sealPicked}
      @cinnabar-seal-place=${(event: CinnabarSealPlaceEvent) => {
        marks.placeSeal(event, event.sealId, event.center);
        actions.sealPlaced(event);
      }}
    ></cinnabar-seal-tray>
  </section>`;
}
