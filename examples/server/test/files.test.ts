import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { assert } from 'chai';
import { corpusFile } from '../../../packages/core/test/support/corpus.ts';
import { FileContentStore } from '../src/files/content-store.ts';
import { GlyphReader } from '../src/files/glyph-reader.ts';
import { cleanFileName } from '../src/files/uploads.ts';
import { sampleContract, sendContract, sign } from './support/contract.ts';
import { rejection } from './support/rejection.ts';
import { TestServer } from './support/server.ts';

const encoder = new TextEncoder();

/** A small well-formed PDF whose catalog holds `entries`, with further objects from number 4. */
function smallPdf(entries: string, ...objects: readonly string[]): Uint8Array<ArrayBuffer> {
  const bodies = [
    `<< /Type /Catalog /Pages 2 0 R ${entries} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    ...objects,
  ];
  let text = '%PDF-1.7\n';
  const offsets = bodies.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = bodies.length + 1;
  text += `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function streamObject(entries: string, data: Uint8Array): string {
  return `<< ${entries} /Length ${data.length} >>\nstream\n${Buffer.from(data).toString('latin1')}\nendstream`;
}

describe('uploads', () => {
  let server: TestServer;
  before(async function () {
    this.timeout(60_000);
    server = await TestServer.start({ url: undefined, drop: async () => undefined });
  });
  after(() => server.dispose());

  const codeOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
    (await rejection(server.host.uploadFile('a.pdf', bytes))).code;

  it('are kept byte for byte', async () => {
    const bytes = await sampleContract();
    const { digest, pages, size } = await server.host.uploadFile('劳动合同.pdf', bytes);
    assert.deepEqual([pages, size], [3, bytes.length]);
    assert.deepEqual(Buffer.from(await server.context.store.get(digest)), Buffer.from(bytes));
  });

  it('accept a plain small PDF', async () => {
    assert.equal((await server.host.uploadFile('a.pdf', smallPdf(''))).pages, 1);
  });

  it('are refused when they are no PDF, or damaged', async () => {
    assert.equal(await codeOf(encoder.encode('PK\u0003\u0004 a word processor’s file')), 'FILE_NOT_PDF');
    assert.equal(await codeOf(new Uint8Array()), 'FILE_NOT_PDF');
    const whole = await sampleContract();
    assert.equal(await codeOf(whole.slice(0, whole.length / 2)), 'FILE_DAMAGED');
  });

  it('are refused when encrypted', async function () {
    const encrypted = await corpusFile('pyhanko/minimal-aes256.pdf');
    if (encrypted === undefined) this.skip();
    assert.equal(await codeOf(new Uint8Array(encrypted)), 'FILE_ENCRYPTED');
  });

  it('of 11 MB are answered with 413', async () => {
    const error = await rejection(server.host.uploadFile('a.pdf', new Uint8Array(11 * 1024 * 1024)));
    assert.deepInclude(error, { code: 'FILE_TOO_LARGE' });
    assert.equal(error.details['status'], 413);
  });

  for (const [what, pdf] of [
    ['a script that runs on opening', smallPdf('/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>')],
    [
      'a script in the name tree',
      smallPdf('/Names << /JavaScript << /Names [(a) 4 0 R] >> >>', '<< /S /JavaScript /JS (1) >>'),
    ],
    [
      'a script hidden behind another action',
      smallPdf('/OpenAction 4 0 R', '<< /S /GoTo /D [3 0 R /Fit] /Next << /S /JavaScript /JS (1) >> >>'),
    ],
    ['an action that starts a program', smallPdf('/OpenAction << /S /Launch /F (cmd.exe) >>')],
    ['an XFA form', smallPdf('/AcroForm << /Fields [] /XFA (x) >>')],
    ['an action that hides fields', smallPdf('/OpenAction << /S /Hide /T (a) >>')],
    ['an action that switches layers', smallPdf('/OpenAction << /S /SetOCGState /State [] >>')],
    ['a link that is a script', smallPdf('/X << /S /URI /URI (javascript:alert\\(1\\)) >>')],
    ['a link to a file of the reader', smallPdf('/X << /S /URI /URI (file:///etc/passwd) >>')],
    ['a film', smallPdf('/X << /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>')],
  ] as const) {
    it(`with ${what} are refused`, async () => assert.equal(await codeOf(pdf), 'FILE_ACTIVE_CONTENT'));
  }

  it('with links to the web are fine', async () => {
    const pdf = smallPdf('/X [<< /S /URI /URI (https://example.org) >> << /S /URI /URI (mailto:a@example.org) >>]');
    assert.equal((await server.host.uploadFile('a.pdf', pdf)).pages, 1);
  });

  it('with other files inside are refused', async () => {
    const attached = '<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>';
    const stream = '<< /Type /EmbeddedFile /Length 3 >>\nstream\nabc\nendstream';
    const pdf = smallPdf('/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>', attached, stream);
    assert.equal(await codeOf(pdf), 'FILE_ATTACHMENT');
  });

  it('that other programs may read otherwise are refused', async () => {
    const hidden = Buffer.concat([smallPdf(''), Buffer.from('PK\u0003\u0004 an archive behind the document')]);
    assert.equal(await codeOf(new Uint8Array(hidden)), 'FILE_AMBIGUOUS');
  });

  it('that unpack to more than pages can need are refused, in time', async () => {
    const packed = deflateSync(Buffer.alloc(200 * 1024 * 1024, ' '), { level: 1 });
    const bomb = smallPdf('/X 4 0 R', streamObject('/Filter /FlateDecode', packed));
    const half = deflateSync(Buffer.alloc(40 * 1024 * 1024, ' '), { level: 1 });
    const two = streamObject('/Filter /FlateDecode', half);
    const started = performance.now();
    assert.equal(await codeOf(bomb), 'FILE_TOO_COMPLEX');
    assert.equal(await codeOf(smallPdf('/X [4 0 R 5 0 R]', two, two)), 'FILE_TOO_COMPLEX');
    assert.isBelow(performance.now() - started, 5000);
  });

  it('that are already signed are refused', async () => {
    const contract = await sendContract(server.host);
    await sign(server, contract, 'worker');
    const signed = await server.host.loadFile(contract.id, contract.files[0]?.fileId as string);
    assert.equal(await codeOf(signed), 'FILE_ALREADY_SIGNED');
  });

  it('get names that are safe to show and to save', () => {
    assert.equal(cleanFileName('../../etc/passwd'), 'passwd.pdf');
    assert.equal(cleanFileName('C:\\合同\\劳动合同.PDF'), '劳动合同.pdf');
    assert.equal(cleanFileName('a\u202efdp.exe'), 'afdp.exe.pdf');
    assert.equal(cleanFileName('...'), '合同.pdf');
    assert.equal(cleanFileName(`<b>"${'长'.repeat(200)}`).length, 84);
  });

  it('need the API key', async () => {
    const response = await fetch(`${server.baseUrl}/api/v1/files`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/pdf' },
      body: smallPdf(''),
    });
    assert.equal(response.status, 401);
  });
});

describe('reading the words of a document', () => {
  it('ends in time whatever the document does, and goes on with the next', async function () {
    this.timeout(60_000);
    const reader = new GlyphReader(3000);
    // Each form draws the next one twice: two to the power of 24 times the last.
    const forms = Array.from({ length: 24 }, (_, index) =>
      streamObject(
        `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F ${index + 5} 0 R >> >>`,
        Buffer.from(index === 23 ? 'BT ET' : '/F Do /F Do'),
      ),
    );
    const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /F 4 0 R >> >> >>`;
    const explosive = smallPdf('', ...forms);
    const bytes = new Uint8Array(
      Buffer.from(
        Buffer.from(explosive)
          .toString('latin1')
          .replace('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>', page),
        'latin1',
      ),
    );
    const [first, second] = await Promise.allSettled([reader.read(bytes), reader.read(await sampleContract())]);
    assert.equal(first.status === 'rejected' && first.reason.code, 'FILE_TOO_COMPLEX');
    assert.isAbove(second.status === 'fulfilled' ? second.value.length : 0, 1000);
  });
});

describe('the document store', () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'cinnabar-store-'));
  });
  after(() => rm(directory, { recursive: true, force: true }));

  it('keeps parts under their digest, once, and leaves nothing else behind', async () => {
    const store = new FileContentStore(directory);
    const digest = await store.put([encoder.encode('hello '), encoder.encode('world')]);
    assert.equal(digest, 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9');
    await Promise.all([store.put([encoder.encode('hello world')]), store.put([encoder.encode('hello world')])]);
    assert.deepEqual(await readdir(join(directory, 'b9')), [digest]);
    assert.equal(new TextDecoder().decode(await store.get(digest)), 'hello world');
  });

  it('notices that a document was changed on disk', async () => {
    const store = new FileContentStore(directory);
    const digest = await store.put([encoder.encode('the wage is 18500')]);
    await writeFile(join(directory, digest.slice(0, 2), digest), 'the wage is 10500');
    assert.equal((await rejection(store.get(digest))).code, 'STORE_CORRUPT');
  });

  it('does not leave its directory', async () => {
    const store = new FileContentStore(directory);
    assert.equal((await rejection(store.get('../../../etc/passwd'))).code, 'STORE_NOT_FOUND');
  });
});
