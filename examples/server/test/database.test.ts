import { isCinnabarError } from '@cinnabar/core/error';
import { assert } from 'chai';
import pg from 'pg';

import { openDatabase } from '../src/database/open.ts';
import { onBothDatabases, type TestDatabase } from './support/databases.ts';

onBothDatabases('the database', (open, kind) => {
  let database: TestDatabase;
  before(async () => {
    database = await open();
  });
  after(() => database.drop());

  if (kind === 'SQLite') return; // always in UTF-8
  it('must be in UTF-8', async () => {
    const client = new pg.Client({ connectionString: database.url as string });
    await client.connect();
    const name = `cinnabar_ascii_${process.pid}`;
    await client.query(
      `create database ${name} encoding 'SQL_ASCII' locale_provider libc locale 'C' template template0`,
    );
    try {
      const url = new URL(database.url as string);
      url.pathname = `/${name}`;
      const error = await openDatabase({ dataDir: '', databaseUrl: url.href }).then(
        (opened) => opened.destroy(),
        (reason: unknown) => reason,
      );
      assert.isTrue(isCinnabarError(error) && error.code === 'DATABASE_ENCODING', String(error));
    } finally {
      await client.query(`drop database ${name} with (force)`);
      await client.end();
    }
  });
});
