import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import type { Db, Tx } from '../database/open.ts';
import type { JobRow } from '../database/schema.ts';
import { newId } from '../secrets.ts';

/** Does one job. Must be idempotent: after a crash it is called again. Throws to be called again later. */
export type JobHandler = (payload: string) => Promise<void>;

export interface JobRunnerOptions {
  readonly db: Db;
  readonly now: () => Date;
  /** Seconds a job may go on without a sign of life before another process takes it over. */
  readonly lease: number;
  /** True when no other process can share the database: then a lease found at start was left by a process that died. */
  readonly exclusive: boolean;
  readonly onError: (error: unknown, job: { id: string; kind: string }) => void;
}

/** Adds a job in the transaction that makes it due: either both happen or neither. */
export async function enqueue(tx: Tx | Db, kind: JobRow['kind'], payload: unknown, runAt: Date): Promise<void> {
  await tx
    .insertInto('jobs')
    .values({
      id: newId('job'),
      kind,
      payload: JSON.stringify(payload),
      state: 'READY',
      attempts: 0,
      run_at: runAt.toISOString(),
      lease_owner: null,
      lease_until: null,
      last_error: null,
    })
    .execute();
}

/** Runs due jobs, one at a time per process, with leases so that several processes can share one database. */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #owner = newId('job');
  readonly #handlers = new Map<string, JobHandler>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = true;
  #wanted = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  handle(kind: JobRow['kind'], handler: JobHandler): void {
    this.#handlers.set(kind, handler);
  }

  async start(): Promise<void> {
    const { db, exclusive } = this.#options;
    if (exclusive) {
      await db
        .updateTable('jobs')
        .set({ lease_owner: null, lease_until: null })
        .where('lease_owner', 'is not', null)
        .execute();
    }
    this.#stopped = false;
    this.wake();
  }

  /** Looks for due jobs now; called after a transaction that enqueued one has committed. */
  wake(): void {
    if (this.#stopped) return;
    this.#wanted = true;
    clearTimeout(this.#timer);
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
      if (this.#stopped) return;
      if (this.#wanted) return this.wake();
      this.#timer = setTimeout(() => this.wake(), 1000);
    });
  }

  /** Finishes the job at hand and takes no other. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #drain(): Promise<void> {
    this.#wanted = false;
    try {
      for (let job = await this.#claim(); job !== undefined && !this.#stopped; job = await this.#claim()) {
        await this.#run(job);
      }
    } catch (error) {
      this.#options.onError(error, { id: '', kind: 'claim' });
    }
  }

  async #claim(): Promise<JobRow | undefined> {
    const { db, now, lease } = this.#options;
    const at = now();
    const due = (): ReturnType<typeof candidates> => candidates(db, at.toISOString());
    const candidate = await due().select('id').orderBy('run_at').limit(1).executeTakeFirst();
    if (candidate === undefined) return undefined;
    // Compare and set: of several processes that saw the job, the condition lets exactly one through.
    const claimed = await db
      .updateTable('jobs')
      .set((column) => ({
        lease_owner: this.#owner,
        lease_until: new Date(at.getTime() + lease * 1000).toISOString(),
        attempts: column('attempts', '+', 1),
      }))
      .where('id', '=', candidate.id)
      .where('id', 'in', due().select('id'))
      .returningAll()
      .executeTakeFirst();
    return claimed ?? this.#claim();
  }

  async #run(job: JobRow): Promise<void> {
    const { db, now, lease, onError } = this.#options;
    const renewal = setInterval(
      () => {
        const until = new Date(now().getTime() + lease * 1000).toISOString();
        this.#own(db, job.id)
          .set({ lease_until: until })
          .execute()
          .catch((error: unknown) => onError(error, job));
      },
      (lease * 1000) / 3,
    );
    try {
      const handler = this.#handlers.get(job.kind);
      if (handler === undefined) throw new CinnabarError('JOB_UNKNOWN', `No handler for jobs of kind ${job.kind}.`);
      await handler(job.payload);
      await this.#own(db, job.id).set({ state: 'DONE', lease_owner: null, lease_until: null }).execute();
    } catch (error) {
      onError(error, job);
      const wait = Math.min(2 ** job.attempts * 250, 60_000);
      await this.#own(db, job.id)
        .set({
          run_at: new Date(now().getTime() + wait).toISOString(),
          lease_owner: null,
          lease_until: null,
          last_error: isCinnabarError(error) ? error.code : 'SERVER_ERROR',
        })
        .execute();
    } finally {
      clearInterval(renewal);
    }
  }

  #own(db: Db, id: string) {
    return db.updateTable('jobs').where('id', '=', id).where('lease_owner', '=', this.#owner);
  }
}

function candidates(db: Db, at: string) {
  return db
    .selectFrom('jobs')
    .where('state', '=', 'READY')
    .where('run_at', '<=', at)
    .where((column) => column.or([column('lease_until', 'is', null), column('lease_until', '<', at)]));
}
