import { bytesToUtf8, derTag, expectTlv, tlvChildren, type Tlv } from '../bytes/index.ts';
import { CinnabarError } from '../error/index.ts';

/** IA5String, which only these structures use. */
export const ia5String = 0x16;

/** Takes the elements of a SEQUENCE one after the other; nothing may be missing, of another type or left over. */
export class Fields {
  readonly #items: readonly Tlv[];
  readonly #what: string;
  #at = 0;

  /** @throws CinnabarError `ASN1_MALFORMED` */
  constructor(sequence: Tlv | undefined, what: string) {
    this.#items = tlvChildren(expectTlv(sequence, derTag.sequence, what));
    this.#what = what;
  }

  get count(): number {
    return this.#items.length;
  }

  /** The next element, which must carry `tag`. @throws CinnabarError `ASN1_MALFORMED` */
  take(tag: number): Tlv {
    return expectTlv(this.#items[this.#at++], tag, `a field of ${this.#what}`);
  }

  /** The next element if it carries one of `tags`. */
  takeIf(...tags: readonly number[]): Tlv | undefined {
    const next = this.#items[this.#at];
    if (!next || !tags.includes(next.tag)) return undefined;
    this.#at++;
    return next;
  }

  text(tag: number): string {
    return bytesToUtf8(this.take(tag).content);
  }

  /** A small INTEGER that is not negative. @throws CinnabarError `ASN1_MALFORMED`, `SES_MALFORMED` */
  integer(): number {
    const { content } = this.take(derTag.integer);
    if (content.length === 0 || content.length > 4 || (content[0] as number) >= 0x80) {
      throw malformed(`${this.#what} has a number out of range`);
    }
    return content.reduce((value, octet) => value * 256 + octet, 0);
  }

  /** Whole octets of a BIT STRING. @throws CinnabarError `ASN1_MALFORMED`, `SES_MALFORMED` */
  bits(): Uint8Array {
    return bitStringOctets(this.take(derTag.bitString), this.#what);
  }

  /** @throws CinnabarError `SES_MALFORMED` when there is more than was taken */
  end(): void {
    if (this.#at < this.#items.length) throw malformed(`${this.#what} has more fields than it may`);
  }
}

export function bitStringOctets({ content }: Tlv, what: string): Uint8Array {
  if (content[0] !== 0) throw malformed(`${what} has a value that is no whole number of octets`);
  return content.subarray(1);
}

export function malformed(reason: string): CinnabarError {
  return new CinnabarError('SES_MALFORMED', `The electronic seal is damaged: ${reason}.`);
}
