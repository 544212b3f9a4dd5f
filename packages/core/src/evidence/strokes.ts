import { bytesToHex, canonicalJson, parseCanonicalJson, utf8ToBytes } from '../bytes/index.ts';
import { digest } from '../crypto/index.ts';
import { isRecord, isWord, type EventFacts } from './event.ts';
import type { RecordContext } from './records.ts';

/** What a separate consent to recording strokes is for (`ConsentRecord.separateFor`). */
export const strokesPurpose = 'strokes';

/**
 * How a signature was written: the pen's path with times and, where measured, pressure. Biometric, so kept only with a
 * separate consent (PIPL art. 29) and in an entry of its own that can be left out of a package.
 */
export interface StrokeEvidence {
  readonly version: 1;
  readonly id: string;
  /** The signer's reference. */
  readonly signer: string;
  /** `InkStrokes` of the ink folder, as JSON: unit space, y downward, times in milliseconds. */
  readonly ink: {
    readonly aspect: number;
    readonly strokes: readonly {
      readonly pointerType: string;
      readonly points: readonly {
        readonly x: number;
        readonly y: number;
        readonly time: number;
        readonly pressure?: number;
      }[];
    }[];
  };
}

/** The entry of a package: canonical JSON. @throws CinnabarError `BYTES_JSON` */
export function strokeEntry(strokes: StrokeEvidence): Uint8Array {
  return utf8ToBytes(canonicalJson(strokes));
}

/** `record.strokes`: the strokes' digest, not the strokes. */
export async function strokesCaptured(context: RecordContext, strokes: StrokeEvidence): Promise<EventFacts> {
  const value = bytesToHex(await digest('SHA-256', [strokeEntry(strokes)]));
  const points = strokes.ink.strokes.reduce((sum, stroke) => sum + stroke.points.length, 0);
  const digests = [{ of: strokes.id, algorithm: 'SHA-256' as const, value }];
  return { ...context, type: 'record.strokes', digests, data: { strokes: strokes.ink.strokes.length, points } };
}

/** The strokes of an entry, or undefined when it holds something else. */
export function parseStrokes(text: string): StrokeEvidence | undefined {
  const value = parseCanonicalJson(text);
  if (!isRecord(value) || value['version'] !== 1 || !isWord(value['id']) || !isWord(value['signer'])) return undefined;
  const ink = value['ink'];
  return isRecord(ink) && Array.isArray(ink['strokes']) ? (value as unknown as StrokeEvidence) : undefined;
}
