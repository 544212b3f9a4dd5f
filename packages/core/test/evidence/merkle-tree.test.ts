import { bytesToHex, hexToBytes, utf8ToBytes } from '@cinnabar/core/bytes';
import { leafHash, MerkleTree, verifyConsistency, verifyInclusion, type LogDigest } from '@cinnabar/core/evidence';
import { assert } from 'chai';
import fc from 'fast-check';

import { flipped } from '../support/signing.ts';

// The vectors of the Certificate Transparency reference implementation, which RFC 6962 and RFC 9162 describe.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const entries = leaves.map((leaf) => (leaf === '' ? new Uint8Array() : hexToBytes(leaf)));
const hex = (proof: readonly Uint8Array[]): string[] => proof.map(bytesToHex);

describe('Merkle tree of a log (RFC 6962)', () => {
  it('[GOV-01] has the known roots for every size', async () => {
    const tree = await MerkleTree.of(entries);
    for (const [size, root] of roots.entries()) assert.equal(bytesToHex(await tree.root(size)), root, `size ${size}`);
  });

  it('[GOV-01] gives the known inclusion proofs', async () => {
    const tree = await MerkleTree.of(entries);
    assert.deepEqual(hex(await tree.inclusionProof(0, 1)), []);
    assert.deepEqual(hex(await tree.inclusionProof(0, 8)), [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    assert.deepEqual(hex(await tree.inclusionProof(5, 8)), [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    assert.deepEqual(hex(await tree.inclusionProof(2, 3)), [roots[2]]);
  });

  it('[GOV-01] gives the known consistency proofs', async () => {
    const tree = await MerkleTree.of(entries);
    assert.deepEqual(hex(await tree.consistencyProof(1, 1)), []);
    assert.deepEqual(hex(await tree.consistencyProof(1, 8)), [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    assert.deepEqual(hex(await tree.consistencyProof(6, 8)), [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    assert.deepEqual(hex(await tree.consistencyProof(2, 5)), [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });

  it('tells leaves from nodes: two leaves cannot pass for one', async () => {
    const [a, b] = [await leafHash(Uint8Array.of(1)), await leafHash(Uint8Array.of(2))];
    const joined = await MerkleTree.of([new Uint8Array([...a, ...b])]);
    const two = await MerkleTree.of([Uint8Array.of(1), Uint8Array.of(2)]);
    assert.notDeepEqual(await joined.root(), await two.root());
  });

  for (const algorithm of ['SHA-256', 'SM3'] as const satisfies LogDigest[]) {
    it(`[GOV-01] proves every entry and every extension with ${algorithm}, and nothing else`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), async (size, pick, cut) => {
          const texts = Array.from({ length: size }, (_, i) => utf8ToBytes(`event ${i}`));
          const tree = await MerkleTree.of(texts, algorithm);
          const index = pick % size;
          const leaf = await leafHash(texts[index]!, algorithm);
          const claim = { leaf, index, size, root: await tree.root(), proof: await tree.inclusionProof(index) };
          assert.isTrue(await verifyInclusion(claim, algorithm));
          assert.isFalse(await verifyInclusion({ ...claim, leaf: flipped(leaf, 0) }, algorithm));
          assert.isFalse(await verifyInclusion({ ...claim, root: flipped(claim.root, 31) }, algorithm));
          assert.isFalse(await verifyInclusion({ ...claim, proof: [...claim.proof, leaf] }, algorithm));
          assert.isFalse(await verifyInclusion({ ...claim, size: 4 * size + 1 }, algorithm), 'a larger tree');
          if (size > 1) {
            assert.isFalse(await verifyInclusion({ ...claim, index: (index + 1) % size }, algorithm));
            assert.isFalse(await verifyInclusion({ ...claim, proof: claim.proof.slice(1) }, algorithm));
          }

          const earlierSize = cut % (size + 1);
          const earlierRoot = await tree.root(earlierSize);
          const proof = await tree.consistencyProof(earlierSize);
          const growth = { earlierSize, earlierRoot, laterSize: size, laterRoot: claim.root, proof };
          assert.isTrue(await verifyConsistency(growth, algorithm));
          assert.isFalse(await verifyConsistency({ ...growth, earlierRoot: flipped(earlierRoot, 3) }, algorithm));
          if (earlierSize > 0) {
            assert.isFalse(await verifyConsistency({ ...growth, laterRoot: flipped(claim.root, 3) }, algorithm));
            assert.isFalse(await verifyConsistency({ ...growth, proof: [...proof, leaf] }, algorithm));
          }
          if (proof.length > 0) {
            assert.isFalse(await verifyConsistency({ ...growth, proof: proof.slice(0, -1) }, algorithm));
          }
        }),
        { numRuns: 60, seed: 6962 },
      );
    });
  }

  it('is not consistent with a log whose beginning was changed', async () => {
    const tree = await MerkleTree.of(entries);
    const other = await MerkleTree.of([utf8ToBytes('forged'), ...entries.slice(1)]);
    const claim = { earlierSize: 3, earlierRoot: await tree.root(3), laterSize: 8, laterRoot: await other.root() };
    for (const proof of [await tree.consistencyProof(3), await other.consistencyProof(3)]) {
      assert.isFalse(await verifyConsistency({ ...claim, proof }));
    }
  });
});
