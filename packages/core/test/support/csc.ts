import { p256, p384, p521 } from '@noble/curves/nist.js';

import { concatBytes, derTag, expectTlv, readTlv, tlvChildren, utf8ToBytes } from '@cinnabar/core/bytes';
import type { AuthorityFetch } from '@cinnabar/core/cms';
import type { SignerSubject } from '@cinnabar/core/provider';
import type { SandboxCscKey, SandboxCscService } from '@cinnabar/sandbox';

import { sandbox } from './signing.ts';

const curves = { 'P-256': p256, 'P-384': p384, 'P-521': p521 } as const;

/** The private number of an EC key in PKCS #8. */
export function privateNumber(pkcs8: Uint8Array): Uint8Array {
  const wrapped = expectTlv(tlvChildren(readTlv(pkcs8))[2], derTag.octetString, 'the key').content;
  return expectTlv(tlvChildren(readTlv(wrapped))[1], derTag.octetString, 'the number').content;
}

/** A key for the signing service whose signatures are over digests, which no platform offers. */
export async function ecCscKey(
  subject: SignerSubject,
  {
    curve = 'P-256',
    format = 'der',
    validity,
    ...more
  }: {
    curve?: keyof typeof curves;
    format?: 'der' | 'compact';
    validity?: number;
  } & Partial<SandboxCscKey> = {},
): Promise<SandboxCscKey> {
  const { key, certificates } = await (await sandbox()).issueSigner(subject, { keyKind: curve, validity });
  const secret = privateNumber(await key.exportPkcs8());
  return {
    id: 'key-1',
    certificates,
    algorithms: ['1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3', '1.2.840.10045.4.3.4'],
    signHash: (_signAlgo, _algorithm, hash) =>
      curves[curve].sign(hash, secret, { prehash: false, lowS: false, format }),
    ...more,
  };
}

/** The service without a network between. `seen` is told of every request. */
export function cscFetch(
  service: SandboxCscService,
  seen: (path: string, body: string) => void = () => {},
): AuthorityFetch {
  return async (url, { method, headers, body = new Uint8Array() }) => {
    const path = url.replace(/^.*\/csc\/v2\//, '');
    seen(path, new TextDecoder().decode(body));
    const reply = await service.handle({
      method,
      path,
      contentType: headers['content-type'],
      authorization: headers['authorization'],
      body,
    });
    return jsonResponse(reply.status, JSON.stringify(reply.body));
  };
}

/** An answer as `fetch` gives it. */
export function jsonResponse(status: number, text: string): Awaited<ReturnType<AuthorityFetch>> {
  const chunks = [concatBytes(utf8ToBytes(text))];
  const read = async (): Promise<{ done: boolean; value?: Uint8Array }> => {
    const value = chunks.shift();
    return value ? { done: false, value } : { done: true };
  };
  return { ok: status < 300, status, body: { getReader: () => ({ read, cancel: async () => undefined }) } };
}
