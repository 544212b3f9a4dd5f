import { problemOf, type Problem, type TextValues } from '../language/index.ts';
import { texts, type EvidenceCode } from './texts.ts';

/**
 * The questions a package answers, in the order they are asked: is it whole, is its manifest well-formed, does the
 * signature hold, is the signer trusted, is the time proven, are the entries those listed, does the log hold, do the
 * documents' signatures hold, and did each signer mean it.
 */
export const evidenceAxes = [
  'structure',
  'manifest',
  'signature',
  'trust',
  'time',
  'entries',
  'log',
  'documents',
  'intents',
] as const;

export type EvidenceAxis = (typeof evidenceAxes)[number];

/** `error`: does not hold; `warning`: may be relied on only after somebody looked; `info`: worth knowing. */
export type FindingSeverity = 'error' | 'warning' | 'info';

/** One thing found. `path` is the entry of the package it is about. */
export interface Finding extends Problem<EvidenceCode> {
  readonly axis: EvidenceAxis;
  readonly severity: FindingSeverity;
}

export function findingOf(
  axis: EvidenceAxis,
  severity: FindingSeverity,
  code: EvidenceCode,
  options: { path?: string; values?: TextValues } = {},
): Finding {
  const { path } = options;
  const values = path === undefined ? options.values : { path, ...options.values };
  const problem = problemOf(texts, code, { ...options, ...(values === undefined ? {} : { values }) });
  return { axis, severity, ...problem };
}
