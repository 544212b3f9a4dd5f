import { parsed, unparsed, type Parsed, type Problem } from '../../language/index.ts';
import { accept, refusalOf, refuse, type Decision } from '../../machine/index.ts';
import { changed } from '../change/index.ts';
import type { SecretContext } from '../code/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { decideIntent, type IntentTarget } from '../intent/index.ts';
import { notice } from '../notices/index.ts';
import { may } from '../rights/index.ts';
import { administrationMachine } from './administration-machine.ts';
import { because, type AdminRefusal } from './texts.ts';
import type { AdminRole, Member, Transfer, Transferred } from './types.ts';

/** What the administrator proves the intent of: this role, to this person. The target of the intent challenge. */
export function transferTarget(role: AdminRole, to: string): IntentTarget {
  return { id: role.id, digest: `administration → ${to}` };
}

/**
 * Whom the administrator may choose, or why there is no list: not the present administrator, or nobody is eligible.
 * Catalogue: ADM-01, ADM-02.
 */
export function eligibleSuccessors(
  role: AdminRole,
  members: readonly Member[],
  context: DecisionContext,
): Parsed<readonly Member[], AdminRefusal> {
  if (!isAdministrator(role, context)) return unparsed(because('NOT_PERMITTED'));
  const eligible = members.filter((member) => successorProblem(role, member) === undefined);
  return eligible.length === 0 ? unparsed(because('ADMIN_NOBODY')) : parsed(eligible);
}

/**
 * 转授: the role ends, another begins, in one step. Every session of the former administrator for this company ends
 * (`admin.sessions-ended`; those as a worker or for other companies stay), their open work goes to the new one
 * (`admin.work-reassigned`), both are told. `expectedVersion` is the role's.
 *
 * Catalogue: A20.8, ADM-01, ADM-02, ADM-03, N-14.
 */
export function decideTransfer(
  role: AdminRole,
  transfer: Transfer,
  context: SecretContext,
): Decision<Transferred, AdminRefusal> {
  if (!isAdministrator(role, context)) return refuse(because('NOT_PERMITTED'));
  const problem =
    refusalOf(administrationMachine, role, 'transfer', context.expectedVersion) ?? successorProblem(role, transfer.to);
  if (problem !== undefined) return refuse(problem);
  const targets = [transferTarget(role, transfer.to.person)];
  // The version the person saw is the role's, not the challenge's.
  const { now, actor, rules, keyedHash } = context;
  const used = decideIntent(transfer.intent, { type: 'consume', targets }, { now, actor, rules, keyedHash });
  if (!used.accepted) return used;
  const { id, company, companyName, person } = role;
  const former = changed(role, { state: 'REVOKED', revokedAt: context.now, successor: transfer.id });
  const current: AdminRole = {
    ...{ id: transfer.id, company, companyName, person: transfer.to.person },
    state: 'ADMIN',
    version: 0,
    since: context.now,
  };
  return accept(
    { former, current, intent: used.next },
    {
      events: [
        ...used.events,
        domainEvent(context, 'admin.transferred', id, { company, to: current.person }),
        domainEvent(context, 'admin.revoked', id, { company, person }),
        domainEvent(context, 'admin.sessions-ended', id, { company, person, persona: 'employer' }),
        domainEvent(context, 'admin.work-reassigned', id, { company, from: person, to: current.person }),
      ],
      notices: [
        notice('administration-given', person, { company: companyName }),
        notice('administration-received', current.person, { company: companyName }),
      ],
    },
  );
}

/** Why a person cannot log in as administrator any more; undefined while they are. Catalogue: ADM-03, MSG-14. */
export function administrationProblem(role: AdminRole): Problem<AdminRefusal> | undefined {
  return role.state === 'REVOKED' ? because('ADMIN_REVOKED') : undefined;
}

function isAdministrator(role: AdminRole, { actor }: DecisionContext): boolean {
  return actor.ref === role.person && may(actor, 'administration.transfer', { company: role.company });
}

function successorProblem(role: AdminRole, to: Member): Problem<AdminRefusal> | undefined {
  if (to.person === role.person) return because('ADMIN_SELF');
  return to.company === role.company && to.active && to.verified ? undefined : because('ADMIN_NOT_ELIGIBLE');
}
