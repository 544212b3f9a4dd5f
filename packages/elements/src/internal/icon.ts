import type { IconNode } from 'lucide';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** A Lucide icon as an inline SVG, hidden from assistive technology: the control around it carries the name. */
export function icon(node: IconNode, size = 20): TemplateResult {
  return html`<svg
    width=${size}
    height=${size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${node.map(([tag, attributes]) => shape(tag, attributes))}
  </svg>`;
}

function shape(tag: string, a: IconNode[number][1]): SVGTemplateResult | typeof nothing {
  switch (tag) {
    case 'path':
      return svg`<path d=${a.d ?? ''} />`;
    case 'circle':
      return svg`<circle cx=${a.cx ?? 0} cy=${a.cy ?? 0} r=${a.r ?? 0} fill=${a.fill ?? 'none'} />`;
    case 'rect':
      return svg`<rect x=${a.x ?? 0} y=${a.y ?? 0} width=${a.width ?? 0} height=${a.height ?? 0} rx=${a.rx ?? 0} />`;
    case 'line':
      return svg`<line x1=${a.x1 ?? 0} y1=${a.y1 ?? 0} x2=${a.x2 ?? 0} y2=${a.y2 ?? 0} />`;
    case 'polyline':
      return svg`<polyline points=${a.points ?? ''} />`;
    case 'polygon':
      return svg`<polygon points=${a.points ?? ''} />`;
    case 'ellipse':
      return svg`<ellipse cx=${a.cx ?? 0} cy=${a.cy ?? 0} rx=${a.rx ?? 0} ry=${a.ry ?? 0} />`;
    default:
      return nothing;
  }
}
