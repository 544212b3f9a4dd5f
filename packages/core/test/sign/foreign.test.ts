import { bytesToLatin1, equalBytes, hexToBytes, joinParts, latin1ToBytes } from '@cinnabar/core/bytes';
import { firstTimestampProvider, oid } from '@cinnabar/core/cms';
import { CinnabarError } from '@cinnabar/core/error';
import type { TimestampProvider } from '@cinnabar/core/provider';
import { embedSignature, prepareSignature, type AddedTimestamp } from '@cinnabar/core/sign';
import { assert } from 'chai';

import { craftCms, plainAttributes } from '../support/craft-cms.ts';
import { day, inField, LongTermSandbox } from '../support/long-term.ts';
import { buildPdf, keyProvider, noFonts, requestFor, sign } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

/** A file as older programs sign: plain PKCS #7 with the signing time as attribute, chain inside, generous room. */
async function oldStyle(
  house: LongTermSandbox,
  { reserve = 12_000, bytes = buildPdf(), field = 'sig-worker' } = {},
): Promise<Uint8Array> {
  const authority = await house.authority;
  const { key, certificates } = await authority.issueSigner({ kind: 'person', name: '王小明', reference: 'old' });
  const request = requestFor(field, { subFilter: 'adbe.pkcs7.detached', reserve, signingTime: house.now });
  const { parts, prepared } = await prepareSignature(bytes, request, noFonts);
  const time = house.now.toISOString().slice(2, 19).replace(/[-T:]/g, '');
  const signingTime = hexToBytes(`170d${Array.from(`${time}Z`, (c) => c.charCodeAt(0).toString(16)).join('')}`);
  const attributes = [...plainAttributes(prepared), [oid.signingTime, signingTime] as const];
  const [der = new Uint8Array()] = certificates;
  const cms = await craftCms(prepared, { signer: { der, key, name: der }, attributes, certificates });
  return joinParts(await embedSignature(parts, prepared, cms));
}

describe('files that another program signed', () => {
  let house: LongTermSandbox;
  let told: AddedTimestamp[];
  const onTimestamp = (added: AddedTimestamp): void => void told.push(added);
  beforeEach(() => {
    house = new LongTermSandbox();
    told = [];
  });

  it('get a time-stamp into the signature where there is room and nothing covers it', async () => {
    const bytes = await oldStyle(house);
    const stamped = await house.extend(bytes, 'B-T', { onTimestamp });
    assert.deepEqual(told, [{ place: 'signature', fieldNames: ['sig-worker'] }]);
    assert.equal(stamped.length, bytes.length, 'nothing is appended');
    const signature = inField(await house.verify(stamped), 'sig-worker');
    assert.deepEqual([signature.integrity, signature.coverage], ['INTACT', 'WHOLE_FILE']);
    assert.isTrue(signature.signingTime.timestampTrusted);
    assert.isUndefined(told[1]);
    assert.isTrue(equalBytes(await house.extend(stamped, 'B-T'), stamped), 'and only once');
  });

  it('get a document time-stamp where the room is too small, or something covers it, and are told why', async () => {
    const small = await oldStyle(house, { reserve: 3000 });
    const stamped = await house.extend(small, 'B-T', { onTimestamp });
    assert.isTrue(equalBytes(stamped.subarray(0, small.length), small), 'the file stays as it is');
    await house.extend(await oldStyle(house, { reserve: 3800 }), 'B-T', { onTimestamp });
    const covered = await house.signed('sig-company', await oldStyle(house));
    await house.extend(covered, 'B-T', { onTimestamp });
    const both = await oldStyle(house, { bytes: await oldStyle(house), field: 'sig-company' });
    await house.extend(both, 'B-T', { onTimestamp });
    assert.deepEqual(told, [
      { place: 'document', fieldNames: ['sig-worker'], reason: 'NO_ROOM' },
      { place: 'document', fieldNames: ['sig-worker'], reason: 'NO_ROOM' },
      { place: 'document', fieldNames: ['sig-worker'], reason: 'COVERED' },
      { place: 'document', fieldNames: ['sig-worker', 'sig-company'], reason: 'SEVERAL' },
    ]);
  });

  it('are archived and renewed without a change to their CMS', async () => {
    const twice = await oldStyle(house, { bytes: await oldStyle(house), field: 'sig-company' });
    let archived = await house.extend(twice, 'B-LTA');
    assert.isTrue(equalBytes(archived.subarray(0, twice.length), twice));
    for (let round = 0; round < 2; round++) {
      house.pass(200 * day);
      archived = await house.extend(archived, 'B-LTA');
    }
    const report = await house.verify(archived);
    assert.equal(report.verdict, 'PASSED');
    assert.equal(
      inField(report, 'sig-worker').signingTime.proven,
      inField(report, 'timestamp-1').signingTime.timestamp,
    );
  });

  it('need somebody to trust and to ask from B-LT on', async () => {
    const bytes = await oldStyle(house);
    const error = await thrownBy(() => house.extend(bytes, 'B-LT', { revocation: undefined as never }));
    assert.equal(error.code, 'EXTEND_SOURCES_MISSING');
    assert.equal(
      (await thrownBy(() => house.extend(bytes, 'B-T', { timestamps: undefined as never }))).code,
      'EXTEND_TIMESTAMPS_MISSING',
    );
  });

  it('are not stamped inside when what follows the CMS is not empty room', async () => {
    const bytes = await oldStyle(house);
    const text = bytesToLatin1(bytes).replace('0000>', '00ff>');
    const padded = latin1ToBytes(text);
    await house.extend(padded, 'B-T', { onTimestamp });
    assert.deepEqual(told, [{ place: 'document', fieldNames: ['sig-worker'], reason: 'NO_ROOM' }]);
  });
});

describe('several time-stamp authorities', () => {
  const failing = (id: string, code: string): TimestampProvider => ({
    provider: { id, assurance: 'simulated' },
    timestamp: () => Promise.reject(new CinnabarError(code, 'No answer.')),
  });

  it('are asked in order, and the first that answers counts', async () => {
    const house = new LongTermSandbox();
    const authority = await house.authority;
    const asked: string[] = [];
    const watched = (name: string, inner: TimestampProvider): TimestampProvider => ({
      ...inner,
      timestamp: (imprint, algorithm) => (asked.push(name), inner.timestamp(imprint, algorithm)),
    });
    const timestamps = firstTimestampProvider([
      watched('first', failing('first', 'TIMESTAMP_TIMEOUT')),
      watched('second', authority.timestampProvider()),
      watched('third', authority.timestampProvider()),
    ]);
    const provider = authority.signingProvider(timestamps);
    const { bytes } = await sign(buildPdf(), 'sig-worker', { provider });
    assert.equal(inField(await house.verify(bytes), 'sig-worker').level, 'B-T');
    assert.deepEqual(asked, ['first', 'second']);
  });

  it('that all fail are an error which names each, never a local clock', async () => {
    const house = new LongTermSandbox();
    const authority = await house.authority;
    const { key, certificates } = await authority.issueSigner({ kind: 'person', name: '王小明', reference: 'bare' });
    const { bytes } = await sign(buildPdf(), 'sig-worker', { provider: keyProvider(key, certificates) });
    const timestamps = firstTimestampProvider([
      failing('a', 'TIMESTAMP_TIMEOUT'),
      failing('b', 'TIMESTAMP_UNREACHABLE'),
    ]);
    const error = await thrownBy(() => house.extend(bytes, 'B-T', { timestamps }));
    assert.equal(error.code, 'TIMESTAMP_UNAVAILABLE');
    assert.deepEqual(error.details, { authorities: ['a', 'b'], codes: ['TIMESTAMP_TIMEOUT', 'TIMESTAMP_UNREACHABLE'] });
  });
});
