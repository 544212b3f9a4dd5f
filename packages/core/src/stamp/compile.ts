import { CinnabarError, isCinnabarError } from '../error/index.ts';
import {
  displayValue,
  isMarkControl,
  optionsOf,
  readTable,
  statesOf,
  type Control,
  type ControlValues,
  type FillControl,
  type MarkControl,
  type Rect,
} from '../field/index.ts';

import type {
  FieldContent,
  PreparedCheckField,
  PreparedField,
  PreparedSignatureField,
  PreparedTextField,
} from './fields.ts';
import type { CheckFill, Fill, TextFill } from './fill.ts';
import type { Mark } from './mark.ts';
import { placesOf, type PageBox } from './places.ts';
import { readImage, type RasterImage } from './raster-image.ts';

/** Name of the signature field in which a role signs a file. */
export function signatureFieldName(role: string): string {
  return `sig-${role}`;
}

/** What controls are compiled with. */
export interface CompileData {
  /** Of the document; needed where a control stands on several pages. */
  readonly pages?: readonly PageBox[];
  /** By control id; they win over defaults. What is hidden is not printed. */
  readonly values?: ControlValues;
  /** Files of `image` controls by id: JPEG or PNG. */
  readonly images?: Readonly<Record<string, Uint8Array>>;
}

/**
 * Fields for the controls of one file, exactly what `prepareDocument` takes. Fill controls keep their id as field name,
 * choices add `-option-1`, … and watermarks `-page-1`, …; the mark controls of a role become one signature field,
 * {@link signatureFieldName}, with a place for each in the order of `controls` (see {@link compileMarks}). The same
 * controls and data give the same fields. Catalogue: TPL-07, TPL-08, Z-10, Z-12.
 * @throws CinnabarError `PREPARE_PAGE`, `FIELD_IMAGE` (details: `field`)
 */
export function compileControls(controls: readonly Control[], data: CompileData = {}): PreparedField[] {
  const { isShown } = statesOf(controls, data.values ?? {});
  const marks = new Map<string, MarkControl[]>();
  const fields: PreparedField[] = [];
  for (const control of controls) {
    if (isMarkControl(control)) marks.set(control.role, [...(marks.get(control.role) ?? []), control]);
    else {
      const value = isShown(control) ? valueOf(control, data.values) : undefined;
      fields.push(...fillFieldsOf(control, value, data));
    }
  }
  return [...fields, ...Array.from(marks, ([role, areas]) => signatureField(role, areas, data.pages))];
}

/**
 * What `fillFields` and `prepareSignature` take for `values`, by control id: of controls that are shown, not fixed and
 * have a value among them. An empty value empties its field. Dates of signing are values like others here.
 * Catalogue: SGN-02.
 * @throws CinnabarError `FIELD_IMAGE` (details: `field`)
 */
export function compileFills(
  controls: readonly Control[],
  values: ControlValues,
  data: {
    /** Files of `image` controls by id. */
    readonly images?: Readonly<Record<string, Uint8Array>>;
    /** What was filled before, by anybody: conditions may depend on it. */
    readonly inForce?: ControlValues;
  } = {},
): Fill[] {
  const { isShown } = statesOf(controls, { ...data.inForce, ...values });
  return controls.flatMap((control): Fill[] => {
    const value = Object.hasOwn(values, control.id) ? values[control.id] : undefined;
    if (isMarkControl(control) || value === undefined || control.readOnly || !isShown(control)) return [];
    if (control.kind === 'watermark') return [];
    if (isChoice(control)) {
      return choicesOf(control).map(({ name, option }): CheckFill => ({ name, on: isChosen(control, value, option) }));
    }
    const content = contentOf(control, value, data.images?.[control.id]);
    const fill: TextFill = { name: control.id, value: displayValue(control, value), ...faceOf(control) };
    return [content ? { ...fill, content } : fill];
  });
}

/**
 * One entry for each place of the role's signature field, in order, exactly what `stampMarks` and `prepareSignature` take:
 * the mark given for a control on all its pages, a cross-page seal in its strips.
 */
export function compileMarks(
  controls: readonly Control[],
  role: string,
  marks: ReadonlyMap<string, Mark>,
  pages?: readonly PageBox[],
): (Mark | undefined)[] {
  return controls
    .filter((control) => isMarkControl(control) && control.role === role)
    .flatMap((control) => {
      const mark = marks.get(control.id);
      return placesOf(control, pages).map(({ strip }): Mark | undefined => {
        if (!mark || !strip) return mark;
        // Where it was put on one page says nothing of the strips.
        return 'artwork' in mark ? { artwork: mark.artwork, fit: mark.fit ?? false, strip } : { artwork: mark, strip };
      });
    });
}

/** Kinds that are boxes to check rather than words. */
export function isChoice({ kind, optionRects }: FillControl): boolean {
  return kind === 'radio' || kind === 'check' || optionRects !== undefined;
}

/** The boxes of a choice: where the form prints them, else one beside or below the other in the control's rectangle. */
export function choicesOf(control: FillControl): readonly { name: string; option: string; rect: Rect }[] {
  const { id, rect, optionRects } = control;
  const options = optionsOf(control);
  if (options.length === 0) return [{ name: id, option: 'yes', rect }];
  const stacked = rect.height / options.length >= leastHeight;
  const share = stacked ? rect.height / options.length : rect.width / options.length;
  return options.map((option, i) => ({
    name: `${id}-option-${i + 1}`,
    option,
    rect:
      optionRects?.[i] ??
      (stacked
        ? { ...rect, y: rect.y + rect.height - (i + 1) * share, height: share }
        : { ...rect, x: rect.x + i * share, width: share }),
  }));
}

const leastHeight = 13; // points of a line

function isChosen(control: FillControl, value: string, option: string): boolean {
  return control.kind === 'check' ? value.split('\n').includes(option) : value === option;
}

function fillFieldsOf(control: FillControl, value: string | undefined, data: CompileData): PreparedField[] {
  const { kind, id, label } = control;
  if (kind === 'watermark') {
    return placesOf(control, data.pages).map(({ page, rect }) => {
      const name = `${id}-page-${page + 1}`;
      return { type: 'watermark', name, page, rect, text: value ?? label['zh-Hans'], tooltip: label['zh-Hans'] };
    });
  }
  return isChoice(control) ? checkFields(control, value) : [textField(control, value, data)];
}

function checkFields(control: FillControl, value = ''): PreparedCheckField[] {
  const { page, label, fontSize, readOnly, optionRects } = control;
  const excludes = control.kind !== 'check';
  const single = optionsOf(control).length === 0;
  return choicesOf(control).map(({ name, option, rect }) => ({
    type: 'check',
    name,
    page,
    rect,
    tooltip: single ? label['zh-Hans'] : `${label['zh-Hans']}：${option}`,
    frame: optionRects ? 'none' : excludes ? 'circle' : 'square',
    on: isChosen(control, value, option),
    ...faceOf(control),
    ...(optionRects || single ? {} : { caption: option }),
    ...(fontSize === undefined ? {} : { fontSize }),
    ...(readOnly === undefined ? {} : { readOnly }),
  }));
}

function textField(control: FillControl, value: string | undefined, data: CompileData): PreparedTextField {
  const { id, page, rect, maxLength, fontSize, align, readOnly, comb } = control;
  const content = value === undefined ? undefined : contentOf(control, value, data.images?.[id]);
  return {
    type: 'text',
    name: id,
    page,
    rect,
    tooltip: control.label['zh-Hans'],
    multiline: isMultiline(control),
    ...(value === undefined ? {} : { value: displayValue(control, value) }),
    ...(content ? { content } : {}),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(comb ? { comb } : {}),
    ...(fontSize === undefined ? {} : { fontSize }),
    ...faceOf(control),
    ...(align === undefined ? {} : { align }),
    ...(readOnly === undefined ? {} : { readOnly }),
  };
}

/** Kinds whose words may take several lines. */
export function isMultiline({ kind }: FillControl): boolean {
  return ['multiline', 'district', 'attachment', 'table'].includes(kind);
}

/** What is drawn in place of the value's words. */
export function contentOf(control: FillControl, value: string, image?: Uint8Array): FieldContent | undefined {
  if (value.trim() === '') return undefined;
  switch (control.kind) {
    case 'tick':
      return { kind: 'tick', right: value === 'yes' };
    case 'image':
      return { kind: 'image', image: imageOf(control.id, image) };
    case 'table': {
      const columns = (control.columns ?? []).map(({ title, ...column }) => ({ ...column, title: title['zh-Hans'] }));
      return { kind: 'table', table: { columns, rows: readTable(value) ?? [] } };
    }
    default:
      return undefined;
  }
}

/** @throws CinnabarError `FIELD_IMAGE` (details: `field`) */
function imageOf(field: string, bytes: Uint8Array | undefined): RasterImage {
  try {
    return readImage(bytes ?? new Uint8Array());
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    throw new CinnabarError(cause.code, cause.message, { details: { field }, cause });
  }
}

function valueOf({ id, value }: FillControl, values: ControlValues = {}): string | undefined {
  return Object.hasOwn(values, id) ? values[id] : value;
}

function faceOf({ font, minFontSize }: FillControl): { font?: string; minFontSize?: number } {
  return { ...(font === undefined ? {} : { font }), ...(minFontSize === undefined ? {} : { minFontSize }) };
}

function signatureField(
  role: string,
  areas: readonly MarkControl[],
  pages: readonly PageBox[] | undefined,
): PreparedSignatureField {
  return {
    type: 'signature',
    name: signatureFieldName(role),
    widgets: areas.flatMap((area) => placesOf(area, pages).map(({ page, rect }) => ({ page, rect }))),
    tooltip: areas[0]?.label['zh-Hans'] ?? role,
  };
}
