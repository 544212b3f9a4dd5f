import { md5 } from '@noble/hashes/legacy.js';

import { concatBytes, equalBytes } from '../../bytes/index.ts';
import { wrongPassword } from '../errors.ts';
import { PdfString, type PdfDict, type PdfObject } from '../objects.ts';
import { decryptBlock, decryptKey } from './aes.ts';
import type { PdfSecurity, Resolve } from './cipher.ts';
import { passwordHash } from './hash.ts';
import { broken, permissionFlags, stringEntry, type EncryptionParameters } from './parameters.ts';
import { passwordBytes } from './password.ts';
import { readPermissions } from './permissions.ts';
import { rc4 } from './rc4.ts';

/** The key of a file, and what its password gives access to. */
export interface UnlockedKey {
  readonly key: Uint8Array;
  readonly security: Omit<PdfSecurity, 'algorithm'>;
}

interface Lock {
  readonly dict: PdfDict;
  readonly parameters: EncryptionParameters;
  readonly revision: number;
  readonly flags: number;
  readonly resolve: Resolve;
}

/**
 * Finds the file's key by a password (ISO 32000-2 §7.6.4), trying it as the owner's first: whoever has both is the owner.
 * @param ids /ID of the trailer
 * @throws CinnabarError `PDF_PASSWORD`, `PDF_DAMAGED`
 */
export function unlockStandard(
  dict: PdfDict,
  parameters: EncryptionParameters,
  ids: PdfObject,
  password: string,
  resolve: Resolve,
): UnlockedKey {
  const revision = revisionOf(resolve(dict.get('R')), parameters);
  const lock: Lock = { dict, parameters, revision, flags: permissionFlags(dict, resolve), resolve };
  const open = revision >= 5 ? opener256(lock) : openerOld(lock, firstIdentifier(ids, resolve));
  for (const bytes of passwordBytes(password, revision)) {
    const opened = open(bytes);
    if (!opened) continue;
    const { version } = parameters;
    const permissions = readPermissions(lock.flags, revision);
    return {
      key: opened.key,
      security: { handler: 'Standard', version, revision, access: opened.access, permissions },
    };
  }
  throw wrongPassword();
}

/** Tries one password. */
type Opener = (password: Uint8Array) => { readonly key: Uint8Array; readonly access: 'owner' | 'user' } | undefined;

function revisionOf(revision: PdfObject, { version }: EncryptionParameters): number {
  const fitting = { 1: [2, 3], 2: [2, 3], 4: [4], 5: [5, 6] }[version];
  if (typeof revision !== 'number' || !fitting.includes(revision)) throw broken('revision');
  return revision;
}

function firstIdentifier(ids: PdfObject, resolve: Resolve): Uint8Array {
  const first = Array.isArray(ids) ? resolve(ids[0]) : null;
  return first instanceof PdfString ? first.rawBytes : new Uint8Array();
}

/** AES-256 (§7.6.4.3.3, algorithm 2.A). /U and /O are a hash, a salt to check and a salt for the key. */
function opener256({ dict, parameters, revision, flags, resolve }: Lock): Opener {
  const [user, owner] = [stringEntry(dict, 'U', resolve, 48), stringEntry(dict, 'O', resolve, 48)];
  const [userKey, ownerKey] = [stringEntry(dict, 'UE', resolve, 32), stringEntry(dict, 'OE', resolve, 32)];
  const permissions = stringEntry(dict, 'Perms', resolve, 16);
  const keyFrom = (password: Uint8Array, entry: Uint8Array, wrapped: Uint8Array, extra: Uint8Array) => {
    const check = passwordHash(password, entry.subarray(32, 40), extra, revision);
    if (!equalBytes(check, entry.subarray(0, 32))) return undefined;
    const key = decryptKey(passwordHash(password, entry.subarray(40, 48), extra, revision), wrapped);
    checkPermissions(decryptBlock(key, permissions), flags, parameters.encryptsMetadata);
    return key;
  };
  return (password) => {
    const asOwner = keyFrom(password, owner, ownerKey, user);
    if (asOwner) return { key: asOwner, access: 'owner' };
    const asUser = keyFrom(password, user, userKey, new Uint8Array());
    return asUser && { key: asUser, access: 'user' };
  };
}

/** /Perms repeats, under the key, what could be changed in clear (algorithm 13). */
function checkPermissions(perms: Uint8Array, flags: number, encryptsMetadata: boolean): void {
  const view = new DataView(perms.buffer, perms.byteOffset);
  const metadata = perms[8] === 0x54;
  const marked = perms[9] === 0x61 && perms[10] === 0x64 && perms[11] === 0x62;
  if (!marked || view.getInt32(0, true) !== flags || metadata !== encryptsMetadata) throw broken('/Perms');
}

const padding = Uint8Array.of(
  ...[0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08],
  ...[0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a],
);

/** RC4 and AES-128 (§7.6.4.3.2, algorithms 2 and 4 to 7), resting on MD5. */
function openerOld({ dict, parameters, revision, flags, resolve }: Lock, identifier: Uint8Array): Opener {
  const { keyLength, encryptsMetadata } = parameters;
  const [user, owner] = [stringEntry(dict, 'U', resolve, 32), stringEntry(dict, 'O', resolve, 32)];
  const permissions = new Uint8Array(4);
  new DataView(permissions.buffer).setInt32(0, flags, true);
  const metadata = revision >= 4 && !encryptsMetadata ? Uint8Array.of(255, 255, 255, 255) : new Uint8Array();

  const keyFrom = (password: Uint8Array): Uint8Array | undefined => {
    let hash: Uint8Array = md5(concatBytes(padded(password), owner, permissions, identifier, metadata));
    if (revision >= 3) for (let i = 0; i < 50; i++) hash = md5(hash.subarray(0, keyLength));
    const key = hash.subarray(0, keyLength);
    if (revision === 2) return equalBytes(rc4(key, padding), user) ? key : undefined;
    const check = stretched(key, md5(concatBytes(padding, identifier)), forwards);
    // What follows the first 16 bytes is arbitrary.
    return equalBytes(check, user.subarray(0, 16)) ? key : undefined;
  };
  /** The owner's password hides the user's. */
  const userPassword = (password: Uint8Array): Uint8Array => {
    let hash: Uint8Array = md5(padded(password));
    if (revision >= 3) for (let i = 0; i < 50; i++) hash = md5(hash);
    const key = hash.subarray(0, keyLength);
    return revision === 2 ? rc4(key, owner) : stretched(key, owner, backwards);
  };
  return (password) => {
    const asOwner = keyFrom(userPassword(password));
    if (asOwner) return { key: asOwner, access: 'owner' };
    const asUser = keyFrom(password);
    return asUser && { key: asUser, access: 'user' };
  };
}

function padded(password: Uint8Array): Uint8Array {
  return concatBytes(password, padding).subarray(0, 32);
}

const forwards = Array.from({ length: 20 }, (_, i) => i);
const backwards = forwards.toReversed();

/** RC4 twenty times, with a key changed each time. */
function stretched(key: Uint8Array, data: Uint8Array, rounds: readonly number[]): Uint8Array {
  return rounds.reduce(
    (bytes, round) =>
      rc4(
        key.map((byte) => byte ^ round),
        bytes,
      ),
    data,
  );
}
