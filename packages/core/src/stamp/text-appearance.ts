import type { Cluster } from '../font/index.ts';
import { PdfDict, type PdfStream } from '../pdf/index.ts';

import type { EmbeddedFonts } from './embedded-fonts.ts';
import { appearanceForm, type AppearanceSize } from './form-xobject.ts';
import type { TextLayout } from './layout.ts';

/** The appearance of a text field: black text, or nothing. */
export function textAppearance(
  layout: TextLayout | undefined,
  fonts: EmbeddedFonts,
  size: AppearanceSize,
  rotation: number,
): PdfStream {
  const shown = layout?.lines.filter(({ clusters }) => clusters.length > 0) ?? [];
  if (!layout || shown.length === 0) return appearanceForm('/Tx BMC\nEMC', size, new PdfDict(), rotation);
  const body = shown.map(({ clusters, x, baseline }) => {
    const runs = runsOf(clusters).map(
      (run) => `/${fonts.resourceName(run.face)} ${layout.fontSize} Tf\n<${fonts.encode(run.clusters)}> Tj`,
    );
    return `1 0 0 1 ${round(x)} ${round(baseline)} Tm\n${runs.join('\n')}`;
  });
  const faces = shown.flatMap(({ clusters }) => clusters.map(({ face }) => face));
  return appearanceForm(`/Tx BMC\nq\n0 g\nBT\n${body.join('\n')}\nET\nQ\nEMC`, size, fonts.resources(faces), rotation);
}

/** Neighbours set in the same face. */
function runsOf(clusters: readonly Cluster[]): { face: number; clusters: Cluster[] }[] {
  const runs: { face: number; clusters: Cluster[] }[] = [];
  for (const cluster of clusters) {
    const last = runs.at(-1);
    if (last?.face === cluster.face) last.clusters.push(cluster);
    else runs.push({ face: cluster.face, clusters: [cluster] });
  }
  return runs;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
