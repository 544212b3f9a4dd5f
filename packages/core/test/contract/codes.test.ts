import { assert } from 'chai';
import * as fc from 'fast-check';
import {
  codeEntered,
  codeText,
  resendProblem,
  resent,
  sameHash,
  secretFrom,
  sendCode,
  type CodePurpose,
} from '@cinnabar/core/contract';
import { after } from './support.ts';
import { keyedHash, run, secret, secretContext } from './machine-support.ts';
import { worker } from './support.ts';
import { thrownBy } from '../support/throws.ts';

const at = (now: string) => secretContext(worker, now);
const seconds = (count: number) => after({ millis: count * 1000 });
const fresh = () => sendCode('login', 'phone-1', secret(1), at(after()));

describe('one-time codes', () => {
  it('[LIM-17] have six digits, fifteen minutes and five tries', () => {
    const code = fresh();
    const text = codeText(code, keyedHash);
    assert.match(text, /^\d{6}$/);
    assert.isUndefined(
      codeEntered(code, 'login', 'phone-1', ` ${text} `, at(after({ minutes: 15, millis: -1 }))).problem,
    );
    const late = codeEntered(code, 'login', 'phone-1', text, at(after({ minutes: 15 })));
    assert.equal(late.problem?.code, 'OTP_EXPIRED');
    assert.isTrue(late.over);
    let current = code;
    const wrong = text === '000000' ? '000001' : '000000';
    for (let count = 1; count <= 5; count += 1) {
      const check = codeEntered(current, 'login', 'phone-1', wrong, at(after()));
      assert.equal(check.problem?.code, count < 5 ? 'OTP_WRONG' : 'OTP_VOID');
      assert.equal(check.over, count === 5);
      current = check.code;
    }
    assert.equal(
      codeEntered(current, 'login', 'phone-1', text, at(after())).problem?.code,
      'OTP_VOID',
      'not even the right one',
    );
  });

  it('[MSG-12] say what is wrong in the catalogue’s words', () => {
    const message = (entry: string, now: string) =>
      codeEntered(fresh(), 'login', 'phone-1', entry, at(now)).problem?.message['zh-Hans'];
    assert.equal(message('x', after()), '验证码错误');
    assert.equal(message('x', after({ minutes: 15 })), '验证码已过期');
    assert.equal(resendProblem(fresh(), 'sms', at(after()))?.message['zh-Hans'], '操作过于频繁，请稍后再试');
  });

  it('[ACC-11] are sent again after a minute, the same digits, the same end', () => {
    const code = fresh();
    assert.deepInclude(resendProblem(code, 'sms', at(seconds(59))), { code: 'OTP_RATE', values: { waitSeconds: 1 } });
    assert.isUndefined(resendProblem(code, 'sms', at(seconds(60))));
    const again = resent(code, 'sms', seconds(60));
    assert.equal(codeText(again, keyedHash), codeText(code, keyedHash));
    assert.equal(again.expiresAt, code.expiresAt);
    assert.equal(resendProblem(again, 'sms', at(seconds(119)))?.code, 'OTP_RATE', 'counted from the last message');
    assert.equal(resendProblem(code, 'sms', at(after({ minutes: 15 })))?.code, 'OTP_EXPIRED');
    assert.equal(resendProblem({ ...code, wrong: 5 }, 'sms', at(seconds(90)))?.code, 'OTP_VOID');
  });

  it('[WIL-03] are called after a minute, or once entered wrongly', () => {
    const code = fresh();
    assert.equal(resendProblem(code, 'voice', at(seconds(59)))?.code, 'OTP_RATE');
    assert.isUndefined(resendProblem(code, 'voice', at(seconds(60))));
    assert.isUndefined(resendProblem({ ...code, wrong: 1 }, 'voice', at(seconds(5))));
    const called = resent(code, 'voice', seconds(60));
    assert.equal(resendProblem(called, 'voice', at(seconds(119)))?.code, 'OTP_RATE');
    assert.isUndefined(resendProblem(called, 'voice', at(seconds(120))));
  });

  it('[WIL-02] pass for their own purpose and subject only', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<CodePurpose>('registration', 'login', 'password', 'verification', 'intent'),
        fc.constantFrom<CodePurpose>('registration', 'login', 'password', 'verification', 'intent'),
        fc.constantFrom('a', 'b'),
        fc.constantFrom('a', 'b'),
        fc.bigInt({ min: 1n, max: 2n ** 120n }),
        (made, asked, of, by, seed) => {
          const code = sendCode(made, of, seed.toString(16).padStart(32, '0'), at(after()));
          const check = codeEntered(code, asked, by, codeText(code, keyedHash), at(after()));
          assert.equal(check.problem === undefined, made === asked && of === by);
        },
      ),
      run,
    );
  });

  it('differ by purpose, subject and seed, and cannot be read from what is kept', () => {
    const codes = (['login', 'intent'] as const).flatMap((purpose) =>
      ['a', 'b'].flatMap((subject) => [1, 2].map((n) => sendCode(purpose, subject, secret(n), at(after())))),
    );
    assert.equal(new Set(codes.map((code) => codeText(code, keyedHash))).size, 8);
    for (const code of codes) assert.notInclude(JSON.stringify(code), codeText(code, keyedHash));
    assert.notEqual(
      codeText(codes[0] ?? assert.fail(), keyedHash),
      codeText(codes[0] ?? assert.fail(), (text) => keyedHash(`other${text}`)),
    );
  });

  it('are drawn from randomness, and from nothing less', async () => {
    assert.equal(
      secretFrom((length) => new Uint8Array(length).fill(171)),
      'ab'.repeat(32),
    );
    for (const weak of ['', '1', 'g'.repeat(32), 'a'.repeat(31)]) {
      assert.equal((await thrownBy(() => sendCode('login', 'p', weak, at(after())))).code, 'SECRET_WEAK', weak);
    }
    assert.isTrue(sameHash('ab', 'ab'));
    assert.isFalse(sameHash('ab', 'abc'));
    assert.isFalse(sameHash('ab', 'ac'));
  });
});
