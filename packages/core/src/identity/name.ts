import type { Parsed } from '../language/index.ts';
import { halfWidth, judged, type ParseOptions } from './normalise.ts';
import type { IdentityCode } from './texts.ts';

/** A person's name, normalised. */
export interface PersonName {
  /** As documents write it: NFC, `·` (U+00B7) between parts, single spaces between Latin words. */
  readonly text: string;
  readonly script: 'han' | 'latin';
  /** Characters outside the basic plane or in extension A: a font or a partner may lack them. */
  readonly rareCharacters: readonly string[];
}

export interface PersonNameOptions extends ParseOptions {
  /** Longest name in Han characters, in code points including `·`; default 20. */
  readonly longestHan?: number;
  /** Longest name in Latin letters, in code points; default 60. */
  readonly longestLatin?: number;
}

/**
 * Controls, direction marks, zero-width characters, fillers, blanks of Braille, halves of characters: nobody sees them, and a
 * name reads as another.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
const privateUse = /\p{Co}/u;
const hanName = /^\p{Script=Han}+(?:·\p{Script=Han}+)*$/u;
const latinName =
  /^\p{Script=Latin}[\p{Script=Latin}\p{M}]*(?:(?:[ '’.-]|, |\. )\p{Script=Latin}[\p{Script=Latin}\p{M}]*)*\.?$/u;

/** Whether a text holds characters nobody sees, which can make it read as another. */
export function hasHiddenCharacter(text: string): boolean {
  return hidden.test(text);
}

/**
 * A person's name as documents write it: half-width Latin, NFC, radicals that pass for characters replaced by them, the
 * dots people type between parts as `·`, no spaces within Han characters and single ones between Latin words.
 */
export function normalisePersonName(input: string): string {
  return halfWidth(input)
    .replace(/[\u2e80-\u2fdf]/g, (radical) => radical.normalize('NFKC'))
    .normalize('NFC')
    .trim()
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?[\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65] ?/g, '·')
    .replace(/(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu, '·')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

/**
 * Reads a person's name: 2 to 20 Han characters with `·` between parts, or Latin letters with spaces, hyphens, apostrophes
 * and full stops. Rare characters are welcome on every plane; characters of the private use area are refused, because
 * they show as another sign, or none, elsewhere. Lengths are in code points.
 * Catalogue: KYC-06, KYC-12.
 */
export function parsePersonName(input: string, options: PersonNameOptions = {}): Parsed<PersonName, IdentityCode> {
  const text = normalisePersonName(input);
  const script = hanName.test(text) ? ('han' as const) : ('latin' as const);
  return judged(personNameFault(text, options), options, () => ({
    text,
    script,
    rareCharacters: [...text].filter((character) => /[\u3400-\u4dbf]|[\u{10000}-\u{10ffff}]/u.test(character)),
  }));
}

function personNameFault(text: string, options: PersonNameOptions): IdentityCode | undefined {
  if (text === '') return 'VALUE_REQUIRED';
  if (hasHiddenCharacter(text)) return 'NAME_HIDDEN';
  if (privateUse.test(text)) return 'NAME_PRIVATE_USE';
  const han = hanName.test(text);
  const length = [...text].length;
  if (length > (han ? (options.longestHan ?? 20) : (options.longestLatin ?? 60))) return 'NAME_LENGTH';
  if (!han && !latinName.test(text)) return 'NAME_CHARACTERS';
  return length < 2 ? 'NAME_LENGTH' : undefined;
}

/** Whether two spellings are one name: after normalising, Latin letters regardless of case. */
export function samePersonName(one: string, other: string): boolean {
  return normalisePersonName(one).toLowerCase() === normalisePersonName(other).toLowerCase();
}

/**
 * An organisation's name as Chinese licences print it: brackets of any width as `（）`, other full-width forms half-width,
 * NFC, no spaces next to Han characters. Catalogue: ACC-02.
 */
export function normaliseOrganisationName(input: string): string {
  return halfWidth(input)
    .normalize('NFC')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ ?[([〔［【﹙] ?/gu, '（')
    .replace(/ ?[)\]〕］】﹚] ?/gu, '）')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '');
}

/** Reads an organisation's name: 2 to 100 code points, at least one letter, no hidden and no private characters. Catalogue: ACC-02, ORG-02. */
export function parseOrganisationName(input: string, options: ParseOptions = {}): Parsed<string, IdentityCode> {
  const name = normaliseOrganisationName(input);
  return judged(organisationNameFault(name), options, () => name);
}

function organisationNameFault(name: string): IdentityCode | undefined {
  if (name === '') return 'VALUE_REQUIRED';
  if (hasHiddenCharacter(name)) return 'NAME_HIDDEN';
  if (privateUse.test(name)) return 'NAME_PRIVATE_USE';
  const length = [...name].length;
  return length < 2 || length > 100 || !/\p{L}/u.test(name) ? 'ORG_NAME_FORMAT' : undefined;
}

/** Whether two spellings are one organisation's name, whatever the brackets, widths, spaces and case. Catalogue: ACC-02. */
export function sameOrganisationName(one: string, other: string): boolean {
  const key = (name: string): string => normaliseOrganisationName(name).replace(/ /g, '').toLowerCase();
  return key(one) === key(other);
}
