import { Type } from 'typebox';
import type {
  IntentChallenge,
  IntentOutcome,
  PreparedRevision,
  SigningRoomState,
  SigningStatus,
  Submission,
} from '@cinnabar/elements/backend';
import { ControlSchema, Digest, Id, Key } from './schemas.ts';

const strict = { additionalProperties: false } as const;
const Values = Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 2000 }));
const Any = Type.Object({}, { additionalProperties: true });

const Ink = Type.Object(
  {
    aspect: Type.Number(),
    strokes: Type.Array(
      Type.Object(
        {
          pointerType: Type.Union([Type.Literal('mouse'), Type.Literal('touch'), Type.Literal('pen')]),
          points: Type.Array(
            Type.Object(
              { x: Type.Number(), y: Type.Number(), time: Type.Number(), pressure: Type.Optional(Type.Number()) },
              strict,
            ),
            { maxItems: 20_000 },
          ),
        },
        strict,
      ),
      { maxItems: 300 },
    ),
  },
  strict,
);

const Mark = Type.Union([
  Type.Object({ kind: Type.Literal('ink'), controlId: Id, ink: Ink }, strict),
  Type.Object(
    {
      kind: Type.Literal('seal'),
      controlId: Id,
      sealId: Id,
      center: Type.Optional(Type.Object({ x: Type.Number(), y: Type.Number() }, strict)),
    },
    strict,
  ),
]);

export const DraftBody = Type.Object({ values: Values }, strict);

export const SubmissionBody = Type.Unsafe<Submission>(
  Type.Object(
    {
      idempotencyKey: Key,
      files: Type.Array(
        Type.Object(
          {
            fileId: Id,
            revision: Type.Integer({ minimum: 1 }),
            digest: Digest,
            values: Values,
            marks: Type.Array(Mark, { maxItems: 100 }),
          },
          strict,
        ),
        { minItems: 1, maxItems: 10 },
      ),
    },
    strict,
  ),
);

export const IntentBody = Type.Object(
  {
    preparationId: Id,
    method: Type.Literal('sms'),
    digests: Type.Array(Type.Object({ fileId: Id, digest: Digest }, strict), { minItems: 1, maxItems: 10 }),
  },
  strict,
);

export const RoomReply = Type.Unsafe<SigningRoomState>(
  Type.Object({
    contract: Any,
    signer: Any,
    parties: Type.Array(Any),
    files: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        size: Type.Integer(),
        revision: Type.Integer(),
        digest: Digest,
        controls: Type.Array(ControlSchema),
        values: Values,
      }),
    ),
    seals: Type.Array(Any),
    intentMethods: Type.Array(Type.String()),
    signing: Type.Optional(Type.Object({ preparationId: Id })),
  }),
);

export const PreparedReply = Type.Unsafe<PreparedRevision>(
  Type.Object({
    preparationId: Id,
    expiresAt: Type.String({ format: 'date-time' }),
    files: Type.Array(
      Type.Object({
        fileId: Id,
        size: Type.Integer(),
        byteRange: Type.Array(Type.Integer(), { minItems: 4, maxItems: 4 }),
        digestAlgorithm: Type.Literal('SHA-256'),
        digest: Digest,
      }),
    ),
  }),
);

export const ChallengeReply = Type.Unsafe<IntentChallenge>(
  Type.Object({
    challengeId: Id,
    method: Type.Literal('sms'),
    maskedPhone: Type.String(),
    expiresAt: Type.String({ format: 'date-time' }),
    resendAt: Type.String({ format: 'date-time' }),
    triesLeft: Type.Integer(),
    fingerprint: Digest,
  }),
);

const status = {
  preparationId: Id,
  state: Type.Union([Type.Literal('PROCESSING'), Type.Literal('SIGNED'), Type.Literal('FAILED')]),
  reason: Type.Optional(Type.String()),
  contractState: Type.String(),
};

export const StatusReply = Type.Unsafe<SigningStatus>(Type.Object(status));

export const OutcomeReply = Type.Unsafe<IntentOutcome>(
  Type.Union([
    Type.Object({ state: Type.Literal('PASSED'), signing: Type.Object(status) }),
    Type.Object({ state: Type.Literal('WRONG'), triesLeft: Type.Integer() }),
  ]),
);
