import { assert } from 'chai';

import { bytesToBase64, utf8ToBytes } from '@cinnabar/core/bytes';
import type { AuthorityFetch } from '@cinnabar/core/cms';
import { signingProviderConformance } from '@cinnabar/core/conformance';
import { digest } from '@cinnabar/core/crypto';
import { CinnabarError } from '@cinnabar/core/error';
import { CscClient, cscCredentials, cscSigningProvider, type CscSigningOptions } from '@cinnabar/core/signer';
import { SandboxCscService, type SandboxCscKey, type SandboxCscOptions } from '@cinnabar/sandbox';

import { failuresOf } from '../support/conformance.ts';
import { cscFetch, ecCscKey, jsonResponse } from '../support/csc.ts';

const subject = { kind: 'person', name: '王小明', reference: 'worker-1' } as const;
const provider = { id: 'csc', assurance: 'simulated' } as const;
const url = 'https://sign.test/csc/v2';
const sha256 = '2.16.840.1.101.3.4.2.1';
const ecdsa = '1.2.840.10045.4.3.2';

async function refusal(work: () => unknown): Promise<CinnabarError> {
  try {
    await work();
  } catch (error) {
    assert.instanceOf(error, CinnabarError);
    return error as CinnabarError;
  }
  return new CinnabarError('none', 'Nothing was refused.');
}

describe('signing with a remote service (CSC API v2)', () => {
  let key: SandboxCscKey;
  before(async () => {
    key = await ecCscKey(subject);
  });

  function setup(keys: readonly SandboxCscKey[] = [key], options: Partial<SandboxCscOptions> = {}) {
    const service = new SandboxCscService({ keys, ...options });
    const seen: string[] = [];
    const bodies: string[] = [];
    const base: CscSigningOptions = {
      url,
      provider,
      fetch: cscFetch(service, (path, body) => {
        seen.push(path);
        bodies.push(body);
      }),
      token: () => service.issueToken(),
    };
    return { service, seen, bodies, base };
  }
  const request = async (text = 'contract') => ({
    subject,
    digestAlgorithm: 'SHA-256' as const,
    digest: await digest('SHA-256', [utf8ToBytes(text)]),
    idempotencyKey: text,
  });

  it('keeps the conformance suite, with one signature for one request', async () => {
    const expired = await ecCscKey(subject, { validity: 30 * 60_000 });
    let now = new Date();
    const { service, base } = setup([key], { now: () => now });
    const old = setup([expired]);
    const cases = signingProviderConformance({
      make: () => cscSigningProvider(base),
      subject,
      refusedSubject: { ...subject, name: '李四' },
      async expired() {
        const signing = await cscSigningProvider({ ...old.base, now: () => now });
        now = new Date(Date.now() + 3600_000);
        return signing;
      },
      async unavailable() {
        now = new Date();
        const down: AuthorityFetch = async (address, init) =>
          address.endsWith('signHash') ? Promise.reject(new TypeError('fetch failed')) : base.fetch(address, init);
        return cscSigningProvider({ ...base, fetch: down });
      },
      signatures: () => service.signatures + old.service.signatures,
    });
    assert.lengthOf(cases, 14);
    assert.deepEqual(await failuresOf(cases), []);
  });

  it('asks for what the API wants, in its order, and sends nothing but digests', async () => {
    const { seen, bodies, base } = setup();
    const asked = await request();
    await (await cscSigningProvider(base)).sign(asked);
    assert.deepEqual(seen, ['credentials/list', 'credentials/info', 'credentials/authorize', 'signatures/signHash']);
    const [authorize, sign] = bodies.slice(2).map((body) => JSON.parse(body) as Record<string, unknown>);
    assert.deepInclude(authorize, { credentialID: 'key-1', numSignatures: 1, hashAlgorithmOID: sha256 });
    assert.deepInclude(sign, { credentialID: 'key-1', signAlgo: ecdsa, hashAlgorithmOID: sha256 });
    assert.deepEqual(authorize?.['hashes'], sign?.['hashes']);
    assert.notInclude(bodies.join(), bytesToBase64(asked.digest));
    assert.notInclude(bodies.join(), subject.name);
  });

  it('takes ECDSA signatures in DER and as two numbers, of every curve', async () => {
    for (const curve of ['P-256', 'P-384', 'P-521'] as const) {
      for (const format of ['der', 'compact'] as const) {
        const { base } = setup([await ecCscKey(subject, { curve, format })]);
        const { cms } = await (await cscSigningProvider(base)).sign(await request());
        assert.isAbove(cms.length, 500, `${curve} ${format}`);
      }
    }
  });

  it('shows what the user has, for these digests, at every signature', async () => {
    const { base } = setup([{ ...key, secrets: { PIN: '123456', OTP: '000111' } }]);
    const shown: string[][] = [];
    const signing = await cscSigningProvider({
      ...base,
      async authorize({ credential, hashes, hashAlgorithmOID }) {
        shown.push([...hashes, hashAlgorithmOID, ...credential.authObjects]);
        return {
          authData: [
            { id: 'PIN', value: '123456' },
            { id: 'OTP', value: '000111' },
          ],
        };
      },
    });
    await signing.sign(await request('one'));
    await signing.sign(await request('two'));
    assert.deepEqual(
      shown.map(([, ...rest]) => rest),
      [
        [sha256, 'PIN', 'OTP'],
        [sha256, 'PIN', 'OTP'],
      ],
    );
    const code = async (id: string, value: string): Promise<string> => {
      const values = { PIN: '123456', OTP: '000111', [id]: value };
      const authData = Object.entries(values).map(([name, text]) => ({ id: name, value: text }));
      const wrong = await cscSigningProvider({ ...base, authorize: async () => ({ authData }) });
      const error = await refusal(async () => wrong.sign(await request()));
      assert.notInclude(`${error.message}${JSON.stringify(error.details)}`, value);
      return error.code;
    };
    assert.equal(await code('PIN', '999999'), 'CSC_PIN_REFUSED');
    assert.equal(await code('OTP', '999999'), 'CSC_OTP_REFUSED');
    const silent = await cscSigningProvider(base);
    const needed = await refusal(async () => silent.sign(await request()));
    assert.equal(needed.code, 'CSC_AUTHORIZATION_NEEDED');
    assert.deepEqual(needed.details['authObjects'], ['PIN', 'OTP']);
  });

  it('renews a token that ran out, once', async () => {
    const { service, base } = setup();
    const asks: boolean[] = [];
    let token = await service.issueToken(-1);
    const options: CscSigningOptions = {
      ...base,
      async token({ renew }) {
        asks.push(renew);
        if (renew) token = await service.issueToken();
        return token;
      },
    };
    await (await cscSigningProvider(options)).sign(await request());
    assert.deepEqual(asks, [false, true, false, false, false]);
    const never = await refusal(() => cscSigningProvider({ ...base, token: () => 'stale' }));
    assert.equal(never.code, 'CSC_TOKEN_REFUSED');
  });

  it('repeats questions when the service is out of reach, and never a signature', async () => {
    const { base, seen } = setup();
    const failing = (path: string): AuthorityFetch => {
      let failures = 1;
      return async (address, init) => {
        if (!address.endsWith(path) || failures-- <= 0) return base.fetch(address, init);
        seen.push(`failed ${path}`);
        return jsonResponse(503, '{"error":"temporarily_unavailable"}');
      };
    };
    await (await cscSigningProvider({ ...base, fetch: failing('info') })).sign(await request());
    for (const path of ['authorize', 'signHash']) {
      seen.length = 0;
      const signing = await cscSigningProvider({ ...base, fetch: failing(path) });
      const error = await refusal(async () => signing.sign(await request()));
      assert.equal(error.code, 'CSC_UNAVAILABLE');
      assert.equal(seen.at(-1), `failed ${path}`);
      await signing.sign(await request());
    }
  });

  it('hands out no signature by another key', async () => {
    const other = await ecCscKey(subject);
    const { base } = setup([{ ...key, signHash: other.signHash.bind(other) }]);
    const error = await refusal(async () => (await cscSigningProvider(base)).sign(await request()));
    assert.equal(error.code, 'CRYPTO_SIGNATURE_INVALID');
  });

  it('finds before any signature what stands in its way', async () => {
    const code = async (keys: readonly SandboxCscKey[], more: Partial<CscSigningOptions> = {}): Promise<string> => {
      const { base, service } = setup(keys);
      const error = await refusal(() => cscSigningProvider({ ...base, ...more }));
      assert.equal(service.signatures, 0);
      return error.code;
    };
    assert.equal(await code([]), 'CSC_CREDENTIAL_CHOICE');
    assert.equal(await code([key, { ...key, id: 'key-2' }]), 'CSC_CREDENTIAL_CHOICE');
    assert.equal(await code([key, { ...key, id: 'key-2' }], { credentialID: 'key-2' }), 'none');
    assert.equal(await code([key], { credentialID: 'key-9' }), 'CSC_REQUEST_REFUSED');
    assert.equal(await code([{ ...key, disabled: true }], { credentialID: 'key-1' }), 'CSC_KEY_DISABLED');
    assert.equal(await code([await ecCscKey(subject, { validity: -1000 })]), 'CSC_CERTIFICATE_STATUS');
    assert.equal(await code([key], { url: 'http://sign.test/csc/v2' }), 'CSC_ADDRESS');
    assert.equal(await code([key], { url: 'http://localhost.evil.test/csc/v2' }), 'CSC_ADDRESS');
    const { base } = setup([{ ...key, algorithms: ['1.2.840.10045.4.3.4'] }]);
    const unfit = await refusal(async () => (await cscSigningProvider(base)).sign(await request()));
    assert.equal(unfit.code, 'CSC_ALGORITHM_UNSUPPORTED');
  });

  it('bounds what it takes from the service', async () => {
    const { base } = setup();
    const answering = async (text: string, status = 200, more: Partial<CscSigningOptions> = {}): Promise<string> =>
      (await refusal(() => cscSigningProvider({ ...base, ...more, fetch: async () => jsonResponse(status, text) })))
        .code;
    assert.equal(await answering(`{"credentialIDs":["${'x'.repeat(300_000)}"]}`), 'CSC_TOO_LARGE');
    assert.equal(await answering(`{"error":"${'x'.repeat(300_000)}"}`, 400), 'CSC_TOO_LARGE');
    for (const text of ['', '[]', '<html>', '{"credentialIDs":"key"}', '{"credentialIDs":[1]}']) {
      assert.equal(await answering(text), 'CSC_ANSWER_MALFORMED', text);
    }
    const info = {
      key: { status: 'enabled', algo: [ecdsa] },
      cert: { certificates: ['AAAA'] },
      auth: { mode: 'implicit' },
    };
    for (const change of [{}, { cert: {} }, { key: { status: 'enabled' } }, { auth: { mode: 'magic' } }]) {
      const text = JSON.stringify({ ...info, ...change });
      assert.equal(await answering(text, 200, { credentialID: 'key-1' }), 'CSC_ANSWER_MALFORMED', text);
    }
    assert.equal(await answering('{"error":"<b>王小明</b>"}', 400), 'CSC_REQUEST_REFUSED');
    const hanging = { ...base, timeoutMs: 20, fetch: () => new Promise<never>(() => undefined) };
    assert.equal((await refusal(() => cscSigningProvider(hanging))).code, 'CSC_TIMEOUT');
  });

  it('stops at a list of credentials that has no end', async () => {
    const endless = JSON.stringify({ credentialIDs: Array.from({ length: 400 }, String), nextPageToken: 'more' });
    const client = new CscClient({ url, token: () => 't', fetch: async () => jsonResponse(200, endless) });
    assert.equal((await refusal(() => cscCredentials(client))).code, 'CSC_ANSWER_MALFORMED');
  });
});

describe('the sandbox’s remote signing service', () => {
  let service: SandboxCscService;
  let now = new Date();
  let token: string;
  const hash = bytesToBase64(new Uint8Array(32).fill(1));
  const other = bytesToBase64(new Uint8Array(32).fill(2));
  const authorize = { credentialID: 'key-1', numSignatures: 1, hashes: [hash], hashAlgorithmOID: sha256 };
  const sign = { credentialID: 'key-1', hashes: [hash], signAlgo: ecdsa };

  beforeEach(async () => {
    now = new Date();
    service = new SandboxCscService({ keys: [await ecCscKey(subject)], now: () => now });
    token = await service.issueToken(600);
  });

  async function post(path: string, body: unknown, bearer = token): Promise<Record<string, unknown>> {
    const bytes = utf8ToBytes(JSON.stringify(body));
    const authorization = `Bearer ${bearer}`;
    const reply = await service.handle({
      method: 'POST',
      path,
      contentType: 'application/json',
      authorization,
      body: bytes,
    });
    return { status: reply.status, ...reply.body };
  }
  const grant = async (body: object = authorize): Promise<unknown> =>
    (await post('credentials/authorize', body))['SAD'];

  it('signs what was authorised, once', async () => {
    const SAD = await grant();
    assert.lengthOf((await post('signatures/signHash', { ...sign, SAD }))['signatures'] as string[], 1);
    assert.deepEqual(await post('signatures/signHash', { ...sign, SAD }), {
      status: 400,
      error: 'invalid_request',
      error_description: 'Invalid parameter SAD',
    });
    assert.equal(service.signatures, 1);
  });

  it('lets one of two that come at the same time sign', async () => {
    const SAD = await grant();
    const replies = await Promise.all([1, 2].map(() => post('signatures/signHash', { ...sign, SAD })));
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 400]);
  });

  it('refuses what the API forbids, and says why', async () => {
    const described = async (path: string, body: object): Promise<unknown> =>
      (await post(path, body))['error_description'];
    const signing = async (change: object): Promise<unknown> =>
      described('signatures/signHash', { ...sign, SAD: await grant(), ...change });
    assert.equal(await described('signatures/signHash', sign), 'Missing (or invalid type) string parameter SAD');
    assert.equal(await signing({ SAD: 'made up' }), 'Invalid parameter SAD');
    assert.equal(await signing({ hashes: [other] }), 'Hash is not authorized by the SAD');
    assert.equal(await signing({ hashes: [hash, hash] }), 'Hash is not authorized by the SAD');
    assert.equal(await signing({ hashes: [hash, other] }), 'Hash is not authorized by the SAD');
    assert.equal(await signing({ hashes: [] }), 'Empty hash array');
    assert.equal(await signing({ hashes: ['AAAA'] }), 'Invalid digest value length');
    assert.equal(await signing({ hashes: ['%%%%'] }), 'Invalid Base64 hashes string parameter');
    assert.equal(await signing({ signAlgo: '1.2.840.113549.1.1.11' }), 'Invalid parameter signAlgo');
    assert.equal(await signing({ hashAlgorithmOID: '2.16.840.1.101.3.4.2.2' }), 'Invalid parameter hashAlgorithmOID');
    assert.equal(await signing({ credentialID: 'key-9' }), 'Invalid parameter credentialID');
    const authorizing = (change: object): Promise<unknown> =>
      described('credentials/authorize', { ...authorize, ...change });
    assert.match(String(await authorizing({ numSignatures: '1' })), /integer parameter numSignatures/);
    assert.equal(await authorizing({ numSignatures: 2 }), 'Invalid parameter numSignatures');
    assert.equal(await authorizing({ numSignatures: 11 }), 'Numbers of signatures is too high');
    assert.match(String(await authorizing({ hashAlgorithmOID: undefined })), /hashAlgorithmOID/);
    assert.equal(service.signatures, 0);
  });

  it('forgets authorisations and tokens in time', async () => {
    const SAD = await grant();
    now = new Date(now.getTime() + 301_000);
    assert.equal((await post('signatures/signHash', { ...sign, SAD }))['error_description'], 'SAD expired');
    now = new Date(now.getTime() + 300_000);
    assert.deepInclude(await post('credentials/list', {}), { status: 401, error: 'invalid_token' });
    assert.deepInclude(await post('credentials/list', {}, 'none'), { status: 401, error: 'invalid_token' });
  });

  it('says of itself that it is for tests, to anybody', async () => {
    const info = await post('info', {}, '');
    assert.include(String(info['name']), 'FOR TESTING ONLY');
    assert.include(info['methods'] as string[], 'signatures/signHash');
  });
});
