import type { PortalClient } from '@cinnabar/client';
import type { VerificationReport } from '@cinnabar/core/verify';
import { themeStyles } from '@cinnabar/elements/theme';
import { icon, Localizer } from '@cinnabar/elements/toolkit';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Task } from '../shell/task.ts';
import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, CircleX, type IconNode } from 'lucide';
import { errorText } from '../shell/error-text.ts';
import { timestamp } from '../shell/formats.ts';
import { pageStyles } from '../shell/page.styles.ts';
import { contractMessages } from './contract.messages.ts';

type Tone = 'good' | 'wait' | 'bad' | 'off';
type Key = keyof typeof contractMessages;
type Signature = VerificationReport['signatures'][number];

const verdicts: Readonly<Record<string, { tone: Tone; icon: IconNode; key: Key }>> = {
  PASSED: { tone: 'good', icon: CircleCheck, key: 'passed' },
  UNSIGNED: { tone: 'off', icon: CircleDashed, key: 'unsigned' },
  INDETERMINATE: { tone: 'wait', icon: CircleHelp, key: 'indeterminate' },
};
const failed = { tone: 'bad', icon: CircleX, key: 'failed' } as const;

/** What the verifier found about one file, in plain words, signature by signature. */
@customElement('verification-summary')
export class VerificationSummary extends LitElement {
  @property({ attribute: false }) client!: PortalClient;
  @property() contractId = '';
  @property() fileId = '';
  /** Verified again when the revision changes. */
  @property({ type: Number }) revision = 0;

  readonly #texts = new Localizer(this, contractMessages);
  readonly #report = new Task(this, {
    key: () => [this.contractId, this.fileId, this.revision],
    run: (signal) => this.client.verifyFile(this.contractId, this.fileId, signal),
  });

  static override styles = [
    themeStyles,
    pageStyles,
    css`
      :host {
        display: block;
        font-size: 14px;
      }
      .headline {
        font-weight: 500;
        white-space: normal;
      }
      .headline svg {
        flex: none;
      }
      ol {
        display: grid;
        gap: 12px;
        margin-top: 12px;
      }
      ol > li {
        padding-inline-start: 26px;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        color: var(--_ink-soft);
      }
      .facts li::before {
        content: '✓ ';
        color: var(--_good);
      }
      .facts li[data-doubt]::before {
        content: '! ';
        font-weight: 700;
        color: var(--_wait);
      }
    `,
  ];

  override render(): TemplateResult {
    const t = this.#texts;
    const report = this.#report.value;
    if (this.#report.error) {
      return html`<p class="error">${icon(CircleAlert, 18)}${t.pick(errorText(this.#report.error))}</p>`;
    }
    if (!report) return html`<p class="soft" role="status">${t.t('verifying')}</p>`;
    const verdict = verdicts[report.verdict] ?? failed;
    return html`<p class="state ${verdict.tone} headline" data-verdict=${report.verdict}>
        ${icon(verdict.icon, 20)}${t.t(verdict.key)}
      </p>
      <ol>
        ${report.signatures.map(
          (signature) =>
            html`<li>
              <b>${signature.signer?.commonName ?? signature.signer?.subject ?? '—'}</b>
              <ul class="facts">
                ${this.#facts(signature).map(([ok, text]) => html`<li ?data-doubt=${!ok}>${text}</li>`)}
              </ul>
            </li>`,
        )}
      </ol>`;
  }

  #facts(signature: Signature): [ok: boolean, text: string][] {
    const t = this.#texts;
    const integrity = { INTACT: 'intact', BROKEN: 'broken', UNKNOWN: 'unknownIntegrity' } as const;
    const coverage = { WHOLE_FILE: 'wholeFile', WHOLE_REVISION: 'wholeRevision' } as const;
    const covered = coverage[signature.coverage as keyof typeof coverage];
    const trusted = signature.trust.status === 'TRUSTED';
    const time = signature.signingTime.timestamp;
    const { level, permitted } = signature.modifications;
    const later = { NONE: 'laterNone', FORM_FILLING: 'laterFilledOrSigned', ANNOTATIONS: 'laterAnnotated' } as const;
    const allowed = later[level as keyof typeof later] ?? 'laterPermitted';
    const changes = permitted ? allowed : 'laterForbidden';
    return [
      [signature.integrity === 'INTACT', t.t(integrity[signature.integrity])],
      [covered !== undefined, t.t(covered ?? 'partial')],
      [permitted && level !== 'ANNOTATIONS', t.t(changes)],
      [trusted, t.t(trusted ? 'trusted' : 'untrusted')],
      [time !== null, time ? t.t('stamped', { time: timestamp(time) }) : t.t('unstamped')],
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'verification-summary': VerificationSummary;
  }
}
