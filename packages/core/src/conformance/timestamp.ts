import { checkTimestampToken, checkChain, readTrustAnchors } from '../cms/index.ts';
import { digest, type DigestAlgorithm } from '../crypto/index.ts';
import { equalBytes, utf8ToBytes } from '../bytes/index.ts';
import type { TimestampProvider } from '../provider/index.ts';
import { expect, expectRefusal, type ConformanceCase, type Made } from './case.ts';

/** The provider to be tried. What is absent is not tried. */
export interface TimestampProviderSetup {
  make(): Made<TimestampProvider>;
  /** DER certificates that its time-stamps lead to. */
  readonly trust?: readonly Uint8Array[];
  /** A provider whose authority cannot be reached. */
  unavailable?(): Made<TimestampProvider>;
  /** The authority's clock, when it is not this machine's. */
  now?(): Date;
}

/** How far the clocks of two machines may be apart, in milliseconds. */
const clockTolerance = 5 * 60_000;

/** What every TimestampProvider must do. */
export function timestampProviderConformance(setup: TimestampProviderSetup): ConformanceCase[] {
  const stamp = async (algorithm: DigestAlgorithm): Promise<{ token: Uint8Array; imprint: Uint8Array }> => {
    const imprint = await digest(algorithm, [utf8ToBytes('What a conformance suite has stamped.')]);
    return { imprint, token: await (await setup.make()).timestamp(imprint, algorithm) };
  };
  const check = async (algorithm: DigestAlgorithm): ReturnType<typeof checkTimestampToken> => {
    const { token, imprint } = await stamp(algorithm);
    return checkTimestampToken(token, { algorithm, imprint });
  };
  const cases: ConformanceCase[] = (['SHA-256', 'SHA-384', 'SHA-512'] as const).map((algorithm) => ({
    name: `stamps an imprint made with ${algorithm}`,
    async run() {
      const { integrity, certificate, problems } = await check(algorithm);
      const codes = problems.map(({ code }) => code).join(', ');
      expect(integrity === 'INTACT', `The token is a valid time-stamp over the imprint: ${codes}.`);
      expect(certificate, 'The certificate of the authority is in the token.');
    },
  }));
  cases.push(
    {
      name: 'says what time it is',
      async run() {
        const { info } = await check('SHA-256');
        const now = setup.now?.() ?? new Date();
        const apart = info && Math.abs(info.time.getTime() - now.getTime());
        expect(apart !== undefined && apart < clockTolerance, 'The time is within five minutes of this clock.');
      },
    },
    {
      name: 'gives every request a token of its own',
      async run() {
        const [first, second] = await Promise.all([stamp('SHA-256'), stamp('SHA-256')]);
        expect(!equalBytes(first.token, second.token), 'Two requests have two tokens.');
      },
    },
    {
      name: 'refuses an imprint of the wrong length',
      run: () =>
        expectRefusal(
          async () => (await setup.make()).timestamp(new Uint8Array(31), 'SHA-256'),
          'An imprint of 31 bytes',
          /^TIMESTAMP_/,
        ),
    },
  );
  const { trust } = setup;
  if (trust) {
    cases.push({
      name: 'leads to who is trusted',
      async run() {
        const { certificate, certificates, info } = await check('SHA-256');
        expect(certificate && info, 'The certificate of the authority is in the token.');
        const chain = await checkChain(certificate, certificates, readTrustAnchors(trust), info.time);
        expect(chain.status === 'TRUSTED', 'The certificate of the authority leads to a trusted one.');
      },
    });
  }
  if (setup.unavailable) {
    cases.push({
      name: 'ends an outage with a typed error, never with a local clock',
      run: () =>
        expectRefusal(
          async () => (await setup.unavailable?.())?.timestamp(new Uint8Array(32), 'SHA-256'),
          'A request during an outage',
          /^TIMESTAMP_/,
        ),
    });
  }
  return cases;
}
