import type { Meta, StoryObj } from '@storybook/web-components-vite';

import type { IntentMethod } from '@cinnabar/elements/backend';
import '../packages/elements/src/intent-dialog/intent-dialog.define.ts';
import type { CinnabarIntentDialog } from '../packages/elements/src/intent-dialog/intent-dialog.ts';
import type { IntentSession, IntentState } from '../packages/elements/src/intent-dialog/intent-session.ts';

const challenge = {
  challengeId: 'story',
  method: 'sms',
  maskedPhone: '138****0001',
  expiresAt: new Date(Date.now() + 900_000).toISOString(),
  resendAt: new Date(Date.now() + 56_000).toISOString(),
  triesLeft: 5,
  fingerprint: 'a1b2c3d4',
} as const;

/** One state held still; the signing-room story shows the dialog at work. */
function still(state: IntentState): CinnabarIntentDialog {
  const session: IntentSession = {
    preparationId: 'story',
    methods: ['sms'] satisfies IntentMethod[],
    maskedPhone: '138****0001',
    fingerprint: 'a1b2c3d4'.repeat(8),
    state,
    subscribe: () => () => undefined,
    request: () => Promise.resolve(),
    confirm: () => Promise.resolve(),
    retry: () => Promise.resolve(),
  };
  return Object.assign(document.createElement('cinnabar-intent-dialog'), { session, open: true });
}

const meta: Meta = {
  title: 'Signing/Intent dialog',
  component: 'cinnabar-intent-dialog',
  decorators: [
    (story) => {
      document.body.style.background = 'light-dark(#fbfaf7, #1a1918)';
      return story();
    },
  ],
};
export default meta;

export const Ask: StoryObj = { render: () => still({ step: 'ask' }) };
export const Code: StoryObj = { render: () => still({ step: 'code', challenge }) };
export const WrongCode: StoryObj = {
  render: () => still({ step: 'code', challenge, problem: { code: 'OTP_WRONG', triesLeft: 4 } }),
};
/** After three seconds it says what is happening. */
export const Signing: StoryObj = { render: () => still({ step: 'signing' }) };
export const Signed: StoryObj = { render: () => still({ step: 'signed' }) };
export const Failed: StoryObj = {
  render: () => still({ step: 'failed', problem: { code: 'REVISION_SUPERSEDED' } }),
};
/** The server goes on alone: looking again needs no new code. */
export const Outage: StoryObj = {
  render: () => still({ step: 'failed', problem: { code: 'NETWORK_UNREACHABLE' }, retryable: true }),
};
