import { equalBytes } from '@cinnabar/core/bytes';
import type { Certificate } from '@cinnabar/core/cms';

/** `own`, its issuer, and so on, by names; checking signatures is the verifier's business. */
export function pathFrom(own: Certificate, all: readonly Certificate[]): Certificate[] {
  const path = [own];
  for (let last = own; ;) {
    const issuer = all.find(
      (candidate) =>
        equalBytes(candidate.subject, last.issuer) && !path.some(({ der }) => equalBytes(der, candidate.der)),
    );
    if (!issuer) return path;
    path.push(issuer);
    last = issuer;
  }
}
