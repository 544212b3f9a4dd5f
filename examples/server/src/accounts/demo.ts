import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { roundSeal } from '@cinnabar/core/seal';
import type { FontSet } from '@cinnabar/core/font';
import type { Db } from '../database/open.ts';
import { hashToken, newId, newToken } from '../secrets.ts';

/** Made up; the numbers pass their checksums and belong to nobody. */
const company = {
  name: '广州云杉科技有限公司',
  uscc: '91440101MA5XYU011Y',
  legal_representative: '林若衡',
  address: '广州市天河区云杉路 18 号 6 层',
};
const agent = { name: '陈思远', phone: '13800000001' };
const workers = [
  { name: '李𬭎', phone: '13900000002', id_number: '440106199305170032' },
  { name: '王㛃䶮', phone: '13900000003', id_number: '440112199608230044' },
];

export interface DemoAccounts {
  readonly employer: { readonly organization: string; readonly name: string; readonly phone: string };
  readonly workers: readonly { readonly name: string; readonly phone: string }[];
  readonly apiKey: string;
}

/** A verified company with its seal, its agent and two workers, once; and the API key of its back end. */
export async function ensureDemo(db: Db, fonts: FontSet, dataDir: string, now: Date): Promise<DemoAccounts> {
  const existing = await db
    .selectFrom('organizations')
    .select('id')
    .where('uscc', '=', company.uscc)
    .executeTakeFirst();
  const organizationId = existing?.id ?? (await createDemo(db, fonts, now));
  return {
    employer: { organization: company.name, ...agent },
    workers: workers.map(({ name, phone }) => ({ name, phone })),
    apiKey: await ensureApiKey(db, organizationId, dataDir, now),
  };
}

async function createDemo(db: Db, fonts: FontSet, now: Date): Promise<string> {
  const id = newId('org');
  const created_at = now.toISOString();
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('organizations')
      .values({ id, ...company })
      .execute();
    await tx
      .insertInto('accounts')
      .values([
        { id: newId('act'), kind: 'employer', ...agent, organization_id: id, created_at },
        ...workers.map(({ name, phone }) => ({
          id: newId('act'),
          kind: 'worker' as const,
          name,
          phone,
          organization_id: null,
          created_at,
        })),
      ])
      .execute();
    await tx
      .insertInto('workers')
      .values(workers.map((worker) => ({ id: newId('wrk'), organization_id: id, ...worker })))
      .execute();
    await tx.insertInto('seals').values(seals(id, fonts)).execute();
  });
  return id;
}

function seals(organizationId: string, fonts: FontSet) {
  const seal = (name: string, purpose?: string) => ({
    id: newId('sea'),
    organization_id: organizationId,
    name,
    artwork: JSON.stringify(
      roundSeal({ organization: company.name, ...(purpose === undefined ? {} : { purpose }) }, fonts),
    ),
  });
  return [seal('公章'), seal('合同专用章', '合同专用章')];
}

/** The database keeps only the hash, so the key itself lies in a file that its owner alone can read. */
async function ensureApiKey(db: Db, organizationId: string, dataDir: string, now: Date): Promise<string> {
  const path = join(dataDir, 'demo-api-key');
  const key = await readFile(path, 'utf8').catch(() => newToken('key'));
  await writeFile(path, key, { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  await db
    .insertInto('api_keys')
    .values({
      token_hash: hashToken(key),
      organization_id: organizationId,
      label: 'demo',
      created_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .execute();
  return key;
}
