/** Working local providers for development and tests. Never official: their certificates and records say so. */
export { SandboxAuthority, type SandboxOptions } from './authority.ts';
export { encodeName, issueCertificate, type CertificateTemplate, type NameAttribute } from './issue-certificate.ts';
export { issueCrl, type CrlTemplate, type Revocation } from './issue-crl.ts';
export { issueOcspResponse, type OcspAnswer, type OcspTemplate } from './issue-ocsp-response.ts';
export type { SandboxIssuer } from './revocation-extensions.ts';
export { SandboxCscService, type CscHttpRequest, type SandboxCscKey, type SandboxCscOptions } from './csc/service.ts';
export type { CscReply } from './csc/refusal.ts';
export { SandboxInbox, type InboxMessage, type SandboxInboxOptions } from './inbox.ts';
export type { IssuedSigner, IssueOptions, SandboxSigningOptions } from './signing-provider.ts';
export type { SandboxStateStore } from './state.ts';
export { SandboxExchange, type SandboxExchangeOptions } from './sandbox-exchange.ts';
