import { CinnabarError } from '@cinnabar/core/error';
import type { Control, ControlKind } from '@cinnabar/core/field';

const kinds: Readonly<Record<ControlKind, true>> = {
  text: true,
  multiline: true,
  date: true,
  number: true,
  select: true,
  'sign-date': true,
  signature: true,
  'company-seal': true,
};

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

/** What core relies on; ids, pages, places and fonts are checked when the fields are made. */
const shape: Readonly<Record<string, Check>> = {
  id: isText,
  kind: (value) => isText(value) && Object.hasOwn(kinds, value as string),
  role: (value) => isText(value) && /^[A-Za-z0-9_-]{1,60}$/.test(value as string),
  label: hasShape({ 'zh-Hans': isText, 'zh-Hant': isText, en: isText }),
  required: isFlag,
  page: (value) => Number.isInteger(value),
  rect: hasShape({ x: isNumber, y: isNumber, width: isNumber, height: isNumber }),
  value: optional(isText),
  readOnly: optional(isFlag),
  options: optional((value) => Array.isArray(value) && value.every(isText)),
  maxLength: optional(isNumber),
  fontSize: optional(isNumber),
  align: optional((value) => ['left', 'center', 'right'].includes(value as string)),
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
