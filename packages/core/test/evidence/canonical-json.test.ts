import { canonicalJson, parseCanonicalJson } from '@cinnabar/core/bytes';
import { assert } from 'chai';
import fc from 'fast-check';

import { thrownBy } from '../support/throws.ts';

describe('canonical JSON (RFC 8785)', () => {
  it('writes the example of §3.2.2 as §3.2.3 says', () => {
    const source = String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
      "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`;
    assert.equal(
      canonicalJson(JSON.parse(source)),
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts members by UTF-16 code units (§3.2.3)', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const order = ['Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign'];
    const text = canonicalJson(value);
    assert.deepEqual(Object.values(JSON.parse(text) as object).sort(), Object.values(value).sort());
    const places = [...order, 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh'].map((name) =>
      text.indexOf(name),
    );
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
  });

  it('writes numbers as Appendix B does', () => {
    const samples: [string, string][] = [
      ['0000000000000000', '0'],
      ['8000000000000000', '0'],
      ['0000000000000001', '5e-324'],
      ['8000000000000001', '-5e-324'],
      ['7fefffffffffffff', '1.7976931348623157e+308'],
      ['4340000000000000', '9007199254740992'],
      ['c340000000000000', '-9007199254740992'],
      ['4430000000000000', '295147905179352830000'],
      ['44b52d02c7e14af5', '9.999999999999997e+22'],
      ['44b52d02c7e14af6', '1e+23'],
      ['44b52d02c7e14af7', '1.0000000000000001e+23'],
      ['444b1ae4d6e2ef4e', '999999999999999700000'],
      ['444b1ae4d6e2ef4f', '999999999999999900000'],
      ['444b1ae4d6e2ef50', '1e+21'],
      ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
      ['3eb0c6f7a0b5ed8d', '0.000001'],
      ['41b3de4355555553', '333333333.3333332'],
      ['41b3de4355555557', '333333333.33333343'],
      ['becbf647612f3696', '-0.0000033333333333333333'],
      ['43143ff3c1cb0959', '1424953923781206.2'],
    ];
    for (const [bits, text] of samples) {
      const view = new DataView(new ArrayBuffer(8));
      view.setBigUint64(0, BigInt(`0x${bits}`));
      assert.equal(canonicalJson(view.getFloat64(0)), text, bits);
    }
  });

  it('refuses what JSON cannot say', async () => {
    const deep = JSON.parse('['.repeat(70) + ']'.repeat(70)) as unknown;
    for (const value of [
      NaN,
      Infinity,
      '\ud800',
      { a: '\udc00' },
      new Date(0),
      () => 1,
      undefined,
      1n,
      deep,
      new Array(1),
    ]) {
      assert.equal((await thrownBy(() => canonicalJson(value))).code, 'BYTES_JSON');
    }
  });

  it('gives equal values one text, and takes back only that text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        assert.equal(canonicalJson(JSON.parse(JSON.stringify(value))), text);
        assert.deepEqual(parseCanonicalJson(text), JSON.parse(text));
        assert.isUndefined(parseCanonicalJson(`${text} `));
      }),
      { numRuns: 200, seed: 8785 },
    );
  });

  it('refuses texts that two readers could read differently', () => {
    for (const text of ['{"a":1,"a":2}', '{"b":1,"a":2}', '1.0', '"\\u0041"', '{"a": 1}', '-0', 'tru', '[1,]', '']) {
      assert.isUndefined(parseCanonicalJson(text), text);
    }
    assert.deepEqual(parseCanonicalJson('{"__proto__":1}'), JSON.parse('{"__proto__":1}'));
  });
});
