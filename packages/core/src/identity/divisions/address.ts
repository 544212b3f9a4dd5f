import { parsed, problemOf, unparsed, type Parsed } from '../../language/index.ts';
import type { Address } from '../address.ts';
import { hasHiddenCharacter } from '../name.ts';
import { halfWidth, type ParseOptions } from '../normalise.ts';
import { identityTexts, type IdentityCode } from '../texts.ts';
import { division, fullName, path } from './tree.ts';

const longestDetail = 100;

/** Full-width letters, digits, `＃`, `－` and spaces; Chinese punctuation stays as it is written. */
const wide = /[\uff03\uff0d\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000]/g;

/**
 * Reads an address: a division chosen down to the lowest level there is, and a line of detail (1 to 100 code points). Problems
 * have the paths `division` and `detail`, below the path of the options.
 * Catalogue: GD-05.
 */
export function parseAddress(code: string, detail: string, options: ParseOptions = {}): Parsed<Address, IdentityCode> {
  const line = detail.replace(wide, halfWidth).normalize('NFC').trim().replace(/\s+/g, ' ');
  const faults = { division: divisionFault(code), detail: detailFault(line) };
  const [first, ...others] = (['division', 'detail'] as const).flatMap((field) => {
    const fault = faults[field];
    const at = options.path === undefined ? field : `${options.path}.${field}`;
    return fault === undefined ? [] : [problemOf(identityTexts, fault, { path: at })];
  });
  if (first !== undefined) return unparsed(first, ...others);
  return parsed({ division: code, divisionName: fullName(code), detail: line });
}

function divisionFault(code: string): IdentityCode | undefined {
  const chosen = division(code);
  if (!chosen) return code === '' ? 'VALUE_REQUIRED' : 'ADDRESS_DIVISION';
  return chosen.hasChildren || path(code).at(-1)?.code !== code ? 'ADDRESS_DIVISION' : undefined;
}

function detailFault(detail: string): IdentityCode | undefined {
  if (detail === '') return 'ADDRESS_DETAIL';
  if (hasHiddenCharacter(detail)) return 'NAME_HIDDEN';
  return [...detail].length > longestDetail ? 'ADDRESS_DETAIL' : undefined;
}
