import { derInteger, derSequence, readTlv, tlvChildren, type Tlv } from '@cinnabar/core/bytes';
import { generateKey, importPkcs8 } from '@cinnabar/core/crypto';
import type { SignerSubject } from '@cinnabar/core/provider';
import type { CertifiedKey } from '@cinnabar/core/signer';

import { sandbox } from './signing.ts';

/** A key of 2048 bits for RSASSA-PSS with SHA-384 and for nothing else (RFC 4055 §3.3), certified by the sandbox. */
export async function restrictedKey(subject: SignerSubject): Promise<CertifiedKey> {
  const free = await generateKey('RSA-PSS-2048');
  const [, , secret] = tlvChildren(readTlv(await free.exportPkcs8()));
  const pkcs8 = derSequence(derInteger(0), free.signatureAlgorithm('SHA-384'), (secret as Tlv).bytes);
  const key = await importPkcs8(pkcs8);
  return { key, certificates: await (await sandbox()).certifySigner(subject, key.spki) };
}
