import { bytesToHex } from '../bytes/index.ts';
import type { RevocationEvidence } from '../cms/index.ts';
import type { SignatureFacts } from './check-signature.ts';
import type { SecurityStore } from './security-store.ts';

/** A certificate, a CRL or an OCSP response: whoever can show its signature value had it. */
interface Signed {
  readonly signature: Uint8Array;
}

/**
 * By when what stands in the file is proven to have existed (ETSI EN 319 102-1 §5.6.2.3): document time-stamps prove all
 * of the file up to the end of the revision they were made over, the time-stamp of a signature what that signature covers.
 */
export class ProofsOfExistence {
  readonly #all: readonly SignatureFacts[];
  readonly #store: SecurityStore;
  readonly #now: Date;
  /** Document time-stamps that hold, by the revision they were made over. */
  readonly #proofs: { readonly revision: number; readonly time: Date }[] = [];
  readonly #contents = new Map<number, ReadonlySet<string>>();
  readonly #signed = new Map<string, Date>();

  constructor(all: readonly SignatureFacts[], store: SecurityStore, now: Date) {
    this.#all = all;
    this.#store = store;
    this.#now = now;
  }

  /** The document time-stamp made over `revision` holds. */
  addRevision(revision: number, time: Date): void {
    this.#proofs.push({ revision, time });
  }

  /** The time-stamp of a signature holds: so did its certificate, which it names, and revocation data among what it signs. */
  addSignature({ certificate, evidence }: SignatureFacts, time: Date): void {
    const { signed } = evidence ?? {};
    for (const item of [...(certificate ? [certificate] : []), ...(signed ? [...signed.ocsps, ...signed.crls] : [])]) {
      const key = keyOf(item);
      const known = this.#signed.get(key);
      if (!known || time < known) this.#signed.set(key, time);
    }
  }

  /** The earliest moment at which everything up to `revision` is proven; undefined when nothing proves it. */
  ofRevision(revision: number | undefined): Date | undefined {
    if (revision === undefined) return undefined;
    return earliest(this.#proofs.filter((proof) => proof.revision > revision).map(({ time }) => time));
  }

  /** The latest moment that a time-stamp below `revision` names: a signature that covers it was made after that. */
  before(revision: number | undefined): Date | undefined {
    const times = this.#proofs.filter((proof) => revision !== undefined && proof.revision < revision);
    return times.reduce<Date | undefined>((last, { time }) => (last && last > time ? last : time), undefined);
  }

  /** The earliest moment at which `item` is proven to have existed; now when nothing proves it. */
  of(item: Signed): Date {
    const key = keyOf(item);
    const times = this.#proofs.filter(({ revision }) => this.#contentsOf(revision).has(key)).map(({ time }) => time);
    const signed = this.#signed.get(key);
    return earliest(signed ? [...times, signed] : times) ?? this.#now;
  }

  #contentsOf(revision: number): ReadonlySet<string> {
    let contents = this.#contents.get(revision);
    if (!contents) {
      const earlier = this.#all.filter((facts) => facts.revision !== undefined && facts.revision < revision);
      const items = [
        ...signedItems(this.#store.at(revision)),
        ...earlier.flatMap(({ certificates, timestamp, evidence }) => [
          ...certificates,
          ...(timestamp?.certificates ?? []),
          ...(evidence ? signedItems(evidence) : []),
        ]),
      ];
      contents = new Set(items.map(keyOf));
      this.#contents.set(revision, contents);
    }
    return contents;
  }
}

function signedItems({ certificates, ocsps, crls }: RevocationEvidence): Signed[] {
  return [...certificates, ...ocsps, ...crls];
}

function keyOf({ signature }: Signed): string {
  return bytesToHex(signature);
}

function earliest(times: readonly Date[]): Date | undefined {
  return times.reduce<Date | undefined>((first, time) => (first && first <= time ? first : time), undefined);
}
