import {
  base64ToBytes,
  derGeneralizedTime,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  joinParts,
} from '@cinnabar/core/bytes';
import { addSignatureTimestamp, buildSignedData, oid, readSignedData } from '@cinnabar/core/cms';
import { digest, digestAlgorithmIdentifier, type DigestAlgorithm } from '@cinnabar/core/crypto';
import type { TimestampProvider } from '@cinnabar/core/provider';
import {
  addDocumentTimestamp,
  addValidationData,
  embedSignature,
  prepareSignature,
  type ValidationData,
} from '@cinnabar/core/sign';
import {
  verifyDocument,
  type SignatureReport,
  type VerificationReport,
  type VerifyOptions,
} from '@cinnabar/core/verify';
import type { CertificateTemplate } from '@cinnabar/sandbox';

import { craftCms, identity, plainAttributes, type TestIdentity } from './craft-cms.ts';
import { inField } from './long-term.ts';
import { buildPdf, noFonts, requestFor } from './signing.ts';

/** Midnight `days` after the first of January 2020, the beginning of these worlds. */
export function on(days: number): Date {
  return new Date(Date.UTC(2020, 0, 1 + days));
}

/** Days within which certificates of a world are valid, both ends included. */
export interface Lifetimes {
  readonly root?: readonly [number, number];
  readonly issuer?: readonly [number, number];
  readonly signer?: readonly [number, number];
}

/** That status is published somewhere, without saying where. */
const published = { oid: oid.crlDistributionPoints, critical: false, value: derSequence() };

type Made = Partial<CertificateTemplate> & { readonly by?: TestIdentity; readonly key?: TestIdentity['key'] };

/** An authority with a subordinate one and a signer, at times of our choice; nothing happens but what a test does. */
export class PastWorld {
  readonly root: TestIdentity;
  readonly issuer: TestIdentity;
  readonly signer: TestIdentity;

  /** What signatures say of when they were made. */
  readonly #claimed: Date;

  private constructor(root: TestIdentity, issuer: TestIdentity, signer: TestIdentity, claimed: Date) {
    this.root = root;
    this.issuer = issuer;
    this.signer = signer;
    this.#claimed = claimed;
  }

  static async create(
    { root: r = [0, 9000], issuer: i = [0, 7000], signer: s = [0, 365] }: Lifetimes = {},
    made: { readonly issuer?: Made; readonly signer?: Made } = {},
  ): Promise<PastWorld> {
    const root = await identity('Root', { authority: { pathLength: 2 }, ...valid(r) });
    const issuer = await identity('Issuer', {
      by: root,
      authority: { pathLength: 1 },
      ...valid(i),
      extensions: [published],
      ...made.issuer,
    });
    const signer = await identity('Signer', { by: issuer, ...valid(s), extensions: [published], ...made.signer });
    return new PastWorld(root, issuer, signer, on(s[0]));
  }

  /** A file with one signature in `sig-worker`; with a time-stamp of its own when `stamp` says by whom and when. */
  async signed(stamp?: readonly [TestIdentity, Date], bytes = buildPdf()): Promise<Uint8Array> {
    const request = { ...requestFor('sig-worker'), signingTime: this.#claimed };
    const { parts, prepared } = await prepareSignature(bytes, request, noFonts);
    let cms = await buildSignedData({
      digestAlgorithm: 'SHA-256',
      messageDigest: base64ToBytes(prepared.digest),
      certificates: [this.signer.der, this.issuer.der],
      signer: this.signer.key,
    });
    if (stamp) {
      const value = readSignedData(cms).signers[0]?.signature ?? new Uint8Array();
      cms = addSignatureTimestamp(cms, await tokenOver(await digest('SHA-256', [value]), 'SHA-256', ...stamp));
    }
    return joinParts(await embedSignature(parts, prepared, cms));
  }

  /** A file whose signer signed a time-stamp of the content along. */
  async signedAfter(authority: TestIdentity, at: Date): Promise<Uint8Array> {
    const request = { ...requestFor('sig-worker'), signingTime: this.#claimed };
    const { parts, prepared } = await prepareSignature(buildPdf(), request, noFonts);
    const token = await tokenOver(base64ToBytes(prepared.digest), 'SHA-256', authority, at);
    const cms = await craftCms(prepared, {
      signer: this.signer,
      certificates: [this.signer.der, this.issuer.der],
      attributes: [...plainAttributes(prepared), [oid.contentTimestamp, token]],
    });
    return joinParts(await embedSignature(parts, prepared, cms));
  }

  /** What is said of the signature at `at`, when this world's root and `others` are trusted. */
  async judge(
    bytes: Uint8Array,
    at: Date,
    others: readonly TestIdentity[] = [],
    options: VerifyOptions = {},
  ): Promise<Verdict> {
    const trust = [this.root, ...others].map(({ der }) => der);
    return verdictIn(await verifyDocument(bytes, { trust, at, ...options }));
  }
}

/** Indication, sub-indication and what is wrong with the signature in `sig-worker`. */
export interface Verdict {
  readonly said: readonly [SignatureReport['indication'], SignatureReport['subIndication']];
  readonly codes: readonly string[];
  readonly report: VerificationReport;
}

function verdictIn(report: VerificationReport): Verdict {
  const { indication, subIndication, problems } = inField(report, 'sig-worker');
  const codes = problems.filter(({ level }) => level !== 'INFORM').map(({ code }) => code);
  return { said: [indication, subIndication], codes, report };
}

export function valid([from, until]: readonly [number, number]): { notBefore: Date; notAfter: Date } {
  return { notBefore: on(from), notAfter: on(until) };
}

/** A time-stamp authority that is its own anchor, or is certified by another. */
export function timestampAuthority(
  days: readonly [number, number],
  { by, key, revocable = false }: { by?: TestIdentity; key?: TestIdentity['key']; revocable?: boolean } = {},
): Promise<TestIdentity> {
  return identity('Time', {
    ...(by ? { by } : {}),
    ...(key ? { key } : {}),
    ...valid(days),
    purposes: { oids: [oid.timeStamping], critical: true },
    ...(revocable ? { extensions: [published] } : {}),
  });
}

/** The file with a document time-stamp over it. */
export async function stamped(bytes: Uint8Array, authority: TestIdentity, at: Date): Promise<Uint8Array> {
  const provider: TimestampProvider = {
    provider: { id: 'test', assurance: 'simulated' },
    timestamp: (imprint, algorithm) => tokenOver(imprint, algorithm, authority, at),
  };
  return joinParts(await addDocumentTimestamp(bytes, provider));
}

/** The file with revocation data in its security store. */
export async function withData(bytes: Uint8Array, data: Partial<ValidationData>): Promise<Uint8Array> {
  return joinParts(await addValidationData(bytes, { certificates: [], ocsps: [], crls: [], ...data }));
}

async function tokenOver(
  imprint: Uint8Array,
  algorithm: DigestAlgorithm,
  { der: certificate, key }: TestIdentity,
  at: Date,
): Promise<Uint8Array> {
  const info = derSequence(
    derInteger(1),
    derOid('1.3.6.1.4.1.32473.1.1'),
    derSequence(digestAlgorithmIdentifier(algorithm), derOctetString(imprint)),
    derInteger(1),
    derGeneralizedTime(at, true),
  );
  const { digestAlgorithm } = key;
  return buildSignedData({
    digestAlgorithm,
    messageDigest: await digest(digestAlgorithm, [info]),
    content: { type: oid.tstInfo, bytes: info },
    certificates: [certificate],
    signer: key,
  });
}
