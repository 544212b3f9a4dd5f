import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ContractView, HostClient, NewContract } from '@cinnabar/client';
import { isMarkControl } from '@cinnabar/core/field';
import type {
  PreparedRevision,
  SigningBackend,
  SigningRoomState,
  SigningStatus,
  Submission,
} from '@cinnabar/elements/backend';

/** What the helpers need of a server, be it in this process or another. */
export interface SigningServer {
  readonly host: HostClient;
  room(token: string): SigningBackend;
  code(phone: string, purpose: 'login' | 'intent'): Promise<string>;
}

export const employer = { name: '陈思远', phone: '13800000001' };
export const worker = { name: '李𬭎', phone: '13900000002', idNumber: '440106199305170032' };
export const otherWorker = { name: '王㛃䶮', phone: '13900000003', idNumber: '440112199608230044' };

/** Answers to the form of the labour contract. */
export const answers = {
  'contract-number': 'YS-2026-0117',
  'term-kind': 'fixed',
  'term-start': '2026-12-01',
  'term-end': '2029-11-30',
  'probation-start': '2026-12-01',
  'probation-end': '2027-05-31',
  'worker-education': '大学本科',
  position: '前端开发工程师',
  workplace: '广州市天河区',
  'pay-day': '10',
  wage: '18500',
  'probation-wage': '15000',
  'other-terms': '乙方每年享受一次由甲方承担费用的健康检查。',
};

export async function sampleContract(): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL('../../src/templates/samples/labour-contract.pdf', import.meta.url)));
}

export async function sendContract(
  host: HostClient,
  changes: Partial<NewContract> & { files?: readonly Uint8Array<ArrayBuffer>[] } = {},
): Promise<ContractView> {
  const { files = [await sampleContract()], ...rest } = changes;
  const fileIds: string[] = [];
  for (const [index, bytes] of files.entries())
    fileIds.push((await host.uploadFile(`合同 ${index}.pdf`, bytes)).fileId);
  return host.createContract({
    name: '劳动合同',
    templateId: 'labour-contract',
    fileIds,
    fields: answers,
    parties: [
      { role: 'worker', ...worker },
      { role: 'employer', ...employer, organization: '广州云杉科技有限公司' },
    ],
    idempotencyKey: randomUUID(),
    ...rest,
  });
}

export async function openRoom(
  server: SigningServer,
  contract: ContractView,
  role: 'employer' | 'worker',
): Promise<SigningBackend> {
  const signer = contract.parties.find((party) => party.role === role);
  if (signer === undefined) throw new Error(`no ${role}`);
  const { token } = await server.host.createSession(contract.id, signer.signerId);
  return server.room(token);
}

/** What a person would send after reading, filling and placing everything. */
export function submissionOf(room: SigningRoomState, changes: Partial<Submission> = {}): Submission {
  return {
    idempotencyKey: randomUUID(),
    files: room.files.map((file) => {
      const own = file.controls.filter((control) => control.role === room.signer.role);
      const addresses: Record<string, string> = {};
      for (const control of own) {
        if (control.kind === 'text' && control.readOnly !== true)
          addresses[control.id] = '广东省广州市越秀区东风东路 36 号 402 房';
      }
      return {
        fileId: file.id,
        revision: file.revision,
        digest: file.digest,
        values: addresses,
        marks: own
          .filter(isMarkControl)
          .map((control) =>
            control.kind === 'signature'
              ? { kind: 'ink' as const, controlId: control.id, ink: handwriting }
              : { kind: 'seal' as const, controlId: control.id, sealId: room.seals[0]?.id ?? '' },
          ),
      };
    }),
    ...changes,
  };
}

/** Two curved strokes, as a pad would give them. */
const handwriting = {
  aspect: 2.5,
  strokes: [0, 1].map((stroke) => ({
    pointerType: 'touch' as const,
    points: Array.from({ length: 40 }, (_, step) => ({
      x: 0.1 + 0.45 * stroke + 0.008 * step,
      y: 0.2 + 0.1 * Math.sin(step / 5 + stroke),
      time: stroke * 600 + step * 12,
    })),
  })),
};

/** Digests over the bytes as a browser has them, not as the server says. */
export async function digestsOf(
  backend: SigningBackend,
  prepared: PreparedRevision,
): Promise<{ fileId: string; digest: string }[]> {
  return Promise.all(
    prepared.files.map(async ({ fileId, byteRange: [, gapStart, gapEnd, rest] }) => {
      const bytes = await backend.loadPrepared(prepared.preparationId, fileId);
      const hash = createHash('sha256')
        .update(bytes.subarray(0, gapStart))
        .update(bytes.subarray(gapEnd, gapEnd + rest));
      return { fileId, digest: hash.digest('hex') };
    }),
  );
}

/** From an open room to the sent code. */
export async function submit(backend: SigningBackend): Promise<{ prepared: PreparedRevision; challengeId: string }> {
  const prepared = await backend.prepare(submissionOf(await backend.loadRoom()));
  const digests = await digestsOf(backend, prepared);
  const { challengeId } = await backend.requestIntent({
    preparationId: prepared.preparationId,
    method: 'sms',
    digests,
  });
  return { prepared, challengeId };
}

/** The whole way of one signer. */
export async function sign(
  server: SigningServer,
  contract: ContractView,
  role: 'employer' | 'worker',
): Promise<SigningStatus> {
  const backend = await openRoom(server, contract, role);
  const { prepared, challengeId } = await submit(backend);
  const phone = role === 'employer' ? employer.phone : worker.phone;
  const outcome = await backend.confirmIntent(challengeId, await server.code(phone, 'intent'));
  if (outcome.state !== 'PASSED') throw new Error(`the code was refused: ${outcome.state}`);
  return settled(backend, prepared.preparationId);
}

/** Waits until the signatures are there or have failed. */
export async function settled(backend: SigningBackend, preparationId: string): Promise<SigningStatus> {
  for (let waited = 0; waited < 15_000; waited += 25) {
    const status = await backend.signingStatus(preparationId);
    if (status.state !== 'PROCESSING') return status;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the signature was not made within 15 s');
}
