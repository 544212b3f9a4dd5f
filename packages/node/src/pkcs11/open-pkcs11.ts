import { equalBytes } from '@cinnabar/core/bytes';
import { readCertificate, type Certificate } from '@cinnabar/core/cms';
import { digestSignerKey, readPublicKey, type DigestAlgorithm, type KeyAlgorithm } from '@cinnabar/core/crypto';
import { CinnabarError } from '@cinnabar/core/error';
import type { CertifiedKey } from '@cinnabar/core/signer';

import { pathFrom } from '../certificate-path.ts';
import { attribute, mechanism, objectClass, pssHash } from './codes.ts';
import { digestInfo } from './digest-info.ts';
import { findObjects, named, readAttribute, Token, type TokenSession } from './token.ts';

export interface Pkcs11Options {
  /** Path of the module: the shared library that came with the token. */
  readonly module: string;
  /** Label or serial number of the token; may be left out when there is only one. */
  readonly token?: string;
  /** Label of the key, or its identifier in hexadecimal; may be left out when there is only one. */
  readonly key?: string;
  /** What the user knows. Goes to the token and nowhere else. */
  readonly pin?: string;
  /** For RSA keys; PKCS #1 v1.5 when absent. */
  readonly padding?: 'PKCS1-v1_5' | 'PSS';
  /** DER certificates for tokens that lack some of the path. */
  readonly certificates?: readonly Uint8Array[];
}

/** A key on a token. It never leaves it: the token is handed digests. */
export interface Pkcs11Key extends CertifiedKey {
  /** Ends the sessions. The key signs nothing afterwards. */
  close(): Promise<void>;
}

interface FoundKey {
  readonly handle: number;
  readonly alwaysAuthenticate: boolean;
}

/**
 * A private key on a token (PKCS #11 v2.40: smart card, USB token, HSM), with its certificate and those above it, as far
 * as the token has them.
 * @throws CinnabarError `PKCS11_KEY_CHOICE`, `PKCS11_NO_CERTIFICATE`, `PKCS11_KEY_UNSUPPORTED`, and as `Token.open` and
 *   `Token.use`
 */
export async function openPkcs11(options: Pkcs11Options): Promise<Pkcs11Key> {
  const token = await Token.open(options.module, options.token, options.pin);
  try {
    return await keyOn(token, options);
  } catch (error) {
    await token.close();
    throw error;
  }
}

/**
 * DER certificates on a token, as many as can be read. Tokens show them without a PIN.
 * @throws CinnabarError as `Token.open` and `Token.use`
 */
export async function pkcs11Certificates(options: Pick<Pkcs11Options, 'module' | 'token'>): Promise<Uint8Array[]> {
  const token = await Token.open(options.module, options.token, undefined);
  try {
    return (await token.use(certificatesOn)).map(({ der }) => der);
  } finally {
    await token.close();
  }
}

async function keyOn(token: Token, options: Pkcs11Options): Promise<Pkcs11Key> {
  const { id, stored } = await token.use((session) => ({
    id: readAttribute(session, findKey(session, options.key).handle, attribute.id),
    stored: certificatesOn(session),
  }));
  const known = [...stored, ...(options.certificates ?? []).map((der) => ({ der, id: undefined }))];
  const own = known.find((one) => id && one.id && equalBytes(one.id, id)) ?? onlyOwn(known);
  if (!own) {
    const sentence = 'The token holds no certificate with the identifier of the key; pass it in `certificates`.';
    throw new CinnabarError('PKCS11_NO_CERTIFICATE', sentence);
  }
  const certificate = readCertificate(own.der);
  const algorithm = algorithmOf(certificate, options.padding);
  /** Handles of objects hold as long as the sessions of their generation. */
  const found = new Map<number, FoundKey>();
  const key = digestSignerKey({
    algorithm,
    spki: certificate.spki,
    signDigest: (digestAlgorithm, digest) =>
      token.use(async (session, generation) => {
        const one = found.get(generation) ?? findKey(session, options.key);
        found.clear();
        found.set(generation, one);
        return sign(token, session, one, algorithm, digestAlgorithm, digest);
      }),
  });
  const path = pathFrom(certificate, readable(known.map(({ der }) => der)));
  return { key, certificates: path.map(({ der }) => der), close: () => token.close() };
}

/** Without identifiers there is no doubt only where there is but one certificate that is no authority's. */
function onlyOwn<T extends { readonly der: Uint8Array; readonly id: Uint8Array | undefined }>(
  known: readonly T[],
): T | undefined {
  const [only, ...others] = known;
  return only && others.length === 0 && only.id === undefined ? only : undefined;
}

function findKey(session: TokenSession, name: string | undefined): FoundKey {
  const { memory } = session.cryptoki;
  const keys = { [attribute.class]: memory.ulongs(objectClass.privateKey) };
  const filters = name === undefined ? [keys] : named(name).map((filter) => ({ ...keys, ...filter }));
  const [handle, ...others] = new Set(filters.flatMap((filter) => findObjects(session, filter)));
  if (handle === undefined || others.length > 0) {
    const sentence =
      handle === undefined ? 'The token shows no such key; check the PIN too.' : 'Say which key is meant.';
    throw new CinnabarError('PKCS11_KEY_CHOICE', sentence, { details: { keys: others.length + (handle ? 1 : 0) } });
  }
  const always = readAttribute(session, handle, attribute.alwaysAuthenticate);
  return { handle, alwaysAuthenticate: always?.[0] === 1 };
}

function certificatesOn(session: TokenSession): { readonly der: Uint8Array; readonly id: Uint8Array | undefined }[] {
  const wanted = { [attribute.class]: session.cryptoki.memory.ulongs(objectClass.certificate) };
  return findObjects(session, wanted).flatMap((object) => {
    const der = readAttribute(session, object, attribute.value);
    const id = readAttribute(session, object, attribute.id);
    return der && readable([der]).length > 0
      ? [{ der: new Uint8Array(der), id: id?.length ? new Uint8Array(id) : undefined }]
      : [];
  });
}

/** Tokens carry what nobody else reads, too. */
function readable(certificates: readonly Uint8Array[]): Certificate[] {
  return certificates.flatMap((der) => {
    try {
      return [readCertificate(der)];
    } catch {
      return [];
    }
  });
}

function algorithmOf({ spki }: Certificate, padding: Pkcs11Options['padding']): KeyAlgorithm {
  const key = readPublicKey(spki);
  if (typeof key === 'string' || key.algorithm === 'Ed25519' || key.algorithm === 'SM2') {
    throw new CinnabarError('PKCS11_KEY_UNSUPPORTED', 'Keys on tokens sign here with RSA, P-256, P-384 or P-521.');
  }
  return key.algorithm === 'RSA' && padding === 'PSS' ? 'RSA-PSS' : key.algorithm;
}

async function sign(
  token: Token,
  session: TokenSession,
  key: FoundKey,
  algorithm: KeyAlgorithm,
  digestAlgorithm: DigestAlgorithm,
  digest: Uint8Array,
): Promise<Uint8Array> {
  const { cryptoki, handle } = session;
  const { memory } = cryptoki;
  const [type, parameters, data] = mechanismFor(session, algorithm, digestAlgorithm, digest);
  cryptoki.call('C_SignInit', [handle, memory.struct(type, parameters, parameters?.length ?? 0), key.handle]);
  if (key.alwaysAuthenticate) await token.loginForOneOperation(session);
  const [signature, length] = [Buffer.alloc(1024), memory.ulongs(1024)];
  await cryptoki.callLater('C_Sign', [handle, data, data.length, signature, length]);
  return new Uint8Array(signature.subarray(0, memory.readUlong(length)));
}

/** Mechanism, its parameters, and what it signs: it gets digests, in an RSA key's case as PKCS #1 wraps them. */
function mechanismFor(
  { cryptoki: { memory } }: TokenSession,
  algorithm: KeyAlgorithm,
  digestAlgorithm: DigestAlgorithm,
  digest: Uint8Array,
): readonly [number, Buffer | null, Buffer] {
  if (algorithm === 'RSA') return [mechanism.rsaPkcs, null, Buffer.from(digestInfo(digestAlgorithm, digest))];
  if (algorithm !== 'RSA-PSS') return [mechanism.ecdsa, null, Buffer.from(digest)];
  const { hash, mgf, length } = pssHash[digestAlgorithm as keyof typeof pssHash];
  return [mechanism.rsaPkcsPss, memory.ulongs(hash, mgf, length), Buffer.from(digest)];
}
