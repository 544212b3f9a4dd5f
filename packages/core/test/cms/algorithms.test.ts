import {
  derBitString,
  derContext,
  der,
  derInteger,
  derNull,
  derOctetString,
  derOid,
  derSequence,
  derSetOf,
  derTag,
  readTlv,
  tlvChildren,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import { checkChain, checkSigner, oid, readCertificate, readSignedData } from '@cinnabar/core/cms';
import {
  digest,
  digestAlgorithmIdentifier,
  generateKey,
  keyAlgorithmOf,
  type DigestAlgorithm,
  type KeyKind,
} from '@cinnabar/core/crypto';
import { assert } from 'chai';

import { identity, type TestIdentity } from '../support/craft-cms.ts';

const content = utf8ToBytes('content');

interface Crafted {
  readonly signer: TestIdentity;
  /** Digest the attributes are hashed with; the key's own when absent. */
  readonly digest?: DigestAlgorithm;
  /** What the SignerInfo says instead of the truth. */
  readonly digestLabel?: Uint8Array;
  readonly signatureLabel?: Uint8Array;
  /** Values of the CMSAlgorithmProtection attribute. */
  readonly protection?: readonly Uint8Array[];
  readonly certificate?: Uint8Array;
  readonly types?: { readonly data: string; readonly signedData: string };
}

async function check(crafted: Crafted): Promise<{ integrity: string; codes: string[] }> {
  const { signer, types = { data: oid.data, signedData: oid.signedData } } = crafted;
  const algorithm = crafted.digest ?? signer.key.digestAlgorithm;
  const certificate = readCertificate(crafted.certificate ?? signer.der);
  const attribute = (type: string, ...values: readonly Uint8Array[]): Uint8Array =>
    derSequence(derOid(type), derSetOf(values));
  const attributes = [
    attribute(oid.contentType, derOid(types.data)),
    attribute(oid.messageDigest, derOctetString(await digest(algorithm, [content]))),
    ...(crafted.protection ? [attribute(oid.algorithmProtection, ...crafted.protection)] : []),
  ];
  const info = derSequence(
    derInteger(1),
    derSequence(certificate.issuer, derInteger(certificate.serialNumber)),
    crafted.digestLabel ?? digestAlgorithmIdentifier(algorithm),
    derSetOf(attributes, 0xa0),
    crafted.signatureLabel ?? signer.key.signatureAlgorithm(algorithm),
    derOctetString(await signer.key.sign(algorithm, derSetOf(attributes))),
  );
  const signedData = derSequence(
    derInteger(1),
    derSetOf([digestAlgorithmIdentifier(algorithm)]),
    derSequence(derOid(types.data)),
    derSetOf([certificate.der], 0xa0),
    der(derTag.set, info),
  );
  const read = readSignedData(derSequence(derOid(types.signedData), derContext(0, signedData)));
  const result = await checkSigner(read, read.signers[0] as NonNullable<(typeof read.signers)[0]>, [content]);
  const codes = result.problems.map(({ code }) => code).filter((code) => code !== 'SIGNING_CERTIFICATE_UNBOUND');
  return { integrity: result.integrity, codes };
}

const intact = { integrity: 'INTACT', codes: [] };
const label = (dotted: string, ...parameters: Uint8Array[]): Uint8Array => derSequence(derOid(dotted), ...parameters);

describe('algorithms of a SignerInfo (A-46)', () => {
  const kinds = ['RSA-2048', 'RSA-PSS-2048', 'P-256', 'P-384', 'P-521', 'Ed25519', 'SM2'] satisfies KeyKind[];
  const signers = new Map<KeyKind, TestIdentity>();
  const signer = (kind: KeyKind): TestIdentity => signers.get(kind) as TestIdentity;
  before(async () => {
    // Certificates signed by keys of their own kind: X.509 carries the same labels.
    for (const kind of kinds) signers.set(kind, await identity(kind, { key: await generateKey(kind) }));
  });

  it('agree in what we write, for every kind of key', async () => {
    for (const kind of kinds) assert.deepEqual(await check({ signer: signer(kind) }), intact, kind);
  });

  it('are a contradiction when the label belongs to another kind of key', async () => {
    for (const kind of kinds) {
      for (const other of kinds) {
        if (keyAlgorithmOf(kind) === keyAlgorithmOf(other) || (kind.startsWith('P-') && other.startsWith('P-')))
          continue;
        const { key } = signer(other);
        const result = await check({
          signer: signer(kind),
          signatureLabel: key.signatureAlgorithm(key.digestAlgorithm),
        });
        assert.equal(result.integrity, 'BROKEN', `${kind} as ${other}`);
        const rsa = kind.startsWith('RSA') && other.startsWith('RSA');
        assert.deepEqual(result.codes, rsa ? ['SIGNATURE_INVALID'] : ['ALGORITHM_MISMATCH', 'SIGNATURE_INVALID']);
      }
    }
  });

  it('are a contradiction when the digest is not the one the label means', async () => {
    for (const kind of ['RSA-2048', 'RSA-PSS-2048', 'P-256'] as const) {
      const { key } = signer(kind);
      const result = await check({
        signer: signer(kind),
        digest: 'SHA-512',
        signatureLabel: key.signatureAlgorithm('SHA-256'),
      });
      assert.deepEqual(result, { integrity: 'BROKEN', codes: ['ALGORITHM_MISMATCH', 'SIGNATURE_INVALID'] }, kind);
    }
    for (const kind of ['Ed25519', 'SM2'] as const) {
      const result = await check({ signer: signer(kind), digestLabel: digestAlgorithmIdentifier('SHA-256') });
      assert.equal(result.integrity, 'BROKEN');
      assert.includeMembers(result.codes, ['ALGORITHM_MISMATCH', 'DIGEST_MISMATCH'], 'RFC 8419 §2.3, GB/T 35275');
    }
  });

  it('take rsaEncryption with the digest beside it', async () => {
    const signatureLabel = label('1.2.840.113549.1.1.1', derNull());
    for (const algorithm of ['SHA-256', 'SHA-384', 'SHA-512'] as const) {
      assert.deepEqual(await check({ signer: signer('RSA-2048'), digest: algorithm, signatureLabel }), intact);
    }
  });

  it('leave unknown what is not known, never broken and never intact', async () => {
    const sha3 = await check({ signer: signer('P-256'), signatureLabel: label('2.16.840.1.101.3.4.3.10') });
    assert.deepEqual(sha3, { integrity: 'UNKNOWN', codes: ['SIGNATURE_ALGORITHM_UNSUPPORTED'] });
    const shake = await check({ signer: signer('P-256'), digestLabel: label('2.16.840.1.101.3.4.2.12') });
    assert.deepEqual(shake, { integrity: 'UNKNOWN', codes: ['DIGEST_UNSUPPORTED'] });
  });

  it('are those that were signed, where they were (CMSAlgorithmProtection, RFC 6211)', async () => {
    const rsa = signer('RSA-2048');
    const signature = (der: Uint8Array): Uint8Array =>
      derContext(1, ...tlvChildren(readTlv(der)).map(({ bytes }) => bytes));
    const sha256 = digestAlgorithmIdentifier('SHA-256');
    const own = rsa.key.signatureAlgorithm('SHA-256');
    const wrong = { integrity: 'BROKEN', codes: ['ALGORITHM_PROTECTION_MISMATCH'] };
    assert.deepEqual(await check({ signer: rsa, protection: [derSequence(sha256, signature(own))] }), intact);
    const bare = label('1.2.840.113549.1.1.11');
    assert.deepEqual(
      await check({ signer: rsa, protection: [derSequence(sha256, signature(bare))] }),
      intact,
      'NULL or absent',
    );
    const sha512 = digestAlgorithmIdentifier('SHA-512');
    assert.deepEqual(await check({ signer: rsa, protection: [derSequence(sha512, signature(own))] }), wrong, 'digest');
    const other = rsa.key.signatureAlgorithm('SHA-512');
    assert.deepEqual(
      await check({ signer: rsa, protection: [derSequence(sha256, signature(other))] }),
      wrong,
      'signature',
    );
    assert.deepEqual(
      await check({ signer: rsa, protection: [derSequence(sha256)] }),
      wrong,
      'nothing of the signature',
    );
    const good = derSequence(sha256, signature(own));
    assert.deepEqual(
      await check({ signer: rsa, protection: [good, derSequence(sha512, signature(own))] }),
      wrong,
      'two',
    );
    assert.deepEqual(await check({ signer: rsa, protection: [] }), wrong, 'none');
  });

  it('are read, and noted, under the older labels of SM2 and inside the content types of GM/T 0010', async () => {
    const sm2 = signer('SM2');
    for (const dotted of ['1.2.156.10197.1.301.1', '1.2.156.10197.1.301']) {
      const result = await check({ signer: sm2, signatureLabel: label(dotted, derNull()) });
      assert.deepEqual(result, { integrity: 'INTACT', codes: ['ALGORITHM_LABEL_UNUSUAL'] }, dotted);
    }
    const types = { data: oid.gmData, signedData: oid.gmSignedData };
    assert.deepEqual(
      await check({ signer: sm2, types, digestLabel: label('1.2.156.10197.1.401.1', derNull()) }),
      intact,
    );
    const point = derBitString(sm2.key.spki.slice(-65));
    const bare = await identity('SM2', { key: { ...sm2.key, spki: derSequence(label('1.2.156.10197.1.301'), point) } });
    assert.deepEqual((await check({ signer: bare })).codes, ['ALGORITHM_LABEL_UNUSUAL']);
    // the same point, said to be one of P-256.
    const lying = await identity('SM2', {
      key: { ...sm2.key, spki: derSequence(label('1.2.840.10045.2.1', derOid('1.2.840.10045.3.1.7')), point) },
    });
    assert.deepEqual(await check({ signer: lying }), {
      integrity: 'BROKEN',
      codes: ['ALGORITHM_MISMATCH', 'SIGNATURE_INVALID'],
    });
  });

  it('are those of certificates too: a chain through authorities of any kind', async () => {
    const authority = { authority: { pathLength: 0 } };
    for (const kind of kinds) {
      const root = await identity(`root ${kind}`, { key: signer(kind).key, ...authority });
      const leaf = await identity('leaf', { by: root });
      const chain = (anchor: TestIdentity): ReturnType<typeof checkChain> =>
        checkChain(readCertificate(leaf.der), [], [readCertificate(anchor.der)], new Date());
      assert.equal((await chain(root)).status, 'TRUSTED', kind);
      const impostor = await identity(`root ${kind}`, { key: await generateKey('P-256'), ...authority });
      assert.notEqual((await chain(impostor)).status, 'TRUSTED', kind);
    }
  });

  it('warn of an RSA key that is too short, and still check it', async () => {
    const { subtle } = globalThis.crypto;
    const parameters = {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 1024,
      publicExponent: Uint8Array.of(1, 0, 1),
      hash: 'SHA-256',
    };
    const pair = await subtle.generateKey(parameters, true, ['sign', 'verify']);
    const rsa = signer('RSA-2048').key;
    const key = {
      ...rsa,
      spki: new Uint8Array(await subtle.exportKey('spki', pair.publicKey)),
      sign: async (_digest: DigestAlgorithm, data: Uint8Array) =>
        new Uint8Array(await subtle.sign(parameters.name, pair.privateKey, data as Uint8Array<ArrayBuffer>)),
    };
    const weak = await identity('weak', { key });
    assert.deepEqual(await check({ signer: weak }), { integrity: 'INTACT', codes: ['KEY_WEAK'] });
  });
});
