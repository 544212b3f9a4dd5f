import {
  bytesToHex,
  derSetOf,
  derTag,
  equalBytes,
  readOid,
  readTlv,
  tlvChildren,
  type Part,
  type Parts,
} from '../bytes/index.ts';
import { digest, digestAlgorithmOf, verifySignature, type ReadableDigestAlgorithm } from '../crypto/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { subjectKeyIdentifier, type Certificate } from './certificate.ts';
import { algorithmProblems } from './check-algorithms.ts';
import { isSigningCertificate, namesCertificate } from './ess.ts';
import { oid } from './oids.ts';
import { error, info, warning, type Problem } from './problem.ts';
import type { CmsAttribute, SignedData, SignerInfo } from './signed-data.ts';

/** INTACT: signature and digest check out. BROKEN: something does not. UNKNOWN: this package cannot tell. */
export type Integrity = 'INTACT' | 'BROKEN' | 'UNKNOWN';

export interface SignerCheck {
  readonly integrity: Integrity;
  readonly digestAlgorithm?: ReadableDigestAlgorithm;
  /** The certificate the signer identifier names, when it is inside. Says nothing about trust. */
  readonly certificate?: Certificate;
  readonly problems: readonly Problem[];
}

/**
 * Checks one SignerInfo over `content` (RFC 5652 §5.4–5.6, ETSI EN 319 122-1): attributes, digest, signing
 * certificate, signature over the attributes exactly as received. Never throws on hostile input.
 */
export async function checkSigner(
  signedData: SignedData,
  signer: SignerInfo,
  content: Parts<Part>,
): Promise<SignerCheck> {
  const problems: Problem[] = [];
  try {
    return await new SignerChecker(signedData, signer, content, problems).check();
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    problems.push(error('CMS_MALFORMED', cause.message));
    return { integrity: 'BROKEN', problems };
  }
}

class SignerChecker {
  readonly #signedData: SignedData;
  readonly #signer: SignerInfo;
  readonly #content: Parts<Part>;
  readonly #problems: Problem[];

  constructor(signedData: SignedData, signer: SignerInfo, content: Parts<Part>, problems: Problem[]) {
    this.#signedData = signedData;
    this.#signer = signer;
    this.#content = content;
    this.#problems = problems;
  }

  async check(): Promise<SignerCheck> {
    const signer = this.#signer;
    const digestAlgorithm = digestAlgorithmOf(signer.digestAlgorithm.oid);
    const certificate = findCertificate(this.#signedData.certificates, signer);
    const known = { problems: this.#problems, ...(certificate ? { certificate } : {}) };
    if (!digestAlgorithm) {
      this.#problems.push(
        error('DIGEST_UNSUPPORTED', `The digest algorithm ${signer.digestAlgorithm.oid} is not supported.`),
      );
      return { ...known, integrity: 'UNKNOWN' };
    }
    if (digestAlgorithm === 'SHA-1') {
      this.#problems.push(
        warning('DIGEST_WEAK', 'The signature uses SHA-1, which no longer protects against forgery.'),
      );
    }
    const attributesHold = await this.#attributesHold(digestAlgorithm, certificate);
    if (!certificate) {
      this.#problems.push(
        error('SIGNING_CERTIFICATE_MISSING', 'The certificate of the signer is not in the signature.'),
      );
      return { ...known, digestAlgorithm, integrity: attributesHold ? 'UNKNOWN' : 'BROKEN' };
    }
    const contradictions = algorithmProblems(signer, certificate, digestAlgorithm);
    this.#problems.push(...contradictions);
    const algorithmsHold = contradictions.every(({ severity }) => severity !== 'error');
    const verdict = await this.#verify(certificate, digestAlgorithm);
    if (verdict === 'unsupported') {
      this.#problems.push(
        error(
          'SIGNATURE_ALGORITHM_UNSUPPORTED',
          `The signature algorithm ${signer.signatureAlgorithm.oid} or its key is not supported.`,
        ),
      );
    } else if (verdict === 'invalid') {
      this.#problems.push(
        error('SIGNATURE_INVALID', 'The signature value does not belong to this certificate and content.'),
      );
    }
    const broken = !attributesHold || !algorithmsHold || verdict === 'invalid';
    const integrity = broken ? 'BROKEN' : verdict === 'valid' ? 'INTACT' : 'UNKNOWN';
    return { ...known, digestAlgorithm, integrity };
  }

  async #attributesHold(algorithm: ReadableDigestAlgorithm, certificate: Certificate | undefined): Promise<boolean> {
    const { signedAttributesRaw, signedAttributes } = this.#signer;
    if (!signedAttributesRaw) {
      this.#problems.push(
        warning('NO_SIGNED_ATTRIBUTES', 'The signature has no signed attributes, so it is no AdES signature.'),
      );
      return true;
    }
    const types = signedAttributes.map((attribute) => attribute.oid);
    if (new Set(types).size !== types.length) {
      this.#problems.push(error('ATTRIBUTE_DUPLICATE', 'A signed attribute occurs twice.'));
      return false;
    }
    const contentType = single(signedAttributes, oid.contentType);
    if (!contentType || readOid(contentType) !== this.#signedData.contentType) {
      this.#problems.push(
        error('CONTENT_TYPE_MISMATCH', 'The content-type attribute is missing or does not fit the content.'),
      );
      return false;
    }
    const messageDigest = single(signedAttributes, oid.messageDigest);
    if (messageDigest?.tag !== derTag.octetString) {
      this.#problems.push(error('MESSAGE_DIGEST_MISSING', 'The message-digest attribute is missing or occurs twice.'));
      return false;
    }
    if (!equalBytes(messageDigest.content, await digest(algorithm, this.#content))) {
      this.#problems.push(
        error('DIGEST_MISMATCH', 'The signed content was changed: its digest is not the signed one.'),
      );
      return false;
    }
    return this.#signingCertificateHolds(certificate);
  }

  async #signingCertificateHolds(certificate: Certificate | undefined): Promise<boolean> {
    const attributes = this.#signer.signedAttributes.filter((attribute) => isSigningCertificate(attribute.oid));
    if (attributes.length === 0) {
      this.#problems.push(
        warning(
          'SIGNING_CERTIFICATE_UNBOUND',
          'The signature does not name its certificate, so it is no AdES signature.',
        ),
      );
      return true;
    }
    for (const attribute of attributes) {
      const [value, ...more] = attribute.values;
      const names =
        value && more.length === 0 && certificate && (await namesCertificate(attribute.oid, value, certificate));
      if (names === true || (names === undefined && !certificate)) continue;
      this.#problems.push(
        error(
          'SIGNING_CERTIFICATE_MISMATCH',
          'The signature names another certificate than the one it was checked with.',
        ),
      );
      return false;
    }
    return true;
  }

  async #verify(
    certificate: Certificate,
    digestAlgorithm: ReadableDigestAlgorithm,
  ): Promise<'valid' | 'invalid' | 'unsupported'> {
    const { signedAttributesRaw: raw, signatureAlgorithm: algorithm, signature } = this.#signer;
    const check = (data: Parts<Part>): ReturnType<typeof verifySignature> =>
      verifySignature({ algorithm, digestAlgorithm, spki: certificate.spki, signature, data });
    if (!raw) return check(this.#content);
    // The implicit [0] stands for the SET OF that was signed (RFC 5652 §5.4).
    const received = await check([Uint8Array.of(derTag.set), raw.subarray(1)]);
    if (received !== 'invalid') return received;
    const attributes = tlvChildren(readTlv(raw)).map((item) => item.bytes);
    const inDer = derSetOf(attributes);
    if (equalBytes(inDer.subarray(1), raw.subarray(1))) return 'invalid';
    const verdict = await check([inDer]);
    if (verdict === 'valid') {
      this.#problems.push(
        info(
          'ATTRIBUTES_NOT_DER',
          'The signed attributes are not in DER order; the signature covers their ordered form.',
        ),
      );
    }
    return verdict;
  }
}

/** The certificate that the signer identifier names, when it is among `certificates`. */
export function findCertificate(
  certificates: readonly Certificate[],
  { identifier }: SignerInfo,
): Certificate | undefined {
  return certificates.find((certificate) => {
    if ('issuer' in identifier) {
      return (
        bytesToHex(certificate.serialNumber) === bytesToHex(identifier.serialNumber) &&
        equalBytes(certificate.issuer, identifier.issuer)
      );
    }
    const keyIdentifier = subjectKeyIdentifier(certificate);
    return keyIdentifier !== undefined && equalBytes(keyIdentifier, identifier.subjectKeyIdentifier);
  });
}

/** The only value of the only attribute of this type. */
function single(attributes: readonly CmsAttribute[], type: string): CmsAttribute['values'][number] | undefined {
  const [attribute, ...more] = attributes.filter((candidate) => candidate.oid === type);
  const [value, ...others] = attribute?.values ?? [];
  return more.length === 0 && others.length === 0 ? value : undefined;
}
