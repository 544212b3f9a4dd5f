import {
  consentGiven,
  consentWithdrawn,
  eventTypes,
  eventTypeText,
  evidenceTexts,
  intentPassed,
  intentRefusal,
  noticeDelivery,
  readConsent,
  readDelivery,
  readIntent,
  readSigned,
  signerSigned,
  type DeliveryRecord,
  type IntentRecord,
} from '@cinnabar/core/evidence';
import { assert } from 'chai';

const at = '2026-11-22T08:00:00.000Z';
const context = { at, actor: 'person-1', subject: 'contract-1' };
const digest = { of: 'main', algorithm: 'SHA-256', value: 'ab'.repeat(32) } as const;
const provider = { id: 'gateway', assurance: 'official' } as const;
const intent: IntentRecord = {
  intentId: 'intent-1',
  contract: 'contract-1',
  signer: 'person-1',
  digests: [digest],
  method: 'sms',
  provider,
  receipt: 'r-1',
  expiresAt: '2026-11-22T08:15:00.000Z',
};
const use = { contract: 'contract-1', signer: 'person-1', digests: [digest], at, used: new Set<string>() };

describe('records of evidence', () => {
  it('[WIL-01, WIL-07] keep an intent as it was given', () => {
    const read = readIntent(intentPassed({ at }, intent));
    assert.deepEqual(read.ok && read.value, intent);
    for (const wrong of [{ digests: [] }, { expiresAt: 'soon' }, { intentId: '' }, { method: '' }]) {
      assert.isFalse(readIntent(intentPassed({ at }, { ...intent, ...wrong })).ok, JSON.stringify(wrong));
    }
  });

  it('[WIL-07] let an intent be used once, in time, by its signer, for its contract and content', () => {
    assert.isUndefined(intentRefusal(intent, use));
    assert.isUndefined(intentRefusal(intent, { ...use, at: intent.expiresAt }), 'the last moment counts');
    assert.equal(intentRefusal(intent, { ...use, at: '2026-11-22T08:15:00.001Z' }), 'INTENT_EXPIRED');
    assert.equal(intentRefusal(intent, { ...use, contract: 'contract-2' }), 'INTENT_CONTRACT');
    assert.equal(intentRefusal(intent, { ...use, signer: 'person-2' }), 'INTENT_SIGNER');
    assert.equal(intentRefusal(intent, { ...use, used: new Set(['intent-1']) }), 'INTENT_REUSED');
    const other = { ...digest, value: 'cd'.repeat(32) };
    assert.equal(intentRefusal(intent, { ...use, digests: [digest, other] }), 'INTENT_DIGEST');
    assert.equal(intentRefusal(intent, { ...use, digests: [{ ...digest, algorithm: 'SM3' }] }), 'INTENT_DIGEST');
  });

  it('keep a signature with the intent it used', () => {
    const signed = { signer: 'person-1', intentId: 'intent-1', digests: [digest], provider };
    const read = readSigned(signerSigned({ at, subject: 'contract-1' }, signed));
    assert.deepEqual(read.ok && read.value, signed);
    assert.isFalse(readSigned(signerSigned({ at, subject: 'contract-1' }, { ...signed, intentId: '' })).ok);
  });

  it('[GOV-10] keep a consent: which text, which version, how long it was read, and how it was given', () => {
    const consent = { agreement: '电子签约同意书', version: '1.2', digest, readingMs: 8200, how: 'tick' } as const;
    const read = readConsent(consentGiven(context, consent));
    assert.deepEqual(read.ok && read.value, consent);
    const separate = readConsent(consentGiven(context, { ...consent, separateFor: 'face' }));
    assert.equal(separate.ok && separate.value.separateFor, 'face');
    assert.equal(
      consentWithdrawn(context, { agreement: consent.agreement, separateFor: 'face' }).type,
      'record.consent-withdrawn',
    );
    for (const wrong of [{ readingMs: -1 }, { readingMs: 0.5 }, { how: 'nod' as 'tick' }, { version: '' }]) {
      assert.isFalse(readConsent(consentGiven(context, { ...consent, ...wrong })).ok, JSON.stringify(wrong));
    }
  });

  it('[N-12] keep what became of a message, its target masked', () => {
    const delivery: DeliveryRecord = {
      notice: 'N-12',
      channel: 'sms',
      target: '138****1234',
      state: 'delivered',
      provider,
      receipt: 'r-9',
    };
    const read = readDelivery(noticeDelivery(context, delivery));
    assert.deepEqual(read.ok && read.value, delivery);
    assert.isFalse(readDelivery(noticeDelivery(context, { ...delivery, target: '13800138000' })).ok, 'in clear');
    assert.isFalse(readDelivery(noticeDelivery(context, { ...delivery, notice: 'x' })).ok);
  });

  it('are named in three languages, and types that are not known by themselves', () => {
    for (const text of [...Object.values(eventTypes), ...Object.values(evidenceTexts)]) {
      for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) assert.isNotEmpty(text[language]);
    }
    assert.equal(eventTypeText('contract.urged')['zh-Hans'], '催签');
    assert.equal(eventTypeText('contract.new-thing').en, 'contract.new-thing');
    assert.equal(eventTypeText('toString').en, 'toString');
  });
});
