import { assert } from 'chai';

import { bytesToLatin1, equalBytes, joinParts, latin1ToBytes } from '@cinnabar/core/bytes';
import type { PdfRef } from '@cinnabar/core/pdf';
import {
  IncrementalWriter,
  openPdf,
  PdfDict,
  PdfName,
  PdfStream,
  PdfString,
  unlockPdf,
  type PdfDocument,
} from '@cinnabar/core/pdf';

import { withCorpus } from '../support/corpus.ts';
import { thrownBy } from '../support/throws.ts';
import { encryptedFile, encryptedFiles } from './encrypted-files.ts';
import { walk } from './walk.ts';

async function unlocked(bytes: Uint8Array, password?: string): Promise<PdfDocument> {
  return unlockPdf(openPdf(bytes), { password });
}

async function codeOf(bytes: Uint8Array, password?: string): Promise<string> {
  return (await thrownBy(() => unlocked(bytes, password))).code;
}

/** What a person would read: the page, a field's value. */
function contentOf(document: PdfDocument): { page: string; field: string; metadata: string } {
  const [page] = document.pages();
  const stream = document.resolve(page?.dict.get('Contents')) as PdfStream;
  const form = document.dictAt(document.catalog.get('AcroForm'), 'form');
  const field = document.dictAt(document.arrayAt(form.get('Fields'), 'fields')[2], 'field');
  const metadata = document.resolve(document.catalog.get('Metadata')) as PdfStream;
  return {
    page: bytesToLatin1(document.decode(stream)),
    field: (field.get('V') as PdfString).toText(),
    metadata: bytesToLatin1(document.decode(metadata)),
  };
}

describe('encrypted pdf (ISO 32000-2 §7.6)', () => {
  for (const { name, version, revision, algorithm, clearMetadata } of encryptedFiles) {
    describe(name, () => {
      for (const access of ['user', 'owner'] as const) {
        it(`opens with the password of the ${access}`, async () => {
          const document = await unlocked(await encryptedFile(name), access);
          const { page, field, metadata } = contentOf(document);
          assert.equal(page, 'BT /F1 24 Tf 72 770 Td (Labour contract) Tj ET');
          assert.equal(field, 'between us');
          assert.match(metadata, /^<\?xpacket/);
          assert.deepEqual(walk(document).withheld, 0);
          const { permissions, ...facts } = document.security ?? assert.fail('no security');
          assert.deepEqual(facts, { handler: 'Standard', version, revision, algorithm, access });
          assert.isTrue(Object.values(permissions).every((granted) => granted));
        });
      }

      it('stays closed without a password and with a wrong one', async () => {
        const bytes = await encryptedFile(name);
        assert.equal(await codeOf(bytes), 'PDF_ENCRYPTED');
        assert.equal(await codeOf(bytes, 'user '), 'PDF_PASSWORD');
        assert.equal(await codeOf(bytes, ''), 'PDF_PASSWORD');
        assert.isAbove(countWithheld(bytes), 0);
      });

      it('gets revisions that are encrypted as it is', async () => {
        const original = await encryptedFile(name);
        const once = await extended(original, 'erste Fassung');
        const twice = await extended(once, '第二版');
        const document = await unlocked(twice, 'owner');
        assert.equal(document.revisions.length, 3);
        assert.equal(contentOf(document).page, '第二版'.length.toString());
        assert.equal(noteOf(document), '第二版');
        assert.equal(noteOf(document.at(1)), 'erste Fassung');
        assert.equal(contentOf(document.at(0)).field, 'between us');
        assert.isTrue(equalBytes(twice.subarray(0, original.length), original));
        // Neither in clear nor under another key.
        assert.notInclude(bytesToLatin1(twice), 'erste Fassung');
        assert.equal(countMetadata(twice), clearMetadata ? 4 : 0);
        const [first, last] = [openPdf(original).trailer, document.trailer];
        assert.equal(last.get('Encrypt'), first.get('Encrypt'));
        const permanent = (dict: PdfDict) => (dict.get('ID') as PdfString[])[0]?.rawBytes;
        assert.deepEqual(permanent(last), permanent(first));
      });
    });
  }

  it('takes passwords as they were meant, in whatever form they come', async () => {
    // Soft hyphen and full-width letters fall away in SASLprep (RFC 4013), which only AES-256 knows.
    for (const password of ['us\u00ader', '\uff55\uff53\uff45\uff52']) {
      assert.equal((await unlocked(await encryptedFile('aes-256'), password)).security?.access, 'user');
      assert.equal(await codeOf(await encryptedFile('aes-128'), password), 'PDF_PASSWORD');
    }
    // Encrypted without SASLprep, as some programs do.
    assert.equal((await unlocked(await encryptedFile('aes-256-unprepared'), '\ufb01nal')).security?.access, 'user');
    // The euro sign is one byte of PDFDocEncoding.
    assert.equal(
      (await unlocked(await encryptedFile('rc4-128-accents'), 'Pa\u20acsw\u00f6rd')).security?.access,
      'user',
    );
    // 32 bytes count in old files, 127 in new ones.
    const long = 'user'.padEnd(200, 'r');
    assert.equal(await codeOf(await encryptedFile('aes-256'), long), 'PDF_PASSWORD');
    assert.equal(await codeOf(await encryptedFile('rc4-40'), '\u4e00'.repeat(1000)), 'PDF_PASSWORD');
  });

  it('opens by itself what has an empty password, and knows the owner', async () => {
    const bytes = await encryptedFile('aes-256-open');
    assert.equal((await unlocked(bytes)).security?.access, 'user');
    assert.equal((await unlocked(bytes, '')).security?.access, 'user');
    assert.equal((await unlocked(bytes, 'owner')).security?.access, 'owner');
    assert.equal(await codeOf(bytes, 'wrong'), 'PDF_PASSWORD');
  });

  it('leaves files that are not encrypted alone', async () => {
    const document = (await unlocked(await encryptedFile('aes-256'), 'user')).at(0);
    assert.equal(await unlockPdf(document, { password: 'nonsense' }), document, 'unlocked once is enough');
  });

  it('tells what the author permits', async () => {
    const granted = async (name: string): Promise<string[]> => {
      const { permissions } = (await unlocked(await encryptedFile(name))).security ?? assert.fail(name);
      return Object.entries(permissions).flatMap(([what, may]) => (may ? [what] : []));
    };
    assert.deepEqual(await granted('aes-256-view-only'), ['print', 'copy', 'printFaithfully']);
    assert.deepEqual(await granted('aes-256-fill-only'), ['print', 'copy', 'fillForms', 'assemble', 'printFaithfully']);
    assert.deepEqual(await granted('rc4-40-view-only'), ['print', 'copy', 'printFaithfully']);
  });

  it('takes initialization vectors from the source it is given, a fresh one for each string and stream', async () => {
    const bytes = await encryptedFile('aes-256');
    const written = async (): Promise<Uint8Array> => {
      let drawn = 0;
      const randomBytes = (length: number) => new Uint8Array(length).fill(++drawn);
      const document = await unlockPdf(openPdf(bytes), { password: 'user', randomBytes });
      const writer = new IncrementalWriter(document);
      const [one, other] = [writer.add(PdfString.text('same')), writer.add(PdfString.text('same'))];
      const update = joinParts(writer.write().parts);
      const raw = (ref: PdfRef) => (openPdf(update).get(ref) as PdfString).rawBytes;
      assert.deepEqual(raw(one).subarray(0, 16), new Uint8Array(16).fill(1));
      assert.deepEqual(raw(other).subarray(0, 16), new Uint8Array(16).fill(2));
      return update;
    };
    assert.deepEqual(await written(), await written());
  });

  it('never encrypts the value of a signature', async () => {
    const document = await unlocked(await encryptedFile('aes-256'), 'user');
    const writer = new IncrementalWriter(document);
    const value = latin1ToBytes('a CMS');
    const dict = new PdfDict({ ByteRange: [0, 1, 2, 3], Contents: PdfString.hex(value), Name: PdfString.text('Wang') });
    const ref = writer.add(dict);
    const note = writer.add(new PdfDict({ Subtype: PdfName.of('Text'), Contents: PdfString.hex(value) }));
    const update = joinParts(writer.write().parts);
    assert.include(bytesToLatin1(update), '/Contents <6120434d53>');
    const again = await unlocked(update, 'user');
    for (const each of [ref, note]) {
      assert.deepEqual(((again.get(each) as PdfDict).get('Contents') as PdfString).bytes, value);
    }
    assert.equal(((again.get(ref) as PdfDict).get('Name') as PdfString).toText(), 'Wang');
    const locked = openPdf(update);
    assert.deepEqual(((locked.get(ref) as PdfDict).get('Contents') as PdfString).bytes, value, 'readable by everybody');
    assert.isTrue(((locked.get(note) as PdfDict).get('Contents') as PdfString).locked);
  });

  it('respects the crypt filter a stream names (§7.4.10)', async () => {
    const document = await unlocked(await encryptedFile('aes-128'), 'user');
    const writer = new IncrementalWriter(document);
    const stream = (name?: string): PdfRef => {
      const dict = new PdfDict({ Filter: [PdfName.of('Crypt')] });
      if (name !== undefined) dict.set('DecodeParms', [new PdfDict({ Name: PdfName.of(name) })]);
      return writer.add(new PdfStream(dict, latin1ToBytes('some words')));
    };
    const [plain, unnamed, encrypted] = [stream('Identity'), stream(), stream('StdCF')];
    const update = joinParts(writer.write().parts);
    assert.equal(bytesToLatin1(update).split('some words').length, 3, 'in clear twice');
    const again = await unlocked(update, 'user');
    for (const ref of [plain, unnamed, encrypted]) {
      assert.equal(bytesToLatin1(again.decode(again.get(ref) as PdfStream)), 'some words');
    }
    stream('NoSuchFilter');
    assert.equal((await thrownBy(() => writer.write())).code, 'PDF_DAMAGED');
  });

  it('does not let an update change the encryption', async () => {
    const document = await unlocked(await encryptedFile('aes-256'), 'owner');
    const writer = new IncrementalWriter(document);
    const encrypt = document.trailer.get('Encrypt') as PdfRef;
    assert.equal((await thrownBy(() => writer.set(encrypt, new PdfDict()))).code, 'PDF_WRITE');
    assert.equal((await thrownBy(() => writer.setTrailerEntry('Encrypt', new PdfDict()))).code, 'PDF_WRITE');
  });

  describe('corpus', () => {
    for (const [name, passwords] of [
      ['minimal-rc4', ['usersecret', 'ownersecret']],
      ['minimal-aes256', ['usersecret', 'ownersecret']],
      ['minimal-two-fields-aes256', ['usersecret', 'ownersecret']],
      ['minimal-with-field-rc4', ['usersecret', 'ownersecret']],
      ['malformed-encrypt-dict1', ['usersecret', 'ownersecret']],
      ['embedded-encrypted-nocf', ['secret']],
      ['minimal-aes256-empty-encrypted-string', ['secret']],
    ] as const) {
      it(
        `${name} reads with its passwords`,
        withCorpus(`pyhanko/${name}.pdf`, async (bytes) => {
          for (const password of passwords) {
            const { withheld } = walk(await unlocked(bytes, password));
            assert.equal(withheld, 0);
          }
          assert.equal(await codeOf(bytes, 'wrong'), 'PDF_PASSWORD');
        }),
      );
    }

    for (const name of ['malformed-encrypt-dict2', 'minimal-aes256-malformed-oe', 'minimal-aes256-malformed-perms']) {
      it(
        `${name} is damaged`,
        withCorpus(`pyhanko/${name}.pdf`, async (bytes) => {
          assert.equal(await codeOf(bytes, 'ownersecret'), 'PDF_DAMAGED');
        }),
      );
    }
  });
});

function countWithheld(bytes: Uint8Array): number {
  const document = openPdf(bytes);
  // Where objects are packed, not even the catalog is there to begin with.
  try {
    return walk(document).withheld;
  } catch {
    return 1;
  }
}

/** A revision with a note in the catalog, a page with other words, and another metadata stream. */
async function extended(bytes: Uint8Array, note: string): Promise<Uint8Array> {
  const document = await unlocked(bytes, 'user');
  const writer = new IncrementalWriter(document);
  const { catalog, catalogRef } = document;
  const xmp = latin1ToBytes('<?xpacket other words?>');
  const dict = new PdfDict({ Type: PdfName.of('Metadata'), Subtype: PdfName.of('XML') });
  writer.set(
    catalogRef,
    catalog
      .clone()
      .set('Metadata', writer.add(new PdfStream(dict, xmp)))
      .set('Note', [PdfString.text(note)]),
  );
  const contents = document.pages()[0]?.dict.get('Contents') as PdfRef;
  writer.set(contents, PdfStream.flate(new PdfDict(), latin1ToBytes(note.length.toString())));
  return joinParts(writer.write().parts);
}

function noteOf(document: PdfDocument): string {
  return (document.arrayAt(document.catalog.get('Note'), 'note')[0] as PdfString).toText();
}

/** How often a processing instruction of metadata, two in the first and one in each other, stands in the file in clear. */
function countMetadata(bytes: Uint8Array): number {
  return bytesToLatin1(bytes).split('<?xpacket ').length - 1;
}
