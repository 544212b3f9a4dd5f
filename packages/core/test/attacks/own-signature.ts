import { bytesToBase64, bytesToHex, bytesToLatin1, latin1ToBytes } from '@cinnabar/core/bytes';
import { digest } from '@cinnabar/core/crypto';

import { cmsFor, sandbox } from '../support/signing.ts';
import { append, type Update } from './kit.ts';

/** Who made an attacker's signature: nobody, a time-stamp authority that stamps whatever it gets, or a trusted signer. */
export type Maker = 'nobody' | 'authority' | 'signer';

const room = 8192;

/** Where a dictionary that is no object of its own stands in an update. */
export const inPlace = '/V /InPlace';

/**
 * An update by hand with a signature dictionary as object `num`, or where it says {@link inPlace}, whose ByteRange
 * covers all of it.
 */
export async function appendSigned(
  bytes: Uint8Array,
  num: number,
  maker: Maker,
  update: Update & { set: Record<number, string> },
  entries: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  const subFilter = maker === 'authority' ? 'ETSI.RFC3161' : 'ETSI.CAdES.detached';
  const defaults = { Type: maker === 'authority' ? '/DocTimeStamp' : '/Sig', M: '(D:20260101000000Z)' };
  const claims = { ...defaults, ...entries };
  const more = Object.entries(claims).map(([key, value]) => `/${key} ${value}`);
  const dict = `<< ${more.join(' ')} /Filter /Adobe.PPKLite /SubFilter /${subFilter} /ByteRange [0 1111111111 2222222222 3333333333] /Contents <${'00'.repeat(room)}> >>`;
  const isInPlace = Object.values(update.set).some((body) => body.includes(inPlace));
  const set = Object.entries(update.set).map(([at, body]) => [at, body.replace(inPlace, `/V ${dict}`)] as const);
  const file = append(bytes, {
    ...update,
    set: { ...Object.fromEntries(set), ...(isInPlace ? {} : { [num]: dict }) },
  });
  const gapStart = bytesToLatin1(file).lastIndexOf(`<${'00'.repeat(room)}>`);
  const gapEnd = gapStart + 2 * room + 2;
  const offsets = [gapStart, gapEnd, file.length - gapEnd].map((offset) => String(offset).padStart(10, '0'));
  file.set(latin1ToBytes(offsets.join(' ')), bytesToLatin1(file).lastIndexOf('1111111111 2222222222'));
  if (maker === 'nobody') return file;
  const imprint = await digest('SHA-256', [file.subarray(0, gapStart), file.subarray(gapEnd)]);
  const value =
    maker === 'authority'
      ? await (await sandbox()).timestampProvider().timestamp(imprint, 'SHA-256')
      : await cmsFor({
          version: 1,
          fieldName: `by-hand-${num}`,
          digestAlgorithm: 'SHA-256',
          digest: bytesToBase64(imprint),
          byteRange: [0, gapStart, gapEnd, file.length - gapEnd],
          reserved: room,
        });
  file.set(latin1ToBytes(bytesToHex(value)), gapStart + 1);
  return file;
}
