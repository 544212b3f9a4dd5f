import { CinnabarError } from '@cinnabar/core/error';
import type { SigningSession } from '../accounts/callers.ts';
import {
  contractNotFound,
  expireDueContracts,
  loadContract,
  requireSigning,
  type ContractRecord,
} from '../contracts/access.ts';
import type { Context } from '../context.ts';
import type { ContractFileRow, SignerRow } from '../database/schema.ts';

/** A signer in their room: the contract and who of its parties they are. */
export interface SignerRecord extends ContractRecord {
  readonly signer: SignerRow;
}

export async function loadSigner(context: Context, session: SigningSession): Promise<SignerRecord> {
  await expireDueContracts(context);
  const record = await loadContract(context.db, session.contractId);
  const signer = record.signers.find(({ id }) => id === session.signerId);
  if (signer === undefined) throw contractNotFound();
  return { ...record, signer };
}

/** @throws CinnabarError when it is not this signer's turn or nothing is left to sign. */
export function requireTurn({ contract, signer }: SignerRecord): void {
  if (signer.state === 'SIGNED') throw new CinnabarError('SIGNER_DONE', 'You have already signed this contract.');
  requireSigning(contract);
  if (signer.state === 'WAITING_TURN') {
    throw new CinnabarError('SIGNER_WAITING_TURN', 'Another party signs first; you will be told when it is your turn.');
  }
  if (signer.state !== 'PENDING' && signer.state !== 'INTENT') {
    throw new CinnabarError('CONTRACT_STATE', 'This signature is no longer wanted.');
  }
}

/** @throws CinnabarError `FILE_NOT_FOUND`. */
export function fileOf({ files }: ContractRecord, fileId: string): ContractFileRow {
  const file = files.find(({ id }) => id === fileId);
  if (file === undefined) throw new CinnabarError('FILE_NOT_FOUND', 'The contract has no such file.');
  return file;
}
