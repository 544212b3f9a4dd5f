import { equalBytes } from '@cinnabar/core/bytes';
import { checkChain, checkRevocation, readCertificate, readCrl, type Certificate, type Crl } from '@cinnabar/core/cms';
import { isCinnabarError } from '@cinnabar/core/error';
import { assert } from 'chai';

import { readPkits, type Pkits } from '../support/pkits.ts';

const at = new Date('2022-05-01T00:00:00Z');

/** The same numbers in every run (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe('hostile certificates and lists', () => {
  let pkits: Pkits;
  before(async () => {
    pkits = await readPkits();
  });

  /** `bytes` with a few octets changed, or undefined when they cannot be read any more, which is said with a code. */
  function mutant<Item>(
    bytes: Uint8Array,
    random: (below: number) => number,
    read: (bytes: Uint8Array) => Item,
  ): Item | undefined {
    const changed = bytes.slice();
    for (let count = 1 + random(3); count > 0; count--) changed[random(changed.length)] = random(256);
    try {
      return read(changed);
    } catch (cause) {
      assert.isTrue(isCinnabarError(cause), String(cause));
      return undefined;
    }
  }

  it('end in a verdict, whatever is in them, even where their signatures would hold', async () => {
    const random = generator(1);
    const certificates = [...pkits.certificates.values()];
    const crls = [...pkits.crls.values()];
    const anchor = pkits.certificates.get('TrustAnchorRootCertificate') as Certificate;
    const pick = <Item>(items: readonly Item[]): Item | undefined => items[random(items.length)];
    const seen = { TRUSTED: 0, UNTRUSTED: 0, NO_PATH: 0 };
    const statuses = new Set<string | undefined>();
    let read = 0;
    for (let round = 0; round < 1500; round++) {
      const original = certificates[random(certificates.length)] as Certificate;
      const broken = mutant(original.der, random, readCertificate);
      const list = crls[random(crls.length)] as Crl;
      const brokenList = mutant(list.der, random, readCrl);
      if (broken) {
        read++;
        // As an anchor it needs no signature, so that everything it says is acted on.
        const end = pick(certificates.filter(({ issuer }) => equalBytes(issuer, original.subject))) ?? original;
        const chain = await checkChain(end, certificates.slice(0, 60), [anchor, broken], at);
        seen[chain.status]++;
        await checkChain(broken, [original], [original, broken], at);
      }
      if (brokenList) {
        const issuer = pick(certificates.filter(({ subject }) => equalBytes(subject, list.issuer))) ?? anchor;
        const certificate = pick(certificates.filter((below) => equalBytes(below.issuer, list.issuer))) ?? original;
        const question = { certificate, issuer, at, now: at, anchors: [anchor] };
        // What was signed is left as it was, so that the list is believed.
        const believed = { ...brokenList, tbs: list.tbs, signature: list.signature, issuer: list.issuer };
        const evidence = { certificates: [], ocsps: [], crls: [believed] };
        const answer = await checkRevocation(question, evidence);
        statuses.add(answer?.status);
      }
    }
    assert.isAbove(read, 500, 'enough of them could be read');
    assert.isAbove(Math.min(...Object.values(seen)), 20, JSON.stringify(seen));
    assert.includeMembers([...statuses], ['GOOD', 'REVOKED', 'UNKNOWN']);
  }).timeout(20_000);
});
