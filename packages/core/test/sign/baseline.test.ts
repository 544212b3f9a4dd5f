import {
  bytesToHex,
  bytesToLatin1,
  derOctetString,
  derOid,
  hexToBytes,
  joinParts,
  latin1ToBytes,
} from '@cinnabar/core/bytes';
import { oid } from '@cinnabar/core/cms';
import { openPdf } from '@cinnabar/core/pdf';
import { baseline, baselineFaults, checkSigned, prepareSignature, type BaselineLevel } from '@cinnabar/core/sign';
import { findSignatures, verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { craftCms, identity, plainAttributes, type CraftedCms } from '../support/craft-cms.ts';
import { LongTermSandbox } from '../support/long-term.ts';
import { buildPdf, keyProvider, noFonts, requestFor, sign } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

const original = buildPdf();
const hour = 3_600_000;

/** Codes for which the file is withheld. */
async function codesOf(bytes: Uint8Array): Promise<string[]> {
  const error = await thrownBy(() => checkSigned([bytes], { fieldName: 'sig-worker', original, level: 'B-B' }));
  assert.equal(error.code, 'SIGN_SELF_CHECK');
  return error.details['codes'] as string[];
}

/** A flawless file. */
async function good(): Promise<Uint8Array> {
  const signer = await identity('王小明');
  const provider = keyProvider(signer.key, [signer.der]);
  return (await sign(original, 'sig-worker', { provider, request: { name: 'W' } })).bytes;
}

/** It with a piece of its text replaced by one of equal length. */
async function patched(from: string | RegExp, to: string): Promise<Uint8Array> {
  const text = bytesToLatin1(await good());
  const changed = text.replace(from, to);
  assert.notEqual(changed, text, 'there is something to replace');
  assert.lengthOf(changed, text.length);
  return latin1ToBytes(changed);
}

/** A file with a CMS that no provider of ours makes and `embedSignature` might not take. */
async function crafted(
  options: Partial<CraftedCms> & {
    attributesOf?: (plain: ReturnType<typeof plainAttributes>) => CraftedCms['attributes'];
    template?: Parameters<typeof identity>[1];
    change?: (hex: string) => string;
    signingTime?: Date;
  },
): Promise<Uint8Array> {
  const { attributesOf, template, change = (hex: string) => hex, signingTime = new Date(), ...cms } = options;
  const signer = await identity('王小明', template);
  const { parts, prepared } = await prepareSignature(original, requestFor('sig-worker', { signingTime }), noFonts);
  const attributes = attributesOf?.(plainAttributes(prepared));
  const made = await craftCms(prepared, { signer, ...cms, ...(attributes ? { attributes } : {}) });
  const bytes = joinParts(parts).slice();
  bytes.set(latin1ToBytes(change(bytesToHex(made))), prepared.byteRange[1] + 1);
  return bytes;
}

/** A mutated output for every row of B-B. */
const mutants: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  DICTIONARY_TYPE: () => patched('/Type /Sig', '/Type /Sog'),
  DICTIONARY_FILTER: () => patched('/Filter /Adobe', '/Filtor /Adobe'),
  DICTIONARY_SUBFILTER: () => patched('ETSI.CAdES.detached', 'adbe.pkcs7.detached'),
  DICTIONARY_TIME: () => patched('/M (D:', '/N (D:'),
  DICTIONARY_CERT: () => patched('/Name (', '/Cert ('),
  DICTIONARY_KEY_TWICE: () => patched('/Name (', '/Type ('),
  BYTE_RANGE: () => patched('/ByteRange [0 ', '/ByteRange [1 '),
  CONTENTS_HEXADECIMAL: () => patched(/<([0-9a-f]{2000,})>/, '($1)'),
  CONTENTS_ROOM: () => patched('00>', 'ff>'),
  CMS_ONE_SIGNER: () => crafted({ signers: 2 }),
  CMS_DETACHED: () => crafted({ content: Uint8Array.of(1) }),
  CMS_CERTIFICATE: () => crafted({ certificates: [] }),
  CMS_DIGEST: () => crafted({ change: (hex) => hex.replaceAll('608648016503040201', '608648016503040204') }),
  ATTRIBUTE_CONTENT_TYPE: () =>
    crafted({ attributesOf: ([, digest]) => (digest ? [[oid.contentType, derOid(oid.tstInfo)], digest] : []) }),
  ATTRIBUTE_MESSAGE_DIGEST: () => crafted({ attributesOf: (plain) => [...plain, ...plain.slice(1)] }),
  ATTRIBUTE_SIGNING_CERTIFICATE: () => crafted({}),
  ATTRIBUTE_SIGNING_TIME: () =>
    crafted({ attributesOf: (plain) => [...plain, [oid.signingTime, hexToBytes('170d3236313132323030303030305a')]] }),
  ATTRIBUTE_UNSIGNED: () => crafted({ unsigned: [['1.2.840.113549.1.9.6', derOctetString(Uint8Array.of(1))]] }),
  SIGNER_USAGE: () => crafted({ template: { purposes: { oids: [oid.timeStamping], critical: true } } }),
  SIGNER_VALIDITY: () => crafted({ signingTime: new Date(Date.now() + 2 * hour) }),
};

describe('the baseline table', () => {
  it('passes what we sign, and names its clauses', async () => {
    await checkSigned([await good()], { fieldName: 'sig-worker', original, level: 'B-B' });
    for (const { clause } of baseline) assert.match(clause, /§|table/);
  });

  for (const [code, mutate] of Object.entries(mutants)) {
    it(`withholds a file for ${code}`, async () => {
      assert.include(await codesOf(await mutate()), code);
    });
  }

  it('has no row without such a file', () => {
    const rows = baseline.filter(({ from }) => from === 'B-B').map(({ code }) => code);
    assert.sameMembers(rows, Object.keys(mutants));
  });

  it('asks for more at each level', async () => {
    const house = new LongTermSandbox();
    const authority = await house.authority;
    const { key, certificates } = await authority.issueSigner({ kind: 'person', name: '王小明', reference: 'bare' });
    const provider = keyProvider(key, certificates, 3000);
    const files = { 'B-B': (await sign(original, 'sig-worker', { provider })).bytes } as Record<
      BaselineLevel,
      Uint8Array
    >;
    for (const level of ['B-T', 'B-LT', 'B-LTA'] as const) files[level] = await house.extend(files['B-B'], level);
    const lacking = async (has: BaselineLevel, wanted: BaselineLevel): Promise<string[]> => {
      const document = openPdf(files[has]);
      const [found] = findSignatures(document);
      const [report] = (await verifyDocument(files[has], { trust: authority.trustAnchors })).signatures;
      return found && report ? baselineFaults(document, found.dict, report, wanted) : ['NOTHING'];
    };
    for (const level of ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const) assert.deepEqual(await lacking(level, level), []);
    assert.deepEqual(await lacking('B-B', 'B-T'), ['TIME_STAMP']);
    assert.deepEqual(await lacking('B-T', 'B-LT'), ['VALIDATION_DATA', 'SECURITY_STORE']);
    assert.deepEqual(await lacking('B-LT', 'B-LTA'), ['ARCHIVE_TIME_STAMP']);
  });

  it('does not speak of plain PKCS #7, which passes as what it is', async () => {
    const signer = await identity('王小明');
    const request = { subFilter: 'adbe.pkcs7.detached' } as const;
    const { bytes } = await sign(original, 'sig-worker', { provider: keyProvider(signer.key, [signer.der]), request });
    await checkSigned([bytes], { fieldName: 'sig-worker', original, level: 'NONE' });
    assert.include(await codesOf(bytes), 'LEVEL');
  });
});
