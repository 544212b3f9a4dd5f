import type { Problem } from '../../language/index.ts';
import { accept, conflictOf, refuse, type Decision } from '../../machine/index.ts';
import { millisOf } from '../calendar/index.ts';
import { changed } from '../change/index.ts';
import { checkSecret, requireSecret, type SecretContext } from '../code/index.ts';
import { domainEvent } from '../context/index.ts';
import { may } from '../rights/index.ts';
import type { Inviter } from './invite.ts';
import { because, type OnboardingRefusal } from './texts.ts';
import type { Onboarding } from './types.ts';

/** 扫码入职: one link and QR code for everybody a company shows it to. */
export interface CompanyLink {
  readonly company: string;
  readonly version: number;
  /** Keyed hash of the token in the link; absent while there is none. */
  readonly token?: string;
  readonly expiresAt?: string;
}

/**
 * Makes a company's link anew (the old one stops working), or takes it back (without a token). `token`: fresh random hex.
 *
 * @throws CinnabarError `SECRET_WEAK` when `token` is not random enough.
 *
 * Catalogue: ONB-03.
 */
export function decideCompanyLink(
  link: CompanyLink,
  wish: { readonly token?: string; readonly expiresAt?: string },
  context: SecretContext,
): Decision<CompanyLink, OnboardingRefusal> {
  const { company } = link;
  if (!may(context.actor, 'staff.manage', { company })) return refuse(because('NOT_PERMITTED'));
  const conflict = conflictOf(link, context.expectedVersion);
  if (conflict !== undefined) return refuse(conflict);
  const token = wish.token === undefined ? undefined : context.keyedHash(requireSecret(wish.token));
  const next = changed(link, { token, expiresAt: token === undefined ? undefined : wish.expiresAt });
  const type = token === undefined ? 'onboarding.link-revoked' : 'onboarding.link-made';
  return accept(next, { events: [domainEvent(context, type, company)] });
}

/**
 * A worker who came by the company's link, logged in: a record that begins opened, unless they have one there already.
 * Whoever has the link may apply, so every form is reviewed. Catalogue: ONB-03, ONB-06, A20.3.
 */
export function applyByLink(
  link: CompanyLink,
  made: { readonly id: string; readonly token: string; readonly mobileHash: string; readonly existing?: Onboarding },
  inviter: Inviter,
  context: SecretContext,
): Decision<Onboarding, OnboardingRefusal> {
  const problem = linkProblem(link, made.token, context);
  if (problem !== undefined) return refuse(problem);
  if (context.actor.role !== 'worker') return refuse(because('NOT_PERMITTED'));
  const { existing } = made;
  if (existing !== undefined) {
    const own = existing.person === context.actor.ref && existing.company === link.company;
    return own ? accept(existing) : refuse(because('ONB_NOT_YOURS'));
  }
  const { company, companyName, extraFields } = inviter;
  const record: Onboarding = {
    ...{ id: made.id, company, companyName, extraFields },
    via: 'qr',
    state: 'OPENED',
    version: 0,
    person: context.actor.ref,
    mobileHash: made.mobileHash,
    invitedAt: context.now,
    edits: [],
    undelivered: [],
  };
  return accept(record, { events: [domainEvent(context, 'onboarding.opened', made.id, { via: 'qr' })] });
}

function linkProblem(
  { token, expiresAt }: CompanyLink,
  presented: string,
  { now, keyedHash }: SecretContext,
): Problem<OnboardingRefusal> | undefined {
  const late = expiresAt !== undefined && millisOf(now) >= millisOf(expiresAt);
  return !late && token !== undefined && checkSecret(presented, token, keyedHash) ? undefined : because('ONB_LINK');
}
