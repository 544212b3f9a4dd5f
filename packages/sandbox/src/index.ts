/** Working local providers for development and tests. Never official: their certificates and records say so. */
export { SandboxAuthority, type SandboxOptions } from './authority.ts';
export { encodeName, issueCertificate, type CertificateTemplate, type NameAttribute } from './issue-certificate.ts';
export { SandboxInbox, type InboxMessage, type SandboxInboxOptions } from './inbox.ts';
export type { IssuedSigner, IssueOptions, SandboxSigningOptions } from './signing-provider.ts';
export type { SandboxStateStore } from './state.ts';
