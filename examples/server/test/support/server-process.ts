import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createHostClient, createSigningClient, type HostClient } from '@cinnabar/client';
import type { Checkpoint } from '../../src/context.ts';
import type { SigningBackend } from '@cinnabar/elements/backend';

/** A server in a process of its own, which can be killed. */
export class ServerProcess {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;
  readonly #exit: Promise<void>;
  readonly baseUrl: string;
  readonly host: HostClient;

  private constructor(
    process: ChildProcessByStdio<Writable, Readable, null>,
    lines: AsyncIterator<string>,
    { url, apiKey }: { url: string; apiKey: string },
  ) {
    this.#process = process;
    this.#lines = lines;
    this.#exit = new Promise((resolve) => process.once('exit', () => resolve()));
    this.baseUrl = url;
    this.host = createHostClient({ baseUrl: url, apiKey, timeout: 10_000 });
  }

  static async start(env: Record<string, string>): Promise<ServerProcess> {
    const script = fileURLToPath(new URL('./crashing-server.ts', import.meta.url));
    const child = spawn(process.execPath, ['--conditions=source', '--disable-warning=ExperimentalWarning', script], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await lines.next();
    if (first.done === true) throw new Error('the server process ended before it listened');
    return new ServerProcess(child, lines, JSON.parse(first.value) as { url: string; apiKey: string });
  }

  /** From now on the process kills itself when it reaches the checkpoint. */
  async crashAt(checkpoint: Checkpoint): Promise<void> {
    this.#process.stdin.write(`${checkpoint}\n`);
    await this.#lines.next();
  }

  room(token: string): SigningBackend {
    return createSigningClient({ baseUrl: this.baseUrl, token, timeout: 10_000 });
  }

  async code(phone: string, purpose: 'login' | 'intent'): Promise<string> {
    const response = await fetch(`${this.baseUrl}/sandbox/inbox.json`);
    const { messages } = (await response.json()) as { messages: { to: string; purpose: string; text: string }[] };
    const message = messages.find((candidate) => candidate.to === phone && candidate.purpose === purpose);
    const code = /验证码为(\d{6})/.exec(message?.text ?? '')?.[1];
    if (code === undefined) throw new Error(`no ${purpose} code was sent to ${phone}`);
    return code;
  }

  /** Resolves when the process has ended, by itself or by the kill. */
  async ended(): Promise<NodeJS.Signals | null> {
    await this.#exit;
    return this.#process.signalCode;
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#exit;
  }
}
