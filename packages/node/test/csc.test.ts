import { joinParts } from '@cinnabar/core/bytes';
import { signingProviderConformance } from '@cinnabar/core/conformance';
import { CinnabarError } from '@cinnabar/core/error';
import { cscSigningProvider, type CscSigningOptions } from '@cinnabar/core/signer';
import { signDocument } from '@cinnabar/core/sign';
import { verifyDocument } from '@cinnabar/core/verify';
import type { SandboxCscKey } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { failuresOf } from '../../core/test/support/conformance.ts';
import { ecCscKey } from '../../core/test/support/csc.ts';
import { buildPdf, sandbox } from '../../core/test/support/signing.ts';
import { temporaryFolder } from './support/cli.ts';
import { CscServer, rsaCscKey } from './support/csc-server.ts';
import { assertPdfsigAgrees, assertPyHankoAgrees } from './support/other-judges.ts';

const subject = { kind: 'person', name: '王小明', reference: 'worker-1' } as const;
const identity = { id: 'csc', assurance: 'simulated' } as const;
const oids = { rsa: '1.2.840.113549.1.1.1', rsaSha256: '1.2.840.113549.1.1.11', pss: '1.2.840.113549.1.1.10' };

describe('a remote signing service over HTTP (CSC API v2)', function () {
  this.timeout(60_000);
  const files = temporaryFolder();
  before(async () => void files.write('root.pem', (await sandbox()).rootPem));

  const keys: Record<string, () => Promise<SandboxCscKey>> = {
    'RSA, by the OID of the scheme': () => rsaCscKey(subject, 'RSA-2048', [oids.rsaSha256]),
    'RSA, by the OID of the key': () => rsaCscKey(subject, 'RSA-3072', [oids.rsa]),
    'RSASSA-PSS': () => rsaCscKey(subject, 'RSA-2048', [oids.pss]),
    'P-256': () => ecCscKey(subject),
  };
  for (const [name, make] of Object.entries(keys)) {
    describe(name, () => {
      let server: CscServer;
      let options: CscSigningOptions;
      before(async () => {
        server = await CscServer.start([await make()]);
        const { url, service } = server;
        options = { url, fetch, token: () => service.issueToken(), provider: identity };
      });
      after(() => server.stop());

      it('signs files that verify here and elsewhere', async function () {
        const authority = await sandbox();
        const provider = await cscSigningProvider({ ...options, timestamps: authority.timestampProvider() });
        const request = { fieldName: 'sig-worker', signingTime: new Date() };
        const by = { provider, subject, trust: authority.trustAnchors };
        const signed = joinParts(await signDocument(buildPdf(), request, by));
        const { verdict, signatures } = await verifyDocument(signed, { trust: authority.trustAnchors });
        assert.equal(verdict, 'PASSED');
        assert.equal(signatures[0]?.level, 'B-T');
        assertPdfsigAgrees(this, files.write('signed.pdf', signed));
        assertPyHankoAgrees(this, files.path('root.pem'), files.path('signed.pdf'));
      });

      it('keeps the conformance suite', async () => {
        const cases = signingProviderConformance({
          make: () => cscSigningProvider(options),
          subject,
          refusedSubject: { ...subject, name: '李四' },
          signatures: () => server.service.signatures,
        });
        assert.lengthOf(cases, 12);
        assert.deepEqual(await failuresOf(cases), []);
      });
    });
  }

  it('that is not there is an error of its own', async () => {
    const server = await CscServer.start([await ecCscKey(subject)]);
    const { url } = server;
    await server.stop();
    try {
      await cscSigningProvider({ url, fetch, token: () => 'token', provider: identity });
      assert.fail('nobody is there');
    } catch (error) {
      assert.instanceOf(error, CinnabarError);
      assert.equal((error as CinnabarError).code, 'CSC_UNREACHABLE');
    }
  });
});
