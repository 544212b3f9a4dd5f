import type { Control } from '@cinnabar/core/field';
import { GlyphReader } from '../files/glyph-reader.ts';
import { AnchorText, blankArea, blockArea, gapArea, type Area } from './anchors.ts';
import { sealArea, signatureArea } from './mark-areas.ts';
import type { Anchor, ControlTemplate, Template } from './template.ts';

export interface Placement {
  readonly controls: readonly Control[];
  readonly unplaced: readonly string[];
}

const glyphs = new GlyphReader();

/** Finds a template's controls in a document by its words. What is not found is said, never guessed. */
export async function placeTemplate(template: Template, bytes: Uint8Array): Promise<Placement> {
  const text = new AnchorText(await glyphs.read(bytes));
  const controls: Control[] = [];
  const unplaced: string[] = [];
  for (const anchor of template.anchors) {
    for (const [control, area] of resolveAnchor(text, anchor)) {
      if (area === undefined) unplaced.push(control.id);
      else controls.push(placed(control, area));
    }
  }
  return { controls, unplaced };
}

function resolveAnchor(text: AnchorText, anchor: Anchor): readonly (readonly [ControlTemplate, Area | undefined])[] {
  switch (anchor.shape) {
    case 'blanks': {
      const groups = text.find(anchor.pattern);
      return anchor.controls.map((control, index) => [control, blankArea(groups?.[index + 1] ?? [])] as const);
    }
    case 'block':
      return [[anchor.control, blockArea(text.find(anchor.pattern)?.[1] ?? [])]];
    case 'date-gaps': {
      const glyphs = text.find(anchor.pattern, anchor.occurrence)?.[0] ?? [];
      return anchor.controls.map(
        (control, index) => [control, gapArea(glyphs.at(index - 4), glyphs.at(index - 3))] as const,
      );
    }
    case 'seal': {
      const groups = text.find(anchor.pattern);
      const next = groups?.[2]?.[0];
      const columnEnd = next !== undefined && next.page === groups?.[1]?.[0]?.page ? next.x - 6 : undefined;
      return [[anchor.control, sealArea(text, groups?.[1] ?? [], columnEnd)]];
    }
    case 'signature':
      return [[anchor.control, signatureArea(text, text.find(anchor.pattern)?.[1] ?? [])]];
  }
}

function placed(control: ControlTemplate, area: Area): Control {
  const { x, y, width, height } = area.rect;
  const rect = { x: round(x), y: round(y), width: round(width), height: round(height) };
  const position = { page: area.page, rect };
  if (control.kind === 'signature' || control.kind === 'company-seal') {
    return { ...control, kind: control.kind, ...position };
  }
  return { ...control, ...position, fontSize: round(Math.min(area.textSize * 0.9, 10.5)) } as Control;
}

/** To a hundredth of a point. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
