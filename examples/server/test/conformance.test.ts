import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentStoreConformance, notificationProviderConformance } from '@cinnabar/core/conformance';
import { FileContentStore } from '../src/files/content-store.ts';
import { databaseInbox, readInbox } from '../src/sandbox/inbox.ts';
import { onBothDatabases } from './support/databases.ts';
import { TestServer } from './support/server.ts';

describe('conformance of the document store', () => {
  let folder: string;
  before(async () => void (folder = await mkdtemp(join(tmpdir(), 'cinnabar-store-'))));
  after(() => rm(folder, { recursive: true, force: true }));

  const cases = documentStoreConformance({
    make: () => new FileContentStore(folder),
    async corrupt(_store, digest) {
      const path = join(folder, digest.slice(0, 2), digest);
      const bytes = await readFile(path);
      bytes[7] = (bytes[7] as number) ^ 1;
      await writeFile(path, bytes);
    },
    reopen: () => new FileContentStore(folder),
  });
  for (const { name, run } of cases) it(name, run);
});

onBothDatabases('conformance of the inbox', (open) => {
  let server: TestServer;
  before(async function () {
    this.timeout(60_000);
    server = await TestServer.start(await open());
  });
  after(() => server.dispose());

  const cases = notificationProviderConformance({
    make: () => databaseInbox(server.context.db, () => new Date()),
    to: '13800138000',
    arrived: () => readInbox(server.context.db),
  });
  for (const { name, run } of cases) it(name, run);
});
