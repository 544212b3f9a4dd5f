import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SigningProvider } from '@cinnabar/core/provider';
import { defaultLimits, rules, type Checkpoint, type Limits } from './context.ts';

export interface ServerConfig {
  /** Documents, keys of the sandbox, and the database when it is SQLite. */
  readonly dataDir: string;
  /** PostgreSQL, e.g. `postgres://user:password@host/database`. */
  readonly databaseUrl?: string | undefined;
  /** Origin people reach the server at; `http://localhost:<port>` when absent. */
  readonly publicUrl?: string | undefined;
  /** Built pages of the portals. */
  readonly portalDir: string;
  readonly limits: Limits;
  readonly logLevel: 'silent' | 'warn' | 'info' | 'debug';
  /** Whether to believe a reverse proxy's X-Forwarded-For. */
  readonly trustProxy: boolean;
  /** Key of 32 bytes, hexadecimal, for one-time codes; needed when several servers do not share a data directory. */
  readonly secret?: string | undefined;
  /** Whether anybody who reaches the server may read the messages it sends, codes included. Default true. */
  readonly sandboxInbox?: boolean;
  /**
   * Address of `/sandbox` as verifiers reach it. The sandbox's certificates then say that their status is there, and
   * verifiers will want to know it. Absent: they do not. Decide before the first start: the authority's own are made then.
   */
  readonly sandboxBaseUrl?: string | undefined;
  readonly now?: () => Date;
  readonly checkpoint?: (name: Checkpoint) => void;
  /** Wraps the provider that signs, e.g. with one that fails, in tests. */
  readonly wrapSigning?: (provider: SigningProvider) => SigningProvider;
}

const portalDir = fileURLToPath(new URL('../../portal/dist', import.meta.url));

/** Settings by environment variable; `docs` and the README list them. */
export function configFromEnvironment(env: NodeJS.ProcessEnv): ServerConfig {
  return {
    dataDir: resolve(env['DATA_DIR'] ?? '.cinnabar'),
    databaseUrl: env['DATABASE_URL'],
    publicUrl: env['PUBLIC_URL']?.replace(/\/$/, ''),
    portalDir: env['PORTAL_DIR'] ?? portalDir,
    logLevel: logLevelOf(env['LOG_LEVEL']),
    trustProxy: env['TRUST_PROXY'] === '1',
    secret: secretOf(env['CINNABAR_SECRET']),
    // On an address that others reach, everybody could read everybody's codes.
    sandboxInbox: env['SANDBOX_INBOX'] === '1' || (env['SANDBOX_INBOX'] !== '0' && isLoopback(env['HOST'])),
    sandboxBaseUrl: env['SANDBOX_BASE_URL']?.replace(/\/$/, ''),
    limits: {
      ...defaultLimits,
      otpLifetime: bounded(env['OTP_LIFETIME'], 300, 900, defaultLimits.otpLifetime),
      requestsPerMinute: bounded(env['REQUESTS_PER_MINUTE'], 10, 1_000_000, defaultLimits.requestsPerMinute),
      contractDays: bounded(env['CONTRACT_DAYS'], 1, rules.contract.deadlineMaxDays, defaultLimits.contractDays),
    },
  };
}

function logLevelOf(text: string | undefined): ServerConfig['logLevel'] {
  return text === 'silent' || text === 'info' || text === 'debug' ? text : 'warn';
}

function isLoopback(host = 'localhost'): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/** A short key would make the codes' hashes guessable, so it is refused. */
function secretOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^[0-9a-f]{64,}$/i.test(text) || text.length % 2 === 1) {
    throw new RangeError('CINNABAR_SECRET must be at least 32 bytes in hexadecimal.');
  }
  return text;
}

/** An integer setting; a value out of bounds is refused rather than bent. */
function bounded(text: string | undefined, least: number, most: number, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`A setting is ${text}, but must be a whole number from ${least} to ${most}.`);
  }
  return value;
}
