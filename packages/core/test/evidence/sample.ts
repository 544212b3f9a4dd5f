import { base64ToBytes, bytesToHex, joinParts, utf8ToBytes } from '@cinnabar/core/bytes';
import { digest } from '@cinnabar/core/crypto';
import {
  chainEvents,
  consentGiven,
  createEvidencePackage,
  intentPassed,
  noticeDelivery,
  readZip,
  signerSigned,
  stampTreeHead,
  startLog,
  strokesCaptured,
  treeHead,
  type EventDigest,
  type EventFacts,
  type EvidencePackageContent,
  type LogDigest,
  type PackageAuthorities,
  type StrokeEvidence,
} from '@cinnabar/core/evidence';
import { embedSignature, prepareSignature } from '@cinnabar/core/sign';

import { buildPdf, cmsFor, noFonts, requestFor, sandbox } from '../support/signing.ts';

/** A log, and the content of a package that proves a contract both parties signed. */
export interface Sample {
  readonly facts: readonly EventFacts[];
  readonly lines: readonly string[];
  readonly content: EvidencePackageContent;
}

export const contract = { id: 'contract-0001', name: '劳动合同（王小明）' };
const simulated = { id: 'cinnabar-sandbox', assurance: 'simulated' } as const;
export const worker = 'person-7f3a';
export const company = 'org-21c0';
const source = { ip: '203.0.113.7', client: 'H5' };

export const strokes: StrokeEvidence = {
  version: 1,
  id: 'strokes-1',
  signer: worker,
  ink: {
    aspect: 2,
    strokes: [
      {
        pointerType: 'pen',
        points: [
          { x: 0.1, y: 0.2, time: 0, pressure: 0.4 },
          { x: 0.3, y: 0.25, time: 16, pressure: 0.6 },
        ],
      },
    ],
  },
};

/** The platform that signs packages, of the sandbox. */
export async function authorities(): Promise<PackageAuthorities> {
  const authority = await sandbox();
  const timestamps = authority.timestampProvider();
  return {
    signing: authority.signingProvider(timestamps),
    subject: { kind: 'organization', name: '朱砂签测试平台', reference: 'platform' },
    timestamps,
  };
}

export interface SampleOptions {
  readonly id?: string;
  readonly digestAlgorithm?: LogDigest;
  /** Changes the facts before they are chained. */
  readonly change?: (facts: EventFacts[]) => EventFacts[];
  readonly sm3?: boolean;
}

/** Plays a contract from the first event to the last: both parties sign the PDF, each after an intent of their own. */
export async function playContract(options: SampleOptions = {}): Promise<Sample> {
  const id = options.id ?? contract.id;
  const start = Date.now() - 60_000;
  let clock = 0;
  const now = (): string => new Date(start + 1000 * clock++).toISOString();
  const event = (type: string, actor: string, more: Partial<EventFacts> = {}): EventFacts => {
    return { type, at: now(), actor, subject: id, source, ...more };
  };
  const original = buildPdf();
  const agreement = {
    of: 'agreement-esign',
    algorithm: 'SHA-256',
    value: await sha256(utf8ToBytes('协议全文')),
  } as const;
  const facts: EventFacts[] = [
    event('contract.initiated', company, { data: { files: 1 } }),
    noticeDelivery(event('', 'system'), {
      notice: 'N-05',
      channel: 'sms',
      target: '138****1234',
      state: 'sent',
      provider: simulated,
    }),
    event('document.read', worker, { data: { readingMs: 42_000, pages: 1 } }),
    consentGiven(event('', worker), {
      agreement: '电子签约同意书',
      version: '1.2',
      digest: agreement,
      readingMs: 8200,
      how: 'tick',
    }),
    consentGiven(event('', worker), {
      agreement: '笔迹采集同意书',
      version: '1.0',
      digest: agreement,
      readingMs: 3100,
      how: 'tick',
      separateFor: 'strokes',
    }),
    await strokesCaptured(event('', worker), strokes),
  ];
  const first = await signAs(original, 'sig-worker', worker, id, now, facts);
  const head = await headOf(id, facts, options.digestAlgorithm);
  // The clock of the log runs behind the sandbox's; what follows is later than the head by its own clock as well.
  const final = await signAs(first, 'sig-company', company, id, now, facts);
  facts.push(
    event('contract.completed', 'system'),
    noticeDelivery(event('', 'system'), {
      notice: 'N-12',
      channel: 'sms',
      target: '138****1234',
      state: 'delivered',
      provider: simulated,
      receipt: 'r-2',
    }),
  );
  const changed = options.change ? options.change([...facts]) : facts;
  const lines = await linesOf(id, changed, options.digestAlgorithm);
  return {
    facts: changed,
    lines,
    content: {
      contract: { id, name: contract.name },
      lines,
      files: [{ id: 'main', name: '劳动合同.pdf', revisions: [original, first, final] }],
      strokes: [strokes],
      heads: [await stampTreeHead(head, (await sandbox()).timestampProvider())],
      createdAt: new Date(),
      generator: 'cinnabar 0.1.0',
      ...(options.sm3 ? { sm3: true } : {}),
    },
  };
}

async function headOf(id: string, facts: readonly EventFacts[], algorithm?: LogDigest): ReturnType<typeof treeHead> {
  return treeHead(id, await linesOf(id, facts, algorithm), algorithm);
}

export async function linesOf(
  id: string,
  facts: readonly EventFacts[],
  algorithm?: LogDigest,
): Promise<readonly string[]> {
  const chained = await chainEvents(startLog(id, algorithm), facts);
  if (!chained.ok) throw new Error(chained.problems[0].message.en);
  return chained.value.lines;
}

async function signAs(
  bytes: Uint8Array,
  field: string,
  signer: string,
  contractId: string,
  now: () => string,
  facts: EventFacts[],
): Promise<Uint8Array> {
  const { parts, prepared } = await prepareSignature(bytes, requestFor(field), noFonts);
  const value = bytesToHex(base64ToBytes(prepared.digest));
  const digests: EventDigest[] = [{ of: 'main', algorithm: 'SHA-256', value }];
  const intentId = `intent-${field}`;
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  facts.push(
    intentPassed(
      { at: now(), source },
      {
        intentId,
        contract: contractId,
        signer,
        digests,
        method: 'sms',
        provider: simulated,
        receipt: 'r-1',
        expiresAt,
      },
    ),
    signerSigned({ at: now(), subject: contractId }, { signer, intentId, digests, provider: simulated }),
  );
  return joinParts(await embedSignature(parts, prepared, await cmsFor(prepared)));
}

let shared: Promise<{ sample: Sample; bytes: Uint8Array }> | undefined;

/** One package for the whole run. */
export function samplePackage(): Promise<{ sample: Sample; bytes: Uint8Array }> {
  shared ??= (async () => {
    const sample = await playContract();
    return { sample, bytes: await createEvidencePackage(sample.content, await authorities()) };
  })();
  return shared;
}

export async function pack(sample: Sample): Promise<Uint8Array> {
  return createEvidencePackage(sample.content, await authorities());
}

/** The entries of a package that must be readable. */
export function entriesOf(bytes: Uint8Array): Map<string, Uint8Array> {
  const read = readZip(bytes);
  if (!read.ok) throw new Error(read.problems[0].code);
  return new Map(read.value);
}

export async function sha256(bytes: Uint8Array): Promise<string> {
  return bytesToHex(await digest('SHA-256', [bytes]));
}
