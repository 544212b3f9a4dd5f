import type { InkStrokes } from '@cinnabar/core/ink';

/** Handwriting for a signing area; strokes only, the server makes the appearance. */
export interface InkMark {
  readonly kind: 'ink';
  readonly controlId: string;
  readonly ink: InkStrokes;
}

/** A company seal for a signing area; the server knows the seal's artwork. */
export interface SealMark {
  readonly kind: 'seal';
  readonly controlId: string;
  readonly sealId: string;
  /** Centre of the seal in points from the page's bottom-left corner; inside the control's rectangle. Default: its centre. */
  readonly center?: { readonly x: number; readonly y: number };
}

export type Mark = InkMark | SealMark;

/** What the signer did on one file: data, never a PDF. */
export interface FileSubmission {
  readonly fileId: string;
  /** The revision and digest that were on the screen; refused with `REVISION_SUPERSEDED` when no longer the latest. */
  readonly revision: number;
  readonly digest: string;
  readonly values: Readonly<Record<string, string>>;
  readonly marks: readonly Mark[];
}

export interface Submission {
  /** Chosen by the caller; sending the same submission again gives the same answer. */
  readonly idempotencyKey: string;
  readonly files: readonly FileSubmission[];
}

/** One file as it will be signed: its bytes with filled fields, seal and an empty signature. */
export interface PreparedFile {
  readonly fileId: string;
  readonly size: number;
  /** `[0, b, c, d]` of the signature dictionary (ISO 32000-2 §12.8.1). */
  readonly byteRange: readonly [number, number, number, number];
  readonly digestAlgorithm: 'SHA-256';
  /** Lower-case hex digest of the ByteRange bytes, as the server computed it; the browser computes its own. */
  readonly digest: string;
}

/** The revisions the server wrote for a submission and will sign if the signer's intent is verified. */
export interface PreparedRevision {
  readonly preparationId: string;
  /** ISO 8601 instant after which the submission must be made again. */
  readonly expiresAt: string;
  readonly files: readonly PreparedFile[];
}
