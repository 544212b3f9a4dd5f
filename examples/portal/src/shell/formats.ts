/** The reference system runs on China's clock, as the signed documents do. */
const timeZone = 'Asia/Shanghai';

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** `yyyy-MM-dd HH:mm:ss` in Beijing time. */
export function timestamp(instant: string): string {
  const part = Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}:${part['second']}`;
}

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
