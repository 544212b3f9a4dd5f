import { isMarkControl, takesInk } from '@cinnabar/core/field';
import {
  Check,
  ChevronUp,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleDot,
  Fingerprint,
  Hourglass,
  Info,
  PenLine,
  PencilLine,
  Stamp,
  TriangleAlert,
  X,
  type IconNode,
} from 'lucide';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RoomParty, SignerState } from '../backend/index.ts';
import { shortFingerprint } from '../intent-dialog/code-text.ts';
import { breakableName } from '../internal/breakable-name.ts';
import { icon } from '../internal/icon.ts';
import { artworkPaths } from '../placement/index.ts';
import { primaryButton } from './room-action.ts';
import { takesSignature } from './room-marks.ts';
import { roomTray } from './room-paper.ts';
import { isOpen, roomAccess, type RoomTask } from './room-tasks.ts';
import type { RoomView } from './room-view.ts';
import type { roomMessages } from './signing-room.messages.ts';

type Key = keyof typeof roomMessages;

/** What the signer must do, with what, and who else signs; a sheet from below on a phone. */
export function roomPanel(view: RoomView): TemplateResult {
  const { t, narrow, panelOpen } = view;
  const hidden = narrow && !panelOpen;
  return html`<aside
    id="panel"
    part="panel"
    aria-label=${t.t('panel')}
    ?hidden=${hidden}
    class=${narrow ? 'sheet' : ''}
  >
    ${
      narrow
        ? html`<div class="sheet-head">
            <h2>${t.t('more')}</h2>
            <button class="icon-button" type="button" aria-label=${t.t('close')} @click=${view.actions.togglePanel}>
              ${icon(X)}
            </button>
          </div>`
        : nothing
    }
    <div class="scroll" tabindex="-1">${view.state.room ? [steps(view), body(view), parties(view)] : nothing}</div>
    ${narrow ? nothing : html`<div class="act-area">${draft(view)}${secondary(view)}${primaryButton(view)}</div>`}
  </aside>`;
}

/** The phone's bottom bar. */
export function roomBar(view: RoomView): TemplateResult {
  const { actions, panelOpen, state } = view;
  return html`<footer class="bar" part="bar">
    <button
      class="bar-progress"
      type="button"
      aria-expanded=${panelOpen}
      aria-controls="panel"
      aria-label=${state.phase === 'reviewing' ? view.t.t('more') : nothing}
      @click=${actions.togglePanel}
    >
      <span class="count"
        >${state.phase === 'reviewing' || state.phase === 'intent' ? icon(Info, 20) : progressText(view)}
        <span class="up">${icon(ChevronUp, 16)}</span></span
      >
      ${draft(view)}
    </button>
    ${secondary(view)}${primaryButton(view)}
  </footer>`;
}

function progressText({ t, state, progress }: RoomView): string {
  if (state.phase !== 'working' || progress.total === 0) return t.t('more');
  const open = progress.total - progress.done;
  return open === 0
    ? t.t('progressDone', { total: progress.total })
    : t.t('progressOpen', { open, total: progress.total });
}

function secondary({ t, state, actions }: RoomView): TemplateResult | typeof nothing {
  if (state.phase !== 'reviewing' || state.wait) return nothing;
  return html`<button class="button" type="button" id="back" @click=${actions.back}>${t.t('back')}</button>`;
}

const stepKeys: readonly Key[] = ['stepFill', 'stepReview', 'stepIntent', 'stepDone'];

function steps({ t, state }: RoomView): TemplateResult | typeof nothing {
  if (state.phase === 'viewing' || state.phase === 'failed') return nothing;
  const order = { reviewing: 1, intent: 2, signing: 3, signed: 4 } as const;
  const now = order[state.phase as keyof typeof order] ?? 0;
  const name = t.t(stepKeys[Math.min(now, 3)] as Key);
  return html`<ol class="steps" aria-label=${t.t('stepNow', { now: Math.min(now + 1, 4), total: 4, name })}>
    ${stepKeys.map(
      (key, index) =>
        html`<li
          class=${index < now ? 'past' : index === now ? 'now' : ''}
          aria-current=${index === now ? 'step' : nothing}
        >
          <span class="dot">${index < now ? icon(Check, 14) : index + 1}</span><span>${t.t(key)}</span>
        </li>`,
    )}
  </ol>`;
}

function body(view: RoomView): TemplateResult | typeof nothing {
  const { state, t } = view;
  switch (state.phase) {
    case 'working':
    case 'submitting':
      return html`${tasks(view)}${signature(view)}${roomTray(view)}`;
    case 'reviewing':
    case 'intent':
      return review(view);
    case 'signed':
      return ending(
        view,
        CircleCheck,
        'signedTitle',
        state.outcome?.contractState === 'COMPLETED' ? 'completedText' : 'signedText',
      );
    case 'viewing':
      return state.room ? viewing(view, roomAccess(state.room)) : nothing;
    case 'signing':
      return html`<section class="block ending">
        <h2>${t.t('waitSign')}</h2>
        <p class="soft">${t.t('waitLeave')}</p>
      </section>`;
    default:
      return nothing;
  }
}

function tasks(view: RoomView): TemplateResult {
  const { t, state, progress } = view;
  const fileName = (id: string): string => state.room?.files.find((file) => file.id === id)?.name ?? '';
  const several = (state.room?.files.length ?? 0) > 1;
  return html`<section class="block" aria-labelledby="tasks-title">
    <div class="block-head">
      <h2 id="tasks-title">${t.t('tasks')}</h2>
      ${progress.total > 0 ? html`<span class="count">${progress.done}/${progress.total}</span>` : nothing}
    </div>
    ${progress.total > 0 ? html`<progress value=${progress.done} max=${progress.total} aria-label=${t.t('tasks')}></progress>` : nothing}
    ${
      state.tasks.length === 0
        ? html`<p class="soft">${t.t('tasksNone')}</p>`
        : html`<ul class="tasks">
            ${repeat(
              state.tasks,
              (task) => `${task.fileId}/${task.control.id}`,
              (task, index) =>
                html`${several && state.tasks[index - 1]?.fileId !== task.fileId ? html`<li class="file-name">${fileName(task.fileId)}</li>` : nothing}
                  <li>${taskButton(view, task)}</li>`,
            )}
          </ul>`
    }
  </section>`;
}

function taskButton({ t, current, actions, state }: RoomView, task: RoomTask): TemplateResult {
  const { fileId, control } = task;
  const mark = isMarkControl(control);
  const isNow = current?.fileId === fileId && current.controlId === control.id;
  const wrong = task.problem !== undefined && task.problem.code !== 'FIELD_REQUIRED';
  const refused = state.problem?.controlId === control.id && state.problem.fileId === fileId;
  const status: Key =
    wrong || (refused && task.done)
      ? 'taskWrong'
      : task.done
        ? 'taskDone'
        : mark
          ? takesInk(control)
            ? 'taskSign'
            : 'taskSeal'
          : control.required
            ? 'taskRequired'
            : 'taskOptional';
  const glyph =
    wrong || refused
      ? TriangleAlert
      : task.done
        ? CircleCheck
        : mark
          ? takesInk(control)
            ? PenLine
            : Stamp
          : PencilLine;
  const tone = wrong || (refused && isOpen(task)) ? 'wait' : task.done ? 'good' : isOpen(task) ? 'accent' : 'plain';
  return html`<button
    class="task"
    type="button"
    aria-current=${isNow ? 'true' : nothing}
    @click=${() => actions.goTo({ fileId, controlId: control.id })}
  >
    <span class="glyph ${tone}">${icon(glyph, 18)}</span>
    <span class="label">${t.pick(control.label)}</span>
    <span class="status ${tone}">${t.t(status)}</span>
  </button>`;
}

function signature(view: RoomView): TemplateResult | typeof nothing {
  const { t, state, actions } = view;
  const handwriting = view.marks.preview(240, 80);
  if (!state.tasks.some((task) => takesSignature(task.control))) return nothing;
  return html`<section class="block" aria-labelledby="signature-title">
    <h2 id="signature-title">${t.t('mySignature')}</h2>
    ${
      handwriting
        ? html`<div class="handwriting" role="img" aria-label=${t.t('drawnPreview')}>
            <svg viewBox="0 0 ${handwriting.width} ${handwriting.height}" aria-hidden="true">
              ${artworkPaths(handwriting)}
            </svg>
          </div>`
        : html`<p class="soft">${t.t('drawHint')}</p>`
    }
    <div class="row">
      <button class="button" type="button" id="draw" @click=${actions.draw}>
        ${icon(PenLine, 18)}${t.t(handwriting ? 'redraw' : 'draw')}
      </button>
      <slot name="handoff"></slot>
    </div>
  </section>`;
}

function review(view: RoomView): TemplateResult | typeof nothing {
  const { t, state } = view;
  const checked = state.review;
  if (!checked) return nothing;
  return html`<section class="block" aria-labelledby="review-title">
    <h2 id="review-title" tabindex="-1">${t.t('reviewTitle')}</h2>
    <p>${t.t('reviewText')}</p>
    <ul class="checked">
      ${checked.prepared.files.map((file) => html`<li>${reviewedFile(view, file.fileId)}</li>`)}
    </ul>
    <div class="fingerprint">
      ${icon(Fingerprint, 20)}
      <div>
        <span class="soft">${t.t('fingerprint')}</span>
        <code id="fingerprint" title=${checked.fingerprint}>${shortFingerprint(checked.fingerprint)}</code>
        <p class="soft">${t.t('fingerprintHint')}</p>
      </div>
    </div>
  </section>`;
}

/** Opens a prepared file, and says whether it was looked at. */
function reviewedFile({ t, state, unseen, actions }: RoomView, fileId: string): TemplateResult {
  const seen = !unseen.includes(fileId);
  const tone = seen ? 'good' : 'plain';
  const name = state.room?.files.find(({ id }) => id === fileId)?.name ?? '';
  return html`<button class="task" type="button" @click=${() => actions.fileSelected(fileId)}>
    <span class="glyph ${tone}">${icon(seen ? CircleCheck : CircleDashed, 18)}</span>
    <span class="label">${breakableName(name)}</span>
    <span class="status ${tone}">${t.t(seen ? 'looked' : 'notLooked')}</span>
  </button>`;
}

function ending({ t }: RoomView, glyph: IconNode, title: Key, text: Key): TemplateResult {
  return html`<section class="block ending" id="ending">
    <span class="big good">${icon(glyph, 40)}</span>
    <h2 tabindex="-1">${t.t(title)}</h2>
    <p class="soft">${t.t(text)}</p>
    <slot name="signed"></slot>
  </section>`;
}

function viewing(view: RoomView, access: ReturnType<typeof roomAccess>): TemplateResult {
  const texts: Record<typeof access, { key: Key; icon: IconNode; title: Key }> = {
    sign: { key: 'viewWaiting', icon: PenLine, title: 'stateSign' },
    waiting: { key: 'viewWaiting', icon: Hourglass, title: 'stateWaiting' },
    signed: { key: 'viewSigned', icon: CircleCheck, title: 'stateSigned' },
    completed: { key: 'completedText', icon: CircleCheck, title: 'stateCompleted' },
    recalled: { key: 'viewRecalled', icon: X, title: 'stateRecalled' },
    rejected: { key: 'viewRejected', icon: X, title: 'stateRejected' },
    expired: { key: 'viewExpired', icon: Hourglass, title: 'stateExpired' },
    void: { key: 'viewVoid', icon: X, title: 'stateVoid' },
  };
  const shown = texts[access];
  const good = access === 'signed' || access === 'completed';
  return html`<section class="block ending" id="ending">
    <span class="big ${good ? 'good' : 'plain'}">${icon(shown.icon, 36)}</span>
    <h2>${view.t.t(shown.title)}</h2>
    <p class="soft">${view.t.t(shown.key)}</p>
    ${good ? html`<slot name="signed"></slot>` : nothing}
  </section>`;
}

const partyStates: Record<SignerState, { key: Key; icon: IconNode; tone: string }> = {
  WAITING_TURN: { key: 'partyWaiting', icon: Circle, tone: 'plain' },
  PENDING: { key: 'partyPending', icon: CircleDot, tone: 'wait' },
  INTENT: { key: 'partyIntent', icon: CircleDot, tone: 'wait' },
  SIGNED: { key: 'partySigned', icon: CircleCheck, tone: 'good' },
  REFUSED: { key: 'partyRefused', icon: X, tone: 'plain' },
  VOID: { key: 'partyVoid', icon: X, tone: 'plain' },
};

function parties({ t, state }: RoomView): TemplateResult {
  const { parties: list = [], signer } = state.room ?? {};
  return html`<section class="block" aria-labelledby="parties-title">
    <h2 id="parties-title">${t.t('parties')}</h2>
    <ul class="parties">
      ${list.map((party: RoomParty) => {
        const shown = partyStates[party.state];
        return html`<li>
          <span class=${shown.tone}>${icon(shown.icon, 18)}</span>
          <span class="who"
            >${party.name}${party.role === signer?.role ? html` <span class="me">${t.t('you')}</span>` : nothing}</span
          >
          <span class="status ${shown.tone}"
            >${t.t(shown.key)}${party.signedAt ? html`<br /><time datetime=${party.signedAt}>${t.dateTime(party.signedAt)}</time>` : nothing}</span
          >
        </li>`;
      })}
    </ul>
  </section>`;
}

function draft({ t, state }: RoomView): TemplateResult | typeof nothing {
  const keys = { pending: 'draftPending', saving: 'draftSaving', saved: 'draftSaved', failed: 'draftFailed' } as const;
  if (state.draft === 'none' || state.phase !== 'working') return nothing;
  return html`<span class="draft ${state.draft === 'failed' ? 'wait' : ''}" id="draft"
    >${t.t(keys[state.draft])}</span
  >`;
}
