import type { EvidenceEvent } from '@cinnabar/client';
import type { Json } from '@cinnabar/core/bytes';
import {
  intentPassed,
  noticeDelivery,
  signerSigned,
  type EventDigest,
  type EventFacts,
  type RecordContext,
} from '@cinnabar/core/evidence';
import type { ProviderIdentity } from '@cinnabar/core/provider';
import type { ContractRow } from '../database/schema.ts';

/** What the events of this server carry, as `appendEvent` was given it. */
interface EventData {
  readonly signerId?: string;
  readonly order?: string;
  readonly purpose?: 'invitation' | 'completed';
  readonly messageId?: string;
  readonly maskedPhone?: string;
  readonly challengeId?: string;
  readonly method?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly fingerprint?: string;
  readonly provider?: ProviderIdentity;
  readonly fileId?: string;
  readonly revision?: number;
  readonly digest?: string;
  readonly files?: readonly { readonly fileId: string; readonly digest: string }[];
}

const system = 'system';

/**
 * The events of a contract as an evidence package tells them: in the words of the core's table, without names and numbers,
 * intents and signatures with the digests they are about. Each says under `recorded` which event of this server's own chain
 * it tells, with its time and hash. Where an event was stored after a later one, its time is that of the one before it.
 */
export function evidenceFacts(
  contract: Pick<ContractRow, 'id' | 'organization_id' | 'deadline'>,
  events: readonly EvidenceEvent[],
): EventFacts[] {
  const facts: EventFacts[] = [];
  for (const [place, event] of events.entries()) {
    const at = [event.at, facts.at(-1)?.at ?? ''].sort().at(-1) as string;
    const recorded = { sequence: event.sequence, at: event.at, hash: event.hash };
    for (const told of tell(contract, event, at, events.slice(0, place))) {
      facts.push({ ...told, data: { ...told.data, recorded } });
    }
  }
  return facts;
}

function tell(
  contract: Pick<ContractRow, 'id' | 'organization_id' | 'deadline'>,
  event: EvidenceEvent,
  at: string,
  before: readonly EvidenceEvent[],
): readonly EventFacts[] {
  const data = event.data as EventData;
  const signer = data.signerId ?? system;
  const context: RecordContext = { at, actor: signer, subject: contract.id };
  const fact = (type: string, more: Partial<EventFacts> = {}): EventFacts[] => [{ ...context, type, ...more }];
  switch (event.type) {
    case 'SENT':
      return fact('contract.initiated', {
        actor: contract.organization_id,
        digests: digestsOf(data),
        data: { order: data.order ?? '' },
      });
    case 'NOTIFIED':
      return [
        noticeDelivery(
          { at, actor: system, subject: signer },
          {
            notice: data.purpose === 'completed' ? 'N-12' : 'N-05',
            channel: 'sms',
            target: data.maskedPhone ?? '',
            state: 'sent',
            provider: providerOf(data),
            receipt: data.messageId ?? '',
          },
        ),
      ];
    case 'OPENED':
      return fact('signer.opened');
    case 'READ':
      return fact('document.read', {
        digests: [digestOf(data.fileId ?? '', data.digest ?? '')],
        data: { revision: data.revision ?? 0, by: data.by ?? '' },
      });
    case 'SUBMITTED':
      return fact('signer.submitted', { digests: digestsOf(data) });
    case 'CHALLENGE_ISSUED':
      return fact('intent.code-sent', {
        subject: data.challengeId ?? '',
        data: { method: data.method ?? '', target: data.maskedPhone ?? '' },
        provider: providerOf(data),
      });
    case 'INTENT_PASSED':
      return [
        intentPassed(
          { at },
          {
            intentId: data.challengeId ?? '',
            contract: contract.id,
            signer,
            digests: submittedDigests(data, before),
            method: data.method ?? '',
            provider: providerOf(data),
            // What was confirmed is signed once, as soon as certificate and time-stamp are to be had.
            expiresAt: contract.deadline,
          },
        ),
      ];
    case 'SIGNED':
      return [
        signerSigned(
          { at, subject: contract.id },
          {
            signer,
            intentId: (latest('INTENT_PASSED', data, before)?.data as EventData | undefined)?.challengeId ?? '',
            digests: submittedDigests(data, before),
            provider: providerOf(data),
          },
        ),
        ...fact('signer.signed', { digests: digestsOf(data) }),
      ];
    case 'COMPLETED':
      return fact('contract.completed');
    case 'EXPIRED':
      return fact('contract.expired');
    default:
      return fact(`server.${event.type.toLowerCase()}`, { data: event.data as Readonly<Record<string, Json>> });
  }
}

/** Digests of the ByteRanges that were submitted, and then confirmed and signed, under the same fingerprint. */
function submittedDigests(data: EventData, before: readonly EvidenceEvent[]): readonly EventDigest[] {
  const submitted = latest('SUBMITTED', data, before);
  return digestsOf((submitted?.data ?? {}) as EventData);
}

function latest(type: string, { signerId, fingerprint }: EventData, before: readonly EvidenceEvent[]) {
  return before.findLast(
    (event) => event.type === type && event.data['signerId'] === signerId && event.data['fingerprint'] === fingerprint,
  );
}

function digestsOf({ files = [] }: EventData): readonly EventDigest[] {
  return files.map(({ fileId, digest }) => digestOf(fileId, digest));
}

function digestOf(of: string, value: string): EventDigest {
  return { of, algorithm: 'SHA-256', value };
}

function providerOf({ provider }: EventData): ProviderIdentity {
  return { id: provider?.id ?? '', assurance: provider?.assurance ?? 'simulated' };
}
