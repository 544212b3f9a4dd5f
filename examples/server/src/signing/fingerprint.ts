import { sha256 } from '../secrets.ts';

/** Hex SHA-256 over `fileId:digest` lines sorted by file: one number for everything a challenge vouches for. */
export function fingerprintOf(files: readonly { readonly fileId: string; readonly digest: string }[]): string {
  const lines = files.map(({ fileId, digest }) => `${fileId}:${digest}\n`).sort();
  return sha256(lines.join(''));
}
