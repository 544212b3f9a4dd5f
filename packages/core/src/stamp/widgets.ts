import type { FontSet } from '../font/index.ts';
import {
  PdfDict,
  PdfName,
  type IncrementalWriter,
  type PdfDocument,
  type PdfObject,
  type PdfRef,
  type PdfStream,
} from '../pdf/index.ts';

import { changeDict } from './change-dict.ts';
import type { Drawing } from './drawing.ts';
import { EmbeddedFonts } from './embedded-fonts.ts';
import { appearanceForm, type AppearanceSize } from './form-xobject.ts';

/** A widget with what is to be shown in it. */
export interface WidgetWork {
  readonly field: PdfRef;
  readonly widget: PdfRef;
  readonly size: AppearanceSize;
  readonly rotation: number;
  /** Absent: the field stays without one, or with the one it has. */
  readonly value?: PdfObject;
  /** One look, or one for each state (ISO 32000-2 §12.5.5); absent: it looks as it did. */
  readonly look?: Drawing | ReadonlyMap<string, Drawing>;
  /** Which of its looks it has. */
  readonly state?: string;
}

/** Sets value, state and appearance of each widget, with one font subset per face for all of them. */
export function writeWidgets(
  document: PdfDocument,
  writer: IncrementalWriter,
  works: readonly WidgetWork[],
  fonts: FontSet,
): void {
  const drawings = works.flatMap(({ look }) =>
    look === undefined ? [] : isStates(look) ? [...look.values()] : [look],
  );
  const embedded = new EmbeddedFonts(
    writer,
    fonts,
    drawings.flatMap(({ clusters }) => clusters),
  );
  const tools = { document, writer, fonts: embedded };
  for (const { field, widget, value, look, state, size, rotation } of works) {
    const stream = (drawing: Drawing): PdfStream => {
      const { operators, resources } = drawing.paint(tools);
      return appearanceForm(`/Tx BMC\n${operators === '' ? '' : `${operators}\n`}EMC`, size, resources, rotation);
    };
    if (look) {
      const normal = isStates(look)
        ? new PdfDict(new Map(Array.from(look, ([name, drawing]) => [name, writer.add(stream(drawing))])))
        : writer.add(stream(look));
      changeDict(writer, widget, (dict) => dict.set('AP', new PdfDict({ N: normal })));
    }
    if (state !== undefined) changeDict(writer, widget, (dict) => dict.set('AS', PdfName.of(state)));
    if (value !== undefined) changeDict(writer, field, (dict) => dict.set('V', value));
  }
}

function isStates(look: Drawing | ReadonlyMap<string, Drawing>): look is ReadonlyMap<string, Drawing> {
  return look instanceof Map;
}
