import {
  base64ToBytes,
  concatBytes,
  der,
  derContext,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derSetOf,
  derTag,
} from '@cinnabar/core/bytes';
import { oid, readCertificate } from '@cinnabar/core/cms';
import { digestAlgorithmIdentifier, generateKey, type PrivateKey } from '@cinnabar/core/crypto';
import type { PreparedDigest } from '@cinnabar/core/sign';
import { encodeName, issueCertificate, type CertificateTemplate } from '@cinnabar/sandbox';

/** A certificate and its key, for signatures that no honest provider would make. */
export interface TestIdentity {
  readonly der: Uint8Array;
  readonly name: Uint8Array;
  readonly key: PrivateKey;
}

const hour = 3_600_000;

/** Issued by `issuer`, or by itself. */
export async function identity(
  commonName: string,
  options: Partial<CertificateTemplate> & { by?: TestIdentity; key?: PrivateKey } = {},
): Promise<TestIdentity> {
  const { by, key = await generateKey('P-256'), ...template } = options;
  const subject = [[oid.commonName, commonName]] as const;
  const name = encodeName(subject);
  const certificate = await issueCertificate({
    subject,
    spki: key.spki,
    issuer: by ?? { name, key },
    notBefore: new Date(Date.now() - hour),
    notAfter: new Date(Date.now() + hour),
    ...template,
  });
  return { der: certificate, name, key };
}

export interface CraftedCms {
  readonly signer: TestIdentity;
  /** Signed attributes as OID and value; absent: content-type and message-digest. */
  readonly attributes?: readonly (readonly [string, Uint8Array])[];
  readonly unsigned?: readonly (readonly [string, Uint8Array])[];
  /** How many times the SignerInfo stands in the CMS. */
  readonly signers?: number;
  readonly contentType?: string;
  readonly content?: Uint8Array;
  readonly certificates?: readonly Uint8Array[];
  /** RevocationInfoChoices (RFC 5652 §10.2.1). */
  readonly revocation?: readonly Uint8Array[];
  /** Signs these bytes themselves, without signed attributes. */
  readonly over?: readonly Uint8Array[];
}

/** The attributes every signature has, for `prepared`. */
export function plainAttributes(prepared: PreparedDigest): (readonly [string, Uint8Array])[] {
  return [
    [oid.contentType, derOid(oid.data)],
    [oid.messageDigest, derOctetString(base64ToBytes(prepared.digest))],
  ];
}

/** A CMS over `prepared` with whatever is wrong in `crafted`; its signature itself is genuine. */
export async function craftCms(prepared: PreparedDigest, crafted: CraftedCms): Promise<Uint8Array> {
  const { signer, signers = 1, contentType = oid.data, content } = crafted;
  const certificate = readCertificate(signer.der);
  const encode = (attributes: readonly (readonly [string, Uint8Array])[]): Uint8Array[] =>
    attributes.map(([type, value]) => derSequence(derOid(type), derSetOf([value])));
  const attributes = encode(crafted.attributes ?? plainAttributes(prepared));
  const signature = await signer.key.sign(
    'SHA-256',
    crafted.over ? concatBytes(...crafted.over) : derSetOf(attributes),
  );
  const info = derSequence(
    derInteger(1),
    derSequence(certificate.issuer, derInteger(certificate.serialNumber)),
    digestAlgorithmIdentifier('SHA-256'),
    ...(crafted.over ? [] : [derSetOf(attributes, 0xa0)]),
    signer.key.signatureAlgorithm('SHA-256'),
    derOctetString(signature),
    ...(crafted.unsigned ? [derSetOf(encode(crafted.unsigned), 0xa1)] : []),
  );
  const signedData = derSequence(
    derInteger(1),
    derSetOf([digestAlgorithmIdentifier('SHA-256')]),
    derSequence(derOid(contentType), ...(content ? [derContext(0, derOctetString(content))] : [])),
    derSetOf(crafted.certificates ?? [signer.der], 0xa0),
    ...(crafted.revocation ? [derSetOf(crafted.revocation, 0xa1)] : []),
    der(derTag.set, ...new Array<Uint8Array>(signers).fill(info)),
  );
  return derSequence(derOid(oid.signedData), derContext(0, signedData));
}
