import { randomBytes, type DigestAlgorithm } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { ProviderIdentity, TimestampProvider } from '../provider/index.ts';
import { checkChain, readTrustAnchors } from './chain.ts';
import { httpExchange, type AuthorityFetch, type AuthorityFetchResponse } from './http-exchange.ts';
import { buildTimestampRequest } from './timestamp-request.ts';
import { readTimestampResponse } from './timestamp-response.ts';
import { checkTimestampToken } from './timestamp-token.ts';

/** What a time-stamp needs of `fetch`; the platform's own fits. */
export type TimestampFetch = (
  url: string,
  init: {
    method: 'POST';
    headers: Record<string, string>;
    body: Uint8Array<ArrayBuffer>;
    redirect: 'error';
    signal: AbortSignal;
  },
) => Promise<TimestampFetchResponse>;

export type TimestampFetchResponse = AuthorityFetchResponse;

export interface HttpTimestampOptions {
  readonly url: string;
  readonly fetch: TimestampFetch;
  /** Name under which the TSA appears in records; `official` only for an authority that is one. */
  readonly provider: ProviderIdentity;
  /** Time for the whole exchange, in milliseconds. 10 000 when absent. */
  readonly timeoutMs?: number;
  /** Largest answer accepted, in bytes. 65 536 when absent. */
  readonly maxBytes?: number;
  /** Eight bytes for the nonce of each request; from the platform's random source when absent. For recorded exchanges. */
  readonly nonce?: () => Uint8Array;
  /** DER certificates the TSA's certificate must lead to. When absent only the token's own signature is checked. */
  readonly trust?: readonly Uint8Array[];
}

/**
 * A TSA reached over HTTP (RFC 3161 §3.4). Every answer is checked before it is handed out: status, imprint, nonce,
 * signature, time-stamping certificate, and the path to `trust`. `timestamp` throws CinnabarError
 * `TIMESTAMP_UNREACHABLE`, `TIMESTAMP_TIMEOUT`, `TIMESTAMP_HTTP_STATUS`, `TIMESTAMP_TOO_LARGE`, `TIMESTAMP_INVALID`,
 * `TIMESTAMP_UNTRUSTED` and those of {@link readTimestampResponse}.
 */
export function httpTimestampProvider(options: HttpTimestampOptions): TimestampProvider {
  return {
    provider: options.provider,
    async timestamp(imprint, algorithm) {
      const request = buildTimestampRequest(imprint, algorithm, positive(options.nonce?.() ?? randomBytes(8)));
      const token = readTimestampResponse(await exchange(options, request), request);
      await requireValid(token, imprint, algorithm, options.trust);
      return token;
    },
  };
}

/**
 * Several TSAs, tried in order until one gives a good token.
 * `timestamp` throws CinnabarError `TIMESTAMP_UNAVAILABLE` (details: `authorities` and the code of each failure, in
 * order) when none does; a local clock is never asked.
 */
export function firstTimestampProvider(providers: readonly TimestampProvider[]): TimestampProvider {
  return {
    provider: {
      id: providers.map(({ provider }) => provider.id).join(','),
      assurance: providers.every(({ provider }) => provider.assurance === 'official') ? 'official' : 'simulated',
    },
    async timestamp(imprint, algorithm) {
      const codes: string[] = [];
      for (const provider of providers) {
        try {
          return await provider.timestamp(imprint, algorithm);
        } catch (cause) {
          codes.push(cause instanceof CinnabarError ? cause.code : 'TIMESTAMP_FAILED');
        }
      }
      throw new CinnabarError('TIMESTAMP_UNAVAILABLE', 'No time-stamp authority gave a usable time-stamp.', {
        details: { authorities: providers.map(({ provider }) => provider.id), codes },
      });
    },
  };
}

/** The first byte neither zero nor negative, so that the INTEGER comes back unchanged. */
function positive(nonce: Uint8Array): Uint8Array {
  const bytes = nonce.slice();
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
  return bytes;
}

function exchange(options: HttpTimestampOptions, request: Uint8Array): Promise<Uint8Array> {
  return httpExchange({
    url: options.url,
    fetch: options.fetch as AuthorityFetch,
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: request,
    timeoutMs: options.timeoutMs ?? 10_000,
    maxBytes: options.maxBytes ?? 65_536,
    family: 'TIMESTAMP',
    authority: 'time-stamp authority',
  });
}

async function requireValid(
  token: Uint8Array,
  imprint: Uint8Array,
  algorithm: DigestAlgorithm,
  trust: readonly Uint8Array[] | undefined,
): Promise<void> {
  const check = await checkTimestampToken(token, { algorithm, imprint });
  if (check.integrity !== 'INTACT' || !check.certificate || !check.info) {
    throw new CinnabarError('TIMESTAMP_INVALID', 'The time-stamp does not pass its checks.', {
      details: { codes: check.problems.map((problem) => problem.code) },
    });
  }
  if (!trust) return;
  const chain = await checkChain(check.certificate, check.certificates, readTrustAnchors(trust), check.info.time);
  if (chain.status !== 'TRUSTED') {
    throw new CinnabarError('TIMESTAMP_UNTRUSTED', 'The certificate of the time-stamp authority is not trusted here.', {
      details: { codes: chain.problems.map((problem) => problem.code) },
    });
  }
}
