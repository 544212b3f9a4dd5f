import { bytesToBase64 } from '../bytes/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { ProviderIdentity, RevocationProvider } from '../provider/index.ts';
import { readCrl } from './crl.ts';
import { httpExchange, type AuthorityFetch } from './http-exchange.ts';
import { readOcspResponse } from './ocsp.ts';

export interface HttpRevocationOptions {
  readonly fetch: AuthorityFetch;
  /**
   * Whether an address may be visited. Addresses stand in certificates that strangers made: answer yes only for hosts
   * of authorities you know, or behind a proxy that cannot reach your own network.
   */
  readonly allow: (url: string) => boolean;
  readonly provider: ProviderIdentity;
  /** Time for one exchange, in milliseconds. 10 000 when absent. */
  readonly timeoutMs?: number;
  /** Largest OCSP response or certificate accepted, in bytes. 65 536 when absent. */
  readonly maxBytes?: number;
  /** Largest CRL accepted, in bytes. 8 MB when absent. */
  readonly maxCrlBytes?: number;
  /**
   * How long an answer is kept, in milliseconds. Five minutes when absent; 0 keeps nothing. A list or status that says
   * when the next one comes is not kept beyond that, and what cannot be read not at all.
   */
  readonly cacheMs?: number;
}

const maxCached = 200;

interface Kept {
  until: number;
  readonly answer: Promise<Uint8Array>;
}

interface Question {
  readonly limit: number;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array;
  /** Until when an answer is the newest, in milliseconds. Throws for what cannot be read. */
  freshUntil(answer: Uint8Array): number;
}

function untilReadable(freshUntil: Question['freshUntil'], answer: Uint8Array): number {
  try {
    return freshUntil(answer);
  } catch {
    return 0;
  }
}

function nextUpdate({ nextUpdate: next }: { readonly nextUpdate?: Date }): number {
  return next?.getTime() ?? Infinity;
}

/**
 * Revocation status over HTTP (RFC 6960 Appendix A.1, RFC 5280 §4.2.1.13). No redirects, only `http` and `https`.
 * Its functions throw CinnabarError `REVOCATION_ADDRESS_REFUSED`, `REVOCATION_UNREACHABLE`, `REVOCATION_TIMEOUT`,
 * `REVOCATION_HTTP_STATUS`, `REVOCATION_TOO_LARGE`.
 */
export function httpRevocationProvider(options: HttpRevocationOptions): RevocationProvider {
  const { maxBytes = 65_536, maxCrlBytes = 8 << 20, cacheMs = 5 * 60_000 } = options;
  const cache = new Map<string, Kept>();
  const ask = (url: string, { limit, headers, body, freshUntil }: Question): Promise<Uint8Array> => {
    const key = body ? `${url} ${bytesToBase64(body)}` : url;
    const known = cache.get(key);
    if (known && known.until > Date.now()) return known.answer;
    const answer = visit(options, url, limit, headers, body).then((bytes) => {
      kept.until = Math.min(kept.until, untilReadable(freshUntil, bytes));
      return bytes;
    });
    const kept: Kept = { until: Date.now() + cacheMs, answer };
    cache.delete(key);
    cache.set(key, kept);
    answer.catch(() => cache.get(key) === kept && cache.delete(key));
    const [oldest] = cache.keys();
    if (cache.size > maxCached && oldest !== undefined) cache.delete(oldest);
    return answer;
  };
  return {
    provider: options.provider,
    ocsp: (url, body) =>
      ask(url, {
        limit: maxBytes,
        headers: { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
        body,
        freshUntil: (bytes) => Math.min(...readOcspResponse(bytes).responses.map(nextUpdate)),
      }),
    crl: (url) =>
      ask(url, {
        limit: maxCrlBytes,
        headers: { accept: 'application/pkix-crl' },
        freshUntil: (bytes) => nextUpdate(readCrl(bytes)),
      }),
    certificate: (url) =>
      ask(url, {
        limit: maxBytes,
        headers: { accept: 'application/pkix-cert, application/pkcs7-mime' },
        freshUntil: () => Infinity,
      }),
  };
}

async function visit(
  { fetch, allow, timeoutMs = 10_000 }: HttpRevocationOptions,
  url: string,
  maxBytes: number,
  headers: Record<string, string>,
  body?: Uint8Array,
): Promise<Uint8Array> {
  if (!/^https?:\/\//i.test(url) || !allow(url)) {
    throw new CinnabarError('REVOCATION_ADDRESS_REFUSED', 'The certificate points to an address that is not visited.');
  }
  return httpExchange({
    url,
    fetch,
    headers,
    ...(body ? { body } : {}),
    timeoutMs,
    maxBytes,
    family: 'REVOCATION',
    authority: 'revocation service',
  });
}
