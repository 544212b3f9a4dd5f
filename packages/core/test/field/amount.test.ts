import { assert } from 'chai';
import fc from 'fast-check';

import { amountInCapitals, groupDigits, readAmount, readCapitals, writeAmount } from '@cinnabar/core/field';

const written = (decimal: string): string => amountInCapitals(readAmount(decimal)!);

describe('amounts in capitals', () => {
  it('[TPL-08] writes 零, 整, 角 and 分 as the rules for bills do', () => {
    const vectors: readonly [string, string][] = [
      ['0', '零元整'],
      ['0.01', '壹分'],
      ['0.50', '伍角整'],
      ['0.52', '伍角贰分'],
      ['1', '壹元整'],
      ['10', '壹拾元整'],
      ['100.1', '壹佰元壹角整'],
      ['325.04', '叁佰贰拾伍元零肆分'],
      ['1409.50', '壹仟肆佰零玖元伍角整'],
      ['1680.32', '壹仟陆佰捌拾元叁角贰分'],
      ['6007.14', '陆仟零柒元壹角肆分'],
      ['10001', '壹万零壹元整'],
      ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
      ['107000.53', '壹拾万柒仟元伍角叁分'],
      ['100000', '壹拾万元整'],
      ['1010000', '壹佰零壹万元整'],
      ['20000001', '贰仟万零壹元整'],
      ['100000000', '壹亿元整'],
      ['100010000', '壹亿零壹万元整'],
      ['1000000000000', '壹万亿元整'],
      ['1000100000000', '壹万零壹亿元整'],
      ['9999999999999999.99', '玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
      ['-8000.05', '负捌仟元零伍分'],
    ];
    for (const [decimal, capitals] of vectors) assert.equal(written(decimal), capitals, decimal);
  });

  it('reads back what it writes', () => {
    const fen = fc.oneof(
      fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }),
      fc.bigInt({ min: -2_000_000n, max: 2_000_000n }),
      // Many zeros are where the rules bite.
      fc
        .array(fc.constantFrom('0', '0', '0', '1', '9'), { minLength: 1, maxLength: 18 })
        .map((d) => BigInt(d.join(''))),
    );
    fc.assert(
      fc.property(fen, (amount) => {
        const capitals = amountInCapitals(amount);
        assert.equal(readCapitals(capitals), amount);
        assert.notMatch(capitals, /零零|零[万亿]|零元.*[角分]/);
        assert.equal(readAmount(writeAmount(amount)), amount);
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });

  it('reads no other spelling', () => {
    for (const text of ['', '壹', '壹拾', '拾元整', '壹零元整', '壹元整整', '壹元伍', '一元整', '壹万亿亿元整']) {
      assert.isUndefined(readCapitals(text), text);
    }
    assert.equal(readCapitals('壹元伍角'), 150n, '整 may be left out behind 角');
  });

  it('takes whole fen only and refuses what is beyond 万亿', () => {
    for (const text of ['', '1.', '.5', '1.005', '1e3', '１', '1,000', '12345678901234567', '--1']) {
      assert.isUndefined(readAmount(text), text);
    }
    assert.throws(() => amountInCapitals(10n ** 18n), RangeError);
  });

  it('groups digits by three', () => {
    assert.equal(groupDigits('1234567.50'), '1,234,567.50');
    assert.equal(groupDigits('-100'), '-100');
    assert.equal(groupDigits('-1000.1234'), '-1,000.1234');
  });
});
