import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { hexToBytes } from '@cinnabar/core/bytes';
import { httpTimestampProvider } from '@cinnabar/core/cms';
import { parseMobile } from '@cinnabar/core/identity';
import type { TimestampProvider } from '@cinnabar/core/provider';
import type { SandboxAuthority } from '@cinnabar/sandbox';
import Fastify from 'fastify';
import { randomBytes } from 'node:crypto';
import { dropExpiredSessions } from './accounts/callers.ts';
import { ensureDemo, type DemoAccounts } from './accounts/demo.ts';
import { portalRoutes } from './accounts/portal-routes.ts';
import type { ServerConfig } from './config.ts';
import type { Context } from './context.ts';
import { hostRoutes } from './contracts/host-routes.ts';
import { openDatabase } from './database/open.ts';
import { FileContentStore } from './files/content-store.ts';
import { serverFonts } from './fonts.ts';
import { answerBadUrl, installErrorHandlers } from './http/errors.ts';
import { openApi } from './http/openapi.ts';
import { portalPages } from './http/pages.ts';
import { installSecurityHeaders } from './http/security-headers.ts';
import type { Server } from './http/server-type.ts';
import { JobRunner } from './jobs/runner.ts';
import { ensureSecret, openSandboxAuthority } from './sandbox/authority.ts';
import { databaseInbox } from './sandbox/inbox.ts';
import { sandboxRoutes } from './sandbox/sandbox-routes.ts';
import { runNotifyJob } from './signing/notify-job.ts';
import { runSignJob } from './signing/sign-job.ts';
import { signingRoutes } from './signing/signing-routes.ts';

export interface ReferenceServer {
  readonly http: Server;
  readonly context: Context;
  readonly demo: DemoAccounts;
}

/** Puts the server together without listening. `http.close()` ends everything it started. */
export async function buildServer(config: ServerConfig): Promise<ReferenceServer> {
  const http = createHttp(config);
  const { context, authority, demo } = await createContext(config, http);

  installErrorHandlers(http);
  installSecurityHeaders(http);
  await http.register(cookie);
  await http.register(rateLimit, { max: config.limits.requestsPerMinute, timeWindow: 60_000 });
  await http.register(swagger, openApi);
  http.addContentTypeParser('application/pdf', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  await http.register(
    async (api) => {
      await api.register(async (scope: Server) => hostRoutes(scope, context));
      await api.register(async (scope: Server) => signingRoutes(scope, context), { prefix: '/signing' });
      const secure = config.publicUrl?.startsWith('https:') ?? false;
      await api.register(async (scope: Server) => portalRoutes(scope, context, secure), { prefix: '/portal' });
      api.get('/openapi.json', { schema: { hide: true } }, async () => http.swagger());
    },
    { prefix: '/api/v1' },
  );
  await http.register(
    async (scope: Server) => sandboxRoutes(scope, context.db, authority, config.sandboxInbox ?? true),
    { prefix: '/sandbox' },
  );
  http.get('/healthz', { config: { rateLimit: false }, schema: { hide: true } }, async () => {
    await context.db.selectFrom('settings').select('name').limit(1).execute();
    return { status: 'ok' };
  });
  await http.register(async (scope: Server) => portalPages(scope, config.portalDir));

  context.jobs.handle('sign', async (payload) =>
    runSignJob(context, (JSON.parse(payload) as { preparationId: string }).preparationId),
  );
  context.jobs.handle('notify', async (payload) =>
    runNotifyJob(context, JSON.parse(payload) as Parameters<typeof runNotifyJob>[1]),
  );
  // Time-stamps are asked for over HTTP of this very server, so no job may start before it listens.
  http.addHook('onListen', async () => {
    await context.jobs.start();
    await dropExpiredSessions(context);
  });
  http.addHook('onClose', async () => {
    await context.jobs.stop();
    await context.db.destroy();
  });
  return { http, context, demo };
}

function isMobile(text: string): boolean {
  const mobile = parseMobile(text);
  return mobile.ok && mobile.value.number === text;
}

function createHttp(config: ServerConfig): Server {
  return Fastify({
    trustProxy: config.trustProxy,
    logger: {
      level: config.logLevel,
      serializers: {
        // A search may hold a person's name, so queries are not logged.
        req: ({ method, url, id }) => ({ method, url: url.replace(/\?.*/s, ''), id }),
        // A database names the offending values beside its message, such as a phone number.
        err: (error: Error & { code?: string }) => ({
          type: error.name,
          code: error.code ?? '',
          message: error.message,
          stack: error.stack ?? '',
        }),
      },
    },
    bodyLimit: 1024 * 1024,
    forceCloseConnections: true,
    // Ten megabytes at 0.5 Mbit/s; whoever is slower does not hold a connection for ever.
    requestTimeout: 180_000,
    frameworkErrors: answerBadUrl,
    // A value of the wrong type is an error to tell, not something to bend or drop in silence.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, formats: { mobile: isMobile } } },
  })
    .setSerializerCompiler(() => (data) => JSON.stringify(data))
    .withTypeProvider<TypeBoxTypeProvider>();
}

async function createContext(
  config: ServerConfig,
  http: Server,
): Promise<{ context: Context; authority: SandboxAuthority; demo: DemoAccounts }> {
  const { dataDir } = config;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const now = config.now ?? (() => new Date());
  const fonts = await serverFonts();
  const db = await openDatabase(config);
  const authority = await openSandboxAuthority(dataDir, now, config.sandboxBaseUrl);
  const secret = config.secret ?? (await ensureSecret(dataDir, 'code-key', () => randomBytes(32).toString('hex')));
  const timestamps = ownTimestamps(http, authority);
  const signing = authority.signingProvider(timestamps);
  const context: Context = {
    db,
    fonts,
    now,
    secret: hexToBytes(secret.trim()),
    store: new FileContentStore(join(dataDir, 'documents')),
    signing: config.wrapSigning?.(signing) ?? signing,
    timestamps,
    notifications: databaseInbox(db, now),
    trust: authority.trustAnchors,
    jobs: new JobRunner({
      db,
      now,
      lease: config.limits.jobLease,
      exclusive: config.databaseUrl === undefined,
      onError: (error, job) => http.log.warn({ err: error, job: job.id, kind: job.kind }, 'job failed'),
    }),
    limits: config.limits,
    get publicUrl() {
      return config.publicUrl ?? `http://localhost:${addressOf(http).port}`;
    },
    checkpoint: config.checkpoint ?? (() => undefined),
  };
  return { context, authority, demo: await ensureDemo(db, fonts, dataDir, now()) };
}

/** The sandbox's TSA as anybody reaches it: over HTTP, at the address this server listens on. */
function ownTimestamps(http: Server, authority: SandboxAuthority): TimestampProvider {
  const provider = { id: 'cinnabar-sandbox', assurance: 'simulated' } as const;
  return {
    provider,
    timestamp: (imprint, algorithm) =>
      httpTimestampProvider({
        url: `${localUrl(http)}/sandbox/tsa`,
        fetch,
        provider,
        trust: authority.trustAnchors,
      }).timestamp(imprint, algorithm),
  };
}

function localUrl(http: Server): string {
  const { family, port, address } = addressOf(http);
  const any = address === '0.0.0.0' || address === '::';
  if (family === 'IPv6' && !any) return `http://[${address}]:${port}`;
  return `http://${any ? '127.0.0.1' : address}:${port}`;
}

function addressOf(http: Server): AddressInfo {
  const address = http.server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address;
}
