import { base64ToBytes } from '../../bytes/index.ts';
import { readCertificate } from '../../cms/index.ts';
import { readPublicKey, type KeyAlgorithm } from '../../crypto/index.ts';
import { CinnabarError } from '../../error/index.ts';
import type { CscAnswer, CscClient } from './client.ts';

/** A key at the service, as far as signing with it goes (CSC API v2 §11.5). */
export interface CscCredential {
  readonly id: string;
  /** DER, the key's own certificate first. */
  readonly certificates: readonly Uint8Array[];
  readonly algorithm: KeyAlgorithm;
  /** OIDs that `signAlgo` may be. */
  readonly algorithms: readonly string[];
  /** How a signature is authorised: by the service itself, by what the user knows or has, or by OAuth 2.0. */
  readonly mode: 'implicit' | 'explicit' | 'oauth2code';
  /** Identifiers of what the user is asked for, e.g. `PIN`, `OTP`. */
  readonly authObjects: readonly string[];
}

const pss = '1.2.840.113549.1.1.10';
const rsa = /^1\.2\.840\.113549\.1\.1\.(1|11|12|13)$/;

/**
 * All identifiers of credentials the token gives access to.
 * @throws CinnabarError as `CscClient.call`
 */
export async function cscCredentials(client: CscClient): Promise<readonly string[]> {
  const ids: string[] = [];
  let pageToken: string | undefined;
  do {
    const request = { onlyValid: true, ...(pageToken === undefined ? {} : { pageToken }) };
    const page = await client.call('credentials/list', request, { safe: true });
    const found = strings(page['credentialIDs']);
    if (!found || ids.length + found.length > 1000) throw malformed('a list of credentials');
    ids.push(...found);
    const next = page['nextPageToken'];
    pageToken = typeof next === 'string' && next !== '' && found.length > 0 ? next : undefined;
  } while (pageToken !== undefined);
  return ids;
}

/**
 * @throws CinnabarError `CSC_KEY_DISABLED`, `CSC_CERTIFICATE_STATUS`, `CSC_KEY_UNSUPPORTED`, `CSC_ANSWER_MALFORMED`, and as
 *   `CscClient.call`
 */
export async function cscCredential(
  client: CscClient,
  credentialID: string,
  padding?: 'PKCS1-v1_5' | 'PSS',
): Promise<CscCredential> {
  const request = { credentialID, certificates: 'chain', certInfo: true, authInfo: true };
  const answer = await client.call('credentials/info', request, { safe: true });
  const [key, cert, auth] = [object(answer['key']), object(answer['cert']), object(answer['auth'])];
  if (key['status'] !== 'enabled') {
    throw new CinnabarError('CSC_KEY_DISABLED', 'The key at the signing service is disabled; ask whoever runs it.');
  }
  if (cert['status'] !== undefined && cert['status'] !== 'valid') {
    const { status } = cert;
    const sentence = 'The signing service says that the certificate is not valid; renew it.';
    throw new CinnabarError('CSC_CERTIFICATE_STATUS', sentence, {
      details: { status: typeof status === 'string' && /^[a-z]{1,20}$/.test(status) ? status : 'unknown' },
    });
  }
  const algorithms = strings(key['algo']);
  const chain = strings(cert['certificates']);
  const mode = auth['mode'];
  if (!algorithms?.length || !chain?.length) throw malformed('a credential');
  if (mode !== 'implicit' && mode !== 'explicit' && mode !== 'oauth2code') throw malformed('a credential');
  const certificates = chain.map(certificateFrom);
  const authObjects = Array.isArray(auth['objects']) ? auth['objects'].map((entry) => object(entry)['id']) : [];
  return {
    id: credentialID,
    certificates,
    algorithm: algorithmOf(certificates[0] as Uint8Array, algorithms, padding),
    algorithms,
    mode,
    authObjects: authObjects.filter((id) => typeof id === 'string'),
  };
}

function algorithmOf(
  certificate: Uint8Array,
  algorithms: readonly string[],
  padding: 'PKCS1-v1_5' | 'PSS' | undefined,
): KeyAlgorithm {
  const key = readPublicKey(readCertificate(certificate).spki);
  if (typeof key === 'string' || key.algorithm === 'Ed25519') {
    throw new CinnabarError(
      'CSC_KEY_UNSUPPORTED',
      'The key at the signing service is of a kind that is not supported.',
    );
  }
  if (key.algorithm !== 'RSA') return key.algorithm;
  const wanted = padding ?? (algorithms.some((oid) => rsa.test(oid)) ? 'PKCS1-v1_5' : 'PSS');
  if (wanted === 'PSS' ? algorithms.includes(pss) : algorithms.some((oid) => rsa.test(oid))) {
    return wanted === 'PSS' ? 'RSA-PSS' : 'RSA';
  }
  throw new CinnabarError(
    'CSC_KEY_UNSUPPORTED',
    'The signing service does not sign with this padding; choose the other.',
  );
}

function certificateFrom(base64: string): Uint8Array {
  try {
    const der = base64ToBytes(base64.replace(/\s/g, ''));
    readCertificate(der);
    return der;
  } catch (cause) {
    throw malformed('a certificate', cause);
  }
}

function object(value: unknown): CscAnswer {
  return typeof value === 'object' && value !== null ? (value as CscAnswer) : {};
}

export function strings(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value : undefined;
}

export function malformed(what: string, cause?: unknown): CinnabarError {
  return new CinnabarError('CSC_ANSWER_MALFORMED', `The signing service answered with something else than ${what}.`, {
    cause,
  });
}
