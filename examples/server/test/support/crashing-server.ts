/**
 * A server process that ends itself by SIGKILL at a checkpoint. Prints its address as one line when it listens; a line
 * on its standard input names the checkpoint.
 */
import { createInterface } from 'node:readline';
import { configFromEnvironment } from '../../src/config.ts';
import { buildServer } from '../../src/server.ts';

let fatal = '';
createInterface({ input: process.stdin }).on('line', (line) => {
  fatal = line;
  process.stdout.write('armed\n');
});

const base = configFromEnvironment(process.env);
// On PostgreSQL a lease has to run out; on SQLite a restart must not wait for it.
const jobLease = base.databaseUrl === undefined ? 600 : 1;
const { http, demo } = await buildServer({
  ...base,
  logLevel: 'silent',
  limits: { ...base.limits, requestsPerMinute: 100_000, otpPerHour: 1000, jobLease },
  checkpoint: (name) => {
    if (name === fatal) process.kill(process.pid, 'SIGKILL');
  },
});
const url = await http.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${JSON.stringify({ url, apiKey: demo.apiKey })}\n`);
