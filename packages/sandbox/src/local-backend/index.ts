/** A whole contract in one page: the elements' backend without a server. For stories, demonstrations and tests. */
export { LocalContract } from './local-contract.ts';
export type { LocalContractOptions, LocalFile, LocalParty } from './options.ts';
