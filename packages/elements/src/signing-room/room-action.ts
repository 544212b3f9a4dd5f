import { takesSeal } from '@cinnabar/core/field';
import { Check, FileText, LoaderCircle, PenLine, RotateCcw, Stamp, type IconNode } from 'lucide';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../internal/icon.ts';
import { isOpen, nextOpenTask, type RoomTask } from './room-tasks.ts';
import type { RoomView } from './room-view.ts';
import { waitKey } from './room-wait.ts';

/** What the one primary button would do now. */
export type RoomAct =
  | { readonly kind: 'go-to' | 'place-seal' | 'choose-seal'; readonly task: RoomTask }
  | { readonly kind: 'look'; readonly fileId: string }
  | { readonly kind: 'submit' | 'confirm' | 'finish' | 'close' | 'reload' | 'busy' };

type Situation = Pick<RoomView, 'state' | 'current' | 'unseen' | 'activeFile'>;

export function actOf({ state, current, unseen, activeFile }: Situation): RoomAct {
  if (state.wait || state.session === 'expired') return { kind: 'busy' };
  switch (state.phase) {
    case 'working': {
      const here = state.tasks.find((task) => task.fileId === current?.fileId && task.control.id === current.controlId);
      // With one seal there is nothing to choose: the area that was reached can be sealed from here.
      if (here && takesSeal(here.control) && isOpen(here)) {
        return { kind: state.room?.seals.length === 1 ? 'place-seal' : 'choose-seal', task: here };
      }
      const task = nextOpenTask(state.tasks, current);
      return task ? { kind: 'go-to', task } : { kind: 'submit' };
    }
    case 'reviewing': {
      // Nothing is confirmed before the very bytes to be signed stood on the screen, of every file.
      const [next] = unseen;
      if (next === undefined) return { kind: 'confirm' };
      const coming = unseen.includes(activeFile ?? state.room?.files[0]?.id ?? '');
      return coming ? { kind: 'busy' } : { kind: 'look', fileId: next };
    }
    case 'signed':
      return { kind: 'finish' };
    case 'viewing':
      return { kind: 'close' };
    case 'failed':
      return { kind: 'reload' };
    default:
      return { kind: 'busy' };
  }
}

const glyphs: Partial<Record<RoomAct['kind'], IconNode>> = {
  'place-seal': Stamp,
  'choose-seal': Stamp,
  look: FileText,
  submit: PenLine,
  confirm: PenLine,
  finish: Check,
  reload: RotateCcw,
};

/**
 * The one primary button: its label says what happens next. Red only where it commits. While it waits it does nothing
 * but keeps the focus, which a disabled button would lose.
 */
export function primaryButton(view: RoomView): TemplateResult {
  const act = actOf(view);
  const busy = act.kind === 'busy';
  const commits = act.kind === 'submit' || act.kind === 'confirm' || busy;
  const glyph = glyphs[act.kind];
  return html`<button
    id="primary"
    part="primary"
    class="button ${commits ? 'primary' : 'lead'}"
    type="button"
    aria-disabled=${busy ? 'true' : nothing}
    aria-busy=${busy ? 'true' : nothing}
    @click=${view.actions.primary}
  >
    ${busy && view.state.phase !== 'intent' ? html`<span class="spin">${icon(LoaderCircle, 18)}</span>` : glyph ? icon(glyph, 18) : nothing}
    <span class="act">${label(view, act)}</span>
  </button>`;
}

function label({ t, state, narrow, unseen }: RoomView, act: RoomAct): string {
  switch (act.kind) {
    case 'go-to':
      return narrow ? t.t('next') : t.t('nextNamed', { label: t.pick(act.task.control.label) });
    case 'place-seal':
      return t.t('placeSeal');
    case 'choose-seal':
      return t.t('chooseSeal');
    case 'look': {
      const total = state.review?.fileDigests.size ?? 0;
      return t.t('lookNext', { index: total - unseen.length + 1, total });
    }
    case 'submit':
      return t.t('submit');
    case 'confirm':
      return t.t('confirmSign');
    case 'finish':
      return t.t('finish');
    case 'close':
      return t.t('close');
    case 'reload':
      return t.t('reload');
    case 'busy':
      // On a phone there is no room for it: the card over the paper says what is happening.
      if (narrow && state.phase !== 'intent') return t.t('waiting');
      return state.wait
        ? t.t(waitKey(state.wait))
        : t.t(state.phase === 'reviewing' ? 'waitCheck' : state.phase === 'intent' ? 'confirmSign' : 'waitRoom');
  }
}
