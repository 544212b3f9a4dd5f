import {
  controlFormats,
  fillKinds,
  formatsOfKind,
  labourMeanings,
  markKinds,
  prefillSources,
  severalPageKinds,
} from './kinds.ts';

/** JSON Schema of a control (draft 2020-12), and of the parts it is made of. The TypeScript types agree with it: a test compares them. */

const coordinate = { type: 'number', minimum: -14_400, maximum: 14_400 } as const;

const alignment = { enum: ['left', 'center', 'right'] } as const;

const localizedSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['zh-Hans', 'zh-Hant', 'en'],
  properties: {
    'zh-Hans': { type: 'string', minLength: 1, maxLength: 200 },
    'zh-Hant': { type: 'string', minLength: 1, maxLength: 200 },
    en: { type: 'string', minLength: 1, maxLength: 200 },
  },
} as const;

const rectSchema = {
  description: 'Points in default user space: origin at the bottom-left corner of the page, y upward.',
  type: 'object',
  additionalProperties: false,
  required: ['x', 'y', 'width', 'height'],
  properties: { x: coordinate, y: coordinate, width: coordinate, height: coordinate },
} as const;

const conditionSchema = {
  description: 'Holds when the control has that value, or one of those.',
  type: 'object',
  additionalProperties: false,
  required: ['control', 'equals'],
  properties: {
    control: { type: 'string' },
    equals: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  },
} as const;

const anchorSchema = {
  anyOf: [
    {
      description: 'A phrase of the document.',
      type: 'object',
      additionalProperties: false,
      required: ['keyword'],
      properties: {
        keyword: { type: 'string', minLength: 1, maxLength: 200 },
        occurrence: { description: 'From 1; negative counts from the end.', type: 'integer', not: { const: 0 } },
        side: { enum: ['center', 'after', 'below'] },
        offset: {
          type: 'object',
          additionalProperties: false,
          required: ['x', 'y'],
          properties: { x: coordinate, y: coordinate },
        },
      },
    },
    {
      description: "A field of the document's own form, by its full name.",
      type: 'object',
      additionalProperties: false,
      required: ['field'],
      properties: { field: { type: 'string', minLength: 1 }, widget: { type: 'integer', minimum: 0 } },
    },
  ],
} as const;

const columnSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['title', 'width'],
  properties: { title: localizedSchema, width: { type: 'number', exclusiveMinimum: 0 }, align: alignment },
} as const;

const baseProperties = {
  id: { description: 'Becomes the name of the form field.', type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
  role: { description: 'Whose signer fills or signs it.', type: 'string', pattern: '^[A-Za-z0-9_-]{1,60}$' },
  label: localizedSchema,
  required: { type: 'boolean' },
  page: { description: '0-based; negative counts from the end.', type: 'integer' },
  rect: rectSchema,
  pages: { description: '`ALL`, or printed page numbers from 1 such as `1-5,8`.', type: 'string', maxLength: 200 },
  anchor: anchorSchema,
  showWhen: conditionSchema,
  requireWhen: conditionSchema,
} as const;

const baseRequired = ['id', 'role', 'label', 'required', 'kind', 'page', 'rect'] as const;

export const fillControlSchema = {
  description: 'Takes a value.',
  type: 'object',
  additionalProperties: false,
  required: baseRequired,
  properties: {
    ...baseProperties,
    kind: { enum: fillKinds },
    value: { description: 'Default.', type: 'string', maxLength: 20_000 },
    readOnly: { type: 'boolean' },
    options: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 200 }, maxItems: 200 },
    optionRects: { type: 'array', items: rectSchema, maxItems: 200 },
    maxLength: { description: 'Unicode code points.', type: 'integer', minimum: 1, maximum: 20_000 },
    fontSize: { description: 'Points; 0: as large as fits, at most 12.', type: 'number', minimum: 0, maximum: 72 },
    minFontSize: { type: 'number', minimum: 4, maximum: 72 },
    font: { description: 'Name of a face.', type: 'string' },
    align: alignment,
    comb: { description: 'One cell for each of maxLength characters.', type: 'boolean' },
    format: { enum: controlFormats },
    decimals: { type: 'integer', minimum: 0, maximum: 6 },
    datePart: { enum: ['year', 'month', 'day'] },
    prefill: { enum: prefillSources },
    meaning: { enum: labourMeanings },
    columns: { type: 'array', items: columnSchema, minItems: 1, maxItems: 30 },
    maxRows: { type: 'integer', minimum: 1, maximum: 500 },
  },
} as const;

export const markControlSchema = {
  description: 'An area for handwriting or a seal.',
  type: 'object',
  additionalProperties: false,
  required: baseRequired,
  properties: {
    ...baseProperties,
    kind: { enum: markKinds },
    text: { description: 'What is to be copied by hand.', type: 'string', minLength: 1, maxLength: 200 },
  },
} as const;

/** What a kind needs beside what every control has. */
const needs: readonly (readonly [kind: string, property: string])[] = [
  ['select', 'options'],
  ['radio', 'options'],
  ['table', 'columns'],
  ['remark', 'text'],
  ['cross-page-seal', 'pages'],
];

const whenKind = (kinds: readonly string[]): object => ({ required: ['kind'], properties: { kind: { enum: kinds } } });

/** The published schema: `@cinnabar/core/schemas/control-1.json`. */
export const controlSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:cinnabar:schema:control:1',
  title: 'Control',
  description: 'What is filled or signed on a document, by whom, where on which page.',
  anyOf: [fillControlSchema, markControlSchema],
  allOf: [
    ...needs.map(([kind, property]) => ({ if: whenKind([kind]), then: { required: [property] } })),
    { if: { required: ['pages'] }, then: whenKind(severalPageKinds) },
    { if: { properties: { comb: { const: true } }, required: ['comb'] }, then: { required: ['maxLength'] } },
    {
      if: { required: ['format'] },
      then: {
        anyOf: Object.entries(formatsOfKind).map(([kind, formats]) => ({
          properties: { kind: { const: kind }, format: { enum: [...new Set(formats)] } },
        })),
      },
    },
  ],
} as const;
