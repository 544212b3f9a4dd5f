import type { MarkControl } from '@cinnabar/core/field';
import { html, render } from 'lit';

import type { SealAsset } from '@cinnabar/elements/backend';
import {
  artworkPaths,
  type DropSurface,
  type DropTarget,
  type MarkKind,
  type PagePoint,
} from '../../packages/elements/src/placement/index.ts';

const page = { width: 460, height: 640 };

/** A sheet with signing areas, one CSS pixel per point: enough to try a tray without a PDF. */
export class StoryPaper implements DropSurface {
  readonly pixelsPerPoint = 1;
  readonly scrollContainer = document.createElement('div');
  readonly #role: string;
  readonly #areas: { control: MarkControl; element: HTMLElement }[];

  constructor(controls: readonly MarkControl[], role: string) {
    this.#role = role;
    Object.assign(this.scrollContainer.style, { flex: '1', overflow: 'auto', padding: '24px', minHeight: '0' });
    const sheet = document.createElement('div');
    Object.assign(sheet.style, {
      position: 'relative',
      width: `${page.width}px`,
      height: `${page.height}px`,
      margin: 'auto',
      background: 'white',
      boxShadow: '0 1px 4px rgb(0 0 0 / 0.25)',
    });
    this.scrollContainer.append(sheet);
    this.#areas = controls.map((control) => {
      const element = document.createElement('div');
      const { x, y, width, height } = control.rect;
      const colour = control.role === role ? '#b8282c' : '#1f5a96';
      Object.assign(element.style, {
        position: 'absolute',
        left: `${x}px`,
        top: `${page.height - y - height}px`,
        width: `${width}px`,
        height: `${height}px`,
        display: 'grid',
        placeItems: 'center',
        border: `1px dashed ${colour}`,
        color: colour,
        fontSize: '13px',
        transition: 'box-shadow 160ms, translate 160ms',
      });
      element.textContent = control.label['zh-Hans'];
      sheet.append(element);
      return { control, element };
    });
  }

  areaAt(clientX: number, clientY: number): DropTarget | undefined {
    return this.areas()
      .filter(({ box }) => clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom)
      .map((target) => {
        const { rect } = target.control;
        const point = { x: rect.x + clientX - target.box.left, y: rect.y + target.box.bottom - clientY };
        return { ...target, point };
      })[0];
  }

  areas(): readonly DropTarget[] {
    return this.#areas.map(({ control, element }) => {
      const { x, y, width, height } = control.rect;
      const point = { x: x + width / 2, y: y + height / 2 };
      const box = element.getBoundingClientRect();
      return { fileId: 'story', control, mine: control.role === this.#role, box, pixelsPerPoint: 1, point };
    });
  }

  highlightAreas(kind: MarkKind | null): void {
    for (const { control, element } of this.#areas) {
      const lifted = control.kind === kind && control.role === this.#role;
      element.style.boxShadow = lifted ? '0 6px 18px rgb(184 40 44 / 0.35)' : '';
      element.style.translate = lifted ? '0 -2px' : '';
    }
  }

  reveal(_fileId: string, controlId: string): void {
    this.#areas.find(({ control }) => control.id === controlId)?.element.scrollIntoView({ block: 'center' });
  }

  /** Draws a seal into its area at true size. */
  stamp(controlId: string, { artwork }: SealAsset, center: PagePoint): void {
    const area = this.#areas.find(({ control }) => control.id === controlId);
    if (!area) return;
    area.element.textContent = '';
    const { width, height } = artwork;
    render(
      html`<svg width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`}>${artworkPaths(artwork)}</svg>`,
      area.element,
    );
    const { rect } = area.control;
    Object.assign((area.element.querySelector('svg') as SVGElement).style, {
      position: 'absolute',
      left: `${center.x - width / 2 - rect.x - 1}px`,
      bottom: `${center.y - height / 2 - rect.y - 1}px`,
    });
  }
}
