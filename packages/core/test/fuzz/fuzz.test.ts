import { assert } from 'chai';

import { isCinnabarError } from '@cinnabar/core/error';
import { openPdf } from '@cinnabar/core/pdf';

import { walk } from '../pdf/walk.ts';
import { contractFonts } from '../support/fonts.ts';
import { loadBases, synthetic } from './bases.ts';
import { FuzzTarget } from './fuzz-case.ts';
import { memoryHeld, memoryOccupied } from './memory.ts';

const inNode = typeof process !== 'undefined' && process.versions?.node !== undefined;
/** In all: the browser takes a sample of the same cases. */
const total = inNode ? 20_000 : 1_500;
/** `base:number` or `base:from-to` runs these cases and no others. */
const only = inNode ? /^(.+):(\d+)(?:-(\d+))?$/.exec(process.env['FUZZ'] ?? '') : null;
/** Bytes: what the cases may leave behind, and what they may occupy on the way, garbage included. */
const maxGrowth = 64 << 20;
const maxPeak = 768 << 20;

describe('hostile input', function () {
  this.timeout(300_000);

  it(`takes ${total.toLocaleString('en')} mutants: typed errors, in time, in memory, and no forgery passes`, async () => {
    const fonts = await contractFonts();
    const targets = (await loadBases()).map((base) => new FuzzTarget(base, fonts));
    const weights = targets.reduce((sum, { base }) => sum + base.weight, 0);
    const before = await memoryHeld();
    const occupied = memoryOccupied();
    let peak = 0;
    for (const target of targets) {
      const { name, weight } = target.base;
      if (only && only[1] !== name) continue;
      const from = only ? Number(only[2]) : 0;
      const to = only ? Number(only[3] ?? from) + 1 : Math.ceil((total * weight) / weights);
      for (let number = from; number < to; number++) {
        await run(target, number);
        peak = Math.max(peak, memoryOccupied() - occupied);
      }
    }
    assert.isBelow(peak, maxPeak, 'bytes occupied on the way');
    if (only) return;
    if (before !== undefined) {
      assert.isBelow(((await memoryHeld()) as number) - before, maxGrowth, 'bytes held after all cases');
    }
    for (const target of targets) assertMeaningful(target);
  });

  it('survives every truncation', () => {
    for (const build of Object.values(synthetic)) {
      const bytes = build();
      for (let length = 0; length < bytes.length; length += 3) {
        try {
          walk(openPdf(bytes.subarray(0, length)));
        } catch (error) {
          if (!isCinnabarError(error)) throw error;
        }
      }
    }
  });
});

async function run(target: FuzzTarget, number: number): Promise<void> {
  try {
    await target.run(number);
  } catch (cause) {
    const again = `FUZZ=${target.base.name}:${number} npx mocha -g mutants`;
    throw new Error(`${String(cause)}\n  again: ${again}`, { cause });
  }
}

/** Mutants fall on both sides, or the mutations are too wild or too tame to mean anything. */
function assertMeaningful({ base, verdicts, prepared }: FuzzTarget): void {
  const summary = `${base.name} ${JSON.stringify(verdicts)}, ${prepared} prepared`;
  assert.isAbove(verdicts.UNREADABLE, 0, summary);
  if (base.trust) {
    assert.isAbove(verdicts.PASSED, 0, summary);
    assert.isAbove(verdicts.FAILED, 0, summary);
  } else {
    assert.isAbove(verdicts.UNSIGNED + verdicts.INDETERMINATE + verdicts.FAILED, 0, summary);
  }
}
