import { bytesToLatin1, concatBytes, latin1ToBytes } from '@cinnabar/core/bytes';
import { openPdf } from '@cinnabar/core/pdf';
import type { SignatureRequest } from '@cinnabar/core/sign';
import { verifyDocument, type SignatureReport, type VerificationReport } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { buildPdf, sandbox, sign } from '../support/signing.ts';

/** Numbers of the objects of {@link contract} that attacks and honest changes touch. */
export const objects = {
  catalog: 1,
  pages: 2,
  page: 3,
  content: 4,
  form: 6,
  worker: 7,
  company: 8,
  salary: 10,
  remark: 11,
  salaryFace: 12,
  blankFace: 13,
  faceFont: 14,
  mark: 15,
  employer: 16,
  grade: 17,
  agreed: 18,
  cover: 19,
  note: 20,
  info: 21,
  secondPage: 22,
  structure: 23,
  nextFree: 24,
} as const;

const widget = (entries: string, rect = '72 200 272 220', page = 3): string =>
  `<< /Type /Annot /Subtype /Widget /F 4 /Rect [${rect}] /P ${page} 0 R ${entries} >>`;

export const stream = (dict: string, data: string): string =>
  `<< ${dict} /Length ${data.length} >>\nstream\n${data}\nendstream`;

/** A form XObject that shows `text` in font `font`. */
export const face = (text: string, font: number = objects.faceFont): string =>
  stream(
    `/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F ${font} 0 R >> >>`,
    `BT /F 10 Tf 2 5 Td (${text}) Tj ET`,
  );

export const fieldBodies = {
  salary: (more: string): string => widget(`/FT /Tx /T (salary) /DA (/Helv 10 Tf 0 g) ${more}`),
  remark: (more: string): string => widget(`/FT /Tx /T (remark) /DA (/Helv 10 Tf 0 g) ${more}`, '72 170 272 190'),
  mark: (more: string): string => widget(`/FT /Btn /Ff 65537 /T (sig-worker-mark-2) ${more}`, '300 170 360 230'),
  employer: (more: string): string => widget(`/FT /Tx /Ff 1 /T (employer) ${more}`, '72 140 272 160'),
  grade: (more: string): string => widget(`/FT /Ch /T (grade) /Opt [(A) (B) (C)] ${more}`, '72 110 272 130'),
  agreed: (more: string): string =>
    widget(`/FT /Btn /T (agreed) /AP << /N << /Yes 13 0 R /Off 13 0 R >> >> ${more}`, '72 80 92 100'),
  company: (more: string): string =>
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-company) /F 4 /Rect [72 300 272 450] /P 3 0 R ${more} >>`,
};

export const bodies = {
  catalog: (more = '', form = '6 0 R'): string =>
    `<< /Type /Catalog /Pages 2 0 R /AcroForm ${form} /StructTreeRoot 23 0 R ${more} >>`,
  page: (more = '', annots = '7 0 R 8 0 R 10 0 R 11 0 R 15 0 R 16 0 R 17 0 R 18 0 R 20 0 R'): string =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 19 0 R >> >> /Annots [${annots}] ${more} >>`,
  form: (more = '', fields = '7 0 R 8 0 R 10 0 R 11 0 R 15 0 R 16 0 R 17 0 R 18 0 R'): string =>
    `<< /Fields [${fields}] /SigFlags 3 /DR << /Font << /Helv 5 0 R >> >> /DA (/Helv 0 Tf 0 g) ${more} >>`,
};

/** Numbers that the signature itself does not use. */
export const fresh = objects.nextFree + 10;

/** The page with one more annotation. */
export const annotsWith = (more: string): string =>
  bodies.page('', `7 0 R 8 0 R 10 0 R 11 0 R 15 0 R 16 0 R 17 0 R 18 0 R 20 0 R ${more}`);
/** The form with one more field. */
export const fieldsWith = (more: string): string =>
  bodies.form('', `7 0 R 8 0 R 10 0 R 11 0 R 15 0 R 16 0 R 17 0 R 18 0 R ${more}`);
/** A signature field with its widget. */
export const newField = (more: string): string =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-new) /F 4 /Rect [72 600 500 800] /P 3 0 R ${more} >>`;

/** A contract with every kind of field; other bodies replace or add objects before it is signed. */
export function contract(raw: Record<number, string> = {}): Uint8Array {
  const { mark, salary, remark, employer, grade, agreed } = fieldBodies;
  return buildPdf({
    1: bodies.catalog(),
    2: '<< /Type /Pages /Kids [3 0 R 22 0 R] /Count 2 >>',
    3: bodies.page(),
    4: stream('', 'BT /F1 24 Tf 72 770 Td (Salary 8000) Tj ET q 1 0 0 1 0 0 cm /X Do Q'),
    6: bodies.form(),
    9: 'null',
    10: salary('/V (8000) /AP << /N 12 0 R >>'),
    11: remark('/AP << /N 13 0 R >>'),
    12: face('8000'),
    13: face(''),
    14: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
    15: mark(''),
    16: employer('/V (Cinnabar Ltd) /AP << /N 13 0 R >>'),
    17: grade('/V (A) /I [0] /AP << /N 13 0 R >>'),
    18: agreed('/V /Off /AS /Off'),
    19: stream('/Type /XObject /Subtype /Form /BBox [0 0 1 1]', '0 0 1 1 re f'),
    20: '<< /Type /Annot /Subtype /Text /Rect [500 800 520 820] /Contents (draft) /P 3 0 R >>',
    21: '<< /Title (Contract) >>',
    22: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>',
    23: '<< /Type /StructTreeRoot /K [] >>',
    ...raw,
  });
}

/** The contract signed by the worker. */
export async function signedContract(
  raw: Record<number, string> = {},
  request: Partial<SignatureRequest> = {},
): Promise<Uint8Array> {
  return (await sign(contract(raw), 'sig-worker', { request })).bytes;
}

export interface Update {
  /** Bodies by object number. */
  readonly set?: Record<number, string>;
  readonly free?: readonly number[];
  /** Offsets of existing bytes to enter as objects. */
  readonly at?: Record<number, number>;
  /** Trailer entries instead of those before. */
  readonly trailer?: Record<string, string>;
}

/** An incremental update made by hand, with a classic table, as an attacker or a plain tool would. */
export function append(bytes: Uint8Array, { set = {}, free = [], at = {}, trailer = {} }: Update): Uint8Array {
  const text = bytesToLatin1(bytes);
  const document = openPdf(bytes);
  const rows = new Map<number, string>();
  const row = (offset: number, kind: 'n' | 'f'): string =>
    `${String(offset).padStart(10, '0')} ${kind === 'f' ? '65535' : '00000'} ${kind} \n`;
  let body = '';
  for (const [num, object] of Object.entries(set)) {
    rows.set(Number(num), row(bytes.length + body.length, 'n'));
    body += `${num} 0 obj\n${object}\nendobj\n`;
  }
  for (const num of free) rows.set(num, row(0, 'f'));
  for (const [num, offset] of Object.entries(at)) rows.set(Number(num), row(offset, 'n'));
  const size = Math.max(document.size, ...[...rows.keys()].map((num) => num + 1));
  const id = /\/ID (\[.*?\])(?![\s\S]*\/ID )/.exec(text)?.[1] ?? '';
  const entries = { Size: String(size), Root: '1 0 R', ID: id, Prev: String(document.revisions.at(-1)?.startxref) };
  const dict = Object.entries({ ...entries, ...trailer }).map(([key, value]) => `/${key} ${value}`);
  const table = [...rows].sort(([a], [b]) => a - b).map(([num, line]) => `${num} 1\n${line}`);
  return concatBytes(
    bytes,
    latin1ToBytes(
      `${body}xref\n${table.join('')}trailer\n<< ${dict.join(' ')} >>\nstartxref\n${bytes.length + body.length}\n%%EOF\n`,
    ),
  );
}

/** The number of the object a field's /V refers to. */
export function signatureNumber(bytes: Uint8Array): number {
  return Number(/\/V (\d+) 0 R/.exec(bytesToLatin1(bytes))?.[1]);
}

/** The text of object `num` as it was last written. */
export function bodyOf(bytes: Uint8Array, num: number): string {
  const text = bytesToLatin1(bytes);
  const start = text.lastIndexOf(`\n${num} 0 obj\n`) + `\n${num} 0 obj\n`.length;
  return text.slice(start, text.indexOf('\nendobj', start));
}

export async function verify(bytes: Uint8Array): Promise<VerificationReport> {
  return verifyDocument(bytes, { trust: (await sandbox()).trustAnchors });
}

/** The report on the worker's signature. */
export async function reportOn(bytes: Uint8Array, field = 'sig-worker'): Promise<SignatureReport> {
  const { signatures, error } = await verify(bytes);
  assert.isUndefined(error);
  const found = signatures.find(({ fieldNames }) => fieldNames.includes(field));
  assert.isDefined(found);
  return found as SignatureReport;
}

/** What a report says of later changes, in short. */
export function summary({ modifications, problems }: SignatureReport): string {
  const findings = modifications.findings.map(({ rule, object, path }) => `${rule} ${object} ${path}`);
  return [modifications.level, modifications.permitted, ...problems.map(({ code }) => code), ...findings].join('\n');
}
