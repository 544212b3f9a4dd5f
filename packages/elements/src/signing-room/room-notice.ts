import { CircleAlert, Fingerprint, Info, LoaderCircle } from 'lucide';
import { html, nothing, type TemplateResult } from 'lit';
import { shortFingerprint } from '../intent-dialog/code-text.ts';
import { icon } from '../internal/icon.ts';
import { problemKey } from './problem.messages.ts';
import type { RoomView } from './room-view.ts';
import { waitKey } from './room-wait.ts';

/** What went wrong or changed, in one sentence that says what to do. Errors of the code stand in its dialog instead. */
export function roomNotice(view: RoomView): TemplateResult {
  const { state } = view;
  return html`<div class="notices" aria-live="polite">
    ${state.session === 'expired' ? session(view) : state.problem && state.phase !== 'intent' ? problem(view, state.problem.code) : review(view)}
  </div>`;
}

function session({ t, actions }: RoomView): TemplateResult {
  return html`<div class="notice wait" id="session">
    ${icon(CircleAlert)}
    <p><strong>${t.t('sessionTitle')}</strong> ${t.t('sessionText')}</p>
    <button class="button" type="button" @click=${actions.renew}>${t.t('resume')}</button>
  </div>`;
}

function problem(view: RoomView, code: string): TemplateResult {
  const { state, t, problems, actions } = view;
  const news = code === 'REVISION_SUPERSEDED';
  const label = state.tasks.find(
    ({ control, fileId }) => control.id === state.problem?.controlId && fileId === state.problem.fileId,
  )?.control.label;
  return html`<div class="notice ${news ? 'info' : 'wrong'}" id="problem" data-code=${code}>
    ${icon(news ? Info : CircleAlert)}
    <p>${label ? html`<strong>${t.pick(label)}</strong> ` : nothing}${problems.t(problemKey(code), { code })}</p>
    ${state.phase === 'failed' ? nothing : html`<button class="button quiet" type="button" @click=${actions.dismiss}>${t.t('dismiss')}</button>`}
  </div>`;
}

/** On a phone the panel is away; the paper says itself what it is. */
function review({ state, t, narrow }: RoomView): TemplateResult | typeof nothing {
  if (!narrow || !state.review || state.phase !== 'reviewing') return nothing;
  return html`<div class="notice info">
    ${icon(Fingerprint)}
    <p>
      <strong>${t.t('reviewTitle')}</strong><br />${t.t('fingerprint')}
      <b class="number">${shortFingerprint(state.review.fingerprint)}</b>
    </p>
  </div>`;
}

/** What is being waited for, over the paper. */
export function roomWait({ state, t, waiting }: RoomView): TemplateResult {
  const { wait } = state;
  const shown = wait !== undefined && waiting !== 'no';
  return html`<div class="waiting" role="status">
    ${
      shown
        ? html`<div class="wait-card">
            <span class="spin">${icon(LoaderCircle)}</span>
            <div>
              <p>
                ${t.t(waitKey(wait))}${wait.total > 1 ? t.t('waitOf', { done: wait.done, total: wait.total }) : nothing}
              </p>
              ${
                waiting === 'long'
                  ? html`<progress
                        aria-label=${t.t(waitKey(wait))}
                        value=${wait.total > 1 ? wait.done : nothing}
                        max=${wait.total}
                      ></progress>
                      ${wait.task === 'sign' ? html`<p class="soft">${t.t('waitLeave')}</p>` : nothing}`
                  : nothing
              }
            </div>
          </div>`
        : nothing
    }
  </div>`;
}
