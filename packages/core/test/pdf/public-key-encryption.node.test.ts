import { constants, createPrivateKey, generateKeyPairSync, privateDecrypt, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { assert } from 'chai';

import { joinParts } from '@cinnabar/core/bytes';
import { IncrementalWriter, openPdf, PdfString, unlockPdf, type PdfRecipient } from '@cinnabar/core/pdf';
import { verifyDocument } from '@cinnabar/core/verify';

import { withCorpus } from '../support/corpus.ts';
import { flipped } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';
import { encryptedFile } from './encrypted-files.ts';
import { walk } from './walk.ts';

const read = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`./encrypted/${name}`, import.meta.url)));

/** Whom pyHanko encrypted the files for, beside somebody else. The key is for these tests and opens nothing else. */
const ownKey = createPrivateKey({ key: Buffer.from(read('reader.key.der')), format: 'der', type: 'pkcs8' });
const certificate = read('reader.cert.der');

function holderOf(key: KeyObject): PdfRecipient {
  const padding = constants.RSA_PKCS1_PADDING;
  return { certificate, decryptKey: async (encrypted) => new Uint8Array(privateDecrypt({ key, padding }, encrypted)) };
}

describe('pdf encrypted for the holders of certificates (ISO 32000-2 §7.6.5)', () => {
  const recipient = holderOf(ownKey);

  for (const [name, algorithm, access] of [
    ['pubkey-aes-256', 'AES-256', 'owner'],
    ['pubkey-aes-256-view-only', 'AES-256', 'user'],
    ['pubkey-aes-128-metadata', 'AES-128', 'owner'],
    ['pubkey-rc4-128', 'RC4-128', 'owner'],
  ] as const) {
    it(`${name} reads with the key, and gets revisions that do`, async () => {
      const document = await unlockPdf(openPdf(await encryptedFile(name)), { recipient });
      const { security } = document;
      assert.deepEqual([security?.handler, security?.algorithm, security?.access], ['Adobe.PubSec', algorithm, access]);
      assert.equal(walk(document).withheld, 0);
      const writer = new IncrementalWriter(document);
      const ref = writer.add(PdfString.text('a word'));
      const again = await unlockPdf(openPdf(joinParts(writer.write().parts)), { recipient });
      assert.equal((again.get(ref) as PdfString).toText(), 'a word');
    });
  }

  it('is verified with the key', async () => {
    const bytes = await encryptedFile('pubkey-aes-256');
    assert.equal((await verifyDocument(bytes, { recipient })).verdict, 'UNSIGNED');
    assert.equal((await verifyDocument(bytes, { password: 'secret' })).error?.code, 'PDF_ENCRYPTED');
  });

  it('stays closed to others, and to another key', async () => {
    const bytes = await encryptedFile('pubkey-aes-256');
    const codeOf = async (who?: PdfRecipient) =>
      (await thrownBy(() => unlockPdf(openPdf(bytes), { recipient: who }))).code;
    assert.equal(await codeOf(), 'PDF_ENCRYPTED');
    // The last byte of the serial number, and a letter of the issuer.
    for (const offset of [34, Buffer.from(certificate).indexOf('Reader')]) {
      const stranger = flipped(certificate, offset);
      assert.equal(await codeOf({ ...recipient, certificate: stranger }), 'PDF_PASSWORD');
    }
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    // Either the padding does not fit, or what comes out is no key.
    assert.include(['PDF_PASSWORD', 'PDF_DAMAGED'], await codeOf(holderOf(privateKey)));
  });

  for (const name of [
    'pubkey-ecc-test',
    'pubkey-3des-test',
    'pubkey-rc2-test',
    'signed-encrypted-pubkey-with-catalog-ref',
  ]) {
    it(
      `${name} is not for us`,
      withCorpus(`pyhanko/${name}.pdf`, async (bytes) => {
        assert.equal((await thrownBy(() => unlockPdf(openPdf(bytes), { recipient }))).code, 'PDF_PASSWORD');
      }),
    );
  }
});
