import { bytesToLatin1, bytesToUtf8, readOid, readTlv, tlvChildren, type Tlv } from '../bytes/index.ts';
import { oid } from './oids.ts';

/** A GeneralName (RFC 5280 §4.2.1.6) of a form that is understood here, or `other`. */
export type GeneralName =
  | { readonly form: 'directory'; readonly name: Uint8Array }
  | { readonly form: 'mail' | 'dns' | 'uri' | 'principal'; readonly text: string }
  | { readonly form: 'ip'; readonly octets: Uint8Array }
  /** `id` tells forms apart: the tag, and the type of an otherName. */
  | { readonly form: 'other'; readonly id: string };

/** @throws CinnabarError `ASN1_MALFORMED` */
export function readGeneralName(tlv: Tlv): GeneralName {
  switch (tlv.tag) {
    case 0xa0:
      return readOtherName(tlv);
    case 0x81:
      return { form: 'mail', text: bytesToLatin1(tlv.content) };
    case 0x82:
      return { form: 'dns', text: bytesToLatin1(tlv.content) };
    case 0xa4:
      return { form: 'directory', name: readTlv(tlv.content).bytes };
    case 0x86:
      return { form: 'uri', text: bytesToLatin1(tlv.content) };
    case 0x87:
      return { form: 'ip', octets: tlv.content };
    default:
      return { form: 'other', id: String(tlv.tag) };
  }
}

function readOtherName(tlv: Tlv): GeneralName {
  const [type, wrapper] = tlvChildren(tlv);
  const id = readOid(type);
  if (wrapper && id === oid.smtpUtf8Mailbox)
    return { form: 'mail', text: bytesToUtf8(readTlv(wrapper.content).content) };
  if (wrapper && id === oid.userPrincipalName) {
    return { form: 'principal', text: bytesToUtf8(readTlv(wrapper.content).content) };
  }
  return { form: 'other', id: `${tlv.tag} ${id}` };
}
