import { codeSets } from './code-sets.ts';
import { exchangeFields, type ExchangeField } from './fields.ts';
import { maxRecords, textPatterns } from './parse.ts';

type Schema = { [name: string]: unknown };

/**
 * JSON Schema (draft 2020-12) of a batch, made from the table of fields. It says what each field looks like; which fields
 * a purpose needs, check digits and what fields say of one another are for `parseBatch`.
 */
export function exchangeSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:cinnabar:schema:elc-exchange:1',
    title: 'elc-exchange/1',
    description: 'Electronic labour contracts for authorities. Purposes decide which fields of a record are there.',
    type: 'object',
    additionalProperties: false,
    required: ['schemaVersion', 'batchId', 'platformId', 'purpose', 'submittedAt', 'records'],
    properties: {
      schemaVersion: { const: 'elc-exchange/1' },
      batchId: textSchema(64),
      platformId: textSchema(64),
      purpose: textSchema(64),
      submittedAt: { type: 'string', pattern: textPatterns.instant },
      records: { type: 'array', minItems: 1, maxItems: maxRecords, items: { $ref: '#/$defs/record' } },
    },
    $defs: { record: groupSchema(exchangeFields, ['recordId', 'operation']) },
  };
}

function groupSchema(fields: readonly ExchangeField[], required: readonly string[]): Schema {
  const properties: Schema = {};
  for (const name of new Set(fields.map(({ path }) => path.split('.')[0] as string))) {
    const field = fields.find(({ path }) => path === name);
    const inner = fields
      .filter(({ path }) => path.startsWith(`${name}.`))
      .map((nested) => ({ ...nested, path: nested.path.slice(name.length + 1) }));
    properties[name] = field ? fieldSchema(field) : groupSchema(inner, []);
  }
  return { type: 'object', additionalProperties: false, ...(required.length > 0 ? { required } : {}), properties };
}

function fieldSchema({ type }: ExchangeField): Schema {
  switch (type.kind) {
    case 'list':
      return { type: 'array', maxItems: type.max, items: groupSchema(type.fields, []) };
    case 'text':
      return textSchema(type.max);
    case 'code':
      return { enum: Object.keys(codeSets[type.set]) };
    case 'integer':
      return { type: 'integer', minimum: type.min, maximum: type.max };
    default:
      return { type: 'string', pattern: textPatterns[type.kind] };
  }
}

function textSchema(max: number): Schema {
  return { type: 'string', minLength: 1, maxLength: max };
}
