import { assert } from 'chai';

import { buildSignedData } from '@cinnabar/core/cms';
import { signingProviderConformance, type SigningProviderSetup } from '@cinnabar/core/conformance';
import type { KeyKind } from '@cinnabar/core/crypto';
import { CinnabarError } from '@cinnabar/core/error';
import type { SigningProvider, SigningRequest, SigningResult } from '@cinnabar/core/provider';
import { KeySigningProvider, type CertifiedKey } from '@cinnabar/core/signer';
import { SandboxAuthority } from '@cinnabar/sandbox';

import { failuresOf } from '../support/conformance.ts';
import { restrictedKey } from '../support/restricted-key.ts';
import { sandbox } from '../support/signing.ts';

const subject = { kind: 'person', name: '王小明', reference: 'worker-1' } as const;
const identity = { id: 'test', assurance: 'simulated' } as const;
const year = 365 * 24 * 3600 * 1000;
const outage = async (): Promise<never> => {
  throw new CinnabarError('TIMESTAMP_UNREACHABLE', 'The authority cannot be reached.');
};

async function keySetup(keyKind: KeyKind): Promise<SigningProviderSetup> {
  return setupOf(await (await sandbox()).issueSigner(subject, { keyKind }));
}

/** A key in memory as a provider, its signatures counted. */
function setupOf(holder: CertifiedKey): SigningProviderSetup {
  let signatures = 0;
  const counted: CertifiedKey = {
    ...holder,
    key: { ...holder.key, sign: (...args) => (signatures++, holder.key.sign(...args)) },
  };
  return {
    make: () => new KeySigningProvider(counted, { provider: identity }),
    subject,
    refusedSubject: { kind: 'person', name: '李四', reference: 'worker-2' },
    expired() {
      let now = new Date();
      const provider = new KeySigningProvider(counted, { provider: identity, now: () => now });
      now = new Date(Date.now() + 2 * year);
      return provider;
    },
    unavailable: () =>
      new KeySigningProvider(counted, { provider: identity, timestamps: { provider: identity, timestamp: outage } }),
    signatures: () => signatures,
  };
}

async function sandboxSetup(): Promise<SigningProviderSetup> {
  const authority = await sandbox();
  return {
    make: () => authority.signingProvider(authority.timestampProvider()),
    subject,
    refusedSubject: { kind: 'person', name: '名'.repeat(65), reference: 'worker-2' },
    async expired() {
      const past = await SandboxAuthority.create({ now: () => new Date(Date.now() - 2 * year) });
      return past.signingProvider(past.timestampProvider(), { validity: -year });
    },
    unavailable: () => authority.signingProvider({ provider: identity, timestamp: outage }),
  };
}

describe('conformance of signing providers', () => {
  it('is kept by the sandbox', async () => {
    const cases = signingProviderConformance(await sandboxSetup());
    assert.lengthOf(cases, 14);
    assert.deepEqual(await failuresOf(cases), []);
  });

  for (const keyKind of ['P-256', 'P-384', 'RSA-2048', 'RSA-PSS-2048', 'Ed25519', 'SM2'] as const) {
    it(`is kept by a key in memory: ${keyKind}`, async () => {
      const cases = signingProviderConformance(await keySetup(keyKind));
      assert.lengthOf(cases, 14);
      assert.deepEqual(await failuresOf(cases), []);
    });
  }

  it('is kept by a key whose certificate allows one digest only', async () => {
    assert.deepEqual(await failuresOf(signingProviderConformance(setupOf(await restrictedKey(subject)))), []);
  });

  describe('is broken by one that', () => {
    type Sign = SigningProvider['sign'];
    const names = {
      who: 'says who it is and how much room it needs',
      cms: 'answers with a CMS over the digest, with the chain of the signer',
      announced: 'signs with the key and certificates it announced',
      room: 'keeps within the room it promised',
      once: 'gives one result for one idempotency key',
      atOnce: 'gives one result to callers at the same time',
      conflict: 'refuses another request under a used idempotency key',
      apart: 'keeps requests at the same time apart',
      request: 'leaves the request as it is',
      length: 'refuses a digest of the wrong length',
      algorithm: 'refuses a digest that its key does not sign over',
      subject: 'refuses whom it must not sign for, and tells nothing about them',
      expired: 'refuses to sign with an expired certificate',
      outage: 'ends an outage with a typed error',
    };

    let good: SigningProviderSetup;
    let holder: CertifiedKey;
    before(async () => {
      good = await keySetup('P-256');
      holder = await (await sandbox()).issueSigner(subject);
    });

    /** The good provider with something done to it, and to nothing else of the setup. */
    const changed = async (change: (provider: SigningProvider) => Partial<SigningProvider>): Promise<string[]> => {
      const make = async (): Promise<SigningProvider> => {
        const provider = await good.make();
        const { maxCmsSize, keyAlgorithm, certificates } = provider as Required<SigningProvider>;
        const sign: Sign = (request) => provider.sign(request);
        return { provider: identity, maxCmsSize, keyAlgorithm, certificates, sign, ...change(provider) };
      };
      return failuresOf(signingProviderConformance({ ...good, make }));
    };
    const cmsOf = (request: SigningRequest, by = holder): Promise<Uint8Array> =>
      buildSignedData({ ...request, messageDigest: request.digest, certificates: by.certificates, signer: by.key });

    it('has no name', async () => {
      assert.deepEqual(await changed(() => ({ provider: { ...identity, id: '' } })), [names.who]);
      assert.deepEqual(await changed(() => ({ maxCmsSize: NaN })), [names.who, names.room]);
    });

    it('signs something else', async () => {
      const failures = await changed((provider) => ({
        sign: (request) => provider.sign({ ...request, digest: request.digest.map((byte) => byte ^ 1) }),
      }));
      assert.includeMembers(failures, [names.cms, names.apart]);
    });

    it('leaves issuers out of the CMS, or names them in the wrong order', async () => {
      const alone = await changed((provider) => ({
        async sign(request) {
          const { certificates } = await provider.sign(request);
          const cms = await cmsOf(request, { ...holder, certificates: holder.certificates.slice(0, 1) });
          return { cms, certificates: [holder.certificates[0] as Uint8Array, ...certificates.slice(1)] };
        },
      }));
      assert.include(alone, names.cms);
      const wrong = await changed((provider) => ({
        async sign(request) {
          const { cms, certificates } = await provider.sign(request);
          return { cms, certificates: [certificates[0], certificates[2], certificates[1]] as Uint8Array[] };
        },
      }));
      assert.deepEqual(wrong, [names.cms, names.apart]);
    });

    it('signs with another certificate or key than it announced', async () => {
      assert.deepEqual(await changed(() => ({ certificates: holder.certificates })), [names.announced]);
      assert.include(await changed(() => ({ keyAlgorithm: 'P-384' })), names.announced);
      assert.deepEqual(await changed(({ timestamped }) => ({ timestamped: !timestamped })), [names.announced]);
    });

    it('needs more room than it promised', async () => {
      assert.deepEqual(await changed(() => ({ maxCmsSize: 100 })), [names.room]);
      const padded = await changed((provider) => ({
        sign: async (request) => {
          const { cms, certificates } = await provider.sign(request);
          return { cms: Uint8Array.of(...cms, 0), certificates };
        },
      }));
      assert.deepEqual(padded, [names.room]);
    });

    it('signs again for a repeated key', async () => {
      let attempt = 0;
      const sign =
        (provider: SigningProvider): Sign =>
        (request) =>
          provider.sign({ ...request, idempotencyKey: String(attempt++) });
      const failures = await changed((provider) => ({ sign: sign(provider) }));
      assert.deepEqual(failures, [names.once, names.atOnce, names.conflict]);
    });

    it('signs again, and hands out what it signed first', async () => {
      const results = new Map<string, Promise<SigningResult>>();
      const failures = await changed((provider) => ({
        sign(request) {
          const again = provider.sign({ ...request, idempotencyKey: String(Math.random()) });
          const first = results.get(request.idempotencyKey) ?? again;
          results.set(request.idempotencyKey, first);
          return again.then(() => first);
        },
      }));
      assert.includeMembers(failures, [names.once, names.atOnce, names.conflict]);
    });

    it('remembers only what is finished', async () => {
      const results = new Map<string, SigningResult>();
      const failures = await changed((provider) => ({
        async sign(request) {
          const earlier = results.get(request.idempotencyKey);
          if (earlier && request.digest[0] === (await digestByte())) return earlier;
          if (earlier) throw new CinnabarError('SIGNING_IDEMPOTENCY_CONFLICT', 'Another request.');
          const result = await provider.sign({ ...request, idempotencyKey: String(Math.random()) });
          results.set(request.idempotencyKey, result);
          return result;
        },
      }));
      assert.include(failures, names.atOnce);
      assert.notInclude(failures, names.once);
    });

    it('mixes up requests at the same time', async () => {
      let last: SigningRequest;
      const failures = await changed((provider) => ({
        async sign(request) {
          last = request;
          await Promise.resolve();
          return provider.sign({ ...last, idempotencyKey: String(Math.random()) });
        },
      }));
      assert.include(failures, names.apart);
      assert.notInclude(failures, names.cms);
    });

    it('writes into the request', async () => {
      const failures = await changed((provider) => ({
        sign: (request) =>
          provider.sign({ ...request, digest: request.digest.slice() }).finally(() => request.digest.fill(0)),
      }));
      assert.include(failures, names.request);
    });

    it('signs digests that are none', async () => {
      const failures = await changed((provider) => ({
        sign: async (request) =>
          request.digest.length === 32
            ? provider.sign(request)
            : { cms: await cmsOf(request), certificates: holder.certificates },
      }));
      assert.deepEqual(failures, [names.length]);
    });

    it('says SHA-256 when it was asked for SM3', async () => {
      const failures = await changed((provider) => ({
        sign: (request) => provider.sign({ ...request, digestAlgorithm: 'SHA-256' }),
      }));
      assert.deepEqual(failures, [names.algorithm]);
    });

    it('signs for anybody', async () => {
      const failures = await changed((provider) => ({ sign: (request) => provider.sign({ ...request, subject }) }));
      assert.deepEqual(failures, [names.subject]);
    });

    it('tells whom it refused', async () => {
      const failures = await changed((provider) => ({
        async sign(request) {
          if (request.subject.name === subject.name) return provider.sign(request);
          throw new CinnabarError('SIGNING_SUBJECT_MISMATCH', `It is not for ${request.subject.name}.`);
        },
      }));
      assert.deepEqual(failures, [names.subject]);
    });

    it('signs with an expired certificate, or signs first and looks afterwards', async () => {
      const failures = await failuresOf(signingProviderConformance({ ...good, expired: () => good.make() }));
      assert.deepEqual(failures, [names.expired]);
      const late: SigningProviderSetup = {
        ...good,
        async expired() {
          const provider = await good.make();
          const sign: Sign = async (request) => {
            await provider.sign(request);
            throw new CinnabarError('SIGNING_CERTIFICATE_EXPIRED', 'The certificate has expired.');
          };
          return { ...provider, provider: identity, maxCmsSize: provider.maxCmsSize, sign };
        },
      };
      assert.deepEqual(await failuresOf(signingProviderConformance(late)), [names.expired]);
    });

    it('fails as it likes during an outage', async () => {
      for (const failure of [
        new Error('socket hang up'),
        new CinnabarError('oops', 'No.'),
        new CinnabarError('A_B', 'no'),
      ]) {
        const unavailable = async (): Promise<SigningProvider> => {
          const provider = await good.make();
          return { ...provider, provider: identity, maxCmsSize: 1, sign: () => Promise.reject(failure) };
        };
        assert.deepEqual(await failuresOf(signingProviderConformance({ ...good, unavailable })), [names.outage]);
      }
    });
  });
});

/** First byte of the digest that most cases ask for. */
async function digestByte(): Promise<number | undefined> {
  const { digest } = await import('@cinnabar/core/crypto');
  return (await digest('SHA-256', [new TextEncoder().encode('What a conformance suite has signed.')]))[0];
}
