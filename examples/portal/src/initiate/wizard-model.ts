import type {
  ContractView,
  NewPortalContract,
  PlacedFile,
  PortalClient,
  SampleFile,
  TemplateField,
  TemplateSummary,
  UploadedFile,
  WorkerEntry,
} from '@cinnabar/client';
import { parseContractName, presets, type NameProblem } from '@cinnabar/core/contract';
import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import { checkLabourValues, validateValue, type FieldProblem, type LabourProblem } from '@cinnabar/core/field';
import { applicableFields } from './form-layout.ts';

/** Limits of the reference system (requirements catalogue A21). */
const { upload, contract: contractRules } = presets.guangzhou;
export const { maxFiles, maxFileBytes: maxFileSize } = upload;
export const maxNameLength = contractRules.nameMax;

export type Step = 1 | 2 | 3;

/** One chosen file on its way to the server. */
export interface WizardFile {
  /** Identity on the screen; a file has no id before it is stored. */
  readonly key: number;
  readonly name: string;
  readonly size: number;
  readonly state: 'uploading' | 'ready' | 'failed';
  readonly failure?: unknown;
  readonly uploaded?: UploadedFile;
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

/** What keeps the reader on a step, in the order of the page. */
export type StepProblem =
  'FILES_MISSING' | 'FILES_BUSY' | 'FILES_FAILED' | 'PLACEMENT' | 'WORKER_MISSING' | NameProblem;

/** What is wrong with a contract's name, by catalogue rule INI-06. */
export function nameProblem(name: string): NameProblem | undefined {
  const parsed = parseContractName(name);
  return parsed.ok ? undefined : parsed.problems[0].code;
}

type Client = Pick<
  PortalClient,
  | 'uploadFile'
  | 'listTemplates'
  | 'listWorkers'
  | 'listSampleFiles'
  | 'useSampleFile'
  | 'loadUpload'
  | 'placeTemplate'
  | 'createContract'
>;

/**
 * Initiating a contract in three steps. Holds everything typed and chosen, so that going back loses nothing. Fires
 * `change` after every change.
 */
export class WizardModel extends EventTarget {
  step: Step = 1;
  name = '';
  files: readonly WizardFile[] = [];
  workers: readonly WorkerEntry[] = [];
  workerId: string | undefined;
  samples: readonly SampleFile[] = [];
  template: TemplateSummary | undefined;
  values: Readonly<Record<string, string>> = {};
  placement: readonly PlacedFile[] | undefined;
  placementFailure: unknown;
  /** Set when the reader wanted to go on: from then on problems of the step are shown. */
  asked = false;
  sending = false;
  /** Why nothing can be chosen from. */
  openFailure: unknown;
  /** Why the contract was not sent. */
  failure: unknown;
  sent: ContractView | undefined;

  readonly #client: Client;
  readonly #closed = new AbortController();
  #nextKey = 1;
  #nameTyped = false;
  #placing: AbortController | undefined;
  #idempotencyKey: string | undefined;

  constructor(client: Client) {
    super();
    this.#client = client;
  }

  /** Loads what can be chosen from. Without the samples the wizard still serves. */
  async open(): Promise<void> {
    const { signal } = this.#closed;
    this.openFailure = undefined;
    try {
      const [templates, workers] = await Promise.all([
        this.#client.listTemplates(signal),
        this.#client.listWorkers(signal),
      ]);
      this.template = templates[0];
      this.values = Object.fromEntries(this.template?.fields.map(({ id, value }) => [id, value ?? '']) ?? []);
      this.workers = workers;
      this.#changed();
      await this.place();
    } catch (error) {
      if (signal.aborted) return;
      this.openFailure = error;
    }
    this.samples = await this.#client.listSampleFiles(signal).catch(() => []);
    this.#changed();
  }

  /** Stops what is on its way. */
  close(): void {
    this.#closed.abort();
    this.#placing?.abort();
  }

  /** True while leaving would lose something. */
  get unsaved(): boolean {
    return !this.sent && (this.files.length > 0 || this.workerId !== undefined);
  }

  get worker(): WorkerEntry | undefined {
    return this.workers.find(({ id }) => id === this.workerId);
  }

  get fileIds(): string[] {
    return this.files.flatMap(({ uploaded }) => uploaded?.fileId ?? []);
  }

  setName(name: string): void {
    this.name = name;
    this.#nameTyped = name !== '';
    this.#edited();
  }

  setWorker(workerId: string): void {
    this.workerId = workerId;
    this.#edited();
  }

  setValue(fieldId: string, value: string): void {
    this.values = { ...this.values, [fieldId]: value };
    this.#edited();
  }

  addFiles(files: readonly File[]): Promise<void> {
    return this.#add(
      files.map((file) => ({
        name: file.name,
        size: file.size,
        store: async () => {
          if (file.size > maxFileSize) throw new CinnabarError('FILE_TOO_LARGE', 'The file is larger than 10 MB.');
          const bytes = new Uint8Array(await file.arrayBuffer());
          return { bytes, uploaded: await this.#client.uploadFile(file.name, bytes, this.#closed.signal) };
        },
      })),
    );
  }

  addSample(sample: SampleFile, name: string): Promise<void> {
    return this.#add([
      {
        name,
        size: sample.size,
        store: async () => {
          const uploaded = await this.#client.useSampleFile(sample.id, this.#closed.signal);
          return { uploaded, bytes: await this.#client.loadUpload(uploaded.fileId, this.#closed.signal) };
        },
      },
    ]);
  }

  removeFile(key: number): void {
    this.files = this.files.filter((file) => file.key !== key);
    this.#edited();
    void this.place();
  }

  /** Finds the template's controls in the files at hand. */
  async place(): Promise<void> {
    this.#placing?.abort();
    const placing = (this.#placing = new AbortController());
    this.placement = undefined;
    this.placementFailure = undefined;
    if (this.template && this.fileIds.length > 0 && this.files.every(({ state }) => state !== 'uploading')) {
      try {
        const placement = await this.#client.placeTemplate(this.template.id, this.fileIds, placing.signal);
        if (placing.signal.aborted) return;
        this.placement = placement;
      } catch (error) {
        if (placing.signal.aborted) return;
        this.placementFailure = error;
      }
    }
    this.#changed();
  }

  /** Controls of the template that were found in no file at all. */
  get unplaced(): string[] {
    const [first, ...rest] = this.placement ?? [];
    return (first?.unplaced ?? []).filter((id) => rest.every(({ unplaced }) => unplaced.includes(id)));
  }

  /** Questions of the form that apply to the answers so far. */
  get fields(): readonly TemplateField[] {
    return applicableFields(this.template?.fields ?? [], this.values);
  }

  /** What is wrong with an answer by itself or, by labour law, beside the others. */
  fieldProblem(field: TemplateField): FieldProblem | LabourProblem | undefined {
    const options = field.options?.map(({ value }) => value);
    const problem = validateValue({ ...field, options }, this.values[field.id] ?? '');
    return problem ?? this.#lawProblems().find(({ path }) => path === field.id);
  }

  /** Questions of the labour contract are named by what labour law's checks call them. */
  #lawProblems(): LabourProblem[] {
    if (this.template?.id !== 'labour-contract') return [];
    const answers = Object.fromEntries(this.fields.map(({ id }) => [id, this.values[id] ?? '']));
    const today = new Date().toISOString().slice(0, 10); // bounds birth dates, which the form does not ask for
    return checkLabourValues(answers, { today }).filter(({ severity }) => severity === 'block');
  }

  /** The question whose answer the server refused, when it was one. */
  get refusedField(): string | undefined {
    const id = isCinnabarError(this.failure) ? this.failure.details['controlId'] : undefined;
    return this.fields.find((field) => field.id === id)?.id;
  }

  /** The first thing that keeps the reader from leaving the first step. */
  get partiesProblem(): StepProblem | undefined {
    if (this.files.length === 0) return 'FILES_MISSING';
    if (this.files.some(({ state }) => state === 'uploading')) return 'FILES_BUSY';
    if (this.files.some(({ state }) => state === 'failed')) return 'FILES_FAILED';
    if (!this.placement) return 'PLACEMENT';
    const name = nameProblem(this.name);
    return name ?? (this.worker ? undefined : 'WORKER_MISSING');
  }

  /** Goes to a step when every step before it is in order; otherwise stays and shows what is wrong. */
  go(step: Step): boolean {
    const blocked =
      (step > 1 && this.partiesProblem !== undefined) ||
      (step > 2 && this.fields.some((field) => this.fieldProblem(field)));
    this.asked = blocked;
    if (!blocked) this.step = step;
    this.#changed();
    return !blocked;
  }

  /** Sends the contract. A lost answer is asked for again with the same key, so that nothing is created twice. */
  async send(): Promise<void> {
    if (this.sending || this.sent || !this.template || !this.worker) return;
    this.sending = true;
    this.failure = undefined;
    this.#changed();
    const answers = this.fields.map(({ id }): [string, string] => [id, this.values[id]?.trim() ?? '']);
    const contract: NewPortalContract = {
      name: this.name.trim(),
      templateId: this.template.id,
      fileIds: this.fileIds,
      fields: Object.fromEntries(answers.filter(([, value]) => value !== '')),
      workerId: this.worker.id,
      idempotencyKey: (this.#idempotencyKey ??= crypto.randomUUID()),
    };
    try {
      this.sent = await this.#client.createContract(contract);
    } catch (error) {
      this.failure = error;
      if (this.refusedField) this.step = 2;
    }
    this.sending = false;
    this.#changed();
  }

  async #add(
    sources: { name: string; size: number; store: () => Promise<Pick<WizardFile, 'uploaded' | 'bytes'>> }[],
  ): Promise<void> {
    const accepted = sources
      .slice(0, maxFiles - this.files.length)
      .map((source) => ({ ...source, key: this.#nextKey++ }));
    this.files = [
      ...this.files,
      ...accepted.map(({ key, name, size }) => ({ key, name, size, state: 'uploading' as const })),
    ];
    if (!this.#nameTyped && this.files[0]) this.name = nameFromFile(this.files[0].name);
    this.#edited();
    await Promise.all(
      accepted.map(async ({ key, store }) => {
        try {
          this.#update(key, { ...(await store()), state: 'ready' });
        } catch (failure) {
          this.#update(key, { state: 'failed', failure });
        }
      }),
    );
    await this.place();
  }

  #update(key: number, change: Partial<WizardFile>): void {
    this.files = this.files.map((file) => (file.key === key ? { ...file, ...change } : file));
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }

  #edited(): void {
    this.#idempotencyKey = undefined;
    this.failure = undefined;
    this.#changed();
  }
}

/** A contract's name as its file suggests it: no extension, nothing a name may not hold. */
function nameFromFile(fileName: string): string {
  const fit = Array.from(fileName.replace(/\.pdf$/i, ''), (each) => (nameProblem(`一${each}`) ? ' ' : each));
  return Array.from(fit.join('').trim()).slice(0, maxNameLength).join('');
}
