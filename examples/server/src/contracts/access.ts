import { CinnabarError } from '@cinnabar/core/error';
import type { Caller } from '../accounts/callers.ts';
import type { Context } from '../context.ts';
import type { Db, Tx } from '../database/open.ts';
import type { ContractFileRow, ContractRow, SignerRow } from '../database/schema.ts';
import { appendEvent } from './evidence.ts';

/** A contract with everything that hangs on it. */
export interface ContractRecord {
  readonly contract: ContractRow;
  readonly signers: readonly SignerRow[];
  readonly files: readonly ContractFileRow[];
}

export async function loadContract(db: Db | Tx, contractId: string): Promise<ContractRecord> {
  const contract = await db.selectFrom('contracts').selectAll().where('id', '=', contractId).executeTakeFirst();
  if (contract === undefined) throw contractNotFound();
  const signers = await db
    .selectFrom('signers')
    .selectAll()
    .where('contract_id', '=', contractId)
    .orderBy('position')
    .execute();
  const files = await db
    .selectFrom('contract_files')
    .selectAll()
    .where('contract_id', '=', contractId)
    .orderBy('position')
    .execute();
  return { contract, signers, files };
}

/**
 * A contract the caller may see: an organisation its own, a worker those they are a party of.
 * @throws CinnabarError `CONTRACT_NOT_FOUND`, the same for contracts of others and for none.
 */
export async function loadContractFor(context: Context, caller: Caller, contractId: string): Promise<ContractRecord> {
  await expireDueContracts(context);
  const record = await loadContract(context.db, contractId);
  const allowed =
    caller.kind === 'worker'
      ? record.signers.some((signer) => signer.account_id === caller.account.id && signer.role === 'worker')
      : record.contract.organization_id === caller.organizationId;
  if (!allowed) throw contractNotFound();
  return record;
}

/** The signer the caller acts as, if any. A host acts for the company's side. */
export function signerOf(caller: Caller, signers: readonly SignerRow[]): SignerRow | undefined {
  return signers.find((signer) =>
    caller.kind === 'host'
      ? signer.role === 'employer'
      : signer.role === caller.kind && signer.account_id === caller.account.id,
  );
}

/** Contracts whose deadline has passed become EXPIRED, unless a signature is being made at this moment. */
export async function expireDueContracts(context: Context): Promise<void> {
  const now = context.now();
  const due = await context.db
    .selectFrom('contracts')
    .select('id')
    .where('state', '=', 'SIGNING')
    // The instant itself is too late already.
    .where('deadline', '<=', now.toISOString())
    .where('signing_preparation_id', 'is', null)
    .limit(100)
    .execute();
  for (const { id } of due) {
    await context.db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('contracts')
        .set({ state: 'EXPIRED' })
        .where('id', '=', id)
        .where('state', '=', 'SIGNING')
        .where('signing_preparation_id', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return;
      await tx.updateTable('signers').set({ state: 'VOID' }).where('contract_id', '=', id).execute();
      await appendEvent(tx, id, 'EXPIRED', now, {});
    });
  }
}

/** @throws CinnabarError naming why the contract cannot be signed any more. */
export function requireSigning(contract: ContractRow): void {
  switch (contract.state) {
    case 'SIGNING':
      return;
    case 'COMPLETED':
      throw new CinnabarError('CONTRACT_DONE', 'The contract is completed.');
    case 'RECALLED':
      throw new CinnabarError('CONTRACT_RECALLED', 'The contract was recalled.');
    case 'EXPIRED':
      throw new CinnabarError('CONTRACT_EXPIRED', 'The contract has expired.');
    default:
      throw new CinnabarError('CONTRACT_STATE', 'The contract cannot be signed in its present state.');
  }
}

export function contractNotFound(): CinnabarError {
  return new CinnabarError('CONTRACT_NOT_FOUND', 'There is no such contract.');
}
