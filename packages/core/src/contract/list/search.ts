import { parsed, unparsed, type Parsed } from '../../language/index.ts';
import { addDays, isDay, millisOf, startOfDay } from '../calendar/index.ts';
import type { Contract } from '../signing/index.ts';
import { groupsOf, type ContractGroup, type Viewer } from './groups.ts';
import { because, type ListProblem } from './texts.ts';

/** A contract with the names its row shows. */
export interface ContractRow {
  readonly contract: Contract;
  /** 发起人: the company. */
  readonly initiatorName: string;
  /** 参与人. */
  readonly participantNames: readonly string[];
}

/** The filters above the list; what is absent or empty does not filter. */
export interface ContractFilter {
  readonly group?: ContractGroup;
  /** 发起时间: days in Shanghai (`YYYY-MM-DD`), both included. */
  readonly from?: string;
  readonly until?: string;
  /** 搜索合同主题、发起人、参与人. */
  readonly text?: string;
}

/** A span of instants in milliseconds since 1970: from `start`, up to but not including `end`; open ends are infinite. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The rows the viewer may see and the filter lets through, newest first. Names of participants are searched only for those
 * who may read them in clear; everybody else finds by subject and initiator.
 *
 * Catalogue: LST-02, LST-03, LST-06, GEN-06.
 */
export function searchContracts(
  rows: readonly ContractRow[],
  filter: ContractFilter,
  view: { readonly viewer: Viewer; readonly now: string; readonly readsNames: boolean },
): Parsed<readonly ContractRow[], ListProblem> {
  const span = spanOf(filter);
  if (!span.ok) return span;
  const { start, end } = span.value;
  const wanted = searchText(filter.text ?? '');
  const found = rows
    .filter(
      (row) =>
        groupsOf(row.contract, view.viewer, view.now).includes(filter.group ?? 'all') &&
        mentions(row, wanted, view.readsNames),
    )
    .map((row) => ({ row, at: millisOf(listedAt(row.contract)) }))
    .filter(({ at }) => at >= start && at < end)
    .sort((a, b) => b.at - a.at || byId(a.row, b.row));
  return parsed(found.map(({ row }) => row));
}

/** When it was initiated; a draft when it was made. */
function listedAt({ initiatedAt, createdAt }: Contract): string {
  return initiatedAt ?? createdAt;
}

/** So that rows of one instant keep their order from page to page. */
function byId(a: ContractRow, b: ContractRow): number {
  return a.contract.id < b.contract.id ? -1 : 1;
}

function mentions({ contract, initiatorName, participantNames }: ContractRow, wanted: string, names: boolean): boolean {
  if (wanted === '') return true;
  const searched = [contract.name, initiatorName, ...(names ? participantNames : [])];
  return searched.some((each) => searchText(each).includes(wanted));
}

/** A text as searches compare it: full-width letters as narrow ones (NFKC), large ones as small. */
export function searchText(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** The instants of a filter's days. Catalogue: LST-02. */
export function spanOf({ from, until }: Pick<ContractFilter, 'from' | 'until'>): Parsed<Span, ListProblem> {
  const given = { from: from === '' ? undefined : from, until: until === '' ? undefined : until };
  for (const key of ['from', 'until'] as const) {
    const day = given[key];
    if (day !== undefined && !isDay(day)) return unparsed(because('RANGE_DATE', { path: key }));
  }
  const { from: first, until: last } = given;
  if (first !== undefined && last !== undefined && last < first)
    return unparsed(because('RANGE_ORDER', { path: 'until' }));
  return parsed({
    start: first === undefined ? -Infinity : millisOf(startOfDay(first)),
    end: last === undefined ? Infinity : millisOf(startOfDay(addDays(last, 1))),
  });
}
