import { presets } from '@cinnabar/core/contract';
import type { FontSet } from '@cinnabar/core/font';
import type { DocumentStore, NotificationProvider, SigningProvider, TimestampProvider } from '@cinnabar/core/provider';
import type { Db } from './database/open.ts';
import type { JobRunner } from './jobs/runner.ts';

/** Durations in seconds, counts and switches that an operator may set. */
export interface Limits {
  readonly otpLifetime: number;
  readonly otpResendGap: number;
  readonly otpTries: number;
  /** Wrong codes one phone number may give in a day for one purpose, over all codes sent to it. */
  readonly otpTriesPerDay: number;
  /** Codes one phone number may be sent in an hour for one purpose. */
  readonly otpPerHour: number;
  readonly portalSession: number;
  readonly signingSession: number;
  /** How long a prepared submission may wait for its intent. */
  readonly preparation: number;
  /** Days until an unsigned contract expires. */
  readonly contractDays: number;
  /** Requests one address may make in a minute. */
  readonly requestsPerMinute: number;
  readonly jobLease: number;
}

/** The limits of the catalogue (A21) this server keeps to. */
export const rules = presets.guangzhou;

export const defaultLimits: Limits = {
  otpLifetime: rules.code.ttlMinutes * 60,
  otpResendGap: rules.code.resendSeconds,
  otpTries: rules.code.tries,
  otpTriesPerDay: 50,
  otpPerHour: 20,
  portalSession: 12 * 3600,
  signingSession: 900,
  preparation: 1800,
  contractDays: rules.contract.deadlineDays,
  requestsPerMinute: 600,
  jobLease: 15,
};

/** What every part of the server works with. Made once by `buildServer`. */
export interface Context {
  readonly db: Db;
  readonly store: DocumentStore;
  readonly fonts: FontSet;
  readonly signing: SigningProvider;
  readonly timestamps: TimestampProvider;
  readonly notifications: NotificationProvider;
  /** DER certificates the server's own verification trusts. */
  readonly trust: readonly Uint8Array[];
  readonly jobs: JobRunner;
  /** Key of the codes' HMAC. */
  readonly secret: Uint8Array;
  readonly limits: Limits;
  /** Origin people reach the server at, for links in messages. */
  readonly publicUrl: string;
  now(): Date;
  /** Named points of a signing; tests end the process there. Does nothing in production. */
  checkpoint(name: Checkpoint): void;
}

/** Every point of a signing between two durable steps, in order. */
export const checkpoints = [
  'prepared-stored',
  'preparation-committed',
  'challenge-committed',
  'intent-committed',
  'cms-received',
  'cms-recorded',
  'document-embedded',
  'document-stored',
  'document-recorded',
  'signing-committed',
] as const;

export type Checkpoint = (typeof checkpoints)[number];

/** ISO 8601 text of now plus `seconds`. */
export function after(context: Pick<Context, 'now'>, seconds: number): string {
  return new Date(context.now().getTime() + seconds * 1000).toISOString();
}
