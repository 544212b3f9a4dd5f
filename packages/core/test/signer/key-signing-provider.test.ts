import { readSignedData } from '@cinnabar/core/cms';
import { generateKey } from '@cinnabar/core/crypto';
import { CinnabarError } from '@cinnabar/core/error';
import type { SigningRequest } from '@cinnabar/core/provider';
import { KeySigningProvider, type CertifiedKey } from '@cinnabar/core/signer';
import { encodeName, issueCertificate } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { sandbox } from '../support/signing.ts';

const provider = { id: 'test', assurance: 'simulated' } as const;
const day = 24 * 3600 * 1000;

describe('signing with a key in memory', () => {
  let holder: CertifiedKey;
  let request: SigningRequest;

  before(async () => {
    holder = await (await sandbox()).issueSigner({ kind: 'person', name: '王小明', reference: 'w1' });
    const { subject } = new KeySigningProvider(holder, { provider });
    request = { subject, digestAlgorithm: 'SHA-256', digest: new Uint8Array(32).fill(7), idempotencyKey: 'a' };
  });

  async function refusal(work: () => unknown): Promise<string> {
    try {
      await work();
    } catch (error) {
      assert.instanceOf(error, CinnabarError);
      return (error as CinnabarError).code;
    }
    return 'none';
  }

  it('signs within the size it promised, as whom the certificate names', async () => {
    const signing = new KeySigningProvider(holder, { provider });
    assert.equal(signing.subject.name, '王小明');
    const { cms } = await signing.sign(request);
    assert.isAtMost(cms.length, signing.maxCmsSize);
    assert.lengthOf(readSignedData(cms).certificates, 3);
  });

  it('signs for nobody else', async () => {
    const subject = { ...request.subject, name: '李四' };
    const signing = new KeySigningProvider(holder, { provider });
    assert.equal(await refusal(() => signing.sign({ ...request, subject })), 'SIGNING_SUBJECT_MISMATCH');
  });

  it('gives one signature for one idempotency key, and refuses another request under it', async () => {
    const signing = new KeySigningProvider(holder, { provider });
    const [first, second] = await Promise.all([signing.sign(request), signing.sign(request)]);
    assert.strictEqual(second, first);
    const other = { ...request, digest: new Uint8Array(32) };
    assert.equal(await refusal(() => signing.sign(other)), 'SIGNING_IDEMPOTENCY_CONFLICT');
    assert.notDeepEqual((await signing.sign({ ...other, idempotencyKey: 'b' })).cms, first.cms);
  });

  it('hands out nothing when the time-stamp fails, and when asked again has the first signature stamped', async () => {
    const inner = (await sandbox()).timestampProvider();
    let failures = 1;
    const timestamps = {
      provider,
      timestamp: async (imprint: Uint8Array, algorithm: 'SHA-256' | 'SHA-384' | 'SHA-512') => {
        if (failures-- > 0) throw new CinnabarError('TIMESTAMP_TIMEOUT', 'Too late.');
        return inner.timestamp(imprint, algorithm);
      },
    };
    let signatures = 0;
    const { key } = holder;
    const counting = { ...key, sign: (...args: Parameters<typeof key.sign>) => (signatures++, key.sign(...args)) };
    const signing = new KeySigningProvider({ ...holder, key: counting }, { provider, timestamps });
    assert.equal(await refusal(() => signing.sign(request)), 'TIMESTAMP_TIMEOUT');
    const other = { ...request, digest: new Uint8Array(32) };
    assert.equal(await refusal(() => signing.sign(other)), 'SIGNING_IDEMPOTENCY_CONFLICT');
    const { cms } = await signing.sign(request);
    assert.lengthOf(readSignedData(cms).signers[0]?.unsignedAttributes ?? [], 1);
    assert.equal(signatures, 1);
  });

  it('refuses certificates outside their time', async () => {
    const at = (days: number) => () =>
      new KeySigningProvider(holder, { provider, now: () => new Date(Date.now() + days * day) });
    assert.equal(await refusal(at(400)), 'SIGNING_CERTIFICATE_EXPIRED');
    assert.equal(await refusal(at(-2)), 'SIGNING_CERTIFICATE_NOT_YET_VALID');
  });

  it('refuses the key of an authority', async () => {
    const key = await generateKey('P-256');
    const name = [['2.5.4.3', 'An authority']] as const;
    const certificate = await issueCertificate({
      subject: name,
      spki: key.spki,
      issuer: { name: encodeName(name), key },
      notBefore: new Date(Date.now() - day),
      notAfter: new Date(Date.now() + day),
      authority: { pathLength: 0 },
    });
    const work = (): unknown => new KeySigningProvider({ key, certificates: [certificate] }, { provider });
    assert.equal(await refusal(work), 'SIGNING_KEY_USAGE');
  });

  it('refuses a certificate for servers, and a key that belongs to another certificate', async () => {
    const [key, other] = [await generateKey('P-256'), await generateKey('P-256')];
    const name = [['2.5.4.3', 'A server']] as const;
    const issued = (more: Partial<Parameters<typeof issueCertificate>[0]>): Promise<Uint8Array> =>
      issueCertificate({
        subject: name,
        spki: key.spki,
        issuer: { name: encodeName(name), key },
        notBefore: new Date(Date.now() - day),
        notAfter: new Date(Date.now() + day),
        ...more,
      });
    const server = await issued({ purposes: { oids: ['1.3.6.1.5.5.7.3.1'], critical: false } });
    const plain = await issued({});
    const open = (holder: ConstructorParameters<typeof KeySigningProvider>[0]) => (): unknown =>
      new KeySigningProvider(holder, { provider });
    assert.equal(await refusal(open({ key, certificates: [server] })), 'SIGNING_EXTENDED_KEY_USAGE');
    assert.equal(await refusal(open({ key: other, certificates: [plain] })), 'SIGNING_KEY_MISMATCH');
  });
});
