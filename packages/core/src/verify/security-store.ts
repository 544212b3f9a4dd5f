import {
  infoProblem,
  oid,
  readCertificate,
  readCrl,
  readOcspResponse,
  type Certificate,
  type Crl,
  type OcspResponse,
  type Problem,
  type RevocationEvidence,
  type SignedData,
} from '../cms/index.ts';
import { readOid, readTlv, tlvChildren } from '../bytes/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { PdfDict, PdfRef, PdfStream, type PdfDocument, type PdfObject } from '../pdf/index.ts';

/** Certificates, OCSP responses and CRLs that came with the file. Anybody may have put them there. */
export interface EmbeddedEvidence extends RevocationEvidence {
  /** Whether the file has a document security store at all. */
  readonly present: boolean;
}

type Item = { certificate: Certificate } | { ocsp: OcspResponse } | { crl: Crl } | undefined;
type Kind = 'certificate' | 'ocsp' | 'crl';

const lists: readonly (readonly [kind: Kind, inStore: string, perSignature: string])[] = [
  ['certificate', 'Certs', 'Cert'],
  ['ocsp', 'OCSPs', 'OCSP'],
  ['crl', 'CRLs', 'CRL'],
];
const maxItems = 2_000;
const maxBytes = 64 << 20;
/** References followed for one list of one revision: entries of /VRI may all share long lists. */
const maxReferences = 20_000;

/** The document security store (ISO 32000-2 §12.8.4.3) as of any revision. What cannot be read in it is passed over. */
export class SecurityStore {
  readonly #document: PdfDocument;
  readonly #items = new Map<string, Item>();
  readonly #revisions = new Map<number, EmbeddedEvidence>();
  #bytes = 0;
  #unreadable = 0;
  #limited = false;

  constructor(document: PdfDocument) {
    this.#document = document;
  }

  get newest(): EmbeddedEvidence {
    return this.at(this.#document.revisions.length - 1);
  }

  at(revision: number): EmbeddedEvidence {
    const known = this.#revisions.get(revision);
    if (known) return known;
    const read = this.#read(this.#document.at(revision));
    this.#revisions.set(revision, read);
    return read;
  }

  /** What was wrong with the store as far as it was read. */
  get problems(): readonly Problem[] {
    const problems: Problem[] = [];
    if (this.#unreadable > 0) {
      problems.push(infoProblem('DSS_ITEM_UNREADABLE', 'Some of the validation data in the file cannot be read.'));
    }
    if (this.#limited) problems.push(infoProblem('DSS_LIMIT', 'The file has more validation data than is read.'));
    return problems;
  }

  #read(document: PdfDocument): EmbeddedEvidence {
    const store = document.resolve(document.catalog.get('DSS'));
    if (!(store instanceof PdfDict)) return { present: false, certificates: [], ocsps: [], crls: [] };
    const perSignature = document.resolve(store.get('VRI'));
    const entries = perSignature instanceof PdfDict ? [...perSignature.map.values()].slice(0, maxItems) : [];
    const items = lists.flatMap(([kind, inStore, inEntry]) => {
      const refs = new Set(itemsOf(document, store, inStore));
      let followed = 0;
      for (const entry of entries) {
        const dict = document.resolve(entry);
        const inDict = dict instanceof PdfDict ? itemsOf(document, dict, inEntry) : [];
        followed += inDict.length;
        if (followed > maxReferences) {
          this.#limited = true;
          break;
        }
        for (const ref of inDict) refs.add(ref);
      }
      return [...refs].slice(0, maxItems).map((ref) => this.#item(document, ref, kind));
    });
    return {
      present: true,
      certificates: items.flatMap((item) => (item && 'certificate' in item ? [item.certificate] : [])),
      ocsps: items.flatMap((item) => (item && 'ocsp' in item ? [item.ocsp] : [])),
      crls: items.flatMap((item) => (item && 'crl' in item ? [item.crl] : [])),
    };
  }

  /** The same object in several revisions is read once. */
  #item(document: PdfDocument, ref: PdfRef, kind: Kind): Item {
    const key = `${kind} ${ref} ${document.objectOffset(ref) ?? ''}`;
    if (this.#items.has(key)) return this.#items.get(key);
    const item = this.#readItem(document, ref, kind);
    this.#items.set(key, item);
    return item;
  }

  #readItem(document: PdfDocument, ref: PdfRef, kind: Kind): Item {
    if (this.#items.size >= maxItems || this.#bytes > maxBytes) {
      this.#limited = true;
      return undefined;
    }
    try {
      const stream = document.get(ref);
      if (!(stream instanceof PdfStream)) throw new TypeError('not a stream');
      const bytes = document.decode(stream);
      this.#bytes += bytes.length;
      if (kind === 'certificate') return { certificate: readCertificate(bytes) };
      return kind === 'ocsp' ? { ocsp: readOcspResponse(bytes) } : { crl: readCrl(bytes) };
    } catch (cause) {
      if (!isCinnabarError(cause) && !(cause instanceof TypeError)) throw cause;
      this.#unreadable++;
      return undefined;
    }
  }
}

function itemsOf(document: PdfDocument, dict: PdfDict, key: string): PdfRef[] {
  const list = document.resolve(dict.get(key));
  const items: readonly PdfObject[] = Array.isArray(list) ? list : [];
  return items.filter((item): item is PdfRef => item instanceof PdfRef).slice(0, maxItems);
}

/** Evidence that a CMS brings along, and which of it its signature covers. */
export interface CmsEvidence extends RevocationEvidence {
  readonly signed: Pick<RevocationEvidence, 'ocsps' | 'crls'>;
}

/** Evidence inside a CMS: its RevocationInfoChoices (RFC 5652 §10.2.1) and Adobe's signed attribute. */
export function evidenceInCms(signedData: SignedData): CmsEvidence {
  const crls: Crl[] = [];
  const ocsps: OcspResponse[] = [];
  const signed = { crls: [] as Crl[], ocsps: [] as OcspResponse[] };
  const attempt = (read: () => void): void => {
    try {
      read();
    } catch (cause) {
      if (!isCinnabarError(cause)) throw cause;
    }
  };
  for (const info of signedData.revocationInfo.slice(0, maxItems)) {
    attempt(() => {
      if (info.tag === 0x30) crls.push(readCrl(info.bytes));
      const [format, value] = info.tag === 0xa1 ? tlvChildren(info) : [];
      if (format && value && readOid(format) === oid.ocspRevocationInfo) ocsps.push(readOcspResponse(value.bytes));
    });
  }
  const attributes = signedData.signers.flatMap(({ signedAttributes }) => signedAttributes);
  for (const { oid: type, values } of attributes) {
    if (type !== oid.adobeRevocationInfo || !values[0]) continue;
    const [value] = values;
    attempt(() => {
      for (const list of tlvChildren(value)) {
        const items = tlvChildren(readTlv(list.content)).slice(0, maxItems);
        if (list.tag === 0xa0) for (const item of items) attempt(() => signed.crls.push(readCrl(item.bytes)));
        if (list.tag === 0xa1) for (const item of items) attempt(() => signed.ocsps.push(readOcspResponse(item.bytes)));
      }
    });
  }
  return { certificates: [], ocsps: [...signed.ocsps, ...ocsps], crls: [...signed.crls, ...crls], signed };
}
