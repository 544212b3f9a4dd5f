import { bytesToHex, derOid, derSequence, joinParts } from '@cinnabar/core/bytes';
import { oid } from '@cinnabar/core/cms';
import { generateKey } from '@cinnabar/core/crypto';
import { openPdf, PdfDict, readFormFields, type PdfName } from '@cinnabar/core/pdf';
import { prepareSignature, signDocument, type DocumentSigner, type SignatureRequest } from '@cinnabar/core/sign';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { identity, type TestIdentity } from '../support/craft-cms.ts';
import { buildPdf, keyProvider, sandbox } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

/** Bits of /Ff (ISO 32000-2 table 237). */
const must = {
  Filter: 1,
  SubFilter: 2,
  V: 4,
  Reasons: 8,
  LegalAttestation: 16,
  AddRevInfo: 32,
  DigestMethod: 64,
  LockDocument: 128,
  AppearanceFilter: 256,
} as const;

/** A file whose field has these seed values. */
function seeded(values: string, more: Record<number, string> = {}): Uint8Array {
  const field =
    '<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-worker) /F 4 /Rect [72 500 272 650] /P 3 0 R /SV 9 0 R >>';
  return buildPdf({ 7: field, 9: values, ...more });
}

function asking(more: Partial<SignatureRequest> = {}): SignatureRequest {
  return { fieldName: 'sig-worker', signingTime: new Date(), reserve: 8192, ...more };
}

async function refusal(values: string, more?: Partial<SignatureRequest>): Promise<string> {
  const { code, details, message } = await thrownBy(() => prepareSignature(seeded(values), asking(more)));
  assert.match(message, /^[A-Z][^{}]+\.$/);
  return code === 'SIGN_SEED_VALUE' ? String(details['entry']) : code;
}

/** The signature dictionary that is written for the field, and what is said of it. */
async function written(values: string, more?: Partial<SignatureRequest>) {
  const { parts, prepared } = await prepareSignature(seeded(values), asking(more));
  const document = openPdf(joinParts(parts));
  const field = readFormFields(document).fields.find(({ name }) => name === 'sig-worker');
  assert.isDefined(field);
  const value = document.dictAt(field?.dict.get('V'), 'signature');
  const subFilter = (value.get('SubFilter') as PdfName).value;
  return { digest: prepared.digestAlgorithm, subFilter, value, lock: document.resolve(field?.dict.get('Lock')) };
}

describe('seed values of a signature field', () => {
  const unmet: readonly (readonly [keyof typeof must, string, Partial<SignatureRequest>?])[] = [
    ['Filter', '/Filter /Entrust.PPKEF'],
    ['SubFilter', '/SubFilter [/adbe.pkcs7.sha1 /adbe.x509.rsa_sha1]'],
    ['SubFilter', '/SubFilter [/adbe.pkcs7.detached /ETSI.CAdES.detached]', { subFilter: 'ETSI.CAdES.detached' }],
    ['V', '/V 4'],
    ['Reasons', '/Reasons [(I agree) (I approve)]'],
    ['Reasons', '/Reasons [(I agree) (I approve)]', { reason: 'I refuse' }],
    ['Reasons', '/Reasons [(.)]', { reason: 'I agree' }],
    ['Reasons', '', { reason: 'I agree' }],
    ['LegalAttestation', '/LegalAttestation [(No dynamic content)]'],
    ['AddRevInfo', '/AddRevInfo true'],
    ['DigestMethod', '/DigestMethod [/SHA1 /RIPEMD160]'],
    ['DigestMethod', '/DigestMethod [(SHA512)]', { digestAlgorithm: 'SHA-256' }],
    ['DigestMethod', '/DigestMethod [/SHA256]', { keyAlgorithm: 'SM2' }],
    ['LockDocument', '/LockDocument /true', { lock: { action: 'All' } }],
    ['LockDocument', '/LockDocument /true', { lock: 'filled' }],
    ['LockDocument', '/LockDocument /false', { certify: 1 }],
    ['LockDocument', '/LockDocument /false', { lock: { action: 'All', level: 1 } }],
    ['AppearanceFilter', '/AppearanceFilter (Company style)'],
  ];
  for (const [entry, values, more] of unmet) {
    it(`refuse ${values || `no /${entry}`} when mandatory, not when recommended, for ${JSON.stringify(more ?? {})}`, async () => {
      assert.equal(await refusal(`<< /Type /SV /Ff ${must[entry]} ${values} >>`, more), entry);
      await written(`<< /Ff ${511 & ~(must[entry] | must.Reasons)} ${values} >>`, more);
    });
  }

  const met: readonly (readonly [keyof typeof must, string, Partial<SignatureRequest>?])[] = [
    ['Filter', '/Filter /Adobe.PPKLite'],
    ['V', '/V 3'],
    ['Reasons', '/Reasons [(I agree) (I approve)]', { reason: 'I approve' }],
    ['Reasons', '/Reasons [(.)]'],
    ['Reasons', ''],
    ['AddRevInfo', '/AddRevInfo false'],
    ['LockDocument', '/LockDocument /auto'],
    ['LockDocument', '/LockDocument /auto', { certify: 1 }],
    ['LockDocument', '/LockDocument /false', { certify: 2 }],
    ['LockDocument', '/LockDocument /true', { certify: 1 }],
    ['LockDocument', '/LockDocument true', { lock: { action: 'All', level: 1 } }],
  ];
  for (const [entry, values, more] of met) {
    it(`are content with ${values || `no /${entry}`} for ${JSON.stringify(more ?? {})}`, async () => {
      await written(`<< /Ff ${must[entry]} ${values} >>`, more);
    });
  }

  for (const flags of [must.DigestMethod, 0]) {
    it(`settle the digest that a request leaves open, with flags ${flags}`, async () => {
      const digestFor = async (methods: string, more?: Partial<SignatureRequest>) =>
        (await written(`<< /Ff ${flags} /DigestMethod [${methods}] >>`, more)).digest;
      assert.equal(await digestFor('/SHA1 (sha512) /SHA384'), 'SHA-512', 'the first that can be made');
      assert.equal(await digestFor('/SHA512 /SHA384', { keyAlgorithm: 'P-384' }), 'SHA-384', 'what fits the key');
      assert.equal(await digestFor('/SHA512 /SHA384', { digestAlgorithm: 'SHA-384' }), 'SHA-384', 'what was asked for');
    });
  }

  for (const flags of [must.SubFilter, 0]) {
    it(`settle the encoding that a request leaves open, with flags ${flags}`, async () => {
      const subFilter = async (names: string, more?: Partial<SignatureRequest>) =>
        (await written(`<< /Ff ${flags} /SubFilter [${names}] >>`, more)).subFilter;
      const both = '/adbe.pkcs7.sha1 /adbe.pkcs7.detached /ETSI.CAdES.detached';
      assert.equal(await subFilter(both), 'adbe.pkcs7.detached', 'the first that can be made');
      assert.equal(await subFilter('/ETSI.CAdES.detached /adbe.pkcs7.detached'), 'ETSI.CAdES.detached');
      if (flags === 0) assert.equal(await subFilter(both, { subFilter: 'ETSI.CAdES.detached' }), 'ETSI.CAdES.detached');
    });
  }

  it('lock the whole document only when that is mandatory', async () => {
    const lockAt = async (flags: number) => (await written(`<< /Ff ${flags} /LockDocument /true >>`)).lock;
    assert.isNull(await lockAt(0));
    const lock = await lockAt(must.LockDocument);
    assert.equal(lock instanceof PdfDict && lock.get('P'), 1);
  });

  it('never certify or give a reason that nobody asked for', async () => {
    const { value } = await written('<< /Reasons [(I agree)] >>');
    assert.isFalse(value.has('Reason'));
    assert.equal(await refusal('<< /MDP << /P 2 >> >>'), 'MDP');
  });

  it('say which kind of signature and which level, with no flag needed', async () => {
    assert.equal(await refusal('<< /MDP << /P 0 >> >>', { certify: 2 }), 'MDP');
    assert.equal(await refusal('<< /MDP << /P 3 >> >>', { certify: 2 }), 'MDP');
    await written('<< /MDP << /P 2 >> >>', { certify: 2 });
    await written('<< /MDP << /P 0 >> >>');
    await written('<< /MDP << >> >>', { certify: 2 });
  });

  it('with a flag that nobody knows demand something nobody knows', async () => {
    assert.equal(await refusal('<< /Ff 512 >>'), 'Ff');
    assert.equal(await refusal('<< /Cert << /Ff 16 >> >>'), 'Cert/Ff');
    assert.equal(await refusal('<< /Cert << /SignaturePolicyOID (1.2.3) >> >>'), 'Cert/SignaturePolicyOID');
    const certificates = [(await identity('Signer')).der];
    assert.equal(await refusal('<< /Cert << /Ff 16 >> >>', { certificates }), 'Cert/Ff');
  });

  it('tell what is demanded, at a bearable length', async () => {
    const reasons = Array.from({ length: 200 }, (_, i) => `(${i}${'x'.repeat(500)})`).join(' ');
    const { details } = await thrownBy(() =>
      prepareSignature(seeded(`<< /Ff 8 /Reasons [${reasons}] >>`), asking({ reason: 'no' })),
    );
    assert.equal(details['field'], 'sig-worker');
    assert.isBelow(JSON.stringify(details).length, 1000);
  });

  const malformed = [
    '[]',
    '(text)',
    '<< /Type /SVCert >>',
    '<< /Ff -1 >>',
    '<< /Ff 1.5 >>',
    '<< /Ff [8] >>',
    '<< /Filter 7 >>',
    '<< /SubFilter /ETSI.CAdES.detached >>',
    '<< /Ff 8 /Reasons (I agree) >>',
    '<< /Ff 8 /Reasons [/I] >>',
    `<< /Ff 8 /Reasons [${'(r) '.repeat(300)}] >>`,
    '<< /DigestMethod [[/SHA256]] >>',
    '<< /Ff 128 /LockDocument /perhaps >>',
    '<< /MDP 2 >>',
    '<< /MDP << /P /2 >> >>',
    '<< /TimeStamp << /Ff true >> >>',
    '<< /Cert 7 >>',
    '<< /Cert << /Type /SV >> >>',
    '<< /Cert << /Ff 1 /Subject (no list) >> >>',
    '<< /Cert << /Ff 2 /Issuer [(no certificate)] >> >>',
    '<< /Cert << /Ff 8 /SubjectDN [<< /CN 7 >>] >> >>',
    '<< /Cert << /Ff 32 /KeyUsage [(10Z)] >> >>',
  ];
  for (const values of malformed) {
    it(`are refused when they cannot be read: ${values.slice(0, 60)}`, async () => {
      assert.equal(await refusal(values), 'SIGN_SEED_VALUE_MALFORMED');
    });
  }

  it('that lead in a circle end in a typed error', async () => {
    const { code } = await thrownBy(() => prepareSignature(seeded('9 0 R'), asking()));
    assert.match(code, /^(PDF|SIGN)_/);
    const loop = seeded('<< /Ff 8 /Reasons 10 0 R >>', { 10: '[10 0 R]' });
    assert.equal((await thrownBy(() => prepareSignature(loop, asking()))).code, 'SIGN_SEED_VALUE_MALFORMED');
  });

  it('of another field, or of none, ask for nothing', async () => {
    await prepareSignature(seeded('<< /Ff 512 >>'), { ...asking(), fieldName: 'sig-company' });
    await prepareSignature(seeded('null'), asking({ reason: 'any' }));
  });
});

describe('seed values that a time-stamp must meet', () => {
  const demanding = seeded('<< /TimeStamp << /URL (http://tsa.invalid/) /Ff 1 >> >>');

  it('are known beforehand where the provider says that it makes none', async () => {
    const { details } = await thrownBy(() => prepareSignature(demanding, asking({ timestamped: false })));
    assert.equal(details['entry'], 'TimeStamp');
    const recommended = seeded('<< /TimeStamp << /URL (http://tsa.invalid/) >> >>');
    await prepareSignature(recommended, asking({ timestamped: false }));
  });

  it('are examined afterwards where it does not say, and one that is there will do', async () => {
    const { der, key } = await identity('Signer');
    const subject = { kind: 'person', name: 'Signer', reference: 'r' } as const;
    const bare = { provider: keyProvider(key, [der]), subject };
    const { code, details } = await thrownBy(() => signDocument(demanding, asking(), bare));
    assert.deepEqual([code, details['codes']], ['SIGN_SELF_CHECK', ['SEED_VALUE_TIMESTAMP']]);
    const authority = await sandbox();
    const provider = authority.signingProvider(authority.timestampProvider());
    await signDocument(demanding, asking({ reserve: 9000 }), { provider, subject, level: 'B-T' });
  });
});

describe('seed values that the certificate must meet', () => {
  const policy = '1.3.6.1.4.1.32473.7';
  let root: TestIdentity;
  let authority: TestIdentity;
  let signer: TestIdentity;
  let other: TestIdentity;
  before(async () => {
    root = await identity('Root', { authority: { pathLength: 1 } });
    authority = await identity('Authority', { by: root, authority: { pathLength: 0 } });
    const value = derSequence(derSequence(derOid(policy)), derSequence(derOid('1.3.6.1.4.1.32473.8')));
    const extensions = [{ oid: oid.certificatePolicies, critical: false, value }];
    signer = await identity('王小明', { by: authority, extensions });
    other = await identity('Other', { key: await generateKey('P-256') });
  });

  const hex = ({ der }: TestIdentity): string => `<${bytesToHex(der)}>`;
  /** /CN as a text string. */
  const name = '<FEFF738B5C0F660E>';
  type Demand = readonly [entry: string, flag: number, met: () => string, unmet: () => string];
  const demands: readonly Demand[] = [
    ['Subject', 1, () => `[${hex(other)} ${hex(signer)}]`, () => `[${hex(other)} ${hex(authority)}]`],
    ['Issuer', 2, () => `[${hex(other)} ${hex(authority)}]`, () => `[${hex(other)}]`],
    ['Issuer', 2, () => `[${hex(root)}]`, () => '[]'],
    ['OID', 4, () => `[(${policy}) (1.3.6.1.4.1.32473.8)]`, () => `[(${policy}) (1.3.6.1.4.1.32473.9)]`],
    [
      'SubjectDN',
      8,
      () => `[<< /CN (Somebody) >> << /CN ${name} >>]`,
      () => `[<< /CN ${name} /O (Company) >> << /CN (Somebody) >>]`,
    ],
    ['SubjectDN', 8, () => `[<< /2.5.4.3 ${name} >>]`, () => `[<< /2.5.4.10 ${name} >>]`],
    ['KeyUsage', 32, () => '[(0) (X1XXX00XXtoo long)]', () => '[(00) (XXXXX1)]'],
  ];
  for (const [index, [entry, flag, met, unmet]] of demands.entries()) {
    it(`${entry} (${index}): before signing where it is known, afterwards where it is not`, async () => {
      const known = { certificates: [signer, authority, root].map(({ der }) => der) };
      const demanding = (values: string, flags: number = flag): Uint8Array =>
        seeded(`<< /Cert << /Type /SVCert /Ff ${flags} /${entry} ${values} >> >>`);
      const { details } = await thrownBy(() => prepareSignature(demanding(unmet()), asking(known)));
      assert.equal(details['entry'], `Cert/${entry}`);
      await prepareSignature(demanding(met()), asking(known));
      await prepareSignature(demanding(unmet(), 64), asking(known));

      const { certificates, ...secretive } = keyProvider(signer.key, known.certificates);
      assert.lengthOf(certificates ?? [], 3);
      const by: DocumentSigner = { provider: secretive, subject: { kind: 'person', name: '王小明', reference: 'r' } };
      const late = await thrownBy(() => signDocument(demanding(unmet()), asking(), by));
      assert.deepEqual([late.code, late.details['codes']], ['SIGN_SELF_CHECK', ['SEED_VALUE_CERTIFICATE']]);
      await signDocument(demanding(met()), asking(), by);
    });
  }

  it('take a way to the issuer only where it is valid', async () => {
    const impostor = await identity('Impostor', { by: signer });
    const demanding = seeded(`<< /Cert << /Ff 2 /Issuer [${hex(authority)}] >> >>`);
    const provider = keyProvider(
      impostor.key,
      [impostor, signer, authority].map(({ der }) => der),
    );
    const by: DocumentSigner = { provider, subject: { kind: 'person', name: 'Impostor', reference: 'r' } };
    const { code, details } = await thrownBy(() => signDocument(demanding, asking(), by));
    assert.deepEqual([code, details['codes']], ['SIGN_SELF_CHECK', ['SEED_VALUE_CERTIFICATE']], 'by no authority');
  });
});

describe('a field that demands plain PKCS #7', () => {
  const subject = { kind: 'person', name: 'Signer', reference: 'r' } as const;
  const demanding = seeded('<< /Ff 2 /SubFilter [/adbe.pkcs7.detached] >>');

  it('gets it, and passes as what it is', async () => {
    const { der, key } = await identity('Signer');
    const signer = { provider: keyProvider(key, [der]), subject };
    const bytes = joinParts(await signDocument(demanding, asking(), { ...signer, trust: [der] }));
    const report = await verifyDocument(bytes, { trust: [der] });
    assert.deepEqual([report.verdict, report.signatures[0]?.subFilter], ['PASSED', 'adbe.pkcs7.detached']);
    const { details } = await thrownBy(() => signDocument(demanding, asking(), { ...signer, level: 'B-B' }));
    assert.equal(details['entry'], 'SubFilter', 'whoever expects a level wants PAdES');
  });
});
