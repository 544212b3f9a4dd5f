import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';

import { joinParts, SourceError, type ByteSource } from '@cinnabar/core/bytes';
import { digest } from '@cinnabar/core/crypto';
import { signDocument } from '@cinnabar/core/sign';
import { verifyDocument } from '@cinnabar/core/verify';
import { withFile, writeNew, type StoredFile } from '@cinnabar/node';
import { assert } from 'chai';

import { judge } from '../../core/test/support/judges.ts';
import { buildPdf, requestFor, sandbox } from '../../core/test/support/signing.ts';
import { thrownBy } from '../../core/test/support/throws.ts';
import { requireFree } from '../src/files/output.ts';
import { temporaryFolder } from './support/cli.ts';

const subject = { kind: 'person', name: '王小明', reference: 'test-signer' } as const;

describe('files that are read where they lie', () => {
  const files = temporaryFolder();
  const contract = files.path('contract.pdf');
  const large = buildPdf({ 9: `<< /Length 3000000 >>\nstream\n${'\0'.repeat(3_000_000)}\nendstream` });
  beforeEach(() => writeFileSync(contract, large));

  async function signed(file: StoredFile): Promise<readonly (Uint8Array | ByteSource)[]> {
    const authority = await sandbox();
    const provider = authority.signingProvider(authority.timestampProvider());
    const { trustAnchors: trust } = authority;
    return signDocument(file, requestFor('sig-worker'), { provider, subject, trust });
  }

  it('are signed from disk to disk, as pdfsig sees it too', async function () {
    const output = files.path('signed.pdf');
    await withFile(contract, async (file) => {
      await writeNew(output, await signed(file), { finish: () => file.requireUnchanged() });
    });
    const bytes = new Uint8Array(readFileSync(output));
    assert.deepEqual(bytes.subarray(0, large.length), large);
    const { trustAnchors: trust } = await sandbox();
    const report = await withFile(output, (file) => verifyDocument(file, { trust }));
    assert.equal(report.verdict, 'PASSED');
    assert.deepEqual(report.signatures, (await verifyDocument(bytes, { trust })).signatures);
    assert.match(judge(this, 'pdfsig', ['-nocert', output]).output, /Signature is Valid/);
  });

  it('give every byte, whatever their length', async () => {
    for (const length of [0, 1, 16_383, 16_384, 16_385, 262_144, 700_001]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) >> 3);
      const path = files.write(`${length}.bin`, bytes);
      await withFile(path, async (file) => {
        assert.deepEqual(joinParts([file]), bytes);
        assert.deepEqual(await digest('SHA-256', [file]), await digest('SHA-256', [bytes]));
        if (length > 2) assert.deepEqual([...file.window(length - 2, length).bytes.slice(-2)], [...bytes.slice(-2)]);
      });
    }
  });

  describe('are watched: whatever was made of one that somebody writes to is dropped', () => {
    const meanwhile: Record<string, () => void> = {
      'longer by a line': () => appendFileSync(contract, '\n'),
      shorter: () => truncateSync(contract, large.length - 70),
      empty: () => truncateSync(contract, 0),
      'another of the same length': () => writeFileSync(contract, large.toReversed()),
      'the same again': () => writeFileSync(contract, large),
      'another in its place': () => renameSync(files.write('new.pdf', large), contract),
      'another, dated back': () => {
        writeFileSync(contract, large.toReversed());
        utimesSync(contract, 1_000_000_000, 1_000_000_000);
      },
    };
    for (const [what, change] of Object.entries(meanwhile)) {
      it(`${what}, before it is signed`, async () => {
        const error = await thrownBy(() =>
          withFile(contract, async (file) => {
            change();
            return signed(file);
          }),
        );
        assert.equal(error.code, 'FILE_CHANGED');
      });

      it(`${what}, before the result has its name`, async () => {
        const folder = files.path(`watched ${what}`);
        mkdirSync(folder);
        const error = await thrownBy(() =>
          withFile(contract, async (file) => {
            const parts = await signed(file);
            await writeNew(`${folder}/out.pdf`, parts, {
              finish: () => {
                change();
                return file.requireUnchanged();
              },
            });
          }),
        );
        assert.equal(error.code, 'FILE_CHANGED');
        assert.deepEqual(readdirSync(folder), []);
      });
    }

    it('verdicts too', async () => {
      const error = await thrownBy(() =>
        withFile(contract, async (file) => {
          const report = await verifyDocument(file);
          truncateSync(contract, 10);
          return report;
        }),
      );
      assert.equal(error.code, 'FILE_CHANGED');
    });
  });

  it('are not read once they are closed: another file may have their number by then', async () => {
    const file = await withFile(contract, (open) => Promise.resolve(open));
    const other = files.write('other.pdf', large.toReversed());
    await withFile(other, async () => {
      assert.throws(() => file.window(0, 10));
      const output = files.path('late.pdf');
      const error = await writeNew(output, [file]).catch((cause: unknown) => cause);
      assert.instanceOf(error, SourceError);
      assert.isFalse(existsSync(output));
    });
  });

  it('are not written where a link has the name, though it leads nowhere; that is said before any work', async () => {
    const output = files.path('dangling.pdf');
    symlinkSync(files.path('nowhere.pdf'), output);
    assert.equal((await thrownBy(() => requireFree(output))).code, 'OUTPUT_EXISTS');
    assert.equal((await thrownBy(() => writeNew(output, [large]))).code, 'OUTPUT_EXISTS');
    assert.isFalse(existsSync(files.path('nowhere.pdf')));
  });

  it('are closed whatever happens, and what is no file is not opened', async () => {
    const open = (): number => readdirSync('/proc/self/fd').length;
    const before = existsSync('/proc/self/fd') ? open() : 0;
    for (let i = 0; i < 20; i++) {
      await thrownBy(() =>
        withFile(contract, () => Promise.reject(Object.assign(new Error('x'), { name: 'CinnabarError', code: 'X' }))),
      );
    }
    if (before > 0) assert.isAtMost(open(), before);
    const codes: Record<string, string> = {
      [files.path('')]: 'FILE_NOT_REGULAR',
      '/dev/zero': 'FILE_NOT_REGULAR',
      [files.path('nowhere.pdf')]: 'FILE_MISSING',
    };
    for (const [path, code] of Object.entries(codes)) {
      assert.equal((await thrownBy(() => withFile(path, () => Promise.resolve()))).code, code, path);
    }
  });
});
