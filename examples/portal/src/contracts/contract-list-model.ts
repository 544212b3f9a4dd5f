import { groupLabels, presets } from '@cinnabar/core/contract';
import type { ContractGroup, ContractPage, ContractQuery, PortalClient } from '@cinnabar/client';

export const contractGroups = Object.keys(groupLabels) as readonly ContractGroup[];

export const { pageSize } = presets.guangzhou.list;

/** What of the list is shown; lives in the page's address, so that it survives a reload and the back button. */
export interface ListFilter {
  readonly group: ContractGroup;
  readonly q: string;
  readonly from: string;
  readonly to: string;
  /** From 1. */
  readonly page: number;
}

/** Reads a filter from an address; what makes no sense falls back to its default. */
export function readFilter(query: URLSearchParams, group: ContractGroup = 'all'): ListFilter {
  const asked = query.get('group') as ContractGroup | null;
  const day = (name: string): string =>
    /^\d{4}-\d{2}-\d{2}$/.test(query.get(name) ?? '') ? (query.get(name) ?? '') : '';
  const page = Number(query.get('page'));
  return {
    group: asked && contractGroups.includes(asked) ? asked : group,
    q: query.get('q')?.trim() ?? '',
    from: day('from'),
    to: day('to'),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of a filter, without what is default. */
export function filterHash(filter: ListFilter, group: ContractGroup = 'all'): string {
  const entries = Object.entries(filter).filter(([key, value]) =>
    key === 'page' ? value !== 1 : key === 'group' ? value !== group : value !== '',
  );
  const search = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString();
  return `#/contracts${search ? `?${search}` : ''}`;
}

/** One page of contracts and the size of every group. Loads again on demand; the latest load wins. */
export class ContractListModel {
  state: 'loading' | 'ready' | 'failed' = 'loading';
  page: ContractPage = { contracts: [], total: 0, page: 1, pages: 1 };
  counts: Readonly<Partial<Record<ContractGroup, number>>> = {};
  failure: unknown;

  readonly #client: Pick<PortalClient, 'listContracts'>;
  readonly #changed: () => void;
  #loading: AbortController | undefined;

  constructor(client: Pick<PortalClient, 'listContracts'>, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  get pageCount(): number {
    return this.page.pages;
  }

  async load(filter: ListFilter): Promise<void> {
    this.cancel();
    const loading = (this.#loading = new AbortController());
    this.state = 'loading';
    this.#changed();
    try {
      const search = query(filter);
      const [page, ...totals] = await Promise.all([
        this.#client.listContracts({ ...search, group: filter.group, page: filter.page, pageSize }, loading.signal),
        ...contractGroups.map((group) =>
          this.#client.listContracts({ ...search, group, page: 1, pageSize: 1 }, loading.signal),
        ),
      ]);
      if (loading.signal.aborted) return;
      this.page = page;
      this.counts = Object.fromEntries(contractGroups.map((group, index) => [group, totals[index]?.total ?? 0]));
      this.state = 'ready';
    } catch (error) {
      if (loading.signal.aborted) return;
      this.failure = error;
      this.state = 'failed';
    }
    this.#changed();
  }

  cancel(): void {
    this.#loading?.abort();
  }
}

function query({ q, from, to }: ListFilter): ContractQuery {
  return { ...(q && { q }), ...(from && { from }), ...(to && { to }) };
}
