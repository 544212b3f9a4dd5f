/** The outside authorities, as interfaces. Implementations live in other packages. */
export type { Assurance, ProviderIdentity } from './identity.ts';
export type { SigningProvider, SigningRequest, SigningResult, SignerSubject } from './signing.ts';
export type { TimestampProvider } from './timestamp.ts';
export type { RevocationProvider } from './revocation.ts';
export type { NotificationProvider, OutgoingMessage, SentMessage } from './notification.ts';
export type { DocumentStore } from './document-store.ts';
