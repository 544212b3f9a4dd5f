import { assert } from 'chai';
import type { Quadrant } from '../pdf-engine/index.ts';
import { PageGeometry } from './page-geometry.ts';
import { PageLayout } from './page-layout.ts';

const box = (rotate: Quadrant, userUnit = 1) => ({ cropBox: [20, 30, 620, 830] as const, rotate, userUnit });

describe('PageGeometry', () => {
  it('puts the lower-left corner of the crop box where each rotation shows it', () => {
    const corner = { x: 20, y: 30, width: 0, height: 0 };
    const at = (rotate: Quadrant) => new PageGeometry(box(rotate), 2).toCss(corner);
    assert.include(at(0), { left: 0, top: 1600 });
    assert.include(at(90), { left: 0, top: 0 });
    assert.include(at(180), { left: 1200, top: 0 });
    assert.include(at(270), { left: 1600, top: 1200 });
  });

  it('swaps width and height of a page that lies on its side', () => {
    const upright = new PageGeometry(box(0), 1);
    const sideways = new PageGeometry(box(90), 1);
    assert.deepEqual([upright.width, upright.height], [600, 800]);
    assert.deepEqual([sideways.width, sideways.height], [800, 600]);
  });

  it('comes back to the same point through the window at every rotation, zoom, crop and user unit', () => {
    for (const rotate of [0, 90, 180, 270] as const) {
      for (const scale of [0.5, 1.3333, 5.3333]) {
        for (const unit of [1, 2.5]) {
          const geometry = new PageGeometry(box(rotate, unit), scale, { left: 0, top: 0 }, () => ({
            left: 113.5,
            top: -77.25,
          }));
          const { left, top } = geometry.toClient({ x: 123.4, y: 567.8 });
          const point = geometry.toPage(left, top);
          assert.closeTo(point.x, 123.4, 1e-9, `x at ${rotate}° × ${scale}`);
          assert.closeTo(point.y, 567.8, 1e-9, `y at ${rotate}° × ${scale}`);
        }
      }
    }
  });

  it('keeps the true size of a 42 mm seal at 100 %', () => {
    const seal = (42 / 25.4) * 72;
    const { width } = new PageGeometry(box(0), 96 / 72).toCss({ x: 100, y: 100, width: seal, height: seal });
    assert.closeTo(width, (42 / 25.4) * 96, 1e-9);
  });
});

describe('PageLayout', () => {
  const boxes = [box(0), box(90), box(0)];
  const layout = (scale: number) => new PageLayout(boxes, { scale, gap: 10, viewportWidth: 300 });

  it('finds the page at a height, a gap belonging to the page above', () => {
    assert.deepEqual(
      [0, 10, 809, 811, 820, 1419, 1430].map((y) => layout(1).at(y)),
      [0, 0, 0, 0, 1, 1, 2],
    );
  });

  it('finds the same place again in a layout of another zoom', () => {
    const place = layout(1).anchor(820 + 150);
    assert.closeTo(layout(3).resolve(place), layout(3).top(1) + 450, 1e-6);
  });
});
