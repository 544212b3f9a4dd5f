import type { NotificationProvider, OutgoingMessage, SentMessage } from '@cinnabar/core/provider';

/** A message as it lies in the inbox. */
export interface InboxMessage extends OutgoingMessage {
  readonly messageId: string;
  readonly sentAt: Date;
}

export interface SandboxInboxOptions {
  /** Called with every message before it counts as sent, e.g. to keep it in a database; what it throws, `send` throws. */
  readonly onMessage?: (message: InboxMessage) => Promise<void> | void;
  /** How many messages are kept in memory, newest first; 200 when absent. */
  readonly limit?: number;
  readonly now?: () => Date;
}

/** Takes messages instead of sending them, for a page that shows them. No carrier is involved. */
export class SandboxInbox implements NotificationProvider {
  readonly provider = { id: 'cinnabar-sandbox', assurance: 'simulated' } as const;
  readonly #messages: InboxMessage[] = [];
  readonly #options: SandboxInboxOptions;
  #count = 0;

  constructor(options: SandboxInboxOptions = {}) {
    this.#options = options;
  }

  /** Messages in memory, newest first. */
  get messages(): readonly InboxMessage[] {
    return this.#messages;
  }

  async send(message: OutgoingMessage): Promise<SentMessage> {
    const sentAt = this.#options.now?.() ?? new Date();
    // Counted, so that messages of one millisecond keep their order wherever they are sorted by time and identifier.
    const count = String(++this.#count).padStart(8, '0');
    const received = { ...message, messageId: `${count}-${crypto.randomUUID()}`, sentAt };
    await this.#options.onMessage?.(received);
    this.#messages.unshift(received);
    this.#messages.length = Math.min(this.#messages.length, this.#options.limit ?? 200);
    return { messageId: received.messageId, provider: this.provider };
  }
}
