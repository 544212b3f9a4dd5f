/** Typed HTTP clients of the reference server: for signing rooms, host back ends and the reference portals. */
export type { Fetch, HttpOptions } from './http.ts';
export type { ContractApi } from './contract-api.ts';
export { createSigningClient, type SigningClientOptions } from './signing-client.ts';
export { createHostClient, type HostClient, type HostClientOptions } from './host-client.ts';
export { createPortalClient, type PortalClient } from './portal-client.ts';
export type * from './types.ts';
