import { assert } from 'chai';
import {
  decideDepartments,
  departmentTree,
  headcountOf,
  type DepartmentEvent,
  type Departments,
  type EmployeeState,
} from '@cinnabar/core/contract';
import { context, guangzhou, manager, rival, rulesOf, start } from './support.ts';
import { no, ok } from './machine-support.ts';

const empty: Departments = { company: 'co-1', version: 0, departments: [] };
const by = (actor = manager, version?: number) => context(actor, guangzhou, start, version);
const after1 = (tree: Departments, ...events: DepartmentEvent[]) =>
  events.reduce((current, event) => ok(decideDepartments(current, event, by())).next, tree);
const add = (id: string, name: string, parent?: string): DepartmentEvent =>
  parent === undefined ? { type: 'add', id, name } : { type: 'add', id, name, parent };
const tree = () => after1(empty, add('a', '总部'), add('b', '研发', 'a'), add('c', '测试', 'b'), add('d', '销售'));
const refused = (event: DepartmentEvent) => no(decideDepartments(tree(), event, by()));
const person = (department: string | undefined, state: EmployeeState = 'ACTIVE', company = 'co-1') => ({
  company,
  state,
  ...(department === undefined ? {} : { department }),
});
const people = [
  person('a'),
  person('c'),
  person('c', 'LEAVING'),
  person('c', 'LEFT'),
  person('d', 'ACTIVE', 'co-2'),
  person(undefined, 'ACTIVE_UNASSIGNED'),
];

describe('departments', () => {
  it('[EMP-04] have different names side by side', () => {
    assert.equal(refused(add('x', ' 研发 ', 'a')), 'DEPT_DUPLICATE');
    assert.equal(after1(tree(), add('x', '研发', 'd')).departments.length, 5, 'elsewhere the same name is fine');
    assert.equal(refused({ type: 'rename', id: 'd', name: '总部' }), 'DEPT_DUPLICATE');
    assert.equal(after1(tree(), { type: 'rename', id: 'd', name: '销售' }).version, 5, 'its own name');
    assert.equal(refused(add('x', ' ')), 'DEPT_NAME');
    assert.equal(refused(add('x', '部'.repeat(51))), 'MESSAGE_TOO_LONG');
    assert.equal(refused(add('a', '新')), 'DEPT_DUPLICATE');
    assert.equal(refused(add('x', '新', 'nowhere')), 'DEPT_UNKNOWN');
  });

  it('[EMP-04] are at most eight levels deep, and never below themselves', () => {
    const ids = ['1', '2', '3', '4', '5', '6', '7', '8'];
    const deep = after1(empty, ...ids.map((id, index) => add(id, id, ids[index - 1])));
    assert.equal(no(decideDepartments(deep, add('9', '9', '8'), by())), 'DEPT_DEPTH');
    const shallow = { ...by(), rules: rulesOf('guangzhou', { department: { maxDepth: 2 } }) };
    assert.isTrue(
      decideDepartments(deep, { type: 'rename', id: '1', name: '总部' }, shallow).accepted,
      'names do not add levels',
    );
    const beside = after1(deep, add('x', 'x'), add('y', 'y', 'x'));
    assert.equal(
      no(decideDepartments(beside, { type: 'relocate', id: 'x', parent: '7' }, by())),
      'DEPT_DEPTH',
      'with all below it',
    );
    assert.equal(refused({ type: 'relocate', id: 'a', parent: 'c' }), 'DEPT_CIRCLE');
    assert.equal(refused({ type: 'relocate', id: 'a', parent: 'a' }), 'DEPT_CIRCLE');
    const top = after1(tree(), { type: 'relocate', id: 'b' });
    assert.isUndefined(top.departments.find(({ id }) => id === 'b')?.parent);
  });

  it('[EMP-04, EMP-09] count people with those below, without who has left', () => {
    assert.equal(headcountOf(tree(), 'a', people), 3);
    assert.equal(headcountOf(tree(), 'c', people), 2);
    assert.equal(headcountOf(tree(), 'd', people), 0, 'another company’s');
  });

  it('[EMP-04] are deleted when nobody and nothing is in them', () => {
    assert.equal(refused({ type: 'remove', id: 'b', headcount: 0 }), 'DEPT_NOT_EMPTY');
    assert.equal(refused({ type: 'remove', id: 'c', headcount: 2 }), 'DEPT_NOT_EMPTY');
    assert.lengthOf(after1(tree(), { type: 'remove', id: 'c', headcount: 0 }).departments, 3);
    assert.equal(refused({ type: 'remove', id: 'x', headcount: 0 }), 'DEPT_UNKNOWN');
  });

  it('[EMP-10] show as a tree, with those who have none beside it', () => {
    const { roots, unassigned } = departmentTree(tree(), people);
    assert.deepEqual(
      roots.map(({ name, headcount }) => `${name}(${String(headcount)}人)`),
      ['总部(3人)', '销售(0人)'],
    );
    assert.equal(roots[0]?.children[0]?.children[0]?.name, '测试');
    assert.equal(unassigned, 1);
    assert.equal(departmentTree(tree(), [person(undefined, 'ACTIVE', 'co-2')]).unassigned, 0, 'another company’s');
    const damaged = {
      ...empty,
      departments: [
        { id: 'x', name: 'x', parent: 'y' },
        { id: 'y', name: 'y', parent: 'x' },
      ],
    };
    assert.equal(headcountOf(damaged, 'x', [person('x')]), 1, 'a circle in the store is no hang');
  });

  it('[EMP-04] are the company’s own, and of two changes at once one happens', () => {
    assert.equal(no(decideDepartments(tree(), add('x', 'x'), by(rival))), 'NOT_PERMITTED');
    const first = ok(decideDepartments(tree(), add('x', 'x'), by(manager, 4))).next;
    assert.equal(no(decideDepartments(first, add('x', 'x'), by(manager, 4))), 'VERSION_CONFLICT');
  });
});
