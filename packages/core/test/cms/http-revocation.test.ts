import {
  httpRevocationProvider,
  type AuthorityFetch,
  type Certificate,
  type HttpRevocationOptions,
} from '@cinnabar/core/cms';
import { generateKey } from '@cinnabar/core/crypto';
import { encodeName, issueCrl } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { thrownBy } from '../support/throws.ts';

type Init = Parameters<AuthorityFetch>[1];

/** A web with one page of `chunks`, and what was asked of it. */
function web(
  chunks: readonly Uint8Array[],
  options: Partial<HttpRevocationOptions> = {},
  answer: { ok: boolean; status: number } = { ok: true, status: 200 },
): { provider: ReturnType<typeof httpRevocationProvider>; asked: (Init & { url: string })[] } {
  const asked: (Init & { url: string })[] = [];
  const provider = httpRevocationProvider({
    provider: { id: 'test', assurance: 'simulated' },
    allow: (url) => new URL(url).hostname === 'ca.example',
    fetch: async (url, init) => {
      asked.push({ ...init, url });
      const rest = [...chunks];
      const read = async (): Promise<{ done: boolean; value?: Uint8Array }> => {
        const value = rest.shift();
        return value ? { done: false, value } : { done: true };
      };
      return { ...answer, body: { getReader: () => ({ read, cancel: async () => undefined }) } };
    },
    ...options,
  });
  return { provider, asked };
}

const url = 'http://ca.example/list.crl';
const anyRequest = Uint8Array.of(1);

describe('revocation over HTTP', () => {
  it('posts OCSP requests, gets the rest, follows no redirect', async () => {
    const { provider, asked } = web([Uint8Array.of(1, 2), Uint8Array.of(3)]);
    const request = Uint8Array.of(9, 9);
    assert.deepEqual([...(await provider.ocsp(url, request))], [1, 2, 3]);
    await provider.crl(url);
    await provider.certificate('https://ca.example/ca.cer');
    assert.deepEqual(
      asked.map(({ method, redirect, body }) => [method, redirect, body && [...body]]),
      [
        ['POST', 'error', [9, 9]],
        ['GET', 'error', undefined],
        ['GET', 'error', undefined],
      ],
    );
    assert.equal(asked[0]?.headers['content-type'], 'application/ocsp-request');
  });

  it('visits no address that was not allowed, and nothing but the web (anchor A-56)', async () => {
    const { provider, asked } = web([Uint8Array.of(1)], { allow: (address) => address.includes('ca.example') });
    for (const address of [
      'http://169.254.169.254/latest',
      'http://localhost/',
      'file:///etc/ca.example',
      'ldap://ca.example/cn',
      '',
    ]) {
      for (const act of [
        () => provider.crl(address),
        () => provider.ocsp(address, anyRequest),
        () => provider.certificate(address),
      ]) {
        assert.equal((await thrownBy(act)).code, 'REVOCATION_ADDRESS_REFUSED', address);
      }
    }
    assert.lengthOf(asked, 0);
  });

  it('takes no more than it can carry', async () => {
    const large = [new Uint8Array(40_000), new Uint8Array(40_000)];
    const { provider } = web(large, { maxCrlBytes: 79_999 });
    assert.equal((await thrownBy(() => provider.ocsp(url, anyRequest))).code, 'REVOCATION_TOO_LARGE');
    assert.equal((await thrownBy(() => provider.crl(url))).code, 'REVOCATION_TOO_LARGE');
    assert.lengthOf(await web(large).provider.crl(url), 80_000);
  });

  it('waits no longer than it was told, and names outages', async () => {
    const never: AuthorityFetch = () => new Promise(() => undefined);
    const slow = web([], { fetch: never, timeoutMs: 20 });
    assert.equal((await thrownBy(() => slow.provider.crl(url))).code, 'REVOCATION_TIMEOUT');
    const gone = web([], { fetch: () => Promise.reject(new TypeError('network')) });
    assert.equal((await thrownBy(() => gone.provider.crl(url))).code, 'REVOCATION_UNREACHABLE');
    const missing = await thrownBy(() => web([], {}, { ok: false, status: 404 }).provider.crl(url));
    assert.deepEqual([missing.code, missing.details['status']], ['REVOCATION_HTTP_STATUS', 404]);
  });

  it('asks once for the same within five minutes, never keeps a failure, and keeps nothing when told so', async () => {
    const { provider, asked } = web([Uint8Array.of(1)]);
    await Promise.all([provider.crl(url), provider.crl(url), provider.ocsp(url, Uint8Array.of(1))]);
    await provider.ocsp(url, Uint8Array.of(2));
    assert.lengthOf(asked, 3);
    const forgetful = web([Uint8Array.of(1)], { cacheMs: 0 });
    await forgetful.provider.crl(url);
    await forgetful.provider.crl(url);
    assert.lengthOf(forgetful.asked, 2);
    const failing = web([], {}, { ok: false, status: 500 });
    for (let i = 0; i < 2; i++) await thrownBy(() => failing.provider.crl(url));
    assert.lengthOf(failing.asked, 2);
  });

  it('keeps no list beyond the day its next one comes, and nothing that cannot be read', async () => {
    const key = await generateKey('P-256');
    const name = encodeName([['2.5.4.3', 'CA']]);
    const thisUpdate = new Date(Date.now() - 3600_000);
    const certificate = { subject: name } as Certificate;
    const asks = async (nextUpdate: Date | undefined): Promise<number> => {
      const revocations = { thisUpdate, revocations: [], ...(nextUpdate ? { nextUpdate } : {}) };
      const { provider, asked } = web([await issueCrl({ issuer: { certificate, key }, ...revocations })]);
      await provider.crl(url);
      await provider.crl(url);
      return asked.length;
    };
    assert.equal(await asks(new Date(Date.now() + 3600_000)), 1);
    assert.equal(await asks(undefined), 1);
    assert.equal(await asks(new Date(Date.now() - 1000)), 2);
    const tryLater = web([Uint8Array.of(0x30, 3, 0x0a, 1, 3)]);
    for (let i = 0; i < 2; i++) await tryLater.provider.ocsp(url, anyRequest);
    assert.lengthOf(tryLater.asked, 2);
  });
});
