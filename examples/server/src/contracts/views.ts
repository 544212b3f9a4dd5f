import { pagePlace, searchText, spanOf, type Span } from '@cinnabar/core/contract';
import { CinnabarError } from '@cinnabar/core/error';
import { maskMobile } from '@cinnabar/core/identity';
import type { ContractQuery, ContractPage, ContractSummary, ContractView, PartyView } from '@cinnabar/client';
import { sql } from 'kysely';
import type { Caller } from '../accounts/callers.ts';
import { rules, type Context } from '../context.ts';
import type { ContractRow, SignerRow } from '../database/schema.ts';
import { expireDueContracts, signerOf, type ContractRecord } from './access.ts';

export function contractView({ contract, signers, files }: ContractRecord, caller: Caller): ContractView {
  const own = signerOf(caller, signers);
  return {
    ...contractSummary(contract, signers, caller),
    files: files.map((file) => ({
      fileId: file.id,
      name: file.name,
      size: file.size,
      revision: file.revision,
      digest: file.digest,
    })),
    ...(own === undefined || caller.kind === 'host' ? {} : { mySignerId: own.id }),
  };
}

function contractSummary(contract: ContractRow, signers: readonly SignerRow[], caller: Caller): ContractSummary {
  const own = signerOf(caller, signers);
  const signing = contract.state === 'SIGNING';
  return {
    id: contract.id,
    name: contract.name,
    state: contract.state,
    initiator: contract.initiator,
    initiatedAt: contract.initiated_at,
    deadline: contract.deadline,
    parties: signers.map(partyView),
    mine: signing && own !== undefined && isActing(own),
    others: signing && signers.some((signer) => signer.id !== own?.id && isActing(signer)),
  };
}

function partyView(signer: SignerRow): PartyView {
  return {
    signerId: signer.id,
    role: signer.role,
    name: signer.name,
    maskedPhone: maskMobile(signer.phone),
    state: signer.state,
    ...(signer.organization === null ? {} : { organization: signer.organization }),
    ...(signer.signed_at === null ? {} : { signedAt: signer.signed_at }),
  };
}

/** States in which it is a signer's turn; who is not reached yet is waited for by nobody. */
const acting: readonly SignerRow['state'][] = ['PENDING', 'INTENT'];

function isActing({ state }: SignerRow): boolean {
  return acting.includes(state);
}

/** The caller's contracts, newest first (catalogue LST-01 to LST-09). */
export async function listContracts(context: Context, caller: Caller, query: ContractQuery): Promise<ContractPage> {
  await expireDueContracts(context);
  const filtered = filteredContracts(context, caller, query);
  const { total } = await filtered.select((column) => column.fn.countAll().as('total')).executeTakeFirstOrThrow();
  const place = pagePlace(Number(total), query, rules);
  const rows = await filtered
    .selectAll('contracts')
    .orderBy('initiated_at', 'desc')
    .orderBy('id')
    .limit(place.pageSize)
    .offset(place.offset)
    .execute();
  const ids = rows.map((row) => row.id);
  const signers =
    ids.length === 0
      ? []
      : await context.db
          .selectFrom('signers')
          .selectAll()
          .where('contract_id', 'in', ids)
          .orderBy('position')
          .execute();
  return {
    total: place.total,
    page: place.page,
    pages: place.pages,
    contracts: rows.map((row) =>
      contractSummary(
        row,
        signers.filter((signer) => signer.contract_id === row.id),
        caller,
      ),
    ),
  };
}

function filteredContracts({ db }: Context, caller: Caller, query: ContractQuery) {
  /** Signers of the contract at hand, in the outer query. */
  const partyOf = (own: boolean) => {
    const parties = db
      .selectFrom('signers')
      .select('signers.id')
      .where('signers.contract_id', '=', sql.ref<string>('contracts.id'));
    const compare = own ? '=' : '!=';
    return caller.kind === 'host'
      ? parties.where('signers.role', compare, 'employer')
      : parties.where('signers.account_id', compare, caller.account.id);
  };

  let contracts = db.selectFrom('contracts');
  contracts =
    caller.kind === 'worker'
      ? contracts.where(({ exists }) => exists(partyOf(true).where('signers.role', '=', 'worker')))
      : contracts.where('organization_id', '=', caller.organizationId);

  switch (query.group ?? 'all') {
    case 'mine':
      contracts = contracts
        .where('contracts.state', '=', 'SIGNING')
        .where(({ exists }) => exists(partyOf(true).where('signers.state', 'in', acting)));
      break;
    case 'others':
      contracts = contracts
        .where('contracts.state', '=', 'SIGNING')
        .where(({ exists }) => exists(partyOf(false).where('signers.state', 'in', acting)));
      break;
    case 'completed':
      contracts = contracts.where('contracts.state', '=', 'COMPLETED');
      break;
    case 'all':
      break;
  }
  const { start, end } = initiatedIn(query);
  if (start !== -Infinity) contracts = contracts.where('initiated_at', '>=', new Date(start).toISOString());
  if (end !== Infinity) contracts = contracts.where('initiated_at', '<', new Date(end).toISOString());
  // PostgreSQL has no NUL in text, so nothing stored can hold it.
  const search = searchText(query.q ?? '').replaceAll('\0', '\ufffd');
  if (search) {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    contracts = contracts.where(({ or, exists, selectFrom }) =>
      or([
        contains('contracts.name', pattern),
        contains('contracts.initiator', pattern),
        exists(
          selectFrom('signers')
            .select('signers.id')
            .whereRef('signers.contract_id', '=', 'contracts.id')
            .where(contains('signers.name', pattern)),
        ),
      ]),
    );
  }
  return contracts;
}

/** The column as `searchText` has it; both databases need the escape character named. */
function contains(column: string, pattern: string) {
  return sql<boolean>`lower("normalize"(${sql.ref(column)}, 'NFKC')) like ${pattern} escape '\\'`;
}

/** @throws CinnabarError `RANGE_DATE`, `RANGE_ORDER`. */
function initiatedIn({ from = '', to = '' }: ContractQuery): Span {
  const span = spanOf({ from, until: to });
  if (span.ok) return span.value;
  const [{ code, message }] = span.problems;
  throw new CinnabarError(code, message.en);
}
