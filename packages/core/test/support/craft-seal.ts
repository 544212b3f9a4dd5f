import {
  der,
  derBitString,
  derContext,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derUtf8String,
  latin1ToBytes,
  readTlv,
  tlvChildren,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import { generateKey } from '@cinnabar/core/crypto';

import { identity, type TestIdentity } from './craft-cms.ts';

/** Maker, holder and a stranger with SM2 keys, under one SM2 root. */
export interface SealPeople {
  readonly root: TestIdentity;
  readonly maker: TestIdentity;
  readonly holder: TestIdentity;
  readonly stranger: TestIdentity;
}

let shared: Promise<SealPeople> | undefined;

export function sealPeople(): Promise<SealPeople> {
  shared ??= makePeople();
  return shared;
}

async function makePeople(): Promise<SealPeople> {
  const root = await identity('Seal root', { key: await generateKey('SM2'), authority: { pathLength: 0 } });
  const below = async (name: string): Promise<TestIdentity> =>
    identity(name, { by: root, key: await generateKey('SM2') });
  return { root, maker: await below('Seal maker'), holder: await below('Holder'), stranger: await below('Stranger') };
}

export const ia5 = (text: string): Uint8Array => der(0x16, latin1ToBytes(text));
export const sm3WithSm2 = '1.2.156.10197.1.501';

const digits = (date: Date): string => date.toISOString().replace(/[-T:]/g, '').slice(0, 14);
export const utcTime = (date: Date): Uint8Array => der(0x17, latin1ToBytes(`${digits(date).slice(2)}Z`));
export const generalizedTime = (date: Date): Uint8Array => der(0x18, latin1ToBytes(`${digits(date)}Z`));

export interface CraftedSeal {
  readonly maker: TestIdentity;
  readonly holders: readonly Uint8Array[];
  readonly from: Date;
  readonly until: Date;
  readonly headerVersion?: number;
  readonly extensions?: Uint8Array;
}

/** The seal information of either version, written from the standards' ASN.1 and not by the package under test. */
function sealInfo(version: 1 | 4, { holders, from, until, headerVersion, extensions }: CraftedSeal): Uint8Array {
  const time = version === 1 ? utcTime : generalizedTime;
  return derSequence(
    derSequence(ia5('ES'), derInteger(headerVersion ?? version), ia5('crafted')),
    ia5('330100-0001'),
    derSequence(
      derInteger(1),
      derUtf8String('杭州测试有限公司'),
      ...(version === 1 ? [] : [derInteger(1)]),
      derSequence(...holders.map(derOctetString)),
      time(from),
      time(from),
      time(until),
    ),
    derSequence(ia5('PNG'), derOctetString(utf8ToBytes('picture')), derInteger(42), derInteger(40)),
    ...(extensions ? [extensions] : []),
  );
}

/** GM/T 0031: the maker signs information, certificate and algorithm together. */
export async function craftSealV1(crafted: CraftedSeal): Promise<Uint8Array> {
  const info = sealInfo(1, crafted);
  const certificate = derOctetString(crafted.maker.der);
  const algorithm = derOid(sm3WithSm2);
  const signature = await crafted.maker.key.sign('SM3', derSequence(info, certificate, algorithm));
  return derSequence(info, derSequence(certificate, algorithm, derBitString(signature)));
}

/** GB/T 38540: the maker signs the information alone. */
export async function craftSealV4(crafted: CraftedSeal): Promise<Uint8Array> {
  const info = sealInfo(4, crafted);
  const signature = await crafted.maker.key.sign('SM3', info);
  return derSequence(info, derOctetString(crafted.maker.der), derOid(sm3WithSm2), derBitString(signature));
}

export interface CraftedValue {
  readonly seal: Uint8Array;
  readonly signer: TestIdentity;
  readonly dataHash: Uint8Array;
  /** DER of the time. */
  readonly time: Uint8Array;
  readonly version?: number;
  readonly algorithm?: string;
  readonly timestamp?: Uint8Array;
}

export async function craftValueV1(crafted: CraftedValue): Promise<Uint8Array> {
  const { seal, signer, dataHash, time, version = 1, algorithm = sm3WithSm2 } = crafted;
  const toSign = derSequence(
    derInteger(version),
    seal,
    derBitString(time),
    derBitString(dataHash),
    ia5('/Doc_0/Signs/Sign_0/Signature.xml'),
    derOctetString(signer.der),
    derOid(algorithm),
  );
  return derSequence(toSign, derBitString(await signer.key.sign('SM3', toSign)));
}

export async function craftValueV4(crafted: CraftedValue): Promise<Uint8Array> {
  const { seal, signer, dataHash, time, version = 4, algorithm = sm3WithSm2, timestamp } = crafted;
  const toSign = derSequence(derInteger(version), seal, time, derBitString(dataHash), ia5('PDF'));
  return derSequence(
    toSign,
    derOctetString(signer.der),
    derOid(algorithm),
    derBitString(await signer.key.sign('SM3', toSign)),
    ...(timestamp ? [derContext(0, derBitString(timestamp))] : []),
  );
}

/** `bytes` with the element at `path` (positions from the outside in) exchanged for what `change` makes of it. */
export function rewritten(
  bytes: Uint8Array,
  path: readonly number[],
  change: (element: Uint8Array) => Uint8Array,
): Uint8Array {
  const [position, ...rest] = path;
  if (position === undefined) return change(bytes);
  const parent = readTlv(bytes);
  const children = tlvChildren(parent).map((child) => child.bytes);
  children[position] = rewritten(children[position] as Uint8Array, rest, change);
  return der(parent.tag, ...children);
}

/** The constructed `element` with one more element at its end. */
export function extended(element: Uint8Array): Uint8Array {
  const { tag, content } = readTlv(element);
  return der(tag, content, derInteger(0));
}
