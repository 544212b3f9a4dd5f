import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createHostClient,
  createPortalClient,
  createSigningClient,
  type HostClient,
  type PortalClient,
} from '@cinnabar/client';
import type { SigningBackend } from '@cinnabar/elements/backend';
import { defaultLimits, type Limits } from '../../src/context.ts';
import type { ServerConfig } from '../../src/config.ts';
import { buildServer, type ReferenceServer } from '../../src/server.ts';
import type { TestDatabase } from './databases.ts';

/** A server that listens on a port of its own, with a clock that can be moved. */
export class TestServer {
  readonly dataDir: string;
  readonly #database: TestDatabase;
  readonly #reference: ReferenceServer;
  readonly #clock: { offset: number };
  readonly baseUrl: string;

  private constructor(
    dataDir: string,
    database: TestDatabase,
    reference: ReferenceServer,
    clock: { offset: number },
    baseUrl: string,
  ) {
    this.dataDir = dataDir;
    this.#database = database;
    this.#reference = reference;
    this.#clock = clock;
    this.baseUrl = baseUrl;
  }

  static async start(
    database: TestDatabase,
    { port = 0, ...options }: Partial<Omit<ServerConfig, 'limits'>> & { limits?: Partial<Limits>; port?: number } = {},
  ): Promise<TestServer> {
    const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'cinnabar-server-')));
    const clock = { offset: 0 };
    const reference = await buildServer({
      databaseUrl: database.url,
      portalDir: join(dataDir, 'no-portal'),
      logLevel: (process.env['TEST_LOG'] as 'warn' | undefined) ?? 'silent',
      trustProxy: false,
      now: () => new Date(Date.now() + clock.offset),
      ...options,
      dataDir,
      limits: { ...defaultLimits, requestsPerMinute: 100_000, otpPerHour: 1000, ...options.limits },
    });
    const baseUrl = await reference.http.listen({ port, host: '127.0.0.1' });
    return new TestServer(dataDir, database, reference, clock, baseUrl);
  }

  get context(): ReferenceServer['context'] {
    return this.#reference.context;
  }

  /** Milliseconds after which a request that has not arrived is cut off. */
  get requestTimeout(): number {
    return this.#reference.http.server.requestTimeout;
  }

  get apiKey(): string {
    return this.#reference.demo.apiKey;
  }

  /** Moves the server's clock. */
  pass(seconds: number): void {
    this.#clock.offset += seconds * 1000;
  }

  get host(): HostClient {
    return createHostClient({ baseUrl: this.baseUrl, apiKey: this.apiKey });
  }

  room(token: string): SigningBackend {
    return createSigningClient({ baseUrl: this.baseUrl, token });
  }

  /** A browser-like portal client that keeps its cookie. */
  portal(): PortalClient & { cookie(): string } {
    let cookie = '';
    const client = createPortalClient({
      baseUrl: this.baseUrl,
      fetch: async (input, init) => {
        const headers = new Headers(init?.headers);
        if (cookie !== '') headers.set('Cookie', cookie);
        const response = await fetch(input, { ...init, headers });
        const set = response.headers.get('Set-Cookie');
        if (set !== null) cookie = set.split(';')[0] ?? '';
        return response;
      },
    });
    return Object.assign(client, { cookie: () => cookie });
  }

  async logIn(kind: 'employer' | 'worker', phone: string): Promise<PortalClient> {
    const portal = this.portal();
    await portal.requestLoginCode(phone, kind);
    await portal.login(phone, await this.code(phone, 'login'), kind);
    return portal;
  }

  /** Messages in the sandbox's inbox, newest first. */
  async messages(phone?: string, purpose?: string): Promise<{ to: string; purpose: string; text: string }[]> {
    const response = await fetch(`${this.baseUrl}/sandbox/inbox.json`);
    const { messages } = (await response.json()) as { messages: { to: string; purpose: string; text: string }[] };
    return messages.filter(
      (message) =>
        (phone === undefined || message.to === phone) && (purpose === undefined || message.purpose === purpose),
    );
  }

  /** The latest code sent to a phone. */
  async code(phone: string, purpose: 'login' | 'intent'): Promise<string> {
    const [message] = await this.messages(phone, purpose);
    const code = /验证码为(\d{6})/.exec(message?.text ?? '')?.[1];
    if (code === undefined) throw new Error(`no ${purpose} code was sent to ${phone}`);
    return code;
  }

  async stop(): Promise<void> {
    await this.#reference.http.close();
  }

  async dispose(): Promise<void> {
    await this.stop();
    await this.#database.drop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
