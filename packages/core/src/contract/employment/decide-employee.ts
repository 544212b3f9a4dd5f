import type { Problem } from '../../language/index.ts';
import { accept, refusalOf, refuse, type Decision } from '../../machine/index.ts';
import { dayOf, isDay } from '../calendar/index.ts';
import { changed } from '../change/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { notice } from '../notices/index.ts';
import type { Onboarding } from '../onboarding/index.ts';
import { wordsProblem } from '../refusal/index.ts';
import { may } from '../rights/index.ts';
import { employeeMachine } from './employee-machine.ts';
import { leavingReasons, type LeavingReason } from './leaving-reasons.ts';
import { because, type EmploymentRefusal } from './texts.ts';
import type { Employee, EmployeeEvent } from './types.ts';

type Decided = Decision<Employee, EmploymentRefusal>;
type Of<Type extends EmployeeEvent['type']> = Extract<EmployeeEvent, { type: Type }>;

/** The employee an approved onboarding makes: without department, hired on the day of the approval. Catalogue: ONB-15, EMP-02. */
export function hire(id: string, onboarding: Onboarding, context: DecisionContext): Decided {
  const { company, person, state, reviewedAt } = onboarding;
  if (!may(context.actor, 'staff.manage', { company })) return refuse(because('NOT_PERMITTED'));
  if (state !== 'APPROVED' || person === undefined) return refuse(because('NOT_PERMITTED'));
  const employee: Employee = {
    ...{ id, person, company },
    state: 'ACTIVE_UNASSIGNED',
    version: 0,
    createdAt: context.now,
    hiredOn: dayOf(reviewedAt ?? context.now),
    spells: [],
    transfers: [],
  };
  return accept(employee, { events: [domainEvent(context, 'employee.hired', id, { onboarding: onboarding.id })] });
}

/**
 * What comes of an event on an employee. Resigning takes two steps: it is started (待离职), and confirmed with a date once the
 * work is handed over (已离职). Who comes back begins another spell; the former ones are kept.
 *
 * Catalogue: A20.4, EMP-03, EMP-05, EMP-06, EMP-07, N-15.
 */
export function decideEmployee(employee: Employee, event: EmployeeEvent, context: DecisionContext): Decided {
  if (!may(context.actor, 'staff.manage', { company: employee.company })) return refuse(because('NOT_PERMITTED'));
  const problem = refusalOf(employeeMachine, employee, event.type, context.expectedVersion);
  if (problem !== undefined) return refuse(problem);
  switch (event.type) {
    case 'assign':
    case 'move':
      return place(employee, event, context);
    case 'resign':
      return resign(employee, event, context);
    case 'cancel-resignation':
      return accept(
        changed(employee, { state: employee.resignation?.before ?? 'ACTIVE_UNASSIGNED', resignation: undefined }),
        {
          events: [domainEvent(context, 'employee.resignation-cancelled', employee.id)],
        },
      );
    case 'confirm-resignation':
      return confirm(employee, event, context);
    case 'rehire':
      return rehire(employee, event.hiredOn, context);
  }
}

function place(employee: Employee, event: Of<'assign' | 'move'>, context: DecisionContext): Decided {
  const { company, department } = event.to;
  if (department === '') return refuse(because('EMP_DEPARTMENT', { path: 'to.department' }));
  const events = [
    domainEvent(context, `employee.${event.type === 'assign' ? 'assigned' : 'moved'}`, employee.id, { department }),
  ];
  if (company === employee.company) return accept(changed(employee, { state: 'ACTIVE', department }), { events });
  const administers = event.type === 'move' ? (event.administers ?? []) : [];
  if (!administers.includes(company) || !administers.includes(employee.company)) {
    return refuse(because('EMP_COMPANY', { path: 'to.company' }));
  }
  const on = dayOf(context.now);
  const transfers = [...employee.transfers, { from: employee.company, on }];
  return accept(changed(employee, { state: 'ACTIVE', company, department, hiredOn: on, transfers }), {
    events: [
      ...events,
      domainEvent(context, 'employee.transferred', employee.id, { from: employee.company, to: company }),
    ],
  });
}

function resign(employee: Employee, event: Of<'resign'>, context: DecisionContext): Decided {
  const problem = leavingProblem(event.reason, event.remark, context);
  if (problem !== undefined) return refuse(problem);
  const count = event.openContracts.length;
  if (count > 0 && event.acknowledged !== true) return refuse(because('EMP_OPEN_CONTRACTS', { values: { count } }));
  const before = employee.state === 'ACTIVE' ? ('ACTIVE' as const) : ('ACTIVE_UNASSIGNED' as const);
  const resignation = { reason: event.reason, ...remarkOf(event.remark), startedAt: context.now, before };
  return accept(changed(employee, { state: 'LEAVING', resignation }), {
    events: [
      domainEvent(context, 'employee.resignation-started', employee.id, { reason: event.reason, openContracts: count }),
    ],
    notices: [notice('resignation-started', employee.person, { date: dayOf(context.now) })],
  });
}

function confirm(employee: Employee, event: Of<'confirm-resignation'>, context: DecisionContext): Decided {
  const { resignation, hiredOn } = employee;
  const { date, handOver } = event;
  if (!isDay(date)) return refuse(because('EMP_DATE', { path: 'date' }));
  if (date < hiredOn) return refuse(because('EMP_DATE_EARLY', { path: 'date', values: { hiredOn } }));
  const problem = leavingProblem(event.reason, event.remark, context) ?? handOverProblem(employee, handOver);
  if (problem !== undefined || resignation === undefined) return refuse(problem ?? because('EMP_REASON'));
  const remark = event.remark ?? resignation.remark;
  const next = changed(employee, {
    state: 'LEFT',
    department: undefined,
    resignation: {
      reason: event.reason,
      ...remarkOf(remark),
      startedAt: resignation.startedAt,
      before: resignation.before,
      date,
      ...(handOver === undefined ? {} : { handOver: handOver.id }),
      confirmedAt: context.now,
    },
  });
  return accept(next, {
    events: [domainEvent(context, 'employee.left', employee.id, { reason: event.reason, date })],
    notices: [
      notice('resignation-confirmed', employee.person, { date }),
      ...(handOver === undefined ? [] : [notice('hand-over-named', handOver.person, { date })]),
    ],
  });
}

function leavingProblem(
  reason: LeavingReason,
  remark: string | undefined,
  { rules }: DecisionContext,
): Problem<EmploymentRefusal> | undefined {
  if (!Object.hasOwn(leavingReasons, reason)) return because('EMP_REASON', { path: 'reason' });
  const written = remark?.trim() ?? '';
  return written === '' ? undefined : wordsProblem(written, rules.contract.messageMax, 'remark');
}

function remarkOf(remark: string | undefined): { readonly remark?: string } {
  const written = remark?.trim() ?? '';
  return written === '' ? {} : { remark: written };
}

/** Whoever is employed can take over, with or without a department. */
function handOverProblem(
  employee: Employee,
  to: Of<'confirm-resignation'>['handOver'],
): Problem<EmploymentRefusal> | undefined {
  if (to === undefined) return undefined;
  if (to.id === employee.id || to.person === employee.person)
    return because('EMP_HAND_OVER_SELF', { path: 'handOver' });
  const employed = to.state === 'ACTIVE' || to.state === 'ACTIVE_UNASSIGNED';
  return employed && to.company === employee.company ? undefined : because('EMP_HAND_OVER', { path: 'handOver' });
}

function rehire(employee: Employee, hiredOn: string, context: DecisionContext): Decided {
  const { resignation } = employee;
  if (!isDay(hiredOn)) return refuse(because('EMP_DATE', { path: 'hiredOn' }));
  // A spell begins after the last one has ended.
  const left = resignation?.date ?? employee.hiredOn;
  if (hiredOn <= left) return refuse(because('EMP_DATE_EARLY', { path: 'hiredOn', values: { hiredOn: left } }));
  const spells =
    resignation === undefined ? employee.spells : [...employee.spells, { hiredOn: employee.hiredOn, resignation }];
  const next = changed(employee, { state: 'ACTIVE_UNASSIGNED', hiredOn, spells, resignation: undefined });
  return accept(next, {
    events: [domainEvent(context, 'employee.rehired', employee.id, { spell: spells.length + 1 })],
  });
}
