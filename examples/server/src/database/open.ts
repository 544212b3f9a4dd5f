import { join } from 'node:path';
import { CinnabarError } from '@cinnabar/core/error';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrations } from './migrations.ts';
import type { Database } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

/** Opens PostgreSQL when a URL is given, else the SQLite file of the data directory, and brings the tables up to date. */
export async function openDatabase(options: { dataDir: string; databaseUrl?: string | undefined }): Promise<Db> {
  const database = new Kysely<Database>({
    dialect: options.databaseUrl
      ? new PostgresDialect({ pool: postgresPool(options.databaseUrl) })
      : sqliteDialect(join(options.dataDir, 'cinnabar.sqlite')),
  });
  if (options.databaseUrl) await requireUnicode(database);
  const { error } = await new Migrator({ db: database, provider: migrations }).migrateToLatest();
  if (error !== undefined) {
    await database.destroy();
    throw error;
  }
  return database;
}

/** Names are searched in one form of Unicode, which PostgreSQL knows in databases of that encoding only. */
async function requireUnicode(database: Db): Promise<void> {
  const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(database);
  if (rows[0]?.server_encoding === 'UTF8') return;
  await database.destroy();
  throw new CinnabarError(
    'DATABASE_ENCODING',
    'The database is not in UTF-8. Make one with: create database NAME encoding UTF8 template template0.',
  );
}

function postgresPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 10 });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** Whether `error` says that a row with the same key exists (SQLite `SQLITE_CONSTRAINT_*`, PostgreSQL 23505). */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'errcode' in error ? error.errcode : 'code' in error ? error.code : undefined;
  return code === 1555 || code === 2067 || code === '23505';
}
