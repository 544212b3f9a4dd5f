import { CircleCheck, Clock, FileX, Hourglass, PenLine, Undo2, X, type IconNode } from 'lucide';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../internal/icon.ts';
import { roomAccess, type RoomAccess } from './room-tasks.ts';
import type { RoomView } from './room-view.ts';
import type { roomMessages } from './signing-room.messages.ts';

type Tone = 'accent' | 'good' | 'wait' | 'plain';

const states: Record<RoomAccess, { key: keyof typeof roomMessages; icon: IconNode; tone: Tone }> = {
  sign: { key: 'stateSign', icon: PenLine, tone: 'accent' },
  waiting: { key: 'stateWaiting', icon: Hourglass, tone: 'wait' },
  signed: { key: 'stateSigned', icon: CircleCheck, tone: 'good' },
  completed: { key: 'stateCompleted', icon: CircleCheck, tone: 'good' },
  recalled: { key: 'stateRecalled', icon: FileX, tone: 'plain' },
  rejected: { key: 'stateRejected', icon: FileX, tone: 'plain' },
  expired: { key: 'stateExpired', icon: Clock, tone: 'wait' },
  void: { key: 'stateVoid', icon: FileX, tone: 'plain' },
};

/** Title left; state and deadline small, top right (reading progress stands in the viewer's bar below). */
export function roomHeader(view: RoomView): TemplateResult {
  const { state, t, actions } = view;
  const contract = state.room?.contract;
  return html`<header part="header">
    <div class="title">
      <h1>${contract?.name ?? t.t('room')}</h1>
      ${contract ? html`<p class="soft">${t.t('initiator')} ${contract.initiator}</p>` : nothing}
    </div>
    <ul class="facts">
      ${state.room ? facts(view) : nothing}
    </ul>
    <div class="tools">
      ${
        state.phase === 'working'
          ? html`<button
              class="icon-button"
              type="button"
              id="undo"
              aria-label=${t.t('undo')}
              title=${t.t('undo')}
              ?disabled=${!state.canUndo}
              @click=${actions.undo}
            >
              ${icon(Undo2)}
            </button>`
          : nothing
      }
      <button
        class="icon-button"
        type="button"
        id="close"
        aria-label=${t.t('close')}
        title=${t.t('close')}
        @click=${actions.close}
      >
        ${icon(X)}
      </button>
    </div>
  </header>`;
}

function facts(view: RoomView): TemplateResult {
  const { state, t } = view;
  const room = state.room;
  if (!room) return html``;
  const access = roomAccess(room);
  const shown = states[access];
  const deadline = access === 'sign' || access === 'waiting' ? deadlineText(view, room.contract.deadline) : undefined;
  return html`${
      deadline
        ? html`<li
            class="fact ${deadline.near ? 'wait' : 'plain'}"
            title=${t.t('deadline', { time: t.dateTime(room.contract.deadline) })}
          >
            ${icon(Clock, 16)}<span>${deadline.text}</span>
          </li>`
        : nothing
    }
    <li class="fact chip ${shown.tone}" id="state">${icon(shown.icon, 16)}<span>${t.t(shown.key)}</span></li>`;
}

const hour = 3_600_000;

function deadlineText({ t }: RoomView, deadline: string): { text: string; near: boolean } {
  const left = Date.parse(deadline) - Date.now();
  if (left <= 0) return { text: t.t('deadlinePast'), near: true };
  // Rounded down, as the lists of contracts do: better an hour too early than too late.
  const hours = Math.floor(left / hour);
  if (hours <= 48) return { text: t.t('deadlineHours', { count: Math.max(1, hours) }), near: true };
  return { text: t.t('deadlineDays', { count: Math.floor(hours / 24) }), near: hours <= 72 };
}
