import { bytesToHex } from '../bytes/index.ts';
import { checkSigner, oid, readSignedData, signerDigest, type Certificate } from '../cms/index.ts';
import { digest } from '../crypto/index.ts';
import { isCinnabarError } from '../error/index.ts';
import type { SignerSubject, SigningProvider } from '../provider/index.ts';

/**
 * A detached CMS over `content` (CAdES, ETSI EN 319 122-1), as `openssl cms -verify -binary -content` checks it: for the
 * manifest of an evidence package, or a batch of an exchange.
 * @throws CinnabarError `SIGNING_*`
 */
export async function signDetached(
  content: Uint8Array,
  provider: SigningProvider,
  subject: SignerSubject,
): Promise<Uint8Array> {
  const digestAlgorithm = signerDigest(provider);
  const value = await digest(digestAlgorithm, [content]);
  const idempotencyKey = `detached-${subject.reference}-${bytesToHex(value)}`;
  return (await provider.sign({ subject, digestAlgorithm, digest: value, idempotencyKey })).cms;
}

/** What was found out about a detached signature, before anybody is trusted. */
export interface DetachedCheck {
  /** Code of the first reason why it does not hold; undefined when it does. */
  readonly fault?: string;
  readonly certificate?: Certificate;
  readonly certificates: readonly Certificate[];
}

/** Checks a detached CMS over `content`: one signer, no content of its own, signed attributes, his certificate inside. Never throws on hostile input. */
export async function checkDetached(cms: Uint8Array, content: Uint8Array): Promise<DetachedCheck> {
  try {
    const signedData = readSignedData(cms);
    const { certificates, signers } = signedData;
    const [signer, ...others] = signers;
    if (signedData.length !== cms.length) return { fault: 'CMS_MALFORMED', certificates };
    if (!signer || others.length > 0) return { fault: 'SIGNER_COUNT', certificates };
    if (signedData.content !== undefined || signedData.contentType !== oid.data) {
      return { fault: 'CONTENT_ENCAPSULATED', certificates };
    }
    const { integrity, certificate, problems } = await checkSigner(signedData, signer, [content]);
    // A signature that does not name its certificate, or signs without attributes, is none of ours.
    const worst = problems.find(({ severity }) => severity === 'error') ?? problems[0];
    const known = { certificates, ...(certificate ? { certificate } : {}) };
    return integrity === 'INTACT' && !worst ? known : { ...known, fault: worst?.code ?? integrity };
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    return { fault: cause.code, certificates: [] };
  }
}
