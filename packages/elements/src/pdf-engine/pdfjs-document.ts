import type * as pdfjsLibrary from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type {
  EngineDocument,
  EnginePage,
  MountedText,
  PageBox,
  PageExtent,
  Quadrant,
  RenderOptions,
  StructureContent,
  StructureNode,
  TextRun,
} from './engine.ts';

type PdfJs = typeof pdfjsLibrary;
/** The published types leave out what the worker sends along. */
type RawStructure = NonNullable<Awaited<ReturnType<PDFPageProxy['getStructTree']>>> & {
  readonly alt?: string;
  readonly lang?: string;
};

export class PdfJsDocument implements EngineDocument {
  readonly pageCount: number;
  readonly #pdfjs: PdfJs;
  readonly #proxy: PDFDocumentProxy;
  readonly #release: () => Promise<void>;

  constructor(pdfjs: PdfJs, proxy: PDFDocumentProxy, release: () => Promise<void>) {
    this.pageCount = proxy.numPages;
    this.#pdfjs = pdfjs;
    this.#proxy = proxy;
    this.#release = release;
  }

  async page(index: number): Promise<EnginePage> {
    return new PdfJsPage(this.#pdfjs, await this.#proxy.getPage(index + 1));
  }

  destroy(): Promise<void> {
    return this.#release();
  }
}

class PdfJsPage implements EnginePage {
  readonly index: number;
  readonly box: PageBox;
  readonly #pdfjs: PdfJs;
  readonly #proxy: PDFPageProxy;

  constructor(pdfjs: PdfJs, proxy: PDFPageProxy) {
    this.#pdfjs = pdfjs;
    this.#proxy = proxy;
    this.index = proxy.pageNumber - 1;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = proxy.view;
    this.box = {
      cropBox: [x0, y0, x1, y1],
      rotate: ((((proxy.rotate % 360) + 360) % 360) as Quadrant) || 0,
      userUnit: proxy.userUnit,
    };
  }

  async render(canvas: HTMLCanvasElement, { scale, signal }: RenderOptions): Promise<void> {
    signal?.throwIfAborted();
    const viewport = this.#proxy.getViewport({ scale });
    canvas.width = Math.max(1, Math.floor(viewport.width));
    canvas.height = Math.max(1, Math.floor(viewport.height));
    const task = this.#proxy.render({
      canvas,
      viewport,
      annotationMode: this.#pdfjs.AnnotationMode.ENABLE,
      background: '#ffffff',
    });
    const cancel = (): void => task.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      await task.promise;
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  async text(signal?: AbortSignal): Promise<readonly TextRun[]> {
    signal?.throwIfAborted();
    const content = await this.#proxy.getTextContent();
    signal?.throwIfAborted();
    return content.items.flatMap((item) => ('str' in item ? [{ text: item.str, endsLine: item.hasEOL }] : []));
  }

  async bounds(): Promise<PageExtent | undefined> {
    const [content, annotations] = await Promise.all([this.#proxy.getTextContent(), this.#proxy.getAnnotations()]);
    const text = content.items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? corners(item) : []));
    const fields = annotations.flatMap(({ rect, subtype }: { rect: number[]; subtype: string }) =>
      subtype === 'Widget' ? [rect.slice(0, 2), rect.slice(2)] : [],
    );
    const points = [...text, ...fields];
    if (points.length === 0) return undefined;
    const [xs, ys] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)];
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  }

  async mountText(container: HTMLElement): Promise<MountedText> {
    const layer = new this.#pdfjs.TextLayer({
      textContentSource: this.#proxy.streamTextContent({ includeMarkedContent: true }),
      container,
      viewport: this.#proxy.getViewport({ scale: 1 }),
    });
    await layer.render();
    return {
      elements: layer.textDivs,
      remove: () => {
        layer.cancel();
        container.replaceChildren();
      },
    };
  }

  async structure(): Promise<StructureNode | undefined> {
    const tree = await this.#proxy.getStructTree();
    return tree ? structureNode(tree, 0) : undefined;
  }

  release(): void {
    this.#proxy.cleanup();
  }
}

/** The corners of a run of text that stands at any angle. */
function corners({ transform, width, height }: { transform: number[]; width: number; height: number }): number[][] {
  const [a = 1, b = 0, , , x = 0, y = 0] = transform;
  const length = Math.hypot(a, b) || 1;
  const [along, up] = [
    [(a / length) * width, (b / length) * width],
    [(-b / length) * height, (a / length) * height],
  ] as const;
  return [
    [x, y],
    [x + along[0], y + along[1]],
    [x + up[0], y + up[1]],
  ];
}

/** Deeper structure than this is a hostile file, not a contract. */
const maxDepth = 64;

function structureNode(raw: RawStructure, depth: number): StructureNode {
  const children = depth > maxDepth ? [] : raw.children;
  return {
    role: raw.role,
    children: children.flatMap((child): (StructureNode | StructureContent)[] => {
      if ('children' in child) return [structureNode(child, depth + 1)];
      return child.type === 'content' && child.id ? [{ id: child.id }] : [];
    }),
    ...(raw.alt ? { alternative: raw.alt } : {}),
    ...(raw.lang ? { language: raw.lang } : {}),
  };
}
