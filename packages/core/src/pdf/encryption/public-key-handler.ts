import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';

import { concatBytes } from '../../bytes/index.ts';
import { limitExceeded, unsupported, wrongRecipient } from '../errors.ts';
import { PdfDict, PdfName, PdfString, type PdfObject } from '../objects.ts';
import type { Resolve } from './cipher.ts';
import { openEnvelope, type PdfRecipient } from './enveloped-data.ts';
import { broken, type EncryptionParameters } from './parameters.ts';
import { readPermissions } from './permissions.ts';
import type { UnlockedKey } from './standard-handler.ts';

const seedLength = 20;
const maxEnvelopes = 1000;
/** Permission bit 2 (ISO 32000-2 Table 24): may change the encryption, and so everything. */
const ownerBit = 2;

/**
 * Finds the file's key in the envelope for `recipient` (ISO 32000-2 §7.6.5).
 * @throws CinnabarError `PDF_PASSWORD` when none is, `PDF_UNSUPPORTED`, `PDF_DAMAGED`, `PDF_LIMIT`
 */
export async function unlockForRecipient(
  dict: PdfDict,
  parameters: EncryptionParameters,
  recipient: PdfRecipient,
  resolve: Resolve,
): Promise<UnlockedKey> {
  const { version, keyLength, encryptsMetadata } = parameters;
  const envelopes = envelopesOf(dict, parameters, resolve);
  for (const envelope of envelopes) {
    const content = await openEnvelope(envelope, recipient);
    if (!content) continue;
    if (content.length !== seedLength + 4) throw broken('envelope');
    const flags = new DataView(content.buffer, content.byteOffset).getInt32(seedLength);
    const metadata = version >= 4 && !encryptsMetadata ? Uint8Array.of(255, 255, 255, 255) : new Uint8Array();
    const seeded = concatBytes(content.subarray(0, seedLength), ...envelopes, metadata);
    const digest = version === 5 ? sha256(seeded) : sha1(seeded);
    const access = (flags & ownerBit) !== 0 ? 'owner' : 'user';
    const permissions = readPermissions(flags, 3);
    const security = { handler: 'Adobe.PubSec', version, revision: undefined, access, permissions } as const;
    return { key: digest.subarray(0, keyLength), security };
  }
  throw wrongRecipient();
}

/** /Recipients: of the dictionary, or with crypt filters that of the filter for streams, which must be that for strings. */
function envelopesOf(dict: PdfDict, { version }: EncryptionParameters, resolve: Resolve): Uint8Array[] {
  let holder: PdfObject = dict;
  if (version >= 4) {
    const [streams, strings] = [resolve(dict.get('StmF')), resolve(dict.get('StrF'))];
    if (!(streams instanceof PdfName) || streams !== strings) {
      throw unsupported('The PDF is encrypted for several circles of readers, which this program does not read.');
    }
    const filters = resolve(dict.get('CF'));
    holder = filters instanceof PdfDict ? resolve(filters.get(streams.value)) : null;
  }
  const list = holder instanceof PdfDict ? resolve(holder.get('Recipients')) : null;
  const items = Array.isArray(list) ? list : [list];
  if (items.length > maxEnvelopes) throw limitExceeded('recipients', maxEnvelopes);
  return items.map((item) => {
    const value = resolve(item);
    if (!(value instanceof PdfString)) throw broken('list of recipients');
    return value.rawBytes;
  });
}
