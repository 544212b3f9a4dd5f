import { derTag, equalBytes, expectTlv, tlvChildren } from '../bytes/index.ts';
import {
  algorithmsAgree,
  isUsualLabel,
  readAlgorithmIdentifier,
  readPublicKey,
  type AlgorithmIdentifier,
  type ReadableDigestAlgorithm,
} from '../crypto/index.ts';
import type { Certificate } from './certificate.ts';
import { oid } from './oids.ts';
import { error, info, warning, type Problem } from './problem.ts';
import type { SignerInfo } from './signed-data.ts';

/** RSA keys below are read but no longer trusted to resist (ETSI TS 119 312). */
const minModulusBits = 2048;

/**
 * Whether the algorithms a signer names fit each other, its key and what was signed about them. An error means that
 * they contradict each other, whatever the signature value is.
 * @throws CinnabarError `ASN1_MALFORMED`
 */
export function algorithmProblems(
  signer: SignerInfo,
  { spki }: Certificate,
  digestAlgorithm: ReadableDigestAlgorithm,
): Problem[] {
  const problems: Problem[] = [];
  const { signatureAlgorithm } = signer;
  const key = readPublicKey(spki);
  if (!algorithmsAgree({ algorithm: signatureAlgorithm, digestAlgorithm, spki })) {
    problems.push(
      error('ALGORITHM_MISMATCH', 'The algorithms of the signature, its digest and its key contradict each other.'),
    );
  } else if (!isUsualLabel(signatureAlgorithm, spki)) {
    problems.push(info('ALGORITHM_LABEL_UNUSUAL', 'The SM2 signature or its key carries an older label.'));
  }
  if (typeof key !== 'string' && (key.modulusBits ?? minModulusBits) < minModulusBits) {
    problems.push(warning('KEY_WEAK', `An RSA key of ${key.modulusBits} bits no longer protects against forgery.`));
  }
  if (!isProtectionKept(signer)) {
    problems.push(
      error('ALGORITHM_PROTECTION_MISMATCH', 'The algorithms named are not those that were signed with the content.'),
    );
  }
  return problems;
}

/** CMSAlgorithmProtection (RFC 6211), when present, repeats the algorithms of the signer under its signature. */
function isProtectionKept({ signedAttributes, digestAlgorithm, signatureAlgorithm }: SignerInfo): boolean {
  const attribute = signedAttributes.find((candidate) => candidate.oid === oid.algorithmProtection);
  if (!attribute) return true;
  const [value, ...more] = attribute.values;
  if (!value || more.length > 0) return false;
  const [stated, signature, ...rest] = tlvChildren(expectTlv(value, derTag.sequence, 'the algorithm protection'));
  if (!stated || signature?.tag !== 0xa1 || rest.length > 0) return false;
  return (
    isSame(readAlgorithmIdentifier(stated), digestAlgorithm) &&
    isSame(readAlgorithmIdentifier(signature), signatureAlgorithm)
  );
}

/** Absent parameters and NULL say the same. */
function isSame(one: AlgorithmIdentifier, other: AlgorithmIdentifier): boolean {
  const parameters = ({ parameters }: AlgorithmIdentifier): Uint8Array =>
    parameters === undefined || parameters.tag === derTag.null ? new Uint8Array() : parameters.bytes;
  return one.oid === other.oid && equalBytes(parameters(one), parameters(other));
}
