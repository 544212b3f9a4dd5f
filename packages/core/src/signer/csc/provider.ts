import { base64ToBytes, bytesToBase64, readTlv } from '../../bytes/index.ts';
import { readCertificate } from '../../cms/index.ts';
import {
  digestOid,
  digestSignerKey,
  readAlgorithmIdentifier,
  type DigestAlgorithm,
  type KeyHandle,
} from '../../crypto/index.ts';
import { CinnabarError } from '../../error/index.ts';
import { KeySigningProvider, type KeySigningOptions } from '../key-signing-provider.ts';
import { CscClient, type CscClientOptions } from './client.ts';
import { cscCredential, cscCredentials, malformed, strings, type CscCredential } from './credential.ts';

/** What the service wants to be shown before the key signs. */
export interface CscAuthorizationAsk {
  readonly credential: CscCredential;
  /** Base64 of the digests that will be signed, and the OID of how they were made: the authorisation is for these only. */
  readonly hashes: readonly string[];
  readonly hashAlgorithmOID: string;
  /** For methods beyond this provider's, such as `credentials/getChallenge`. */
  readonly client: CscClient;
}

/**
 * What the user shows: values by the identifier of what is asked for (`PIN`, `OTP`), or an access token of scope
 * `credential` that OAuth 2.0 gave for these very hashes.
 */
export type CscAuthorization =
  { readonly authData: readonly { readonly id: string; readonly value: string }[] } | { readonly accessToken: string };

export interface CscSigningOptions extends CscClientOptions, KeySigningOptions {
  /** Which key to sign with; may be left out when the token gives access to exactly one. */
  readonly credentialID?: string;
  /** Called for every signature; not needed where the service authorises by itself (mode `implicit`). */
  readonly authorize?: (ask: CscAuthorizationAsk) => Promise<CscAuthorization>;
  /** For RSA keys; PKCS #1 v1.5 when absent and the service offers it. */
  readonly padding?: 'PKCS1-v1_5' | 'PSS';
}

/**
 * A key at a remote signing service (Cloud Signature Consortium, API v2). Only digests leave: the service is told nothing of
 * the document. Authorising and signing are never repeated by themselves, because each may cost or show something to a
 * person; every signature is checked against the certificate before it is used.
 * @throws CinnabarError `CSC_CREDENTIAL_CHOICE`, as `cscCredential` and `requireSignerCertificate`. `sign` throws as
 *   `KeySigningProvider`, `CSC_AUTHORIZATION_NEEDED`, `CSC_ALGORITHM_UNSUPPORTED`, `CRYPTO_SIGNATURE_INVALID`, and as
 *   `CscClient.call`
 */
export async function cscSigningProvider(options: CscSigningOptions): Promise<KeySigningProvider> {
  const client = new CscClient(options);
  const credential = await cscCredential(
    client,
    options.credentialID ?? (await onlyCredential(client)),
    options.padding,
  );
  const { spki } = readCertificate(credential.certificates[0] as Uint8Array);
  const key: KeyHandle = digestSignerKey({
    algorithm: credential.algorithm,
    spki,
    signDigest: (algorithm, digest) => signRemotely({ client, credential, key, options }, algorithm, digest),
  });
  return new KeySigningProvider({ key, certificates: credential.certificates }, options);
}

async function onlyCredential(client: CscClient): Promise<string> {
  const [only, ...others] = await cscCredentials(client);
  if (only !== undefined && others.length === 0) return only;
  const sentence = only === undefined ? 'The token gives access to no key.' : 'Say which of the keys is to sign.';
  throw new CinnabarError('CSC_CREDENTIAL_CHOICE', sentence, {
    details: { credentials: others.length + (only ? 1 : 0) },
  });
}

interface RemoteKey {
  readonly client: CscClient;
  readonly credential: CscCredential;
  readonly key: KeyHandle;
  readonly options: CscSigningOptions;
}

async function signRemotely(remote: RemoteKey, algorithm: DigestAlgorithm, digest: Uint8Array): Promise<Uint8Array> {
  const { client, credential } = remote;
  const credentialID = credential.id;
  const hashed = { hashes: [bytesToBase64(digest)], hashAlgorithmOID: digestOid(algorithm) };
  const signed = { credentialID, ...hashed, ...signAlgorithm(remote, algorithm) };
  const shown = await authorizationFor(remote, hashed);
  let answer;
  if ('accessToken' in shown) {
    answer = await client.call('signatures/signHash', signed, { token: shown.accessToken });
  } else {
    const authData = shown.authData.length > 0 ? { authData: shown.authData } : {};
    const granted = await client.call('credentials/authorize', {
      credentialID,
      numSignatures: 1,
      ...hashed,
      ...authData,
    });
    if (typeof granted['SAD'] !== 'string') throw malformed('an authorisation');
    answer = await client.call('signatures/signHash', { ...signed, SAD: granted['SAD'] });
  }
  const [signature, ...others] = strings(answer['signatures']) ?? [];
  if (signature === undefined || others.length > 0) throw malformed('one signature');
  try {
    return base64ToBytes(signature.replace(/\s/g, ''));
  } catch (cause) {
    throw malformed('one signature', cause);
  }
}

async function authorizationFor(
  { client, credential, options: { authorize } }: RemoteKey,
  hashed: Pick<CscAuthorizationAsk, 'hashes' | 'hashAlgorithmOID'>,
): Promise<CscAuthorization> {
  if (authorize) return authorize({ credential, client, ...hashed });
  if (credential.mode === 'implicit') return { authData: [] };
  throw new CinnabarError('CSC_AUTHORIZATION_NEEDED', 'The key wants to be authorised: pass `authorize`.', {
    details: { mode: credential.mode, authObjects: credential.authObjects },
  });
}

/** `signAlgo` and its parameters: the scheme's own OID where the service knows it, else that of the key. */
function signAlgorithm({ credential, key }: RemoteKey, digest: DigestAlgorithm): Readonly<Record<string, string>> {
  const { oid, parameters } = readAlgorithmIdentifier(readTlv(key.signatureAlgorithm(digest)));
  const keyOids = credential.algorithm === 'RSA' ? ['1.2.840.113549.1.1.1'] : ['1.2.840.10045.2.1'];
  const signAlgo = [oid, ...keyOids].find((candidate) => credential.algorithms.includes(candidate));
  if (signAlgo === undefined) {
    throw new CinnabarError(
      'CSC_ALGORITHM_UNSUPPORTED',
      `The signing service does not sign over ${digest} with this key.`,
      {
        details: { wanted: oid, offered: credential.algorithms },
      },
    );
  }
  return credential.algorithm === 'RSA-PSS' && parameters
    ? { signAlgo, signAlgoParams: bytesToBase64(parameters.bytes) }
    : { signAlgo };
}
