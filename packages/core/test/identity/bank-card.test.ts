import { formatBankCard, parseBankCard, parseEmail } from '@cinnabar/core/identity';
import { assert } from 'chai';
import fc from 'fast-check';

import { codesOf, runs, substitute, transpose, valueOf, word } from './support.ts';

const cards = fc
  .integer({ min: 13, max: 16 })
  .chain((length) => word('0123456789', length))
  .map(
    (middle) => [...'0123456789'].map((check) => `62${middle}${check}`).find((card) => parseBankCard(card).ok) ?? '',
  );

describe('bank cards', () => {
  it('[KYC-13] reads UnionPay cards of 16 to 19 digits', () => {
    assert.deepEqual(valueOf(parseBankCard('6200 0000 0000 0005')), {
      number: '6200000000000005',
      unionPay: true,
      lastFour: '0005',
    });
    assert.equal(valueOf(parseBankCard('6217-0000-0000-0000-004')).number, '6217000000000000004');
  });

  it('[KYC-13] refuses other cards, wrong digits and lengths', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['', 'VALUE_REQUIRED'],
      ['6217000000000000005', 'CARD_CHECK'],
      ['4111111111111111', 'CARD_NOT_UNIONPAY'],
      ['620000000005', 'CARD_FORMAT'],
      ['620000000000005', 'CARD_FORMAT'],
      ['62000000000000000005', 'CARD_FORMAT'],
      ['620000000000000A', 'CARD_FORMAT'],
    ];
    for (const [number, code] of cases) assert.deepEqual(codesOf(parseBankCard(number)), [code], number);
    const refused = parseBankCard('4111111111111111');
    assert.equal(refused.ok ? '' : refused.problems[0].message['zh-Hans'], '只支持银联标识银行卡，不支持存折');
  });

  it('[KYC-13] reads others where the caller lets them in, and knows further ranges of UnionPay', () => {
    assert.isFalse(valueOf(parseBankCard('4111111111111111', { unionPayOnly: false })).unionPay);
    assert.isTrue(valueOf(parseBankCard('4111111111111111', { unionPayPrefixes: ['62', '4111'] })).unionPay);
  });

  it('finds every wrong digit, and neighbours swapped unless they are 0 and 9', () => {
    fc.assert(
      fc.property(cards, fc.nat(), fc.nat(), (card, place, step) => {
        const options = { unionPayOnly: false };
        assert.isFalse(parseBankCard(substitute(card, place % card.length, step, '0123456789'), options).ok);
        const index = place % (card.length - 1);
        const pair = card.slice(index, index + 2);
        fc.pre(pair.charAt(0) !== pair.charAt(1) && pair !== '09' && pair !== '90');
        assert.isFalse(parseBankCard(transpose(card, index), options).ok);
      }),
      runs,
    );
  });

  it('reads back what it shows', () => {
    assert.equal(formatBankCard('6217000000000000004'), '6217 0000 0000 0000 004');
    fc.assert(
      fc.property(cards, (card) => {
        assert.equal(valueOf(parseBankCard(formatBankCard(card))).number, card);
      }),
      runs,
    );
  });
});

describe('e-mail addresses', () => {
  it('reads common ones, the domain in lower case', () => {
    assert.equal(valueOf(parseEmail(' Li.Lei+hr@Example.COM ')), 'Li.Lei+hr@example.com');
    const domain = `${'a'.repeat(62)}.${'b'.repeat(62)}.${'c'.repeat(59)}.com`;
    const longest = `${'l'.repeat(64)}@${domain}`;
    assert.lengthOf(longest, 254);
    assert.equal(valueOf(parseEmail(longest)), longest);
    assert.deepEqual(codesOf(parseEmail(longest.replace('com', 'info'))), ['EMAIL_FORMAT']);
    assert.equal(valueOf(parseEmail('ｌｉ＠ｅｘａｍｐｌｅ．ｃｎ')), 'li@example.cn');
  });

  it('refuses what cannot be delivered', () => {
    assert.deepEqual(codesOf(parseEmail(' ')), ['VALUE_REQUIRED']);
    for (const address of [
      'li',
      '@example.com',
      'li@',
      'li@example',
      'li@@example.com',
      'li..lei@example.com',
      '.li@example.com',
      'li@-example.com',
      'li@example..com',
      'li lei@example.com',
      'li@example.com\nbcc: x@example.com',
      `${'a'.repeat(65)}@example.com`,
      `li@${'a'.repeat(64)}.com`,
      `li@${'abcdefgh.'.repeat(30)}com`,
    ])
      assert.deepEqual(codesOf(parseEmail(address)), ['EMAIL_FORMAT'], address);
  });
});
