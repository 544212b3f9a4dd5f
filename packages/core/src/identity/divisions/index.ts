/**
 * Provinces, cities and counties of China with their codes (GB/T 2260), for pickers and for reading codes. The data is
 * large (27 KB with Brotli): import this door when a picker opens, `await import('@cinnabar/core/identity/divisions')`.
 *
 * The tree is the one people know: the levels that exist for the numbering only (`110100` 北京市 within 北京市, `419000`
 * 省直辖县) are left out, so that districts of a municipality and counties governed by their province stand directly below
 * it. Store code and text: names change. Catalogue: GD-05.
 */
export { parseAddress } from './address.ts';
export { children, division, fullName, path, provinces, type Division, type DivisionLevel } from './tree.ts';
