import { bytesToHex } from '@cinnabar/core/bytes';
import {
  checkChain,
  extendedKeyUsage,
  nameText,
  oid,
  permitsKeyUsage,
  readCertificate,
  readSignedData,
  readTimestampInfo,
  readTrustAnchors,
} from '@cinnabar/core/cms';
import { digest } from '@cinnabar/core/crypto';
import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import type { SigningRequest, TimestampProvider } from '@cinnabar/core/provider';
import { SandboxAuthority, SandboxInbox, type SandboxStateStore } from '@cinnabar/sandbox';
import { assert } from 'chai';

class MemoryStore implements SandboxStateStore {
  state: string | undefined;
  saves = 0;
  async load(): Promise<string | undefined> {
    return this.state;
  }
  async save(state: string): Promise<void> {
    this.saves++;
    this.state ??= state;
  }
}

async function request(more: Partial<SigningRequest> = {}): Promise<SigningRequest> {
  return {
    subject: { kind: 'person', name: '欧阳䶮', organization: '广州示例科技有限公司', reference: 'person-1' },
    digestAlgorithm: 'SHA-256',
    digest: await digest('SHA-256', [new Uint8Array([1, 2, 3])]),
    idempotencyKey: 'job-1',
    ...more,
  };
}

async function codeOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (isCinnabarError(error)) return error.code;
    throw error;
  }
  return assert.fail('nothing was thrown');
}

describe('sandbox authority', () => {
  let authority: SandboxAuthority;
  before(async () => {
    authority = await SandboxAuthority.create();
  });

  for (const keyKind of ['P-256', 'RSA-2048'] as const) {
    it(`issues a ${keyKind} certificate for the signer that says it is a sandbox's and leads to its root`, async () => {
      const provider = authority.signingProvider(authority.timestampProvider(), { keyKind });
      const { cms, certificates } = await provider.sign(await request());
      assert.isAtMost(cms.length, provider.maxCmsSize);
      assert.deepEqual(provider.provider, { id: 'cinnabar-sandbox', assurance: 'simulated' });
      const [signer, ...issuers] = certificates.map((der) => readCertificate(der));
      assert.isDefined(signer);
      const certificate = signer as NonNullable<typeof signer>;
      assert.equal(
        nameText(certificate.subject),
        'CN=欧阳䶮, serialNumber=person-1, OU=Cinnabar Sandbox 仅供测试 FOR TESTING ONLY, O=广州示例科技有限公司, C=CN',
      );
      assert.isTrue(permitsKeyUsage(certificate, 'digitalSignature') && permitsKeyUsage(certificate, 'nonRepudiation'));
      assert.isFalse(permitsKeyUsage(certificate, 'keyCertSign'));
      assert.include(extendedKeyUsage(certificate)?.purposes ?? [], oid.documentSigning);
      const chain = await checkChain(certificate, issuers, readTrustAnchors(authority.trustAnchors), new Date());
      assert.equal(chain.status, 'TRUSTED');
      assert.lengthOf(chain.path, 3);
    });
  }

  it('[D9, D10] says of everything it gives that it is simulated and for testing only', async () => {
    const timestamps = authority.timestampProvider();
    const signing = authority.signingProvider(timestamps);
    for (const { provider } of [timestamps, signing, authority.revocationProvider(), new SandboxInbox()]) {
      assert.equal(provider.assurance, 'simulated', provider.id);
    }
    const { certificates } = await signing.sign(await request());
    for (const certificate of certificates) {
      assert.include(nameText(readCertificate(certificate).subject), '仅供测试 FOR TESTING ONLY');
    }
  });

  it('uses a new key for every signature', async () => {
    const provider = authority.signingProvider(authority.timestampProvider());
    const keys = await Promise.all(
      ['a', 'b'].map(async (idempotencyKey) => {
        const { certificates } = await provider.sign(await request({ idempotencyKey }));
        return readCertificate(certificates[0] as Uint8Array).spki.join();
      }),
    );
    assert.notEqual(keys[0], keys[1]);
  });

  it('gives one signature for one idempotency key, also to two callers at once, and refuses another request under it', async () => {
    const provider = authority.signingProvider(authority.timestampProvider());
    const [one, two] = await Promise.all([provider.sign(await request()), provider.sign(await request())]);
    assert.strictEqual(one, two);
    const other = await request({ digest: new Uint8Array(32) });
    assert.equal(await codeOf(() => provider.sign(other)), 'SIGNING_IDEMPOTENCY_CONFLICT');
  });

  it('signs nothing when the time-stamp fails, and can be asked again', async () => {
    let up = false;
    const working = authority.timestampProvider();
    const flaky: TimestampProvider = {
      provider: working.provider,
      timestamp: (imprint, algorithm) =>
        up ? working.timestamp(imprint, algorithm) : Promise.reject(new CinnabarError('TIMESTAMP_UNREACHABLE', 'down')),
    };
    const provider = authority.signingProvider(flaky);
    const asked = await request();
    assert.equal(await codeOf(() => provider.sign(asked)), 'TIMESTAMP_UNREACHABLE');
    up = true;
    const { cms } = await provider.sign(asked);
    const [signer] = readSignedData(cms).signers;
    assert.deepEqual(
      signer?.unsignedAttributes.map((attribute) => attribute.oid),
      [oid.signatureTimestamp],
    );
  });

  it('refuses subjects a certificate cannot name, and keeps its promise of size', async () => {
    const provider = authority.signingProvider(authority.timestampProvider());
    const withSubject = async (subject: Partial<SigningRequest['subject']>): Promise<string> => {
      const asked = await request();
      return codeOf(() =>
        provider.sign({ ...asked, subject: { ...asked.subject, ...subject }, idempotencyKey: JSON.stringify(subject) }),
      );
    };
    assert.equal(await withSubject({ name: ' ' }), 'SIGNING_SUBJECT_INVALID');
    assert.equal(await withSubject({ name: '名'.repeat(65) }), 'SIGNING_SUBJECT_INVALID');
    assert.equal(await withSubject({ reference: '编号' }), 'SIGNING_SUBJECT_INVALID');
    const cramped = authority.signingProvider(authority.timestampProvider(), { maxCmsSize: 1000 });
    const asked = await request();
    assert.equal(await codeOf(() => cramped.sign(asked)), 'SIGNING_CMS_TOO_LARGE');
  });

  it('keeps its keys in the store it was opened with, made once', async () => {
    const store = new MemoryStore();
    const first = await SandboxAuthority.open(store);
    const again = await SandboxAuthority.open(store);
    assert.equal(store.saves, 1);
    assert.deepEqual(again.trustAnchors, first.trustAnchors);
    assert.match(first.rootPem, /^-----BEGIN CERTIFICATE-----\n/);
    const { certificates } = await again.signingProvider(again.timestampProvider()).sign(await request());
    const [signer, ...pool] = certificates.map((der) => readCertificate(der));
    const chain = await checkChain(
      signer as NonNullable<typeof signer>,
      pool,
      readTrustAnchors(first.trustAnchors),
      new Date(),
    );
    assert.equal(chain.status, 'TRUSTED');
  });

  it('stamps without chance only where that is asked for, and even then numbers every stamp differently', async () => {
    const store = new MemoryStore();
    const now = (): Date => new Date('2026-11-22T08:00:00Z');
    await SandboxAuthority.open(store, { now });
    const stamp = async (text: string, deterministic: boolean): Promise<Uint8Array> => {
      const imprint = await digest('SHA-256', [new TextEncoder().encode(text)]);
      return (await SandboxAuthority.open(store, { now, deterministic }))
        .timestampProvider()
        .timestamp(imprint, 'SHA-256');
    };
    const numberOf = (token: Uint8Array): string => {
      const { content } = readSignedData(token);
      return bytesToHex(readTimestampInfo(content as NonNullable<typeof content>).serialNumber);
    };
    const [one, again, other] = [await stamp('a', true), await stamp('a', true), await stamp('b', true)];
    assert.deepEqual(one, again);
    assert.notEqual(numberOf(one), numberOf(other));
    assert.notEqual(numberOf(await stamp('a', false)), numberOf(await stamp('a', false)));
  });

  it('goes on with what another process saved first', async () => {
    const store = new MemoryStore();
    const winner = new MemoryStore();
    const first = await SandboxAuthority.open(winner);
    store.save = async () => {
      store.state = winner.state;
    };
    assert.deepEqual((await SandboxAuthority.open(store)).trustAnchors, first.trustAnchors);
  });

  it('refuses a damaged store instead of starting anew over it', async () => {
    const store = new MemoryStore();
    await SandboxAuthority.open(store);
    const good = store.state as string;
    const parsed = JSON.parse(good) as Record<string, { privateKey: string }>;
    const swapped = { ...parsed, root: { ...parsed['root'], privateKey: parsed['issuing']?.privateKey } };
    for (const bad of [
      '',
      '{}',
      good.slice(0, -10),
      good.replace('"version": 1', '"version": 2'),
      JSON.stringify(swapped),
    ]) {
      store.state = bad;
      assert.equal(await codeOf(() => SandboxAuthority.open(store)), 'SANDBOX_STATE_DAMAGED');
    }
  });
});

describe('sandbox inbox', () => {
  it('keeps messages, newest first, within its limit, and hands each out before it counts as sent', async () => {
    const seen: string[] = [];
    const inbox = new SandboxInbox({ limit: 2, onMessage: ({ text }) => void seen.push(text) });
    for (const text of ['one', 'two', 'three'])
      await inbox.send({ channel: 'sms', to: '13800138000', purpose: 'login', text });
    assert.deepEqual(
      inbox.messages.map(({ text }) => text),
      ['three', 'two'],
    );
    assert.deepEqual(seen, ['one', 'two', 'three']);
    assert.equal(new Set(inbox.messages.map(({ messageId }) => messageId)).size, 2);
  });

  it('gives messages of one instant identifiers that sort as they were sent', async () => {
    const inbox = new SandboxInbox({ now: () => new Date(0) });
    const ids: string[] = [];
    for (const text of ['one', 'two', 'three', 'four']) {
      ids.push((await inbox.send({ channel: 'sms', to: '13800138000', purpose: 'login', text })).messageId);
    }
    assert.deepEqual([...ids].sort(), ids);
  });

  it('does not count a message whose keeping failed', async () => {
    const inbox = new SandboxInbox({
      onMessage: () => Promise.reject(new CinnabarError('NOTIFICATION_REFUSED', 'full')),
    });
    const message = { channel: 'sms', to: '13800138000', purpose: 'login', text: 'x' } as const;
    assert.equal(await codeOf(() => inbox.send(message)), 'NOTIFICATION_REFUSED');
    assert.lengthOf(inbox.messages, 0);
  });
});
