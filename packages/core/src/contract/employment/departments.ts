import type { Problem } from '../../language/index.ts';
import { accept, conflictOf, refuse, type Decision } from '../../machine/index.ts';
import { changed } from '../change/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { lineProblem } from '../refusal/index.ts';
import { may } from '../rights/index.ts';
import { because, type EmploymentRefusal } from './texts.ts';
import type { Employee } from './types.ts';

export interface Department {
  readonly id: string;
  readonly name: string;
  /** Absent at the top. */
  readonly parent?: string;
}

/** 组织架构 of one company: all of it has one version. */
export interface Departments {
  readonly company: string;
  readonly version: number;
  readonly departments: readonly Department[];
}

export type DepartmentEvent =
  | { readonly type: 'add'; readonly id: string; readonly name: string; readonly parent?: string }
  | { readonly type: 'rename'; readonly id: string; readonly name: string }
  | { readonly type: 'relocate'; readonly id: string; readonly parent?: string }
  /** `headcount`: people in it and below (`headcountOf`). */
  | { readonly type: 'remove'; readonly id: string; readonly headcount: number };

type Decided = Decision<Departments, EmploymentRefusal>;

/**
 * Changes the tree of departments: names differ among siblings (regardless of case and spaces at the ends), levels are
 * limited, nothing comes below itself, only what is empty goes. Catalogue: EMP-04.
 */
export function decideDepartments(tree: Departments, event: DepartmentEvent, context: DecisionContext): Decided {
  if (!may(context.actor, 'staff.manage', { company: tree.company })) return refuse(because('NOT_PERMITTED'));
  const conflict = conflictOf(tree, context.expectedVersion);
  if (conflict !== undefined) return refuse(conflict);
  const next = after(tree, event);
  const problem =
    'refusal' in next
      ? next.refusal
      : event.type === 'remove'
        ? undefined
        : (treeProblem(next.departments, event.id, context) ??
          (event.type === 'rename' ? undefined : depthProblem(next.departments, context)));
  if ('refusal' in next || problem !== undefined) return refuse(problem ?? because('DEPT_UNKNOWN'));
  return accept(changed(tree, { departments: next.departments }), {
    events: [domainEvent(context, `department.${event.type}`, event.id, { company: tree.company })],
  });
}

function after(
  { departments }: Departments,
  event: DepartmentEvent,
): { readonly departments: readonly Department[] } | { readonly refusal: Problem<EmploymentRefusal> } {
  const known = departments.some(({ id }) => id === event.id);
  if (known === (event.type === 'add')) return { refusal: because(known ? 'DEPT_DUPLICATE' : 'DEPT_UNKNOWN') };
  const parent = 'parent' in event ? event.parent : undefined;
  if (parent !== undefined && !departments.some(({ id }) => id === parent)) return { refusal: because('DEPT_UNKNOWN') };
  const replaced = (make: (old: Department) => Department): { readonly departments: readonly Department[] } => ({
    departments: departments.map((each) => (each.id === event.id ? make(each) : each)),
  });
  const below = parent === undefined ? {} : { parent };
  switch (event.type) {
    case 'add':
      return { departments: [...departments, { id: event.id, name: event.name.trim(), ...below }] };
    case 'rename':
      return replaced((old) => ({ ...old, name: event.name.trim() }));
    case 'relocate':
      return parent !== undefined && lineOf(departments, parent).includes(event.id)
        ? { refusal: because('DEPT_CIRCLE') }
        : replaced(({ id, name }) => ({ id, name, ...below }));
    case 'remove': {
      const empty = event.headcount === 0 && !departments.some((each) => each.parent === event.id);
      return empty
        ? { departments: departments.filter(({ id }) => id !== event.id) }
        : { refusal: because('DEPT_NOT_EMPTY') };
    }
  }
}

function treeProblem(
  departments: readonly Department[],
  id: string,
  {
    rules: {
      department: { nameMax },
    },
  }: DecisionContext,
): Problem<EmploymentRefusal> | undefined {
  const own = departments.find((each) => each.id === id);
  if (own === undefined) return because('DEPT_UNKNOWN');
  if (own.name === '') return because('DEPT_NAME', { path: 'name' });
  const unfit = lineProblem(own.name, nameMax, 'name');
  if (unfit !== undefined) return unfit;
  const key = (name: string): string => name.normalize('NFKC').toLowerCase();
  const twin = departments.some(
    (each) => each.id !== id && each.parent === own.parent && key(each.name) === key(own.name),
  );
  return twin ? because('DEPT_DUPLICATE', { path: 'name' }) : undefined;
}

function depthProblem(
  departments: readonly Department[],
  {
    rules: {
      department: { maxDepth },
    },
  }: DecisionContext,
): Problem<EmploymentRefusal> | undefined {
  const deepest = Math.max(...departments.map((each) => lineOf(departments, each.id).length));
  return deepest > maxDepth ? because('DEPT_DEPTH', { values: { max: maxDepth } }) : undefined;
}

/** A department and everything above it, from the bottom; stops at a circle in damaged data. */
function lineOf(departments: readonly Department[], id: string): readonly string[] {
  const line: string[] = [];
  let current: string | undefined = id;
  while (current !== undefined && !line.includes(current)) {
    line.push(current);
    const at: string = current;
    current = departments.find((each) => each.id === at)?.parent;
  }
  return line;
}

type Counted = Pick<Employee, 'state' | 'department' | 'company'>;

/** People in a department and below it; who has left is not counted. Catalogue: EMP-04, EMP-09. */
export function headcountOf({ company, departments }: Departments, id: string, employees: readonly Counted[]): number {
  return employees.filter(
    (each) =>
      each.company === company &&
      each.state !== 'LEFT' &&
      each.department !== undefined &&
      lineOf(departments, each.department).includes(id),
  ).length;
}

/** A node of the picker's tree. */
export interface DepartmentNode extends Department {
  readonly headcount: number;
  readonly children: readonly DepartmentNode[];
}

/** The tree as pickers show it, and the bucket 未分配 beside it. Catalogue: EMP-04, EMP-10. */
export function departmentTree(
  tree: Departments,
  employees: readonly Counted[],
): { readonly roots: readonly DepartmentNode[]; readonly unassigned: number } {
  const below = (parent: string | undefined, depth: number): readonly DepartmentNode[] =>
    depth > tree.departments.length
      ? []
      : tree.departments
          .filter((each) => each.parent === parent)
          .map((each) => ({
            ...each,
            headcount: headcountOf(tree, each.id, employees),
            children: below(each.id, depth + 1),
          }));
  const here = employees.filter(({ company, state }) => company === tree.company && state !== 'LEFT');
  return { roots: below(undefined, 0), unassigned: here.filter(({ department }) => department === undefined).length };
}
