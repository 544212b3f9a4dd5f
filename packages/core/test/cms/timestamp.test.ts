import {
  derGeneralizedTime,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  readTlv,
  tlvChildren,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import {
  buildSignedData,
  buildTimestampGranted,
  buildTimestampRejection,
  buildTimestampRequest,
  checkTimestampToken,
  firstTimestampProvider,
  httpTimestampProvider,
  oid,
  readSignedData,
  readTimestampInfo,
  readTimestampResponse,
  type HttpTimestampOptions,
} from '@cinnabar/core/cms';
import { digest, generateKey } from '@cinnabar/core/crypto';
import type { TimestampProvider } from '@cinnabar/core/provider';
import { encodeName, issueCertificate, SandboxAuthority } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { craftCms, identity, type CraftedCms, type TestIdentity } from '../support/craft-cms.ts';
import { sandbox } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

const stamped = utf8ToBytes('signature value');
const provider = { id: 'test-tsa', assurance: 'simulated' } as const;

/** A TSA over `fetch` whose answer is whatever `answer` makes of the request. */
function tsa(
  answer: (request: Uint8Array) => Promise<Uint8Array> | Uint8Array,
  options: Partial<HttpTimestampOptions> & { status?: number } = {},
): TimestampProvider {
  const { status = 200, ...rest } = options;
  return httpTimestampProvider({
    url: 'http://tsa.test/',
    provider,
    fetch: async (_url, { body }) =>
      new Response(new Blob([(await answer(body)) as Uint8Array<ArrayBuffer>]).stream(), { status }),
    ...rest,
  });
}

async function stamp(by: TimestampProvider): Promise<Uint8Array> {
  return by.timestamp(await digest('SHA-256', [stamped]), 'SHA-256');
}

async function codeOf(by: TimestampProvider): Promise<string> {
  return (await thrownBy(() => stamp(by))).code;
}

/** A token over the request's own imprint by a TSA certificate with the given purposes. */
async function tokenBy(
  request: Uint8Array,
  purposes: { oids: string[]; critical: boolean } | undefined,
): Promise<Uint8Array> {
  const authority = await sandbox();
  const granted = readTimestampResponse(await authority.handleTimestampRequest(request), request);
  const info = readSignedData(granted).content as Uint8Array;
  const key = await generateKey('P-256');
  const subject = [[oid.commonName, 'Odd TSA']] as const;
  const certificate = await issueCertificate({
    subject,
    spki: key.spki,
    issuer: { name: encodeName(subject), key },
    notBefore: new Date(Date.now() - 1000),
    notAfter: new Date(Date.now() + 3_600_000),
    ...(purposes ? { purposes } : {}),
  });
  return buildSignedData({
    digestAlgorithm: 'SHA-256',
    messageDigest: await digest('SHA-256', [info]),
    content: { type: oid.tstInfo, bytes: info },
    certificates: [certificate],
    signer: key,
  });
}

describe('time-stamps (RFC 3161)', () => {
  it('come from a TSA with imprint, time, accuracy and a certificate for time-stamping only', async () => {
    const authority = await sandbox();
    const token = await stamp(
      tsa((request) => authority.handleTimestampRequest(request), { trust: authority.trustAnchors }),
    );
    const check = await checkTimestampToken(token, [stamped]);
    assert.equal(check.integrity, 'INTACT');
    assert.deepEqual(check.problems, []);
    assert.equal(check.info?.accuracyMs, 1000);
    assert.approximately(check.info?.time.getTime() ?? 0, Date.now(), 5000);
    const elsewhere = await checkTimestampToken(token, [utf8ToBytes('another signature')]);
    assert.equal(elsewhere.integrity, 'BROKEN');
    assert.include(
      elsewhere.problems.map(({ code }) => code),
      'TIMESTAMP_IMPRINT_MISMATCH',
    );
  });

  describe('that somebody crafted', () => {
    let signer: TestIdentity;
    before(async () => {
      signer = await identity('TSA', { purposes: { oids: [oid.timeStamping], critical: true } });
    });
    const sha256 = '2.16.840.1.101.3.4.2.1';
    const sha1 = '1.3.14.3.2.26';

    async function verdict(
      algorithm: string,
      imprint: Uint8Array,
      crafted: Partial<CraftedCms> & { damaged?: boolean } = {},
    ): Promise<readonly [string, string[]]> {
      const { damaged = false, ...more } = crafted;
      const content = derSequence(
        derInteger(1),
        derOid('1.2.3'),
        derSequence(derSequence(derOid(algorithm)), derOctetString(imprint)),
        derInteger(1),
        derGeneralizedTime(new Date()),
      );
      const { contentType = oid.tstInfo } = more;
      const attributes = [
        [oid.contentType, derOid(contentType)],
        [oid.messageDigest, derOctetString(await digest('SHA-256', [content]))],
      ] as const;
      const token = await craftCms({} as never, { signer, contentType, content, attributes, ...more });
      const { signature } = readSignedData(token).signers[0] ?? {};
      if (damaged && signature) signature.fill(0, -4);
      const { integrity, problems } = await checkTimestampToken(token, [stamped]);
      return [integrity, problems.map(({ code }) => code).filter((code) => code !== 'SIGNING_CERTIFICATE_UNBOUND')];
    }

    it('pass when nothing is wrong', async () => {
      assert.deepEqual(await verdict(sha256, await digest('SHA-256', [stamped])), ['INTACT', []]);
    });

    it('have a weak imprint, or one that cannot be made again, and a signature that counts all the same', async () => {
      assert.deepEqual(await verdict(sha1, await digest('SHA-1', [stamped])), ['INTACT', ['TIMESTAMP_IMPRINT_WEAK']]);
      assert.deepEqual(await verdict(sha1, new Uint8Array(20)), ['BROKEN', ['TIMESTAMP_IMPRINT_MISMATCH']]);
      const unknown = new Uint8Array(20);
      assert.deepEqual(await verdict('1.2.3.4', unknown), ['UNKNOWN', ['TIMESTAMP_IMPRINT_UNSUPPORTED']]);
      const broken = await verdict('1.2.3.4', unknown, { damaged: true });
      assert.deepEqual(broken, ['BROKEN', ['SIGNATURE_INVALID', 'TIMESTAMP_IMPRINT_UNSUPPORTED']]);
    });

    it('are none under another type, with several signers or without content', async () => {
      const imprint = await digest('SHA-256', [stamped]);
      const malformed: [string, string[]] = ['BROKEN', ['TIMESTAMP_MALFORMED']];
      assert.deepEqual(await verdict(sha256, imprint, { contentType: oid.data }), malformed);
      assert.deepEqual(await verdict(sha256, imprint, { signers: 2 }), malformed);
      const empty = await craftCms({} as never, { signer, contentType: oid.tstInfo, attributes: [] });
      assert.equal((await checkTimestampToken(empty, [stamped])).problems[0]?.code, 'TIMESTAMP_MALFORMED');
    });
  });

  it('are refused when they were made under another policy than was asked for', async () => {
    const authority = await sandbox();
    const request = buildTimestampRequest(await digest('SHA-256', [stamped]), 'SHA-256', Uint8Array.of(9));
    const response = await authority.handleTimestampRequest(request);
    const asking = (policy: string): Uint8Array => {
      const [version, imprint, ...more] = tlvChildren(readTlv(request)).map(({ bytes }) => bytes);
      return derSequence(version as Uint8Array, imprint as Uint8Array, derOid(policy), ...more);
    };
    const { policy } = readTimestampInfo(
      readSignedData(readTimestampResponse(response, request)).content as Uint8Array,
    );
    assert.isAbove(readTimestampResponse(response, asking(policy)).length, 0);
    const error = await thrownBy(() => readTimestampResponse(response, asking('1.2.3')));
    assert.equal(error.code, 'TIMESTAMP_POLICY_MISMATCH');
  });

  it('differ in serial number', async () => {
    const authority = await sandbox();
    const serial = async (): Promise<string> => {
      const content = readSignedData(await stamp(authority.timestampProvider())).content;
      return readTimestampInfo(content as Uint8Array).serialNumber.join();
    };
    assert.notEqual(await serial(), await serial());
  });

  it('are refused when they are for another imprint or another request', async () => {
    const authority = await sandbox();
    const other = await digest('SHA-256', [utf8ToBytes('something else')]);
    const wrongImprint = tsa(() =>
      authority.handleTimestampRequest(buildTimestampRequest(other, 'SHA-256', Uint8Array.of(9))),
    );
    assert.equal(await codeOf(wrongImprint), 'TIMESTAMP_IMPRINT_MISMATCH');
    const imprint = await digest('SHA-256', [stamped]);
    const replayed = tsa(() =>
      authority.handleTimestampRequest(buildTimestampRequest(imprint, 'SHA-256', Uint8Array.of(9))),
    );
    assert.equal(await codeOf(replayed), 'TIMESTAMP_NONCE_MISMATCH');
  });

  it('are refused when the certificate is not for time-stamping, critically and only', async () => {
    const answer = (purposes: { oids: string[]; critical: boolean } | undefined): TimestampProvider =>
      tsa(async (request) => buildTimestampGranted(await tokenBy(request, purposes)));
    assert.isAbove((await stamp(answer({ oids: [oid.timeStamping], critical: true }))).length, 0, 'the control passes');
    for (const purposes of [
      undefined,
      { oids: [oid.timeStamping], critical: false },
      { oids: [oid.timeStamping, oid.documentSigning], critical: true },
      { oids: [oid.documentSigning], critical: true },
    ]) {
      const error = await thrownBy(() => stamp(answer(purposes)));
      assert.equal(error.code, 'TIMESTAMP_INVALID');
      assert.deepEqual(error.details['codes'], ['TIMESTAMP_KEY_USAGE']);
    }
  });

  it('are refused when the token was tampered with', async () => {
    const authority = await sandbox();
    const tampered = tsa(async (request) => {
      const response = await authority.handleTimestampRequest(request);
      const last = response.length - 1;
      response[last] = (response[last] as number) ^ 1;
      return response;
    });
    assert.equal(await codeOf(tampered), 'TIMESTAMP_INVALID');
  });

  it('are refused from an authority that is not trusted', async () => {
    const [authority, stranger] = [await sandbox(), await SandboxAuthority.create()];
    assert.equal(
      await codeOf(tsa((request) => stranger.handleTimestampRequest(request), { trust: authority.trustAnchors })),
      'TIMESTAMP_UNTRUSTED',
    );
  });

  it('fail by code when the TSA refuses, errs, babbles, floods or is silent', async () => {
    const refused = await thrownBy(() => stamp(tsa(() => buildTimestampRejection('badAlg', 'no'))));
    assert.equal(refused.code, 'TIMESTAMP_REFUSED');
    assert.deepEqual(refused.details, { status: 2, reason: 'no' });
    assert.equal(await codeOf(tsa(() => utf8ToBytes('<html>'))), 'TIMESTAMP_RESPONSE_MALFORMED');
    assert.equal(await codeOf(tsa(() => derSequence(derSequence(derInteger(0))))), 'TIMESTAMP_RESPONSE_MALFORMED');
    assert.equal(await codeOf(tsa(() => new Uint8Array(), { status: 503 })), 'TIMESTAMP_HTTP_STATUS');
    assert.equal(await codeOf(tsa(() => new Uint8Array(5000), { maxBytes: 4096 })), 'TIMESTAMP_TOO_LARGE');
    assert.equal(await codeOf(tsa(() => Promise.reject(new TypeError('network')))), 'TIMESTAMP_UNREACHABLE');
    assert.equal(await codeOf(tsa(() => new Promise(() => undefined), { timeoutMs: 30 })), 'TIMESTAMP_TIMEOUT');
  });

  it('come from the first TSA of several that works; none is an error, never a local clock', async () => {
    const authority = await sandbox();
    const down = tsa(() => Promise.reject(new TypeError('network')));
    const liar = tsa(() => utf8ToBytes('hello'));
    const good = tsa((request) => authority.handleTimestampRequest(request));
    assert.equal(
      (await checkTimestampToken(await stamp(firstTimestampProvider([down, liar, good])), [stamped])).integrity,
      'INTACT',
    );
    const error = await thrownBy(() => stamp(firstTimestampProvider([down, liar])));
    assert.equal(error.code, 'TIMESTAMP_UNAVAILABLE');
    assert.deepEqual(error.details['codes'], ['TIMESTAMP_UNREACHABLE', 'TIMESTAMP_RESPONSE_MALFORMED']);
  });
});

describe('sandbox TSA', () => {
  it('refuses what it cannot stamp with a response, not an exception', async () => {
    const authority = await sandbox();
    const imprint = await digest('SHA-256', [stamped]);
    const request = buildTimestampRequest(imprint, 'SHA-256', Uint8Array.of(1));
    const short = buildTimestampRequest(imprint.subarray(1), 'SHA-256', Uint8Array.of(1));
    for (const bad of [utf8ToBytes('not a request'), request.subarray(0, 20), short, new Uint8Array(10_000)]) {
      const response = await authority.handleTimestampRequest(bad);
      assert.equal((await thrownBy(() => readTimestampResponse(response, request))).code, 'TIMESTAMP_REFUSED');
    }
  });
});
