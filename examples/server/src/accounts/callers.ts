import { CinnabarError } from '@cinnabar/core/error';
import { after, type Context } from '../context.ts';
import type { AccountRow } from '../database/schema.ts';
import { hashToken, newToken } from '../secrets.ts';

/** Whose authority a request is made under. */
export type Caller =
  | { readonly kind: 'host'; readonly organizationId: string }
  | { readonly kind: 'employer'; readonly organizationId: string; readonly account: AccountRow }
  | { readonly kind: 'worker'; readonly account: AccountRow };

/** A caller that initiates contracts and sees all of an organisation's. */
export type OrganizationCaller = Extract<Caller, { organizationId: string }>;

export interface SigningSession {
  readonly contractId: string;
  readonly signerId: string;
}

/** @throws CinnabarError `SESSION_INVALID`. */
export async function callerOfApiKey(context: Context, authorization: string | undefined): Promise<Caller> {
  const key = await context.db
    .selectFrom('api_keys')
    .select('organization_id')
    .where('token_hash', '=', hashToken(bearer(authorization)))
    .executeTakeFirst();
  if (key === undefined) throw invalid();
  return { kind: 'host', organizationId: key.organization_id };
}

/** @throws CinnabarError `SESSION_INVALID`, `SESSION_EXPIRED`. */
export async function callerOfCookie(context: Context, token: string | undefined): Promise<Caller> {
  if (token === undefined || token === '') throw invalid();
  const session = await context.db
    .selectFrom('portal_sessions')
    .innerJoin('accounts', 'accounts.id', 'portal_sessions.account_id')
    .selectAll('accounts')
    .select('portal_sessions.expires_at')
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst();
  if (session === undefined) throw invalid();
  const { expires_at: expiresAt, ...account } = session;
  if (expiresAt <= context.now().toISOString()) throw expired();
  if (account.kind === 'worker') return { kind: 'worker', account };
  if (account.organization_id === null) throw invalid();
  return { kind: 'employer', organizationId: account.organization_id, account };
}

/** A token that opens one signer's room and nothing else. */
export async function openSigningSession(
  context: Context,
  session: SigningSession,
): Promise<{ token: string; expiresAt: string }> {
  const token = newToken('sign');
  const expiresAt = after(context, context.limits.signingSession);
  await context.db
    .insertInto('signing_sessions')
    .values({
      token_hash: hashToken(token),
      contract_id: session.contractId,
      signer_id: session.signerId,
      expires_at: expiresAt,
    })
    .execute();
  return { token, expiresAt };
}

/** @throws CinnabarError `SESSION_INVALID`, `SESSION_EXPIRED`. */
export async function sessionOfToken(context: Context, authorization: string | undefined): Promise<SigningSession> {
  const session = await context.db
    .selectFrom('signing_sessions')
    .selectAll()
    .where('token_hash', '=', hashToken(bearer(authorization)))
    .executeTakeFirst();
  if (session === undefined) throw invalid();
  if (session.expires_at <= context.now().toISOString()) throw expired();
  return { contractId: session.contract_id, signerId: session.signer_id };
}

/** Forgets sessions that ended, tokens of finished logins with them. */
export async function dropExpiredSessions(context: Context): Promise<void> {
  const dayAgo = after(context, -86_400);
  await context.db.deleteFrom('portal_sessions').where('expires_at', '<', dayAgo).execute();
  await context.db.deleteFrom('signing_sessions').where('expires_at', '<', dayAgo).execute();
}

function bearer(authorization: string | undefined): string {
  const match = /^Bearer ([\w-]{20,200})$/.exec(authorization ?? '');
  if (match === null) throw invalid();
  return match[1] as string;
}

function invalid(): CinnabarError {
  return new CinnabarError('SESSION_INVALID', 'Log in first.');
}

function expired(): CinnabarError {
  return new CinnabarError('SESSION_EXPIRED', 'The session has ended; open it again.');
}
