import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { joinParts } from '@cinnabar/core/bytes';
import { embedSignature, prepareSignature } from '@cinnabar/core/sign';
import { P12Signer as LibPdfSigner, PDF } from '@libpdf/core';
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib';
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import { PDFDocument } from 'pdf-lib';

import { noFonts, requestFor } from './signing.ts';

const password = 'secret';

/** An authority of OpenSSL's making with one signer, and what other programs need to sign with it. */
export class OtherProducers {
  readonly #folder = mkdtempSync(join(tmpdir(), 'cinnabar-producers-'));

  constructor() {
    const run = (program: string, ...args: string[]): void => void this.#run(program, args);
    const usage = join(this.#folder, 'usage');
    writeFileSync(
      usage,
      'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\nextendedKeyUsage=emailProtection\n' +
        'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n',
    );
    const key = (name: string): string[] => ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`];
    const authority = ['-days', '3650', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
    run('openssl', 'req', '-x509', ...key('ca'), '-out', 'ca.pem', '-subj', '/CN=Other Producers CA', ...authority);
    run('openssl', 'req', ...key('signer'), '-out', 'signer.csr', '-subj', '/CN=Wang Xiaoming');
    const issuer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '365', '-extfile', 'usage'];
    run('openssl', 'x509', '-req', '-in', 'signer.csr', ...issuer, '-out', 'signer.pem');
    run('openssl', 'x509', '-in', 'ca.pem', '-outform', 'DER', '-out', 'ca.der');
    // The oldest protection: what all of them read.
    const legacy = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'];
    const bundle = ['-inkey', 'signer.key', '-in', 'signer.pem', '-certfile', 'ca.pem', '-name', 'signer'];
    run('openssl', 'pkcs12', '-export', ...bundle, ...legacy, '-passout', `pass:${password}`, '-out', 'signer.p12');
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get authority(): Uint8Array {
    return this.#read('ca.der');
  }

  /** The bundle with key and certificates. */
  get #pkcs12(): Uint8Array {
    return this.#read('signer.p12');
  }

  #read(name: string): Uint8Array {
    return new Uint8Array(readFileSync(join(this.#folder, name)));
  }

  #run(program: string, args: string[], input?: Uint8Array): Buffer {
    const options = { cwd: this.#folder, timeout: 60_000, maxBuffer: 64 << 20 };
    return execFileSync(program, args, { ...options, stdio: 'pipe', ...(input ? { input } : {}) });
  }

  /** poppler, in a field of its own or in one that is there; keys come from an NSS database. */
  poppler(bytes: Uint8Array, field?: string): Uint8Array {
    const database = join(this.#folder, 'nss');
    if (!existsSync(database)) {
      mkdirSync(database);
      this.#run('certutil', ['-N', '-d', 'sql:nss', '--empty-password']);
      this.#run('pk12util', ['-i', 'signer.p12', '-d', 'sql:nss', '-W', password]);
    }
    writeFileSync(join(this.#folder, 'in.pdf'), bytes);
    const place = field === undefined ? ['-add-signature'] : ['-sign', field];
    this.#run('pdfsig', ['-nssdir', 'nss', ...place, '-nick', 'signer', 'in.pdf', 'out.pdf']);
    return this.#read('out.pdf');
  }

  /** MuPDF signs the field that is object `field`. */
  mupdf(bytes: Uint8Array, field: number): Uint8Array {
    writeFileSync(join(this.#folder, 'in.pdf'), bytes);
    this.#run('mutool', ['sign', '-s', 'signer.p12', '-P', password, '-o', 'out.pdf', 'in.pdf', String(field)]);
    return this.#read('out.pdf');
  }

  /** A CMS by OpenSSL, embedded by us. */
  async openssl(bytes: Uint8Array, fieldName: string): Promise<Uint8Array> {
    const request = requestFor(fieldName, { subFilter: 'adbe.pkcs7.detached' });
    const { parts, prepared } = await prepareSignature(bytes, request, noFonts);
    const file = joinParts(parts);
    const [, gapStart, gapEnd] = prepared.byteRange;
    const content = Buffer.concat([file.subarray(0, gapStart), file.subarray(gapEnd)]);
    const signer = ['-signer', 'signer.pem', '-inkey', 'signer.key', '-certfile', 'ca.pem'];
    const how = ['-sign', '-binary', '-cades', '-md', 'sha256', '-outform', 'DER'];
    const cms = this.#run('openssl', ['cms', ...how, ...signer], content);
    return joinParts(await embedSignature(parts, prepared, new Uint8Array(cms)));
  }

  async libpdf(bytes: Uint8Array): Promise<Uint8Array> {
    const pdf = await PDF.load(bytes);
    const signer = await LibPdfSigner.create(this.#pkcs12, password);
    return new Uint8Array((await pdf.sign({ signer, reason: 'test' })).bytes);
  }

  async signpdfPlain(bytes: Uint8Array): Promise<Uint8Array> {
    const pdf = plainAddPlaceholder({ pdfBuffer: Buffer.from(bytes), ...claims });
    return this.#signpdf(pdf);
  }

  /** pdf-lib writes the whole file anew. */
  async signpdfPdfLib(bytes: Uint8Array): Promise<Uint8Array> {
    const pdfDoc = await PDFDocument.load(bytes);
    pdflibAddPlaceholder({ pdfDoc, ...claims });
    return this.#signpdf(Buffer.from(await pdfDoc.save({ useObjectStreams: false })));
  }

  async #signpdf(pdf: Buffer): Promise<Uint8Array> {
    const signer = new P12Signer(Buffer.from(this.#pkcs12), { passphrase: password });
    return new Uint8Array(await new SignPdf().sign(pdf, signer));
  }
}

const claims = { reason: 'test', contactInfo: 'nobody@example.org', name: 'Wang Xiaoming', location: 'Beijing' };
