import { assert } from 'chai';

import { bytesToLatin1, equalBytes, joinParts, latin1ToBytes } from '@cinnabar/core/bytes';
import { isCinnabarError } from '@cinnabar/core/error';
import type { FontSet } from '@cinnabar/core/font';
import {
  openPdf,
  PdfDict,
  PdfRef,
  PdfStream,
  serializeObject,
  unlockPdf,
  type PdfDocument,
  type PdfObject,
} from '@cinnabar/core/pdf';
import { prepareSignature } from '@cinnabar/core/sign';
import { prepareDocument } from '@cinnabar/core/stamp';
import { verifyDocument, type Verdict, type VerificationReport } from '@cinnabar/core/verify';

import { walk } from '../pdf/walk.ts';
import { miser } from '../support/miser.ts';
import { mark } from '../support/signing.ts';
import type { Base } from './bases.ts';
import { LaterRevisions } from './later-revision.ts';
import { mutate, mutateMeaning, relink } from './mutations.ts';
import { random } from './random.ts';

/** The signed files are judged at a moment of their own, for they get no younger. */
const at = new Date('2026-11-22T08:00:00Z');
const budgetMs = 3000;

/** One base and everything about it that the cases share. */
export class FuzzTarget {
  readonly base: Base;
  readonly verdicts: Record<Verdict, number> = { PASSED: 0, INDETERMINATE: 0, FAILED: 0, UNSIGNED: 0, UNREADABLE: 0 };
  slowestMs = 0;
  /** Files made fit for signing, and prepared to be signed. */
  prepared = 0;
  readonly #fonts: FontSet;
  readonly #text: string;
  readonly #ranges: readonly (readonly number[])[];
  readonly #content: string | undefined;
  readonly #later: LaterRevisions | undefined;

  constructor(base: Base, fonts: FontSet) {
    this.base = base;
    this.#fonts = fonts;
    this.#text = bytesToLatin1(base.bytes);
    this.#ranges = [...this.#text.matchAll(/\/ByteRange ?\[\s*(\d+) +(\d+) +(\d+) +(\d+)/g)]
      .map(([, ...numbers]) => numbers.map(Number))
      .sort((one, other) => (one[2] as number) - (other[2] as number));
    if (base.trust) {
      this.#content = shownContent(base.bytes);
      this.#later = new LaterRevisions(base.bytes);
    }
  }

  mutant(number: number): Uint8Array {
    const pick = random(seedOf(this.base.name, number));
    if (this.#later && pick(2) === 0) {
      const text = this.#later.add(pick);
      return latin1ToBytes(pick(10) ? text : mutate(text, pick));
    }
    if (pick(2) === 0) return latin1ToBytes(mutate(this.#text, pick));
    return latin1ToBytes(relink((pick(2) ? mutate : mutateMeaning)(this.#text, pick)));
  }

  /** @throws whatever shows that the case was not taken well */
  async run(number: number): Promise<void> {
    const bytes = this.mutant(number);
    const started = performance.now();
    const readable = await typedErrorsOnly(/^PDF_/, async () => walk(await unlockPdf(openPdf(bytes))));
    const trust = this.base.trust;
    const report = await verifyDocument(bytes, { ...(trust ? { trust } : {}), at, policy: 'strict' });
    this.verdicts[report.verdict]++;
    JSON.stringify(report);
    if (report.verdict === 'PASSED') this.#mayPass(bytes, report);
    if (number % 5 === 0) await this.#isSameElsewhere(bytes, report);
    if (readable && !trust) await this.#prepare(bytes);
    const elapsed = performance.now() - started;
    this.slowestMs = Math.max(this.slowestMs, elapsed);
    assert.isBelow(elapsed, budgetMs, 'milliseconds');
  }

  /** Nothing passes but what was signed: the bytes of as many signatures as are reported, and what the pages show. */
  #mayPass(bytes: Uint8Array, { signatures }: VerificationReport): void {
    assert.isAtLeast(signatures.length, 1);
    assert.isAtMost(signatures.length, this.#ranges.length, 'signatures that passed');
    for (const [start, gapStart, gapEnd, rest] of this.#ranges.slice(0, signatures.length) as number[][]) {
      for (const [from, to] of [
        [start, gapStart],
        [gapEnd, Number(gapEnd) + Number(rest)],
      ] as [number, number][]) {
        const same = equalBytes(bytes.subarray(from, to), this.base.bytes.subarray(from, to));
        assert.isTrue(same, `passed, and signed bytes ${from} to ${to} are others`);
      }
    }
    assert.equal(shownContent(bytes), this.#content, 'passed, and the pages show something else');
  }

  /** Where a file is not in memory, it is read by pieces; what is found out must not depend on that. */
  async #isSameElsewhere(bytes: Uint8Array, report: VerificationReport): Promise<void> {
    const trust = this.base.trust;
    const again = await verifyDocument(miser(bytes), { ...(trust ? { trust } : {}), at, policy: 'strict' });
    assert.deepEqual(again, report);
  }

  /** The path of an upload: fields are added, then a signature is prepared; what comes out can be read. */
  async #prepare(bytes: Uint8Array): Promise<void> {
    const rect = { x: 72, y: 72, width: 200, height: 150 };
    try {
      const field = { type: 'signature', name: 'fuzz', widgets: [{ page: 0, rect }] } as const;
      const withField = joinParts(await prepareDocument(bytes, [field], this.#fonts));
      const request = { fieldName: 'fuzz', signingTime: at, appearances: [mark], reserve: 2048 };
      const { parts } = await prepareSignature(withField, request, this.#fonts);
      openPdf(joinParts(parts)).pages();
      this.prepared++;
    } catch (error) {
      if (!isCinnabarError(error)) throw error;
    }
  }
}

/** FNV-1a over the name, moved on by the number of the case. */
function seedOf(name: string, number: number): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return (hash + Math.imul(number, 0x9e3779b1)) | 0;
}

/** Whether `action` ends well. */
async function typedErrorsOnly(codes: RegExp, action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    if (!isCinnabarError(error)) throw error;
    assert.match(error.code, codes);
    return false;
  }
}

/** All that the pages lead to, annotations apart, as text: equal for files that show the same. */
function shownContent(bytes: Uint8Array): string {
  const document = openPdf(bytes);
  const seen = new Set<PdfRef>();
  const shown: string[] = [];
  for (const page of document.pages()) {
    shown.push(`page ${[...page.mediaBox, ...page.cropBox, page.rotate].join(' ')}`);
    for (const key of ['Contents', 'Resources', 'Group', 'UserUnit'])
      describe(document, page.inherited(key), seen, shown);
  }
  return shown.join('\n');
}

function describe(document: PdfDocument, object: PdfObject | undefined, seen: Set<PdfRef>, shown: string[]): void {
  if (object instanceof PdfRef) {
    shown.push(object.toString());
    if (seen.has(object)) return;
    seen.add(object);
    describe(document, document.get(object), seen, shown);
  } else if (Array.isArray(object)) {
    for (const item of object) describe(document, item, seen, shown);
  } else if (object instanceof PdfDict) {
    for (const [key, value] of object.map) {
      shown.push(key);
      describe(document, value, seen, shown);
    }
  } else {
    shown.push(bytesToLatin1(serializeObject(object ?? null)));
    if (object instanceof PdfStream) describe(document, object.dict, seen, shown);
  }
}
