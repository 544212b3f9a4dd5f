/** Amounts of money: read as whole fen, so that nothing is rounded; written in digits and in Chinese capitals. */

const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
/** Below ten thousand trillion (万亿) yuan. */
const limit = 10n ** 18n; // fen

/** Fen of a decimal such as `-8000.5`; undefined for anything else, for parts of a fen and beyond 9999万亿. */
export function readAmount(text: string): bigint | undefined {
  const match = /^(-?)(\d{1,16})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  const fen = BigInt(match[2] as string) * 100n + BigInt((match[3] ?? '').padEnd(2, '0'));
  return match[1] ? -fen : fen;
}

/** `1234567.50` as `1,234,567.50`, with as many digits behind the point as there are. */
export function groupDigits(decimal: string): string {
  const [whole, fraction] = decimal.split('.') as [string, string | undefined];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Yuan with two digits behind the point. */
export function writeAmount(fen: bigint): string {
  const absolute = fen < 0n ? -fen : fen;
  return `${fen < 0n ? '-' : ''}${absolute / 100n}.${String(absolute % 100n).padStart(2, '0')}`;
}

/**
 * The amount in capitals (正确填写票据和结算凭证的基本规定): 整 behind 元 and 角, none behind 分; one 零 for zeros between
 * digits, and for missing 角 before 分; the 零 that may be left out at 万 and 元 is left out.
 * @throws RangeError at ten thousand trillion yuan and beyond
 */
export function amountInCapitals(fen: bigint): string {
  const absolute = fen < 0n ? -fen : fen;
  if (absolute >= limit) throw new RangeError('The amount is too large to be written out');
  const yuan = absolute / 100n;
  const jiao = Number((absolute / 10n) % 10n);
  const odd = Number(absolute % 10n);
  const whole = yuan > 0n ? `${wholeInCapitals(yuan)}元` : '';
  if (jiao === 0 && odd === 0) return `${fen < 0n ? '负' : ''}${whole || '零元'}整`;
  const tenths = jiao > 0 ? `${digits[jiao]}角` : whole && '零';
  return `${fen < 0n ? '负' : ''}${whole}${tenths}${odd > 0 ? `${digits[odd]}分` : '整'}`;
}

/** Fen of an amount in capitals, undefined for what {@link amountInCapitals} would not write (with or without the last 整). */
export function readCapitals(text: string): bigint | undefined {
  const match =
    /^(负?)(?:([零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)元)?零?(?:([壹贰叁肆伍陆柒捌玖])角)?(?:([壹贰叁肆伍陆柒捌玖])分)?整?$/.exec(
      text,
    );
  if (!match) return undefined;
  const [, sign, whole = '', jiao = '零', odd = '零'] = match;
  const fen = readWhole(whole) * 100n + BigInt(digits.indexOf(jiao) * 10 + digits.indexOf(odd));
  const value = sign ? -fen : fen;
  if (value >= limit || value <= -limit) return undefined;
  const written = amountInCapitals(value);
  return text === written || `${text}整` === written ? value : undefined;
}

/** A positive whole number: what stands before 亿, before 万, and below, each read like a number of its own. */
function wholeInCapitals(value: bigint): string {
  for (const [unit, name] of [
    [100_000_000n, '亿'],
    [10_000n, '万'],
  ] as const) {
    if (value < unit) continue;
    const rest = value % unit;
    const gap = rest > 0n && rest < unit / 10n ? '零' : '';
    return `${wholeInCapitals(value / unit)}${name}${gap}${rest > 0n ? wholeInCapitals(rest) : ''}`;
  }
  const written = Array.from(String(value), Number)
    .map((digit, i, all) => (digit === 0 ? '零' : `${digits[digit]}${places[all.length - 1 - i]}`))
    .join('');
  return written.replace(/零+/g, '零').replace(/零$/, '');
}

function readWhole(text: string): bigint {
  for (const [name, unit] of [
    ['亿', 100_000_000n],
    ['万', 10_000n],
  ] as const) {
    const at = text.lastIndexOf(name);
    if (at >= 0) return readWhole(text.slice(0, at)) * unit + readWhole(text.slice(at + 1));
  }
  let value = 0n;
  for (const [, digit, place] of text.matchAll(/([壹贰叁肆伍陆柒捌玖])([拾佰仟]?)/g)) {
    value += BigInt(digits.indexOf(digit as string)) * 10n ** BigInt(places.indexOf(place as string));
  }
  return value;
}
