import { configFromEnvironment } from './config.ts';
import { buildServer } from './server.ts';

const config = configFromEnvironment(process.env);
const port = Number(process.env['PORT'] ?? 4600);
const { http, demo } = await buildServer(config);

await http.listen({ port, host: process.env['HOST'] ?? 'localhost' });
const origin = config.publicUrl ?? `http://localhost:${port}`;
process.stdout.write(
  [
    '',
    `Cinnabar runs at ${origin}`,
    '',
    `  Employer   ${origin}/employer/    ${demo.employer.phone}  ${demo.employer.name}, ${demo.employer.organization}`,
    ...demo.workers.map(({ name, phone }) => `  Worker     ${origin}/worker/      ${phone}  ${name}`),
    `  SMS inbox  ${origin}/sandbox/inbox   (log in with the code that arrives there)`,
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
