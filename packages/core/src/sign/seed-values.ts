import { readCertificate } from '../cms/index.ts';
import { digestFor, restrictionOf, signsWith, type DigestAlgorithm, type KeyAlgorithm } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { PdfDict, PdfDocument } from '../pdf/index.ts';
import { certificateFault, readCertificateSeed, type CertificateSeed } from './seed-certificate.ts';
import { SeedDictionary } from './seed-dictionary.ts';
import type { SignatureSubFilter } from './signature-dictionary.ts';
import { lockOf, type ChangeLevel, type SignatureLock } from './signature-references.ts';

/** Entries whose flag in /Ff makes them mandatory, in the order of the bits (ISO 32000-2 table 237). */
const flagged = [
  'Filter',
  'SubFilter',
  'V',
  'Reasons',
  'LegalAttestation',
  'AddRevInfo',
  'DigestMethod',
  'LockDocument',
  'AppearanceFilter',
] as const;

type FlaggedEntry = (typeof flagged)[number];
type SeedEntry = FlaggedEntry | 'MDP' | 'TimeStamp' | 'Cert' | 'Ff';

/** PDF 2.0. */
const newestVersion = 3;
const filter = 'Adobe.PPKLite';
/** What a CMS made here can stand under. */
const subFilters: readonly string[] = ['ETSI.CAdES.detached', 'adbe.pkcs7.detached'] satisfies SignatureSubFilter[];
const digests: Readonly<Record<string, DigestAlgorithm>> = {
  SHA256: 'SHA-256',
  SHA384: 'SHA-384',
  SHA512: 'SHA-512',
  SM3: 'SM3',
};

/** What of a request the author of a field has a say in. */
interface Asked {
  readonly fieldName: string;
  readonly signingTime: Date;
  readonly reason?: string;
  readonly certify?: ChangeLevel;
  readonly lock?: SignatureLock | 'filled';
  readonly keyAlgorithm?: KeyAlgorithm;
  readonly certificates?: readonly Uint8Array[];
  readonly timestamped?: boolean;
  readonly digestAlgorithm?: DigestAlgorithm;
  readonly subFilter?: SignatureSubFilter;
}

/**
 * Holds a request to the seed values of its field (/SV, ISO 32000-2 §12.7.5.5), before anything is written. What it leaves
 * open is settled as the author wants it: digest and encoding even when that is only recommended, a lock of the whole
 * document only when it is mandatory. Nothing is certified, and no reason given, that the request does not ask for. The
 * author's time-stamp authority is never called: an address in a document is a stranger's.
 * @returns the request, completed
 * @throws CinnabarError `SIGN_SEED_VALUE` (details: field, entry) for what is mandatory and not met,
 *   `SIGN_SEED_VALUE_MALFORMED` (details: entry)
 */
export function followSeedValues<Request extends Asked>(
  document: PdfDocument,
  field: PdfDict,
  request: Request,
): Request {
  const seed = SeedDictionary.at(document, field, 'SV', 'SV');
  if (!seed) return request;
  const check = new SeedCheck(seed, request);
  check.refuseUnknown();
  check.reason();
  check.certification();
  check.timestamp();
  check.certificate();
  const [subFilter, digestAlgorithm] = [check.subFilter(), check.digestAlgorithm()];
  return {
    ...request,
    ...(subFilter ? { subFilter } : {}),
    ...(digestAlgorithm ? { digestAlgorithm } : {}),
    ...check.lock(lockOf(document, field)),
  };
}

/** Whether the author of the field makes a time-stamp mandatory. */
export function demandsTimestamp(seed: SeedDictionary): boolean {
  return ((seed.dictionary('TimeStamp')?.flags() ?? 0) & 1) !== 0;
}

/** What the author demands of the signer's certificate, if anything. */
export function certificateSeed(seed: SeedDictionary): CertificateSeed | undefined {
  const dict = seed.dictionary('Cert', 'SVCert');
  return dict && readCertificateSeed(dict);
}

/** One request against one field. */
class SeedCheck {
  readonly #seed: SeedDictionary;
  readonly #request: Asked;
  readonly #flags: number;

  constructor(seed: SeedDictionary, request: Asked) {
    this.#seed = seed;
    this.#request = request;
    this.#flags = seed.flags();
  }

  /** What does not depend on the request. */
  refuseUnknown(): void {
    const seed = this.#seed;
    if (this.#flags >> flagged.length !== 0)
      throw this.#unmet('Ff', 'The author of the field makes something mandatory that is not known here.');
    const wanted = seed.word('Filter');
    if (this.#demands('Filter') && wanted !== undefined && wanted !== filter) {
      throw this.#unmet('Filter', 'The author of the field demands a signature by another program.', [wanted]);
    }
    const version = seed.number('V');
    if (this.#demands('V') && version !== undefined && version > newestVersion) {
      throw this.#unmet('V', 'The author of the field demands what only a newer standard knows.');
    }
    if (this.#demands('LegalAttestation') && seed.texts('LegalAttestation') !== undefined) {
      throw this.#unmet(
        'LegalAttestation',
        'The author of the field demands a legal attestation, which is not written here.',
      );
    }
    if (this.#demands('AddRevInfo') && seed.boolean('AddRevInfo') === true) {
      throw this.#unmet(
        'AddRevInfo',
        'The author of the field demands revocation data inside the signature, which is not put there here.',
      );
    }
    const appearance = seed.text('AppearanceFilter');
    if (this.#demands('AppearanceFilter') && appearance !== undefined) {
      throw this.#unmet('AppearanceFilter', 'The author of the field demands an appearance that is not known here.', [
        appearance,
      ]);
    }
  }

  reason(): void {
    const reasons = this.#seed.texts('Reasons') ?? [];
    if (!this.#demands('Reasons')) return;
    const { reason } = this.#request;
    // A full stop alone, or no list at all, stands for none.
    const none = reasons.length === 0 || (reasons.length === 1 && reasons[0] === '.');
    if (none && reason !== undefined)
      throw this.#unmet('Reasons', 'The author of the field lets nobody give a reason for signing.');
    if (!none && !reasons.includes(reason ?? '')) {
      throw this.#unmet('Reasons', 'The author of the field demands one of certain reasons for signing.', reasons);
    }
  }

  certification(): void {
    const demanded = this.#seed.dictionary('MDP')?.number('P');
    if (demanded === undefined || demanded === (this.#request.certify ?? 0)) return;
    throw this.#unmet(
      'MDP',
      demanded === 0
        ? 'The author of the field demands a signature that certifies nothing.'
        : `The author of the field demands a certification at level ${demanded}.`,
    );
  }

  timestamp(): void {
    if (!demandsTimestamp(this.#seed) || this.#request.timestamped !== false) return;
    throw this.#unmet('TimeStamp', 'The author of the field demands a time-stamp.');
  }

  certificate(): void {
    const demanded = certificateSeed(this.#seed);
    if (!demanded) return;
    const { certificates = [] } = this.#request;
    const [signer, ...pool] = certificates.map((der) => readCertificate(der));
    const entry = signer ? certificateFault(demanded, signer, pool) : demanded.unknown;
    if (entry) throw this.#unmet(`Cert/${entry}`, 'The author of the field demands another certificate.');
  }

  subFilter(): SignatureSubFilter | undefined {
    const { subFilter } = this.#request;
    const wanted = this.#seed.words('SubFilter');
    const first = wanted?.find((one) => subFilters.includes(one)) as SignatureSubFilter | undefined;
    // The first that can be made counts, and no later one (table 237).
    if (wanted && this.#demands('SubFilter') && (!first || (subFilter ?? first) !== first)) {
      throw this.#unmet('SubFilter', 'The author of the field demands a signature in another encoding.', wanted);
    }
    return subFilter ?? first;
  }

  digestAlgorithm(): DigestAlgorithm | undefined {
    const { digestAlgorithm, keyAlgorithm = 'P-256', certificates: [signer] = [] } = this.#request;
    const wanted = this.#seed.words('DigestMethod');
    if (!wanted) return digestAlgorithm;
    const known = wanted.flatMap((name) => digests[name.toUpperCase().replace(/-/g, '')] ?? []);
    const only = signer && restrictionOf(readCertificate(signer).spki);
    const possible = known.filter((one) => signsWith(keyAlgorithm, one, only));
    const natural = digestFor(keyAlgorithm, only);
    const chosen = digestAlgorithm ?? (possible.includes(natural) ? natural : possible[0]);
    if (this.#demands('DigestMethod') && (!chosen || !possible.includes(chosen))) {
      throw this.#unmet('DigestMethod', 'The author of the field demands another digest.', wanted);
    }
    return chosen;
  }

  lock(own: SignatureLock | undefined): { readonly lock?: SignatureLock } {
    const wanted = this.#seed.word('LockDocument');
    if (wanted !== undefined && !['true', 'false', 'auto'].includes(wanted)) throw this.#seed.malformed('LockDocument');
    if (!this.#demands('LockDocument') || wanted === undefined || wanted === 'auto') return {};
    const { lock, certify } = this.#request;
    const level = own ? own.level : lock === 'filled' ? undefined : lock?.level;
    const closes = certify === 1 || level === 1;
    if (closes === (wanted === 'true')) return {};
    if (!closes && !own && !lock) return { lock: { action: 'All', level: 1 } };
    throw this.#unmet(
      'LockDocument',
      closes
        ? 'The author of the field demands that the document stays open.'
        : 'The author of the field demands that the signature closes the document.',
    );
  }

  #demands(entry: FlaggedEntry): boolean {
    return (this.#flags & (1 << flagged.indexOf(entry))) !== 0;
  }

  #unmet(entry: SeedEntry | `Cert/${string}`, sentence: string, allowed?: readonly string[]): CinnabarError {
    const { fieldName: field } = this.#request;
    const shown = allowed?.slice(0, 10).map((text) => text.slice(0, 80));
    return new CinnabarError('SIGN_SEED_VALUE', sentence, {
      details: { field, entry, ...(shown ? { demanded: shown } : {}) },
    });
  }
}
