import { UsageError } from './command.ts';

const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;

/** The value of `--at`. @throws UsageError */
export function momentOf(text: string): Date {
  const moment = new Date(text);
  // 30 February would be 2 March.
  const exists = (): boolean => new Date(text.slice(0, 10)).toISOString().startsWith(text.slice(0, 10));
  if (!iso.test(text) || Number.isNaN(moment.getTime()) || !exists()) {
    throw new UsageError('--at is a date or a time with its zone, such as 2026-11-21 or 2026-11-21T09:30:00Z.');
  }
  return moment;
}
