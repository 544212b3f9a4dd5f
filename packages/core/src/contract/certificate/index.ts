/** Certificates of verified people and companies. */
export { certificateMachine, type CertificateState, type CertificateTransition } from './certificate-machine.ts';
export { certificateProblem, decideCertificate, requestCertificate } from './decide-certificate.ts';
export type { CertificateRefusal } from './texts.ts';
export { revocationReasons, type CertificateEvent, type CertificateRecord, type RevocationReason } from './types.ts';
