import type { VerificationReport } from '@cinnabar/core/verify';
import { segment, type HttpApi } from './http.ts';
import type {
  ContractPage,
  ContractQuery,
  ContractView,
  EvidenceLog,
  PlacedFile,
  TemplateSummary,
  UploadedFile,
} from './types.ts';

/** What host back ends and portals can both do, each under its own authority. */
export interface ContractApi {
  /**
   * Stores a PDF of at most 10 MB.
   * @throws CinnabarError `FILE_NOT_PDF`, `FILE_DAMAGED`, `FILE_ENCRYPTED`, `FILE_ACTIVE_CONTENT`,
   * `FILE_ALREADY_SIGNED`, `FILE_TOO_LARGE`.
   */
  uploadFile(name: string, bytes: Uint8Array<ArrayBuffer>, signal?: AbortSignal): Promise<UploadedFile>;
  listTemplates(signal?: AbortSignal): Promise<readonly TemplateSummary[]>;
  /** Finds a template's controls in uploaded files. */
  placeTemplate(templateId: string, fileIds: readonly string[], signal?: AbortSignal): Promise<readonly PlacedFile[]>;
  listContracts(query?: ContractQuery, signal?: AbortSignal): Promise<ContractPage>;
  getContract(contractId: string, signal?: AbortSignal): Promise<ContractView>;
  /** Exact bytes of the latest revision of a file. */
  loadFile(contractId: string, fileId: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  getEvidence(contractId: string, signal?: AbortSignal): Promise<EvidenceLog>;
  /**
   * What proves a completed contract, as a ZIP that `cinnabar evidence verify` checks without the server.
   * @throws CinnabarError `CONTRACT_STATE` before it is completed.
   */
  loadEvidencePackage(contractId: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  /** The server's own verification of the latest revision, its sandbox authority trusted. */
  verifyFile(contractId: string, fileId: string, signal?: AbortSignal): Promise<VerificationReport>;
}

export function contractApi(api: HttpApi): ContractApi {
  const contract = (contractId: string): string => `/contracts/${segment(contractId)}`;
  return {
    uploadFile: (name, bytes, signal) =>
      api.json<UploadedFile>('/files', {
        method: 'POST',
        body: bytes,
        headers: { 'Content-Type': 'application/pdf', 'X-File-Name': encodeURIComponent(name) },
        signal,
      }),
    listTemplates: async (signal) =>
      (await api.json<{ templates: TemplateSummary[] }>('/templates', { signal })).templates,
    placeTemplate: async (templateId, fileIds, signal) => {
      const path = `/templates/${segment(templateId)}/placement`;
      return (await api.json<{ files: PlacedFile[] }>(path, { method: 'POST', json: { fileIds }, signal })).files;
    },
    listContracts: (query = {}, signal) => {
      const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
      return api.json<ContractPage>(`/contracts?${search.toString()}`, { signal });
    },
    getContract: (contractId, signal) => api.json<ContractView>(contract(contractId), { signal }),
    loadFile: (contractId, fileId, signal) =>
      api.bytes(`${contract(contractId)}/files/${segment(fileId)}/content`, { signal }),
    getEvidence: (contractId, signal) => api.json<EvidenceLog>(`${contract(contractId)}/evidence`, { signal }),
    loadEvidencePackage: (contractId, signal) => api.bytes(`${contract(contractId)}/evidence/package`, { signal }),
    verifyFile: (contractId, fileId, signal) =>
      api.json<VerificationReport>(`${contract(contractId)}/files/${segment(fileId)}/verification`, { signal }),
  };
}
