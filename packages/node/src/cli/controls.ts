import { CinnabarError } from '@cinnabar/core/error';
import { controlFormats, fillKinds, isPageRange, markKinds, type Control } from '@cinnabar/core/field';

const kinds: readonly unknown[] = [...fillKinds, ...markKinds];

type Entry = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isFlag: Check = (value) => typeof value === 'boolean';
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const hasShape =
  (shape: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(shape).every(([key, check]) => check((value as Entry)[key]));

const isRect = hasShape({ x: isNumber, y: isNumber, width: isNumber, height: isNumber });
const isLocalized = hasShape({ 'zh-Hans': isText, 'zh-Hant': isText, en: isText });
const isAlignment: Check = (value) => ['left', 'center', 'right'].includes(value as string);
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** What core relies on; ids, pages, places and fonts are checked when the fields are made. */
const shape: Readonly<Record<string, Check>> = {
  id: isText,
  kind: (value) => kinds.includes(value),
  role: (value) => isText(value) && /^[A-Za-z0-9_-]{1,60}$/.test(value as string),
  label: isLocalized,
  required: isFlag,
  page: (value) => Number.isInteger(value),
  rect: isRect,
  value: optional(isText),
  readOnly: optional(isFlag),
  options: optional(isListOf(isText)),
  optionRects: optional(isListOf(isRect)),
  maxLength: optional(isNumber),
  fontSize: optional(isNumber),
  minFontSize: optional(isNumber),
  font: optional(isText),
  align: optional(isAlignment),
  comb: optional(isFlag),
  format: optional((value) => (controlFormats as readonly unknown[]).includes(value)),
  decimals: optional((value) => Number.isInteger(value)),
  columns: optional(isListOf(hasShape({ title: isLocalized, width: isNumber, align: optional(isAlignment) }))),
  maxRows: optional((value) => Number.isInteger(value)),
  pages: optional((value) => isText(value) && isPageRange(value as string)),
  datePart: optional((value) => ['year', 'month', 'day'].includes(value as string)),
};

/** Controls from JSON. @throws CinnabarError `CONTROLS_MALFORMED` (details: index and property of the first fault) */
export function parseControls(value: unknown): Control[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new CinnabarError('CONTROLS_MALFORMED', 'The controls are not a JSON array with at least one entry.');
  }
  for (const [index, entry] of (value as unknown[]).entries()) {
    const property = Object.keys(shape).find((key) => !shape[key]?.((entry as Entry | null)?.[key]));
    if (property !== undefined) {
      throw new CinnabarError('CONTROLS_MALFORMED', 'A control lacks a property, or has one of another kind.', {
        details: { index, property },
      });
    }
  }
  return value as Control[];
}
