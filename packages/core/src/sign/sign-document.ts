import { base64ToBytes, type Part, type Parts, type SliceOf } from '../bytes/index.ts';
import { oid, readSignedData } from '../cms/index.ts';
import type { FontSet } from '../font/index.ts';
import type { SignerSubject, SigningProvider } from '../provider/index.ts';
import { checkSigned, type SignedExpectations } from './check-signed.ts';
import { embedSignature } from './embed-signature.ts';
import { prepareSignature, type SignatureRequest } from './prepare-signature.ts';

/** Who signs, and by whom the result must be trusted. */
export interface DocumentSigner {
  readonly provider: SigningProvider;
  readonly subject: SignerSubject;
  /** See `SigningRequest`; the digest of what is signed when absent. */
  readonly idempotencyKey?: string;
  /** What the result must be; when absent as far as the provider's CMS goes. */
  readonly level?: SignedExpectations['level'];
  /** DER certificates the signer must lead to. When absent trust is not examined, everything else is. */
  readonly trust?: readonly Uint8Array[];
  /** The moment of the check; now when absent. */
  readonly at?: Date;
}

/**
 * Prepares, has signed, embeds and checks, in one go: for a provider that answers at once. What the provider says of itself
 * (room, key, certificates, time-stamps) need not be repeated in `request`.
 * @throws CinnabarError as `prepareSignature`, `embedSignature` and `checkSigned`, and `SIGNING_*` from the provider
 */
export async function signDocument<P extends Part>(
  file: P,
  request: Omit<SignatureRequest, 'reserve'> & { readonly reserve?: number },
  { provider, subject, idempotencyKey, ...expectations }: DocumentSigner,
  fonts?: FontSet,
): Promise<Parts<SliceOf<P> | Uint8Array>> {
  const { maxCmsSize: reserve, keyAlgorithm, certificates, timestamped } = provider;
  const known = {
    ...(keyAlgorithm ? { keyAlgorithm } : {}),
    ...(certificates ? { certificates } : {}),
    ...(timestamped === undefined ? {} : { timestamped }),
    // Whoever expects a level wants PAdES, whatever the field would rather have.
    ...(expectations.level === 'B-B' || expectations.level === 'B-T'
      ? { subFilter: 'ETSI.CAdES.detached' as const }
      : {}),
  };
  const { parts, prepared, subFilter } = await prepareSignature(file, { reserve, ...known, ...request }, fonts);
  const { cms } = await provider.sign({
    subject,
    digestAlgorithm: prepared.digestAlgorithm,
    digest: base64ToBytes(prepared.digest),
    idempotencyKey: idempotencyKey ?? prepared.digest,
  });
  const signed = await embedSignature(parts, prepared, cms);
  const level = subFilter === 'adbe.pkcs7.detached' ? 'NONE' : levelOf(cms);
  const { fieldName, password } = request;
  await checkSigned(signed, { level, ...expectations, fieldName, original: file, password });
  return signed;
}

function levelOf(cms: Uint8Array): 'B-B' | 'B-T' {
  const attributes = readSignedData(cms).signers.flatMap(({ unsignedAttributes }) => unsignedAttributes);
  return attributes.some((attribute) => attribute.oid === oid.signatureTimestamp) ? 'B-T' : 'B-B';
}
