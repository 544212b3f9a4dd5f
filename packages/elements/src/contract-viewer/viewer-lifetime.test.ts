import { assert } from 'chai';
import { samplePdf } from '../../test/support/sample-pdf.ts';
import { mountViewer, until } from '../../test/support/viewer-fixture.ts';

const bytes = samplePdf(Array.from({ length: 6 }, (_, i) => ({ lines: [`Page ${i + 1}`] })));

describe('lifetime of cinnabar-contract-viewer', () => {
  const RealWorker = window.Worker;
  let alive = 0;
  let started = 0;

  beforeEach(() => {
    alive = started = 0;
    window.Worker = class extends RealWorker {
      #running = true;
      constructor(...args: ConstructorParameters<typeof RealWorker>) {
        super(...args);
        alive++;
        started++;
      }
      override terminate(): void {
        super.terminate();
        if (this.#running) alive--;
        this.#running = false;
      }
    };
  });
  afterEach(() => {
    window.Worker = RealWorker;
  });

  it('leaves no worker, no canvas pixels and no document behind', async () => {
    for (let round = 0; round < 5; round++) {
      const { viewer, root, painted } = mountViewer({ a: bytes });
      await painted(0);
      assert.isAtLeast(alive, 1);
      const canvases = [...root.querySelectorAll('canvas')];
      viewer.remove();
      await until('workers stopped', () => alive === 0);
      assert.isTrue(
        canvases.every((canvas) => canvas.width === 0),
        'pixels given back',
      );
      assert.isUndefined(viewer.fileId);
    }
  });

  it('frees what an unfinished load had begun', async () => {
    let deliver: (bytes: Uint8Array) => void = () => undefined;
    const { viewer } = mountViewer({ a: () => new Promise((resolve) => (deliver = resolve)) });
    await viewer.updateComplete;
    viewer.remove();
    deliver(bytes);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(alive, 0);
    assert.equal(viewer.pageCount, 0);
  });

  it('keeps document and place when it is moved', async () => {
    const { viewer, root, painted } = mountViewer({ a: bytes });
    await painted(0);
    viewer.goToPage(3);
    await painted(3);
    const before = started;
    const box = document.createElement('div');
    document.body.append(box);
    box.append(viewer);
    await painted(3);
    assert.equal(started, before, 'nothing was loaded again');
    assert.equal(viewer.currentPage, 3);
    assert.isAbove(root.querySelector('.scroller')!.scrollTop, 1000);
    box.remove();
    await until('workers stopped', () => alive === 0);
  });

  it('loads again when it comes back after having been removed', async () => {
    const { viewer, painted } = mountViewer({ a: bytes });
    await painted(0);
    viewer.remove();
    await until('workers stopped', () => alive === 0);
    document.body.append(viewer);
    await painted(0);
    viewer.remove();
    await until('workers stopped', () => alive === 0);
  });
});
