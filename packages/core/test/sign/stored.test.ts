import { assert } from 'chai';

import {
  concatBytes,
  joinParts,
  latin1ToBytes,
  sourceOfParts,
  storedSource,
  type ByteSource,
} from '@cinnabar/core/bytes';
import {
  addDocumentTimestamp,
  addValidationData,
  checkSigned,
  embedSignature,
  extendSignatures,
  prepareSignature,
  signDocument,
} from '@cinnabar/core/sign';
import { KeySigningProvider } from '@cinnabar/core/signer';
import { verifyDocument } from '@cinnabar/core/verify';

import { LongTermSandbox } from '../support/long-term.ts';
import { miser } from '../support/miser.ts';
import { buildPdf, cmsFor, requestFor, sandbox } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

const subject = { kind: 'person', name: '王小明', reference: 'test-signer' } as const;

/** A document with an attachment of a million bytes, which nobody has to look into. */
function largePdf(): Uint8Array {
  return buildPdf({ 9: `<< /Length 1000000 >>\nstream\n${'\0'.repeat(1_000_000)}\nendstream` });
}

function counted(bytes: Uint8Array): { file: ByteSource; read: () => number } {
  let count = 0;
  const file = storedSource(bytes.length, (target, offset) => {
    target.set(bytes.subarray(offset, offset + target.length));
    count += target.length;
  });
  return { file, read: () => count };
}

describe('signing a document that is not in memory', () => {
  it('makes the same file, its only part in memory what was added', async () => {
    const bytes = largePdf();
    const request = requestFor('sig-worker');
    const { parts, prepared } = await prepareSignature(bytes, request);
    const elsewhere = await prepareSignature(miser(bytes), request);
    assert.deepEqual(elsewhere.prepared, prepared);
    assert.deepEqual(joinParts(elsewhere.parts), joinParts(parts));
    const cms = await cmsFor(prepared);
    const signed = await embedSignature(elsewhere.parts, elsewhere.prepared, cms);
    assert.deepEqual(joinParts(signed), joinParts(await embedSignature(parts, prepared, cms)));
    const inMemory = signed.filter((part) => part instanceof Uint8Array);
    assert.isBelow(
      inMemory.reduce((sum, { length }) => sum + length, 0),
      60_000,
    );
    assert.lengthOf(inMemory, signed.length - 1);
  });

  it('reads it twice: once to sign it, once to check the result', async () => {
    const bytes = largePdf();
    const { file, read } = counted(bytes);
    const authority = await sandbox();
    const provider = authority.signingProvider(authority.timestampProvider());
    const signed = await signDocument(file, requestFor('sig-worker'), {
      provider,
      subject,
      trust: authority.trustAnchors,
    });
    assert.isBelow(read(), 2.2 * bytes.length);
    assert.strictEqual(signed[0], file);
    const report = await verifyDocument(sourceOfParts(signed), { trust: authority.trustAnchors });
    assert.equal(report.verdict, 'PASSED');
    assert.equal(report.signatures[0]?.level, 'B-T');
  });

  it('embeds days later into the prepared file, wherever that is', async () => {
    const original = buildPdf();
    const { parts, prepared } = await prepareSignature(original, requestFor('sig-worker'));
    const cms = await cmsFor(prepared);
    const signed = await embedSignature([miser(joinParts(parts))], prepared, cms);
    assert.deepEqual(joinParts(signed), joinParts(await embedSignature(parts, prepared, cms)));
    await checkSigned(signed, { fieldName: 'sig-worker', original: miser(original), level: 'B-T' });
  });

  it('finds out that it changed meanwhile', async () => {
    const bytes = buildPdf();
    const { parts, prepared } = await prepareSignature(bytes, requestFor('sig-worker'));
    const cms = await cmsFor(prepared);
    const changed = joinParts(parts).slice();
    changed[changed.indexOf(0x25, 20) + 1] = 0x21;
    const error = await thrownBy(() => embedSignature([miser(changed)], prepared, cms));
    assert.equal(error.code, 'SIGN_DOCUMENT_CHANGED');

    // The very source that was prepared is not digested again, so it is the check of the result that finds it.
    const original = bytes.slice();
    const file = storedSource(original.length, (target, offset) =>
      target.set(original.subarray(offset, offset + target.length)),
    );
    const here = await prepareSignature(file, requestFor('sig-worker'));
    const signed = await embedSignature(here.parts, here.prepared, await cmsFor(here.prepared));
    original.set(latin1ToBytes('LABOUR'), new TextDecoder('latin1').decode(original).indexOf('Labour'));
    const found = await thrownBy(() => checkSigned(signed, { fieldName: 'sig-worker', original: file, level: 'B-T' }));
    assert.equal(found.code, 'SIGN_SELF_CHECK');
    const other = await thrownBy(() => checkSigned(signed, { fieldName: 'sig-worker', original: bytes, level: 'B-T' }));
    assert.include(other.details['codes'] as string[], 'ORIGINAL_CHANGED');
  });

  it('is time-stamped, given validation data and raised to every level just the same', async () => {
    const world = new LongTermSandbox();
    const authority = await world.authority;
    const once = await world.signed();
    const stamped = await addDocumentTimestamp(miser(once), authority.timestampProvider());
    const { signatures } = await world.verify(joinParts(stamped));
    assert.deepEqual(
      signatures.map(({ integrity, coverage }) => `${integrity} ${coverage}`),
      ['INTACT WHOLE_REVISION', 'INTACT WHOLE_FILE'],
    );
    const data = { certificates: authority.trustAnchors, ocsps: [], crls: [] };
    const stored = await addValidationData(miser(once), data);
    assert.deepEqual(joinParts(stored), joinParts(await addValidationData(once, data)));
    const untouched = miser(once);
    assert.deepEqual(await addValidationData(untouched, { ...data, certificates: [] }), [untouched]);

    for (const level of ['B-LT', 'B-LTA'] as const) {
      const extended = await extendSignatures(miser(once), {
        level,
        revocation: authority.revocationProvider(),
        timestamps: authority.timestampProvider(),
        trust: authority.trustAnchors,
        at: world.now,
      });
      assert.notInstanceOf(extended[0], Uint8Array);
      assert.deepEqual(joinParts(extended.slice(0, 1)), once);
      const report = await world.verify(joinParts(extended));
      assert.equal(report.verdict, 'PASSED');
      assert.equal(report.signatures[0]?.level, level);
    }
  });

  it('gets a time-stamp inside its last signature where there is room', async () => {
    const authority = await sandbox();
    const holder = await authority.issueSigner(subject);
    const provider = new KeySigningProvider(holder, { provider: { id: 'test', assurance: 'simulated' } });
    const signer = { provider, subject: provider.subject };
    const signed = joinParts(await signDocument(buildPdf(), requestFor('sig-worker'), signer));
    const places: string[] = [];
    const extended = await extendSignatures(miser(signed), {
      level: 'B-T',
      timestamps: authority.timestampProvider(),
      onTimestamp: ({ place }) => void places.push(place),
    });
    assert.deepEqual(places, ['signature']);
    const { signatures } = await verifyDocument(sourceOfParts(extended), { trust: authority.trustAnchors });
    assert.equal(signatures[0]?.level, 'B-T');
    assert.equal(joinParts(extended).length, signed.length);
  });

  it('refuses what it refuses in memory, before all of it is read', async () => {
    const { file, read } = counted(largePdf());
    const error = await thrownBy(() => prepareSignature(file, requestFor('nowhere')));
    assert.equal(error.code, 'SIGN_FIELD_MISSING');
    assert.isBelow(read(), 200_000);
    const tail = await thrownBy(() =>
      prepareSignature(miser(concatBytes(buildPdf(), latin1ToBytes('startxref'))), requestFor('sig-worker')),
    );
    assert.equal(tail.code, 'PDF_DAMAGED');
  });
});
