import type { Versioned } from '../../machine/index.ts';
import type { CertificateState } from './certificate-machine.ts';

/** Why a certificate ends early, with the reason code RFC 5280 §5.3.1 has for it. */
export const revocationReasons = {
  /** The key may be in other hands. */
  'key-compromise': 1,
  /** Name or number of the person or company changed (re-KYC). */
  'identity-changed': 3,
  /** Another certificate takes its place. */
  superseded: 4,
  /** The account was closed. */
  closed: 5,
} as const;

export type RevocationReason = keyof typeof revocationReasons;

/** A certificate for a person or a company, as the platform tracks it. */
export interface CertificateRecord extends Versioned<CertificateState> {
  readonly id: string;
  /** Reference of the person or company. */
  readonly holder: string;
  /** The verification it rests on. */
  readonly verification: string;
  readonly requestedAt: string;
  /** Hex. */
  readonly serial?: string;
  readonly issuer?: string;
  /** Whether the issuer is a licensed certification service (依法设立的电子认证服务机构); a platform's own CA is not. D10. */
  readonly licensed?: boolean;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly revokedAt?: string;
  readonly reason?: RevocationReason;
}

export type CertificateEvent =
  | {
      readonly type: 'issue';
      readonly serial: string;
      readonly issuer: string;
      readonly licensed: boolean;
      readonly notBefore: string;
      readonly notAfter: string;
    }
  | { readonly type: 'expire' }
  | { readonly type: 'revoke'; readonly reason: RevocationReason };
