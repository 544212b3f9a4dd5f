import { CinnabarError } from '@cinnabar/core/error';
import { parsePersonName, sameOrganisationName } from '@cinnabar/core/identity';
import type { NewContract, NewPortalContract } from '@cinnabar/client';
import type { OrganizationCaller } from '../accounts/callers.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/open.ts';
import type { OrganizationRow, SignerRow } from '../database/schema.ts';
import { newId } from '../secrets.ts';

/** One side of a contract to be. */
export interface PartyInput {
  readonly role: SignerRow['role'];
  readonly name: string;
  readonly phone: string;
  readonly idNumber: string;
}

/** Worker and employer in signing order, with the company that answers for the contract. */
export interface Parties {
  readonly organization: OrganizationRow;
  readonly inOrder: readonly [PartyInput, PartyInput];
}

/** @throws CinnabarError `PARTY_*` when the two sides are not one employer, the caller's, and one worker. */
export async function hostParties(context: Context, caller: OrganizationCaller, input: NewContract): Promise<Parties> {
  const organization = await organizationOf(context, caller);
  const [first, second, ...more] = input.parties.map((party): PartyInput => ({
    role: party.role,
    name: personName(party.name),
    phone: party.phone,
    idNumber: party.idNumber ?? '',
  }));
  if (first === undefined || second === undefined || more.length > 0 || first.role === second.role) {
    throw new CinnabarError('PARTY_ROLES', 'A contract has one employer and one worker.');
  }
  const named = input.parties.find((party) => party.role === 'employer')?.organization;
  if (named !== undefined && !sameOrganisationName(named, organization.name)) {
    throw new CinnabarError('PARTY_ORGANIZATION', 'The API key belongs to another company than the one named.');
  }
  return { organization, inOrder: [first, second] };
}

/** The logged-in agent for the company, and a worker of its roster; the worker signs first where there is an order. */
export async function portalParties(
  context: Context,
  caller: Extract<OrganizationCaller, { kind: 'employer' }>,
  input: NewPortalContract,
): Promise<Parties> {
  const organization = await organizationOf(context, caller);
  const worker = await context.db
    .selectFrom('workers')
    .selectAll()
    .where('id', '=', input.workerId)
    .where('organization_id', '=', caller.organizationId)
    .executeTakeFirst();
  if (worker === undefined) throw new CinnabarError('WORKER_NOT_FOUND', 'There is no such person on the roster.');
  return {
    organization,
    inOrder: [
      { role: 'worker', name: worker.name, phone: worker.phone, idNumber: worker.id_number },
      { role: 'employer', name: caller.account.name, phone: caller.account.phone, idNumber: '' },
    ],
  };
}

/** The account that holds the party's phone in the portal of its side; made when the phone is new. */
export async function accountOf(tx: Tx, party: PartyInput, organizationId: string, now: Date): Promise<string> {
  const find = () =>
    tx
      .selectFrom('accounts')
      .select(['id', 'organization_id'])
      .where('kind', '=', party.role)
      .where('phone', '=', party.phone);
  await tx
    .insertInto('accounts')
    .values({
      id: newId('act'),
      kind: party.role,
      name: party.name,
      phone: party.phone,
      organization_id: party.role === 'employer' ? organizationId : null,
      created_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.columns(['kind', 'phone']).doNothing())
    .execute();
  const account = await find().executeTakeFirstOrThrow();
  if (party.role === 'employer' && account.organization_id !== organizationId) {
    throw new CinnabarError('PARTY_AGENT', 'The agent belongs to another company.');
  }
  return account.id;
}

function personName(input: string): string {
  const name = parsePersonName(input);
  if (name.ok) return name.value.text;
  throw new CinnabarError('PARTY_NAME', name.problems[0].message.en);
}

async function organizationOf(context: Context, caller: OrganizationCaller): Promise<OrganizationRow> {
  return context.db
    .selectFrom('organizations')
    .selectAll()
    .where('id', '=', caller.organizationId)
    .executeTakeFirstOrThrow();
}
