import { configFromEnvironment } from './config.ts';
import { buildServer } from './server.ts';

/**
 * Runs the reference server. Environment: PORT (4600), HOST (localhost), PUBLIC_URL, DATA_DIR (.cinnabar), DATABASE_URL
 * (PostgreSQL; SQLite in DATA_DIR when absent), PORTAL_DIR, CINNABAR_SECRET, TRUST_PROXY=1, LOG_LEVEL (silent, warn,
 * info, debug), OTP_LIFETIME (seconds), SANDBOX_INBOX (1 or 0; on when HOST is this
 * machine only), CONTRACT_DAYS, REQUESTS_PER_MINUTE.
 */
const config = configFromEnvironment(process.env);
const port = Number(process.env['PORT'] ?? 4600);
const { http, demo } = await buildServer(config);

await http.listen({ port, host: process.env['HOST'] ?? 'localhost' }).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error;
  process.stderr.write(`Port ${port} is in use. Set PORT to another one, e.g. PORT=${port + 1}.\n`);
  process.exit(1);
});
const origin = config.publicUrl ?? `http://localhost:${port}`;
process.stdout.write(
  [
    '',
    `Cinnabar runs at ${origin}`,
    '',
    `  Employer   ${origin}/employer/    ${demo.employer.phone}  ${demo.employer.name}, ${demo.employer.organization}`,
    ...demo.workers.map(({ name, phone }) => `  Worker     ${origin}/worker/      ${phone}  ${name}`),
    config.sandboxInbox
      ? `  SMS inbox  ${origin}/sandbox/inbox   (log in with the code that arrives there)`
      : '  SMS inbox  closed, because others reach this address; SANDBOX_INBOX=1 opens it to everybody',
    `  API        ${origin}/api/v1/openapi.json`,
    `  API key    ${demo.apiKey}`,
    '',
    '',
  ].join('\n'),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void http.close().then(() => process.exit(0));
  });
}
