import { CinnabarError } from '@cinnabar/core/error';
import type koffiApi from 'koffi';
import type { LibraryHandle } from 'koffi';

import { returned } from './codes.ts';
import { pkcs11Error } from './errors.ts';

type Koffi = typeof koffiApi;
type KoffiFunction = ReturnType<LibraryHandle['func']>;

/** What a function takes: CK_BBOOL, CK_ULONG or a pointer. */
type Parameter = 'uint8_t' | 'unsigned long' | 'void *';
const [byte, ulong, pointer] = ['uint8_t', 'unsigned long', 'void *'] as const;

/** The functions used: their place in CK_FUNCTION_LIST (PKCS #11 v2.40 §5), and their parameters. */
const functions = {
  C_Initialize: [0, [pointer]],
  C_Finalize: [1, [pointer]],
  C_GetSlotList: [4, [byte, pointer, pointer]],
  C_GetTokenInfo: [6, [ulong, pointer]],
  C_OpenSession: [12, [ulong, ulong, pointer, pointer, pointer]],
  C_CloseSession: [13, [ulong]],
  C_Login: [18, [ulong, ulong, pointer, ulong]],
  C_GetAttributeValue: [24, [ulong, ulong, pointer, ulong]],
  C_FindObjectsInit: [26, [ulong, pointer, ulong]],
  C_FindObjects: [27, [ulong, pointer, ulong, pointer]],
  C_FindObjectsFinal: [28, [ulong]],
  C_SignInit: [42, [ulong, pointer, ulong]],
  C_Sign: [43, [ulong, pointer, ulong, pointer, pointer]],
} as const satisfies Record<string, readonly [number, readonly Parameter[]]>;

export type FunctionName = keyof typeof functions;
export type Argument = number | Buffer | null;

interface Bound {
  now(...args: Argument[]): number;
  /** On another thread, so that a slow token holds nobody up. */
  later(...args: Argument[]): Promise<number>;
}

/** A module (shared library) that speaks PKCS #11, with the sizes of its types on this machine. */
export interface Cryptoki {
  /** @throws CinnabarError `PKCS11_*` unless the function returns CKR_OK or one of `accepted` */
  call(name: FunctionName, args: readonly Argument[], accepted?: readonly number[]): number;
  /** The same on another thread. */
  callLater(name: FunctionName, args: readonly Argument[], accepted?: readonly number[]): Promise<number>;
  readonly memory: CryptokiMemory;
}

/** Values as the module sees them in memory. Structures are packed on Windows (PKCS #11 v2.40 §2.1). */
export interface CryptokiMemory {
  /** CK_ULONGs in a row. */
  ulongs(...values: number[]): Buffer;
  readUlong(from: Buffer, index?: number): number;
  /** A structure of CK_ULONGs (numbers) and pointers (buffers, which live as long as the structure). */
  struct(...fields: (number | Buffer | null)[]): Buffer;
  /** Structures in a row. */
  row(structs: readonly Buffer[]): Buffer;
  /** One CK_ATTRIBUTE; after C_GetAttributeValue its length is read with `attributeLength`. */
  attribute(type: number, value: Buffer | null): Buffer;
  /** Length of the value of a CK_ATTRIBUTE in bytes, or undefined when the object has none to show. */
  attributeLength(attribute: Buffer): number | undefined;
}

/**
 * Loads a module.
 * @throws CinnabarError `PKCS11_BINDING_MISSING`, `PKCS11_MODULE` (the file is none), `PKCS11_*` from initialising it
 */
export async function loadCryptoki(path: string): Promise<Cryptoki> {
  const koffi = await loadKoffi();
  const bound = bindAll(koffi, path);
  const check = (value: number, name: FunctionName, accepted: readonly number[]): number => {
    if (value === returned.ok || accepted.includes(value)) return value;
    throw pkcs11Error(value, name);
  };
  return {
    memory: memoryOf(koffi),
    call: (name, args, accepted = []) => check(bound[name].now(...args), name, accepted),
    callLater: async (name, args, accepted = []) => check(await bound[name].later(...args), name, accepted),
  };
}

async function loadKoffi(): Promise<Koffi> {
  try {
    return (await import('koffi')).default;
  } catch (cause) {
    const sentence = 'Tokens need the package koffi, which is not installed for this system: npm install koffi.';
    throw new CinnabarError('PKCS11_BINDING_MISSING', sentence, { cause });
  }
}

function bindAll(koffi: Koffi, path: string): Record<FunctionName, Bound> {
  try {
    const library = koffi.load(path);
    // Some modules export nothing but the list of their functions; those are called on this thread.
    const listed = listedFunctions(koffi, library.func('unsigned long C_GetFunctionList(_Out_ void **list)'));
    const entries = Object.entries(functions).map(([name, [index, parameters]]): [string, Bound] => {
      try {
        const direct = library.func(name, ulong, [...parameters]);
        return [name, { now: (...args) => Number(direct(...args)), later: promised(direct) }];
      } catch {
        const now = listed(index, parameters);
        return [name, { now, later: async (...args) => now(...args) }];
      }
    });
    return Object.fromEntries(entries) as Record<FunctionName, Bound>;
  } catch (cause) {
    const sentence = 'The PKCS #11 module cannot be loaded; check its path, and that it is made for this machine.';
    throw new CinnabarError('PKCS11_MODULE', sentence, { cause });
  }
}

function promised(direct: KoffiFunction): Bound['later'] {
  return (...args) =>
    new Promise((resolve, reject) => {
      direct.async(...args, (error: Error | null, value: number | bigint) => {
        if (error) reject(error);
        else resolve(Number(value));
      });
    });
}

function listedFunctions(
  koffi: Koffi,
  getFunctionList: KoffiFunction,
): (index: number, parameters: readonly Parameter[]) => Bound['now'] {
  const list: unknown[] = [null];
  if (Number(getFunctionList(list)) !== returned.ok) throw new Error('C_GetFunctionList failed');
  return (index, parameters) => {
    const size = koffi.sizeof(pointer);
    // CK_VERSION, two bytes, and then pointers: where they are aligned, after a gap.
    const offset = (isPacked ? 2 : size) + index * size;
    const address: unknown = koffi.decode(list[0], offset, pointer);
    const prototype = koffi.proto(ulong, [...parameters]);
    return (...args) => Number(koffi.call(address, prototype, ...args));
  };
}

/** Beyond this a length is CK_UNAVAILABLE_INFORMATION, all ones. */
const maxAttribute = 1 << 20;

const isPacked = process.platform === 'win32';

function memoryOf(koffi: Koffi): CryptokiMemory {
  const size = { ulong: koffi.sizeof(ulong), pointer: koffi.sizeof(pointer) };
  const write = (into: Buffer, offset: number, width: number, value: bigint): void => {
    if (width === 8) into.writeBigUInt64LE(value, offset);
    else into.writeUInt32LE(Number(value), offset);
  };
  const ulongs = (...values: number[]): Buffer => {
    const buffer = Buffer.alloc(values.length * size.ulong);
    for (const [i, value] of values.entries()) write(buffer, i * size.ulong, size.ulong, BigInt(value));
    return buffer;
  };
  const readUlong = (from: Buffer, index = 0): number =>
    size.ulong === 8 ? Number(from.readBigUInt64LE(index * 8)) : from.readUInt32LE(index * 4);
  // The module sees addresses only; what they lead to must not be collected before.
  const kept = new WeakMap<Buffer, unknown>();
  const keep = (buffer: Buffer, what: unknown): Buffer => {
    kept.set(buffer, what);
    return buffer;
  };
  const struct: CryptokiMemory['struct'] = (...fields) => {
    const parts = fields.map((field) => {
      if (typeof field === 'number') return ulongs(field);
      const part = Buffer.alloc(size.pointer);
      write(part, 0, size.pointer, field && field.length > 0 ? koffi.address(field) : 0n);
      return part;
    });
    return keep(Buffer.concat(parts), fields);
  };
  return {
    ulongs,
    readUlong,
    struct,
    row: (structs) => keep(Buffer.concat(structs), structs),
    attribute: (type, value) => struct(type, value, value?.length ?? 0),
    attributeLength(attribute) {
      const length = readUlong(attribute.subarray(size.ulong + size.pointer));
      return length > maxAttribute ? undefined : length;
    },
  };
}
