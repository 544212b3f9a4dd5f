import '../../src/contract-viewer/contract-viewer.define.ts';
import type { CinnabarContractViewer } from '../../src/contract-viewer/index.ts';
import { PdfJsEngine } from '../../src/pdf-engine/index.ts';

/** The test server hands the renderer's files out where the package manager put them. */
export function configureAssets(): void {
  PdfJsEngine.configure({
    assetBase: '/node_modules/pdfjs-dist/',
    worker: 'legacy/build/pdf.worker.min.mjs',
    renderer: 'legacy/build/pdf.renderer.min.mjs',
  });
}

export interface ViewerFixture {
  readonly viewer: CinnabarContractViewer;
  readonly root: ShadowRoot;
  /** The page elements there are, visible or near. */
  pages(): HTMLElement[];
  /** Resolves when the page (0-based) is painted and has its text. */
  painted(page: number): Promise<HTMLElement>;
}

/** Mounts a viewer of 900 × 700 CSS pixels on `files` (id → bytes), without waiting. */
export function mountViewer(
  files: Readonly<Record<string, Uint8Array | (() => Promise<Uint8Array>)>>,
  set: Partial<CinnabarContractViewer> = {},
): ViewerFixture {
  configureAssets();
  const viewer = document.createElement('cinnabar-contract-viewer');
  Object.assign(viewer.style, { width: '900px', height: '700px' });
  viewer.files = Object.keys(files).map((id) => ({ id, name: `${id}.pdf` }));
  viewer.source = async (id) => {
    const bytes = files[id];
    if (!bytes) throw new Error(`no file ${id}`);
    return typeof bytes === 'function' ? bytes() : bytes;
  };
  Object.assign(viewer, set);
  document.body.append(viewer);
  const root = viewer.shadowRoot as ShadowRoot;
  const pages = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.page')];
  return {
    viewer,
    root,
    pages,
    painted: (page) =>
      until(`page ${page + 1} painted`, () => {
        const element = pages().find((entry) => entry.dataset['page'] === String(page + 1));
        return element?.querySelector('canvas') && element.querySelector('.end-of-content') ? element : undefined;
      }),
  };
}

/** Resolves with the first value of `look` that is not undefined, null or false; fails after some seconds. */
export async function until<T>(what: string, look: () => T | undefined | null | false, seconds = 8): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const seen = look();
    if (seen !== undefined && seen !== null && seen !== false) return seen;
    if (performance.now() > end) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
