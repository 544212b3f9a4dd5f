import type { Parts } from '../bytes/index.ts';

/** Keeps immutable documents under the SHA-256 of their content. */
export interface DocumentStore {
  /** Stores durably (it survives a crash once this resolves) and returns the lower-case hex SHA-256. Storing twice is harmless. */
  put(parts: Parts): Promise<string>;
  /** @throws CinnabarError `STORE_NOT_FOUND`, or `STORE_CORRUPT` when the bytes no longer match their digest. */
  get(digest: string): Promise<Uint8Array>;
}
