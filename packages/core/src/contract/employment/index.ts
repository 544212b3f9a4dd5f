/** Employees from hiring to leaving and back, and the departments they are in. */
export { decideEmployee, hire } from './decide-employee.ts';
export {
  decideDepartments,
  departmentTree,
  headcountOf,
  type Department,
  type DepartmentEvent,
  type DepartmentNode,
  type Departments,
} from './departments.ts';
export { employeeMachine, type EmployeeState, type EmployeeTransition } from './employee-machine.ts';
export {
  daysWorked,
  leavingDuties,
  terminationCertificate,
  type EndedTerm,
  type LeavingDuty,
  type TerminationCertificate,
} from './leaving.ts';
export { leavingReasons, type LeavingReason } from './leaving-reasons.ts';
export { isSignatory, leavers, rosterCounts } from './roster.ts';
export type { EmploymentRefusal } from './texts.ts';
export type { Employee, EmployeeEvent, Place, Resignation, Spell } from './types.ts';
