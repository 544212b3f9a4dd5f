import { bytesToUtf8, utf8ToBytes } from '../../bytes/index.ts';
import { httpExchange, type AuthorityFetch } from '../../cms/index.ts';
import { CinnabarError, isCinnabarError } from '../../error/index.ts';

export interface CscClientOptions {
  /** Base address of the API, such as `https://sign.example/csc/v2`; https, but for this machine itself. */
  readonly url: string;
  readonly fetch: AuthorityFetch;
  /**
   * The access token for the service (OAuth 2.0 bearer, scope `service`). Asked for every call, so keep it; `renew` says
   * that the last one was refused.
   */
  readonly token: (ask: { readonly renew: boolean }) => Promise<string> | string;
  /** Time for one call, in milliseconds. 20 000 when absent. */
  readonly timeoutMs?: number;
  /** Largest answer accepted, in bytes. 262 144 when absent. */
  readonly maxBytes?: number;
}

export interface CscCall {
  /** Whether a second call does no harm when the first was lost. */
  readonly safe?: boolean;
  /** Instead of the token for the service: one for the credential. */
  readonly token?: string;
}

export type CscAnswer = Readonly<Record<string, unknown>>;

/** Errors of the API (CSC API v2 §10, RFC 6749 §5.2) that ask for something else than others do. */
const refusals: Readonly<Record<string, readonly [code: string, sentence: string]>> = {
  invalid_token: ['CSC_TOKEN_REFUSED', 'The signing service does not accept the access token; ask for a new one.'],
  invalid_pin: ['CSC_PIN_REFUSED', 'The signing service does not accept the PIN.'],
  invalid_otp: ['CSC_OTP_REFUSED', 'The signing service does not accept the one-time password; ask for a new one.'],
  access_denied: ['CSC_ACCESS_DENIED', 'The signing service refused the authorisation.'],
};

/** Calls to a remote signing service (CSC API v2): JSON posted with a bearer token, bounded in time and size. */
export class CscClient {
  readonly #options: CscClientOptions;
  readonly #url: string;

  /** @throws CinnabarError `CSC_ADDRESS` */
  constructor(options: CscClientOptions) {
    this.#options = options;
    this.#url = options.url.replace(/\/+$/, '');
    if (!/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$))/i.test(this.#url)) {
      throw new CinnabarError('CSC_ADDRESS', 'The address of the signing service begins with https://.');
    }
  }

  /**
   * One method of the API, e.g. `credentials/info`. A refused token is renewed once; what is `safe` is tried again once
   * when the service is out of reach.
   * @throws CinnabarError `CSC_UNREACHABLE`, `CSC_TIMEOUT`, `CSC_UNAVAILABLE` (out of order or too busy), `CSC_TOO_LARGE`,
   *   `CSC_ANSWER_MALFORMED`, `CSC_TOKEN_REFUSED`, `CSC_PIN_REFUSED`, `CSC_OTP_REFUSED`, `CSC_ACCESS_DENIED`,
   *   `CSC_REQUEST_REFUSED` (details: error, the service's own code)
   */
  async call(method: string, body: object, { safe = false, token }: CscCall = {}): Promise<CscAnswer> {
    const attempt = async (renew: boolean): Promise<CscAnswer> =>
      this.#post(method, body, token ?? (await this.#options.token({ renew })));
    try {
      return await attempt(false);
    } catch (cause) {
      const code = isCinnabarError(cause) ? cause.code : '';
      if (code === 'CSC_TOKEN_REFUSED' && token === undefined) return attempt(true);
      if (safe && /^CSC_(UNREACHABLE|TIMEOUT|UNAVAILABLE)$/.test(code)) return attempt(false);
      throw cause;
    }
  }

  async #post(method: string, body: object, token: string): Promise<CscAnswer> {
    const { fetch, timeoutMs = 20_000, maxBytes = 262_144 } = this.#options;
    const answer = await httpExchange({
      url: `${this.#url}/${method}`,
      fetch,
      headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` },
      body: utf8ToBytes(JSON.stringify(body)),
      timeoutMs,
      maxBytes,
      family: 'CSC',
      authority: 'signing service',
      refusal,
    });
    const parsed = parseObject(answer);
    if (parsed) return parsed;
    throw new CinnabarError('CSC_ANSWER_MALFORMED', 'The signing service answered with something else than JSON.');
  }
}

function refusal(status: number, body: Uint8Array): CinnabarError {
  const { error, error_description: description } = parseObject(body) ?? {};
  const cause = typeof description === 'string' ? new Error(description) : undefined;
  const known = typeof error === 'string' ? error : status === 401 ? 'invalid_token' : '';
  const details = { status, error: /^[a-z_]{1,40}$/.test(known) ? known : 'unknown' };
  const [code, sentence] = refusals[known] ?? [];
  if (code !== undefined && sentence !== undefined) return new CinnabarError(code, sentence, { details, cause });
  if (status === 429 || status >= 500) {
    return new CinnabarError('CSC_UNAVAILABLE', 'The signing service is out of order or too busy; try again later.', {
      details,
      cause,
    });
  }
  return new CinnabarError('CSC_REQUEST_REFUSED', `The signing service refused the request (${details.error}).`, {
    details,
    cause,
  });
}

function parseObject(bytes: Uint8Array): CscAnswer | undefined {
  try {
    const value: unknown = JSON.parse(bytesToUtf8(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as CscAnswer) : undefined;
  } catch {
    return undefined;
  }
}
