import { assert } from 'chai';

import { bytesToLatin1, equalBytes, joinParts, latin1ToBytes } from '@cinnabar/core/bytes';
import {
  IncrementalWriter,
  openPdf,
  PdfDict,
  PdfRef,
  PdfStream,
  PdfString,
  readFormFields,
  unlockPdf,
} from '@cinnabar/core/pdf';
import { addDocumentTimestamp, checkSigned, prepareSignature } from '@cinnabar/core/sign';
import { prepareDocument } from '@cinnabar/core/stamp';
import { verifyDocument, type VerificationReport } from '@cinnabar/core/verify';

import { encryptedFile, encryptedFiles } from '../pdf/encrypted-files.ts';
import { contractFonts } from '../support/fonts.ts';
import { inField, LongTermSandbox } from '../support/long-term.ts';
import { noFonts, requestFor, sandbox, sign } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

async function report(bytes: Uint8Array, password?: string): Promise<VerificationReport> {
  return verifyDocument(bytes, { trust: (await sandbox()).trustAnchors, password });
}

async function signed(bytes: Uint8Array, field: string, password?: string): Promise<Uint8Array> {
  return (await sign(bytes, field, { request: { password } })).bytes;
}

/** A later revision that somebody with the password makes. */
async function edited(
  bytes: Uint8Array,
  edit: (writer: IncrementalWriter) => void,
  password = 'owner',
): Promise<Uint8Array> {
  const writer = new IncrementalWriter(await unlockPdf(openPdf(bytes), { password }));
  edit(writer);
  return joinParts(writer.write().parts);
}

describe('encrypted documents, signed', () => {
  for (const { name } of encryptedFiles) {
    it(`${name}: two signatures in a row, by user and owner, both hold`, async () => {
      const original = await encryptedFile(name);
      const once = await signed(original, 'sig-worker', 'user');
      assert.equal((await report(once, 'user')).verdict, 'PASSED');
      const twice = await signed(once, 'sig-company', 'owner');
      assert.isTrue(equalBytes(twice.subarray(0, once.length), once));
      for (const password of ['user', 'owner']) {
        const { verdict, signatures } = await report(twice, password);
        assert.equal(verdict, 'PASSED');
        assert.deepEqual(
          signatures.map(({ coverage, modifications }) => [coverage, modifications.level]),
          [
            ['WHOLE_REVISION', 'FORM_FILLING'],
            ['WHOLE_FILE', 'NONE'],
          ],
        );
      }
      // The reason is personal; the CMS is for everybody.
      assert.notInclude(bytesToLatin1(twice), bytesToLatin1(PdfString.text('签订劳动合同').bytes));
      assert.match(bytesToLatin1(twice), /\/Contents <30[0-9a-f]+>/);
    });
  }

  it('are UNREADABLE without the password, and say what they need', async () => {
    const bytes = await signed(await encryptedFile('aes-256'), 'sig-worker', 'user');
    const closed = await report(bytes);
    assert.equal(closed.verdict, 'UNREADABLE');
    assert.equal(closed.error?.code, 'PDF_ENCRYPTED');
    assert.match(closed.error?.message ?? '', /password/);
    assert.equal((await report(bytes, 'guess')).error?.code, 'PDF_PASSWORD');
  });

  it('are checked as they leave, with the password', async () => {
    const original = await encryptedFile('aes-256');
    const { parts } = await sign(original, 'sig-worker', { request: { password: 'user' } });
    const expectations = { fieldName: 'sig-worker', original, level: 'B-T' } as const;
    const { verdict } = await checkSigned(parts, { ...expectations, password: 'user' });
    assert.equal(verdict, 'INDETERMINATE', 'nobody was trusted');
    assert.equal((await thrownBy(() => checkSigned(parts, expectations))).code, 'SIGN_SELF_CHECK');
  });

  it('are filled in the revision that signs, and read again by the next', async () => {
    const fonts = await contractFonts();
    const original = await encryptedFile('aes-128');
    const request = { password: 'user', fills: [{ name: 'remark', value: '每月五日' }] };
    const { bytes } = await sign(original, 'sig-worker', { request, fonts });
    assert.equal((await report(bytes, 'user')).verdict, 'PASSED');
    const document = await unlockPdf(openPdf(bytes), { password: 'user' });
    const field = readFormFields(document).fields.find(({ name }) => name === 'remark');
    assert.equal((field?.dict.get('V') as PdfString).toText(), '每月五日');
  });

  it('are prepared where a password is given, and refused where none is, empty or not', async () => {
    const fonts = await contractFonts();
    const rect = { x: 72, y: 60, width: 200, height: 100 };
    const fields = [{ type: 'signature', name: 'sig-witness', widgets: [{ page: 0, rect }] }] as const;
    const refused = [
      ['aes-256', undefined, 'PREPARE_ENCRYPTED'],
      ['aes-256-open', undefined, 'PREPARE_ENCRYPTED'],
      ['aes-256', '', 'PDF_PASSWORD'],
      ['aes-256-view-only', '', 'PREPARE_NOT_PERMITTED'],
      ['aes-256-fill-only', '', 'PREPARE_NOT_PERMITTED'],
    ] as const;
    for (const [name, password, code] of refused) {
      const bytes = await encryptedFile(name);
      assert.equal((await thrownBy(() => prepareDocument(bytes, fields, fonts, { password }))).code, code, name);
    }
    for (const [name, password] of [
      ['aes-256', 'user'],
      ['aes-256-open', ''],
      ['aes-256-view-only', 'owner'],
    ] as const) {
      const prepared = joinParts(await prepareDocument(await encryptedFile(name), fields, fonts, { password }));
      assert.equal((await report(await signed(prepared, 'sig-witness', password), password)).verdict, 'PASSED', name);
    }
  });

  it('are signed only by whom the author allows to fill fields', async () => {
    const codeOf = async (name: string, password?: string): Promise<string> => {
      const bytes = await encryptedFile(name);
      return (await thrownBy(() => prepareSignature(bytes, requestFor('sig-worker', { password }), noFonts))).code;
    };
    assert.equal(await codeOf('aes-256-view-only'), 'SIGN_NOT_PERMITTED');
    assert.equal(await codeOf('rc4-40-view-only'), 'SIGN_NOT_PERMITTED');
    assert.equal(await codeOf('aes-256'), 'PDF_ENCRYPTED');
    for (const [name, password] of [
      ['aes-256-view-only', 'owner'],
      ['aes-256-fill-only', undefined],
    ] as const) {
      assert.equal((await report(await signed(await encryptedFile(name), 'sig-worker', password))).verdict, 'PASSED');
    }
    // A time-stamp makes a field of its own.
    const open = await encryptedFile('aes-256-fill-only');
    const stamps = (await sandbox()).timestampProvider();
    assert.equal((await thrownBy(() => addDocumentTimestamp(open, stamps))).code, 'SIGN_NOT_PERMITTED');
    const stamped = await addDocumentTimestamp(open, stamps, { password: 'owner' });
    assert.equal((await report(joinParts(stamped))).signatures[0]?.indication, 'TOTAL_PASSED');
  });

  for (const name of ['rc4-128', 'aes-128', 'aes-256-packed']) {
    it(`${name}: is extended to B-LT and B-LTA, its security store encrypted`, async () => {
      const world = new LongTermSandbox();
      const authority = await world.authority;
      const provider = authority.signingProvider(authority.timestampProvider());
      const request = { password: 'user' };
      const { bytes } = await sign(await encryptedFile(name), 'sig-worker', { provider, request });
      for (const level of ['B-LT', 'B-LTA'] as const) {
        const archived = await world.extend(bytes, level, { password: 'user' });
        const trust = authority.trustAnchors;
        const verified = await verifyDocument(archived, { trust, at: world.now, password: 'owner' });
        assert.equal(inField(verified, 'sig-worker').level, level);
        assert.equal(verified.verdict, 'PASSED');
        // A certificate in clear would begin like this.
        assert.notMatch(bytesToLatin1(archived), /stream\n0\x82/);
      }
    });
  }
});

describe('attacks on encrypted documents (anchor A-58)', () => {
  let bytes: Uint8Array;
  before(async () => {
    bytes = await signed(await encryptedFile('aes-256'), 'sig-worker', 'user');
  });

  it('an object written again, encrypted otherwise but the same in plain, is unchanged', async () => {
    const again = await edited(bytes, (writer) => {
      const { document } = writer;
      const contents = document.pages()[0]?.dict.get('Contents') as PdfRef;
      for (const ref of [contents, document.catalogRef]) writer.set(ref, document.get(ref));
    });
    const { verdict, signatures } = await report(again, 'user');
    assert.equal(verdict, 'PASSED');
    const rules = signatures[0]?.modifications.findings.map(({ rule }) => rule);
    assert.sameMembers(rules ?? [], ['file-identifier', 'unchanged', 'unchanged']);
  });

  it('other words on the page are found, though both are cipher', async () => {
    const changed = await edited(bytes, (writer) => {
      const contents = writer.document.pages()[0]?.dict.get('Contents') as PdfRef;
      writer.set(contents, new PdfStream(new PdfDict(), latin1ToBytes('BT (another contract) Tj ET')));
    });
    assert.equal((await report(changed, 'user')).verdict, 'FAILED');
  });

  it('cipher moved from one place to another is found', async () => {
    // With AES-256 all objects share a key: what is encrypted in one place reads in another.
    const document = openPdf(bytes);
    const contents = document.pages()[0]?.dict.get('Contents') as PdfRef;
    const metadata = (document.catalog.get('Metadata') as PdfRef).num;
    const { rawData } = document.get(PdfRef.of(metadata)) as PdfStream;
    const moved = appended(bytes, contents.num, `<< /Length ${rawData.length} >>\nstream\n`, rawData);
    assert.equal((await report(moved, 'user')).verdict, 'FAILED');
  });

  describe('another encryption in a later revision', () => {
    const trailerOf = (file: Uint8Array): string => {
      const text = bytesToLatin1(file);
      return text.slice(text.lastIndexOf('trailer\n') + 8, text.lastIndexOf('startxref'));
    };
    const withTrailer = (file: Uint8Array, trailer: string): Uint8Array => {
      const start = openPdf(file).revisions.at(-1)?.startxref as number;
      const body = `xref\n0 0\ntrailer\n${trailer.replace(/\/Prev \d+/, `/Prev ${start}`)}\n`;
      return latin1ToBytes(`${bytesToLatin1(file)}${body}startxref\n${file.length}\n%%EOF\n`);
    };

    it('clean twin: a revision that changes nothing', async () => {
      assert.equal((await report(withTrailer(bytes, trailerOf(bytes)), 'user')).verdict, 'PASSED');
    });

    it('the entry is gone', async () => {
      const bare = withTrailer(bytes, trailerOf(bytes).replace(/\/Encrypt \d+ 0 R/, ''));
      const { verdict, error } = await report(bare, 'user');
      assert.deepEqual([verdict, error?.code], ['UNREADABLE', 'PDF_DAMAGED']);
    });

    it('an equal dictionary in another place', async () => {
      const { num } = openPdf(bytes).trailer.get('Encrypt') as PdfRef;
      const [, dict] = new RegExp(`\\n${num} 0 obj\\n(<<.*?>>)\\nendobj`, 's').exec(bytesToLatin1(bytes)) ?? [];
      const direct = trailerOf(bytes).replace(/\/Encrypt \d+ 0 R/, () => `/Encrypt ${dict}`);
      assert.equal((await report(withTrailer(bytes, direct), 'user')).verdict, 'FAILED');
    });

    it('the dictionary of another file, with a password the attacker knows', async () => {
      const other = bytesToLatin1(await encryptedFile('aes-256-open'));
      const { num } = openPdf(bytes).trailer.get('Encrypt') as PdfRef;
      const [, dict] =
        new RegExp(`\\n${num} 0 obj\\n(<<.*?>>)\\nendobj`, 's').exec(other) ?? assert.fail('no dictionary');
      const body = appended(bytes, num, String(dict));
      for (const password of ['owner', undefined]) {
        const { verdict, error } = await report(body, password);
        assert.deepEqual([verdict, error?.code], ['UNREADABLE', 'PDF_DAMAGED']);
      }
    });

    it('the first file identifier, from which old keys are made', async () => {
      const old = await signed(await encryptedFile('rc4-128'), 'sig-worker', 'user');
      const renamed = trailerOf(old).replace(/\/ID \[<..../, '/ID [<ffff');
      const { verdict, error } = await report(withTrailer(old, renamed), 'user');
      assert.deepEqual([verdict, error?.code], ['UNREADABLE', 'PDF_PASSWORD']);
    });
  });

  describe('crypt filters in a later revision', () => {
    it('kept in an object of their own, and changed there', async () => {
      const original = bytesToLatin1(await encryptedFile('aes-128'));
      const [, filters = ''] = /\/CF (<<.*?>> >>)/s.exec(original) ?? assert.fail('no filters');
      const { size } = openPdf(latin1ToBytes(original));
      const text = original.replace(filters, `${size} 0 R`.padEnd(filters.length));
      const apart = latin1ToBytes(text.replace(`/Size ${size}`, `/Size ${size + 1}`));
      const once = await signed(appended(apart, size, filters), 'sig-worker', 'user');
      assert.equal((await report(once, 'user')).verdict, 'PASSED');
      for (const method of ['V2', 'None']) {
        const { verdict } = await report(appended(once, size, filters.replace('AESV2', method)), 'user');
        assert.include(['FAILED', 'UNREADABLE'], verdict, method);
      }
    });

    it('named by a stream that was encrypted before, in plain or as it stood', async () => {
      const document = await unlockPdf(openPdf(bytes), { password: 'user' });
      const { num } = document.pages()[0]?.dict.get('Contents') as PdfRef;
      const { rawData: plain, dict } = document.get(PdfRef.of(num)) as PdfStream;
      const { start, end } = document.sourceRange(PdfRef.of(num)) ?? assert.fail('compressed');
      const written = bytesToLatin1(bytes.subarray(start, end));
      const cipher = latin1ToBytes(/stream\r?\n([^]*?)\r?\nendstream/.exec(written)?.[1] ?? '');
      assert.isFalse(dict.has('DecodeParms'));
      for (const data of [plain, cipher]) {
        const head = `<< /Filter [/Crypt] /DecodeParms [<< /Name /Identity >>] /Length ${data.length} >>\nstream\n`;
        assert.equal((await report(appended(bytes, num, head, data), 'user')).verdict, 'FAILED');
      }
    });
  });

  /** `file` with a revision that replaces one object by these very bytes. */
  function appended(file: Uint8Array, num: number, head: string, data?: Uint8Array): Uint8Array {
    const document = openPdf(file);
    const rest = data ? `${bytesToLatin1(data)}\nendstream` : '';
    const object = `${num} 0 obj\n${head}${rest}\nendobj\n`;
    const text = bytesToLatin1(file);
    const trailer = text.slice(text.lastIndexOf('trailer'), text.lastIndexOf('startxref')).replace(/\/Prev \d+/, '');
    const row = `${String(file.length).padStart(10, '0')} 00000 n \n`;
    const section = `xref\n${num} 1\n${row}${trailer.replace('<<', `<< /Prev ${document.revisions.at(-1)?.startxref}`)}`;
    return latin1ToBytes(`${text}${object}${section}startxref\n${file.length + object.length}\n%%EOF\n`);
  }
});
