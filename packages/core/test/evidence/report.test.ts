import { composeEvidenceReport, signEvidenceReport, verifyEvidencePackage } from '@cinnabar/core/evidence';
import { openPdf } from '@cinnabar/core/pdf';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { sandbox } from '../support/signing.ts';
import { platformSeal, reportFonts, reportRequest } from './report-sample.ts';
import { authorities, pack, playContract } from './sample.ts';

describe('evidence report', function () {
  this.timeout(60_000);

  it('is the same file for the same evidence', async () => {
    const [request, fonts] = [await reportRequest(['en']), await reportFonts()];
    const [a, b] = [await composeEvidenceReport(request, fonts), await composeEvidenceReport(request, fonts)];
    assert.deepEqual(a.bytes, b.bytes);
    assert.equal(openPdf(a.bytes).pages().length, a.pages);
  });

  for (const visible of [true, false]) {
    it(`is signed by the platform as any document is, ${visible ? 'with its seal on the cover' : 'invisibly'}`, async () => {
      const composed = await composeEvidenceReport(await reportRequest(), await reportFonts());
      const { signing, subject } = await authorities();
      const trust = (await sandbox()).trustAnchors;
      const seal = visible ? { seal: await platformSeal() } : {};
      const signed = await signEvidenceReport(composed, { signing, subject, signingTime: new Date(), trust, ...seal });
      const report = await verifyDocument(signed, { trust });
      assert.equal(report.verdict, 'PASSED');
      assert.equal(report.signatures[0]?.signer?.commonName, subject.name);
      assert.equal(report.signatures[0]?.coverage, 'WHOLE_FILE');

      const sample = await playContract();
      const bytes = await pack({ ...sample, content: { ...sample.content, report: signed } });
      const verified = await verifyEvidencePackage(bytes, { trust, at: new Date() });
      assert.equal(verified.verdict, 'PASSED');
      assert.deepEqual(
        verified.documents.map(({ role, verdict }) => [role, verdict]),
        [
          ['document', 'PASSED'],
          ['report', 'PASSED'],
        ],
      );
    });
  }

  it('finds room for the seal however many parties there are', async () => {
    const request = await reportRequest();
    for (const count of [2, 6, 12]) {
      const parties = Array.from({ length: count }, (_, i) => request.parties[i % 2]!);
      const composed = await composeEvidenceReport({ ...request, parties }, await reportFonts());
      const { page, rect } = composed.signatureArea;
      assert.equal(page, count === 2 ? 0 : 1);
      assert.isAtLeast(rect.y, 48, `${count} parties`);
      const { signing, subject } = await authorities();
      await signEvidenceReport(composed, { signing, subject, signingTime: new Date(), seal: await platformSeal() });
    }
  });

  it('runs over as many pages as its events need', async () => {
    const short = await composeEvidenceReport(await reportRequest(['zh-Hans']), await reportFonts());
    const long = await composeEvidenceReport(await reportRequest(['zh-Hans'], 200), await reportFonts());
    assert.isAbove(long.pages, short.pages + 10);
  });

  it('is refused for a name that no font has, rather than showing a box', async () => {
    const request = await reportRequest(['en']);
    const content = { ...request.content, contract: { ...request.content.contract, name: 'Contract \u{1F4A9}' } };
    try {
      await composeEvidenceReport({ ...request, content }, await reportFonts());
      assert.fail('composed');
    } catch (error) {
      assert.equal((error as { code?: string }).code, 'FONT_MISSING_GLYPH');
    }
  });
});
