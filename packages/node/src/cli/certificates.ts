import { base64ToBytes, bytesToLatin1 } from '@cinnabar/core/bytes';
import { readCertificate } from '@cinnabar/core/cms';
import { isCinnabarError } from '@cinnabar/core/error';

import { readInput } from '../files/input.ts';
import { UsageError } from './command.ts';

const maxCertificateFile = 4 << 20;

/** DER of all certificates of a file: PEM blocks (RFC 7468), or one in DER. @throws UsageError when there is none */
export async function readCertificates(option: string, path: string): Promise<Uint8Array[]> {
  try {
    const bytes = await readInput(path, maxCertificateFile);
    const text = bytesToLatin1(bytes);
    const blocks = Array.from(text.matchAll(/-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g));
    const certificates = blocks.map(([, base64 = '']) => base64ToBytes(base64.replace(/\s/g, '')));
    if (certificates.length === 0) certificates.push(new Uint8Array(bytes));
    return certificates.map((der) => readCertificate(der).der);
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    const reason = cause.code.startsWith('FILE_') ? cause.message : `${path} holds no certificate in PEM or DER.`;
    throw new UsageError(`${option}: ${reason}`);
  }
}
