import { artworkToOperators, artworkToPathData, transformSegments, type Artwork } from '@cinnabar/core/artwork';
import { assert } from 'chai';

const triangle: Artwork = {
  width: 20,
  height: 10,
  paths: [
    {
      segments: [['M', 0, 0], ['L', 20, 0], ['C', 20, 5, 15, 10, 10.123456, 1e-9], ['Z']],
      fill: [0.902, 0, 0.0714],
      evenOdd: true,
    },
    {
      segments: [
        ['M', -1e-9, 1e-7],
        ['L', 5, 5],
      ],
      stroke: [0, 0, 0],
      strokeWidth: 0.5,
    },
  ],
};

describe('artwork', () => {
  it('becomes operators without exponents, to a hundredth of a point', () => {
    assert.equal(
      artworkToOperators(triangle),
      '0.902 0 0.071 rg\n0 0 m\n20 0 l\n20 5 15 10 10.12 0 c\nh\nf*\n0 0 0 RG 0.5 w\n0 0 m\n5 5 l\nS',
    );
  });

  it('becomes SVG path data with y turned downward', () => {
    assert.equal(artworkToPathData(triangle, triangle.paths[0]!), 'M0 10L20 10C20 5 15 0 10.123 10Z');
  });

  it('is moved, turned and scaled as PDF does it', () => {
    assert.deepEqual(transformSegments([['M', 1, 2], ['C', 1, 0, 0, 1, 1, 1], ['Z']], [0, 2, -2, 0, 10, 20]), [
      ['M', 6, 22],
      ['C', 10, 22, 8, 20, 8, 22],
      ['Z'],
    ]);
  });
});
