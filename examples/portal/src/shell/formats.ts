/** `yyyy-MM-dd HH:mm:ss` in Beijing time: the reference system runs on China's clock, as the signed documents do. */
export { dateTimeOf as timestamp } from '@cinnabar/core/contract';

/** A size as people read it: `137 KB`, `1.4 MB`. */
export function fileSize(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export interface TimeLeft {
  readonly unit: 'days' | 'hours' | 'minutes' | 'none';
  readonly count: number;
}

/** Whole days left when more than one, else hours, else minutes. */
export function timeLeft(deadline: string, now = Date.now()): TimeLeft {
  const minutes = Math.floor((Date.parse(deadline) - now) / 60_000);
  if (minutes <= 0) return { unit: 'none', count: 0 };
  if (minutes < 60) return { unit: 'minutes', count: minutes };
  if (minutes < 24 * 60) return { unit: 'hours', count: Math.floor(minutes / 60) };
  return { unit: 'days', count: Math.floor(minutes / (24 * 60)) };
}
