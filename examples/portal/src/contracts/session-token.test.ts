import { assert } from 'chai';
import { renewedToken } from './session-token.ts';

describe('renewedToken', () => {
  const minutes = (count: number): number => count * 60_000;

  it('fetches one token for all requests until shortly before it expires', async () => {
    let now = 0;
    let fetched = 0;
    const token = renewedToken(
      async () => ({ token: `t${++fetched}`, expiresAt: new Date(now + minutes(15)).toISOString() }),
      () => now,
    );
    assert.deepEqual(await Promise.all([token(), token()]), ['t1', 't1']);
    now = minutes(13);
    assert.equal(await token(), 't1');
    now = minutes(14);
    assert.equal(await token(), 't2');
  });

  it('asks again after a failure', async () => {
    let tries = 0;
    const token = renewedToken(async () => {
      if (++tries === 1) throw new Error('offline');
      return { token: 'ok', expiresAt: new Date(Date.now() + minutes(15)).toISOString() };
    });
    const failure = await token().catch((error: unknown) => error);
    assert.instanceOf(failure, Error);
    assert.equal(await token(), 'ok');
  });
});
