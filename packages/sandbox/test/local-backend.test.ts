import { isCinnabarError } from '@cinnabar/core/error';
import type { Control } from '@cinnabar/core/field';
import { verifyDocument } from '@cinnabar/core/verify';
import type { SigningBackend, Submission } from '@cinnabar/elements/backend';
import { SandboxAuthority, SandboxInbox } from '@cinnabar/sandbox';
import { LocalContract } from '@cinnabar/sandbox/local-backend';
import { assert } from 'chai';
import { contractFonts } from '../../core/test/support/fonts.ts';
import { handwriting } from '../../core/test/support/handwriting.ts';
import { buildPdf } from '../../core/test/support/signing.ts';

const label = { 'zh-Hans': '签名', 'zh-Hant': '簽名', en: 'Signature' };
const area = (role: string, x: number): Control => ({
  id: `area-${role}`,
  kind: 'signature',
  role,
  label,
  required: true,
  page: 0,
  rect: { x, y: 300, width: 160, height: 60 },
});

/** A one-page contract between two people. */
async function contract(): Promise<{ contract: LocalContract; inbox: SandboxInbox; authority: SandboxAuthority }> {
  const authority = await SandboxAuthority.create();
  const inbox = new SandboxInbox();
  const bytes = buildPdf({ 1: '<< /Type /Catalog /Pages 2 0 R >>', 6: 'null', 7: 'null', 8: 'null', 3: page });
  const made = await LocalContract.create({
    name: '劳动合同',
    files: [{ name: 'a.pdf', bytes, controls: [area('a', 72), area('b', 300)] }],
    parties: [
      { role: 'a', name: '王小明', phone: '13900000001' },
      { role: 'b', name: '林晓雯', phone: '13900000002' },
    ],
    fonts: await contractFonts(),
    authority,
    inbox,
  });
  return { contract: made, inbox, authority };
}
const page =
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>';

async function submission(backend: SigningBackend, role: string): Promise<Submission> {
  const { files } = await backend.loadRoom();
  return {
    idempotencyKey: `key-${role}`,
    files: files.map(({ id: fileId, revision, digest }) => ({
      fileId,
      revision,
      digest,
      values: {},
      marks: [{ kind: 'ink', controlId: `area-${role}`, ink: handwriting() }],
    })),
  };
}

async function sign(backend: SigningBackend, role: string, inbox: SandboxInbox): Promise<string> {
  const prepared = await backend.prepare(await submission(backend, role));
  const { preparationId, files: digests } = prepared;
  const { challengeId } = await backend.requestIntent({ preparationId, method: 'sms', digests });
  await backend.confirmIntent(challengeId, codeIn(inbox));
  for (;;) {
    const { state, reason } = await backend.signingStatus(preparationId);
    if (state !== 'PROCESSING') return reason ?? state;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const codeIn = (inbox: SandboxInbox): string => /\d{6}/.exec(inbox.messages[0]?.text ?? '')?.[0] ?? '';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'nothing',
    (error: unknown) => (isCinnabarError(error) ? error.code : String(error)),
  );
}

describe('local backend', () => {
  it('lets two parties sign one file; both signatures are intact', async () => {
    const { contract: made, inbox, authority } = await contract();
    assert.equal(await sign(made.backend('a'), 'a', inbox), 'SIGNED');
    assert.equal(await sign(made.backend('b'), 'b', inbox), 'SIGNED');
    assert.equal(made.state, 'COMPLETED');
    const { signatures } = await verifyDocument(made.files[0]!.bytes, { trust: authority.trustAnchors });
    assert.deepEqual(
      signatures.map(({ integrity, coverage }) => `${integrity} ${coverage}`),
      ['INTACT WHOLE_REVISION', 'INTACT WHOLE_FILE'],
    );
  });

  it('answers the same submission alike, and another under the same key not at all', async () => {
    const { contract: made } = await contract();
    const backend = made.backend('a');
    const submitted = await submission(backend, 'a');
    assert.deepEqual(await backend.prepare(submitted), await backend.prepare(submitted));
    assert.equal(await codeOf(backend.prepare({ ...submitted, files: [] })), 'IDEMPOTENCY_CONFLICT');
  });

  it('refuses digests that are not of what it would sign, and revisions that are no longer the latest', async () => {
    const { contract: made, inbox } = await contract();
    const backend = made.backend('a');
    const submitted = await submission(backend, 'a');
    const { preparationId } = await backend.prepare(submitted);
    const digests = [{ fileId: 'fil_1', digest: '00'.repeat(32) }];
    assert.equal(await codeOf(backend.requestIntent({ preparationId, method: 'sms', digests })), 'DIGEST_MISMATCH');
    assert.isEmpty(inbox.messages);
    await sign(made.backend('b'), 'b', inbox);
    assert.equal(await codeOf(backend.prepare({ ...submitted, idempotencyKey: 'later' })), 'REVISION_SUPERSEDED');
  });

  it('takes a code once and counts wrong ones', async () => {
    const { contract: made, inbox } = await contract();
    const backend = made.backend('a');
    const { preparationId, files: digests } = await backend.prepare(await submission(backend, 'a'));
    const { challengeId } = await backend.requestIntent({ preparationId, method: 'sms', digests });
    const wrong = codeIn(inbox) === '000000' ? '111111' : '000000';
    assert.deepEqual(await backend.confirmIntent(challengeId, wrong), { state: 'WRONG', triesLeft: 4 });
    assert.equal((await backend.confirmIntent(challengeId, codeIn(inbox))).state, 'PASSED');
    assert.equal(await codeOf(backend.confirmIntent(challengeId, codeIn(inbox))), 'OTP_EXPIRED');
  });
});
