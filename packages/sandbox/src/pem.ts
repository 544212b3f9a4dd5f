import { base64ToBytes, bytesToBase64 } from '@cinnabar/core/bytes';

/** RFC 7468 text of DER bytes. */
export function toPem(label: 'CERTIFICATE' | 'PRIVATE KEY', der: Uint8Array): string {
  const lines = bytesToBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** DER bytes of exactly one RFC 7468 block, or undefined when the text is anything else. */
export function fromPem(label: 'CERTIFICATE' | 'PRIVATE KEY', text: string): Uint8Array | undefined {
  const match = new RegExp(`^-----BEGIN ${label}-----\\n([A-Za-z0-9+/=\\n]+)-----END ${label}-----\\n$`).exec(text);
  return match?.[1] === undefined ? undefined : base64ToBytes(match[1].replaceAll('\n', ''));
}
