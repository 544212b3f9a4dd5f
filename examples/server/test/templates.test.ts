import { assert } from 'chai';
import { corpusFile } from '../../../packages/core/test/support/corpus.ts';
import { readGlyphs } from '../src/files/glyphs.ts';
import { labourContract } from '../src/templates/labour-contract.ts';
import { placeTemplate, type Placement } from '../src/templates/index.ts';
import { answers, sampleContract } from './support/contract.ts';

const seal = 119.06;

describe('the labour-contract template', () => {
  for (const name of ['the sample', 'labour-contract.libreoffice', 'labour-contract.chromium'] as const) {
    it(`finds a place for every control in ${name}`, async function () {
      const bytes = name === 'the sample' ? await sampleContract() : await corpusFile(`inputs/${name}.pdf`);
      if (bytes === undefined) this.skip();
      const placement = await placeTemplate(labourContract, bytes);
      assert.isEmpty(placement.unplaced);
      await checkPlaces(bytes, placement);
    });
  }

  for (const producer of ['libreoffice', 'chromium']) {
    it(`finds names and signing areas in a ${producer} annex, and says what is not there`, async function () {
      const bytes = await corpusFile(`inputs/confidentiality-agreement.${producer}.pdf`);
      if (bytes === undefined) this.skip();
      const placement = await placeTemplate(labourContract, bytes);
      assert.sameMembers(
        placement.controls.map(({ id }) => id),
        ['employer-name', 'worker-name', 'employer-seal', 'worker-signature'],
      );
      assert.include(placement.unplaced, 'wage');
      await checkPlaces(bytes, placement);
    });
  }

  it('prints the answers of the form in the blanks of the chosen term', () => {
    const employer = { name: '甲', uscc: 'U', legalRepresentative: 'L', address: 'A', agent: 'G', phone: '1' };
    const worker = { name: '乙', phone: '2', idNumber: '440112199608230044' };
    const values = labourContract.values(answers, { employer, worker });
    assert.deepInclude(values, {
      'term-kind': '1',
      'fixed-start-year': '2026',
      'fixed-start-month': '12',
      'fixed-start-day': '1',
      'fixed-probation-end-month': '5',
      'worker-sex': '女',
    });
    assert.notProperty(values, 'open-start-year');
    const open = labourContract.values({ ...answers, 'term-kind': 'open', 'term-end': '' }, { employer, worker });
    assert.deepInclude(open, { 'term-kind': '2', 'open-start-year': '2026' });
    assert.notProperty(open, 'fixed-start-year');
  });
});

/** Blanks lie on underscores, signing areas are large enough and cover no text but their own label. */
async function checkPlaces(bytes: Uint8Array, { controls }: Placement): Promise<void> {
  const glyphs = await readGlyphs(bytes);
  for (const { id, kind, page, rect } of controls) {
    const under = glyphs.filter(
      (glyph) =>
        glyph.page === page &&
        glyph.x + glyph.width / 2 > rect.x &&
        glyph.x + glyph.width / 2 < rect.x + rect.width &&
        glyph.y >= rect.y &&
        glyph.y < rect.y + rect.height,
    );
    const text = under.map((glyph) => glyph.text).join('');
    if (kind === 'sign-date') assert.equal(text, '', id);
    else if (kind === 'company-seal') {
      assert.isAtLeast(Math.min(rect.width, rect.height), seal, id);
      assert.notMatch(text.normalize('NFKC'), /年|日|[0-9]/, id);
    } else if (kind === 'signature') {
      assert.isAtLeast(rect.width, 100, id);
      assert.isAtLeast(rect.height, 60, id);
      assert.equal(text, '', id);
    } else assert.match(text, /^_+$/, `${id} lies on its blank and nothing else`);
  }
}
