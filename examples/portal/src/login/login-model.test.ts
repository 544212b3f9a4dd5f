import { assert } from 'chai';
import { LoginModel, mobileNumber } from './login-model.ts';

describe('mobileNumber', () => {
  it('takes a mainland number in the ways people write it', () => {
    assert.equal(mobileNumber('138 0000-0001'), '13800000001');
    assert.equal(mobileNumber('+86 13800000001'), '13800000001');
    assert.isUndefined(mobileNumber('1380000000'));
    assert.equal(mobileNumber('１３８０００００００１'), '13800000001', 'full width');
    assert.isUndefined(mobileNumber('12345678901'));
    assert.isUndefined(mobileNumber('14600000000'), 'a number of things receives no SMS');
  });
});

describe('LoginModel', () => {
  const account = { kind: 'worker', name: '李𬭎', maskedPhone: '139****0002' } as const;

  function make() {
    const calls: string[] = [];
    const clock = { now: Date.parse('2026-11-21T00:00:00Z') };
    const client = {
      requestLoginCode: async (phone: string) => {
        calls.push(`code ${phone}`);
        const at = (seconds: number): string => new Date(clock.now + seconds * 1000).toISOString();
        return { resendAt: at(60), expiresAt: at(600) };
      },
      login: async (phone: string, code: string) => {
        calls.push(`login ${phone} ${code}`);
        return account;
      },
    };
    const model = new LoginModel(
      client,
      'worker',
      () => undefined,
      () => clock.now,
    );
    return { model, calls, clock };
  }

  it('sends no second code before the server allows one', async () => {
    const { model, calls, clock } = make();
    model.phone = '13900000002';
    await model.sendCode();
    clock.now += 59_000;
    await model.sendCode();
    assert.lengthOf(calls, 1);
    assert.equal(model.secondsToResend, 1);
    clock.now += 1000;
    await model.sendCode();
    assert.lengthOf(calls, 2);
  });

  it('asks for phone, code and agreement in this order before it calls the server', async () => {
    const { model, calls } = make();
    assert.isUndefined(await model.enter());
    assert.equal(model.problem, 'PHONE');
    model.phone = '13900000002';
    await model.enter();
    assert.equal(model.problem, 'CODE');
    model.code = '123456';
    await model.enter();
    assert.equal(model.problem, 'AGREEMENT');
    assert.lengthOf(calls, 0);
    model.agreed = true;
    assert.equal(await model.enter(), account);
  });
});
