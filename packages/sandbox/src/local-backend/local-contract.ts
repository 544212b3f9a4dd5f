import { base64ToBytes, bytesToHex, joinParts, utf8ToBytes, type Parts } from '@cinnabar/core/bytes';
import { dayMillis, later, presets } from '@cinnabar/core/contract';
import { digest } from '@cinnabar/core/crypto';
import { CinnabarError } from '@cinnabar/core/error';
import { isMarkControl, statesOf, type Control } from '@cinnabar/core/field';
import { maskMobile } from '@cinnabar/core/identity';
import { checkSigned, embedSignature, prepareSignature, type PreparedDigest } from '@cinnabar/core/sign';
import { openPdf, type PdfPage } from '@cinnabar/core/pdf';
import { compileControls, compileFills, compileMarks, prepareDocument, signatureFieldName } from '@cinnabar/core/stamp';
import type {
  PreparedRevision,
  RoomParty,
  SignerState,
  SigningBackend,
  SigningRoomState,
  Submission,
} from '@cinnabar/elements/backend';
import { LocalBackend } from './local-backend.ts';
import type { LocalContractOptions, LocalParty } from './options.ts';
import { checkedMarks, checkedValues } from './submitted.ts';

interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly controls: readonly Control[];
  /** Their boxes stay what they are from the first to the last revision. */
  readonly pages: readonly PdfPage[];
  bytes: Uint8Array;
  revision: number;
  values: Record<string, string>;
}

interface Signer {
  readonly party: LocalParty;
  readonly drafts: Map<string, Readonly<Record<string, string>>>;
  state: SignerState;
  signedAt?: string;
}

/** A submission turned into the revisions that will be signed. */
export interface LocalPreparation {
  readonly revision: PreparedRevision;
  readonly role: string;
  /** Hex SHA-256 over the digests of all files. */
  readonly fingerprint: string;
  readonly files: readonly {
    readonly file: StoredFile;
    readonly base: number;
    readonly parts: Parts;
    readonly prepared: PreparedDigest;
    readonly values: Readonly<Record<string, string>>;
  }[];
}

const preparationLife = 15 * 60_000;

/**
 * A whole contract in the memory of one page or process: real PDFs, certificates, time-stamps and codes, made by the
 * sandbox. For stories, demonstrations and tests; nothing outlives the object.
 */
export class LocalContract {
  readonly options: LocalContractOptions;
  readonly #files: readonly StoredFile[];
  readonly #signers: readonly Signer[];
  readonly #initiatedAt: Date;

  private constructor(options: LocalContractOptions, files: readonly StoredFile[]) {
    this.options = options;
    this.#files = files;
    this.#initiatedAt = this.now();
    this.#signers = options.parties.map((party, index) => ({
      party,
      drafts: new Map(),
      state: options.order === 'sequential' && index > 0 ? 'WAITING_TURN' : 'PENDING',
    }));
  }

  /**
   * Prepares every file: its controls become form and signature fields, once.
   * @throws CinnabarError as `prepareDocument`.
   */
  static async create(options: LocalContractOptions): Promise<LocalContract> {
    const files: StoredFile[] = [];
    for (const [index, { name, bytes, controls, values = {} }] of options.files.entries()) {
      const filled = controls.map((control): Control => {
        const value = values[control.id];
        return isMarkControl(control) || value === undefined ? control : { ...control, value };
      });
      const pages = openPdf(bytes).pages();
      const parts = await prepareDocument(bytes, compileControls(filled, { pages }), options.fonts);
      files.push({
        id: `fil_${index + 1}`,
        name,
        controls,
        pages,
        bytes: joinParts(parts),
        revision: 1,
        values: { ...values },
      });
    }
    return new LocalContract(options, files);
  }

  /** The way of one party to this contract. */
  backend(role: string): SigningBackend {
    this.#signer(role);
    return new LocalBackend(this, role);
  }

  /** Latest revisions. */
  get files(): readonly {
    readonly id: string;
    readonly name: string;
    readonly bytes: Uint8Array;
    readonly revision: number;
  }[] {
    return this.#files.map(({ id, name, bytes, revision }) => ({ id, name, bytes, revision }));
  }

  get state(): 'SIGNING' | 'COMPLETED' {
    return this.#signers.every(({ state }) => state === 'SIGNED') ? 'COMPLETED' : 'SIGNING';
  }

  now(): Date {
    return this.options.now?.() ?? new Date();
  }

  party(role: string): LocalParty {
    return this.#signer(role).party;
  }

  /** @throws CinnabarError `CONTRACT_DONE` when the party has signed, `CONTRACT_NOT_YOUR_TURN` when others come first. */
  requireTurn(role: string): void {
    const { state } = this.#signer(role);
    if (state === 'SIGNED') throw new CinnabarError('CONTRACT_DONE', 'You have signed this contract.');
    if (state === 'WAITING_TURN') throw new CinnabarError('CONTRACT_NOT_YOUR_TURN', 'Others sign before you.');
  }

  async room(role: string, signing: { readonly preparationId: string } | undefined): Promise<SigningRoomState> {
    const { party, state, drafts } = this.#signer(role);
    const { name, parties } = this.options;
    const files = this.#files.map(async (file) => ({
      id: file.id,
      name: file.name,
      size: file.bytes.length,
      revision: file.revision,
      digest: await hexDigest(file.bytes),
      controls: file.controls,
      values: { ...file.values, ...(state === 'SIGNED' ? {} : drafts.get(file.id)) },
    }));
    return {
      contract: {
        id: 'ctr_local',
        name,
        state: this.state,
        initiator: parties[0]?.organization ?? parties[0]?.name ?? '',
        initiatedAt: this.#initiatedAt.toISOString(),
        deadline: later(this.#initiatedAt.toISOString(), presets.guangzhou.contract.deadlineDays * dayMillis),
      },
      signer: {
        id: `sgn_${role}`,
        role,
        name: party.name,
        maskedPhone: maskMobile(party.phone),
        state,
        ...(party.organization === undefined ? {} : { organization: party.organization }),
      },
      parties: this.#signers.map(
        ({ party: { role: partyRole, organization, name: person }, state: partyState, signedAt }): RoomParty => {
          return {
            role: partyRole,
            name: organization ?? person,
            state: partyState,
            ...(signedAt === undefined ? {} : { signedAt }),
          };
        },
      ),
      files: await Promise.all(files),
      seals: party.seals ?? [],
      intentMethods: ['sms'],
      ...(signing ? { signing } : {}),
    };
  }

  bytes(fileId: string): Uint8Array {
    return this.#file(fileId).bytes.slice();
  }

  keepDraft(role: string, fileId: string, values: Readonly<Record<string, string>>): void {
    this.#file(fileId);
    this.#signer(role).drafts.set(fileId, { ...values });
  }

  /**
   * Writes the revisions that will be signed.
   * @throws CinnabarError `REVISION_SUPERSEDED`, `FIELD_*`, `MARK_*`, and what core throws.
   */
  async prepare(role: string, submission: Submission): Promise<LocalPreparation> {
    this.requireTurn(role);
    const { party } = this.#signer(role);
    const now = this.now();
    const files: LocalPreparation['files'][number][] = [];
    for (const submitted of submission.files) {
      const file = this.#file(submitted.fileId);
      if (submitted.revision !== file.revision || submitted.digest !== (await hexDigest(file.bytes)))
        throw superseded();
      if (!file.controls.some((control) => isMarkControl(control) && control.role === role)) continue;
      const { controls, pages, values: inForce } = file;
      const values = checkedValues(controls, role, submitted, inForce, now);
      const { isShown, isRequired } = statesOf(controls, { ...inForce, ...values });
      const shown = controls.filter(isShown).map((control) => ({ ...control, required: isRequired(control) }));
      const marks = checkedMarks(shown, role, submitted, party.seals ?? []);
      const { parts, prepared } = await prepareSignature(
        file.bytes,
        {
          fieldName: signatureFieldName(role),
          signingTime: now,
          name: party.organization ?? party.name,
          reason: this.options.name,
          fills: compileFills(controls, values, { inForce }),
          appearances: compileMarks(controls, role, marks, pages),
          lock: 'filled',
          reserve: this.#provider.maxCmsSize,
        },
        this.options.fonts,
      );
      files.push({ file, base: file.revision, parts, prepared, values });
    }
    const revision: PreparedRevision = {
      preparationId: `prp_${crypto.randomUUID()}`,
      expiresAt: new Date(now.getTime() + preparationLife).toISOString(),
      files: files.map(({ file, parts, prepared }) => ({
        fileId: file.id,
        size: parts.reduce((size, part) => size + part.length, 0),
        byteRange: prepared.byteRange,
        // What rooms compute themselves; the local authority's keys sign over it.
        digestAlgorithm: 'SHA-256',
        digest: bytesToHex(base64ToBytes(prepared.digest)),
      })),
    };
    const lines = revision.files.map(({ fileId, digest: hex }) => `${fileId}:${hex}\n`).sort();
    return { revision, role, fingerprint: await hexDigest(utf8ToBytes(lines.join(''))), files };
  }

  /** Signs every prepared file and, once all are made and checked, takes them as the latest revisions at once. */
  async sign({ role, files, revision }: LocalPreparation): Promise<void> {
    const signer = this.#signer(role);
    const { party } = signer;
    const { authority } = this.options;
    const made: Uint8Array[] = [];
    for (const { file, base, parts, prepared } of files) {
      if (file.revision !== base) throw superseded();
      const { cms } = await this.#provider.sign({
        subject: {
          kind: party.organization === undefined ? 'person' : 'organization',
          name: party.organization ?? party.name,
          reference: `local-${role}`,
        },
        digestAlgorithm: prepared.digestAlgorithm,
        digest: base64ToBytes(prepared.digest),
        idempotencyKey: `${revision.preparationId}/${file.id}`,
      });
      const signed = await embedSignature(parts, prepared, cms);
      await checkSigned(signed, {
        fieldName: prepared.fieldName,
        original: file.bytes,
        level: 'B-T',
        trust: authority.trustAnchors,
      });
      made.push(joinParts(signed));
    }
    if (files.some(({ file, base }) => file.revision !== base)) throw superseded();
    for (const [index, { file, values }] of files.entries()) {
      file.bytes = made[index] as Uint8Array;
      file.revision += 1;
      Object.assign(file.values, values);
    }
    signer.state = 'SIGNED';
    signer.signedAt = this.now().toISOString();
    const next = this.#signers.find(({ state }) => state !== 'SIGNED');
    if (next?.state === 'WAITING_TURN') next.state = 'PENDING';
  }

  get #provider(): ReturnType<LocalContractOptions['authority']['signingProvider']> {
    const { authority } = this.options;
    return authority.signingProvider(authority.timestampProvider());
  }

  #file(fileId: string): StoredFile {
    const file = this.#files.find(({ id }) => id === fileId);
    if (!file) throw new CinnabarError('FILE_NOT_FOUND', 'The contract has no such file.');
    return file;
  }

  #signer(role: string): Signer {
    const signer = this.#signers.find(({ party }) => party.role === role);
    if (!signer) throw new CinnabarError('CONTRACT_NOT_FOUND', 'There is no such contract for this signer.');
    return signer;
  }
}

function superseded(): CinnabarError {
  return new CinnabarError('REVISION_SUPERSEDED', 'The contract has changed meanwhile; check it and submit again.');
}

async function hexDigest(bytes: Uint8Array): Promise<string> {
  return bytesToHex(await digest('SHA-256', [bytes]));
}
