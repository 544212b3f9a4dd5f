import { verifyEvidencePackage } from '@cinnabar/core/evidence';
import { assert } from 'chai';

import { sandbox } from '../support/signing.ts';
import { samplePackage } from './sample.ts';

describe('evidence package', () => {
  it('[GOV-01, WIL-07] verifies offline, every question answered', async () => {
    const { bytes } = await samplePackage();
    const report = await verifyEvidencePackage(bytes, { trust: (await sandbox()).trustAnchors, at: new Date() });
    assert.deepEqual(
      report.findings.filter(({ severity }) => severity !== 'info'),
      [],
    );
    assert.equal(report.verdict, 'PASSED');
    console.log(JSON.stringify(report, null, 1));
  });
});
