import { addMonths, dayOf } from '../calendar/index.ts';
import type { Employee } from './types.ts';

/** The figures of the home page; who has left is in none of them. Catalogue: EMP-09, ONB-15. */
export function rosterCounts(
  employees: readonly Pick<Employee, 'state' | 'hiredOn'>[],
  now: string,
): { readonly employed: number; readonly joinedInHalfYear: number; readonly withoutDepartment: number } {
  const present = employees.filter(({ state }) => state !== 'LEFT');
  const since = addMonths(dayOf(now), -6);
  return {
    employed: present.length,
    joinedInHalfYear: present.filter(({ hiredOn }) => hiredOn >= since && hiredOn <= dayOf(now)).length,
    withoutDepartment: present.filter(({ state }) => state === 'ACTIVE_UNASSIGNED').length,
  };
}

/** 离职管理: who is leaving, then who has left, the latest first. Catalogue: EMP-08. */
export function leavers(employees: readonly Employee[]): readonly Employee[] {
  const startOf = ({ resignation }: Employee): string => resignation?.confirmedAt ?? resignation?.startedAt ?? '';
  const latestFirst = (state: Employee['state']): Employee[] =>
    employees.filter((each) => each.state === state).sort((a, b) => (startOf(a) < startOf(b) ? 1 : -1));
  return [...latestFirst('LEAVING'), ...latestFirst('LEFT')];
}

/** Whether a contract can be initiated with an employee; never with one who has left. Catalogue: EMP-10. */
export function isSignatory({ state }: Pick<Employee, 'state'>): boolean {
  return state !== 'LEFT';
}
