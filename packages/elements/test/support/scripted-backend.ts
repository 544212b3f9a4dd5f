import { bytesToHex, concatBytes, latin1ToBytes, utf8ToBytes } from '@cinnabar/core/bytes';
import { CinnabarError } from '@cinnabar/core/error';
import type { Control } from '@cinnabar/core/field';
import type { LocalizedText } from '@cinnabar/core/language';
import type {
  IntentChallenge,
  IntentOutcome,
  IntentRequest,
  PreparedRevision,
  SigningBackend,
  SigningRoomState,
  SigningStatus,
  Submission,
} from '../../src/backend/index.ts';

export const hashHex = async (bytes: Uint8Array): Promise<string> =>
  bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource)));

const text = (value: string): LocalizedText => ({ 'zh-Hans': value, 'zh-Hant': value, en: value });

export const controls: readonly Control[] = [
  {
    id: 'sign',
    kind: 'signature',
    role: 'worker',
    label: text('乙方签名'),
    required: true,
    page: -1,
    rect: { x: 100, y: 80, width: 120, height: 40 },
  },
  {
    id: 'note',
    kind: 'text',
    role: 'worker',
    label: text('备注'),
    required: false,
    page: 0,
    rect: { x: 100, y: 600, width: 200, height: 20 },
  },
  {
    id: 'addr',
    kind: 'text',
    role: 'worker',
    label: text('户籍地址'),
    required: true,
    maxLength: 40,
    page: 0,
    rect: { x: 100, y: 700, width: 200, height: 20 },
  },
  {
    id: 'pay',
    kind: 'number',
    role: 'employer',
    label: text('工资'),
    required: true,
    page: 0,
    rect: { x: 100, y: 500, width: 80, height: 20 },
  },
];

export type Tamper = (
  prepared: PreparedRevision,
  bytes: Uint8Array,
) => [PreparedRevision, Uint8Array] | Promise<[PreparedRevision, Uint8Array]>;

/** The same deceit by a server that states the digest of what it hands out, as a careful one would. */
export function consistently(tamper: Tamper): Tamper {
  return async (...given) => {
    const [prepared, bytes] = await tamper(...given);
    const files = prepared.files.map(async (file) => {
      const [, b, c, d] = file.byteRange;
      return { ...file, digest: await hashHex(concatBytes(bytes.subarray(0, b), bytes.subarray(c, c + d))) };
    });
    return [{ ...prepared, files: await Promise.all(files) }, bytes];
  };
}

/** A backend whose answers a test writes: it records calls and throws what the test queues. Its files are not PDFs. */
export class ScriptedBackend implements SigningBackend {
  readonly calls: string[] = [];
  readonly submissions: Submission[] = [];
  readonly intents: IntentRequest[] = [];
  readonly read: string[] = [];
  readonly drafts: Record<string, string>[] = [];
  /** Errors by method name, thrown one per call. */
  readonly failures = new Map<string, string[]>();
  file: Uint8Array = utf8ToBytes('%PDF-1.7 the contract, first revision\n%%EOF\n');
  revision = 1;
  signerState: SigningRoomState['signer']['state'] = 'PENDING';
  contractState: SigningRoomState['contract']['state'] = 'SIGNING';
  signing: SigningRoomState['signing'];
  statuses: SigningStatus['state'][] = ['PROCESSING', 'SIGNED'];
  outcome: IntentOutcome['state'] = 'PASSED';
  /** What the challenge says instead of the right fingerprint. */
  fingerprint: string | undefined;
  /** Lets a test damage what the server prepared. */
  tamper: Tamper = (prepared, bytes) => [prepared, bytes];
  #preparedBytes: Uint8Array = new Uint8Array();

  fail(method: keyof SigningBackend, ...codes: string[]): void {
    this.failures.set(method, codes);
  }

  async loadRoom(): Promise<SigningRoomState> {
    this.#enter('loadRoom');
    return {
      contract: {
        id: 'ctr_1',
        name: '劳动合同',
        state: this.contractState,
        initiator: '广州云杉科技有限公司',
        initiatedAt: '2026-11-01T08:00:00Z',
        deadline: '2026-12-01T08:00:00Z',
      },
      signer: { id: 'sgn_1', role: 'worker', name: '李𬭎', maskedPhone: '139****0002', state: this.signerState },
      parties: [{ role: 'worker', name: '李𬭎', state: this.signerState }],
      files: [
        {
          id: 'fil_1',
          name: '劳动合同.pdf',
          size: this.file.length,
          revision: this.revision,
          digest: await hashHex(this.file),
          controls,
          values: { pay: '8000' },
        },
      ],
      seals: [],
      intentMethods: ['sms'],
      ...(this.signing ? { signing: this.signing } : {}),
    };
  }

  async loadFile(): Promise<Uint8Array> {
    this.#enter('loadFile');
    return this.file;
  }

  async saveDraft(_fileId: string, values: Readonly<Record<string, string>>): Promise<void> {
    this.#enter('saveDraft');
    this.drafts.push({ ...values });
  }

  async reportRead(fileId: string): Promise<void> {
    this.#enter('reportRead');
    this.read.push(fileId);
  }

  async prepare(submission: Submission): Promise<PreparedRevision> {
    this.submissions.push(submission);
    this.#enter('prepare');
    const head = latin1ToBytes('9 0 obj << /Type /Sig /Contents ');
    const tail = latin1ToBytes(' /ByteRange [] >> endobj\n%%EOF\n');
    const bytes = concatBytes(this.file, head, latin1ToBytes('<00000000>'), tail);
    const b = this.file.length + head.length;
    const c = b + 10;
    const prepared: PreparedRevision = {
      preparationId: 'prp_1',
      expiresAt: '2026-11-21T09:00:00Z',
      files: [
        {
          fileId: 'fil_1',
          size: bytes.length,
          byteRange: [0, b, c, bytes.length - c],
          digestAlgorithm: 'SHA-256',
          digest: await hashHex(concatBytes(bytes.subarray(0, b), bytes.subarray(c))),
        },
      ],
    };
    const [answer, served] = await this.tamper(prepared, bytes);
    this.#preparedBytes = served;
    return answer;
  }

  async loadPrepared(): Promise<Uint8Array> {
    this.#enter('loadPrepared');
    return this.#preparedBytes;
  }

  async requestIntent(request: IntentRequest): Promise<IntentChallenge> {
    this.intents.push(request);
    this.#enter('requestIntent');
    return {
      challengeId: 'chl_1',
      method: 'sms',
      maskedPhone: '139****0002',
      expiresAt: '2026-11-21T09:00:00Z',
      resendAt: '2026-11-21T08:01:00Z',
      triesLeft: 5,
      fingerprint:
        this.fingerprint ??
        (await hashHex(utf8ToBytes(request.digests.map(({ fileId, digest }) => `${fileId}:${digest}\n`).join('')))),
    };
  }

  async confirmIntent(): Promise<IntentOutcome> {
    this.#enter('confirmIntent');
    if (this.outcome === 'WRONG') return { state: 'WRONG', triesLeft: 4 };
    return { state: 'PASSED', signing: { preparationId: 'prp_1', state: 'PROCESSING', contractState: 'SIGNING' } };
  }

  async signingStatus(): Promise<SigningStatus> {
    this.#enter('signingStatus');
    const state = this.statuses.shift() ?? 'SIGNED';
    if (state === 'SIGNED') {
      this.signerState = 'SIGNED';
      this.signing = undefined;
    }
    return { preparationId: 'prp_1', state, contractState: 'SIGNING' };
  }

  #enter(method: string): void {
    this.calls.push(method);
    const code = this.failures.get(method)?.shift();
    if (code) throw new CinnabarError(code, `Scripted ${code}.`);
  }
}
