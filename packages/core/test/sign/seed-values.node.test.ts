import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bytesToBase64, bytesToHex, bytesToLatin1, joinParts, latin1ToBytes, type Parts } from '@cinnabar/core/bytes';
import { digest } from '@cinnabar/core/crypto';
import { prepareSignature, signDocument, type PreparedDigest, type SignatureRequest } from '@cinnabar/core/sign';
import { KeySigningProvider } from '@cinnabar/core/signer';
import { assert } from 'chai';

import { judge, judgeByPyHanko } from '../support/judges.ts';
import { buildPdf, sandbox } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

interface Opinion {
  readonly bottomLine: boolean;
  readonly intact: boolean;
  readonly hasSeedValues: boolean;
  readonly seedValues: string | null;
}

type Ask = Partial<SignatureRequest>;

/** The order of /Ff, as in pyHanko. */
const must = {
  subFilter: 2,
  reasons: 8,
  addRevInfo: 32,
  digestMethod: 64,
  lockDocument: 128,
  appearance: 256,
} as const;

describe('seed values: what pyHanko says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cinnabar-seed-'));
  const root = join(folder, 'root.pem');
  let provider: KeySigningProvider;
  let issued: { signer: string; root: string; other: string };
  before(async () => {
    const authority = await sandbox();
    writeFileSync(root, authority.rootPem);
    const holder = await authority.issueSigner({ kind: 'person', name: '王小明', reference: 'seed' });
    const timestamps = authority.timestampProvider();
    provider = new KeySigningProvider(holder, { provider: { id: 'test', assurance: 'simulated' }, timestamps });
    const [signer, issuing, anchor] = holder.certificates.map(bytesToBase64) as [string, string, string];
    issued = { signer, root: anchor, other: issuing };
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** A file whose field "seeded" pyHanko made. */
  function made(test: Mocha.Context, values: object): Uint8Array {
    const [settings, out] = [join(folder, 'values.json'), join(folder, 'made.pdf')];
    writeFileSync(settings, JSON.stringify(values));
    const { exitCode, output } = judgeByPyHanko(
      test,
      'pyhanko_seed_values.py',
      ['make', settings, '{file}', out],
      buildPdf(),
    );
    assert.equal(exitCode, 0, output);
    return new Uint8Array(readFileSync(out));
  }

  function opinion(test: Mocha.Context, file: Uint8Array): Opinion {
    const { exitCode, output, bytes } = judgeByPyHanko(test, 'pyhanko_seed_values.py', ['check', root, '{file}'], file);
    assert.equal(exitCode, 0, output);
    const [first] = JSON.parse(new TextDecoder().decode(bytes)) as Opinion[];
    return first as Opinion;
  }

  const signed = async (file: Uint8Array, more: Ask): Promise<Uint8Array> => {
    const request = { fieldName: 'seeded', signingTime: new Date(), ...more };
    const { trustAnchors: trust } = await sandbox();
    return joinParts(await signDocument(file, request, { provider, subject: provider.subject, trust }));
  };

  const cases: readonly (readonly [name: string, values: () => object, fits: Ask, breaks?: Ask])[] = [
    [
      'a digest',
      () => ({ flags: must.digestMethod, digestMethods: ['sha384', 'sha512'] }),
      {},
      { digestAlgorithm: 'SHA-256' },
    ],
    [
      'PAdES',
      () => ({ flags: must.subFilter, subFilters: ['ETSI.CAdES.detached', 'adbe.pkcs7.detached'] }),
      {},
      { subFilter: 'adbe.pkcs7.detached' },
    ],
    [
      'plain PKCS #7',
      () => ({ flags: must.subFilter, subFilters: ['adbe.pkcs7.detached'] }),
      {},
      { subFilter: 'ETSI.CAdES.detached' },
    ],
    ['one of two reasons', () => ({ flags: must.reasons, reasons: ['同意', 'seen'] }), { reason: '同意' }, {}],
    ['no reason', () => ({ flags: must.reasons, reasons: ['.'] }), {}, { reason: 'seen' }],
    ['no certification', () => ({ mdp: 0 }), {}, { certify: 2 }],
    ['a certification', () => ({ mdp: 2 }), { certify: 2 }, { certify: 3 }],
    ['a locked document', () => ({ flags: must.lockDocument, lockDocument: 'true' }), {}, { lock: { action: 'All' } }],
    ['an open document', () => ({ flags: must.lockDocument, lockDocument: 'false' }), { certify: 2 }, { certify: 1 }],
    ['no revocation data inside', () => ({ flags: must.addRevInfo, addRevInfo: false }), {}],
    ['a time-stamp', () => ({ timestamp: true }), {}],
    ['one signer', () => ({ cert: { flags: 1, subjects: [issued.other, issued.signer] } }), {}],
    ['an authority', () => ({ cert: { flags: 2, issuers: [issued.root] } }), {}],
    ['a name', () => ({ cert: { flags: 8, subjectDn: { common_name: '王小明' } } }), {}],
    ['a key usage', () => ({ cert: { flags: 32, keyUsage: ['XXXXX1', '11'] } }), {}],
  ];
  for (const [name, values, fits, breaks] of cases) {
    it(`is content where its field demands ${name}`, async function () {
      const file = made(this, values());
      const { bottomLine, hasSeedValues, seedValues } = opinion(this, await signed(file, fits));
      assert.deepEqual([bottomLine, hasSeedValues, seedValues], [true, true, null]);
      if (breaks) assert.equal((await thrownBy(() => signed(file, breaks))).code, 'SIGN_SEED_VALUE');
    });
  }

  it('can be read in an encrypted file, which pyHanko cannot', async function () {
    const encrypted = (subjects: readonly string[]): Uint8Array => {
      const values = { flags: must.reasons, reasons: ['同意'], cert: { flags: 1, subjects } };
      const out = join(folder, 'encrypted.pdf');
      const encrypt = ['--encrypt', '', 'owner', '256', '--', '{file}', out];
      const { exitCode, output } = judge(this, 'qpdf', encrypt, made(this, values));
      assert.equal(exitCode, 0, output);
      return new Uint8Array(readFileSync(out));
    };
    const entry = async (subject: string, reason: string): Promise<unknown> =>
      (await thrownBy(() => signed(encrypted([subject]), { reason }))).details['entry'];
    await signed(encrypted([issued.signer]), { reason: '同意' });
    assert.equal(await entry(issued.signer, 'seen'), 'Reasons');
    assert.equal(await entry(issued.other, '同意'), 'Cert/Subject');
  });

  const impossible: readonly (readonly [entry: string, values: () => object])[] = [
    ['AppearanceFilter', () => ({ flags: must.appearance, appearance: 'Company style' })],
    ['AddRevInfo', () => ({ flags: must.addRevInfo, addRevInfo: true })],
    ['Cert/Subject', () => ({ cert: { flags: 1, subjects: [issued.other] } })],
    ['Cert/SubjectDN', () => ({ cert: { flags: 8, subjectDn: { common_name: 'Somebody' } } })],
    ['Cert/KeyUsage', () => ({ cert: { flags: 32, keyUsage: ['XXXXX1', '01'] } })],
  ];
  for (const [entry, values] of impossible) {
    it(`writes ${entry} so that it is refused`, async function () {
      const { code, details } = await thrownBy(() => signed(made(this, values()), {}));
      assert.deepEqual([code, details['entry']], ['SIGN_SEED_VALUE', entry]);
    });
  }

  /** Signs what the field lets pass, and only then makes of `before` what it demands: a signature we would refuse. */
  async function defied(values: string, [before, after]: readonly [string, string], more: Ask): Promise<Uint8Array> {
    const field = '<< /Type /Annot /Subtype /Widget /FT /Sig /T (seeded) /F 4 /Rect [0 0 0 0] /P 3 0 R /SV 9 0 R >>';
    const file = buildPdf({ 7: field, 9: `<< /Type /SV ${values} >>` });
    const strict = latin1ToBytes(bytesToLatin1(file).replace(before, after));
    assert.equal(strict.length, file.length);
    const request = { fieldName: 'seeded', signingTime: new Date(), reserve: 9000, ...more };
    const { code } = await thrownBy(() => prepareSignature(strict, request));
    assert.equal(code, 'SIGN_SEED_VALUE');
    const { parts, prepared } = await prepareSignature(file, request);
    return resigned(parts, prepared, (text) => text.replace(before, after));
  }

  /** With other bytes under the same signature dictionary, and a digest that is right again. */
  async function resigned(
    parts: Parts,
    prepared: PreparedDigest,
    change: (text: string) => string,
  ): Promise<Uint8Array> {
    const bytes = latin1ToBytes(change(bytesToLatin1(joinParts(parts))));
    const [, gap, rest] = prepared.byteRange;
    const value = await digest(prepared.digestAlgorithm, [bytes.subarray(0, gap), bytes.subarray(rest)]);
    const { cms } = await provider.sign({
      subject: provider.subject,
      digestAlgorithm: prepared.digestAlgorithm,
      digest: value,
      idempotencyKey: bytesToHex(value),
    });
    bytes.set(latin1ToBytes(bytesToHex(cms)), gap + 1);
    return bytes;
  }

  const defiances: readonly (readonly [name: string, values: string, patch: readonly [string, string], more?: Ask])[] =
    [
      ['the digest', '/Ff 00 /DigestMethod [(SHA512)]', ['/Ff 00', '/Ff 64'], { digestAlgorithm: 'SHA-256' }],
      [
        'the encoding',
        '/Ff 0 /SubFilter [/adbe.pkcs7.detached]',
        ['/Ff 0', '/Ff 2'],
        { subFilter: 'ETSI.CAdES.detached' },
      ],
      ['the reason', '/Ff 0 /Reasons [(seen)]', ['/Ff 0', '/Ff 8'], { reason: 'other' }],
      ['that there is a reason', '/Ff 0 /Reasons [(seen)]', ['/Ff 0', '/Ff 8']],
      ['that there is none', '/Ff 0', ['/Ff 0', '/Ff 8'], { reason: 'other' }],
      ['what is certified', '/MDP << /P 2 >>', ['/MDP << /P 2', '/MDP << /P 3'], { certify: 2 }],
      ['that it certifies', '/MDP << /P 0 >>', ['/MDP << /P 0', '/MDP << /P 2']],
      ['the lock', '/Ff 000 /LockDocument /true', ['/Ff 000', '/Ff 128'], { lock: { action: 'All' } }],
      ['revocation data', '/Ff 00 /AddRevInfo true', ['/Ff 00', '/Ff 32']],
      ['the name', '/Cert << /Ff 0 /SubjectDN [<< /CN (Somebody) >>] >>', ['/Ff 0', '/Ff 8']],
      ['the key usage', '/Cert << /Ff 00 /KeyUsage [(01)] >>', ['/Ff 00', '/Ff 32']],
    ];
  for (const [name, values, patch, more = {}] of defiances) {
    it(`is discontent, as we are, with a signature that defies ${name}`, async function () {
      const known = { certificates: provider.certificates, ...more };
      const { intact, seedValues } = opinion(this, await defied(values, patch, known));
      assert.isTrue(intact, 'nothing else is wrong');
      assert.isString(seedValues);
    });
  }
});
