import { CinnabarError, type ErrorDetails } from '@cinnabar/core/error';

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

export interface HttpOptions {
  /** Origin of the server, without a trailing slash; empty for the page's own. */
  readonly baseUrl: string;
  readonly fetch?: Fetch | undefined;
  /** Milliseconds a call may take. Default 30,000. */
  readonly timeout?: number | undefined;
}

export interface HttpCall {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly json?: unknown;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** Calls of one API with its credentials. Every failure is a `CinnabarError`; an abort keeps its own reason. */
export class HttpApi {
  readonly #base: string;
  readonly #fetch: Fetch;
  readonly #timeout: number;
  readonly #credentials: () => Promise<Readonly<Record<string, string>>>;

  constructor(path: string, options: HttpOptions, credentials: () => Promise<Readonly<Record<string, string>>>) {
    this.#base = options.baseUrl.replace(/\/$/, '') + path;
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.#timeout = options.timeout ?? 30_000;
    this.#credentials = credentials;
  }

  async json<T>(path: string, call: HttpCall = {}): Promise<T> {
    return this.#call(path, call, async (response) => {
      if (response.status === 204) return undefined as T;
      return (await response.json()) as T;
    });
  }

  async bytes(path: string, call: HttpCall = {}): Promise<Uint8Array<ArrayBuffer>> {
    return this.#call(path, call, async (response) => new Uint8Array(await response.arrayBuffer()));
  }

  async #call<T>(path: string, call: HttpCall, read: (response: Response) => Promise<T>): Promise<T> {
    const deadline = AbortSignal.timeout(this.#timeout);
    const signal = call.signal ? AbortSignal.any([call.signal, deadline]) : deadline;
    const headers: Record<string, string> = { ...(await this.#credentials()), ...call.headers };
    if (call.json !== undefined) headers['Content-Type'] = 'application/json';
    const body = call.json === undefined ? call.body : JSON.stringify(call.json);
    try {
      const response = await this.#fetch(this.#base + path, {
        method: call.method ?? 'GET',
        headers,
        signal,
        credentials: 'same-origin',
        cache: 'no-store',
        ...(body === undefined ? {} : { body }),
      });
      if (!response.ok) throw await errorOf(response);
      return await read(response);
    } catch (error) {
      if (error instanceof CinnabarError || call.signal?.aborted) throw error;
      if (deadline.aborted) {
        throw new CinnabarError('NETWORK_TIMEOUT', 'The server did not answer in time; try again.', { cause: error });
      }
      throw new CinnabarError('NETWORK_UNREACHABLE', 'The server cannot be reached; check the connection.', {
        cause: error,
      });
    }
  }
}

async function errorOf(response: Response): Promise<CinnabarError> {
  const body: unknown = await response.json().catch(() => undefined);
  const error = isRecord(body) && isRecord(body['error']) ? body['error'] : {};
  const code = typeof error['code'] === 'string' ? error['code'] : 'SERVER_ERROR';
  const message =
    typeof error['message'] === 'string' ? error['message'] : `The server answered with status ${response.status}.`;
  const details: ErrorDetails = {
    status: response.status,
    ...(isRecord(error['details']) ? (error['details'] as ErrorDetails) : {}),
  };
  return new CinnabarError(code, message, { details });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** One path segment. */
export function segment(id: string): string {
  return encodeURIComponent(id);
}
