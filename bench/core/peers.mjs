/**
 * Other libraries at their best settings: the whole document parsed at once rather than in ticks, and our CMS over
 * node:crypto in place of the slow signers they bring, wherever they let one in.
 */
import { createHash, webcrypto } from 'node:crypto';

import { PDFDocument as CantooDocument, PDFHexString, PDFName as CantooName } from '@cantoo/pdf-lib';
import { readTlv } from '@cinnabar/core/bytes';
import { openPdf } from '@cinnabar/core/pdf';
import { findSignatures } from '@cinnabar/core/verify';
import { CryptoKeySigner, PDF } from '@libpdf/core';
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib';
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { Signer, SignPdf } from '@signpdf/signpdf';
import { fromBER } from 'asn1js';
import { PDFDocument } from 'pdf-lib';
import { Certificate, ContentInfo, CryptoEngine, SignedData } from 'pkijs';

import { nativeCms, reserve } from './fixtures.mjs';

const claims = { reason: 'bench', contactInfo: 'nobody@example.org', name: 'Bench', location: 'Beijing' };
const widget = { widgetRect: [72, 72, 202, 202], signatureLength: reserve };
const atOnce = { parseSpeed: Infinity, updateMetadata: false };

/**
 * Signers by name: bytes in, signed bytes out. @signpdf makes a field of its own, in the file as it was before ours was
 * prepared: it cannot use one that is there, and its plain placeholder breaks a form written by others.
 */
export async function signingPeers(signer) {
  const native = {
    sign: async (pdf) => Buffer.from(await nativeCms(signer, createHash('sha256').update(pdf).digest())),
  };
  const fill = (pdf) => new SignPdf().sign(pdf, Object.assign(new Signer(), native));
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await webcrypto.subtle.importKey('pkcs8', signer.pkcs8, algorithm, false, ['sign']);
  const [own, ...issuers] = signer.certificates;
  const libpdfSigner = new CryptoKeySigner(key, own, 'RSA', 'RSASSA-PKCS1-v1_5', issuers);
  return {
    '@signpdf, plain placeholder': async (bytes) =>
      fill(plainAddPlaceholder({ pdfBuffer: Buffer.from(bytes), ...claims, ...widget })),
    '@signpdf, pdf-lib placeholder': async (bytes) => {
      const pdfDoc = await PDFDocument.load(bytes, atOnce);
      pdflibAddPlaceholder({ pdfDoc, ...claims, ...widget });
      return fill(Buffer.from(await pdfDoc.save({ useObjectStreams: false, objectsPerTick: Infinity })));
    },
    '@libpdf/core': async (bytes) => {
      const pdf = await PDF.load(bytes);
      return (await pdf.sign({ signer: libpdfSigner, fieldName: 'sig', estimatedSize: reserve })).bytes;
    },
    '@cantoo/pdf-lib, incremental': (bytes) => signedByCantoo(bytes, signer),
  };
}

/** The placeholder goes into the update that is appended; ByteRange and CMS are filled in by hand. */
async function signedByCantoo(bytes, signer) {
  const marker = 9_999_999_999;
  const pdf = await CantooDocument.load(bytes, { ...atOnce, forIncrementalUpdate: true });
  const { context } = pdf;
  const value = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: [0, marker, marker, marker],
      Contents: PDFHexString.of('0'.repeat(2 * reserve)),
    }),
  );
  const form = pdf.catalog.lookup(CantooName.of('AcroForm'));
  form.lookup(CantooName.of('Fields')).lookup(1).set(CantooName.of('V'), value);
  const out = Buffer.from(await pdf.save({ useObjectStreams: false, objectsPerTick: Infinity }));
  return filledIn(out, bytes.length, marker, signer);
}

async function filledIn(out, from, marker, signer) {
  const start = out.indexOf('/Contents <', from) + '/Contents '.length;
  const end = start + 2 * reserve + 2;
  const range = out.indexOf(`[ 0 ${marker}`, from);
  const room = out.indexOf(']', range) + 1 - range;
  out.write(`[0 ${start} ${end} ${out.length - end}`.padEnd(room - 1) + ']', range, 'latin1');
  const digest = createHash('sha256').update(out.subarray(0, start)).update(out.subarray(end)).digest();
  out.write(Buffer.from(await nativeCms(signer, digest)).toString('hex'), start + 1, 'latin1');
  return out;
}

const engine = new CryptoEngine({ name: 'node', crypto: webcrypto });

/** pkijs has no PDF part: the ranges are cut out for it beforehand, and joined as it wants them. */
export function pkijsVerifier(signed, anchor) {
  const { dict } = findSignatures(openPdf(signed)).at(-1);
  const [, first, second, rest] = dict.get('ByteRange');
  const contents = dict.get('Contents').bytes;
  const cms = contents.slice(0, readTlv(contents).bytes.length);
  return async () => {
    const { result } = fromBER(cms);
    const signedData = new SignedData({ schema: new ContentInfo({ schema: result }).content });
    const trusted = new Certificate({ schema: fromBER(anchor).result });
    const data = new Uint8Array(first + rest);
    data.set(signed.subarray(0, first));
    data.set(signed.subarray(second, second + rest), first);
    const question = { signer: 0, data: data.buffer, checkChain: true, trustedCerts: [trusted] };
    const valid = await signedData.verify(question, engine);
    if (!valid) throw new Error('pkijs refuses the signature.');
  };
}
