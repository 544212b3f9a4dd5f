import { join } from 'node:path';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
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
      ? new PostgresDialect({ pool: new pg.Pool({ connectionString: options.databaseUrl, max: 10 }) })
      : sqliteDialect(join(options.dataDir, 'cinnabar.sqlite')),
  });
  const { error } = await new Migrator({ db: database, provider: migrations }).migrateToLatest();
  if (error !== undefined) {
    await database.destroy();
    throw error;
  }
  return database;
}

/** Whether `error` says that a row with the same key exists (SQLite `SQLITE_CONSTRAINT_*`, PostgreSQL 23505). */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'errcode' in error ? error.errcode : 'code' in error ? error.code : undefined;
  return code === 1555 || code === 2067 || code === '23505';
}
