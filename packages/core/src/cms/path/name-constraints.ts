import { derTag, expectTlv, readTlv, tlvChildren } from '../../bytes/index.ts';
import { CinnabarError } from '../../error/index.ts';
import type { Certificate } from '../certificate.ts';
import { readGeneralName, type GeneralName } from '../general-name.ts';
import { isEmptyName, isNameWithin, nameValues } from '../name.ts';
import { oid } from '../oids.ts';

/** Names times constraints of one path; more is a certificate made to be slow. */
const maxComparisons = 100_000;

/** The names that certificates further down a path may have, RFC 5280 §4.2.1.10 and §6.1.2 (b) and (c). */
export class NameConstraints {
  /** One list per authority that permits: a name must be in each. */
  readonly #permitted: GeneralName[][] = [];
  readonly #excluded: GeneralName[] = [];
  #comparisons = 0;

  /** Takes the value of a name constraints extension. @throws CinnabarError `ASN1_MALFORMED`, `CERTIFICATE_MALFORMED` */
  add(value: Uint8Array): void {
    const fields = tlvChildren(expectTlv(readTlv(value), derTag.sequence, 'name constraints'));
    for (const field of fields) {
      const subtrees = tlvChildren(field).map((subtree) => {
        const [base, ...limits] = tlvChildren(subtree);
        // minimum is 0 by default and must be; maximum must be absent.
        if (!base || limits.length > 0) {
          throw new CinnabarError('CERTIFICATE_MALFORMED', 'The certificate has name constraints with limits.');
        }
        return readGeneralName(base);
      });
      if (field.tag === 0xa0) this.#permitted.push(subtrees);
      if (field.tag === 0xa1) this.#excluded.push(...subtrees);
    }
  }

  /**
   * Whether all names of `certificate` are allowed. A name of a form that is constrained and not understood is not.
   * @throws CinnabarError `ASN1_MALFORMED`, `CERTIFICATE_MALFORMED`
   */
  allow(certificate: Certificate): boolean {
    if (this.#permitted.length === 0 && this.#excluded.length === 0) return true;
    return namesOf(certificate).every((name) => {
      if (this.#excluded.some((base) => isSameForm(base, name) && this.#isWithin(name, base, true))) return false;
      return this.#permitted.every((subtrees) => {
        const bases = subtrees.filter((base) => isSameForm(base, name));
        return bases.length === 0 || bases.some((base) => this.#isWithin(name, base, false));
      });
    });
  }

  /** @param unsure what to answer where the form is not understood */
  #isWithin(name: GeneralName, base: GeneralName, unsure: boolean): boolean {
    if (++this.#comparisons > maxComparisons) {
      throw new CinnabarError('CERTIFICATE_MALFORMED', 'The path has more names and constraints than are compared.');
    }
    return isWithin(name, base) ?? unsure;
  }
}

/** Subject, alternative names, and mail addresses in the subject, which RFC 5280 §4.2.1.10 holds only where no others are. */
function namesOf({ subject, extensions }: Certificate): GeneralName[] {
  const names: GeneralName[] = isEmptyName(subject) ? [] : [{ form: 'directory', name: subject }];
  const alternative = extensions.get(oid.subjectAltName);
  if (alternative) names.push(...tlvChildren(readTlv(alternative.value)).map(readGeneralName));
  for (const text of nameValues(subject, oid.emailAddress)) names.push({ form: 'mail', text });
  return names;
}

function isSameForm(a: GeneralName, b: GeneralName): boolean {
  return a.form === b.form && (a.form !== 'other' || b.form !== 'other' || a.id === b.id);
}

/** Undefined for forms that nobody here can compare. */
function isWithin(name: GeneralName, base: GeneralName): boolean | undefined {
  if (name.form === 'directory' && base.form === 'directory') return isNameWithin(name.name, base.name);
  if (name.form === 'ip' && base.form === 'ip') return isAddressWithin(name.octets, base.octets);
  if (!('text' in name) || !('text' in base)) return undefined;
  const text = name.form === 'dns' ? hostKey(name.text) : name.text.toLowerCase();
  const limit = base.text.toLowerCase();
  switch (name.form) {
    case 'dns':
      return limit === '' || text === limit || text.endsWith(limit.startsWith('.') ? limit : `.${limit}`);
    case 'uri': {
      const host = hostOf(text);
      return host === undefined ? undefined : isHostWithin(host, limit);
    }
    default:
      return isMailboxWithin(name.text, base.text);
  }
}

/** A mailbox, all mailboxes of a host, or with a leading period those of all hosts of a domain. */
function isMailboxWithin(mailbox: string, limit: string): boolean | undefined {
  const at = mailbox.lastIndexOf('@');
  if (at < 0) return undefined;
  const host = hostKey(mailbox.slice(at + 1));
  // The same host has another form in which it is constrained (RFC 9598 §6).
  if (!/^[!-~]*$/.test(host)) return undefined;
  const limitAt = limit.lastIndexOf('@');
  // The part before the @ is the host's own affair, letter case included.
  if (limitAt > 0)
    return mailbox.slice(0, at) === limit.slice(0, limitAt) && host === limit.slice(limitAt + 1).toLowerCase();
  return isHostWithin(host, limit.slice(limitAt + 1).toLowerCase());
}

function isHostWithin(host: string, limit: string): boolean {
  if (limit === '') return true;
  return limit.startsWith('.') ? host.endsWith(limit) && host.length > limit.length : host === limit;
}

/** Host name of a URI; undefined where there is none, or an address: such names cannot be held to a domain. */
function hostOf(uri: string): string | undefined {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/.exec(uri)?.[1];
  const host = authority?.replace(/^.*@/, '').replace(/:\d*$/, '');
  return host && /[a-z]/.test(host) && !host.includes(':') ? hostKey(host) : undefined;
}

/** Comparable: in small letters, without the full stop that stands for the root. */
function hostKey(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}

/** `range` is an address and a mask of the same length. */
function isAddressWithin(address: Uint8Array, range: Uint8Array): boolean {
  if (range.length !== 2 * address.length) return false;
  return address.every((octet, index) => {
    const mask = range[address.length + index] ?? 0;
    return (octet & mask) === ((range[index] ?? 0) & mask);
  });
}
