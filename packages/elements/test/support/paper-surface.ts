import type { MarkControl } from '@cinnabar/core/field';

import type { DropSurface, DropTarget, MarkKind } from '../../src/placement/index.ts';

const pixelsPerPoint = 1;
const pageHeight = 1200;

/** A mark control for tests; rectangle in points on a page of 400 × 1200. */
export function markControl(id: string, change: Partial<MarkControl> = {}): MarkControl {
  return {
    id,
    kind: 'company-seal',
    role: 'employer',
    required: true,
    label: { 'zh-Hans': '企业签署区域', 'zh-Hant': '企業簽署區域', en: 'Company signing area' },
    page: 0,
    rect: { x: 40, y: 1000, width: 200, height: 160 },
    ...change,
  };
}

/** A surface of real elements in a real scroll container, so that real pointers can hit it; the geometry is this test's own. */
export class PaperSurface implements DropSurface {
  readonly pixelsPerPoint = pixelsPerPoint;
  readonly scrollContainer = document.createElement('div');
  /** Every call of `highlightAreas`, in order. */
  readonly highlights: (MarkKind | null)[] = [];
  readonly #role: string;
  readonly #areas: { control: MarkControl; element: HTMLElement }[];

  constructor(controls: readonly MarkControl[], role = 'employer') {
    this.#role = role;
    Object.assign(this.scrollContainer.style, {
      width: '420px',
      height: '400px',
      overflow: 'auto',
      background: '#eee',
    });
    const page = document.createElement('div');
    Object.assign(page.style, { position: 'relative', width: '400px', height: `${pageHeight}px`, background: 'white' });
    this.scrollContainer.append(page);
    this.#areas = controls.map((control) => {
      const element = document.createElement('div');
      const { x, y, width, height } = control.rect;
      Object.assign(element.style, {
        position: 'absolute',
        left: `${x}px`,
        top: `${pageHeight - y - height}px`,
        width: `${width}px`,
        height: `${height}px`,
        outline: '1px solid #b8282c',
      });
      page.append(element);
      return { control, element };
    });
  }

  areaAt(clientX: number, clientY: number): DropTarget | undefined {
    const view = this.scrollContainer.getBoundingClientRect();
    if (clientX < view.left || clientX > view.right || clientY < view.top || clientY > view.bottom) return undefined;
    const hit = this.#areas.find(({ element }) => {
      const box = element.getBoundingClientRect();
      return clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
    });
    if (!hit) return undefined;
    const box = hit.element.getBoundingClientRect();
    const { rect } = hit.control;
    return this.#target(hit, { x: rect.x + clientX - box.left, y: rect.y + box.bottom - clientY });
  }

  areas(): readonly DropTarget[] {
    return this.#areas.map((area) => {
      const { x, y, width, height } = area.control.rect;
      return this.#target(area, { x: x + width / 2, y: y + height / 2 });
    });
  }

  highlightAreas(kind: MarkKind | null): void {
    this.highlights.push(kind);
  }

  reveal(_fileId: string, controlId: string): void {
    this.elementOf(controlId).scrollIntoView({ block: 'center', behavior: 'instant' });
  }

  elementOf(controlId: string): HTMLElement {
    const area = this.#areas.find(({ control }) => control.id === controlId);
    if (!area) throw new Error(`no area ${controlId}`);
    return area.element;
  }

  #target(
    { control, element }: { control: MarkControl; element: HTMLElement },
    point: { x: number; y: number },
  ): DropTarget {
    const box = element.getBoundingClientRect();
    return { fileId: 'contract', control, mine: control.role === this.#role, box, pixelsPerPoint, point };
  }
}
