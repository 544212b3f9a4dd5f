import { equalBytes } from '@cinnabar/core/bytes';
import { oid, readCertificate, type Certificate } from '@cinnabar/core/cms';
import { generateKey, importPkcs8, type ImportOptions, type PrivateKey } from '@cinnabar/core/crypto';
import { CinnabarError } from '@cinnabar/core/error';

import { encodeName, issueCertificate, type CertificateTemplate, type NameAttribute } from './issue-certificate.ts';
import { fromPem, toPem } from './pem.ts';
import { revocationExtensions } from './revocation-extensions.ts';

/** Where the authority's secret lives between starts. The text holds private keys in clear: keep it readable to nobody else. */
export interface SandboxStateStore {
  /** What was saved, or undefined on first start. */
  load(): Promise<string | undefined>;
  /** Saves durably. When another process was first, it may keep that one's text: it is loaded again afterwards. */
  save(state: string): Promise<void>;
}

export interface Identity {
  readonly certificate: Certificate;
  readonly key: PrivateKey;
}

export interface Identities {
  readonly root: Identity;
  readonly issuing: Identity;
  readonly timestamping: Identity;
  /** Address below which the status of certificates is published; absent when it is not. Not part of the state. */
  readonly baseUrl?: string;
}

const roles = ['root', 'issuing', 'timestamping'] as const;
export const sandboxMark = 'Cinnabar Sandbox 仅供测试 FOR TESTING ONLY';
const year = 365 * 24 * 3600 * 1000;
/** Certificates begin a little in the past, so that a verifier whose clock is slow accepts them. */
export const clockTolerance = 5 * 60 * 1000;

/**
 * Fresh keys and certificates: a root, an issuing authority below it, a time-stamp authority below the root. With a
 * `baseUrl` the latter two say that their status is published below it.
 */
export async function createIdentities(now: Date, baseUrl?: string): Promise<Identities> {
  const extensions = baseUrl === undefined ? undefined : revocationExtensions(baseUrl, 'root');
  const rootName = authorityName('Cinnabar Sandbox Root CA');
  const rootKey = await generateKey('P-256');
  const issuer = { name: encodeName(rootName), key: rootKey };
  const notBefore = new Date(now.getTime() - clockTolerance);
  const make = async (
    subject: readonly NameAttribute[],
    key: PrivateKey,
    years: number,
    use: Pick<CertificateTemplate, 'authority' | 'purposes' | 'extensions'>,
  ): Promise<Identity> => {
    const notAfter = new Date(now.getTime() + years * year);
    const certificate = await issueCertificate({ subject, spki: key.spki, issuer, notBefore, notAfter, ...use });
    return { certificate: readCertificate(certificate), key };
  };
  const timestamping = { oids: [oid.timeStamping], critical: true };
  return {
    root: await make(rootName, rootKey, 20, { authority: { pathLength: 1 } }),
    issuing: await make(authorityName('Cinnabar Sandbox Issuing CA'), await generateKey('P-256'), 15, {
      authority: { pathLength: 0 },
      ...(extensions ? { extensions } : {}),
    }),
    timestamping: await make(authorityName('Cinnabar Sandbox TSA'), await generateKey('P-256'), 15, {
      purposes: timestamping,
      ...(extensions ? { extensions } : {}),
    }),
  };
}

function authorityName(commonName: string): NameAttribute[] {
  return [
    [oid.country, 'CN'],
    [oid.organization, 'Cinnabar Sandbox'],
    [oid.organizationalUnit, sandboxMark],
    [oid.commonName, commonName],
  ];
}

/** JSON text of all keys and certificates. */
export async function serializeIdentities(identities: Identities): Promise<string> {
  const entries = await Promise.all(
    roles.map(async (role) => {
      const { certificate, key } = identities[role];
      const pem = {
        certificate: toPem('CERTIFICATE', certificate.der),
        privateKey: toPem('PRIVATE KEY', await key.exportPkcs8()),
      };
      return [role, pem] as const;
    }),
  );
  return JSON.stringify({ version: 1, ...Object.fromEntries(entries) }, undefined, 2);
}

/**
 * @param options.deterministic the same key signs the same bytes always alike, see `ImportOptions`
 * @throws CinnabarError `SANDBOX_STATE_DAMAGED` unless every key fits its certificate
 */
export async function parseIdentities(text: string, options: ImportOptions = {}): Promise<Identities> {
  try {
    const state = JSON.parse(text) as Record<string, unknown>;
    if (state['version'] !== 1) throw damaged();
    const [root, issuing, timestamping] = await Promise.all(roles.map((role) => parseIdentity(state[role], options)));
    if (!root || !issuing || !timestamping) throw damaged();
    return { root, issuing, timestamping };
  } catch (cause) {
    throw damaged(cause);
  }
}

async function parseIdentity(value: unknown, options: ImportOptions): Promise<Identity> {
  const { certificate, privateKey } = (value ?? {}) as Record<string, unknown>;
  if (typeof certificate !== 'string' || typeof privateKey !== 'string') throw damaged();
  const certificateDer = fromPem('CERTIFICATE', certificate);
  const pkcs8 = fromPem('PRIVATE KEY', privateKey);
  if (!certificateDer || !pkcs8) throw damaged();
  const identity = { certificate: readCertificate(certificateDer), key: await importPkcs8(pkcs8, options) };
  if (!equalBytes(identity.certificate.spki, identity.key.spki)) throw damaged();
  return identity;
}

function damaged(cause?: unknown): CinnabarError {
  return new CinnabarError(
    'SANDBOX_STATE_DAMAGED',
    "The sandbox authority's stored keys cannot be read. Restore the file, or remove it to start a new authority; documents signed under the old one keep pointing to the old one.",
    { cause },
  );
}
