import { colours, type Passage } from './layout.ts';

/** Text that is the same in every language. */
export function said(text: string, size = 9.2, bold = false): Passage {
  return { text, size, bold };
}

/** The same, in the second voice. */
export function aside(text: string, size = 7.6): Passage {
  return { text, size, colour: colours.soft };
}

/** A time as Beijing has it (UTC+08:00 all year), to the second. */
export function moment(iso: string | null | undefined): string {
  if (iso === null || iso === undefined) return '–';
  const shifted = new Date(Date.parse(iso) + 8 * 3600_000).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)}`;
}

/** A digest in groups of eight, for eyes to compare. */
export function grouped(hex: string): string {
  return hex.replace(/(.{8})(?=.)/g, '$1 ');
}

/** The beginning and the end of a digest. */
export function shortened(hex: string): string {
  return hex.length <= 20 ? hex : `${hex.slice(0, 8)}…${hex.slice(-8)}`;
}

/** An address without what tells one household from another: 203.0.113.*, 2001:db8:1::*. */
export function maskedAddress(ip: string): string {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(ip)) return ip.replace(/\.\d+$/, '.*');
  return ip.includes(':') ? `${ip.split(':').slice(0, 3).join(':')}::*` : '*';
}
