import { contractApi, type ContractApi } from './contract-api.ts';
import { HttpApi, segment, type HttpOptions } from './http.ts';
import type {
  Account,
  ContractView,
  LoginCode,
  NewPortalContract,
  SampleFile,
  SessionToken,
  UploadedFile,
  WorkerEntry,
} from './types.ts';

export interface PortalClient extends ContractApi {
  /** Sends a login code by SMS. The answer is the same whether or not the number has an account. */
  requestLoginCode(phone: string, portal: Account['kind'], signal?: AbortSignal): Promise<LoginCode>;
  /** @throws CinnabarError `OTP_WRONG`, `OTP_EXPIRED`, `OTP_EXHAUSTED`. */
  login(phone: string, code: string, portal: Account['kind'], signal?: AbortSignal): Promise<Account>;
  logout(signal?: AbortSignal): Promise<void>;
  /** @throws CinnabarError `SESSION_INVALID` when nobody is logged in. */
  me(signal?: AbortSignal): Promise<Account>;
  listWorkers(signal?: AbortSignal): Promise<readonly WorkerEntry[]>;
  listSampleFiles(signal?: AbortSignal): Promise<readonly SampleFile[]>;
  /** Copies a sample into the caller's files. */
  useSampleFile(sampleId: string, signal?: AbortSignal): Promise<UploadedFile>;
  /** Bytes of one of the caller's uploads that no contract uses yet, e.g. to show where controls will stand. */
  loadUpload(fileId: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  createContract(contract: NewPortalContract, signal?: AbortSignal): Promise<ContractView>;
  /** A signing-session token for the caller's own signer. */
  createSession(contractId: string, signal?: AbortSignal): Promise<SessionToken>;
}

/** For the reference portals: the session is an HttpOnly cookie, the header says the request is the page's own. */
export function createPortalClient(options: HttpOptions): PortalClient {
  const api = new HttpApi('/api/v1/portal', options, async () => ({ 'X-Cinnabar': '1' }));
  const post = <T>(path: string, json: unknown, signal?: AbortSignal): Promise<T> =>
    api.json<T>(path, { method: 'POST', json, signal });
  return {
    ...contractApi(api),
    requestLoginCode: (phone, portal, signal) => post('/login/code', { phone, portal }, signal),
    login: async (phone, code, portal, signal) =>
      (await post<{ account: Account }>('/login', { phone, code, portal }, signal)).account,
    logout: (signal) => post<void>('/logout', {}, signal),
    me: async (signal) => (await api.json<{ account: Account }>('/me', { signal })).account,
    listWorkers: async (signal) => (await api.json<{ workers: WorkerEntry[] }>('/workers', { signal })).workers,
    listSampleFiles: async (signal) => (await api.json<{ files: SampleFile[] }>('/sample-files', { signal })).files,
    useSampleFile: (sampleId, signal) => post(`/sample-files/${segment(sampleId)}`, {}, signal),
    loadUpload: (fileId, signal) => api.bytes(`/files/${segment(fileId)}/content`, { signal }),
    createContract: (contract, signal) => post('/contracts', contract, signal),
    createSession: (contractId, signal) => post(`/contracts/${segment(contractId)}/session`, {}, signal),
  };
}
