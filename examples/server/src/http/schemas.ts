import { Type, type TSchema } from 'typebox';
import { controlFormats, fillKinds, markKinds, type Control } from '@cinnabar/core/field';
import type { LocalizedText } from '@cinnabar/core/language';
import type { VerificationReport } from '@cinnabar/core/verify';
import type {
  Account,
  ContractPage,
  ContractView,
  EvidenceLog,
  LoginCode,
  PlacedFile,
  SampleFile,
  SessionToken,
  TemplateSummary,
  UploadedFile,
  WorkerEntry,
} from '@cinnabar/client';
import { rules } from '../context.ts';

const strict = { additionalProperties: false } as const;

/** A schema for the description whose type is the client's own, so that the two cannot drift apart unseen. */
function typed<T>(schema: TSchema, description: string): ReturnType<typeof Type.Unsafe<T>> {
  return Type.Unsafe<T>({ ...schema, description });
}

export const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[\\w-]+$' });
/** Eleven digits of a number that receives SMS, as `parseMobile` writes it. */
export const Phone = Type.String({ maxLength: 11, format: 'mobile', description: 'Mainland mobile number' });
export const Code = Type.String({ pattern: '^[0-9]{6}$' });
export const Key = Type.String({ pattern: '^[\\x21-\\x7e]{8,100}$', description: 'Idempotency key' });
export const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Lower-case hex SHA-256' });
const Instant = Type.String({ format: 'date-time' });
const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const Count = Type.Integer({ minimum: 0 });
const Values = Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 2000 }));
/** Out of range it is clamped, never an error (GEN-09). */
const PageNumber = Type.String({ pattern: '^-?[0-9]{1,9}$' });

export const ContractParams = Type.Object({ contractId: Id });
export const ContractFileParams = Type.Object({ contractId: Id, fileId: Id });

const Localized = typed<LocalizedText>(
  Type.Object({ 'zh-Hans': Type.String(), 'zh-Hant': Type.String(), en: Type.String() }),
  'Text in three languages',
);

const Coordinate = Type.Number({ minimum: -20_000, maximum: 20_000 });

const Place = Type.Object({ x: Coordinate, y: Coordinate, width: Coordinate, height: Coordinate }, strict);
const Alignment = Type.Union([Type.Literal('left'), Type.Literal('center'), Type.Literal('right')]);
const ConditionSchema = Type.Object(
  {
    control: Id,
    equals: Type.Union([
      Type.String({ maxLength: 200 }),
      Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200 }),
    ]),
  },
  strict,
);

/** All but those that take a file: the server has no way in for a signer's files yet. */
const controlKinds = [...fillKinds.filter((kind) => kind !== 'image' && kind !== 'attachment'), ...markKinds];

export const ControlSchema = typed<Control>(
  Type.Object(
    {
      id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }),
      kind: Type.Union(controlKinds.map((kind) => Type.Literal(kind))),
      role: Type.Union([Type.Literal('employer'), Type.Literal('worker')]),
      label: Localized,
      required: Type.Boolean(),
      page: Type.Integer({ minimum: -2000, maximum: 2000 }),
      rect: Place,
      pages: Type.Optional(Type.String({ maxLength: 200 })),
      showWhen: Type.Optional(ConditionSchema),
      requireWhen: Type.Optional(ConditionSchema),
      value: Type.Optional(Type.String({ maxLength: 2000 })),
      readOnly: Type.Optional(Type.Boolean()),
      options: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200 })),
      optionRects: Type.Optional(Type.Array(Place, { maxItems: 200 })),
      maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
      fontSize: Type.Optional(Type.Number({ minimum: 0, maximum: 72 })),
      minFontSize: Type.Optional(Type.Number({ minimum: 4, maximum: 72 })),
      comb: Type.Optional(Type.Boolean()),
      format: Type.Optional(Type.Union(controlFormats.map((format) => Type.Literal(format)))),
      decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 6 })),
      columns: Type.Optional(
        Type.Array(
          Type.Object(
            { title: Localized, width: Type.Number({ exclusiveMinimum: 0 }), align: Type.Optional(Alignment) },
            strict,
          ),
          { minItems: 1, maxItems: 30 },
        ),
      ),
      maxRows: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
      text: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      align: Type.Optional(Alignment),
      datePart: Type.Optional(Type.Union([Type.Literal('year'), Type.Literal('month'), Type.Literal('day')])),
    },
    strict,
  ),
  'What is filled or signed, by whom, where. Points from the bottom-left corner of the page.',
);

const documents = {
  templateId: Type.Optional(Id),
  fileIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: rules.upload.maxFiles })),
  fileControls: Type.Optional(
    Type.Array(Type.Object({ fileId: Id, controls: Type.Array(ControlSchema, { maxItems: 500 }) }, strict), {
      minItems: 1,
      maxItems: rules.upload.maxFiles,
    }),
  ),
  fields: Type.Optional(Values),
  values: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Values)),
  name: Type.String({ maxLength: 200 }),
  order: Type.Optional(Type.Union([Type.Literal('parallel'), Type.Literal('sequential')])),
  idempotencyKey: Key,
};

export const NewContractBody = Type.Object(
  {
    ...documents,
    parties: Type.Array(
      Type.Object(
        {
          role: Type.Union([Type.Literal('employer'), Type.Literal('worker')]),
          name: Type.String({ minLength: 1, maxLength: 50 }),
          phone: Phone,
          organization: Type.Optional(Type.String({ maxLength: 100 })),
          idNumber: Type.Optional(Type.String({ pattern: '^[0-9A-Z]{6,20}$' })),
        },
        strict,
      ),
      { minItems: 2, maxItems: 2 },
    ),
  },
  strict,
);

export const NewPortalContractBody = Type.Object({ ...documents, workerId: Id }, strict);

export const ContractQuerySchema = Type.Object(
  {
    group: Type.Optional(
      Type.Union([Type.Literal('all'), Type.Literal('mine'), Type.Literal('others'), Type.Literal('completed')]),
    ),
    q: Type.Optional(Type.String({ maxLength: 100 })),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    page: Type.Optional(PageNumber),
    pageSize: Type.Optional(PageNumber),
  },
  strict,
);

const Party = Type.Object({
  signerId: Id,
  role: Type.String(),
  name: Type.String(),
  organization: Type.Optional(Type.String()),
  maskedPhone: Type.String(),
  state: Type.String(),
  signedAt: Type.Optional(Instant),
});

const summary = {
  id: Id,
  name: Type.String(),
  state: Type.String(),
  initiator: Type.String(),
  initiatedAt: Instant,
  deadline: Instant,
  parties: Type.Array(Party),
  mine: Type.Boolean(),
  others: Type.Boolean(),
};

const stored = { fileId: Id, name: Type.String(), size: Count, digest: Digest };

export const UploadedFileReply = typed<UploadedFile>(Type.Object({ ...stored, pages: Count }), 'A stored upload');

export const ContractReply = typed<ContractView>(
  Type.Object({
    ...summary,
    files: Type.Array(Type.Object({ ...stored, revision: Count })),
    mySignerId: Type.Optional(Id),
  }),
  'A contract with its files at their latest revisions',
);

export const ContractPageReply = typed<ContractPage>(
  Type.Object({ contracts: Type.Array(Type.Object(summary)), total: Count, page: Count, pages: Count }),
  'Contracts, newest first',
);

export const TemplatesReply = typed<{ templates: readonly TemplateSummary[] }>(
  Type.Object({
    templates: Type.Array(
      Type.Object({
        id: Id,
        name: Localized,
        fields: Type.Array(
          Type.Object({
            id: Id,
            label: Localized,
            kind: Type.String(),
            required: Type.Boolean(),
            options: Type.Optional(Type.Array(Type.Object({ value: Type.String(), label: Localized }))),
            maxLength: Type.Optional(Count),
            value: Type.Optional(Type.String()),
          }),
        ),
      }),
    ),
  }),
  'Templates and the questions of their forms',
);

export const PlacementReply = typed<{ files: readonly PlacedFile[] }>(
  Type.Object({
    files: Type.Array(
      Type.Object({ fileId: Id, controls: Type.Array(ControlSchema), unplaced: Type.Array(Type.String()) }),
    ),
  }),
  'Where the controls stand in each file, and which words were not found',
);

export const SamplesReply = typed<{ files: readonly SampleFile[] }>(
  Type.Object({ files: Type.Array(Type.Object({ id: Id, name: Localized, size: Count, pages: Count })) }),
  'Sample contracts',
);

export const TokenReply = typed<SessionToken>(
  Type.Object({ token: Type.String(), expiresAt: Instant }),
  'A short-lived token for one signer on one contract',
);

export const EvidenceReply = typed<EvidenceLog>(
  Type.Object({
    contractId: Id,
    chain: Type.Union([Type.Literal('INTACT'), Type.Literal('BROKEN')]),
    events: Type.Array(
      Type.Object({
        sequence: Count,
        type: Type.String(),
        at: Instant,
        data: Type.Object({}, { additionalProperties: true }),
        previousHash: Digest,
        hash: Digest,
      }),
    ),
  }),
  'Hash-chained events',
);

export const VerificationReply = typed<VerificationReport>(
  Type.Object({ verdict: Type.String(), signatures: Type.Array(Type.Object({}, { additionalProperties: true })) }),
  "The server's own verification of the latest revision",
);

export const LoginCodeReply = typed<LoginCode>(
  Type.Object({ resendAt: Instant, expiresAt: Instant }),
  'When the code ends and when another may be asked for',
);

export const AccountReply = typed<{ account: Account }>(
  Type.Object({
    account: Type.Object({
      kind: Type.String(),
      name: Type.String(),
      organization: Type.Optional(Type.String()),
      maskedPhone: Type.String(),
    }),
  }),
  'Who is logged in',
);

export const WorkersReply = typed<{ workers: readonly WorkerEntry[] }>(
  Type.Object({
    workers: Type.Array(
      Type.Object({ id: Id, name: Type.String(), maskedPhone: Type.String(), idNumberMasked: Type.String() }),
    ),
  }),
  'The roster',
);

export const ZipReply = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary', description: 'A ZIP' });

export const PdfReply = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary', description: 'Exact bytes' });
