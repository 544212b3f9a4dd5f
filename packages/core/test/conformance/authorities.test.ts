import { assert } from 'chai';

import { bytesToHex, concatBytes } from '@cinnabar/core/bytes';
import { httpRevocationProvider } from '@cinnabar/core/cms';
import {
  documentStoreConformance,
  notificationProviderConformance,
  revocationProviderConformance,
  timestampProviderConformance,
  type DocumentStoreSetup,
  type NotificationProviderSetup,
  type RevocationProviderSetup,
  type TimestampProviderSetup,
} from '@cinnabar/core/conformance';
import { digest } from '@cinnabar/core/crypto';
import { CinnabarError } from '@cinnabar/core/error';
import type {
  DocumentStore,
  NotificationProvider,
  RevocationProvider,
  TimestampProvider,
} from '@cinnabar/core/provider';
import { SandboxAuthority, SandboxInbox } from '@cinnabar/sandbox';

import { failuresOf } from '../support/conformance.ts';
import { sandbox } from '../support/signing.ts';

const identity = { id: 'test', assurance: 'simulated' } as const;
const fails = async (code: string): Promise<never> => {
  throw new CinnabarError(code, 'Nobody answers.');
};

describe('conformance of time-stamp providers', () => {
  async function setup(): Promise<TimestampProviderSetup> {
    const authority = await sandbox();
    return {
      make: () => authority.timestampProvider(),
      trust: authority.trustAnchors,
      unavailable: () => ({ provider: identity, timestamp: () => fails('TIMESTAMP_UNREACHABLE') }),
    };
  }

  it('is kept by the sandbox', async () => {
    const cases = timestampProviderConformance(await setup());
    assert.lengthOf(cases, 8);
    assert.deepEqual(await failuresOf(cases), []);
  });

  it('is broken by every fault', async () => {
    const good = await setup();
    const inner = (await sandbox()).timestampProvider();
    const first = await inner.timestamp(new Uint8Array(32), 'SHA-256');
    const failing = (timestamp: TimestampProvider['timestamp']): Promise<string[]> =>
      failuresOf(timestampProviderConformance({ ...good, make: () => ({ provider: identity, timestamp }) }));
    assert.includeMembers(await failing(async () => first), [
      'stamps an imprint made with SHA-256',
      'gives every request a token of its own',
      'refuses an imprint of the wrong length',
    ]);
    assert.deepEqual(await failing((imprint) => inner.timestamp(imprint.slice(0, 32), 'SHA-256')), [
      'stamps an imprint made with SHA-384',
      'stamps an imprint made with SHA-512',
    ]);
    const late = await SandboxAuthority.create({ now: () => new Date(Date.now() - 3600_000) });
    const stale = await failuresOf(timestampProviderConformance({ ...good, make: () => late.timestampProvider() }));
    assert.deepEqual(stale, ['says what time it is', 'leads to who is trusted']);
    const local = { ...good, unavailable: () => inner };
    assert.deepEqual(await failuresOf(timestampProviderConformance(local)), [
      'ends an outage with a typed error, never with a local clock',
    ]);
  });
});

describe('conformance of revocation providers', () => {
  let authority: SandboxAuthority;
  let good: RevocationProviderSetup;
  before(async () => {
    authority = await SandboxAuthority.create({ baseUrl: 'http://sandbox.test' });
    const issue = async (reference: string): Promise<Uint8Array> =>
      (await authority.issueSigner({ kind: 'person', name: '王小明', reference })).certificates[0] as Uint8Array;
    const revoked = await issue('revoked');
    authority.revoke(revoked);
    good = {
      make: () => authority.revocationProvider(),
      certificate: await issue('good'),
      issuer: authority.issuerCertificate('issuing'),
      revoked,
      refusedAddress: 'http://169.254.169.254/latest',
      unavailable: () =>
        httpRevocationProvider({
          provider: identity,
          allow: () => true,
          fetch: () => Promise.reject(new TypeError('fetch failed')),
        }),
    };
  });

  it('is kept by the sandbox', async () => {
    const cases = revocationProviderConformance(good);
    assert.lengthOf(cases, 8);
    assert.deepEqual(await failuresOf(cases), []);
  });

  it('is broken by every fault', async () => {
    const failing = (change: Partial<RevocationProvider>, setup = good): Promise<string[]> => {
      const inner = authority.revocationProvider();
      const provider: RevocationProvider = {
        provider: identity,
        ocsp: (url, request) => inner.ocsp(url, request),
        crl: (url) => inner.crl(url),
        certificate: (url) => inner.certificate(url),
        ...change,
      };
      return failuresOf(revocationProviderConformance({ ...setup, make: () => provider }));
    };
    const inner = authority.revocationProvider();
    const refused = ['visits addresses of HTTP only', 'refuses addresses it must not visit'];
    const list = await authority.crl('root');
    assert.deepEqual(await failing({ crl: async () => list }), [
      'fetches a list of revoked certificates (CRL)',
      ...refused.slice(0, 1),
      'passes on that a certificate is revoked (CRL)',
      ...refused.slice(1),
    ]);
    let kept: Promise<Uint8Array> | undefined;
    assert.include(
      await failing({ ocsp: (url, request) => (kept ??= inner.ocsp(url, request)) }),
      'passes on that a certificate is revoked (OCSP)',
    );
    const other = authority.issuerCertificate('root');
    assert.include(await failing({ certificate: async () => other }), 'fetches the certificate of an issuer');
    assert.deepEqual(await failing({}, { ...good, unavailable: () => authority.revocationProvider() }), [
      'ends an outage with a typed error',
    ]);
    const untyped = {
      provider: identity,
      ocsp: () => Promise.reject(new Error('no')),
      crl: () => fails('REVOCATION_TIMEOUT'),
      certificate: () => fails('REVOCATION_TIMEOUT'),
    };
    assert.deepEqual(await failing({}, { ...good, unavailable: () => untyped }), ['ends an outage with a typed error']);
  });
});

describe('conformance of notification providers', () => {
  let inbox = new SandboxInbox();
  const to = '13800138000';
  const good: NotificationProviderSetup = {
    make: () => (inbox = new SandboxInbox()),
    to,
    arrived: () => [...inbox.messages].reverse(),
    unavailable: () => new SandboxInbox({ onMessage: () => fails('NOTIFICATION_FAILED') }),
  };

  it('is kept by the sandbox', async () => {
    const cases = notificationProviderConformance(good);
    assert.lengthOf(cases, 4);
    assert.deepEqual(await failuresOf(cases), []);
  });

  it('is broken by every fault', async () => {
    const failing = (send: NotificationProvider['send']): Promise<string[]> =>
      failuresOf(notificationProviderConformance({ ...good, make: () => ({ provider: identity, send }) }));
    const [who, ids, delivers, refuses] = notificationProviderConformance(good).map(({ name }) => name);
    inbox = new SandboxInbox();
    const { messageId } = await inbox.send({ channel: 'sms', to, purpose: 'login', text: '' });
    assert.deepEqual(await failing((message) => inbox.send(message)), [who]);
    assert.deepEqual(await failing(async () => ({ messageId, provider: identity })), [ids, delivers]);
    assert.deepEqual(
      await failing(async (message) => ({ ...(await inbox.send({ ...message, text: 'x' })), provider: identity })),
      [delivers],
    );
    const telling: NotificationProvider = {
      provider: identity,
      send: async (message) => {
        throw new CinnabarError('NOTIFICATION_FAILED', `Nothing reached ${message.to}.`);
      },
    };
    const setup = { ...good, unavailable: () => telling };
    assert.deepEqual(await failuresOf(notificationProviderConformance(setup)), [refuses]);
  });
});

/** A store in memory with faults to choose from. */
class MemoryStore implements DocumentStore {
  readonly documents = new Map<string, Uint8Array>();
  readonly fault: string;

  constructor(fault = '') {
    this.fault = fault;
  }

  async put(parts: readonly Uint8Array[]): Promise<string> {
    const bytes = this.fault === 'aliases' && parts.length === 1 ? (parts[0] as Uint8Array) : concatBytes(...parts);
    const named = this.fault === 'first part' ? parts.slice(0, 1) : parts;
    const name = bytesToHex(await digest(this.fault === 'SHA-512' ? 'SHA-512' : 'SHA-256', named));
    if (this.fault === 'once' && this.documents.has(name)) throw new Error('exists');
    this.documents.set(name, bytes);
    return name;
  }

  async get(name: string): Promise<Uint8Array> {
    const bytes = this.documents.get(this.fault === 'case' ? name.toLowerCase() : name);
    if (!bytes && this.fault === 'empty') return new Uint8Array();
    if (!bytes) throw new CinnabarError('STORE_NOT_FOUND', 'The document is not in the store.');
    if (this.fault !== 'trusting' && bytesToHex(await digest('SHA-256', [bytes])) !== name) {
      throw new CinnabarError('STORE_CORRUPT', 'The document was changed.');
    }
    if (this.fault === 'short') return bytes.slice(0, -1);
    return this.fault === 'aliases' || this.fault === 'hands out its own' ? bytes : bytes.slice();
  }
}

describe('conformance of document stores', () => {
  const setup = (fault?: string): DocumentStoreSetup => ({
    make: () => new MemoryStore(fault),
    corrupt(store, name) {
      const bytes = (store as MemoryStore).documents.get(name) as Uint8Array;
      bytes[7] = (bytes[7] as number) ^ 1;
    },
    reopen: (store) => (fault === 'forgets' ? new MemoryStore() : store),
  });
  const [names, every, twice, keeps, unknown, corrupt, restart] = documentStoreConformance(setup()).map(
    ({ name }) => name,
  );

  it('is kept by a store in memory', async () => {
    assert.deepEqual(await failuresOf(documentStoreConformance(setup())), []);
  });

  for (const [fault, expected] of [
    ['SHA-512', [names, every, twice, keeps, restart]],
    ['first part', [names]],
    ['once', [twice]],
    ['aliases', [keeps]],
    ['hands out its own', [keeps]],
    ['empty', [unknown]],
    ['short', [names, every, twice, keeps, restart]],
    ['trusting', [corrupt]],
    ['forgets', [restart]],
  ] as const) {
    it(`is broken by a store with the fault "${fault}"`, async () => {
      const failures = await failuresOf(documentStoreConformance(setup(fault)));
      assert.includeMembers(failures, expected as unknown as string[]);
      if (expected.length === 1) assert.lengthOf(failures, 1);
    });
  }
});
