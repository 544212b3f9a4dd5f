/** Characters nobody sees, which can make a name read as another: controls, direction marks, halves of characters. */
export function hasHiddenCharacter(text: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(text);
}

/** Sex by the seventeenth digit of a resident identity number (GB 11643): odd is male. Undefined for other documents. */
export function sexOfIdNumber(idNumber: string): '男' | '女' | undefined {
  if (!/^\d{17}[\dX]$/.test(idNumber)) return undefined;
  return Number(idNumber[16]) % 2 === 1 ? '男' : '女';
}

/** `YYYY-MM-DD` in China Standard Time, which has no daylight saving. */
export function chinaDate(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3600_000).toISOString().slice(0, 10);
}
