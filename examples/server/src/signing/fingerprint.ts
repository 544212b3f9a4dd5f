import { sha256 } from '../secrets.ts';

/** Hex SHA-256 over `fileId:digest` lines sorted by file: one number for everything a challenge vouches for. */
export function fingerprintOf(files: readonly { readonly fileId: string; readonly digest: string }[]): string {
  const lines = files.map(({ fileId, digest }) => `${fileId}:${digest}\n`).sort();
  return sha256(lines.join(''));
}

/** Its first eight digits in two groups, written as the signing page writes them: people compare the two by eye. */
export function shortFingerprint(fingerprint: string): string {
  return fingerprint.slice(0, 8).toUpperCase().replace(/^.{4}/, '$& ');
}
