import { dayOf } from '@cinnabar/core/contract';
import { parseResidentId } from '@cinnabar/core/identity';

/** Sex by a resident identity number (GB 11643). Undefined for other documents. */
export function sexOfIdNumber(idNumber: string): '男' | '女' | undefined {
  const id = parseResidentId(idNumber, { today: chinaDate(new Date()) });
  return id.ok ? (id.value.sex === 'male' ? '男' : '女') : undefined;
}

/** `YYYY-MM-DD` in China Standard Time. */
export function chinaDate(instant: Date): string {
  return dayOf(instant.toISOString());
}
