/** What a value is, for {@link mask} to know what of it may show. */
export type MaskKind =
  'name' | 'mobile' | 'resident-id' | 'bank-card' | 'document' | 'credit-code' | 'email' | 'address';

/** Where a masked value goes: on a page, into a file that leaves the platform, or into a log. */
export type MaskPurpose = 'list' | 'export' | 'log';

const fewestHidden = 4;

/**
 * A value with its personal part hidden. Lists and exports show what people need to tell entries apart; a log shows the
 * kind only, `[mobile]`. Characters are counted by code point. A value too short to hide four of its characters is hidden
 * whole (names excepted: their length is told by one or two asterisks).
 * Catalogue: ACC-12.
 *
 * | kind          | lists and exports             |
 * | ------------- | ----------------------------- |
 * | `name`        | `张*`, `张**`                 |
 * | `mobile`      | `138****8000`                 |
 * | `resident-id` | `1101************2X`          |
 * | `bank-card`   | `**** 0005`                   |
 * | `document`    | `H1*****78`                   |
 * | `email`       | `l***@example.com`            |
 * | `address`     | nothing: show the division    |
 * | `credit-code` | whole, in logs too: it is public |
 */
export function mask(kind: MaskKind, value: string, purpose: MaskPurpose = 'list'): string {
  if (value === '' || kind === 'credit-code') return value;
  return purpose === 'log' ? `[${kind}]` : masks[kind](value);
}

const masks: Readonly<Record<Exclude<MaskKind, 'credit-code'>, (value: string) => string>> = {
  name: maskName,
  mobile: maskMobile,
  'resident-id': maskResidentId,
  'bank-card': maskBankCard,
  document: maskDocument,
  email: maskEmail,
  address: () => '***',
};

/** `张*`, `张**`: the first character, and whether one or more follow; one alone is hidden. */
export function maskName(name: string): string {
  const [first = '', ...others] = [...name.normalize('NFC')];
  return others.length === 0 ? '*' : first + (others.length === 1 ? '*' : '**');
}

/** `138****8000` */
export function maskMobile(number: string): string {
  return keepEnds(number, 3, 4);
}

/** `1101************2X` */
export function maskResidentId(number: string): string {
  return keepEnds(number, 4, 2);
}

/** `**** 0005`, whatever the length of the card's number. */
export function maskBankCard(number: string): string {
  const characters = [...number];
  return characters.length < 4 + fewestHidden ? '****' : `**** ${characters.slice(-4).join('')}`;
}

/** Permits and passports: `H1*****78` */
export function maskDocument(number: string): string {
  return keepEnds(number, 2, 2);
}

/** `l***@example.com`; what has no `@` is hidden whole. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = ''] = [...address.slice(0, Math.max(at, 0))];
  return at < 1 ? '***' : `${at > 1 ? first : ''}***${address.slice(at)}`;
}

function keepEnds(text: string, head: number, tail: number): string {
  const characters = [...text];
  const covered = characters.length - head - tail;
  if (covered < fewestHidden) return '*'.repeat(characters.length);
  return characters.slice(0, head).join('') + '*'.repeat(covered) + characters.slice(-tail).join('');
}
