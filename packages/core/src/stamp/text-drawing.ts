import { runsOf } from '../font/index.ts';
import { PdfDict } from '../pdf/index.ts';

import type { Drawing } from './drawing.ts';
import type { TextLayout } from './layout.ts';

/** Black text, or nothing. */
export function textDrawing(layout: TextLayout | undefined): Drawing {
  const shown = layout?.lines.filter(({ clusters }) => clusters.length > 0) ?? [];
  const clusters = shown.flatMap((line) => line.clusters);
  return {
    clusters,
    paint({ fonts }) {
      if (!layout || shown.length === 0) return { operators: '', resources: new PdfDict() };
      const body = shown.map(({ clusters: line, x, baseline }) => {
        const runs = runsOf(line).map(
          (run) => `/${fonts.resourceName(run.face)} ${layout.fontSize} Tf\n<${fonts.encode(run.clusters)}> Tj`,
        );
        return `1 0 0 1 ${round(x)} ${round(baseline)} Tm\n${runs.join('\n')}`;
      });
      return {
        operators: `q\n0 g\nBT\n${body.join('\n')}\nET\nQ`,
        resources: fonts.resources(clusters.map(({ face }) => face)),
      };
    },
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
