import type { ProviderIdentity } from './identity.ts';

export interface OutgoingMessage {
  readonly channel: 'sms';
  /** Mainland mobile number, 11 digits. */
  readonly to: string;
  readonly purpose: 'login' | 'intent' | 'invitation' | 'completed';
  readonly text: string;
}

export interface SentMessage {
  readonly messageId: string;
  readonly provider: ProviderIdentity;
}

/** Delivers messages to people. */
export interface NotificationProvider {
  readonly provider: ProviderIdentity;
  /** @throws CinnabarError `NOTIFICATION_*` when the carrier refuses. */
  send(message: OutgoingMessage): Promise<SentMessage>;
}
