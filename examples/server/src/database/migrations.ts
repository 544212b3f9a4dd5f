import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';

type Column = 'text' | 'text?' | 'integer';

/** Creates a table of the few column types both databases share; a trailing `?` allows null. */
async function table(
  database: Kysely<unknown>,
  name: string,
  columns: Readonly<Record<string, Column>>,
  primaryKey: readonly string[],
  unique: readonly (readonly string[])[] = [],
): Promise<void> {
  let builder: CreateTableBuilder<string, string> = database.schema.createTable(name);
  for (const [column, type] of Object.entries(columns)) {
    builder = builder.addColumn(column, type === 'integer' ? 'integer' : 'text', (definition) =>
      type === 'text?' ? definition : definition.notNull(),
    );
  }
  builder = builder.addPrimaryKeyConstraint(`${name}_key`, [...primaryKey]);
  for (const group of unique) builder = builder.addUniqueConstraint(`${name}_${group.join('_')}`, [...group]);
  await builder.execute();
}

async function index(database: Kysely<unknown>, name: string, columns: readonly string[]): Promise<void> {
  await database.schema
    .createIndex(`${name}_by_${columns.join('_')}`)
    .on(name)
    .columns([...columns])
    .execute();
}

const first: Migration = {
  async up(database: Kysely<unknown>) {
    await table(
      database,
      'organizations',
      { id: 'text', name: 'text', uscc: 'text', legal_representative: 'text', address: 'text' },
      ['id'],
      [['uscc']],
    );
    await table(
      database,
      'accounts',
      { id: 'text', kind: 'text', name: 'text', phone: 'text', organization_id: 'text?', created_at: 'text' },
      ['id'],
      [['kind', 'phone']],
    );
    await table(
      database,
      'workers',
      { id: 'text', organization_id: 'text', name: 'text', phone: 'text', id_number: 'text' },
      ['id'],
      [['organization_id', 'phone']],
    );
    await table(database, 'seals', { id: 'text', organization_id: 'text', name: 'text', artwork: 'text' }, ['id']);
    await table(
      database,
      'api_keys',
      { token_hash: 'text', organization_id: 'text', label: 'text', created_at: 'text' },
      ['token_hash'],
    );
    await table(database, 'portal_sessions', { token_hash: 'text', account_id: 'text', expires_at: 'text' }, [
      'token_hash',
    ]);
    await table(
      database,
      'signing_sessions',
      { token_hash: 'text', contract_id: 'text', signer_id: 'text', expires_at: 'text' },
      ['token_hash'],
    );
    await table(
      database,
      'uploads',
      {
        id: 'text',
        organization_id: 'text',
        name: 'text',
        digest: 'text',
        size: 'integer',
        pages: 'integer',
        created_at: 'text',
      },
      ['id'],
    );
    await table(
      database,
      'contracts',
      {
        id: 'text',
        organization_id: 'text',
        name: 'text',
        state: 'text',
        initiator: 'text',
        initiated_at: 'text',
        deadline: 'text',
        signing_order: 'text',
        idempotency_key: 'text',
        request_hash: 'text',
        signing_preparation_id: 'text?',
        event_count: 'integer',
        event_head: 'text',
      },
      ['id'],
      [['organization_id', 'idempotency_key']],
    );
    await index(database, 'contracts', ['organization_id', 'initiated_at']);
    await index(database, 'contracts', ['state', 'deadline']);
    await table(
      database,
      'signers',
      {
        id: 'text',
        contract_id: 'text',
        position: 'integer',
        role: 'text',
        name: 'text',
        organization: 'text?',
        phone: 'text',
        account_id: 'text',
        state: 'text',
        signed_at: 'text?',
      },
      ['id'],
      [['contract_id', 'role']],
    );
    await index(database, 'signers', ['account_id']);
    await table(
      database,
      'contract_files',
      {
        id: 'text',
        contract_id: 'text',
        position: 'integer',
        name: 'text',
        controls: 'text',
        field_values: 'text',
        revision: 'integer',
        digest: 'text',
        size: 'integer',
      },
      ['id'],
      [['contract_id', 'position']],
    );
    await table(
      database,
      'file_revisions',
      { file_id: 'text', revision: 'integer', digest: 'text', size: 'integer', signer_id: 'text?', created_at: 'text' },
      ['file_id', 'revision'],
    );
    await table(database, 'drafts', { signer_id: 'text', file_id: 'text', field_values: 'text' }, [
      'signer_id',
      'file_id',
    ]);
    await table(
      database,
      'preparations',
      {
        id: 'text',
        contract_id: 'text',
        signer_id: 'text',
        idempotency_key: 'text',
        request_hash: 'text',
        state: 'text',
        reason: 'text?',
        fingerprint: 'text',
        created_at: 'text',
        expires_at: 'text',
      },
      ['id'],
      [['signer_id', 'idempotency_key']],
    );
    await table(
      database,
      'preparation_files',
      {
        preparation_id: 'text',
        file_id: 'text',
        position: 'integer',
        base_revision: 'integer',
        document_digest: 'text',
        size: 'integer',
        prepared: 'text',
        field_values: 'text',
        cms_digest: 'text?',
        signed_digest: 'text?',
      },
      ['preparation_id', 'file_id'],
    );
    await table(
      database,
      'challenges',
      {
        id: 'text',
        purpose: 'text',
        phone: 'text',
        contract_id: 'text?',
        signer_id: 'text?',
        preparation_id: 'text?',
        fingerprint: 'text',
        salt: 'text',
        code_hash: 'text',
        tries_left: 'integer',
        state: 'text',
        created_at: 'text',
        resend_at: 'text',
        expires_at: 'text',
      },
      ['id'],
    );
    await index(database, 'challenges', ['phone', 'created_at']);
    await table(
      database,
      'jobs',
      {
        id: 'text',
        kind: 'text',
        payload: 'text',
        state: 'text',
        attempts: 'integer',
        run_at: 'text',
        lease_owner: 'text?',
        lease_until: 'text?',
        last_error: 'text?',
      },
      ['id'],
    );
    await index(database, 'jobs', ['state', 'run_at']);
    await table(
      database,
      'events',
      {
        contract_id: 'text',
        sequence: 'integer',
        type: 'text',
        at: 'text',
        data: 'text',
        previous_hash: 'text',
        hash: 'text',
      },
      ['contract_id', 'sequence'],
    );
    await table(
      database,
      'messages',
      { id: 'text', sent_at: 'text', recipient: 'text', purpose: 'text', text: 'text' },
      ['id'],
    );
    await index(database, 'messages', ['sent_at']);
    await table(database, 'settings', { name: 'text', value: 'text' }, ['name']);
  },
};

/** One set for both databases, in the order of their names. */
export const migrations: MigrationProvider = {
  getMigrations: async () => ({ '0001-first': first }),
};
