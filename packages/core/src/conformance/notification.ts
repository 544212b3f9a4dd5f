import { bytesToHex } from '../bytes/index.ts';
import { randomBytes } from '../crypto/index.ts';
import type { NotificationProvider, OutgoingMessage } from '../provider/index.ts';
import { expect, expectRefusal, type ConformanceCase, type Made } from './case.ts';

/** The provider to be tried. What is absent is not tried. */
export interface NotificationProviderSetup {
  make(): Made<NotificationProvider>;
  /** Somewhere messages may really go. */
  readonly to: string;
  /** Messages that arrived, in any order, where that can be seen. */
  arrived?(): Made<readonly Pick<OutgoingMessage, 'to' | 'text'>[]>;
  /** A provider whose carrier cannot be reached, or refuses. */
  unavailable?(): Made<NotificationProvider>;
}

/** What every NotificationProvider must do. */
export function notificationProviderConformance(setup: NotificationProviderSetup): ConformanceCase[] {
  const { to } = setup;
  const message = (text: string): OutgoingMessage => ({ channel: 'sms', to, purpose: 'intent', text });
  const cases: ConformanceCase[] = [
    {
      name: 'says who sent a message',
      async run() {
        const provider = await setup.make();
        const sent = await provider.send(message('验证码 135790'));
        expect(sent.provider.id === provider.provider.id, 'What was sent names its provider.');
        expect(sent.provider.assurance === provider.provider.assurance, 'What was sent says what its word is worth.');
      },
    },
    {
      name: 'gives every message an identifier of its own',
      async run() {
        const provider = await setup.make();
        const sent = await Promise.all(['一', '二', '三'].map((text) => provider.send(message(text))));
        const ids = new Set(sent.map(({ messageId }) => messageId).filter((id) => id !== ''));
        expect(ids.size === sent.length, 'Each message has an identifier, and no two have the same.');
      },
    },
  ];
  const { arrived, unavailable } = setup;
  if (arrived) {
    cases.push({
      name: 'delivers the very text to the very number before it says sent',
      async run() {
        // Another text each time: one that arrived earlier proves nothing.
        const text = `【验证】您的验证码为 ${bytesToHex(randomBytes(3))}，请勿告诉他人。𠮷`;
        await (await setup.make()).send(message(text));
        const found = (await arrived()).filter((one) => one.to === to && one.text === text);
        expect(found.length === 1, 'The message that was sent arrived, once, as it was.');
      },
    });
  }
  if (unavailable) {
    cases.push({
      name: 'ends a refusal with a typed error that tells neither number nor text',
      run: () =>
        expectRefusal(
          async () => (await unavailable()).send(message('验证码 864209')),
          'A message that the carrier does not take',
          /^NOTIFICATION_/,
          [to, '864209'],
        ),
    });
  }
  return cases;
}
