import { concatBytes } from '../bytes/index.ts';
import { CinnabarError } from '../error/index.ts';

/** What talking to an authority needs of `fetch`; the platform's own fits. */
export type AuthorityFetch = (
  url: string,
  init: {
    method: 'GET' | 'POST';
    headers: Record<string, string>;
    body?: Uint8Array<ArrayBuffer>;
    redirect: 'error';
    signal: AbortSignal;
  },
) => Promise<AuthorityFetchResponse>;

export interface AuthorityFetchResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly body: {
    getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>; cancel(): Promise<unknown> };
  } | null;
}

export interface HttpExchange {
  readonly url: string;
  readonly fetch: AuthorityFetch;
  readonly headers: Record<string, string>;
  /** Posted; absent for a GET. */
  readonly body?: Uint8Array;
  /** Time for the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Family of the error codes, e.g. `TIMESTAMP`, and who is talked to, for their sentences. */
  readonly family: string;
  readonly authority: string;
  /** The error for an answer with an HTTP error, from what it says; `*_HTTP_STATUS` when absent. */
  readonly refusal?: (status: number, body: Uint8Array) => CinnabarError;
}

/**
 * One request and its bounded answer.
 * @throws CinnabarError `*_UNREACHABLE`, `*_TIMEOUT`, `*_HTTP_STATUS` (details: status), `*_TOO_LARGE`
 */
export async function httpExchange(exchange: HttpExchange): Promise<Uint8Array> {
  const { family, authority } = exchange;
  const signal = AbortSignal.timeout(exchange.timeoutMs);
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(new CinnabarError(`${family}_TIMEOUT`, `The ${authority} did not answer in time.`));
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([send(exchange, signal), aborted]);
  } catch (cause) {
    if (cause instanceof CinnabarError) throw cause;
    throw new CinnabarError(`${family}_UNREACHABLE`, `The ${authority} cannot be reached.`, { cause });
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function send(exchange: HttpExchange, signal: AbortSignal): Promise<Uint8Array> {
  const { url, fetch, headers, body, family, authority, refusal } = exchange;
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers,
    ...(body ? { body: concatBytes(body) } : {}),
    // An authority has no reason to send us elsewhere, and following could reach a private address.
    redirect: 'error',
    signal,
  });
  if (!response.ok && refusal) throw refusal(response.status, await bounded(response, exchange));
  if (!response.ok) {
    throw new CinnabarError(`${family}_HTTP_STATUS`, `The ${authority} answered with an HTTP error.`, {
      details: { status: response.status },
    });
  }
  return bounded(response, exchange);
}

async function bounded(response: AuthorityFetchResponse, exchange: HttpExchange): Promise<Uint8Array> {
  const { maxBytes, family, authority } = exchange;
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    length += next.value?.length ?? 0;
    if (length > maxBytes) {
      await reader?.cancel();
      throw new CinnabarError(`${family}_TOO_LARGE`, `The answer of the ${authority} is too large.`, {
        details: { maxBytes },
      });
    }
    if (next.value) chunks.push(next.value);
  }
  return concatBytes(...chunks);
}
