/** What every provider must do, as cases that any test runner runs. See docs/providers.md. */
export type { ConformanceCase } from './case.ts';
export { documentStoreConformance, type DocumentStoreSetup } from './document-store.ts';
export { notificationProviderConformance, type NotificationProviderSetup } from './notification.ts';
export { revocationProviderConformance, type RevocationProviderSetup } from './revocation.ts';
export { signingProviderConformance, type SigningProviderSetup } from './signing.ts';
export { timestampProviderConformance, type TimestampProviderSetup } from './timestamp.ts';
