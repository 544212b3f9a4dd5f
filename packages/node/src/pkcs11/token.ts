import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';

import { attribute, flag, returned, user } from './codes.ts';
import { loadCryptoki, type Cryptoki } from './cryptoki.ts';

/** A token as its module names it. */
export interface TokenInfo {
  readonly slot: number;
  readonly label: string;
  readonly serial: string;
}

/** Ends of a session that a new one mends. */
const lostSession: readonly string[] = [
  returned.sessionClosed,
  returned.sessionHandleInvalid,
  returned.userNotLoggedIn,
  returned.deviceRemoved,
  returned.tokenNotPresent,
].map((value) => `0x${value.toString(16)}`);

const maxFound = 256;
const maxSessions = 4;

interface LoadedModule {
  readonly cryptoki: Cryptoki;
  /** True when this process did not initialise it, and so must not end it. */
  readonly foreign: boolean;
  users: number;
}

/** A module is initialised once in a process, whoever uses it. */
const modules = new Map<string, Promise<LoadedModule>>();

/** What is found on a token, and a way to sign there. */
export interface TokenSession {
  readonly cryptoki: Cryptoki;
  readonly handle: number;
}

/** An open token: sessions that are made when needed, logged in, and made anew when the token was away. */
export class Token {
  readonly info: TokenInfo;
  readonly #path: string;
  readonly #cryptoki: Cryptoki;
  readonly #pin: string | undefined;
  #idle: number[] = [];
  #busy = 0;
  #closed = false;
  #waiting: (() => void)[] = [];
  /** Counts up when all sessions before are worth nothing any more. */
  #generation = 0;

  private constructor(path: string, cryptoki: Cryptoki, info: TokenInfo, pin: string | undefined) {
    this.#path = path;
    this.#cryptoki = cryptoki;
    this.info = info;
    this.#pin = pin;
  }

  /**
   * The token with this label or serial number; the only one when neither is given.
   * @param path the module: a shared library
   * @throws CinnabarError `PKCS11_BINDING_MISSING`, `PKCS11_MODULE`, `PKCS11_TOKEN_CHOICE` (details: tokens, their labels),
   *   `PKCS11_FAILED`
   */
  static async open(path: string, label: string | undefined, pin: string | undefined): Promise<Token> {
    const cryptoki = await acquire(path);
    try {
      const tokens = listTokens(cryptoki);
      const matching = tokens.filter((token) => label === undefined || token.label === label || token.serial === label);
      const [info, ...others] = matching;
      if (info && others.length === 0) return new Token(path, cryptoki, info, pin);
      const sentence = info ? 'Say which token is meant, by its serial number.' : 'There is no such token in any slot.';
      throw new CinnabarError('PKCS11_TOKEN_CHOICE', sentence, {
        details: { tokens: tokens.map((token) => token.label) },
      });
    } catch (error) {
      await release(path);
      throw error;
    }
  }

  /**
   * Runs `work` in a session of its own. When the token was away meanwhile, once more in a new one: nothing was done then.
   * @throws CinnabarError `PKCS11_CLOSED`, `PKCS11_PIN`, `PKCS11_PIN_LOCKED`, `PKCS11_TOKEN_REMOVED`, `PKCS11_FAILED`, and
   *   what `work` throws
   */
  async use<T>(work: (session: TokenSession, generation: number) => Promise<T> | T): Promise<T> {
    const generation = this.#generation;
    try {
      return await this.#inSession(work);
    } catch (cause) {
      if (!isLost(cause)) throw cause;
      this.#forget(generation);
      return this.#inSession(work);
    }
  }

  /** What follows context-specific login, for keys that want the PIN at every signature. */
  async loginForOneOperation({ handle }: TokenSession): Promise<void> {
    await this.#login(handle, user.contextSpecific);
  }

  /** Ends all sessions; the module too, when nobody else in this process uses it. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    while (this.#busy > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#forget(this.#generation);
    await release(this.#path);
  }

  async #inSession<T>(work: (session: TokenSession, generation: number) => Promise<T> | T): Promise<T> {
    while (this.#busy >= maxSessions) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#closed) throw new CinnabarError('PKCS11_CLOSED', 'The token was closed; open it again.');
    this.#busy++;
    const generation = this.#generation;
    let handle: number | undefined;
    let kept = false;
    try {
      handle = this.#idle.pop() ?? (await this.#openSession());
      const result = await work({ cryptoki: this.#cryptoki, handle }, generation);
      kept = true;
      return result;
    } finally {
      this.#busy--;
      if (handle !== undefined) {
        // A session whose work failed may be in the middle of an operation.
        if (kept && generation === this.#generation && !this.#closed) this.#idle.push(handle);
        else this.#closeSession(handle);
      }
      for (const resume of this.#waiting.splice(0)) resume();
    }
  }

  async #openSession(): Promise<number> {
    const { memory } = this.#cryptoki;
    const handle = memory.ulongs(0);
    this.#cryptoki.call('C_OpenSession', [this.info.slot, flag.serialSession, null, null, handle]);
    const session = memory.readUlong(handle);
    try {
      if (this.#pin !== undefined) await this.#login(session, user.normal);
    } catch (error) {
      this.#closeSession(session);
      throw error;
    }
    return session;
  }

  async #login(session: number, who: number): Promise<void> {
    const pin = Buffer.from(this.#pin ?? '', 'utf8');
    try {
      const accepted = who === user.normal ? [returned.userAlreadyLoggedIn] : [];
      await this.#cryptoki.callLater('C_Login', [session, who, pin, pin.length], accepted);
    } finally {
      pin.fill(0);
    }
  }

  #forget(generation: number): void {
    if (generation !== this.#generation) return;
    this.#generation++;
    for (const handle of this.#idle.splice(0)) this.#closeSession(handle);
  }

  #closeSession(handle: number): void {
    try {
      this.#cryptoki.call('C_CloseSession', [handle]);
    } catch {
      // It was closed from the other side.
    }
  }
}

/** Handles of the objects that have all these attributes. */
export function findObjects({ cryptoki, handle }: TokenSession, wanted: Readonly<Record<number, Buffer>>): number[] {
  const { memory } = cryptoki;
  const entries = Object.entries(wanted).map(([type, value]) => memory.attribute(Number(type), value));
  cryptoki.call('C_FindObjectsInit', [handle, memory.row(entries), entries.length]);
  try {
    const [found, count] = [memory.ulongs(...new Array<number>(maxFound).fill(0)), memory.ulongs(0)];
    cryptoki.call('C_FindObjects', [handle, found, maxFound, count]);
    return Array.from({ length: memory.readUlong(count) }, (_, i) => memory.readUlong(found, i));
  } finally {
    cryptoki.call('C_FindObjectsFinal', [handle]);
  }
}

/** The value of an attribute; undefined when the object has none, or does not show it. */
export function readAttribute({ cryptoki, handle }: TokenSession, object: number, type: number): Buffer | undefined {
  const { memory } = cryptoki;
  const get = (value: Buffer | null): number | undefined => {
    const template = memory.attribute(type, value);
    // CKR_ATTRIBUTE_SENSITIVE and CKR_ATTRIBUTE_TYPE_INVALID come with a length that says so.
    cryptoki.call('C_GetAttributeValue', [handle, object, template, 1], [0x11, 0x12]);
    return memory.attributeLength(template);
  };
  const length = get(null);
  if (length === undefined) return undefined;
  const value = Buffer.alloc(length);
  return length === 0 || get(value) === length ? value : undefined;
}

/** A label, or an identifier in hexadecimal, as a filter for objects. */
export function named(name: string): readonly Readonly<Record<number, Buffer>>[] {
  const byLabel = { [attribute.label]: Buffer.from(name, 'utf8') };
  const isHex = /^([0-9a-fA-F]{2})+$/.test(name);
  return isHex ? [byLabel, { [attribute.id]: Buffer.from(name, 'hex') }] : [byLabel];
}

function listTokens(cryptoki: Cryptoki): TokenInfo[] {
  const { memory } = cryptoki;
  const count = memory.ulongs(0);
  cryptoki.call('C_GetSlotList', [1, null, count]);
  const room = memory.readUlong(count);
  if (room === 0) return [];
  const slots = memory.ulongs(...new Array<number>(room).fill(0));
  cryptoki.call('C_GetSlotList', [1, slots, count]);
  return Array.from({ length: Math.min(room, memory.readUlong(count)) }, (_, i) => {
    const slot = memory.readUlong(slots, i);
    // CK_TOKEN_INFO begins with label[32], manufacturerID[32], model[16], serialNumber[16]; padded with blanks.
    const info = Buffer.alloc(512);
    cryptoki.call('C_GetTokenInfo', [slot, info]);
    const text = (start: number, end: number): string => info.toString('utf8', start, end).replace(/[ \0]+$/, '');
    return { slot, label: text(0, 32), serial: text(80, 96) };
  });
}

async function acquire(path: string): Promise<Cryptoki> {
  let loading = modules.get(path);
  if (!loading) {
    loading = initialize(path);
    modules.set(path, loading);
    loading.catch(() => modules.delete(path));
  }
  const module = await loading;
  module.users++;
  return module.cryptoki;
}

async function initialize(path: string): Promise<LoadedModule> {
  const cryptoki = await loadCryptoki(path);
  // CK_C_INITIALIZE_ARGS without functions for locks: the module is to use those of the system.
  const args = cryptoki.memory.struct(null, null, null, null, flag.osLocking, null);
  const accepted = [returned.alreadyInitialized, returned.cannotLock];
  const result = cryptoki.call('C_Initialize', [args], accepted);
  if (result === returned.cannotLock) {
    // It bears one thread only, which is this one.
    cryptoki.call('C_Initialize', [null]);
    const onThisThread: Cryptoki = { ...cryptoki, callLater: async (...call) => cryptoki.call(...call) };
    return { cryptoki: onThisThread, foreign: false, users: 0 };
  }
  return { cryptoki, foreign: result === returned.alreadyInitialized, users: 0 };
}

async function release(path: string): Promise<void> {
  const module = await modules.get(path);
  if (!module || --module.users > 0) return;
  modules.delete(path);
  if (!module.foreign) module.cryptoki.call('C_Finalize', [null]);
}

function isLost(cause: unknown): boolean {
  return isCinnabarError(cause) && lostSession.includes(String(cause.details['returned']));
}
