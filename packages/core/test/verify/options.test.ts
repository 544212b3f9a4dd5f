import { verifyDocument, type VerifyOptions } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { buildPdf } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

describe('verify: options that make no sense', () => {
  const rsa = { bitsBelow: 2048, since: null };
  const cases: readonly (readonly [string, VerifyOptions, string])[] = [
    ['a moment that is none', { at: new Date('yesterday') }, 'at'],
    ['a digest by another name', { limits: { digests: { SHA1: null }, rsa: [] } }, 'limits.digests.SHA1'],
    ['a date that is none', { limits: { digests: { 'SHA-1': 'soon' }, rsa: [] } }, 'limits.digests.SHA-1'],
    ['a limit of keys without number', { limits: { digests: {}, rsa: [{ ...rsa, bitsBelow: NaN }] } }, 'limits.rsa'],
    ['a limit of keys without date', { limits: { digests: {}, rsa: [{ ...rsa, since: '' }] } }, 'limits.rsa'],
  ];
  for (const [what, options, option] of cases) {
    it(`are refused, rather than letting pass what they would stop: ${what}`, async () => {
      const { code, details } = await thrownBy(() => verifyDocument(buildPdf(), options));
      assert.deepEqual([code, details['option']], ['VERIFY_OPTION', option]);
    });
  }

  it('such as policies that call a digest by another name', async () => {
    const policy = { parameters: { weakDigests: { SHA1: null } } };
    assert.equal((await thrownBy(() => verifyDocument(buildPdf(), { policy }))).code, 'VERIFY_POLICY');
  });
});
