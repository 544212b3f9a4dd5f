import { contractApi, type ContractApi } from './contract-api.ts';
import { HttpApi, segment, type HttpOptions } from './http.ts';
import type { ContractView, NewContract, SessionToken } from './types.ts';

export interface HostClientOptions extends HttpOptions {
  /** Kept on a server, never in a page. */
  readonly apiKey: string;
}

/** For the back end of a company that embeds the components. */
export interface HostClient extends ContractApi {
  createContract(contract: NewContract, signal?: AbortSignal): Promise<ContractView>;
  /** A token for one signer's signing room, valid for 15 minutes. */
  createSession(contractId: string, signerId: string, signal?: AbortSignal): Promise<SessionToken>;
}

export function createHostClient(options: HostClientOptions): HostClient {
  const api = new HttpApi('/api/v1', options, async () => ({ Authorization: `Bearer ${options.apiKey}` }));
  return {
    ...contractApi(api),
    createContract: (contract, signal) =>
      api.json<ContractView>('/contracts', { method: 'POST', json: contract, signal }),
    createSession: (contractId, signerId, signal) =>
      api.json<SessionToken>(`/contracts/${segment(contractId)}/sessions`, {
        method: 'POST',
        json: { signerId },
        signal,
      }),
  };
}
