import { joinParts, utf8ToBytes } from '@cinnabar/core/bytes';
import { checkDetached, signDetached } from '@cinnabar/core/evidence';
import { openPdf } from '@cinnabar/core/pdf';
import { prepareSignature, signDocument } from '@cinnabar/core/sign';
import { KeySigningProvider } from '@cinnabar/core/signer';
import { signatureFacts, verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { restrictedKey } from '../support/restricted-key.ts';
import { buildPdf, requestFor, sandbox } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

describe('sign: a key whose certificate restricts it to RSASSA-PSS with SHA-384 (RFC 4055 §3.3)', () => {
  let provider: KeySigningProvider;
  let trust: readonly Uint8Array[];
  before(async () => {
    const holder = await restrictedKey({ kind: 'person', name: '王小明', reference: 'pss' });
    const options = { provider: { id: 'pss', assurance: 'simulated' } as const };
    provider = new KeySigningProvider(holder, options);
    trust = (await sandbox()).trustAnchors;
  });

  const seeded = (methods: string, flags: number): Uint8Array =>
    buildPdf({
      7: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-worker) /Rect [0 0 0 0] /P 3 0 R
        /SV << /Ff ${flags} /DigestMethod [${methods}] >> >>`,
    });
  const digestIn = async (bytes: Uint8Array): Promise<string | undefined> =>
    (await signatureFacts(openPdf(bytes)))[0]?.digestAlgorithm;
  const request = { fieldName: 'sig-worker', signingTime: new Date() };

  it('signs over that digest, unasked', async () => {
    const { subject } = provider;
    const signed = joinParts(await signDocument(buildPdf(), request, { provider, subject, trust }));
    assert.equal((await verifyDocument(signed, { trust })).verdict, 'PASSED');
    assert.equal(await digestIn(signed), 'SHA-384');
  });

  it('signs over the one the author of a field asks for that it can', async () => {
    const { subject } = provider;
    for (const [methods, flags] of [
      ['/SHA256 /SHA384', 64],
      ['/SHA512 /SHA384', 0],
      ['/SHA256', 0],
    ] as const) {
      const signed = joinParts(await signDocument(seeded(methods, flags), request, { provider, subject, trust }));
      assert.equal(await digestIn(signed), 'SHA-384', methods);
    }
  });

  it('is refused before anything is written where it cannot', async () => {
    const { keyAlgorithm, certificates } = provider;
    const whole = requestFor('sig-worker', { appearances: [], keyAlgorithm, certificates });
    const { code, details } = await thrownBy(() => prepareSignature(seeded('/SHA256 /SHA512', 64), whole));
    assert.deepEqual([code, details['entry']], ['SIGN_SEED_VALUE', 'DigestMethod']);
  });

  it('signs data beside a document, too', async () => {
    const content = utf8ToBytes('{"batch":1}');
    const cms = await signDetached(content, provider, provider.subject);
    assert.isUndefined((await checkDetached(cms, content)).fault);
  });
});
